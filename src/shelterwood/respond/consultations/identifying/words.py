"""The words behind the rules: given names, names that are words of the language too, and capitals that name nobody."""

from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent

# Given names that are plain words in English or Spanish, or places: in lower case, or first in a sentence, they say nothing.
ALSO_WORDS = frozenset(
    ["abril", "ace", "alba", "ally", "alma", "amber", "america", "amor", "angel", "april", "archer", "asia", "aurora", "austin", "autumn", "azul", "banks", "baron", "bear", "beau", "bella", "bill", "bishop", "blanca", "blaze", "boston", "brook", "brooklyn", "cairo", "calla", "callan", "camila", "camilla", "cara", "carol", "carolina", "case", "casey", "cash", "celeste", "chad", "chance", "charity", "charlotte", "chase", "cheyenne", "christian", "cielo", "cierra", "clara", "clay", "cole", "colt", "cooper", "coral", "crew", "cruz", "crystal", "daisy", "dakota", "dale", "dallas", "dan", "darla", "dash", "dawn", "deacon", "dean", "deja", "denver", "desean", "desire", "destiny", "diamond", "divine", "dolores", "domingo", "don", "dream", "drew", "duke", "dulce", "earl", "ebony", "echo", "eden", "egypt", "ella", "ember", "emerald", "esperanza", "essence", "estrella", "ever", "faith", "fidel", "flor", "florence", "ford", "forest", "forrest", "foster", "fox", "franco", "frank", "gene", "genesis", "georgia", "ginger", "glen", "glenn", "gloria", "grace", "grant", "gray", "grey", "guy", "halle", "harley", "harmony", "harper", "haven", "hazel", "heath", "heather", "heaven", "holly", "honesty", "honor", "hope", "houston", "hunter", "ida", "india", "indigo", "iris", "israel", "ivory", "ivy", "jack", "jade", "jasmine", "jean", "jersey", "jesus", "jet", "jewel", "jimmy", "john", "jordan", "journey", "joy", "june", "justice", "kenya", "king", "lake", "lance", "lane", "laurel", "lea", "lee", "legend", "leo", "leon", "liberty", "lily", "lincoln", "linda", "london", "love", "loyalty", "lucero", "luna", "luz", "mac", "major", "marco", "marcus", "marina", "mark", "marshall", "mary", "mason", "max", "may", "meadow", "melody", "memphis", "mercedes", "mercy", "messiah", "milagros", "milan", "miles", "mira", "miracle", "misty", "montana", "myles", "noble", "norma", "norman", "nova", "oakley", "ocean", "olga", "olive", "opal", "orion", "paloma", "paris", "parker", "patience", "paul", "pearl", "penny", "perla", "phoenix", "pierce", "piper", "poppy", "porter", "prince", "princess", "promise", "queen", "rain", "raven", "ray", "reed", "reign", "rex", "rey", "rico", "river", "robin", "rocio", "rocky", "roman", "rory", "rosa", "rose", "rosemary", "rowan", "royal", "royalty", "ruby", "sage", "said", "sailor", "saint", "salvador", "sam", "sana", "santos", "savannah", "scarlet", "sean", "serenity", "sergio", "seven", "shepherd", "sierra", "sincere", "sky", "skye", "smith", "sol", "sonny", "spencer", "star", "stone", "storm", "sue", "summer", "sunny", "sydney", "tanner", "taylor", "tierra", "tiffany", "trace", "trae", "treasure", "trinity", "tristan", "true", "tucker", "turner", "unique", "valentina", "van", "victor", "victoria", "vida", "vince", "viola", "violet", "virginia", "wade", "walker", "will", "willow", "winter", "wren", "zen", "zion"]
)

# Capitals within a sentence that name no person: the calendar, languages and peoples, states, offices, apps that everybody knows.
NAMES_NOBODY = frozenset(
    ["i", "i'm", "i've", "i'd", "i'll", "ok", "mr", "mrs", "ms", "miss", "dr", "st", "sr", "sra", "srta", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "christmas", "easter", "thanksgiving", "halloween", "ramadan", "hanukkah", "navidad", "pascua", "english", "spanish", "hmong", "somali", "karen", "oromo", "arabic", "french", "american", "mexican", "native", "indian", "hispanic", "latino", "latina", "black", "white", "asian", "african", "european", "muslim", "christian", "catholic", "jewish", "inglés", "español", "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware", "florida", "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine", "maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada", "hampshire", "jersey", "mexico", "york", "carolina", "dakota", "ohio", "oklahoma", "oregon", "pennsylvania", "rhode", "tennessee", "texas", "utah", "vermont", "virginia", "washington", "wisconsin", "wyoming", "america", "canada", "méxico", "states", "united", "estados", "unidos", "u.s", "instagram", "snapchat", "tiktok", "facebook", "whatsapp", "discord", "youtube", "google", "telegram", "venmo", "zelle", "paypal", "uber", "lyft", "airbnb", "netflix", "iphone", "android", "xbox", "playstation", "roblox", "minecraft", "fortnite", "onlyfans", "kik", "messenger", "internet", "cps", "dcf", "dhs", "cyfd", "fbi", "ice", "ncmec", "hhs", "dea", "er", "icu", "iep", "504", "ged", "hr", "sro", "cac", "rn", "md", "lpn", "adhd", "ptsd", "lgbtq", "lgbt", "stem", "covid", "tv", "pe", "id", "dui", "ngo", "god", "dios", "spanglish", "medicaid", "medicare", "title", "ferpa", "hipaa", "capta", "vawa", "icwa", "childhelp", "mom", "mommy", "dad", "daddy", "grandma", "grandpa", "mamá", "papá", "tía", "tío", "teacher", "nurse", "coach", "doctor", "officer", "principal", "counselor", "hotel", "motel", "school", "church", "clinic", "hospital", "court", "police", "county"]
)


def _read(name: str) -> frozenset[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names, lower case."""
    return _read("given_names.txt")


@lru_cache(maxsize=1)
def plain_words() -> frozenset[str]:
    """Words that a capital does not make a name: those of a title, or after a sign that no rule knows as the end of a sentence."""
    return _read("plain_words.txt") - given_names()


@lru_cache(maxsize=1)
def plain_names() -> frozenset[str]:
    """Given names that are nothing else: they are found in lower case too."""
    return given_names() - ALSO_WORDS
