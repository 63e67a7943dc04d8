"""The manager's compliance in its verbs and pages: who may, what they see, and what is written down."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from shelterwood.foundation.accounts.models import Person
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.foundation.notify.models import Notice
from shelterwood.prevent.training import services
from shelterwood.prevent.training.acting import Forbidden, NotPossible
from shelterwood.prevent.training.library import courses
from shelterwood.prevent.training.models import Acknowledgement, Approval, Exemption, Filing, Fulfilment, Learner, Post, Reminder, Standing
from shelterwood.prevent.training.queries import mandates as queries
from shelterwood.prevent.training.services import exporting, places, proof, reminding, staff, standings

from ..make import seen_on
from .lodgings import CONNECTICUT, FLORIDA, MINNESOTA, completed, lodging

pytestmark = pytest.mark.django_db
STRANGERS = ["teacher-alder", "hotel-manager-alder", "principal-juniper", "coordinator-alder", "counsel-alder"]


@pytest.fixture
def hotel(now):
    """A hotel in Florida whose clerk was hired 70 days ago, ten days late."""
    return lodging("FL", at=now, hired_on=now.date() - timedelta(days=70))


def browser(person: Person) -> Client:
    client = Client()
    assert client.post("/demonstration/enter", {"person": str(person.pk)}).status_code == 302
    return client


def standing(hotel, mandate: str, now) -> Standing:
    standings.reckon_waiting(at=now)
    return Standing.objects.get(learner=hotel.learner, mandate=mandate)


def approved(hotel, now, **changes: object) -> Approval:
    plain = {"course": "hotels", "mandate": FLORIDA, "number": "DBPR-7", "since": now.date() - timedelta(days=400), "until": None}
    return proof.approve(by=hotel.manager, at=now, **(plain | changes))


# --- who may ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", STRANGERS)
def test_no_verb_is_done_by_who_does_not_manage_this_organization(key, hotel, person, now):
    by = person(key)
    exemption = staff.exempt(hotel.learner, by=hotel.manager, word="no_guest_contact", why="Laundry.", at=now)
    done = completed(hotel.learner, now)
    with pytest.raises(Forbidden):
        staff.describe_post(hotel.learner.post, by=by, roles=[], stated={}, at=now)
    with pytest.raises(Forbidden):
        staff.describe_site(hotel.site, by=by, places=[], stated={}, at=now)
    with pytest.raises(Forbidden):
        staff.place(hotel.learner, by=by, post=None, site=None, hired_on=None, left_on=None, at=now)
    with pytest.raises(Forbidden):
        staff.exempt(hotel.learner, by=by, word="no_guest_contact", why="x", at=now)
    with pytest.raises(Forbidden):
        staff.end_exemption(exemption, by=by, at=now)
    with pytest.raises(Forbidden):
        staff.forget(hotel.learner, by=by, at=now)
    with pytest.raises(Forbidden):
        proof.file(done, by=by, mandate=CONNECTICUT, at=now)
    with pytest.raises(Forbidden):
        proof.acknowledge(done, by=by, mandate=FLORIDA, name=hotel.learner.name, language="en", at=now)
    with pytest.raises(Forbidden):
        places.fulfil(by=by, mandate="MN-HOTEL-ATTEST-01", site=hotel.site, done_on=now.date(), proof="x", at=now)
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize("key", ["teacher-alder", "coordinator-alder", "advocate-juniper"])
def test_who_manages_nothing_does_nothing_for_their_own_organization(key, person, now):
    by = person(key)
    with pytest.raises(Forbidden):
        staff.name_post(by=by, title="x", at=now)
    with pytest.raises(Forbidden):
        proof.approve(by=by, course="hotels", mandate=FLORIDA, number="1", since=now.date(), until=None, at=now)
    with pytest.raises(Forbidden):
        reminding.remind(by=by, at=now)
    with pytest.raises(Forbidden):
        exporting.export(by=by, mandate=FLORIDA, at=now)
    for found in (
        queries.overview(by=by, today=now.date()),
        queries.not_reached(by=by, today=now.date()),
        queries.posts(by=by),
        queries.places(by=by),
        queries.approvals(by=by),
    ):
        assert found is None
    assert (queries.duties(by=by, at=now), queries.changes_ahead(by=by, at=now)) == (None, None)


def test_a_page_of_staff_is_not_there_for_anybody_else(hotel, signed_in, person):
    paths = [
        "/organization/mandates", "/organization/mandates/on-paper", "/organization/mandates/changes", "/organization/mandates/approvals",
        "/organization/mandates/duties", f"/organization/mandates/law/{FLORIDA}", f"/organization/mandates/people/{hotel.learner.pk}",
        "/organization/posts", f"/organization/posts/{hotel.learner.post_id}", "/organization/sites", f"/organization/sites/{hotel.site.pk}",
    ]  # fmt: skip
    worker, other, clerk = signed_in("teacher-alder"), signed_in("hotel-manager-alder"), browser(hotel.clerk)
    for path in paths:
        assert (worker.get(path).status_code, clerk.get(path).status_code) == (404, 404)
        assert browser(hotel.manager).get(path).status_code == 200
    theirs = [path for path in paths if str(hotel.learner.pk) in path or str(hotel.learner.post_id) in path or str(hotel.site.pk) in path]
    assert len(theirs) == 3
    for path in theirs:
        assert (other.get(path).status_code, other.post(path, {}).status_code) == (404, 404)
    for path in ("/organization/mandates/remind", f"/organization/mandates/law/{FLORIDA}/proof"):
        assert (worker.post(path).status_code, clerk.post(path).status_code) == (404, 404)


def test_another_organizations_people_stand_on_no_page(hotel, signed_in, now):
    standings.reckon_waiting(at=now)
    page = signed_in("hotel-manager-alder").get(f"/organization/mandates/law/{FLORIDA}?site={hotel.site.pk}")
    assert hotel.learner.name not in page.content.decode()
    assert browser(hotel.manager).get(f"/organization/mandates/law/{FLORIDA}").content.decode().count(hotel.learner.name) == 1


# --- what counts ------------------------------------------------------------------------------------------------


def test_a_course_of_ours_counts_with_the_approvals_number_and_the_signature_and_not_before(hotel, now):
    assert standing(hotel, FLORIDA, now).state == "overdue"
    done = completed(hotel.learner, now - timedelta(days=5))
    standings.touched([hotel.learner.pk])
    found = standing(hotel, FLORIDA, now)
    assert (found.state, found.reasons) == ("not_proof", ["not_approved", "proof_missing"])
    approved(hotel, now)
    assert standing(hotel, FLORIDA, now).reasons == ["proof_missing"]
    proof.acknowledge(done, by=hotel.clerk, mandate=FLORIDA, name=hotel.clerk.name, language="en", at=now)
    assert standing(hotel, FLORIDA, now).state == "met"


def test_an_approval_counts_for_trainings_of_its_own_days_only(hotel, now):
    done = completed(hotel.learner, now - timedelta(days=5))
    proof.acknowledge(done, by=hotel.clerk, mandate=FLORIDA, name=hotel.clerk.name, language="en", at=now)
    approved(hotel, now, until=now.date() - timedelta(days=30))
    assert standing(hotel, FLORIDA, now).state == "not_proof"
    approved(hotel, now, since=now.date() - timedelta(days=20))
    assert standing(hotel, FLORIDA, now).state == "met"


def test_an_approval_under_one_law_is_none_under_another(now):
    hotel = lodging("MN", at=now, hired_on=now.date() - timedelta(days=10))
    completed(hotel.learner, now)
    approved(hotel, now, mandate=FLORIDA)
    assert standing(hotel, MINNESOTA, now).reasons == ["not_approved"]
    approved(hotel, now, mandate=MINNESOTA)
    assert standing(hotel, MINNESOTA, now).state == "met"


def test_a_personnel_file_is_proof_once_the_employer_certified_it(now):
    hotel = lodging("CT", at=now, hired_on=now.date() - timedelta(days=10))
    done = completed(hotel.learner, now)
    approved(hotel, now, mandate=CONNECTICUT)
    assert "proof_missing" in standing(hotel, CONNECTICUT, now).reasons
    first = proof.file(done, by=hotel.manager, mandate=CONNECTICUT, at=now)
    assert proof.file(done, by=hotel.manager, mandate=CONNECTICUT, at=now) == first
    assert Filing.objects.count() == 1
    assert "proof_missing" not in standing(hotel, CONNECTICUT, now).reasons


@pytest.mark.parametrize(
    "changes",
    [
        {"course": "nothing"}, {"mandate": "FL-HOTEL-POLICY-01"}, {"mandate": "XX"}, {"number": "  "}, {"until": "before"},
    ],
    ids=["unknown course", "no training of persons", "unknown law", "no number", "ends before it begins"],
)  # fmt: skip
def test_an_approval_that_says_nothing_is_refused(changes, hotel, now):
    if changes.get("until"):
        changes = {"until": now.date() - timedelta(days=500)}
    with pytest.raises(NotPossible):
        approved(hotel, now, **changes)
    assert not Approval.objects.filter(organization=hotel.organization).exists()


def test_an_exemption_has_its_reason_and_who_said_so_and_ends(hotel, now):
    row = staff.exempt(hotel.learner, by=hotel.manager, word="no_guest_contact", why=" Laundry. ", at=now)
    assert (row.why, row.stated_by) == ("Laundry.", hotel.manager)
    assert staff.exempt(hotel.learner, by=hotel.manager, word="no_guest_contact", why="Again.", at=now) == row
    for word, why in (("no_guest_contact", ""), ("too_busy", "x")):
        with pytest.raises(NotPossible):
            staff.exempt(hotel.learner, by=hotel.manager, word=word, why=why, at=now)
    staff.end_exemption(row, by=hotel.manager, at=now)
    assert Exemption.objects.get(learner=hotel.learner).ended_by == hotel.manager


def test_what_belongs_to_another_organization_is_nobodys_post_or_place(hotel, organization, now):
    other = organization("Lantern Inn Alder Falls")
    with pytest.raises(NotPossible):
        staff.place(hotel.learner, by=hotel.manager, post=None, site=other.sites.get(), hired_on=None, left_on=None, at=now)
    with pytest.raises(NotPossible):
        staff.place(hotel.learner, by=hotel.manager, post=None, site=None, hired_on=now.date(), left_on=now.date() - timedelta(days=1), at=now)


# --- signing ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "Ana", "Ben Clerk", "Ana Clerk Jr."])
def test_another_name_signs_nothing(name, hotel, now):
    done = completed(hotel.learner, now)
    with pytest.raises(NotPossible):
        proof.acknowledge(done, by=hotel.clerk, mandate=FLORIDA, name=name, language="en", at=now)


def test_the_words_are_kept_as_they_were_read_and_signed_once(hotel, now):
    done = completed(hotel.learner, now)
    first = proof.acknowledge(done, by=hotel.clerk, mandate=FLORIDA, name="ana  CLERK", language="es", at=now)
    again = proof.acknowledge(done, by=hotel.clerk, mandate=FLORIDA, name="Ana Clerk", language="en", at=now)
    assert first == again
    assert (first.language, "Completé" in first.words, "For hotels" in first.words) == ("es", True, True)


def test_a_law_that_asks_no_signature_gets_none(hotel, now):
    with pytest.raises(NotPossible):
        proof.acknowledge(completed(hotel.learner, now), by=hotel.clerk, mandate=MINNESOTA, name="Ana Clerk", language="en", at=now)


def test_nobody_signs_for_a_certificate_that_was_taken_back(hotel, now):
    done = completed(hotel.learner, now, revoked_at=now, revoked_by=hotel.manager, revoked_why="x")
    with pytest.raises(Forbidden):
        proof.acknowledge(done, by=hotel.clerk, mandate=FLORIDA, name="Ana Clerk", language="en", at=now)


def test_the_result_of_a_check_says_whether_it_counts(hotel, now):
    attempt = services.begin(by=hotel.clerk, course=courses()["hotels"], kind="final", language="en", at=now)
    keys = {item.question.id: item.question.key for item in courses()["hotels"].items}
    services.finish(attempt, by=hotel.clerk, course=courses()["hotels"], chosen={name: keys[name] for name in attempt.items}, at=now)
    page = browser(hotel.clerk).get(f"/training/checks/{attempt.pk}")
    assert [(each["law"]["id"], each["state"]) for each in page.context["asked"]] == [(FLORIDA, "not_proof")]
    assert standing(hotel, FLORIDA, now).state == "not_proof"  # kept without anybody touching it by hand


def test_the_learner_signs_in_the_page_and_sees_it_no_more(hotel, now):
    done, client = completed(hotel.learner, now), browser(hotel.clerk)
    address = f"/training/sign/{done.pk}/{FLORIDA}"
    assert address in client.get("/training").content.decode()
    assert "For hotels" in client.get(address).content.decode()
    refused = client.post(address, {"name": "Somebody Else"})
    assert (refused.status_code, Acknowledgement.objects.count()) == (422, 0)
    assert "Somebody Else" in refused.content.decode()
    assert client.post(address, {"name": "Ana Clerk"}).status_code == 302
    assert address not in client.get("/training").content.decode()
    assert client.get(address).status_code == 404
    assert browser(hotel.manager).get(address).status_code == 404


# --- pages ------------------------------------------------------------------------------------------------------


def test_numbers_lead_to_people_with_reason_and_day(hotel, now):
    client = browser(hotel.manager)
    page = client.get("/organization/mandates")
    assert [(each["id"], each["counts"]) for each in page.context["laws"]] == [(FLORIDA, [("overdue", 1)])]
    assert [(each["site"], each["counts"]) for each in page.context["rows"]] == [((hotel.site.pk, hotel.site.name), [("overdue", 1)])]
    assert "Not confirmed by counsel" in page.content.decode()
    behind = client.get(f"/organization/mandates/law/{FLORIDA}?state=overdue&site={hotel.site.pk}")
    assert [(each.learner, bool(each.due_on), bool(why)) for each, why in behind.context["rows"]] == [(hotel.learner, True, True)]
    assert list(client.get(f"/organization/mandates/law/{FLORIDA}?state=met").context["rows"]) == []


@pytest.mark.parametrize("query", ["page=999", "page=-1", "page=x", "state=%00", "site=nobody", f"site={uuid4()}", "state=overdue'--"])
def test_an_address_that_was_tampered_with_still_shows_a_page(query, hotel):
    client = browser(hotel.manager)
    assert client.get(f"/organization/mandates?{query}").status_code == 200
    assert client.get(f"/organization/mandates/law/{FLORIDA}?{query}").status_code == 200


def test_a_list_has_pages_of_twenty_five(hotel, now):
    Learner.objects.bulk_create(
        [Learner(organization=hotel.organization, site=hotel.site, name=f"Ida {n}", post=hotel.learner.post, hired_on=now.date()) for n in range(60)]
    )
    client = browser(hotel.manager)
    client.get("/organization/mandates")
    pages = [client.get(f"/organization/mandates/law/{FLORIDA}?page={number}").context["rows"] for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [25, 25, 11]
    assert len({each.learner_id for page in pages for each, _why in page}) == 61
    assert pages[0][0][0].learner == hotel.learner  # the only one who is late


def test_the_persons_page_says_what_is_asked_and_does_what_the_manager_says(hotel, now):
    completed(hotel.learner, now)
    client, address = browser(hotel.manager), f"/organization/mandates/people/{hotel.learner.pk}"
    page = client.get(address)
    assert [(each["law"]["id"], each["state"], [len(faults) for _, faults in each["looked"]]) for each in page.context["asked"]] == [
        (FLORIDA, "not_proof", [2])
    ]
    said = {"do": "place", "post": "", "site": str(hotel.site.pk), "hired_on": "2026-01-05", "left_on": ""}
    assert client.post(address, said).status_code == 302
    assert Learner.objects.get(pk=hotel.learner.pk).post is None
    wrong = client.post(address, {**said, "left_on": "2025-01-05"})
    assert wrong.status_code == 422
    assert client.post(address, {"do": "anything"}).status_code == 404


def test_an_exemption_that_the_law_names_is_stated_and_ended_in_the_page(now):
    hotel = lodging("MN", at=now, hired_on=now.date())
    client, address = browser(hotel.manager), f"/organization/mandates/people/{hotel.learner.pk}"
    assert client.post(address, {"do": "exempt", "exempt-word": "no_guest_contact", "exempt-why": ""}).status_code == 422
    assert client.post(address, {"do": "exempt", "exempt-word": "no_guest_contact", "exempt-why": "Laundry."}).status_code == 302
    assert standing(hotel, MINNESOTA, now).state == "exempt"
    row = Exemption.objects.get(learner=hotel.learner)
    assert client.post(address, {"do": "end", "exemption": str(row.pk)}).status_code == 302
    assert standing(hotel, MINNESOTA, now).state == "not_yet_due"


def test_posts_and_places_are_described_in_their_pages(hotel, now):
    client = browser(hotel.manager)
    assert client.post("/organization/posts", {"title": " "}).status_code == 422
    assert client.post("/organization/posts", {"title": "Clerk"}).status_code == 422  # there already
    answer = client.post("/organization/posts", {"title": "Porter"})
    assert client.post(answer["Location"], {"words": ["other_staff"], "seen": seen_on(client, answer["Location"])}).status_code == 302
    assert client.post(answer["Location"], {"words": ["emperor"]}).status_code == 422
    assert Post.objects.get(title="Porter", organization=hotel.organization).roles == ["other_staff"]
    address = f"/organization/sites/{hotel.site.pk}"
    assert client.post(address, {"words": ["hotel"], "seen": seen_on(client, address)}).status_code == 302
    assert [each.places for each in queries.places(by=hotel.manager)] == [["hotel"]]


def test_an_approval_is_recorded_in_the_page(hotel, now):
    client, said = browser(hotel.manager), {"course": "hotels", "mandate": FLORIDA, "number": "DBPR-7", "since": "2026-01-05", "until": ""}
    assert client.post("/organization/mandates/approvals", {**said, "number": ""}).status_code == 422
    assert client.post("/organization/mandates/approvals", said).status_code == 302
    assert client.post("/organization/mandates/approvals", said).status_code == 422
    assert Approval.objects.get(organization=hotel.organization).recorded_by == hotel.manager


# --- duties of places -------------------------------------------------------------------------------------------


def test_a_chain_adopts_once_and_complies_place_by_place(person, now):
    manager = person("chain-manager-juniper")
    found = queries.duties(by=manager, at=now)
    assert len([each for each in found if each.law.mandate.id == "TX-HOTEL-POLICY-01"]) == 1
    attested = [(each.site.name, each.status.state.value) for each in found if each.law.mandate.id == "MN-HOTEL-ATTEST-01"]
    assert attested == [("Heron Lodge, Lakeside", "overdue"), ("Heron Suites, Kiln Road", "due")]
    site = next(each.site for each in found if each.site and each.site.name == "Heron Suites, Kiln Road")
    places.fulfil(by=manager, mandate="MN-HOTEL-ATTEST-01", site=site, done_on=now.date() - timedelta(days=1), proof="Letter.", at=now)
    after = {str(each.site): each.status.state.value for each in queries.duties(by=manager, at=now) if each.law.mandate.id == "MN-HOTEL-ATTEST-01"}
    assert after == {"Heron Lodge, Lakeside": "overdue", "Heron Suites, Kiln Road": "met"}


@pytest.mark.parametrize(
    ("mandate", "has_site", "ahead", "shown"),
    [
        ("TX-HOTEL-POLICY-01", True, 0, "x"), ("MN-HOTEL-ATTEST-01", False, 0, "x"), ("MN-HOTEL-ATTEST-01", True, 3, "x"),
        ("MN-HOTEL-ATTEST-01", True, 0, " "), (MINNESOTA, True, 0, "x"), ("XX", True, 0, "x"),
    ],
    ids=["a policy at one site", "a site's duty without one", "a day ahead", "no proof", "a training of persons", "no law"],
)  # fmt: skip
def test_a_duty_that_was_not_done_so_is_not_recorded(mandate, has_site, ahead, shown, person, now):
    manager = person("chain-manager-juniper")
    site = manager.site if has_site else None
    before = Fulfilment.objects.count()
    with pytest.raises(NotPossible):
        places.fulfil(by=manager, mandate=mandate, site=site, done_on=now.date() + timedelta(days=ahead), proof=shown, at=now)
    assert Fulfilment.objects.count() == before


def test_a_duty_is_recorded_in_its_page_and_a_made_up_one_is_not_there(person, now):
    manager = person("chain-manager-juniper")
    client, said = browser(manager), {"mandate": "MN-HOTEL-ATTEST-01", "site": str(manager.site_id), "done_on": "2026-01-05", "proof": "Letter."}
    duty = next(each for each in queries.duties(by=manager, at=now) if each.law.mandate.id == "MN-HOTEL-ATTEST-01")
    said["site"] = str(duty.site.pk)
    assert client.post("/organization/mandates/duties", {**said, "proof": ""}).status_code == 422
    assert client.post("/organization/mandates/duties", said).status_code == 302
    assert client.post("/organization/mandates/duties", {**said, "mandate": "XX"}).status_code == 404


# --- reminders and digests --------------------------------------------------------------------------------------


def test_a_reminder_goes_out_once_a_week_and_says_nothing(hotel, now):
    standings.reckon_waiting(at=now)
    Learner.objects.create(
        organization=hotel.organization, site=hotel.site, name="Ida", post=hotel.learner.post, hired_on=now.date() - timedelta(days=90)
    )
    standings.reckon_waiting(at=now)
    assert reminding.remind(by=hotel.manager, at=now) == reminding.Reminded(told=1, before=0, without_account=1)
    assert reminding.remind(by=hotel.manager, at=now + timedelta(days=6)) == reminding.Reminded(told=0, before=1, without_account=1)
    assert reminding.remind(by=hotel.manager, at=now + timedelta(days=8)).told == 1
    assert reminding.tell_reminded(at=now) == 2
    assert reminding.tell_reminded(at=now) == 0
    assert Notice.objects.filter(person=hotel.clerk.pk).count() == 1  # one that waits serves for both
    assert mail.outbox == []  # sent by the worker of notices, without content
    assert not Reminder.objects.filter(told_at=None).exists()


def test_who_must_be_trained_again_within_the_month_is_reminded_before_it_is_late(hotel, now):
    done = completed(hotel.learner, now - timedelta(days=340))
    hotel.learner.hired_on = now.date() - timedelta(days=400)
    hotel.learner.save()
    approved(hotel, now)
    proof.acknowledge(done, by=hotel.clerk, mandate=FLORIDA, name="Ana Clerk", language="en", at=now)
    assert standing(hotel, FLORIDA, now).state == "met"
    assert reminding.remind(by=hotel.manager, at=now).told == 1
    page = browser(hotel.manager).get("/organization/mandates")
    assert [each["again_soon"] for each in page.context["laws"]] == [1]


def test_the_page_says_once_how_many_get_a_notice_and_how_many_are_told_on_paper(signed_in):
    client = signed_in("chain-manager-juniper")
    first = client.post("/organization/mandates/remind", follow=True)
    assert first.redirect_chain[-1][0] == "/organization/mandates"
    assert "0 people will get a notice" in (page := first.content.decode())
    assert "have no account here" in page
    assert "will get a notice" not in client.get("/organization/mandates").content.decode()


def test_nobody_is_reminded_of_what_is_not_due(now):
    hotel = lodging("FL", at=now, hired_on=now.date())
    standings.reckon_waiting(at=now)
    assert reminding.remind(by=hotel.manager, at=now) == reminding.Reminded(told=0, before=0, without_account=0)


def test_who_has_no_account_stands_on_the_list_to_print(hotel, now):
    Learner.objects.create(
        organization=hotel.organization, site=hotel.site, name="Ida", post=hotel.learner.post, hired_on=now.date() - timedelta(days=90)
    )
    client = browser(hotel.manager)
    client.get("/organization/mandates")
    page = client.get("/organization/mandates/on-paper").content.decode()
    assert ("Ida" in page, hotel.learner.name in page) == (True, False)


def test_managers_hear_once_a_week_where_something_newly_became_due(hotel, now):
    standings.reckon_waiting(at=now)
    told = lambda: Notice.objects.filter(person=hotel.manager.pk).count()  # noqa: E731 (a name for the count)
    reminding.tell_managers(at=now)
    assert told() == 1
    Notice.objects.all().delete()
    for days in (1, 6, 7, 14):  # the same is still overdue, which is no news
        standings.reckon_waiting(at=now + timedelta(days=days))
        reminding.tell_managers(at=now + timedelta(days=days))
    assert told() == 0
    Learner.objects.create(
        organization=hotel.organization, site=hotel.site, name="Ida", post=hotel.learner.post, hired_on=now.date() - timedelta(days=90)
    )
    standings.reckon_waiting(at=now + timedelta(days=16))
    reminding.tell_managers(at=now + timedelta(days=16))
    assert told() == 0  # not before the week is over
    reminding.tell_managers(at=now + timedelta(days=21))
    assert told() == 1


# --- keeping ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "left", "kept"),
    [("NY", 300, True), ("NY", 400, False), ("MN", 4000, True), ("WY", 10, False), ("NY", None, True)],
    ids=["within New York's year", "after it", "a row that does not say how long", "no law", "still here"],
)
def test_a_record_is_not_deleted_before_the_law_allows_it(state, left, kept, now):
    hotel = lodging(state, at=now, hired_on=now.date() - timedelta(days=5000))
    hotel.learner.left_on = now.date() - timedelta(days=left) if left else None
    hotel.learner.save()
    done = completed(hotel.learner, now - timedelta(days=4500))
    client = browser(hotel.manager)
    answer = client.post(f"/organization/mandates/people/{hotel.learner.pk}", {"do": "forget"})
    assert (answer.status_code, Learner.objects.filter(pk=hotel.learner.pk).exists()) == ((422, True) if kept else (302, False))
    assert type(done).objects.filter(pk=done.pk).exists() is kept
    assert AccessEvent.objects.filter(action="forget_learner", actor=hotel.manager.pk).exists() is not kept


# --- written down -----------------------------------------------------------------------------------------------


def test_what_a_manager_did_is_written_down(hotel, now):
    approved(hotel, now)
    staff.exempt(hotel.learner, by=hotel.manager, word="no_guest_contact", why="x", at=now)
    reminding.remind(by=hotel.manager, at=now)
    exporting.export(by=hotel.manager, mandate=FLORIDA, at=now).close()
    actions = set(AccessEvent.objects.filter(actor=hotel.manager.pk).values_list("action", flat=True))
    assert actions >= {"name_post", "describe_post", "record_approval", "exempt", "send_reminders", "export_proof"}
