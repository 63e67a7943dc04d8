"""The demonstration at the size of a state: the concerns that the real verbs made, repeated row by row in bulk.

Every copy has its own keys, sealed answers, releases, clocks and audit events, so that it is read, listed and opened
as any other. Only an agency's own note in words is not repeated.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from os import urandom
from typing import Any

from django.db import models, transaction

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.vault.services import open_groups, reveal, seal_fields
from shelterwood.gates.disclosure.models import Attestation, Record, RecordRegime, Release, ReleaseField, ReleaseReader
from shelterwood.gates.law.models import Clock
from shelterwood.respond.concerns import services
from shelterwood.respond.concerns.models import AnswerGiven, Concern, ConcernFact, Decision, Route, new_reference
from shelterwood.respond.concerns.rules import RouteState

BATCH = 500
SPAN = services.RELEASE_LASTS - timedelta(days=14)  # within it the recipients' releases still run, so that every copy stands in their lists
OPEN_SHARE = 0.03  # the part of the copies that is as fresh as the scenes themselves
OPEN = (RouteState.SENT, RouteState.ACKNOWLEDGED)


@dataclass(frozen=True)
class Original:
    """A concern with everything that hangs on it, and its answers in the clear."""

    record: Record
    regimes: list[RecordRegime]
    attestations: list[Attestation]
    concern: Concern
    facts: list[tuple[ConcernFact, str]]
    releases: list[Release]
    fields: list[ReleaseField]
    readers: list[ReleaseReader]
    routes: list[Route]
    decisions: list[Decision]
    answers: list[AnswerGiven]
    clocks: list[Clock]
    events: list[AccessEvent]

    @property
    def waits(self) -> bool:
        return any(route.state in OPEN for route in self.routes)


def repeat(number: int, *, now: datetime, seed: int, progress: Callable[[int], None]) -> None:
    """Add `number` concerns in batches, each kept at once; `progress` hears how many stand so far."""
    dice = random.Random(seed)
    originals = list(_originals(now))
    settled = [each for each in originals if not each.waits] or originals
    waiting = [each for each in originals if each.waits] or originals
    for start in range(0, number, BATCH):
        batch = Batch()
        for _ in range(min(BATCH, number - start)):
            if dice.random() < OPEN_SHARE:
                batch.add(dice.choice(waiting), back=timedelta(minutes=dice.randrange(120)))
            else:
                batch.add(dice.choice(settled), back=SPAN * dice.random())
        batch.keep()
        progress(min(number, start + BATCH))


def _originals(now: datetime) -> Iterator[Original]:
    for concern in Concern.objects.select_related("record").order_by("received_at")[:50]:
        facts = list(concern.facts.all())
        with transaction.atomic():
            event = audit.record(Event(action="repeat_demonstration", records=[concern.record_id], fields={fact.field for fact in facts}, at=now))
            opened = reveal({fact.place: bytes(fact.sealed) for fact in facts}, event=event)
        releases = Release.objects.filter(record=concern.record)
        yield Original(
            record=concern.record,
            regimes=list(RecordRegime.objects.filter(record=concern.record)),
            attestations=list(Attestation.objects.filter(record=concern.record)),
            concern=concern,
            facts=[(fact, opened[fact.place]) for fact in facts],
            releases=list(releases),
            fields=list(ReleaseField.objects.filter(release__in=releases)),
            readers=list(ReleaseReader.objects.filter(release__in=releases)),
            routes=list(concern.routes.all()),
            decisions=list(Decision.objects.filter(route__concern=concern)),
            answers=list(concern.answers.all()),
            clocks=list(Clock.objects.filter(record=concern.record_id)),
            events=[each for each in AccessEvent.objects.filter(at__gte=concern.received_at) if str(concern.record_id) in each.records],
        )


class Batch:
    """Rows of some copies, kept together in the order in which they point at each other."""

    def __init__(self) -> None:
        self.rows: dict[type[models.Model], list[Any]] = {
            model: []
            for model in (
                Record, RecordRegime, Attestation, Concern, ConcernFact, Release, ReleaseField, ReleaseReader, Route, Decision, AnswerGiven, Clock, AccessEvent,
            )
        }  # fmt: skip
        self.texts: list[tuple[ConcernFact, str]] = []

    def add(self, original: Original, *, back: timedelta) -> None:
        record = self._copy(original.record, back)
        for regime in original.regimes:
            self._copy(regime, back, record=record)
        for attestation in original.attestations:
            self._copy(attestation, back, record=record)
        receipt = urandom(32) if original.concern.receipt else None
        concern = self._copy(original.concern, back, record=record, reference=new_reference(), submission=urandom(32), receipt=receipt)
        for fact, text in original.facts:
            self.texts.append((self._copy(fact, back, concern=concern), text))
        releases = {release.pk: self._copy(release, back, record=record) for release in original.releases}
        for field in original.fields:
            self._copy(field, back, release=releases[field.release_id])
        for reader in original.readers:
            self._copy(reader, back, release=releases[reader.release_id])
        for route in original.routes:
            release = releases[route.release_id] if route.release_id else None
            copied = self._copy(route, back, concern=concern, release=release)
            for decision in original.decisions:
                if decision.route_id == route.pk:
                    self._copy(decision, back, route=copied, note_record=None, note=None)
        for answer in original.answers:
            self._copy(answer, back, concern=concern)
        for clock in original.clocks:
            self._copy(clock, back, record=record.pk, met_reference=None, warned=100)
        for event in original.events:
            self._copy(event, back, records=[str(record.pk)])

    def _copy(self, row: Any, back: timedelta, **changes: object) -> Any:
        """A new row like this one, its moments moved back by the same span."""
        made = copy(row)
        made._state = models.base.ModelState()
        made.pk = uuid.uuid4() if isinstance(row.pk, uuid.UUID) else None
        for field in made._meta.concrete_fields:
            if isinstance(field, models.DateTimeField) and getattr(made, field.attname):
                setattr(made, field.attname, getattr(made, field.attname) - back)
        for name, value in changes.items():
            setattr(made, name, value)
        self.rows[type(row)].append(made)
        return made

    def keep(self) -> None:
        with transaction.atomic():
            open_groups({record.id: record.owner_id for record in self.rows[Record]})
            sealed = seal_fields({fact.place: text for fact, text in self.texts})
            for fact, _ in self.texts:
                fact.sealed = sealed[fact.place]
            for model, rows in self.rows.items():
                model._default_manager.bulk_create(rows)
