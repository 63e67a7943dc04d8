"""The courses of the house: each passes every check, and other programs agree on how it reads."""

import re

import pytest
import textstat

from shelterwood.prevent.awareness.rules import signs_of
from shelterwood.prevent.training.rules.checks import check
from shelterwood.prevent.training.rules.loading import COURSES, load, shipped
from shelterwood.prevent.training.rules.placeholders import PLACEHOLDER, fill, values
from shelterwood.prevent.training.rules.plain import plain_text
from shelterwood.prevent.training.rules.reading_level import HARDEST_GRADE, LEAST_FERNANDEZ_HUERTA, level
from shelterwood.prevent.training.rules.roles import ROLE_OF_SIGNS


@pytest.fixture(scope="module", params=shipped())
def course(request):
    return load(COURSES / request.param)


def test_the_schools_course_is_shipped():
    assert "schools" in shipped()


def test_a_shipped_course_has_no_fault(course):
    assert [str(fault) for fault in check(course)] == []


def test_an_independent_library_finds_every_lesson_plain(course):
    """textstat counts English syllables by dictionary and Spanish ones by hyphenation; ours by rule."""
    for lesson in course.lessons:
        for language, page in lesson.pages.items():
            text = plain_text(page, values(language, sector=course.sector))
            theirs = judged("\n".join(f"{line.rstrip('.')}." for line in text.splitlines()), language)
            ours = level(text, language).score
            assert theirs <= HARDEST_GRADE if language == "en" else theirs >= LEAST_FERNANDEZ_HUERTA
            assert abs(theirs - ours) < (1 if language == "en" else 9), f"{lesson.id} {language}: {ours}, textstat {theirs}"


def test_every_role_has_passages_of_its_own_in_three_lessons(course):
    """A role is a variant of the course and not a label: fewer would be read by nobody as their own."""
    for role in course.roles:
        own = [lesson.id for lesson in course.lessons if any(role.id in block.roles for block in lesson.pages["en"].blocks)]
        assert len(own) >= 3, f"{course.id} {role.id}: {own}"


def test_every_list_of_signs_names_a_role_that_exists():
    roles = {(name, role.id) for name in shipped() for role in load(COURSES / name).roles}
    assert set(ROLE_OF_SIGNS.values()) <= roles
    assert all(signs_of(name) for name in ROLE_OF_SIGNS)


def judged(text: str, language: str) -> float:
    textstat.set_lang(language)
    return textstat.flesch_kincaid_grade(text) if language == "en" else textstat.fernandez_huerta(text)


@pytest.mark.parametrize("state", [None, "MN", "TX", "WY"])
def test_every_placeholder_is_filled_in_every_state(course, state):
    for lesson in course.lessons:
        for language, page in lesson.pages.items():
            filled = values(language, sector=course.sector, state=state)
            assert all(filled.values())
            for block in page.blocks:
                assert not PLACEHOLDER.search(fill(block.text, filled))


def test_no_lesson_describes_an_act_or_shows_a_picture(course):
    graphic = re.compile(r"\b(?:rape|naked|nude|genital|penetrat|bleed|violad|desnud|penetr)", re.IGNORECASE)
    for lesson in course.lessons:
        for page in lesson.pages.values():
            assert not [block.text for block in page.blocks if graphic.search(block.text) or "![" in block.text]


def test_who_chooses_by_length_or_by_strong_words_stays_below_sixty_percent(course):
    """Ways to guess without having read: none may reach the score that means that somebody learned."""
    strong = {"en": r"\b(?:always|never|all|only|no one|each|every)\b", "es": r"\b(?:siempre|nunca|todos?|solo|nadie|cada)\b"}
    excuse = {"en": r"\b(?:since|because|so that|as|if)\b", "es": r"\b(?:porque|para que|ya que|así que|si)\b"}
    denial = {"en": r"\b(?:not|no|none|nothing)\b", "es": r"\b(?:no|ni|nada|sin)\b"}
    for language in ("en", "es"):
        ways = {
            "longest": lambda words: len(words),
            "shortest": lambda words: -len(words),
            "no strong word": lambda words, language=language: -len(re.findall(strong[language], words, re.IGNORECASE)),
            "no excuse": lambda words, language=language: -len(re.findall(excuse[language], words, re.IGNORECASE)),
            "a denial": lambda words, language=language: len(re.findall(denial[language], words, re.IGNORECASE)),
            "most commas": lambda words: words.count(",") + words.count(";"),
        }
        for name, worth in ways.items():
            assert guessed(course, language, worth) < 0.6, f"{name} in {language}"


def guessed(course, language: str, worth) -> float:
    """The share of points of whoever takes the best answer by this way, and tosses among equals."""
    points = 0.0
    for item in course.items:
        found = [worth(option.texts[language]) for option in item.question.options]
        best = [place for place, each in enumerate(found) if each == max(found)]
        points += (item.question.key in best) / len(best)
    return points / len(course.items)
