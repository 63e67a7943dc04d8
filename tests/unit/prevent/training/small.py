"""A course just large enough to pass every check, as texts by name; tests spoil it on purpose."""

from shelterwood.prevent.training.rules.checks import check
from shelterwood.prevent.training.rules.faults import CourseError, Fault
from shelterwood.prevent.training.rules.loading import read_course
from shelterwood.prevent.training.rules.model import Course, Source

SOURCES = {"BOOK": Source("BOOK", "A book, 2020", "", "V")}

LESSON = """# Title of lesson {number}

One thing is so.[^BOOK]

::: do
- Do this.[^BOOK]
:::

::: dont
- Do not do that.[^BOOK]
:::
"""
SCENE = """## scene-{number}

Something happens.

Sources: BOOK

- [x] Act well. -> {good}
  > It helps.
- [ ] Act badly. -> {bad}
  > It does not.
"""
# words that make stems differ: each item asks about another place
PLACES = ["bus", "gym", "gate", "library", "office", "playground", "kitchen", "stairs", "corridor", "garden"]
HOURS = ["dawn", "noon", "dusk", "midnight"]
OPTIONS = {  # which of three answers is the longest changes from item to item
    0: ("- [x] Tell somebody at once", "- [ ] Wait", "- [ ] Wait a little while"),
    1: ("- [ ] Wait and see what comes", "- [x] Tell somebody", "- [ ] Wait"),
    2: ("- [ ] Wait", "- [x] Tell somebody", "- [ ] Say nothing at all to them"),
}


def manifest() -> str:
    lessons = "".join(
        f'[[lessons]]\nid = "lesson-{n}"\nminutes = 3\nobjectives = ["act"]\n' + ('scenarios = ["story"]\n' if n == 1 else "") for n in range(1, 7)
    )
    return f"""id = "small"
version = "1"
sector = "schools"
[title]
en = "Small"
es = "Pequeño"
[summary]
en = "Small"
es = "Pequeño"
[check]
questions = 10
right_to_pass = 8
set_by = "a test"
[[roles]]
id = "teacher"
en = "Teacher"
es = "Docente"
[[objectives]]
id = "act"
en = "Acts"
es = "Actúa"
{lessons}"""


def scenario() -> str:
    scenes = [SCENE.format(number=n, good=f"scene-{n + 1}" if n < 12 else "end", bad="end") for n in range(1, 13)]
    return "# Story\n\n" + "\n".join(scenes)


def asked(place: str, hour: str) -> str:
    """A stem in which both words weigh alike, so that no two of them are alike above the limit."""
    return f"{place[::-1] * 2} {hour} {place[:3]}{hour[:2]} {hour[::-1]}?"


def bank() -> str:
    items = []
    for number, (place, hour) in enumerate((place, hour) for place in PLACES for hour in HOURS):
        options = "\n".join(f"{each}\n  > Because." for each in OPTIONS[number % 3])
        items.append(f"## {place}-{hour}\n\n{asked(place, hour)}\n\nSources: BOOK\n\n{options}\n")
    return "# Act\n\n" + "\n".join(items)


def texts() -> dict[str, str]:
    files = {"course.toml": manifest()}
    for language in ("en", "es"):
        files |= {f"lessons/lesson-{n}.{language}.md": LESSON.format(number=n) for n in range(1, 7)}
        files[f"scenarios/story.{language}.md"] = scenario() if language == "en" else scenario().replace("Sources: BOOK\n", "")
        files[f"bank/act.{language}.md"] = bank() if language == "en" else bank().replace("Sources: BOOK\n", "")
    return files


def course(**changed: str) -> Course:
    return read_course(texts() | changed, SOURCES)


def faults(changed: dict[str, str]) -> tuple[Fault, ...]:
    """What is found in the small course after these files were changed."""
    try:
        return check(read_course(texts() | changed, SOURCES))
    except CourseError as problem:
        return problem.faults


def spoilt(file: str, old: str, new: str, count: int = 1) -> tuple[Fault, ...]:
    """What is found after one text in one file was replaced."""
    before = texts()[file]
    assert old in before, f"{old!r} does not stand in {file}"
    return faults({file: before.replace(old, new, count)})
