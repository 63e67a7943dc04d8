"""A session from sign-in to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from shelterwood.foundation.accounts.keys import queries, rules
from shelterwood.foundation.accounts.keys.models import RecoveryCode, SignIn
from shelterwood.foundation.accounts.keys.rules import Step, Way
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

SECOND_FACTOR = "mfa_at"
SIGN_IN = "sign_in"
BACKEND = "shelterwood.foundation.accounts.backend.Accounts"


@dataclass(frozen=True)
class Waiting:
    """Somebody whose session asks for something first. For every page but those that take it, nobody is signed in."""

    person: Person
    sign_in: SignIn
    step: Step


def begin(request: HttpRequest, *, person: Person, way: Way, at: datetime, proved: bool = False) -> SignIn:
    """Open a session. The picker's is open at once; any other opens with the second proof and once there are recovery codes."""
    before = _of(request)
    with transaction.atomic():
        if before:
            _end(before, at=at)
        made = SignIn.objects.create(
            person=person, way=way, device=rules.device(request.headers.get("User-Agent", "")), begun_at=at, seen_at=at
        )  # fmt: skip
        audit.record(_event("sign_in", person, at=at, detail=way))
    login(request, person, backend=BACKEND)
    request.session[SIGN_IN] = str(made.pk)
    if proved or way is Way.PICKER:
        prove(request, made, at=at)
    return made


def prove(request: HttpRequest, sign_in: SignIn, *, at: datetime) -> None:
    """Two factors were shown just now: the session opens, or unlocks."""
    sign_in.proved_at = sign_in.seen_at = at
    sign_in.locked_at = None
    if sign_in.way == Way.PICKER or RecoveryCode.objects.filter(person_id=sign_in.person_id).exists():
        sign_in.opened_at = sign_in.opened_at or at
    sign_in.save(update_fields=["proved_at", "seen_at", "locked_at", "opened_at"])
    if SECOND_FACTOR not in request.session:
        request.session.cycle_key()
    request.session[SECOND_FACTOR] = at.isoformat()


def judge(request: HttpRequest, *, at: datetime) -> Waiting | None:
    """What the session of this request asks for; None where it is open. One that ended is closed here."""
    found = _of(request)
    if found is None or found.person_id != request.user.pk:
        logout(request)
        return None
    step = rules.step(queries.as_session(found), now=at, holds_key=found.proved_at is not None or queries.holds_key(found.person_id))
    if step is Step.ENDED:
        _end(found, at=at)
        logout(request)
        return None
    if step is Step.OPEN:
        if at - found.seen_at >= rules.SEEN_EVERY:
            SignIn.objects.filter(pk=found.pk).update(seen_at=at)
        return None
    if step is Step.LOCKED and found.locked_at is None:
        _lock(found, at=at)
    return Waiting(request.user, found, step)


def lock(request: HttpRequest, *, at: datetime) -> None:
    """Lock the session of this request until its owner shows two factors again."""
    found = _of(request)
    if found and found.opened_at and not found.locked_at:
        _lock(found, at=at)


def unlock_in_the_demonstration(request: HttpRequest, sign_in: SignIn, *, at: datetime) -> None:
    """An invented person has no key: one button stands for it. Raises PermissionError for a real session."""
    if sign_in.way != Way.PICKER:
        raise PermissionError("Only a session of the role picker opens without a proof.")
    prove(request, sign_in, at=at)


def current(request: HttpRequest) -> UUID | None:
    """Which of somebody's sessions this request belongs to."""
    marked = request.session.get(SIGN_IN)
    return UUID(marked) if marked else None


def is_fresh(request: HttpRequest, *, at: datetime) -> bool:
    """Whether two factors were shown so lately that keys may be changed."""
    proved = second_factor_at(request)
    return proved is not None and at - proved < rules.FRESH


def second_factor_at(request: HttpRequest) -> datetime | None:
    """When the second factor was last shown in this session."""
    stamp = request.session.get(SECOND_FACTOR)
    return datetime.fromisoformat(stamp) if stamp else None


def step_out(request: HttpRequest, *, at: datetime) -> None:
    """Sign out."""
    found = _of(request)
    if found:
        _end(found, at=at)
    logout(request)


def end(identifier: UUID, *, by: Person, at: datetime) -> None:
    """End one of one's own sessions, on whatever device. Raises PermissionError for anybody else's."""
    found = SignIn.objects.filter(pk=identifier, person_id=by.pk, ended_at=None).first()
    if found is None:
        raise PermissionError("This is no open session of yours.")
    _end(found, at=at)


def end_all(*, by: Person, at: datetime) -> None:
    """End every session of one's own, this one too."""
    with transaction.atomic():
        SignIn.objects.filter(person_id=by.pk, ended_at=None).update(ended_at=at)
        audit.record(_event("sign_out_everywhere", by, at=at))


def _of(request: HttpRequest) -> SignIn | None:
    marked = request.session.get(SIGN_IN)
    return SignIn.objects.filter(pk=marked).first() if marked else None


def _lock(found: SignIn, *, at: datetime) -> None:
    with transaction.atomic():
        found.locked_at = at
        found.save(update_fields=["locked_at"])
        audit.record(_event("lock", found.person, at=at))


def _end(found: SignIn, *, at: datetime) -> None:
    with transaction.atomic():
        if SignIn.objects.filter(pk=found.pk, ended_at=None).update(ended_at=at):
            audit.record(_event("sign_out", found.person, at=at))


def _event(action: str, person: Person, *, at: datetime, detail: str = "") -> Event:
    return Event(action=action, actor=person.pk, organization=person.organization_id, detail=detail, at=at)
