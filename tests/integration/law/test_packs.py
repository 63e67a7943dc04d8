"""Counsel writes rows of law for any state; a text governs from its signature and its first day on, and no other does."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from shelterwood_methods.statutes import Truth

from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.gates.law import queries as law
from shelterwood.gates.law import services as signing
from shelterwood.gates.law.models import DutyText, RulePack, SignedRow
from shelterwood.gates.law.packs import queries, services
from shelterwood.gates.law.packs.queries import Standing
from shelterwood.gates.law.permissions import Forbidden
from shelterwood.gates.law.rules import digest, text_hashes

from .rows import cells, minnesota

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OTHERS = ["teacher-alder", "intake-alder", "coordinator-alder", "duty-alder", "supervisor-alder", "hotel-manager-alder"]


@pytest.fixture
def counsel(person):
    return person("counsel-alder")


@pytest.fixture
def second(person):
    """Another lawyer of the body: the desk's alternate in another role."""
    found = person("duty2-alder")
    found.role = Role.COUNSEL
    found.save()
    return found


@pytest.fixture
def write(counsel, now):
    """Write a version; its revision follows by itself."""

    def make(told, *, by=None, at=now):
        newest = law.newest_texts().get(told["duty_id"])
        return services.write(told, revision=newest.number if newest else 0, by=by or counsel, at=at)

    return make


@pytest.fixture
def sign(counsel, now):
    def make(*rows, at=now, **words):
        return signing.sign_pack(name="Test", rows=[("duty", row) for row in rows], by=counsel, at=at, demonstration=True, **words)

    return make


def ask(at, *, state="WI", sector="schools"):
    """What the site answers a school in that state."""
    return law.answer(state=state, sector=sector, received_at=at, time_zone="America/Chicago")


def limits(at, duty="WI-RPT-01", **where):
    """The limits that the site gives for a duty, in hours."""
    return [(each.deadline - at) / HOUR for each in ask(at, **where).settled if each.duty.id == duty and each.deadline]


# --- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", OTHERS)
def test_the_law_is_kept_by_counsel_alone(key, person, write, sign, now):
    text, by = write(cells()), person(key)
    sign("WI-RPT-01")
    with pytest.raises(Forbidden):
        services.write(cells(who="others"), revision=1, by=by, at=now)
    with pytest.raises(Forbidden):
        services.review(text, by=by, at=now)
    with pytest.raises(Forbidden):
        services.bring_in([cells()], by=by, at=now)
    with pytest.raises(Forbidden):
        signing.sign_pack(name="x", rows=[("duty", "MN-RPT-07")], by=by, at=now, demonstration=True)
    with pytest.raises(Forbidden):
        signing.withdraw(kind="duty", row="WI-RPT-01", text_hash=text.text_hash, by=by, at=now)
    assert queries.rows("WI", by=by, today=now.date()) is None
    assert queries.row("WI-RPT-01", by=by, today=now.date()) is None
    assert queries.places(by=by, today=now.date()) is None
    assert queries.pack("WI", by=by) is None
    assert limits(now) == [12]


def test_counsel_of_another_organization_and_one_who_left_keep_nothing(person, counsel, now):
    principal = person("principal-alder")
    principal.role = Role.COUNSEL
    counsel.active = False
    for by in (principal, counsel):
        with pytest.raises(Forbidden):
            services.write(cells(), revision=0, by=by, at=now)


# --- it governs on signature and not before -----------------------------------------------------------------------


def test_a_state_without_a_row_says_so_until_a_text_is_signed(write, sign, now):
    assert ask(now).fallback
    write(cells())
    assert ask(now).fallback
    assert limits(now) == []
    sign("WI-RPT-01")
    assert not ask(now).fallback
    assert limits(now) == [12]


def test_a_signed_text_governs_from_its_first_day_and_not_before(write, sign, now):
    first = now.astimezone(ZoneInfo("America/Chicago")).date() + 10 * DAY
    write(cells(effective_from=str(first)))
    sign("WI-RPT-01")
    assert limits(now + 9 * DAY) == []
    assert ask(now + 9 * DAY).fallback
    assert limits(now + 10 * DAY) == [12]
    assert not ask(now + 10 * DAY).fallback


def test_a_text_with_no_known_first_day_governs_from_the_day_of_its_signature(write, sign, now):
    write(cells(effective_from="unknown"))
    sign("WI-RPT-01")
    assert limits(now - 2 * DAY) == []
    assert limits(now) == [12]


def test_a_row_changed_after_signing_is_unsigned_and_the_signed_text_goes_on(write, sign, counsel, now):
    write(cells())
    sign("WI-RPT-01")
    write(cells(deadline_value="6"))
    found = queries.row("WI-RPT-01", by=counsel, today=now.date())
    assert (found.standing, found.revision, found.to_sign) == (Standing.CHANGED, 2, True)
    assert limits(now) == [12]
    sign("WI-RPT-01")
    assert limits(now) == [6]


def test_of_two_signed_texts_each_has_its_own_days(write, sign, now):
    write(cells())
    sign("WI-RPT-01")
    later = now.astimezone(ZoneInfo("America/Chicago")).date() + 30 * DAY
    write(cells(deadline_value="6", effective_from=str(later)))
    sign("WI-RPT-01")
    assert (limits(now), limits(now + 29 * DAY), limits(now + 30 * DAY)) == ([12], [12], [6])


def test_a_withdrawn_signature_gives_its_days_back_at_once(write, sign, counsel, now):
    write(cells())
    sign("WI-RPT-01")
    second = write(cells(deadline_value="6"))
    sign("WI-RPT-01")
    signing.withdraw(kind="duty", row="WI-RPT-01", text_hash=second.text_hash, by=counsel, at=now)
    assert limits(now) == [12]
    signature = SignedRow.objects.get(text_hash=second.text_hash)
    assert (signature.withdrawn_at, signature.withdrawn_by) == (now, counsel)
    signing.withdraw(kind="duty", row="WI-RPT-01", text_hash=second.text_hash, by=counsel, at=now + DAY)
    assert AccessEvent.objects.filter(action="withdraw_signature").count() == 1


def test_a_row_of_this_version_keeps_the_days_before_counsel_s_own_text(write, sign, now):
    later = now.astimezone(ZoneInfo("America/Chicago")).date() + 5 * DAY
    write(minnesota(deadline_value="12", effective_from=str(later)))
    sign("MN-RPT-03")
    here = {"duty": "MN-RPT-03", "state": "MN"}
    assert (limits(now, **here), limits(now + 4 * DAY, **here), limits(now + 5 * DAY, **here)) == ([24], [24], [12])


def test_a_text_altered_under_its_signature_governs_no_more_and_is_named(write, sign, now):
    text = write(cells(who="altered soon"))
    sign("WI-RPT-01")
    DutyText.objects.filter(pk=text.pk).update(cells={**text.cells, "deadline_value": "48"})
    assert limits(now) == []
    assert law.unread_texts() == ["WI-RPT-01"]


def test_a_signed_text_that_this_version_cannot_read_stops_no_answer(write, sign, now):
    text = write(cells(who="unreadable soon"))
    broken = {**text.cells, "deadline_kind": "soonish"}
    sign("WI-RPT-01")
    other = law.text_hash_of(broken, broken)
    DutyText.objects.filter(pk=text.pk).update(cells=broken, text_hash=other)
    SignedRow.objects.filter(row="WI-RPT-01").update(text_hash=other)
    assert ask(now).fallback
    assert law.unread_texts() == ["WI-RPT-01"]
    assert ask(now, state="MN").settled


def test_a_clock_that_runs_keeps_the_limit_with_which_it_began(write, sign, counsel, acting, county, now):
    from ..make import concern

    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"), known_at=now)
    before = [each.clock.due_at for each in law.clocks_now(raised.record_id, now) if each.clock.duty == "MN-RPT-03"]
    write(minnesota(deadline_value="1"))
    sign("MN-RPT-03")
    assert [each.clock.due_at for each in law.clocks_now(raised.record_id, now) if each.clock.duty == "MN-RPT-03"] == before
    after = concern(county("Alder County"), at=now, by=acting("teacher-alder"), known_at=now)
    assert [each.clock.due_at for each in law.clocks_now(after.record_id, now) if each.clock.duty == "MN-RPT-03"] == [now + HOUR]


def test_signed_law_of_counsel_s_own_lets_the_gate_tell_and_unsigned_does_not(write, sign, now):
    from shelterwood_methods import statutes

    write(cells())
    for expected in (frozenset(), frozenset({"MUST-REPORT"})):
        found = law.duties_in_force()
        assert statutes.mandates("hotel", "WI", "child_welfare", now.date(), found.duties, found.signed) == expected
        if not expected:
            sign("WI-RPT-01")


# --- signing ------------------------------------------------------------------------------------------------------


def test_what_is_signed_is_what_was_read(write, sign, now):
    text = write(cells())
    read = digest({("duty", "WI-RPT-01"): text.text_hash})
    write(cells(deadline_value="6"))
    with pytest.raises(signing.CannotSign, match="changed since"):
        sign("WI-RPT-01", read=read)
    assert limits(now) == []
    newest = law.newest_text("WI-RPT-01")
    pack = sign("WI-RPT-01", read=digest({("duty", "WI-RPT-01"): newest.text_hash}))
    assert (pack.digest, pack.signed_at) == (digest({("duty", "WI-RPT-01"): newest.text_hash}), now)
    event = AccessEvent.objects.get(action="sign_pack", rules=["WI-RPT-01"])
    assert event.detail.startswith(pack.digest)


def test_a_text_is_signed_once_and_a_refused_pack_signs_nothing(write, sign):
    write(cells())
    sign("WI-RPT-01")
    packs = RulePack.objects.count()
    with pytest.raises(signing.CannotSign, match="already"):
        sign("WI-RPT-01", "MN-RPT-07")
    assert (RulePack.objects.count(), "MN-RPT-07" in law.signed("duty")) == (packs, False)


def test_the_row_as_it_came_is_not_signed_over_counsel_s_own(write, sign):
    write(minnesota(who="another wording"))
    sign("MN-RPT-03")
    write(minnesota())
    SignedRow.objects.filter(row="MN-RPT-03", governs_from=None).delete()
    with pytest.raises(signing.CannotSign, match="Withdraw"):
        sign("MN-RPT-03")


def test_a_text_like_the_row_that_came_is_that_row(counsel, write, sign, now):
    assert services.write(minnesota(), revision=0, by=counsel, at=now) is None
    assert not DutyText.objects.exists()


# --- writing ------------------------------------------------------------------------------------------------------


def test_versions_are_kept_and_saving_nothing_new_makes_none(write):
    write(cells())
    assert write(cells()) is None
    write(cells(deadline_value="6"))
    assert [(each.number, each.cells["deadline_value"]) for each in DutyText.objects.all()] == [(1, "12"), (2, "6")]
    assert AccessEvent.objects.filter(action="write_law", rules=["WI-RPT-01"]).count() == 2


def test_two_who_change_one_row_at_once_see_both_texts(write, counsel, second, now):
    write(cells())
    services.write(cells(deadline_value="6"), revision=1, by=second, at=now)
    with pytest.raises(services.Moved) as moved:
        services.write(cells(deadline_value="8"), revision=1, by=counsel, at=now)
    assert (moved.value.cells["deadline_value"], moved.value.revision) == ("6", 2)
    assert services.write(cells(deadline_value="8"), revision=2, by=counsel, at=now).number == 3


def test_the_difference_is_from_the_last_signed_text(write, sign, counsel, now):
    write(cells())
    sign("WI-RPT-01")
    write(cells(deadline_value="6"))
    write(cells(deadline_value="6", who="all staff"))
    compared = queries.compared(queries.row("WI-RPT-01", by=counsel, today=now.date()))
    assert compared.number == 1
    assert [(each.column, each.old, each.new) for each in compared.rows] == [("who", "school staff", "all staff"), ("deadline_value", "12", "6")]


def test_a_second_counsel_reviews_and_the_writer_does_not(write, counsel, second, now):
    text = write(cells())
    with pytest.raises(services.CannotReview):
        services.review(text, by=counsel, at=now)
    services.review(text, by=second, at=now)
    text.refresh_from_db()
    assert (text.reviewed_by, text.reviewed_at) == (second, now)
    assert limits(now) == []  # a review is no signature
    with pytest.raises(services.CannotReview):
        services.review(text, by=second, at=now)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"deadline_value": "soon"}, "deadline_value"),
        ({"deadline_kind": "immediate"}, "deadline_value"),
        ({"sector": "church"}, "sector"),
        ({"conditions": "force_used"}, "conditions"),
        ({"effective_from": "June"}, "effective_from"),
        ({"citation": ""}, "citation"),
        ({"who": "=HYPERLINK(1)"}, "who"),
        ({"who": "a\x00b"}, "who"),
        ({"who": "x" * 4001}, "who"),
        ({"duty_id": "wi 1"}, "duty_id"),
        ({"duty_id": "MN-RPT-99"}, "duty_id"),
        ({"jurisdiction": "ZZ", "duty_id": "ZZ-RPT-01"}, "jurisdiction"),
    ],
)
def test_the_reader_of_the_facts_refuses_a_malformed_row(changes, column, counsel, now):
    with pytest.raises(services.CannotWrite) as refused:
        services.write(cells(**changes), revision=0, by=counsel, at=now)
    assert refused.value.fault.column == column
    assert not DutyText.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"sector": "financial_institution", "receivers": "fincen"},
        {"sector": "financial_institution", "receivers": ""},
        {"sector": "schools", "receivers": "fincen"},
        {"sector": "financial_institution", "what_must_be_reported": "a suspicious  activity report"},
        {"sector": "financial_institution", "deadline_trigger": "facts that make a SAR due"},
        {"sector": "other_business", "report_to": "FinCEN"},
    ],
)
def test_no_clock_of_a_bank_s_filing_can_be_made(changes, counsel, now):
    with pytest.raises(services.CannotWrite, match="no clock here"):
        services.write(cells(**changes), revision=0, by=counsel, at=now)


def test_a_bank_s_duty_to_report_a_child_s_abuse_can_be_written(write, sign, now):
    write(cells(sector="financial_institution"))
    sign("WI-RPT-01")
    assert limits(now, sector="financial_institution") == [12]


def test_every_standing_text_stays_what_the_law_of_its_day_says(write, sign, now):
    """What is unknown stays unknown: a condition that nobody answered starts no clock."""
    write(cells(conditions="child_missing"))
    sign("WI-RPT-01")
    assert limits(now) == []
    found = law.answer(state="WI", sector="schools", received_at=now, time_zone="America/Chicago", facts={"child_missing": Truth.YES})
    assert [each.deadline for each in found.settled if each.duty.id == "WI-RPT-01"] == [now + 12 * HOUR]


def test_every_row_that_came_with_this_version_stands_on_counsel_s_list(counsel, now):
    found = [row for place in queries.places(by=counsel, today=now.date()) for row in queries.rows(place.code, by=counsel, today=now.date())]
    assert {row.duty for row in found} == {row for kind, row in text_hashes() if kind == "duty"}
    assert {row.standing for row in found} == {Standing.SIGNED, Standing.UNSIGNED}
