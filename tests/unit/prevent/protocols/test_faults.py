"""A malformed file is refused with file, line and reason."""

import pytest

from shelterwood.prevent.protocols.rules.faults import ProtocolError
from shelterwood.prevent.protocols.rules.reading import parse
from shelterwood.prevent.protocols.rules.vocabulary import read_vocabulary
from tests.unit.prevent.protocols.small import TEXT, line_of, small

STEP_OF = {name: line_of(TEXT, f'id = "{name}"') - 1 for name in ("safe", "report", "advocate", "tell", "look", "found", "welcome")}


def faults_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(ProtocolError) as caught:
        parse(text, "bad.toml")
    assert {each.file for each in caught.value.faults} == {"bad.toml"}
    return [(each.line, each.reason) for each in caught.value.faults]


WRONG = {
    "an unknown role": ('who = "anyone"', 'who = "sheriff"', STEP_OF["safe"], "'sheriff' is no role"),
    "an unknown source": ('basis = ["UK-RHI"]', 'basis = ["UK"]', STEP_OF["welcome"], "'UK' is no source"),
    "an unknown duty": ('basis = ["MN-RPT-06", "TX-RPT-06"]', 'basis = ["MN-RPT-06", "TX-RPT-66"]', STEP_OF["report"], "'TX-RPT-66' is no source"),
    "an unknown mandate": ('basis = ["UK-RHI"]', 'basis = ["mandate:hotel:dancing"]', STEP_OF["welcome"], "is no source, no duty and no mandate"),
    "no basis at all": ('basis = ["UK-RHI"]', "basis = []", STEP_OF["welcome"], "has no basis"),
    "an unknown next step": ('next = ["report", "advocate"]', 'next = ["report", "advocat"]', STEP_OF["safe"], "'advocat', which is no step"),
    "an unknown answer": ('when = "child_missing"', 'when = "child_lost"', STEP_OF["tell"], "'child_lost' is no answer"),
    "an unknown moment": ('from = "start"', 'from = "dawn"', STEP_OF["advocate"], "'dawn', which is no moment"),
    "an unknown do-not": ('never = ["confront"]', 'never = ["sing"]', 1, "'sing' is no do-not"),
    "an unknown placeholder": ("what.en = \"Be glad.\"", 'what.en = "Be {glad}."', STEP_OF["welcome"], "{glad} is no placeholder"),
    "a brace never closed": ('what.en = "Be glad."', 'what.en = "Be {glad."', STEP_OF["welcome"], "never closed"),
    "a telephone number in a text": ('what.en = "Be glad."', 'what.en = "Call 911."', STEP_OF["welcome"], "en: 911 is typed into the text"),
    "a time limit in a text": ('what.es = "Alégrese."', 'what.es = "En 24 horas."', STEP_OF["welcome"], "es: 24 is typed into the text"),
    "a clock named that is not there": ('what.en = "Be glad."', 'what.en = "Within {clock}."', STEP_OF["welcome"], "names {clock} and has none"),
    "different placeholders": ('what.es = "Llame al {emergency} en peligro."', 'what.es = "Llame."', STEP_OF["safe"], "different placeholders"),
    "a missing translation": ('what.es = "Alégrese."\n', "", line_of(TEXT, 'what.en = "Be glad."'), "what.es is missing"),
    "an empty translation": ('what.es = "Alégrese."', 'what.es = " "', line_of(TEXT, 'what.en = "Be glad."'), "what.es is missing"),
    "an unknown key": ('when = "child_missing"', 'wehn = "child_missing"', line_of(TEXT, 'when = "child_missing"'), "'wehn' is no key here"),
    "an unknown guard": ('guards = "no_harm"', 'guards = "harm"', line_of(TEXT, 'guards = "no_harm"'), "'harm' is no guards"),
    "a third language": ('what.es = "Alégrese."', 'what.es = "Alégrese."\nwhat.fr = "Oui."', line_of(TEXT, 'what.en = "Be glad."'), "what.fr"),
    "a version that is none": ('version = "1.0.0"', 'version = "new"', line_of(TEXT, "version ="), "'new' is no version"),
    "a kind that is none": ('kind = "protocol"', 'kind = "song"', line_of(TEXT, "kind ="), "'song' is no kind"),
    "a sector that is none": ('sector = "child_welfare"', 'sector = "circus"', line_of(TEXT, "sector ="), "'circus' is no sector"),
    "a review that is no number": ("review_months = 12", 'review_months = "a year"', line_of(TEXT, "review_months"), "whole number from 1"),
    "a number beside the law's": ('from = "knew" }', 'from = "knew", value = 24, unit = "hours" }', line_of(TEXT, 'from = "knew"'), "stands in the row"),
    "law typed as practice": (
        'clock = { basis = "practice", source = "LA-FRP",', 'clock = { basis = "practice", source = "MN-RPT-06",',
        STEP_OF["advocate"], "MN-RPT-06 is law"),
    "a practice without a number": (', value = 90, unit = "minutes"', "", line_of(TEXT, "value = 90"), "needs unit = minutes"),
    "a clock without basis": ('clock = { basis = "practice", ', "clock = { ", line_of(TEXT, "value = 90"), "a clock needs basis"),
    "a clock on a source not named": ('basis = ["LA-FRP"]', 'basis = ["HOUSE"]', STEP_OF["advocate"], "name it in basis too"),
    "a report that waits for age": ('guards = "report"\n', 'guards = "report"\nwhen = "under_18"\n', STEP_OF["report"], "may not wait for 'under_18'"),
    "a report that waits for a screen": ('guards = "report"\n', 'guards = "report"\nwhen = "screen_in_use"\n', STEP_OF["report"], "may not wait"),
    "a report without law": ('basis = ["MN-RPT-06", "TX-RPT-06"]', 'basis = ["HOUSE"]', STEP_OF["report"], "names no row of reporting_duties"),
    "fixed words that guard nothing": ('basis = ["UK-RHI"]', 'basis = ["UK-RHI"]\nfixed_words = true', STEP_OF["welcome"], "fixed_words"),
    "an arrest": ('what.en = "Be glad."', 'what.en = "Arrest the minor."', STEP_OF["welcome"], "never arrested or charged"),
    "an arrest in Spanish": ('what.es = "Alégrese."', 'what.es = "Arreste al menor."', STEP_OF["welcome"], "never arrested or charged"),
    "a charge": ('what.en = "Be glad."', 'what.en = "Then charge the young person."', STEP_OF["welcome"], "never arrested or charged"),
    "a name twice": ('id = "welcome"', 'id = "look"', 1, "two steps are called 'look'"),
    "minutes outside a session": ('id = "welcome"', 'id = "welcome"\nminutes = 5', STEP_OF["welcome"], "minutes are for sessions only"),
    "a measure outside a checklist": ('basis = ["UK-RHI"]', 'basis = ["UK-RHI"]\nmeasure = "share"', STEP_OF["welcome"], "for checklists only"),
    "words to say that are not there": ('basis = ["UK-RHI"]', 'basis = ["UK-RHI"]\nsay_when = "danger_now"', STEP_OF["welcome"], "nothing to say"),
    "a condition on a decision": (
        'id = "found"', 'id = "found"\nwhen = "child_missing"', STEP_OF["found"], "a decision always stands"),
    "broken TOML": ('who = "anyone"', 'who = "anyone', line_of(TEXT, 'who = "anyone"'), "cannot be read as TOML"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "line", "reason"), WRONG.values(), ids=WRONG)
def test_such_a_fault_is_named_with_its_line(before, after, line, reason):
    assert TEXT.count(before)
    found = faults_of(TEXT.replace(before, after, 1) if before != 'id = "welcome"' or "look" not in after else TEXT.replace(before, after))
    assert [each for each in found if each[0] == line and reason in each[1]], found


def test_the_small_protocol_has_no_fault():
    assert [step.id for step in small().steps] == list(STEP_OF)


def test_every_fault_is_named_at_once():
    text = TEXT.replace('who = "anyone"', 'who = "sheriff"').replace('basis = ["UK-RHI"]', 'basis = ["UK"]')
    assert [line for line, _ in faults_of(text)] == [STEP_OF["safe"], STEP_OF["welcome"]]


def test_a_step_that_no_way_reaches_is_a_fault():
    text = TEXT.replace('next = ["report", "advocate"]', 'next = ["report"]')
    assert faults_of(text) == [(STEP_OF["advocate"], "advocate: no way leads here; name it in some next, or take it out.")]


def test_a_run_that_can_never_end_is_a_fault():
    text = TEXT.replace('id = "welcome"\nwho', 'id = "welcome"\nnext = ["look"]\nwho')
    assert {reason.partition(": ")[2][:35] for _, reason in faults_of(text)} == {"from here the run can never end; le"}


def test_a_circle_in_which_nobody_decides_is_a_fault():
    text = TEXT.replace('what.en = "Look."', 'next = ["look", "found"]\nwhat.en = "Look."')
    assert any("nobody decides" in reason for _, reason in faults_of(text))
    assert any("leads to one place" in reason for _, reason in faults_of(text))


def test_a_condition_in_a_circle_is_a_fault():
    text = TEXT.replace('what.en = "Look."', 'when = "child_missing"\nwhat.en = "Look."')
    assert faults_of(text) == [
        (STEP_OF["look"], "look: the way comes back here, so it always stands; put the condition on a step outside the circle.")
    ]


def test_the_one_number_is_who_is_a_minor():
    assert parse(TEXT.replace('what.en = "Be glad."', 'what.en = "Under 18, be glad."'))


@pytest.mark.parametrize("sentence", ["No one is arrested.", "Never charge the young person.", "The law bars an arrest, and none is made."])
def test_it_may_be_said_that_nobody_is_arrested(sentence):
    assert parse(TEXT.replace('what.en = "Be glad."', f'what.en = "{sentence}"'))


def test_a_word_of_the_vocabulary_needs_both_languages_and_a_name_of_its_own():
    text = '[[role]]\nid = "a"\nen = "A"\n\n[[role]]\nid = "a"\nen = "A"\nes = "A"\n'
    with pytest.raises(ProtocolError) as caught:
        read_vocabulary(text, "words.toml")
    assert [str(each) for each in caught.value.faults] == [
        "words.toml, line 1: needs es = a text in quotes.",
        "words.toml, line 6: 'a' stands here twice.",
    ]
