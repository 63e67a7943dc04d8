"""A course that is only begun: one lesson, one scenario and one item to copy, in both languages, for the author to fill."""

from shelterwood.prevent.training.rules.files import MANIFEST, SOURCES_FILE
from shelterwood.prevent.training.rules.model import Words

LESSON = {
    "en": "# One idea as a title\n\nWhat is so.[^HOUSE]\n\n::: do\n- What to do.[^HOUSE]\n:::\n\n::: dont\n- What not to do.[^HOUSE]\n:::\n",
    "es": "# Una idea como título\n\nLo que es así.[^HOUSE]\n\n::: do\n- Qué hacer.[^HOUSE]\n:::\n\n::: dont\n- Qué no hacer.[^HOUSE]\n:::\n",
}
SCENARIO = {
    "en": "# A scene\n\n## start\n\nWhat happens.\n\nSources: HOUSE\n\n"
    "- [ ] What somebody might do. -> end\n  > Why it is not the way.\n- [x] What is right. -> end\n  > Why.\n",
    "es": "# Una escena\n\n## start\n\nQué pasa.\n\n"
    "- [ ] Lo que alguien podría hacer. -> end\n  > Por qué no es el camino.\n- [x] Lo que es correcto. -> end\n  > Por qué.\n",
}
BANK = {
    "en": "# First objective\n\n## first-item\n\nWhat is asked?\n\nSources: HOUSE\n\n"
    "- [x] The right answer.\n  > Why.\n- [ ] A wrong answer.\n  > Why not.\n- [ ] Another wrong answer.\n  > Why not.\n",
    "es": "# Primer objetivo\n\n## first-item\n\n¿Qué se pregunta?\n\n"
    "- [x] La respuesta correcta.\n  > Por qué.\n- [ ] Una respuesta incorrecta.\n  > Por qué no.\n- [ ] Otra respuesta incorrecta.\n  > Por qué no.\n",
}


def outline(course: str, sector: str, titles: Words) -> dict[str, str]:
    """The files of a new course. They can be read; what is missing before it may be published, its check says."""
    files = {MANIFEST: _manifest(course, sector, titles), SOURCES_FILE: "source_id,citation,address,evidence\n"}
    for language in ("en", "es"):
        files[f"lessons/01-first.{language}.md"] = LESSON[language]
        files[f"scenarios/first.{language}.md"] = SCENARIO[language]
        files[f"bank/first.{language}.md"] = BANK[language]
    return files


def _manifest(course: str, sector: str, titles: Words) -> str:
    return f"""id = "{course}"
version = "1"
sector = "{sector}"

[title]
en = {_quoted(titles["en"])}
es = {_quoted(titles["es"])}

[summary]
en = "One or two sentences."
es = "Una o dos oraciones."

[check]
questions = 15
right_to_pass = 12
set_by = "who set this mark, and on what ground"

[[objectives]]
id = "first"
en = "What somebody can do afterwards."
es = "Lo que alguien sabe hacer después."

[[lessons]]
id = "01-first"
minutes = 5
objectives = ["first"]
scenarios = ["first"]
"""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
