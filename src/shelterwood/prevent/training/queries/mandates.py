"""What the law asks of an organization's people and places, for its manager, and of a learner, for themselves.

Counts come from the kept standings; what one person is asked, and why, is reckoned from the facts when it is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Q
from shelterwood_methods.statutes.training import Change, Kind, Mandate, Reason, State, Status, Where, adopted_once, changes, site_status
from shelterwood_methods.statutes.training.binding import concerns, governing
from shelterwood_methods.statutes.training.roles import EXEMPTIONS
from shelterwood_methods.statutes.training.status import SOON, why_not
from shelterwood_methods.statutes.training.terms import Proof

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.gates.law import queries as law
from shelterwood.gates.law.rules import mandates
from shelterwood.prevent.training import queries
from shelterwood.prevent.training.models import (
    Acknowledgement,
    Approval,
    Completion,
    Exemption,
    Fulfilment,
    Learner,
    Post,
    SiteFacts,
    Standing,
)
from shelterwood.prevent.training.queries.evidence import Evidence, local_day
from shelterwood.prevent.training.rules.mandates.harm import ASKS_NOW, ORDER, worst_first
from shelterwood.prevent.training.rules.mandates.reckoning import Reckoner, Training

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from shelterwood.foundation.accounts.models import Organization, Person, Site

AHEAD = timedelta(days=731)  # changes of law are looked for two years ahead


# --- the law as it is held --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """A mandate as it may be computed with, and whether counsel signed its text."""

    mandate: Mandate
    row: Mandate
    signed: bool


def held(identifier: str, signed: frozenset[str]) -> Held | None:
    """A mandate by its id; None where this version holds none."""
    mandate = mandates().by_id.get(identifier)
    return Held(mandate, mandate.governing(signed), identifier in signed) if mandate else None


def law_named(identifier: str) -> str:
    """The citation of a mandate; its id where this version holds it no more."""
    known = mandates().by_id.get(identifier)
    return known.citation if known else identifier


def concerning(organization: Organization) -> list[Held]:
    """Every row about this organization's places, of persons or not, signed or not."""
    signed, sectors = law.signed_mandates(), frozenset({organization.sector})
    places = [Where(state, sectors) for state in sorted(accounts.states_of(organization))]
    found = (row for row in governing(mandates(), signed) if any(concerns(row, place) for place in places))
    return [Held(row, row.governing(signed), row.id in signed) for row in found]


# --- counts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """How many stand how under one law, everywhere or at one site."""

    law: Held
    counts: Counter[str]
    site: tuple[UUID, str] | None = None  # its key and its name

    @property
    def shown(self) -> list[tuple[str, int]]:
        """States with somebody in them, the worst first."""
        return [(state.value, self.counts[state]) for state in ORDER if self.counts[state]]


@dataclass(frozen=True)
class Overview:
    """The compliance page: by law, and by site and law, the worst first."""

    laws: list[Line]
    sites: list[Line]
    places: list[tuple[UUID, str]]
    again_soon: Counter[str]  # by mandate: met, and to be repeated within the month
    unconfirmed: int


def overview(*, by: Person, today: date, site: UUID | None = None) -> Overview | None:
    """How the asker's organization stands, everywhere or at one site; None for somebody who does not manage it."""
    if not queries.manages(by):
        return None
    signed = law.signed_mandates()
    places = dict(accounts.site_names(by.organization))
    by_law: dict[str, Counter[str]] = {}
    lines = []
    for (mandate, place), counts in _counts(by.organization, site).items():
        by_law.setdefault(mandate, Counter()).update(counts)
        if known := held(mandate, signed):
            lines.append(Line(known, counts, (place, places[place]) if place else None))
    laws = [Line(known, counts) for mandate, counts in by_law.items() if (known := held(mandate, signed))]
    return Overview(
        laws=sorted(laws, key=_by_harm),
        sites=sorted(lines, key=_by_harm),
        unconfirmed=sum(not each.signed for each in concerning(by.organization)),
        places=list(places.items()),
        again_soon=_again_soon(by.organization, today, site),
    )


def _by_harm(line: Line) -> tuple[object, ...]:
    return *worst_first(line.counts), line.law.mandate.id, line.site[1] if line.site else ""


def _counts(organization: Organization, site: UUID | None) -> dict[tuple[str, UUID | None], Counter[str]]:
    found: dict[tuple[str, UUID | None], Counter[str]] = {}
    rows = Standing.objects.filter(organization=organization, **({"site": site} if site else {})).order_by()
    for mandate, place, state, count in rows.values_list("mandate", "site", "state").annotate(count=Count("*")):
        found.setdefault((mandate, place), Counter())[state] = count
    return found


def _again_soon(organization: Organization, today: date, site: UUID | None) -> Counter[str]:
    rows = Standing.objects.filter(met_until(today), organization=organization, **({"site": site} if site else {})).order_by()
    return Counter(dict(rows.values_list("mandate").annotate(count=Count("*"))))


def met_until(today: date) -> Q:
    """Whoever was trained and must be trained again within the month: still met, and to be reminded."""
    return Q(harm=ORDER.index(State.MET), due_on__lte=today + timedelta(days=SOON))


def asks_now(today: date) -> Q:
    """What a reminder is sent for: overdue, due, or to be repeated within the month."""
    return Q(state__in=ASKS_NOW) | met_until(today)


@dataclass(frozen=True)
class Pressing:
    """How many people are late under some law, and of how many more something is due within the month; and whether oneself is asked."""

    late: int
    soon: int
    own_late: bool
    own_soon: bool


def pressing(*, by: Person, today: date) -> Pressing:
    """For a desk: counts of the organization for whoever manages it, else none; and how oneself stands."""
    own = set(Standing.objects.filter(asks_now(today), learner__person=by).values_list("state", flat=True))
    late = soon = 0
    if queries.manages(by):
        rows = Standing.objects.filter(asks_now(today), organization=by.organization).order_by()
        everybody = rows.aggregate(people=Count("learner", distinct=True))["people"]
        late = rows.filter(state=State.OVERDUE.value).aggregate(people=Count("learner", distinct=True))["people"]
        soon = everybody - late
    return Pressing(late, soon, State.OVERDUE.value in own, bool(own - {State.OVERDUE.value}))


def people(law_of: Held, *, by: Person, state: str = "", site: UUID | None = None) -> QuerySet[Standing, int] | None:
    """The keys of those who stand behind a number, the worst first, then the soonest due; None for somebody who does not manage the organization."""
    if not queries.manages(by):
        return None
    chosen = {"mandate": law_of.mandate.id, **({"harm": ORDER.index(State(state))} if state else {}), **({"site": site} if site else {})}
    rows = Standing.objects.filter(organization=by.organization, **chosen).values_list("pk", flat=True)
    return rows.order_by("harm", "due_on", "pk")  # as the index stands, so that no page sorts or joins fifty thousand


def looked_up(keys: Iterable[int], *, by: Person) -> list[Standing]:
    """These standings of the asker's organization with whom they are about, in the order of the keys."""
    order = list(keys)
    rows = Standing.objects.filter(pk__in=order, organization=by.organization).select_related("learner__post", "site").in_bulk()
    return [rows[key] for key in order if key in rows]


def not_reached(*, by: Person, today: date) -> QuerySet[Standing] | None:
    """Who must be told on paper: something is due or overdue, and no notice reaches them. For the organization's manager."""
    if not queries.manages(by):
        return None
    late = Standing.objects.filter(asks_now(today), organization=by.organization)
    reached = Learner.objects.filter(organization=by.organization, person__active=True).exclude(person__email="")
    return late.exclude(learner__in=reached).select_related("learner__post", "site").order_by("site__name", "learner__name", "mandate")


# --- one person -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Looked:
    """One training as one law sees it: why it does not count; nothing where it does."""

    training: Training
    faults: tuple[Reason, ...]


@dataclass(frozen=True)
class Asked:
    """What one law asks of one person, how it stands, and which trainings count."""

    law: Held
    status: Status
    looked: list[Looked] = field(default_factory=list)
    can_sign: Completion | None = None  # a training after which the law asks a signature that is not given yet
    can_file: Completion | None = None  # one that the employer may still certify in the personnel file

    @property
    def faults(self) -> bool:
        return any(each.faults for each in self.looked)


@dataclass(frozen=True)
class OfPerson:
    """Everything that mandates say of one learner. `rest`: rows that ask nothing of them, with the reason."""

    learner: Learner
    asked: list[Asked]
    rest: list[tuple[Held, Reason | None]]
    exemptions: list[Exemption]
    may_exempt: list[str]


def learner(identifier: UUID, *, by: Person) -> Learner | None:
    """Somebody of the asker's own organization, for its manager."""
    if not queries.manages(by):
        return None
    return Learner.objects.select_related("post", "site__county", "organization__county").filter(pk=identifier, organization=by.organization).first()


def of_learner(learner: Learner, *, at: datetime) -> OfPerson:
    """What is asked of one learner. Whose learner may be looked at, the caller has asked."""
    evidence, signed = Evidence(learner.organization), law.signed_mandates()
    where, person, trainings = evidence.of([learner])[learner.pk]
    reckon = Reckoner(mandates(), on=local_day(learner.organization, at), signed=signed)
    done = list(Completion.objects.filter(learner=learner, revoked_at=None).prefetch_related("acknowledgements", "filings"))
    asked, bound = [], set()
    for status in reckon.of(where, person, trainings).statuses:
        known = Held(status.mandate, status.mandate.governing(signed), status.mandate.id in signed)
        looked = [Looked(each, why_not(known.row, person, each.toward(known.mandate.id))) for each in trainings]
        asked.append(Asked(known, status, looked, _signable(known, done), _filable(known, done)))
        bound.add(status.mandate.id)
    rulings = reckon.rulings(where, person)
    rest = [(Held(each.mandate, each.row, each.mandate.id in signed), each.reason) for each in rulings if each.mandate.id not in bound]
    return OfPerson(
        learner,
        sorted(asked, key=lambda each: ORDER.index(each.status.state)),
        rest,
        list(Exemption.objects.filter(learner=learner, ended_at=None).select_related("stated_by")),
        [word for word in EXEMPTIONS if any(word in each.row.exempt for each in rulings)],
    )


def asked_for_keeping(learner: Learner, *, at: datetime) -> list[Mandate]:
    """The laws that ask, asked or may ask something of somebody, whether they still work here or not."""
    reckon = Reckoner(mandates(), on=local_day(learner.organization, at), signed=law.signed_mandates())
    where, person, _trainings = Evidence(learner.organization).of([learner])[learner.pk]
    return [each.row for each in reckon.rulings(where, person) if each.settled is not State.NOT_BOUND]


def asked_of(person: Person, *, at: datetime) -> list[Asked]:
    """What the law asks of oneself, the most pressing first; of somebody who has not begun a lesson too."""
    own = Learner.objects.select_related("post", "site__county", "organization__county").filter(person=person).first()
    return of_learner(own or Learner(organization=person.organization, site=person.site, name=person.name), at=at).asked


def _signable(known: Held, done: Iterable[Completion]) -> Completion | None:
    """The last training after which the law asks a signature."""
    if Proof.SIGNED_ACKNOWLEDGMENT not in known.row.proof:
        return None
    last = next(iter(done), None)
    return last if last and not any(each.mandate == known.mandate.id for each in last.acknowledgements.all()) else None


def _filable(known: Held, done: Iterable[Completion]) -> Completion | None:
    if Proof.PERSONNEL_FILE_CERTIFICATION not in known.row.proof:
        return None
    last = next(iter(done), None)
    return last if last and not any(each.mandate == known.mandate.id for each in last.filings.all()) else None


def own_training(completion: UUID, *, by: Person) -> Completion | None:
    """One's own training that was not taken back."""
    return Completion.objects.select_related("learner__organization__county").filter(pk=completion, learner__person=by, revoked_at=None).first()


def acknowledgements(completion: Completion) -> list[Acknowledgement]:
    """What was signed after a training; for whoever may print its certificate."""
    return list(completion.acknowledgements.order_by("signed_at"))


# --- posts, places, approvals -----------------------------------------------------------------------------------


def posts(*, by: Person) -> QuerySet[Post] | None:
    """The posts of the asker's organization with how many hold them; None for somebody who does not manage it."""
    if not queries.manages(by):
        return None
    return Post.objects.filter(organization=by.organization).annotate(holders=Count("learners")).order_by("title")


def post(identifier: UUID, *, by: Person) -> Post | None:
    found = posts(by=by)
    return found.filter(pk=identifier).first() if found is not None else None


def stated_values(words: Iterable[str], stated: Mapping[str, bool]) -> dict[str, Any]:
    """What stands of a post or a site, as far as somebody changes it on its page."""
    return {"words": sorted(words), "stated": dict(stated)}


@dataclass(frozen=True)
class Place:
    """A site with what its organization said of it."""

    site: Site
    places: list[str]
    stated: dict[str, bool]


def places(*, by: Person) -> list[Place] | None:
    """The sites of the asker's organization; None for somebody who does not manage it."""
    if not queries.manages(by):
        return None
    said = {each.site_id: each for each in SiteFacts.objects.filter(site__organization=by.organization)}
    return [
        Place(site, said[site.pk].places if site.pk in said else [], said[site.pk].stated if site.pk in said else {})
        for site in accounts.sites_of(by.organization)
    ]


def approvals(*, by: Person) -> list[Approval] | None:
    """Which courses are approved under which law, the newest first; None for somebody who does not manage the organization."""
    if not queries.manages(by):
        return None
    return list(Approval.objects.filter(organization=by.organization).select_related("recorded_by").order_by("-since", "mandate"))


# --- duties of places, changes of law ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Duty:
    """A duty of the organization (site None) or of one site, how it stands, and its last proof."""

    law: Held
    site: Site | None
    status: Status
    last: Fulfilment | None


def duties(*, by: Person, at: datetime) -> list[Duty] | None:
    """Policies once for the organization, the rest site by site, the worst first; notices on the wall have a page of their own."""
    if not queries.manages(by):
        return None
    organization, signed = by.organization, law.signed_mandates()
    evidence, today = Evidence(organization), local_day(organization, at)
    done: dict[tuple[str, UUID | None], Fulfilment] = {}
    for each in Fulfilment.objects.filter(organization=organization).order_by("done_on", "recorded_at"):
        done[each.mandate, each.site_id] = each
    found = list(_duties(organization, evidence, signed, done, today))
    return sorted(found, key=lambda each: (ORDER.index(each.status.state), each.law.mandate.id, str(each.site or "")))


def _duties(
    organization: Organization, evidence: Evidence, signed: frozenset[str], done: dict[tuple[str, UUID | None], Fulfilment], today: date
) -> Iterator[Duty]:
    once: set[str] = set()
    for site in accounts.sites_of(organization):
        where = evidence.where(site)
        for row in governing(mandates(), signed):
            if row.of_persons or row.kind is Kind.SIGNAGE or not concerns(row, where) or row.id in once:
                continue
            place = None if adopted_once(row) else site
            last = done.get((row.id, place.pk if place else None))
            status = site_status(row, where, last.done_on if last else None, on=today, signed=signed)
            if status.state is not State.NOT_BOUND:
                once |= {row.id} if place is None else set()
                yield Duty(Held(row, row.governing(signed), row.id in signed), place, status, last)


def changes_ahead(*, by: Person, at: datetime) -> list[tuple[Change, Held]] | None:
    """What the law of the asker's states changes in the next two years; None for somebody who does not manage the organization."""
    if not queries.manages(by):
        return None
    signed, today = law.signed_mandates(), local_day(by.organization, at)
    states = accounts.states_of(by.organization)
    found = changes(mandates(), states=states, sectors=[by.organization.sector], after=today, until=today + AHEAD, signed=signed)
    return [(each, Held(each.mandate, each.mandate.governing(signed), each.mandate.id in signed)) for each in found]
