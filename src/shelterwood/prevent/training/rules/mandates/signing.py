"""Whether a typed name is the person's own: case, accents and spaces do not matter, everything else does."""

import unicodedata


def same_name(typed: str, known: str) -> bool:
    return bool(_plain(typed)) and _plain(typed) == _plain(known)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).casefold().split())
