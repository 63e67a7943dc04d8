"""What fills the braces: from the facts for the state and sector, else in general words; and what the organization says wins."""

import pytest

from shelterwood.foundation.body.rules import STATES
from shelterwood.prevent.training.rules.placeholders import PLACEHOLDERS, fill, values


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Llame a {line}.", "Llame al Centro, 1."),
        ("el número de {line}", "el número del Centro, 1"),
        ("A {line} se avisa", "Al Centro, 1 se avisa"),
        ("o para {line}", "o para el Centro, 1"),  # the a of another word
        ("Ofrezca {line}", "Ofrezca el Centro, 1"),
    ],
)
def test_a_spanish_article_joins_the_word_before_it(text, shown):
    assert fill(text, {"line": "el Centro, 1"}) == shown


@pytest.mark.parametrize("state", [None, *STATES])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_placeholder_has_words_in_every_state(state, language):
    found = values(language, sector="schools", state=state)
    assert found.keys() == PLACEHOLDERS.keys()
    assert all(found.values())


@pytest.mark.parametrize(
    ("state", "name", "english", "spanish"),
    [
        ("TX", "child_abuse_line", "the Texas Abuse Hotline, 1-800-252-5400", "la Línea Directa de Abuso de Texas, 1-800-252-5400"),
        ("MN", "child_abuse_line", "the child protection line of your county", "la línea de protección de menores de su condado"),
        ("TX", "report_deadline", "at once, and never later than 24 hours", "de inmediato, y nunca después de 24 horas"),  # not the 48 of past law
        ("WY", "report_deadline", "at once, as the law of your state says", "de inmediato, como dice la ley de su estado"),
        ("MN", "report_to", "child protection, police or the tribe", "protección de menores, la policía o la tribu"),
        (None, "emergency", "911", "911"),
        (None, "crisis_line", "the 988 Suicide and Crisis Lifeline", "la Línea 988 de Prevención del Suicidio y Crisis"),
    ],
)
def test_what_stands_there(state, name, english, spanish):
    assert (values("en", sector="schools", state=state)[name], values("es", sector="schools", state=state)[name]) == (english, spanish)


def test_a_state_with_several_lines_names_them_all():
    """New York has one line for the public and one for mandated reporters; Nevada has one a county."""
    assert values("en", sector="schools", state="NY")["child_abuse_line"].count("1-800") == 2
    assert values("en", sector="schools", state="NV")["child_abuse_line"].count(" or ") == 2


def test_the_written_report_is_named_where_the_law_asks_one():
    assert "72 hours" in values("en", sector="schools", state="MN")["written_report"]
    assert "72" not in values("en", sector="schools", state="TX")["written_report"]


def test_law_that_counsel_did_not_confirm_says_so():
    assert "not confirmed by counsel" in values("en", sector="schools", state="TX")["report_law"]
    assert "sin confirmar" in values("es", sector="schools", state="TX")["report_law"]


def test_what_the_body_says_of_itself_wins():
    found = values("en", sector="schools", state="MN", own={"child_abuse_line": "Alder County, 218-555-0101", "designated_person": "Ms. Ortiz"})
    assert fill("Call {child_abuse_line}, tell {designated_person}.", found) == "Call Alder County, 218-555-0101, tell Ms. Ortiz."


def test_an_unknown_placeholder_stays_to_be_seen():
    assert fill("Call {nobody}.", values("en", sector="schools")) == "Call {nobody}."
