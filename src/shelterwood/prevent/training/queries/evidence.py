"""What mandates need to know of an organization's people, as values: where they work, who they are, what they completed.

Read for a batch of learners in a fixed number of statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shelterwood_methods.statutes.training import Person, Place, Proof, Where
from shelterwood_methods.statutes.training.roles import CONDITIONS, EXEMPTIONS, POSTS, SAID_OF
from shelterwood_methods.statutes.training.status import EVENTS
from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.training.models import Approval, Completion, Exemption, Learner, SiteFacts, TrainingElsewhere
from shelterwood.prevent.training.rules.mandates.reckoning import Training

if TYPE_CHECKING:
    from uuid import UUID

    from shelterwood.foundation.accounts.models import Organization, Site

type Facts = tuple[Where, Person, list[Training]]

# What a completion here proves by itself: its certificate has a number, and the employer keeps the record.
OWN_PROOFS = frozenset({Proof.CERTIFICATE.value, Proof.TRAINING_RECORD.value})
PLACES, ROLES = frozenset(Place), frozenset(POSTS)
BESIDE_A_PLACE = {*EXEMPTIONS, *CONDITIONS}  # what may be stated of a place; a post is stated with SAID_OF


def local_day(organization: Organization, at: datetime) -> date:
    """The day at the organization's own place."""
    return at.astimezone(ZoneInfo(organization.county.time_zone)).date()


class Evidence:
    """The facts of one organization, read once for many batches of its learners."""

    def __init__(self, organization: Organization) -> None:
        self.organization = organization
        self.approvals: dict[str, list[Approval]] = {}
        for approval in Approval.objects.filter(organization=organization):
            self.approvals.setdefault(approval.course, []).append(approval)
        sites = SiteFacts.objects.filter(site__organization=organization)
        self._facts = {each.site_id: each for each in sites}
        self._places: dict[UUID | None, Where] = {}

    def of(self, learners: Iterable[Learner]) -> dict[UUID, Facts]:
        """By learner; each must come with its site, its post and its county."""
        batch = list(learners)
        chosen = [each.pk for each in batch]
        exempt: dict[UUID, set[str]] = {}
        for learner, word in Exemption.objects.filter(learner__in=chosen, ended_at=None).values_list("learner", "word"):
            exempt.setdefault(learner, set()).add(word)
        here = _by_learner(Completion.objects.filter(learner__in=chosen, revoked_at=None).prefetch_related("acknowledgements", "filings"))
        elsewhere = _by_learner(TrainingElsewhere.objects.filter(learner__in=chosen, withdrawn_at=None).defer("document"))
        found: dict[UUID, Facts] = {}
        for each in batch:
            trainings = [self.training_here(done, each) for done in here.get(each.pk, ())]
            trainings += [training_elsewhere(done) for done in elsewhere.get(each.pk, ())]
            found[each.pk] = self.where(each.site), person(each, exempt.get(each.pk, set())), trainings
        return found

    def where(self, site: Site | None) -> Where:
        """A place as mandates see it. Without a site: the organization's own state, and no kind of place said."""
        key = site.pk if site else None
        if key not in self._places:
            county = site.county if site else self.organization.county
            stated = self._facts.get(key) if key else None
            self._places[key] = Where(
                county.state,
                frozenset({self.organization.sector}),
                frozenset(stated.places if stated else ()) & PLACES,
                truths(stated.stated if stated else {}, BESIDE_A_PLACE),
            )
        return self._places[key]

    def training_here(self, done: Completion, learner: Learner) -> Training:
        on = local_day(self.organization, done.completed_at)
        signed = {each.mandate: frozenset({Proof.SIGNED_ACKNOWLEDGMENT.value}) for each in done.acknowledgements.all()}
        for each in done.filings.all():
            signed[each.mandate] = signed.get(each.mandate, frozenset()) | {Proof.PERSONNEL_FILE_CERTIFICATION.value}
        return Training(
            on,
            done.minutes,
            {each.mandate: each.number for each in self.approvals.get(done.course, ()) if each.since <= on <= (each.until or on)},
            OWN_PROOFS | ({Proof.ROSTER.value} if learner.post_id else set()),  # a roster names the position
            signed,
            done.title,
        )


def training_elsewhere(done: TrainingElsewhere) -> Training:
    return Training(done.completed_on, done.minutes, done.approvals, frozenset(done.proofs), name=f"{done.title}, {done.provider}")


def person(learner: Learner, exemptions: Iterable[str]) -> Person:
    """A learner as mandates see them. Words that this version does not know say nothing."""
    post = learner.post
    return Person(
        frozenset(post.roles if post else ()) & ROLES,
        learner.hired_on,
        learner.left_on,
        {**truths(post.stated if post else {}, SAID_OF), **{word: Truth.YES for word in exemptions if word in EXEMPTIONS}},
        {name: date.fromisoformat(day) for name, day in learner.events.items() if name in EVENTS},
    )


def truths(stated: Mapping[str, bool], known: Iterable[str]) -> dict[str, Truth]:
    words = set(known)
    return {word: Truth.YES if value else Truth.NO for word, value in stated.items() if word in words}


def _by_learner[Row: (Completion, TrainingElsewhere)](rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for row in rows:
        found.setdefault(row.learner_id, []).append(row)
    return found
