"""What the region's organizations signed, ran and counted so far, through the verbs of protocols."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from shelterwood_methods.statutes.truth import Truth

from shelterwood.foundation.accounts.models import Person
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.prevent.protocols import queries, services
from shelterwood.prevent.protocols.models import Adoption, Run
from shelterwood.prevent.protocols.rules.measuring import Reply
from shelterwood.prevent.protocols.rules.running import Act
from shelterwood.respond.concerns.models import Concern

type People = Mapping[tuple[str, str], Person]


@dataclass(frozen=True)
class Signed:
    """Who signed which protocol how long ago, and the steps whose own limit they adopted."""

    county: str
    who: str
    protocol: str
    ago: timedelta
    clocks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Did:
    """A step that was done, or that could not be done (`why`), so long after the run began."""

    step: str
    after: timedelta
    why: str = ""
    choice: str = ""
    words: str = ""


@dataclass(frozen=True)
class Ran:
    """One run: who began it when, what was known and done, and how it rests or ended."""

    county: str
    who: str
    protocol: str
    ago: timedelta
    did: tuple[Did, ...] = ()
    known: Mapping[str, Truth] | None = None
    then: str = ""  # paused, ended
    why: str = ""
    given_to: str = ""  # the first open step, to this colleague


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SIGNED = (
    Signed("alder", "principal", "school-response", 200 * DAY),
    Signed("alder", "principal", "school-policy", 340 * DAY),
    Signed("alder", "sergeant", "police-first-response", 120 * DAY, clocks=("advocate", "health")),
    Signed("juniper", "sergeant", "police-first-response", 60 * DAY, clocks=("advocate",)),
    Signed("alder", "hotel-manager", "hotel-policy", 90 * DAY),
    Signed("alder", "hotel-manager", "hotel-register-card", 90 * DAY),
    Signed("juniper", "manager", "urgent-care", 40 * DAY),
)
RUNS = (
    Ran("alder", "teacher", "school-response", 60 * DAY, known={"suspect_is_school_staff": Truth.NO, "child_missing": Truth.NO}, did=(
        Did("safe-now", 10 * MINUTE), Did("listen", 25 * MINUTE), Did("report", 3 * HOUR, words="Called the county line; reference 07-invented."),
        Did("written-report", 28 * HOUR)), then="ended", why="The student changed schools; the new school was told by child protection."),
    Ran("alder", "teacher", "school-response", 26 * HOUR, did=(Did("safe-now", 5 * MINUTE), Did("listen", 20 * MINUTE)), given_to="counselor"),
    Ran("alder", "counselor", "school-response", 2 * HOUR),
    Ran("alder", "officer", "police-first-response", 30 * DAY, known={"child_missing": Truth.NO, "law_bars_arrest": Truth.YES}, did=(
        Did("safe-scene", 5 * MINUTE), Did("child-first", 10 * MINUTE), Did("advocate", 130 * MINUTE, words="Harbor House came; long way in snow."),
        Did("report", 2 * HOUR))),
    Ran("alder", "officer", "police-first-response", 80 * MINUTE, did=(Did("safe-scene", 2 * MINUTE), Did("child-first", 4 * MINUTE)),
        given_to="detective"),
    Ran("alder", "hotel-manager", "hotel-policy", 20 * DAY, then="paused", why="Waits for the new owner's lawyer."),
    Ran("alder", "hotel-manager", "hotel-policy", 3 * DAY),
    Ran("juniper", "nurse", "urgent-care", 8 * DAY, known={"needs_interpreter": Truth.NO}),
    Ran("juniper", "nurse", "urgent-care", 30 * MINUTE),
)  # fmt: skip


def play(people: People, now: datetime) -> None:
    """Let everything happen at its time."""
    signed = {
        (each.county, each.protocol): adopt(each.protocol, by=people[each.county, each.who], at=now - each.ago, clocks=each.clocks) for each in SIGNED
    }
    for number, each in enumerate(RUNS):
        _run(each, signed[each.county, each.protocol], number, people, now)
    _from_a_concern(signed["alder", "school-response"], people["alder", "teacher"], now)
    _count(people, now)


def _from_a_concern(adoption: Adoption, teacher: Person, now: datetime) -> None:
    """The teacher's first concern, and the school's own steps for it."""
    concern = Concern.objects.filter(record__writer=teacher).select_related("record").order_by("received_at").first()
    if concern:
        at = concern.received_at + 5 * MINUTE
        token = uuid5(NAMESPACE_URL, "demonstration run of a concern")
        run = services.begin(adoption, by=_acting(teacher, at), at=at, token=token, moments={"knew": concern.known_at}, about=concern.record)
        _do(run, Did("report", timedelta(), words="Called right after writing it down."), teacher, at + 10 * MINUTE)


def adopt(protocol: str, *, by: Person, at: datetime, clocks: tuple[str, ...] = ()) -> Adoption:
    """Somebody signs a protocol of the library as it is, with its own limits for these steps."""
    draft = services.begin_draft(protocol=protocol, by=by, at=at)
    for step in clocks:
        draft = services.change_step(draft, step=step, fields={}, seen=queries.step_mark(draft, step), clock_on=True, by=by, at=at)
    return services.sign(draft, seen=queries.draft_mark(draft), name=by.name, post=by.post, on=at.date(), by=by, at=at)


def _run(plan: Ran, adoption: Adoption, number: int, people: People, now: datetime) -> None:
    person, at = people[plan.county, plan.who], now - plan.ago
    token = uuid5(NAMESPACE_URL, f"demonstration run {number}")
    run = services.begin(adoption, by=_acting(person, at), at=at, token=token, moments={"knew": at})
    for question, says in (plan.known or {}).items():
        services.answer(run, question=question, says=says, by=_acting(person, at), at=at)
    for did in plan.did:
        _do(run, did, person, at + did.after)
    if plan.then == "paused":
        services.pause(run, why=plan.why, by=_acting(person, at), at=at + HOUR)
    elif plan.then == "ended":
        services.end_early(run, why=plan.why, by=_acting(person, at), at=at + 9 * DAY)
    if plan.given_to:
        task = run.tasks.filter(done_at=None, state__in=("now", "late")).order_by("pk").first()
        if task:
            services.assign(task, to=people[plan.county, plan.given_to], by=_acting(person, now), at=now - HOUR)


def _do(run: Run, did: Did, person: Person, at: datetime) -> None:
    act = Act.NOT_DONE if did.why else Act.DONE
    services.settle(
        run, step=did.step, round=1, act=act, choice=did.choice, words=did.why or did.words, happened_at=at, by=_acting(person, at), at=at
    )


def _acting(person: Person, at: datetime) -> Principal:
    return gate.principal(person, mfa_at=at, now=at)


def _count(people: People, now: datetime) -> None:
    """A checklist, a card at a counter, and three sessions."""
    sergeant, manager, principal = people["alder", "sergeant"], people["alder", "hotel-manager"], people["alder", "principal"]
    replies = {
        "named-investigator": Reply(named="Juvenile unit", yes=Truth.YES), "cover-hours": Reply(number=80, yes=Truth.YES),
        "protocol": Reply(day=(now - 120 * DAY).date(), yes=Truth.YES), "trained-patrol": Reply(number=9, of=14, yes=Truth.YES),
        "task-force": Reply(number=0, of=4, yes=Truth.NO), "no-arrest-order": Reply(yes=Truth.YES),
    }  # fmt: skip
    services.fill_checklist(checklist="police-readiness", replies={"protocol": replies["protocol"]}, by=sergeant, at=now - 110 * DAY)
    services.fill_checklist(checklist="police-readiness", replies=replies, by=sergeant, at=now - 20 * DAY)
    site = manager.organization.sites.first()
    if site:
        services.put_card(card="hotel-register-card", site=site, since=(now - 80 * DAY).date(), by=manager, at=now - 80 * DAY)
    for number, (days, young, ages) in enumerate(((45, 24, "11_13"), (44, 22, "11_13"), (10, 31, "14_17"))):
        services.count_session(
            plan="session-school", day=(now - days * DAY).date(), site=principal.organization.sites.first(), people=young, ages=ages, minutes=50,
            mandate="", token=uuid5(NAMESPACE_URL, f"demonstration session {number}"), by=principal, at=now - days * DAY,
        )  # fmt: skip
