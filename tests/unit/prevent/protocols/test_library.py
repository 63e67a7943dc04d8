"""What is shipped: complete, plain, sourced, and nothing in it treats a child as one who did wrong."""

import re

import pytest
import textstat

from shelterwood.prevent.protocols.rules.checks import harm_in
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.model import LANGUAGES, ClockBasis, Guard, Kind, Measure, Protocol, Text
from shelterwood.prevent.protocols.rules.placeholders import PLACEHOLDERS, fill, values
from shelterwood.prevent.protocols.rules.running import Run, answers_to_ask, next_tasks, sector_of_step
from shelterwood.prevent.protocols.rules.sources import duties, is_duty, is_known, sources, to_confirm
from shelterwood.prevent.protocols.rules.vocabulary import vocabulary
from shelterwood.prevent.protocols.rules.ways import certain
from tests.unit.prevent.protocols.small import MINNESOTA, NOON, done

SHIPPED = {
    "school-response", "school-policy", "police-first-response", "police-readiness", "hotel-policy", "hotel-register-card", "motor-coach",
    "truck-stop", "emergency-department", "urgent-care", "clinic", "community-health-center", "court-intake", "missing-from-care",
    "return-interview", "other-business", "bank-front-line", "session-school", "session-youth-program",
}  # fmt: skip
ALL = list(library().values())
HEALTH = [each for each in ALL if each.kind is Kind.PATHWAY]
HARDEST_GRADE, LEAST_FERNANDEZ_HUERTA = 8.0, 60.0
WITHOUT_A_REPORT = {"police-readiness": "a checklist of what is in place"}
STATES = ("", "MN", "TX")


def every(kind: Guard, protocol: Protocol) -> list[str]:
    return [step.id for step in protocol.steps if step.guards is kind]


def sentences(protocol: Protocol) -> list[Text]:
    """Whole sentences that people read: no titles, no names of steps."""
    found = [protocol.purpose, protocol.scope, *(vocabulary().nevers[each].text for each in protocol.never)]
    for step in protocol.steps:
        found += [step.what, *([step.say] if step.say else []), *(choice.text for choice in step.choices)]
    return found


def shown(text: Text, language: str, protocol: Protocol, state: str = "") -> str:
    return fill(text.of(language), values(language, sector=protocol.sector, state=state))


def test_the_library_is_there():
    assert set(library()) == SHIPPED


def test_every_word_of_the_vocabulary_rests_on_something_known():
    assert {basis for never in vocabulary().nevers.values() for basis in never.basis if not is_known(basis)} == set()


def test_every_source_is_used():
    used = {basis for protocol in ALL for step in protocol.steps for basis in step.basis}
    used |= {basis for never in vocabulary().nevers.values() for basis in never.basis}
    assert {each for each in sources() if not is_duty(each)} - used == set()


def test_every_role_answer_moment_and_record_is_used():
    words, steps = vocabulary(), [step for protocol in ALL for step in protocol.steps]
    assert set(words.roles) == {step.who for step in steps}
    assert set(words.nevers) == {never for protocol in ALL for never in protocol.never}
    assert set(words.records) == {record for step in steps for record in step.record}
    assert set(words.moments) == {"start", *(step.marks for step in steps if step.marks), *(step.clock.starts for step in steps if step.clock)}
    assert set(words.answers) == {answer for protocol in ALL for state in ("MN", "TX") for answer in answers_to_ask(protocol, state)}


@pytest.mark.parametrize("protocol", ALL, ids=lambda each: each.id)
def test_every_duty_that_is_cited_stands_in_the_facts(protocol):
    named = {basis for step in protocol.steps for basis in step.basis if re.fullmatch(r"(?:US|MN|TX)-[A-Z]+-.*", basis)}
    assert named - duties().by_id.keys() - {"MN-NWD"} == set()


@pytest.mark.parametrize("protocol", ALL, ids=lambda each: each.id)
def test_no_past_law_is_cited(protocol):
    assert not [basis for step in protocol.steps for basis in step.basis if basis.endswith("-OLD")]


@pytest.mark.parametrize("protocol", ALL, ids=lambda each: each.id)
def test_danger_comes_first_and_no_one_confronts_investigates_or_promises_secrecy(protocol):
    if protocol.kind is Kind.PROTOCOL and protocol.id != "court-intake":
        assert protocol.steps[0].guards is Guard.DANGER
    assert any(each.startswith("confront") for each in protocol.never) or protocol.id in ("court-intake", "missing-from-care", "return-interview")
    assert any(each.startswith("investigate") for each in protocol.never)
    assert "promise_secrecy" in protocol.never


@pytest.mark.parametrize("protocol", ALL, ids=lambda each: each.id)
def test_the_report_is_there_in_fixed_words_and_somebody_can_be_called(protocol):
    if protocol.id in WITHOUT_A_REPORT:
        return
    reports = [step for step in protocol.steps if step.guards is Guard.REPORT and step.fixed_words]
    assert reports
    text = " ".join(step.what.en for step in protocol.steps)
    assert "{child_abuse_line}" in text or "{missing_children_line}" in text or "{report_to}" in text
    assert protocol.id == "hotel-register-card" or protocol.kind is Kind.POLICY or any(step.clock for step in reports)


@pytest.mark.parametrize("protocol", ALL, ids=lambda each: each.id)
def test_nothing_says_to_arrest_or_charge_a_child(protocol):
    for text in (*sentences(protocol), *(step.name for step in protocol.steps)):
        assert [*harm_in(text.en, "en"), *harm_in(text.es, "es")] == []


def test_the_police_protocol_keeps_the_path_without_arrest():
    protocol = library()["police-first-response"]
    assert {"child-first", "no-arrest", "supervisor", "other-matter"} == set(every(Guard.CHILD_NOT_CHARGED, protocol))
    assert protocol.step("no-arrest").fixed_words
    assert "arrest" in protocol.never
    assert str(protocol.step("child-first").say_when) == "law_bars_arrest"
    clock = protocol.step("advocate").clock
    assert clock is not None
    assert (clock.basis, clock.source, clock.value, clock.unit) == (ClockBasis.PRACTICE, "LA-FRP", 90, "minutes")  # research note 01, D-11
    assert {"report", "advocate", "speak", "missing-check", "safe-place"} <= certain(protocol)
    begun = Run(protocol, NOON, MINNESOTA, moments={"knew": NOON}, events=(done("safe-scene"), done("child-first")))
    waiting = {each.step.id for each in next_tasks(begun, NOON)}
    assert {"report", "advocate"} <= waiting  # neither waits until somebody decides about another matter


def test_police_readiness_counts_what_the_issue_names():
    protocol = library()["police-readiness"]
    assert {step.id: step.measure for step in protocol.steps}.items() >= {
        "named-investigator": Measure.NAMED,
        "cover-hours": Measure.HOURS_A_WEEK,
        "protocol": Measure.ADOPTED,
        "trained-patrol": Measure.SHARE,
        "task-force": Measure.SHARE,
    }.items()


@pytest.mark.parametrize("protocol", HEALTH, ids=lambda each: each.id)
def test_every_pathway_sees_the_patient_alone_before_anything_is_asked(protocol):
    ids = [step.id for step in protocol.steps]
    assert protocol.step("alone").fixed_words
    assert ids.index("alone") < ids.index("limits") < ids.index("report")
    assert {"alone", "limits"} <= set(every(Guard.NO_HARM, protocol))


def test_there_are_the_four_pathways():
    assert {each.id for each in HEALTH} == {"emergency-department", "urgent-care", "clinic", "community-health-center"}


def test_the_school_policy_names_it_child_abuse():
    step = library()["school-policy"].step("name-it")
    assert "child abuse includes commercial sexual exploitation" in step.what.en
    assert "maltrato de menores incluye la explotación sexual comercial" in step.what.es
    assert step.fixed_words
    assert step.guards is Guard.CHILD_NOT_CHARGED


def test_a_bank_keeps_what_is_in_the_books():
    protocol = library()["bank-front-line"]
    assert protocol.step("own-channel").guards is Guard.PRIVACY
    assert not any("reference" in step.record for step in protocol.steps)
    assert "tell_filing" in protocol.never


def test_the_register_is_given_by_a_persons_decision_only():
    card = library()["hotel-register-card"]
    assert [choice.id for choice in card.step("which").choices] == ["danger", "order", "request"]
    assert all("PATEL" in card.step(each).basis for each in ("emergency", "order", "request"))


def test_a_step_belongs_to_the_sector_of_its_role():
    protocol = library()["police-first-response"]
    assert sector_of_step(protocol, protocol.step("advocate")) == "law_enforcement"  # the officer calls
    assert sector_of_step(protocol, protocol.step("stay")) == "victim_services"
    assert sector_of_step(library()["other-business"], library()["other-business"].step("report")) == "other_business"


def test_a_limit_of_law_is_never_typed():
    for protocol in ALL:
        for step in protocol.steps:
            if step.clock and step.clock.basis is not ClockBasis.PRACTICE:
                assert step.clock.value is None


def test_practice_that_is_our_own_is_for_counsel():
    weak = {each.id for protocol in ALL for found in to_confirm(protocol).values() for each in found}
    assert {"HOUSE", "PRIVILEGE", "HIPAA-REP", "MINOR-CONSENT"} <= weak
    assert "LA-FRP" not in weak


@pytest.mark.parametrize("state", STATES, ids=lambda each: each or "no state")
@pytest.mark.parametrize("protocol", ALL, ids=lambda each: each.id)
def test_it_is_plain_to_read(protocol, state):
    """Flesch-Kincaid at most grade 8, Fernández Huerta at least 60, with the numbers and limits of a state filled in."""
    textstat.set_lang("en")
    grade = textstat.flesch_kincaid_grade(" ".join(shown(each, "en", protocol, state) for each in sentences(protocol)))
    textstat.set_lang("es")
    ease = textstat.fernandez_huerta(" ".join(shown(each, "es", protocol, state) for each in sentences(protocol)))
    assert (grade <= HARDEST_GRADE, ease >= LEAST_FERNANDEZ_HUERTA) == (True, True), (grade, ease)


@pytest.mark.parametrize("protocol", ALL, ids=lambda each: each.id)
def test_a_filled_sentence_begins_with_a_capital_and_leaves_no_brace(protocol):
    for text in sentences(protocol):
        for language in LANGUAGES:
            for state in STATES:
                words = shown(text, language, protocol, state)
                assert not re.search(r"[{}]", words)
                assert not re.search(r"(?:^|[.!?] )[a-záéíóúñ]", words), words
                assert not re.search(r"\b(?:a|de) el\b", words), words


def test_every_placeholder_is_filled_in_both_languages():
    for language in LANGUAGES:
        assert values(language, sector="schools", state="TX").keys() == PLACEHOLDERS.keys()
        assert all(values(language, sector="schools").values())


def test_a_placeholder_follows_the_law_of_the_state():
    assert values("en", sector="schools", state="TX")["report_deadline"] == "at once, and never later than 24 hours"  # TX-RPT-03
    assert values("en", sector="hotel", state="TX")["report_deadline"] == "at once"  # TX-RPT-16
    assert values("en", sector="hotel", state="MN")["report_deadline"] == "at once"  # MN-RPT-16: may report, no limit
    assert "may set a limit" in values("en", sector="schools", state="WY")["report_deadline"]
    assert "1-800-252-5400" in values("es", sector="schools", state="TX")["child_abuse_line"]
    assert values("en", sector="schools", own={"designated_person": "Ms. Rivera"})["designated_person"] == "Ms. Rivera"


def test_there_is_no_youth_facing_spanish_with_usted():
    for protocol in ALL:
        for step in protocol.steps:
            if step.say and protocol.id != "hotel-register-card":
                assert not re.search(r"\busted\b", step.say.es)
