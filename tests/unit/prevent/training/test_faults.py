"""Each thing that may be wrong with a course is found, with the file and the line to mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .small import asked, bank, faults, scenario, spoilt, texts


def test_the_small_course_has_no_fault():
    assert faults({}) == ()


ONE = "lessons/lesson-1.en.md"
ES = "lessons/lesson-1.es.md"
STORY = "scenarios/story.en.md"
BANK = "bank/act.en.md"


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "says"),
    [
        pytest.param(ONE, "[^BOOK]", "", (ONE, 3), "ends without its source", id="a passage without a source"),
        pytest.param(ONE, "so.[^BOOK]", "so.[^BOOK] And more.", (ONE, 3), "ends without its source", id="a sentence after the last source"),
        pytest.param(ONE, "[^BOOK]", "[^LORE]", (ONE, 3), "'LORE' is unknown", id="an unknown source"),
        pytest.param(ONE, "[^BOOK]", "[^HOUSE]", (ONE, 1), "rest on our own words", id="too many own words"),
        pytest.param(ONE, "One thing", "Call {nobody}", (ONE, 3), "{nobody} is unknown", id="an unknown placeholder"),
        pytest.param(ONE, "One thing", "Call 911", (ONE, 3), "types the number 911", id="a typed emergency number"),
        pytest.param(ONE, "One thing", "Call 1-888-373-7888", (ONE, 3), "types the number 1-888-373-7888", id="a typed telephone number"),
        pytest.param(ONE, "One thing", "[See](lesson:nowhere)", (ONE, 3), "is dead", id="a link to no lesson"),
        pytest.param(ONE, "One thing", "See https://example.org/x", (ONE, 3), "is dead", id="an address of the web"),
        pytest.param(ONE, "::: dont", "::: do", (ONE, 1), "has no box «dont»", id="nothing on what not to do"),
        pytest.param(ONE, "::: dont", "::: don't", (ONE, 9), "is no box", id="a misspelt box"),
        pytest.param(ONE, "::: do\n", "::: role pilot\n", (ONE, 6), "no role 'pilot'", id="an unknown role"),
        pytest.param(ONE, "# Title", "Title", (ONE, 1), "begins with its title", id="no title"),
        pytest.param(ONE, "One thing is so.[^BOOK]", "{signs:astronaut}", (ONE, 3), "no signs for the role", id="signs of nobody"),
        pytest.param(ES, "One thing is so.[^BOOK]\n", "", (ES, 5), "does not match line 3", id="a passage not translated"),
        pytest.param(STORY, "- [x] Act well", "- [ ] Act well", ("scenarios/story.es.md", 8), "marked otherwise", id="a key that differs"),
        pytest.param(STORY, "-> scene-2", "-> scene-99", ("scenarios/story.es.md", 8), "leads to 'scene-2'", id="a way that differs"),
        pytest.param(STORY, "  > It helps.\n", "", (STORY, 9), "has no reason", id="a choice without a reason"),
        pytest.param(STORY, "Sources: BOOK\n", "", (STORY, 3), "names no source", id="a scene without a source"),
        pytest.param(STORY, "- [x]", "- [?]", (STORY, 9), "an answer begins with", id="an odd mark"),
        pytest.param(STORY, "## scene-1\n", "## Scene One\n", (STORY, 3), "small letters", id="an odd id"),
        pytest.param(BANK, "- [x]", "- [ ]", ("bank/act.es.md", 8), "marked otherwise", id="an item whose key differs"),
        pytest.param(BANK, "## bus-noon", "## bus-dawn", (BANK, 16), "repeats the id", id="an id twice"),
        pytest.param(BANK, "  > Because.\n", "", (BANK, 9), "has no reason", id="an answer without a reason"),
        pytest.param("course.toml", 'scenarios = ["story"]\n', "", (STORY, 1), "no lesson plays", id="a scenario never played"),
        pytest.param("course.toml", '["act"]', '["fly"]', ("course.toml", 23), "objective 'fly'", id="an unknown objective"),
        pytest.param("course.toml", "right_to_pass = 8", "right_to_pass = 4", ("course.toml", 1), "above half", id="a mark too low"),
        pytest.param("course.toml", "right_to_pass = 8", 'right_to_pass = "8"', ("course.toml", 12), "whole number", id="a mark in words"),
        pytest.param("course.toml", 'es = "Actúa"', "", ("course.toml", 19), "translation is missing", id="an objective not translated"),
        pytest.param("course.toml", "[check]", "[check", ("course.toml", 10), "cannot be read as TOML", id="broken TOML"),
    ],
)  # fmt: skip
def test_a_fault_is_found_with_its_line(file, old, new, at, says):
    found = [fault for fault in spoilt(file, old, new) if says in fault.reason]
    assert [(fault.file, fault.line) for fault in found][:1] == [at]


def in_both(change) -> dict[str, str]:
    """The same change in both languages, so that only the rule under test can object."""
    return {f"{stem}.{language}.md": change(texts()[f"{stem}.{language}.md"]) for stem in (STORY[:-6], BANK[:-6]) for language in ("en", "es")}


def says(found, words: str) -> list[tuple[str, int]]:
    return [(fault.file, fault.line) for fault in found if words in fault.reason]


def test_an_item_without_a_right_answer_names_its_line():
    found = faults(in_both(lambda text: text.replace("- [x] Tell somebody at once", "- [ ] Tell somebody at once", 1)))
    assert says(found, "no right answers") == [(BANK, 3)]


def test_an_item_with_two_right_answers_names_its_line():
    found = faults(in_both(lambda text: text.replace("- [ ] Wait\n", "- [x] Wait\n", 1)))
    assert says(found, "2 right answers") == [(BANK, 3)]


def test_a_scene_without_a_right_answer_names_its_line():
    found = faults(in_both(lambda text: text.replace("- [x] Act well", "- [ ] Act well", 1)))
    assert says(found, "has no right answer") == [(STORY, 3)]


def test_a_choice_that_leads_nowhere_names_its_line():
    found = faults(in_both(lambda text: text.replace("-> scene-2", "-> scene-99")))
    assert says(found, "leads to 'scene-99'") == [(STORY, 9)]
    assert says(found, "no choice leads to 'scene-2'")


def test_a_circle_without_an_end_is_found():
    found = faults(in_both(lambda text: text.replace("-> end", "-> scene-1")))
    assert len(says(found, "no way leads to an end")) == 12


def test_a_story_that_never_branches_is_found():
    straight = scenario()
    for number in range(1, 12):
        straight = straight.replace("Act badly. -> end", f"Act badly. -> scene-{number + 1}", 1)
    found = faults({STORY: straight, STORY.replace(".en", ".es"): straight.replace("Sources: BOOK\n", "")})
    assert says(found, "does not branch") == [(STORY, 1)]


def test_two_stems_alike_are_found_whatever_the_order_of_their_words():
    found = faults(in_both(lambda text: text.replace(asked("gym", "noon"), " ".join(reversed(asked("bus", "dawn").rstrip("?").split())) + "?")))
    assert says(found, "reads like") == [(BANK, text_line("gym-noon")), ("bank/act.es.md", text_line("gym-noon", "es"))]


def text_line(identifier: str, language: str = "en") -> int:
    text = texts()[f"bank/act.{language}.md"]
    return text[: text.index(f"## {identifier}")].count("\n") + 1


def test_a_key_that_is_mostly_the_longest_answer_is_found():
    found = faults(in_both(lambda text: text.replace("- [x] Tell somebody", "- [x] Tell somebody you trust, today, and not tomorrow")))
    assert len(says(found, "takes the longest answer")) == 2


def test_a_missing_file_is_found():
    files = texts()
    for name in ("lessons/lesson-2.es.md", "bank/act.es.md"):
        assert any("is missing" in fault.reason and name in fault.reason for fault in faults_without(files, name))


def faults_without(files: dict[str, str], name: str):
    from shelterwood.prevent.training.rules.faults import CourseError
    from shelterwood.prevent.training.rules.loading import read_course

    from .small import SOURCES

    with pytest.raises(CourseError) as raised:
        read_course({other: text for other, text in files.items() if other != name}, SOURCES)
    assert name in str(raised.value)
    return raised.value.faults


def test_too_few_lessons_scenes_and_items_are_found():
    few = {
        BANK: bank()[: bank().index("## office-dawn")],
        STORY: scenario().replace("-> scene-5", "-> end")[: scenario().index("## scene-5") - 4],
        "course.toml": texts()["course.toml"].replace('[[lessons]]\nid = "lesson-6"\nminutes = 3\nobjectives = ["act"]\n', ""),
    }
    few |= {name.replace(".en.", ".es."): text.replace("Sources: BOOK\n", "") for name, text in few.items() if name.endswith(".md")}
    found = faults(few)
    for words in ("has 5 lessons", "has 4 scenario questions", "has 16 items"):
        assert says(found, words)


def test_a_hard_lesson_is_found_in_either_language():
    hard = "Notwithstanding considerable institutional heterogeneity, interdisciplinary collaboration necessitates organizational accountability"
    assert says(spoilt(ONE, "One thing is so", hard), "reads at") == [(ONE, 1)]
    duro = (
        "La institucionalización interdisciplinaria de responsabilidades organizacionales presupone reestructuraciones administrativas considerables"
    )
    assert says(spoilt(ES, "One thing is so", duro), "reads at") == [(ES, 1)]


JUNK = [
    "", "- [x]", "- [x] a -> end", "## ", "# t", ":::", "::: do", "> r", "Sources:", "[^BOOK]", "{signs:x}", "[[lessons]]", "lessons = 3", "objectives = 5",
    "scenarios = [[1]]", "en = 5", "title = 3", 'roles = ["a"]', "questions = true",
]  # fmt: skip


@given(st.sampled_from(sorted(texts())), st.lists(st.tuples(st.integers(0, 60), st.sampled_from(JUNK), st.booleans()), min_size=1, max_size=4))
def test_whatever_an_author_writes_is_a_fault_and_never_a_crash(file, changes):
    lines = texts()[file].splitlines()
    for line, junk, instead in changes:
        lines[line : line + instead] = [junk]
    assert all(fault.file in texts() for fault in faults({file: "\n".join(lines)}))
