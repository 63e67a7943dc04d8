"""Making a protocol one's own: adapt, sign, take over what is new, review, retire. A signed version is never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.telling import tell
from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.design.revisions import check_seen
from shelterwood.prevent.protocols.models import Adoption, Draft
from shelterwood.prevent.protocols.permissions import check, may_manage
from shelterwood.prevent.protocols.queries.adopting import adoption_in_force, draft_mark, faults_of, fits, head_values, protocol_of
from shelterwood.prevent.protocols.rules.adapting import Refusal, may_change, refusals
from shelterwood.prevent.protocols.rules.checks import NUMBER_TYPED
from shelterwood.prevent.protocols.rules.editing import added, as_file, changed, mark, removed, swapped, taken_over
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.measuring import review_due
from shelterwood.prevent.protocols.rules.model import Protocol, Text
from shelterwood.prevent.protocols.rules.reading import parse
from shelterwood.prevent.protocols.rules.writing import write
from shelterwood.prevent.protocols.services.faults import NotPossible

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person

REMIND_BEFORE = timedelta(days=30)
MOST_STEPS = 60  # a protocol that nobody could read helps nobody


class Refused(NotPossible):
    """A change that the library does not allow; the text gives the reason in the reader's language."""

    def __init__(self, found: tuple[Refusal, ...]) -> None:
        self.refusals = found
        super().__init__(" ".join(each.text.of(get_language() or "en") for each in found))


def begin_draft(*, protocol: str, by: Person, at: datetime) -> Draft:
    """Start an adaptation from what is in force, else from the library. One that is there already goes on.

    Raises Forbidden for who does not manage the organization, NotPossible for a protocol that is not for its sector.
    """
    check(may_manage(by, by.organization_id))
    shipped, current = library().get(protocol), adoption_in_force(by.organization_id, protocol)
    if shipped is None or not (current or fits(shipped, by.organization.sector)):
        raise NotPossible(_("This protocol is not written for your kind of organization."))
    start = {"base": current.base, "text": current.text, "clocks_on": current.clocks_on, "own": current.own} if current else {}
    plain = {"base": write(shipped), "text": write(shipped)}
    who = {"changed_by": by, "changed_at": at}
    draft, _made = Draft.objects.get_or_create(organization=by.organization, protocol=protocol, defaults={**plain, **start, **who})
    return draft


def drop_draft(draft: Draft, *, by: Person) -> None:
    """Give an adaptation up; what is in force stays. Raises Forbidden."""
    check(may_manage(by, draft.organization_id))
    Draft.objects.filter(pk=draft.pk).delete()


def change_step(draft: Draft, *, step: str, fields: Mapping[str, Any], seen: str, clock_on: bool | None, by: Person, at: datetime) -> Draft:
    """Change one step. `seen`: `editing.mark` of the step as the person had it before them. `clock_on`: whether its own limit runs.

    Raises Forbidden, Refused with the reason, and NotPossible where somebody changed that step meanwhile.
    """

    def change(protocol: Protocol, locked: Draft) -> Protocol:
        if mark(_step(protocol, step)) != seen:
            raise NotPossible(_("Somebody changed this step meanwhile. Their words stand above yours; send again to keep yours."))
        shipped = next((each for each in parse(locked.base).steps if each.id == step), None)
        allowed = may_change(shipped) if shipped else tuple(fields)
        if clock_on is not None:
            locked.clocks_on = sorted({*locked.clocks_on, step} if clock_on else set(locked.clocks_on) - {step})
        return changed(protocol, step, {name: value for name, value in fields.items() if name in allowed})

    return _change(draft, change, by=by, at=at)


def add_step(draft: Draft, *, after: str, who: str, name: Text, what: Text, by: Person, at: datetime) -> Draft:
    """One more step behind another. Raises Forbidden, Refused, NotPossible."""

    def change(protocol: Protocol, _locked: Draft) -> Protocol:
        _step(protocol, after)
        if len(protocol.steps) >= MOST_STEPS:
            raise NotPossible(_("A protocol has at most 60 steps. Nobody could follow more."))
        return added(protocol, after=after, who=who, name=name, what=what)

    return _change(draft, change, by=by, at=at)


def remove_step(draft: Draft, *, step: str, by: Person, at: datetime) -> Draft:
    """Take a step out. Raises Forbidden, Refused with the reason, NotPossible."""
    return _change(draft, lambda protocol, _locked: removed(protocol, _step(protocol, step).id), by=by, at=at)


def move_step(draft: Draft, *, step: str, places: int, by: Person, at: datetime) -> Draft:
    """One place earlier (-1) or later (1). Raises Forbidden, Refused, NotPossible."""
    return _change(draft, lambda protocol, _locked: swapped(protocol, _step(protocol, step).id, places), by=by, at=at)


def change_head(
    draft: Draft, *, own: Mapping[str, Mapping[str, str]], review_months: int, by: Person, at: datetime, seen: str | None = None
) -> Draft:
    """What the organization calls its people and lines, for the words in braces, and after how long it is read again.

    `seen`: the mark of what the person had before them. Raises Forbidden, Refused for a later review than the library's, and
    Stale where somebody changed it meanwhile.
    """

    def change(protocol: Protocol, locked: Draft) -> Protocol:
        check_seen(head_values(locked, protocol), seen)
        locked.own = {name: dict(words) for name, words in own.items() if any(words.values())}
        return replace(protocol, review_months=review_months)

    return _change(draft, change, by=by, at=at)


def take_over(*, protocol: str, by: Person, at: datetime) -> Draft:
    """Lay one's own changes on the newer library, as a draft to read and sign. Raises Forbidden, NotPossible where nothing is new."""
    check(may_manage(by, by.organization_id))
    current, shipped = adoption_in_force(by.organization_id, protocol), library().get(protocol)
    if current is None or shipped is None or current.library_version == shipped.version:
        raise NotPossible(_("The library has nothing newer than what you signed."))
    if Draft.objects.filter(organization=by.organization_id, protocol=protocol).exists():
        raise NotPossible(_("You already have a draft of it. Sign it or give it up first."))
    merged = taken_over(parse(current.base), protocol_of(current), shipped).protocol
    text = write(merged)
    if faults_of(text, protocol) or refusals(shipped, parse(text)):
        text = write(shipped)  # own changes do not fit the new version: begin from it, nothing of the old one is lost
    with transaction.atomic():
        draft = Draft.objects.create(
            organization=by.organization, protocol=protocol, base=write(shipped), text=text, clocks_on=current.clocks_on, own=current.own,
            changed_by=by, changed_at=at,
        )  # fmt: skip
        _note("take_over_protocol", by, protocol, at)
    return draft


def sign(draft: Draft, *, seen: str, name: str, post: str, on: date, by: Person, at: datetime) -> Adoption:
    """Sign what the person read: `seen` is `draft_mark` of it. It replaces what was in force.

    Raises Forbidden, Refused, and NotPossible where the draft changed since it was read or the day is not today's or past.
    """
    check(may_manage(by, draft.organization_id))
    with transaction.atomic():
        locked = Draft.objects.select_for_update(of=("self",)).select_related("organization__county").filter(pk=draft.pk).first()
        if locked is None or draft_mark(locked) != seen:
            raise NotPossible(_("The draft was changed or signed meanwhile. Read it again, then sign."))
        base, mine = parse(locked.base), protocol_of(locked)
        if found := refusals(base, mine):
            raise Refused(found)
        rows = Adoption.objects.select_for_update(of=("self",)).filter(organization=locked.organization, protocol=locked.protocol)
        number = 1 + max((row.number for row in rows), default=0)
        text = as_file(mine, number, base.version)
        rows.filter(ended="").update(ended=Adoption.Ended.REPLACED, ended_by=by, ended_at=at)
        adoption = Adoption.objects.create(
            organization=locked.organization, protocol=locked.protocol, sector=mine.sector, kind=mine.kind, library_version=base.version,
            number=number, base=locked.base, text=text, clocks_on=_clocks_of(mine, locked.clocks_on), own=locked.own, signed_name=name.strip(),
            signed_post=post.strip(), signed_on=on, signed_by=by, signed_at=at, review_on=review_due(on, mine),
        )  # fmt: skip
        locked.delete()
        _note("adopt_protocol", by, f"{adoption.protocol} {number} {sha256(text.encode()).hexdigest()}", at)
    return adoption


def confirm_review(adoption: Adoption, *, on: date, by: Person, at: datetime) -> Adoption:
    """It was read again and stays as it is: the next review counts from that day. Raises Forbidden, NotPossible once it ended."""
    check(may_manage(by, adoption.organization_id))
    with transaction.atomic():
        row = Adoption.objects.select_for_update(of=("self",)).get(pk=adoption.pk)
        if not row.in_force:
            raise NotPossible(_("This version is no longer in force."))
        row.review_on = review_due(on, protocol_of(row))
        row.save(update_fields=["review_on"])
        _note("review_protocol", by, f"{row.protocol} {row.number} {on.isoformat()}", at)
    return row


def retire(adoption: Adoption, *, why: str, by: Person, at: datetime) -> None:
    """End it without another in its place. Runs that go on are finished under it. Raises Forbidden, NotPossible without a reason."""
    check(may_manage(by, adoption.organization_id))
    if not why.strip():
        raise NotPossible(_("Say why it is retired."))
    with transaction.atomic():
        done = Adoption.objects.filter(pk=adoption.pk, ended="").update(
            ended=Adoption.Ended.RETIRED, ended_why=why.strip()[:300], ended_by=by, ended_at=at
        )
        if done:
            _note("retire_protocol", by, f"{adoption.protocol} {adoption.number}", at)


def remind_reviews(*, at: datetime) -> int:
    """Tell an organization's managers once, a month before a review is due. Returns of how many protocols."""
    waiting = Adoption.objects.filter(ended="", review_on__lte=at.date() + REMIND_BEFORE).select_related("organization")
    told = 0
    for adoption in waiting:
        if adoption.reminded_for == adoption.review_on:
            continue
        Adoption.objects.filter(pk=adoption.pk).update(reminded_for=adoption.review_on)
        tell(managers(adoption.organization), at=at)
        told += 1
    return told


def managers(organization: Organization) -> list[Person]:
    return [each for each in accounts.people_of([organization.id]) if may_manage(each, organization.id)]


def _change(draft: Draft, change: Callable[[Protocol, Draft], Protocol], *, by: Person, at: datetime) -> Draft:
    """Change the draft as it stands now, and keep it only where it is whole and allowed."""
    check(may_manage(by, draft.organization_id))
    with transaction.atomic():
        locked = Draft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
        if locked is None:
            raise NotPossible(_("This draft was signed or given up meanwhile."))
        text = write(change(protocol_of(locked), locked))
        if faults := faults_of(text, locked.protocol):
            reasons = " ".join(dict.fromkeys(each.reason for each in faults))
            if len(numbers := [number for each in faults for number in NUMBER_TYPED.findall(each.reason)]) == len(faults):
                said = {"numbers": ", ".join(dict.fromkeys(numbers))}
                raise NotPossible(
                    _("Take out of the text: %(numbers)s. Telephone numbers and time limits are filled in through the words in braces.") % said
                )
            raise NotPossible(
                _("This cannot be kept. Write no number but 18, and nothing in braces that is not there now: %(reasons)s") % {"reasons": reasons}
            )
        if found := refusals(parse(locked.base), parse(text)):
            raise Refused(found)
        locked.text, locked.changed_by, locked.changed_at = text, by, at
        locked.save()
    return locked


def _step(protocol: Protocol, identifier: str) -> Any:
    found = next((step for step in protocol.steps if step.id == identifier), None)
    if found is None:
        raise NotPossible(_("This step is no longer there."))
    return found


def _clocks_of(protocol: Protocol, clocks_on: list[str]) -> list[str]:
    """Of steps that were taken out since, no clock is left on."""
    return [step.id for step in protocol.steps if step.clock and step.id in clocks_on]


def _note(action: str, by: Person, detail: str, at: datetime) -> None:
    audit.record(Event(action=action, actor=by.pk, organization=by.organization_id, detail=detail[:200], at=at))
