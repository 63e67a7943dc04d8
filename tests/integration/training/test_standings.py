"""The kept standings are what the law says of each person, whatever happened to them, to the law, or to the calendar."""

import contextlib
import random
from datetime import timedelta

import pytest
from shelterwood_methods.statutes.training import Reason, State, status_of
from shelterwood_methods.statutes.training.binding import concerns, governing

from shelterwood.gates.law import queries as law
from shelterwood.gates.law import services as signing
from shelterwood.gates.law.models import SignedRow
from shelterwood.gates.law.rules import mandates
from shelterwood.prevent.training import services
from shelterwood.prevent.training.acting import Forbidden
from shelterwood.prevent.training.models import Exemption, Learner, Standing, TrainingElsewhere
from shelterwood.prevent.training.models.learner import AT_ONCE
from shelterwood.prevent.training.queries.evidence import Evidence, local_day
from shelterwood.prevent.training.services import proof, staff, standings

from .lodgings import FLORIDA, MINNESOTA, completed, lodging

pytestmark = pytest.mark.django_db


def kept(organization) -> dict:
    rows = Standing.objects.filter(organization=organization)
    return {(each.learner_id, each.mandate): (each.state, each.due_on, each.done_on, tuple(each.reasons), each.site_id) for each in rows}


def as_the_law_says(organization, at) -> dict:
    """The same from `status_of`, one person and one mandate at a time."""
    signed, today, evidence = law.signed_mandates(), local_day(organization, at), Evidence(organization)
    found = {}
    for learner in Learner.objects.filter(organization=organization).select_related("post", "site__county"):
        where, person, trainings = evidence.of([learner])[learner.pk]
        for each in governing(mandates(), signed):
            if each.of_persons and concerns(each, where):
                status = status_of(each, where, person, [one.toward(each.id) for one in trainings], on=today, signed=signed)
                if status.state is not State.NOT_BOUND:
                    words = tuple(str(reason) for reason in status.reasons)
                    found[learner.pk, each.id] = (status.state.value, status.due_on, status.done_on, words, learner.site_id)
    return found


# --- the same, whatever happens ---------------------------------------------------------------------------------


class Happenings:
    """What can happen to a hotel's people, by the verbs of the house; which of it happens is drawn."""

    def __init__(self, hotel, dice, at, counsel):
        self.hotel, self.dice, self.at, self.counsel = hotel, dice, at, counsel
        self.happened: set[str] = set()

    def go_on(self) -> None:
        self.at += timedelta(days=self.dice.choice([0, 1, 5, 29, 61, 200]))
        name = self.dice.choice([each for each in dir(type(self)) if each.startswith("then_")])
        self.happened.add(name)
        getattr(self, name)()

    def someone(self) -> Learner:
        return self.dice.choice(list(Learner.objects.filter(organization=self.hotel.organization).order_by("pk")))

    def then_nothing_but_time(self):
        pass

    def then_somebody_is_hired(self):
        hired = self.at.date() - timedelta(days=self.dice.choice([-20, 0, 40, 3000]))
        Learner.objects.create(organization=self.hotel.organization, site=self.hotel.site, name="Ida", post=self.hotel.learner.post, hired_on=hired)

    def then_somebody_moves_or_leaves(self):
        left = self.dice.choice([None, self.at.date() + timedelta(days=self.dice.choice([-1, 0, 30]))])
        post = self.dice.choice([None, self.hotel.learner.post])
        hired = self.at.date() - timedelta(days=300)
        staff.place(self.someone(), by=self.hotel.manager, post=post, site=self.hotel.site, hired_on=hired, left_on=left, at=self.at)

    def then_a_post_is_described(self):
        roles = self.dice.choice([[], ["front_desk"], ["hotel_food_service"]])
        staff.describe_post(self.hotel.learner.post, by=self.hotel.manager, roles=roles, stated={}, at=self.at)

    def then_a_place_is_described(self):
        stated = self.dice.choice([{}, {"short_term_rental": True}])
        staff.describe_site(self.hotel.site, by=self.hotel.manager, places=["hotel"], stated=stated, at=self.at)

    def then_a_training_is_completed(self):
        who = self.someone()
        done = completed(who, self.at)
        standings.touched([who.pk])
        if who.person_id:
            proof.acknowledge(done, by=who.person, mandate=FLORIDA, name=who.name, language="es", at=self.at)

    def then_a_certificate_is_taken_back(self):
        done = self.someone().completions.filter(revoked_at=None).first()
        if done:
            services.revoke(done, by=self.hotel.manager, why="Somebody else sat it.", at=self.at)

    def then_a_training_elsewhere_is_entered(self):
        who = self.someone()
        day = self.at.date() - timedelta(days=self.dice.choice([0, 100, 900]))
        TrainingElsewhere.objects.get_or_create(
            learner=who, title="Module", provider="Agency", completed_on=day,
            defaults={"proofs": ["roster", "signed_acknowledgment"], "approvals": {FLORIDA: "1", MINNESOTA: "2"}, "reference": "7", "entered_by": self.hotel.manager, "entered_at": self.at},
        )  # fmt: skip
        standings.touched([who.pk])

    def then_a_course_is_approved(self):
        since = self.at.date() - timedelta(days=self.dice.choice([0, 400]))
        mandate = self.dice.choice([FLORIDA, MINNESOTA])
        with contextlib.suppress(services.NotPossible):
            proof.approve(by=self.hotel.manager, course="hotels", mandate=mandate, number="9", since=since, until=None, at=self.at)

    def then_somebody_is_exempt(self):
        staff.exempt(self.someone(), by=self.hotel.manager, word="no_guest_contact", why="In the laundry.", at=self.at)

    def then_an_exemption_ends(self):
        for each in Exemption.objects.filter(learner__organization=self.hotel.organization, ended_at=None):
            staff.end_exemption(each, by=self.hotel.manager, at=self.at)

    def then_counsel_signs_or_withdraws(self):
        rows = SignedRow.objects.filter(kind="mandate", row=MINNESOTA, withdrawn_at=None)
        if not rows.update(withdrawn_at=self.at):
            signing.sign_pack(name="Test", rows=[("mandate", MINNESOTA)], by=self.counsel, at=self.at, demonstration=True)


@pytest.mark.parametrize("state", ["FL", "MN", "VA"])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_the_law_says_of_each_alone(state, seed, person, now):
    hotel = lodging(state, at=now, hired_on=now.date() - timedelta(days=70))
    story = Happenings(hotel, random.Random(f"{state} {seed}"), now, person("counsel-alder"))
    compared = 0
    for _ in range(25):
        story.go_on()
        standings.reckon_waiting(at=story.at)
        assert kept(hotel.organization) == as_the_law_says(hotel.organization, story.at)
        compared += len(kept(hotel.organization))
    assert compared > 20
    assert len(story.happened) > 5


def test_nobody_waits_once_reckoned_and_the_worker_finds_nothing_to_do(now):
    hotel = lodging("MN", at=now, hired_on=now.date())
    standings.reckon_waiting(at=now)
    assert not Learner.objects.filter(turns_on__lte=local_day(hotel.organization, now)).exists()
    assert standings.reckon_waiting(at=now) == 0


def test_the_day_comes_by_itself(now):
    now = now.replace(hour=17)  # one day in London and in New York
    hotel = lodging("MN", at=now, hired_on=now.date())
    states = []
    for days in (0, 59, 60, 90, 91):
        standings.reckon_waiting(at=now + timedelta(days=days))
        states.append(Standing.objects.get(learner=hotel.learner, mandate=MINNESOTA).state)
    assert states == ["not_yet_due", "not_yet_due", "due", "due", "overdue"]


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(now, monkeypatch):
    hotel = lodging("MN", at=now)
    hotel.learner.post.learners.bulk_create(
        [Learner(organization=hotel.organization, site=hotel.site, name=f"Ida {number}", hired_on=now.date()) for number in range(5)]
    )
    monkeypatch.setattr(standings, "BATCH", 2)
    standings.notice_the_law(at=now)
    assert standings._reckon_some(hotel.organization, now) == 2  # then the worker is stopped
    assert Learner.objects.filter(organization=hotel.organization, turns_on=AT_ONCE).count() == 4
    monkeypatch.setattr(standings, "BATCH", 500)
    standings.reckon_waiting(at=now)
    assert kept(hotel.organization) == as_the_law_says(hotel.organization, now)


def test_a_withdrawn_signature_is_noticed_at_the_next_look(person, now):
    hotel = lodging("MN", at=now, hired_on=now.date())
    standings.keep_up(by=hotel.manager, at=now)
    before = standings.law_digest()
    SignedRow.objects.filter(kind="mandate").update(withdrawn_at=now)
    assert standings.law_digest() != before
    assert standings.keep_up(by=hotel.manager, at=now) == 0
    assert kept(hotel.organization) == as_the_law_says(hotel.organization, now)


def test_many_are_left_to_the_worker_and_the_page_says_how_many(now, monkeypatch):
    hotel = lodging("MN", at=now)
    monkeypatch.setattr(standings, "FEW", 2)
    Learner.objects.bulk_create([Learner(organization=hotel.organization, name=f"Ida {number}") for number in range(4)])
    assert standings.keep_up(by=hotel.manager, at=now) == 5
    standings.reckon_waiting(at=now)
    assert standings.keep_up(by=hotel.manager, at=now) == 0


def test_since_when_somebody_stands_so_is_kept_until_it_changes(now):
    hotel = lodging("MN", at=now, hired_on=now.date() - timedelta(days=70))
    standings.reckon_waiting(at=now)
    first = Standing.objects.get(learner=hotel.learner, mandate=MINNESOTA)
    standings.touched([hotel.learner.pk])
    standings.reckon_waiting(at=now + timedelta(days=3))
    assert Standing.objects.get(pk=first.pk).since == first.since
    standings.reckon_waiting(at=now + timedelta(days=30))
    assert (Standing.objects.get(pk=first.pk).state, Standing.objects.get(pk=first.pk).since > first.since) == ("overdue", True)


def test_looking_is_refused_to_who_does_not_manage(now, person):
    with pytest.raises(Forbidden):
        standings.keep_up(by=person("teacher-alder"), at=now)


def test_whoever_left_stands_nowhere(now):
    hotel = lodging("MN", at=now, hired_on=now.date() - timedelta(days=400))
    standings.reckon_waiting(at=now)
    assert Standing.objects.filter(learner=hotel.learner).exists()
    staff.place(hotel.learner, by=hotel.manager, post=None, site=None, hired_on=None, left_on=now.date() - timedelta(days=2), at=now)
    standings.reckon_waiting(at=now)
    assert not Standing.objects.filter(learner=hotel.learner).exists()


def test_a_word_that_this_version_does_not_know_says_nothing(now):
    hotel = lodging("FL", at=now, hired_on=now.date())
    post = hotel.learner.post
    post.roles, post.stated = ["concierge_of_old"], {"answered_of_old": True}
    post.save()
    standings.reckon_waiting(at=now)
    assert Standing.objects.get(learner=hotel.learner, mandate=FLORIDA).reasons == [Reason.ROLE_UNKNOWN]
