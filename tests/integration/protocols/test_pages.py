"""The pages: a concern begins a run, nothing typed is lost, and broken or hostile forms change nothing."""

from uuid import uuid4

import pytest

from shelterwood.prevent.protocols.models import Draft, Entry, Filling, Run, Session, Task
from shelterwood.prevent.protocols.queries import draft_mark, step_mark

from ..make import CANARY, concern
from .make import begun, done, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(person, now):
    return signed("school-response", by=person("principal-alder"), at=now)


@pytest.fixture
def run(school, acting, now):
    return begun(school, by=acting("teacher-alder"), at=now)


@pytest.fixture
def teacher(signed_in):
    return signed_in("teacher-alder")


def record(run, step="safe-now", **more):
    return f"/runs/{run.reference}/steps/{step}", {"act": "done", "when": "now", "words": "", "round": "1", **more}


def test_a_concern_offers_ones_own_protocols_and_begins_one(school, county, acting, now, teacher):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    page = teacher.get(f"/concerns/{raised.reference}").content.decode()
    assert "Begin the steps" in page
    answer = teacher.post(f"/concerns/{raised.reference}/run", {"protocol": "school-response", "token": str(uuid4())})
    run = Run.objects.get(about=raised.record)
    assert answer["Location"] == f"/runs/{run.reference}"
    assert Task.objects.get(run=run, step="report").started_at == raised.known_at
    assert run.reference in teacher.get(f"/concerns/{raised.reference}").content.decode()


def test_who_sees_the_envelope_alone_begins_nothing(school, county, acting, now, signed_in):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    page = signed_in("coordinator-alder").get(f"/concerns/{raised.reference}").content.decode()
    assert "Begin the steps" not in page
    assert not Run.objects.filter(about=raised.record).exists()


def test_danger_stands_first_and_a_report_that_could_not_be_made_is_still_asked(school, county, acting, now, teacher):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    address = teacher.post(f"/concerns/{raised.reference}/run", {"protocol": "school-response", "token": str(uuid4())})["Location"]
    page = teacher.get(address).content.decode()
    assert page.index("/steps/safe-now") < page.index("/steps/report")
    assert "The law may still ask for this report." not in page
    teacher.post(f"{address}/steps/report", {"act": "not_done", "when": "now", "words": "Line busy", "round": "1"})
    assert "The law may still ask for this report." in teacher.get(address).content.decode()


def test_who_comes_second_keeps_what_they_typed(run, teacher, signed_in, acting, now):
    done(run, "safe-now", by=acting("teacher-alder"), at=now)
    address, said = record(run, words=f"{CANARY} too")
    answer = signed_in("principal-alder").post(address, said)
    assert answer.status_code == 422
    assert f"{CANARY} too" in answer.content.decode()
    assert Entry.objects.filter(run=run, subject="safe-now").count() == 1


@pytest.mark.parametrize(
    "more",
    [{"act": ""}, {"act": "choice:anything"}, {"act": "done", "when": ""}, {"when": "earlier"}, {"round": "0"}, {"round": "x"}, {"round": "7"},
     {"act": "not_done"}, {"words": "x\x00y"}, {"words": "x" * 2001}, {"when": "earlier", "happened_on": "2019-01-01", "happened_time": "10:00"}],
    ids=["nothing", "a choice that is none", "no time", "no day", "round zero", "no round", "a round that never was", "no reason",
         "an unreadable character", "too long", "before the run"],
)  # fmt: skip
def test_a_broken_form_records_nothing_and_says_so(more, run, teacher):
    address, said = record(run, **more)
    assert teacher.post(address, said).status_code == 422
    assert not Entry.objects.filter(run=run).exists()


def test_a_draft_refused_says_why_and_keeps_what_was_typed(person, signed_in, now):
    client = signed_in("principal-juniper")
    client.post("/organization/protocols/school-response/draft", {"do": "begin"})
    answer = client.post("/organization/protocols/school-response/draft", {"do": "remove", "step": "report"})
    assert (answer.status_code, "the report that the law asks" in answer.content.decode()) == (422, True)
    draft = Draft.objects.get(organization=person("principal-juniper").organization)
    said = {"seen": step_mark(draft, "tell-designated"), "who": "school_staff", "name_en": "Tell", "name_es": "Avisar", "what_en": f"Call 5550199 {CANARY}",
            "what_es": f"Llame al 5550199 {CANARY}"}  # fmt: skip
    answer = client.post("/es/organization/protocols/school-response/draft/tell-designated", said)
    assert "Quite del texto: 4471, 5550199." in answer.content.decode()
    answer = client.post("/organization/protocols/school-response/draft/tell-designated", said)
    assert (answer.status_code, CANARY in answer.content.decode()) == (422, True)
    assert CANARY not in Draft.objects.get(pk=draft.pk).text


def test_one_language_alone_is_not_kept(signed_in):
    client = signed_in("principal-juniper")
    client.post("/organization/protocols/school-response/draft", {"do": "begin"})
    page = client.post("/organization/protocols/school-response/draft/tell-designated", {"name_en": "Tell", "what_en": "Tell."}).content.decode()
    assert page.count("Every text stands in both languages") >= 2


def test_the_page_signs_what_was_read(person, signed_in, now):
    client = signed_in("principal-juniper")
    client.post("/organization/protocols/school-response/draft", {"do": "begin"})
    draft = Draft.objects.get(organization=person("principal-juniper").organization)
    said = {"seen": draft_mark(draft), "name": "A. Vale", "post": "Principal", "on": now.date().isoformat()}
    ahead = {**said, "on": now.date().replace(year=now.year + 1).isoformat()}
    assert client.post("/organization/protocols/school-response/sign", ahead).status_code == 422
    assert client.post("/organization/protocols/school-response/sign", said).status_code == 302
    assert "A. Vale" in client.get("/organization/protocols/school-response/versions/1").content.decode()


def test_a_checklist_with_more_trained_than_there_are_is_not_kept(person, signed_in):
    client = signed_in("sergeant-juniper")
    page = client.get("/organization/checklists/police-readiness")
    said = {name: "unknown" for name in page.context["form"].fields if "_" not in name}
    wrong = {**said, "trained-patrol": "yes", "trained-patrol_number": "9", "trained-patrol_of": "4"}
    assert client.post("/organization/checklists/police-readiness", wrong).status_code == 422
    right = {**wrong, "trained-patrol_of": "12"}
    assert client.post("/organization/checklists/police-readiness", right).status_code == 302
    filling = Filling.objects.get(organization=person("sergeant-juniper").organization)
    assert list(filling.replies) == ["trained-patrol"]


@pytest.mark.parametrize("people", ["0", "-3", "many", "99999"])
def test_a_session_of_nobody_or_of_too_many_is_not_counted(people, signed_in, person, now):
    said = {"token": str(uuid4()), "plan": "session-school", "day": now.date().isoformat(), "people": people, "ages": "11_13", "minutes": "50"}
    assert signed_in("principal-juniper").post("/organization/sessions", said).status_code == 422
    assert not Session.objects.filter(organization=person("principal-juniper").organization).exists()


@pytest.mark.parametrize("language", ["", "/es"])
def test_each_page_stands_in_both_languages(language, run, signed_in):
    client = signed_in("principal-alder")
    for address in ("/organization/protocols", "/organization/protocols/school-response", "/organization/protocols/school-response/versions/1",
                    "/organization/protocols/school-response/adherence", "/organization/checklists/school-policy", "/organization/sessions", "/runs",
                    f"/runs/{run.reference}", f"/runs/{run.reference}/steps/report", f"/runs/{run.reference}/facts", f"/runs/{run.reference}/turn",
                    "/runs/begin/school-response"):  # fmt: skip
        assert client.get(language + address).status_code == 200, address


def test_no_title_names_a_protocol_of_a_run(run, teacher):
    page = teacher.get(f"/runs/{run.reference}").content.decode()
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert "School" not in title
