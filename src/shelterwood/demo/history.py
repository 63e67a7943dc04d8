"""What has happened in the invented region so far: concerns raised, answered, decided and left lying, by the real verbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.gates.law import queries as law
from shelterwood.respond.concerns import door_words, services, wording
from shelterwood.respond.concerns import queries as concerns
from shelterwood.respond.concerns.rules import Danger, Kind, Known, ScreenOutReason
from shelterwood.respond.concerns.told import Told

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person
    from shelterwood.foundation.body.models import County
    from shelterwood.respond.concerns.models import Concern

type People = Mapping[tuple[str, str], Person]


@dataclass(frozen=True)
class Scene:
    """One concern: how long ago, where, by whom (empty: without an account), and how far it has come."""

    ago: timedelta
    county: str
    by: str = ""
    sector: str = ""
    danger: Danger = Danger.NO
    kind: Kind = Kind.SEXUAL
    answers: Mapping[str, str] = field(default_factory=dict)
    then: str = ""  # acknowledged, screened_in, screened_out; without an account: routed
    tribal: Known = Known.UNKNOWN  # on tribal land, and of a tribe
    called: bool = True  # the writer recorded the report that the law asks


SCENES = (
    Scene(timedelta(days=9), "alder", by="teacher", then="screened_in", answers={
        "signs": "WS-SCH-01\nWS-SCH-02", "words": "Falls asleep in class since October and has a second phone that must not ring unanswered.",
        "name": "Wren (invented)", "age": "12_14", "school": "Alder Falls Middle School"}),
    Scene(timedelta(days=6), "juniper", by="nurse", then="screened_out", answers={
        "words": "An older companion answered every question and would not leave the room.", "age": "18_or_more"}),
    Scene(timedelta(days=2), "juniper", by="officer", then="acknowledged", answers={
        "words": "Third time this month found at the truck stop at night, with two telephones and a hotel key.", "age": "15_17",
        "place": "Truck stop on the ring road", "vehicle": "gray van"}),
    Scene(timedelta(hours=30), "alder", by="nurse", called=False, answers={
        "words": "Came late at night with an injury some days old; fearful of the person waiting in the car.", "age": "15_17"}),
    Scene(timedelta(hours=20), "juniper", by="teacher", called=False, answers={
        "words": "Is collected at noon by somebody the school does not know.", "name": "Marlo (invented)", "age": "12_14"}),
    Scene(timedelta(hours=5), "alder", sector="hotel", answers={
        "signs": "WS-HFD-04", "words": "Two rooms for many nights, visitors at all hours, a girl who never speaks.",
        "place": "Lantern Inn, Highway Road, rooms at the back", "agency": "Lantern Inn, Highway Road"}),
    Scene(timedelta(minutes=40), "juniper", sector="community_reporter", danger=Danger.YES, kind=Kind.UNKNOWN, answers={
        "words": "A boy ran from a white car at the rest stop and was made to get in again.", "place": "Rest stop, mile 40",
        "vehicle": "white car, no plate seen"}),
    Scene(timedelta(minutes=25), "alder", by="officer", called=False, answers={
        "words": "Found far from home with an adult who gave two different names.", "age": "15_17", "whereabouts": "At the station"}),
    Scene(timedelta(days=12), "alder", sector="other_business", kind=Kind.LABOR, then="routed", answers={
        "signs": "WS-BIZ-02", "words": "A boy washes dishes until after midnight and asks before he drinks or speaks. He sleeps in the storeroom.",
        "place": "Diner by the ferry", "age": "12_14"}),
    Scene(timedelta(days=11), "juniper", sector="financial_institution", kind=Kind.UNKNOWN, then="routed", answers={
        "signs": "WS-BNK-01\nWS-BNK-04", "words": "A companion answered each question for a girl and held her ID the whole time.",
        "place": "Branch on Mill Road, at the counter", "age": "15_17"}),
    Scene(timedelta(days=10), "alder", by="probation", kind=Kind.LABOR, answers={
        "words": "Sells at doors every evening for a man who waits in a van and keeps what is paid.", "age": "15_17", "vehicle": "white van"}),
    Scene(timedelta(days=8), "juniper", by="advocate", answers={
        "words": "Told me of an adult who takes photographs and gives a place to sleep for them.", "age": "15_17"}),
    Scene(timedelta(days=7), "juniper", by="youth", kind=Kind.BOTH, answers={
        "words": "Works in a kitchen by day for no pay and is driven to a house at night.", "age": "15_17"}),
    Scene(timedelta(days=5), "alder", by="youth", answers={
        "words": "Came back after two nights with a new telephone and a bruise, and will not say where the telephone is from.", "age": "15_17"}),
    Scene(timedelta(days=4), "alder", sector="foster_care_provider", then="routed", answers={
        "signs": "WS-FOS-01", "words": "Left by the window twice this week and was brought back by a car nobody knows.", "age": "12_14"}),
    Scene(timedelta(days=3), "alder", sector="tribal", tribal=Known.YES, then="routed", answers={
        "words": "An adult from outside picks up two girls at the community hall after dark.", "age": "12_14", "place": "Community hall"}),
    Scene(timedelta(hours=52), "juniper", sector="emergency_dispatch", danger=Danger.UNSURE, kind=Kind.UNKNOWN, then="routed", answers={
        "signs": "WS-DSP-02", "words": "A young voice asked for help, then said it was a mistake; somebody behind told them what to say."}),
    Scene(timedelta(hours=44), "juniper", sector="transport", kind=Kind.UNKNOWN, then="routed", answers={
        "words": "A girl without a bag was put on the last bus by a man who paid and kept her telephone.", "place": "Bus station, gate 3"}),
)  # fmt: skip


def play(people: People, counties: Mapping[str, County], now: datetime) -> None:
    """Let every scene happen at its time."""
    for number, scene in enumerate(SCENES):
        at = now - scene.ago
        writer = people[scene.county, scene.by] if scene.by else None
        by = acting(writer, at) if writer else None
        told = Told(
            danger=scene.danger, kind=scene.kind, under_18=Known.UNKNOWN, missing=Known.UNKNOWN, county=counties[scene.county],
            indian_country=scene.tribal, indian_child=scene.tribal,
            required_only=str(door_words.REQUIRED_ONLY) if writer and writer.organization.sector == Sector.VICTIM_SERVICES else "",
            answers=dict(scene.answers), sector=scene.sector or str(writer.organization.sector if writer else ""), known_at=at, language="en",
        )  # fmt: skip
        suspicion = str(wording.SUSPICION) if writer else ""
        concern = services.raise_concern(told, mark=f"demonstration scene {number}".encode(), at=at, by=by, way_back=not by, suspicion=suspicion)
        if scene.then == "routed":
            _confirm(concern, people["alder", "duty"], at + timedelta(minutes=20))
            continue
        if by and scene.called:
            _call(concern, by, at + timedelta(minutes=10))
        _go_on(concern, scene, people, at)


def acting(person: Person, at: datetime) -> Principal:
    """The person at that moment, signed in with the second factor that the demonstration stands in for."""
    return gate.principal(person, mfa_at=at, now=at)


def _confirm(concern: Concern, officer: Person, at: datetime) -> None:
    """The duty officer tells the first agency of the county's routing table."""
    first = concerns.intake_points(concern.county)[0]
    services.confirm_route(concern, by=acting(officer, at), at=at, recipients=[first.id], suspicion=str(wording.SUSPICION))


def _call(concern: Concern, by: Principal, at: datetime) -> None:
    """The writer telephones and records it."""
    for clock in law.clocks_now(concern.record_id, at):
        if clock.clock.holder_id == by.id:
            services.record_report(concern, clock=clock.clock.id, met_at=at, method="telephone", reference="D-0117", at=at, by=by)


def _go_on(concern: Concern, scene: Scene, people: People, at: datetime) -> None:
    if not scene.then:
        return
    worker = people[scene.county, "intake"]
    route = concern.routes.get(organization=worker.organization)
    services.acknowledge(route, by=acting(worker, at + timedelta(minutes=20)), at=at + timedelta(minutes=20))
    for clock in law.clocks_now(concern.record_id, at):
        if clock.clock.organization_id == worker.organization_id:
            spoken = at + timedelta(minutes=50)
            by = acting(worker, spoken)
            services.record_report(concern, clock=clock.clock.id, met_at=spoken, method="telephone", reference="", at=spoken, by=by)
    if scene.then in ("screened_in", "screened_out"):
        later = at + timedelta(hours=3)
        accepted = scene.then == "screened_in"
        services.screen(
            route, by=acting(worker, later), at=later, accepted=accepted, reason=None if accepted else ScreenOutReason.ADULT,
            note="" if accepted else "By the date of birth that the clinic gave on the telephone, an adult. Adult services were called.",
        )  # fmt: skip
