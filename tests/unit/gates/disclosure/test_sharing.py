"""Who may tell whom: the routes of a concern, each with its allowance and with every condition taken away once."""

from dataclasses import replace

import pytest

from shelterwood.gates.disclosure.engine import decide
from shelterwood.gates.disclosure.rules import LawInForce, Outcome

from .facts import ALLOWED, COMPELLED, EVERY_RULE, organization, person, record, sharing

SCHOOL = organization("schools", "ferpa")
CLINIC = organization("health_care", "hipaa")
POLICE = organization("law_enforcement", receives_abuse_reports=True, criminal_justice_agency=True)
WELFARE = organization("child_welfare", "capta_ive", receives_abuse_reports=True)
DESK = organization("coordinating_body", intake_desk=True)
SHELTER = organization("victim_services", "vawa", "voca")
HOTEL = organization("hotel", government_entity=False)

TEACHER, NURSE, OFFICER = person(SCHOOL), person(CLINIC), person(POLICE)
DUTY_OFFICER, ADVOCATE = person(DESK, on_intake_duty=True), person(SHELTER)

# may … now? who by whom about what to whom under which rule; numbers are those of the disclosure vocabulary's worked examples
ROUTES = [
    ("2 a counselor reports to child welfare", sharing(TEACHER, record(SCHOOL, "education"), WELFARE, "SC-CW-01"), True, "SC-CW-01"),
    ("1 a counselor tells a detective as a report", sharing(TEACHER, record(SCHOOL, "education"), POLICE, "MR-ALL-01"), False, "G-FERPA"),
    ("1 a counselor tells a detective by the school's rule", sharing(TEACHER, record(SCHOOL, "education"), POLICE, "SC-CW-01"), False, ""),
    (
        "3 a teacher copies from the school's file",
        sharing(TEACHER, record(SCHOOL, "education", source="own_file"), WELFARE, "SC-CW-01"),
        False,
        "",
    ),
    ("7 an emergency nurse reports to child welfare", sharing(NURSE, record(CLINIC, "health"), WELFARE, "HC-CW-01"), True, "HC-CW-01"),
    ("a nurse reports to police that receive reports", sharing(NURSE, record(CLINIC, "health"), POLICE, "HC-CW-01"), True, "HC-CW-01"),
    ("a nurse shares the chart", sharing(NURSE, record(CLINIC, "health", "treatment_record"), WELFARE, "HC-CW-01"), False, ""),
    ("21 a nurse under the general rule", sharing(NURSE, record(CLINIC, "health"), WELFARE, "MR-ALL-01"), False, "G-HIPAA"),
    ("an officer reports to child welfare", sharing(OFFICER, record(POLICE, "investigative"), WELFARE, "LE-CW-01"), True, "LE-CW-01"),
    ("a duty officer routes to child welfare", sharing(DUTY_OFFICER, record(DESK, "general", "observation"), WELFARE, "CB-ANY-01"), True, "CB-ANY-01"),
    ("a duty officer routes where one may report", sharing(DUTY_OFFICER, record(DESK, "general", "observation"), POLICE, "CB-ANY-01", ALLOWED), True, "CB-ANY-01"),
    ("a duty officer routes to a hotel", sharing(DUTY_OFFICER, record(DESK, "general", "observation"), HOTEL, "CB-ANY-01"), False, ""),
    (
        "5 a shelter shares what the law only permits",
        sharing(ADVOCATE, record(SHELTER, "victim_service"), WELFARE, "VS-CW-01", ALLOWED, attested=frozenset({"A-SUSPICION", "A-REQUIRED-FIELDS"})),
        False,
        "VS-ANY-01",
    ),
    (
        "20 a shelter reports what the law mandates",
        sharing(ADVOCATE, record(SHELTER, "victim_service"), WELFARE, "VS-CW-01", attested=frozenset({"A-SUSPICION", "A-REQUIRED-FIELDS"})),
        True,
        "VS-CW-01",
    ),
    ("the recipient passes it on", sharing(person(WELFARE), record(SCHOOL, "education"), POLICE, "SC-CW-01"), False, "F-OWNER"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "allowed", "rule"), [row[1:] for row in ROUTES], ids=[row[0] for row in ROUTES])
def test_a_route_of_a_concern(question, allowed, rule):
    decision = decide(question)
    assert decision.allowed is allowed
    assert rule in decision.rules if rule else decision.outcome is Outcome.NO_RULE


REPORT = sharing(TEACHER, record(SCHOOL, "education"), WELFARE, "SC-CW-01")
TAKEN_AWAY = {
    "the statement of suspicion": replace(REPORT, attested=frozenset()),
    "another statement instead": replace(REPORT, attested=frozenset({"A-MINIMUM"})),
    "the mandate": replace(REPORT, law=ALLOWED),
    "the signature under the rule": replace(REPORT, law=LawInForce(rules=EVERY_RULE - {"SC-CW-01"}, must=COMPELLED.must)),
    "the purpose": replace(REPORT, purpose="research"),
    "every field": replace(REPORT, fields=frozenset()),
    "the recipient's standing as receiver": replace(REPORT, recipient=organization("child_welfare", "capta_ive")),
    "the recipient's switch": replace(REPORT, recipient=replace(WELFARE, sharing_on=False)),
    "the second factor": replace(REPORT, principal=replace(TEACHER, mfa_at=None)),
    "the sender's post": replace(REPORT, principal=replace(TEACHER, active=False)),
    "the sender's switch": replace(REPORT, record=record(replace(SCHOOL, sharing_on=False), "education")),
    "the sender's contract": replace(REPORT, record=record(replace(SCHOOL, host_contract=False), "education")),
    "the stamps": replace(REPORT, record=record(SCHOOL, "education", regimes=frozenset())),
    "the seal's absence": replace(REPORT, record=record(SCHOOL, "education", sealed=True)),
    "the compartment": replace(REPORT, record=record(SCHOOL, "health")),
    "the kind of record": replace(REPORT, record=record(SCHOOL, "education", "education_record")),
    "the reporter's own name without leave": replace(REPORT, fields=REPORT.fields | {"reporter_identity"}),
    "immigration status": replace(REPORT, fields=REPORT.fields | {"immigration_status"}),
    "a shelter's address": replace(REPORT, fields=REPORT.fields | {"confidential_location"}),
    "screening answers": replace(REPORT, fields=REPORT.fields | {"screening_answers"}),
}


@pytest.mark.parametrize("question", TAKEN_AWAY.values(), ids=TAKEN_AWAY.keys())
def test_a_report_is_refused_as_soon_as_one_condition_is_missing(question):
    assert decide(REPORT).allowed
    assert not decide(question).allowed


def test_a_reporter_may_give_their_own_name():
    fields = REPORT.fields | {"reporter_identity"}
    assert decide(replace(REPORT, fields=fields, attested=REPORT.attested | {"A-REPORTER-SELF"})).allowed


@pytest.mark.parametrize("word", ["purpose", "basis"])
def test_a_word_outside_the_vocabulary_is_an_error_and_so_a_denial(word):
    decision = decide(replace(REPORT, **{word: "friendship"}))
    assert decision.outcome is Outcome.ERROR


def test_an_unknown_sector_is_an_error_and_so_a_denial():
    assert decide(replace(REPORT, recipient=replace(WELFARE, sector="church"))).outcome is Outcome.ERROR
