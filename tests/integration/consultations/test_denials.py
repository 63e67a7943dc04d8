"""Who asks and who answers, and nobody else: not by rank, not by the agency, not by guessing."""

from uuid import uuid4

import pytest
from django.test import Client

from shelterwood.collaborate.region import permissions as house
from shelterwood.collaborate.region import services as region
from shelterwood.respond.consultations import queries, services
from shelterwood.respond.consultations.models import Consultant
from shelterwood.respond.consultations.permissions import Forbidden

from .conftest import CANARY, WORDS

pytestmark = pytest.mark.django_db
# the coordinator, the intake desk, the same agency, another asker, other sectors
OTHERS = [
    "coordinator-alder",
    "duty-alder",
    "intake-alder",
    "counselor-alder",
    "principal-alder",
    "supervisor-juniper",
    "advocate-alder",
    "counsel-alder",
]


@pytest.mark.parametrize("key", OTHERS)
def test_nobody_but_asker_and_consultant_reads_a_question(key, question, acting, signed_in):
    made = question("teacher-alder")
    assert queries.thread(made.reference, by=acting(key)) is None
    client = signed_in(key)
    answer = client.get(f"/consultations/{made.reference}")
    missing = client.get("/consultations/K-ABC234")
    assert answer.status_code == missing.status_code == 404
    assert CANARY not in answer.content.decode()
    assert made.reference not in client.get("/consultations").content.decode()


@pytest.mark.parametrize("key", ["coordinator-alder", "intake-alder", "teacher-alder", "supervisor-juniper"])
def test_nobody_but_the_consultant_answers(key, question, acting, signed_in, now):
    made = question("teacher-alder")
    with pytest.raises(Forbidden):
        services.answer(made, words="no", kept={}, language="en", at=now, by=acting(key))
    assert signed_in(key).post(f"/consultations/{made.reference}", {"do": "advise", "words": "no"}).status_code == 404
    assert made.entries.count() == 1


@pytest.mark.parametrize("key", ["coordinator-alder", "intake-alder", "supervisor-alder", "counselor-alder"])
def test_nobody_but_the_asker_adds_ends_or_goes_on(key, question, acting, signed_in, now):
    made, by = question("teacher-alder"), acting(key)
    with pytest.raises(Forbidden):
        services.add(made, words="no", kept={}, at=now, by=by)
    with pytest.raises(Forbidden):
        services.end(made, at=now, by=by)
    with pytest.raises(Forbidden):
        services.begin_report(made, at=now, by=by)
    for do in ("add", "end", "report"):
        assert signed_in(key).post(f"/consultations/{made.reference}", {"do": do, "words": "no"}).status_code == 404
    made.refresh_from_db()
    assert (made.ended_at, made.begun_report_at, made.entries.count()) == (None, None, 1)


def test_the_consultant_does_not_answer_their_own_question(question, acting, now):
    made = question("supervisor-alder")
    with pytest.raises(Forbidden):
        services.answer(made, words="no", kept={}, language="en", at=now, by=acting("supervisor-alder"))
    assert queries.thread(made.reference, by=acting("supervisor-alder")).asking


def test_who_is_named_is_not_enough_where_the_gate_says_no(question, acting, person, now):
    made = question()
    gone = person("intake2-alder")
    gone.organization = person("intake-juniper").organization
    gone.save()
    assert queries.thread(made.reference, by=acting("intake2-alder")) is None


@pytest.mark.parametrize("key", ["lawyer-alder", "teller-alder"])
def test_who_may_type_nothing_here_is_shown_law_and_numbers(key, asked, acting, signed_in, now):
    with pytest.raises(Forbidden):
        services.ask(asked(), mark=b"counsel", at=now, by=acting(key))
    client = signed_in(key)
    assert client.get("/consult/ask").status_code == client.post("/consult/ask", {"words": WORDS}).status_code == 404
    page = client.get("/consult").content.decode()
    assert "/consult/ask" not in page
    assert "tel:" in page


@pytest.mark.parametrize("key", ["duty-alder", "supervisor-alder", "counsel-alder", "principal-alder"])
def test_only_the_coordinator_names_the_consultant(key, county, person, signed_in, now):
    place, before = county("Alder County"), Consultant.objects.get(county__name="Alder County").person
    with pytest.raises(house.Forbidden):
        region.keep_consultant(place, agency=None, person=None, alternate=None, by=person(key), at=now)
    assert signed_in(key).post(f"/region/consultants/{place.pk}", {"agency": "", "go": "save"}).status_code == 404
    assert Consultant.objects.get(county=place).person == before


def test_the_coordinator_names_one_and_takes_it_back(county, person, signed_in):
    place, client, nurse = county("Juniper County"), signed_in("coordinator-alder"), person("nurse-juniper")
    data = {"agency": str(nurse.organization_id), "person": str(nurse.pk), "alternate": "", "go": "save"}
    assert client.post(f"/region/consultants/{place.pk}", data).status_code == 302
    assert Consultant.objects.get(county=place).person == nurse
    assert nurse.name in client.get("/region/consultants").content.decode()
    strange = client.post(f"/region/consultants/{place.pk}", data | {"person": str(person("nurse-alder").pk)})
    assert strange.status_code == 422
    assert client.post(f"/region/consultants/{place.pk}", data | {"alternate": str(nurse.pk)}).status_code == 422
    assert client.post(f"/region/consultants/{place.pk}", {"agency": "", "person": "", "alternate": "", "go": "save"}).status_code == 302
    assert not Consultant.objects.filter(county=place).exists()


def test_a_consultant_who_left_takes_no_more_questions(county, person):
    who = person("supervisor-alder")
    who.active = False
    who.save()
    assert queries.consultant_of(county("Alder County")) is None


# --- hostile ------------------------------------------------------------------------------------------------------


def test_guessing_a_number_gets_slower_and_a_concern_s_number_opens_no_question(client):
    answers = [client.post("/consult/answer", {"receipt": f"{n:020d}"}) for n in range(5)]
    assert all(each.status_code == 422 for each in answers)
    assert "seconds" in answers[-1].content.decode()


def test_many_questions_from_one_place_must_wait_and_lose_nothing(county, settings, monkeypatch):
    from shelterwood.foundation.accounts.throttle import Throttle
    from shelterwood.respond.consultations.views import asking

    monkeypatch.setattr(asking, "asking", Throttle(free=0, longest=42))
    form = {"county": str(county("Alder County").pk), "role": "public", "wish": "talk", "age": "", "words": WORDS}
    first = Client().post("/consult/ask", form | {"token": "1"})
    second = Client().post("/consult/ask", form | {"token": "2"})
    assert (first.status_code, second.status_code) == (200, 429)
    assert WORDS in second.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"words": ""}, {"words": "a\x00b"}, {"words": "a\x08b"}, {"words": "x" * 4001}, {"county": str(uuid4())}, {"county": "'; DROP TABLE"}, {"role": "king"},
        {"wish": "all"}, {"age": "-1"},
    ],
)  # fmt: skip
def test_broken_input_is_refused_with_what_was_typed(changes, county):
    form = {"county": str(county("Alder County").pk), "role": "public", "wish": "talk", "age": "", "words": WORDS, "token": "t"}
    assert Client().post("/consult/ask", form | changes).status_code == 422


def test_what_is_typed_is_never_run_as_a_page(question, signed_in, asked, now):
    words = "<script>alert(1)</script> is what stands on the wall."
    made = services.ask(asked(words=words), mark=b"script", at=now, by=None)
    page = signed_in("supervisor-alder").get(f"/consultations/{made.reference}").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_form_of_another_site_is_refused():
    assert Client().post("/consult/ask", {"words": WORDS}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
