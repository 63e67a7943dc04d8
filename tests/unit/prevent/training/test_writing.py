"""What authors hand in: any text gives faults and never anything else; zips come back as they went; differences lose no line."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shelterwood.prevent.training.rules.differences import differences, lines
from shelterwood.prevent.training.rules.faults import CourseError
from shelterwood.prevent.training.rules.files import (
    MANIFEST,
    NAME,
    digest,
    in_order,
    may_name_a_course,
    own_copy,
    set_in_manifest,
    tidy,
    too_much,
    version_after,
)
from shelterwood.prevent.training.rules.loading import COURSES, load, read_course, shared_sources, shipped, texts_of
from shelterwood.prevent.training.rules.outline import outline
from shelterwood.prevent.training.rules.publishing import faults_of
from shelterwood.prevent.training.rules.zipped import unzipped, zipped

from .small import SOURCES, texts

SMALL = texts()
NAMES = [*SMALL, "sources.csv"]
PIECES = st.sampled_from(
    ["# ", "## a", "- [x] ", "- [ ] ", "-> ", "  > ", "Sources: ", "[^", "]", "::: do", ":::", "{signs:", "}", "[[", "]]", "=", '"', "[x](lesson:", ")",
     "\n", "\n\n", "id", "1", "en", ",", "{", "é", "\u2028", "9" * 5000, "[" * 400]
)  # fmt: skip
WRITTEN = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))
LINES = st.lists(st.text(alphabet="abc ", max_size=4), max_size=12).map("\n".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(NAMES), text=WRITTEN)
def test_whatever_an_author_writes_gives_faults_and_never_anything_else(name, text):
    for fault in faults_of(SMALL | {name: tidy(text)}, SOURCES, course="small", taken=()):
        assert fault.line >= 0
        assert fault.reason


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_course_has_no_fault_as_a_draft_either(name):
    assert faults_of(texts_of(COURSES / name), shared_sources(), course=name, taken=()) == ()


@pytest.mark.parametrize(
    ("changed", "taken", "said"),
    [
        ({MANIFEST: SMALL[MANIFEST].replace('id = "small"', 'id = "large"')}, (), 'needs id = "small"'),
        ({}, ("1",), "was published before"),
        ({MANIFEST: SMALL[MANIFEST].replace('version = "1"', f'version = "{"9" * 21}"')}, (), "too long"),
        ({MANIFEST: SMALL[MANIFEST].replace('en = "Small"', f'en = "{"x" * 121}"', 1)}, (), "too long for a certificate"),
        ({"lessons/99-lost.en.md": "# Lost\n"}, (), "no lesson of course.toml has this id"),
    ],
    ids=["another id", "version taken", "long version", "long title", "a file nobody reads"],
)
def test_what_only_a_draft_can_get_wrong(changed, taken, said):
    found = faults_of(SMALL | changed, SOURCES, course="small", taken=taken)
    assert [fault for fault in found if said in fault.reason and fault.line > 0]
    assert faults_of(SMALL, SOURCES, course="small", taken=()) == ()


@given(st.dictionaries(st.sampled_from(NAMES), st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=80).map(tidy)))
def test_a_zip_comes_back_as_it_went(files):
    whole = files | {MANIFEST: 'id = "x"\n'}
    assert unzipped(zipped(whole)) == whole


@given(before=LINES, after=LINES)
def test_differences_lose_no_line_and_invent_none(before, after):
    found = list(lines(before, after))
    old, new = before.splitlines(), after.splitlines()
    assert all(old[each.number - 1] == each.text for each in found if each.sign == "-")
    assert all(new[each.number - 1] == each.text for each in found if each.sign in "+ ")
    gone = [each.number for each in found if each.sign == "-"]
    come = {each.number: each.text for each in found if each.sign == "+"}
    kept = [text for number, text in enumerate(old, 1) if number not in gone]
    assert kept == [text for number, text in enumerate(new, 1) if number not in come]
    assert bool(found) is (old != new)


def test_new_and_gone_files_are_named():
    found = differences({"course.toml": "a\n", "bank/x.en.md": "b\n"}, {"course.toml": "a\n", "lessons/y.en.md": "c\n"})
    assert [(each.name, each.word, each.added, each.removed) for each in found] == [("lessons/y.en.md", "new", 1, 0), ("bank/x.en.md", "gone", 0, 1)]


@pytest.mark.parametrize(
    "name", ["../x.md", "lessons/x.md", "lessons/x.fr.md", "lessons/x.en.md.exe", "course.toml ", "x/course.toml", "Bank/x.en.md", ""]
)
def test_a_name_that_is_none(name):
    assert too_much(name, "x")
    assert not NAME.fullmatch(name)


def test_every_shipped_file_has_a_name_that_may_be_edited():
    for name in shipped():
        assert [file for file, text in texts_of(COURSES / name).items() if too_much(file, text)] == []
        assert next(iter(in_order(texts_of(COURSES / name)))) == MANIFEST


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), min_size=1))
def test_a_digest_knows_files_and_not_their_order(files):
    assert digest(files) == digest(dict(reversed(files.items())))
    name = next(iter(files))
    assert digest(files) != digest(files | {name: files[name] + "x"})


def test_a_manifest_keeps_everything_else():
    text = SMALL[MANIFEST]
    changed = set_in_manifest(text, "version", r"2\1")
    assert changed.count("\n") == text.count("\n")
    assert changed.replace(r'version = "2\1"', 'version = "1"') == text
    assert set_in_manifest(text, "id", "x").splitlines()[0] == 'id = "x"'
    assert set_in_manifest(text, "id", "x").count('id = "teacher"') == 1  # the id of a role stays


@pytest.mark.parametrize(("taken", "next_"), [((), "1"), (("1",), "2"), (("1", "9", "draft"), "10")])
def test_the_next_version(taken, next_):
    assert version_after(taken) == next_


@pytest.mark.parametrize("sector", ["schools", "other_business"])
def test_an_outline_can_be_read_and_names_what_is_missing(sector):
    files = outline("landlords", sector, {"en": 'A "quoted" \\ title', "es": "Título"})
    course = read_course(files, {})
    assert course.titles["en"] == 'A "quoted" \\ title'
    reasons = " ".join(fault.reason for fault in faults_of(files, {}, course="landlords", taken=()))
    assert "a course has 6 to 10 short ones" in reasons
    assert "at least 40" in reasons


def test_ids_of_courses():
    assert may_name_a_course("landlords-2")
    assert not any(may_name_a_course(each) for each in ("authoring", "checks", "x-own-a", "A", "1a", "", "a" * 31, "a/b"))
    assert own_copy("schools-own-k3x9")
    assert not any(own_copy(each) for each in shipped())


def test_a_course_read_from_its_texts_is_the_course_of_the_folder():
    for name in shipped():
        assert read_course(texts_of(COURSES / name), shared_sources()) == load(COURSES / name)


def test_sources_that_cannot_be_read_are_a_fault_with_their_line():
    with pytest.raises(CourseError) as problem:
        read_course(SMALL | {"sources.csv": 'source_id,citation,address,evidence\n"A,b\n'}, SOURCES)
    assert re.search(r"sources\.csv, line \d", str(problem.value))
