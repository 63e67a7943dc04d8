"""What an organization counts of itself: adherence, checklists, cards, sessions, and the coordinator's plain counts."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pypdfium2 import PdfDocument
from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.protocols import services
from shelterwood.prevent.protocols.models import Adoption, CardInUse, Run, Session
from shelterwood.prevent.protocols.queries import counting, measuring, readiness_counts
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.measuring import Reply
from shelterwood.prevent.protocols.rules.running import Act
from shelterwood.prevent.protocols.services import NotPossible

from .make import begun, done, signed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def three_runs(person, acting, now):
    """In Juniper's school: one report in time, one three hours late, one missed (26 Tex. Fam. Code 261.101: 24 hours)."""
    adoption = signed("school-response", by=person("principal-juniper"), at=now)
    by = acting("teacher-juniper")
    for late in (-1, 3, None):
        run = begun(adoption, by=by, at=now, moments={"knew": now})
        if late is not None:
            done(run, "report", by=by, at=now + (24 + late) * HOUR)
    return adoption


def test_adherence_counts_in_time_late_and_missed_by_step(three_runs, person, now):
    found = measuring.measured("school-response", by=person("principal-juniper"), now=now + 48 * HOUR)
    report = next(row for row in found.rows if row.step == "report")
    assert (report.due, report.in_time, report.late, report.missed) == (3, 1, 1, 1)
    assert report.median_lateness == 3 * HOUR
    assert found.law[1] >= 3


def test_a_limit_that_still_runs_is_in_no_count(three_runs, person, now):
    found = measuring.measured("school-response", by=person("principal-juniper"), now=now + HOUR)
    report = next(row for row in found.rows if row.step == "report")
    assert (report.missed, report.running) == (0, 1)


def test_a_run_that_was_ended_misses_nothing_afterwards(person, acting, now):
    adoption = signed("police-first-response", by=person("sergeant-juniper"), at=now, clocks=("advocate",))
    by = acting("officer-juniper")
    run = begun(adoption, by=by, at=now)
    done(run, "safe-scene", by=by, at=now)
    services.end_early(run, why="not a minor", by=by, at=now + HOUR)
    rows = measuring.measured("police-first-response", by=person("sergeant-juniper"), now=now + 48 * HOUR, version=adoption.number).rows
    assert next(row for row in rows if row.step == "advocate").missed == 0


def test_adherence_by_version_and_month(three_runs, person, now):
    by = person("principal-juniper")
    assert measuring.measured("school-response", by=by, now=now, version=2).runs == 0
    assert measuring.measured("school-response", by=by, now=now, version=1).runs == 3
    assert measuring.measured("school-response", by=by, now=now, month="1999-01").runs == 0


def test_the_table_names_steps_and_nobody(three_runs, signed_in, person):
    answer = signed_in("principal-juniper").get("/organization/protocols/school-response/adherence.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert next(row for row in rows if row["step"] == "report")["runs"] == "3"
    text = answer.content.decode()
    assert person("teacher-juniper").name not in text
    assert not any(run.reference in text for run in Run.objects.all())


def test_a_checklist_keeps_its_history_and_no_threshold_is_invented(person, now):
    by = person("sergeant-juniper")
    services.fill_checklist(checklist="police-readiness", replies={}, by=by, at=now - timedelta(days=9))
    replies = {
        "named-investigator": Reply(named="Juvenile unit", yes=Truth.YES),
        "cover-hours": Reply(number=40, yes=Truth.YES),
        "task-force": Reply(number=0, of=4, yes=Truth.NO),
    }
    services.fill_checklist(checklist="police-readiness", replies=replies, by=by, at=now)
    last, first = counting.fillings("police-readiness", by=by, today=now.date())
    stands = {item.step.id: str(item.stand) for item in last.items}
    assert (stands["named-investigator"], stands["cover-hours"], stands["task-force"]) == ("met", "partly", "not_met")
    assert (stands["interpreters"], first.stands["unknown"]) == ("unknown", 10)


def test_a_school_answers_its_policy_point_by_point(person, now):
    by = person("principal-juniper")
    step = library()["school-policy"].steps[0].id
    services.fill_checklist(checklist="school-policy", replies={step: Reply(yes=Truth.YES)}, by=by, at=now)
    assert [str(item.stand) for item in counting.fillings("school-policy", by=by, today=now.date())[0].items].count("met") == 1


@pytest.mark.parametrize("language", ["", "/es"])
@pytest.mark.parametrize("state", ["MN", "TX", "WY"])
def test_a_card_prints_on_one_page(language, state):
    answer = Client().get(f"{language}/protocols/hotel-register-card/card?state={state}")
    assert answer["Content-Type"] == "application/pdf"
    assert len(PdfDocument(answer.content)) == 1


def test_only_a_card_is_a_card():
    assert Client().get("/protocols/school-response/card").status_code == 404


def test_a_card_lies_at_a_site_once_and_its_days_stay(person, now):
    by = person("hotel-manager-juniper")
    site = by.organization.sites.get()
    first = services.put_card(card="hotel-register-card", site=site, since=now.date() - timedelta(days=9), by=by, at=now)
    assert services.put_card(card="hotel-register-card", site=site, since=now.date(), by=by, at=now) == first
    with pytest.raises(NotPossible, match="not come yet"):
        services.put_card(card="hotel-register-card", site=site, since=now.date() + timedelta(days=1), by=by, at=now)
    services.take_card_away(first, until=now.date(), by=by, at=now)
    services.put_card(card="hotel-register-card", site=site, since=now.date(), by=by, at=now)
    assert CardInUse.objects.filter(site=site).count() == 2


def held(by, now, **changes) -> Session:
    plain = {"plan": "session-school", "day": now.date(), "site": None, "people": 20, "ages": "11_13", "minutes": 50, "mandate": "", "token": uuid4()}
    return services.count_session(**{**plain, **changes}, by=by, at=now)


def test_sessions_are_counted_by_year_a_second_click_once_and_a_mistake_not(person, now):
    by, token = person("principal-juniper"), uuid4()
    held(by, now, token=token)
    held(by, now, token=token)
    wrong = held(by, now, people=900)
    services.withdraw_session(wrong, by=by, at=now)
    (year,) = counting.sessions(by=by).years
    assert (year.sessions, year.people, year.hours) == (1, 20, 50 / 60)


@pytest.mark.parametrize(
    "changes", [{"ages": "5"}, {"plan": "school-response"}, {"mandate": "WA-SCHOOL-INSTR-01"}, {"day": None}],
    ids=["an unknown age group", "no session plan", "another state's law", "a day to come"],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(changes, person, now):
    if "day" in changes:
        changes = {"day": now.date() + timedelta(days=1)}
    with pytest.raises(NotPossible):
        held(person("principal-juniper"), now, **changes)


def test_no_form_of_a_session_has_a_box_for_a_name(signed_in):
    page = signed_in("principal-juniper").get("/organization/sessions").content.decode()
    assert 'type="text"' not in page.partition("<main")[2].partition("</main>")[0]
    assert "<textarea" not in page


def test_the_coordinator_s_counts_are_plain_numbers_of_organizations(person, now):
    found = readiness_counts(today=now.date())
    police = found[person("sergeant-alder").organization_id]
    assert police.adopted == Adoption.objects.filter(organization=person("sergeant-alder").organization_id, ended="").count()
    assert police.items["named-investigator"] == "met"
    assert found[person("hotel-manager-alder").organization_id].cards == 1
    assert found[person("principal-alder").organization_id].sessions <= 3
    assert not any(name in str(found) for name in ("Juvenile unit", person("sergeant-alder").name))


def test_what_could_not_be_done_is_counted_apart(person, acting, now):
    adoption = signed("school-response", by=person("principal-juniper"), at=now)
    by = acting("teacher-juniper")
    run = begun(adoption, by=by, at=now)
    done(run, "safe-now", by=by, at=now, act=Act.NOT_DONE, words="nobody there")
    row = measuring.measured("school-response", by=person("principal-juniper"), now=now).rows[0]
    assert (row.done, row.not_done) == (0, 1)
