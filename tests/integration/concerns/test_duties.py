"""The clocks of a concern: the reporter's, the agency's, the one in writing; met with a proof, or missed for good."""

from datetime import timedelta
from uuid import uuid4

import pytest
from shelterwood_methods.statutes import Truth
from shelterwood_methods.statutes.terms import Modality

from shelterwood.foundation.notify.models import Notice
from shelterwood.gates.law import queries as law
from shelterwood.gates.law import services as law_services
from shelterwood.gates.law.models import Clock, SignedRow
from shelterwood.gates.law.permissions import Forbidden as LawForbidden
from shelterwood.gates.law.rules import duties
from shelterwood.respond.concerns import queries, services
from shelterwood.respond.concerns.permissions import Forbidden

from ..make import concern

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def own_clock(raised) -> Clock:
    return own_clock_of(raised, "MN-RPT-03")


def own_clock_of(raised, duty) -> Clock:
    return Clock.objects.get(record=raised.record_id, duty=duty)


@pytest.fixture
def raised(acting, county, now):
    return concern(county("Alder County"), at=now - 3 * HOUR, by=acting("teacher-alder"), known_at=now - 3 * HOUR)


def met(raised, by, now, **changes):
    proof = {"met_at": now - HOUR, "method": "telephone", "reference": "4471-B", **changes}
    services.record_report(raised, clock=own_clock(raised).id, at=now, by=by, **proof)


def test_the_proof_is_kept_sealed_and_shown_to_its_owner(raised, acting, now):
    met(raised, acting("teacher-alder"), now)
    clock = own_clock(raised)
    assert b"4471-B" not in bytes(clock.met_reference)
    seen = queries.view(raised.reference, by=acting("teacher-alder"))
    assert seen.references[clock.id] == "4471-B"
    assert {each.state for each in seen.clocks if each.clock.id == clock.id} == {"met"}


def test_a_report_after_the_limit_was_made_late_and_stays_so(acting, county, now):
    raised = concern(county("Alder County"), at=now - 30 * HOUR, by=acting("teacher-alder"), known_at=now - 30 * HOUR)
    assert queries.view(raised.reference, by=acting("teacher-alder")).clocks[0].state == "overdue"
    met(raised, acting("teacher-alder"), now)
    clock = queries.view(raised.reference, by=acting("teacher-alder")).clocks[0]
    assert (clock.state, clock.missed) == ("met_late", True)


def test_recording_twice_keeps_the_first_proof(raised, acting, now):
    met(raised, acting("teacher-alder"), now)
    met(raised, acting("teacher-alder"), now, reference="another", met_at=now)
    assert own_clock_of(raised, "MN-RPT-03").met_at == now - HOUR


def test_in_minnesota_the_call_starts_the_clock_of_the_report_in_writing(raised, acting, now):
    met(raised, acting("teacher-alder"), now)
    written = own_clock_of(raised, "MN-RPT-20")
    assert written.started_at == now - HOUR
    assert written.due_at >= now - HOUR + 72 * HOUR


def test_a_report_in_writing_starts_no_second_one(raised, acting, now):
    met(raised, acting("teacher-alder"), now, method="written")
    assert not Clock.objects.filter(record=raised.record_id, duty="MN-RPT-20").exists()


def test_the_agency_holds_its_own_cross_report_and_sees_no_other_clock(raised, acting):
    seen = queries.view(raised.reference, by=acting("intake-alder"))
    assert [(each.clock.duty, each.clock.organization.name) for each in seen.clocks] == [("MN-CROSS-02", "Alder County Child Protection")]
    writer = queries.view(raised.reference, by=acting("teacher-alder"))
    assert [each.clock.duty for each in writer.clocks] == ["MN-RPT-03"]


def test_the_agency_records_its_cross_report_and_the_reporter_cannot(raised, acting, now):
    clock = own_clock_of(raised, "MN-CROSS-02")
    proof = {"clock": clock.id, "met_at": now, "method": "telephone", "reference": "", "at": now}
    with pytest.raises(Forbidden):
        services.record_report(raised, by=acting("teacher-alder"), **proof)
    services.record_report(raised, by=acting("intake-alder"), **proof)
    assert own_clock_of(raised, "MN-CROSS-02").met_at == now


def test_a_reporter_without_an_account_neither_sees_nor_meets_an_agencys_clock(acting, county, organization, now):
    raised = concern(county("Alder County"), at=now, sector="schools")
    welfare = organization("Alder County Child Protection")
    services.confirm_route(raised, by=acting("duty-alder"), at=now, recipients=[welfare.id], suspicion="yes")
    agencys = own_clock_of(raised, "MN-CROSS-02")
    assert agencys.organization == welfare
    assert [each.clock.duty for each in queries.open_clocks(raised)] == ["MN-RPT-03"]
    with pytest.raises(Forbidden):
        services.record_report(raised, clock=agencys.id, met_at=now, method="telephone", reference="", at=now, by=None)
    assert own_clock_of(raised, "MN-CROSS-02").met_at is None


def test_the_writers_duty_is_of_the_state_where_the_writer_works(acting, county, now):
    raised = concern(county("Juniper County"), at=now, by=acting("teacher-alder"))
    assert [clock.duty for clock in Clock.objects.filter(record=raised.record_id, holder__isnull=False)] == ["MN-RPT-03"]


def test_a_number_that_rests_on_weak_evidence_starts_no_clock_without_a_signature(acting, county, now):
    weak = next(duty for duty in duties().by_id.values() if duty.weak and duty.deadline_value and duty.modality is Modality.MUST and duty.prompts)
    assert law_services.start_clocks(
        record=uuid4(), state=weak.jurisdiction, time_zone="America/Chicago", sector=weak.sectors[0], received_at=now,
        facts={name: Truth.YES for name, _ in weak.condition.terms}, kind=weak.kind,
    ) == [], weak.id  # fmt: skip


def test_a_clock_of_another_concern_cannot_be_met_here(raised, acting, county, now):
    other = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    with pytest.raises(Forbidden):
        services.record_report(raised, clock=own_clock(other).id, met_at=now, method="telephone", reference="", at=now, by=acting("teacher-alder"))


@pytest.mark.parametrize(("share", "announced"), [(0.49, 0), (0.5, 50), (0.75, 75), (1.0, 100), (2.0, 100)])
def test_half_three_quarters_and_all_are_announced_once(raised, person, share, announced):
    Clock.objects.exclude(pk=own_clock(raised).pk).update(warned=100)
    Notice.objects.all().delete()
    clock = own_clock(raised)
    at = clock.started_at + share * (clock.due_at - clock.started_at)
    assert law_services.announce(now=at) == (1 if announced else 0)
    assert law_services.announce(now=at) == 0
    assert own_clock(raised).warned == announced
    assert Notice.objects.filter(person=person("teacher-alder").id).exists() is bool(announced)


def test_an_agency_s_own_clock_is_announced_to_whoever_is_on_duty_there(raised, person):
    clock = own_clock_of(raised, "MN-CROSS-02")
    Notice.objects.all().delete()
    law_services.announce(now=clock.started_at + 0.5 * (clock.due_at - clock.started_at))
    assert Notice.objects.filter(person=person("intake-alder").id).exists()
    assert not Notice.objects.filter(person=person("intake2-alder").id).exists()


def test_a_missed_clock_stays_on_the_duties_of_whoever_held_it(acting, county, now):
    raised = concern(county("Alder County"), at=now - 50 * HOUR, by=acting("teacher-alder"), known_at=now - 50 * HOUR)
    held = queries.clocks_held(by=acting("teacher-alder"))
    assert ("MN-RPT-03", "overdue", raised.reference) in [(clock.clock.duty, clock.state, reference) for clock, reference, _ in held]


def test_a_withdrawn_signature_ends_the_mandate_at_once(acting, county, now, organization):
    teacher, welfare = organization("Alder Falls Middle School"), organization("Alder County Child Protection")
    assert law.compelled_and_allowed(teacher, welfare, now)[0] == {"MUST-REPORT"}
    SignedRow.objects.filter(row="MN-RPT-03").update(withdrawn_at=now)
    assert law.compelled_and_allowed(teacher, welfare, now)[0] == frozenset()
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    assert {route.state for route in raised.routes.all()} == {"refused"}


def test_a_signature_holds_for_the_text_that_was_signed_and_for_no_other(now):
    assert "MN-RPT-03" in law.signed("duty")
    SignedRow.objects.filter(row="MN-RPT-03").update(text_hash="0" * 64)
    assert "MN-RPT-03" not in law.signed("duty")


def test_only_counsel_signs_law(person, now):
    with pytest.raises(LawForbidden):
        law_services.sign_pack(name="x", rows=[("duty", "MN-RPT-07")], by=person("coordinator-alder"), at=now, demonstration=True)
    with pytest.raises(law_services.CannotSign, match="No such row: duty MN-RPT-99"):
        law_services.sign_pack(name="x", rows=[("duty", "MN-RPT-99")], by=person("counsel-alder"), at=now, demonstration=True)
