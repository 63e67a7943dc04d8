"""An adaptation made one step at a time: a step changed, added, moved or taken out, and a newer library taken over.

Nothing here judges: what comes out is checked as a file and compared with the library before anybody can sign it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from shelterwood.prevent.protocols.rules.comparing import Change, Did, apply, compare
from shelterwood.prevent.protocols.rules.model import END, Protocol, Step, Text
from shelterwood.prevent.protocols.rules.writing import write

OWN_STEP = "HOUSE"  # on what a step of one's own rests
OF_THE_LIBRARY = ("version",)  # differences that are no change of anybody's


def mark(step: Step) -> str:
    """Which state of a step somebody had before them, so that two people do not write over one another."""
    return sha256(repr(step).encode()).hexdigest()[:16]


def changed(protocol: Protocol, identifier: str, fields: dict[str, Any]) -> Protocol:
    """With other fields in one step."""
    return replace(protocol, steps=tuple(replace(step, **fields) if step.id == identifier else step for step in protocol.steps))


def added(protocol: Protocol, *, after: str, who: str, name: Text, what: Text) -> Protocol:
    """With one more step behind another; it is done after that one and before what follows."""
    place = [step.id for step in protocol.steps].index(after) + 1
    before = protocol.steps[place - 1]
    new = Step(id=_free_id(protocol), who=who, name=name, what=what, basis=(OWN_STEP,), next=() if before.decides else before.next)
    steps = list(protocol.steps)
    if before.next and not before.decides:
        steps[place - 1] = replace(before, next=(new.id,))
    return replace(protocol, steps=(*steps[:place], new, *steps[place:]))


def _free_id(protocol: Protocol) -> str:
    taken = {step.id for step in protocol.steps}
    return next(f"own-{number}" for number in range(1, len(taken) + 2) if f"own-{number}" not in taken)


def removed(protocol: Protocol, identifier: str) -> Protocol:
    """Without a step: who led to it leads to what followed it."""
    place = [step.id for step in protocol.steps].index(identifier)
    gone = protocol.steps[place]
    following = protocol.steps[place + 1].id if place + 1 < len(protocol.steps) else END
    onward = gone.next or tuple(dict.fromkeys(to for choice in gone.choices for to in choice.next)) or (following,)
    return replace(protocol, steps=tuple(_led_past(step, identifier, onward) for step in protocol.steps if step.id != identifier))


def _led_past(step: Step, gone: str, onward: tuple[str, ...]) -> Step:
    choices = tuple(replace(each, next=_past(each.next, gone, onward)) for each in step.choices)
    return replace(step, next=_past(step.next, gone, onward), choices=choices)


def _past(ways: tuple[str, ...], gone: str, onward: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(each for way in ways for each in (onward if way == gone else (way,))))
    return tuple(each for each in found if each != END) or found  # the end beside a step would end nothing


def swapped(protocol: Protocol, identifier: str, by: int) -> Protocol:
    """With a step one place earlier (-1) or later (1); at the edge nothing changes."""
    steps = list(protocol.steps)
    here = [step.id for step in steps].index(identifier)
    there = here + by
    if 0 <= there < len(steps):
        steps[here], steps[there] = steps[there], steps[here]
    return replace(protocol, steps=tuple(steps))


def own_changes(base: Protocol, mine: Protocol) -> tuple[Change, ...]:
    """What an organization changed, without the mark of its version."""
    return tuple(each for each in compare(base, mine) if not (each.did is Did.HEAD and each.field in OF_THE_LIBRARY))


@dataclass(frozen=True)
class TakenOver:
    """A newer library with one's own changes on it. `both`: what library and organization changed each in their way; one's own stays."""

    protocol: Protocol
    news: tuple[Change, ...]
    both: tuple[Change, ...]


def taken_over(base: Protocol, mine: Protocol, new: Protocol) -> TakenOver:
    """One's own changes laid on a newer version. A change of a step that the library no longer has is left out."""
    news, own = own_changes(base, new), own_changes(base, mine)
    there = {step.id for step in new.steps}
    added_here = {each.step for each in own if each.did is Did.ADDED}
    fit = [each for each in own if each.did not in (Did.REMOVED, Did.CHANGED) or each.step in there]
    fit = [each for each in fit if not (each.did is Did.ADDED and each.step in there)]
    merged = apply(new, [_order(each, new, added_here, fit) if each.did is Did.ORDERED else each for each in fit])
    touched = {(each.step, each.field) for each in news}
    return TakenOver(merged, news, tuple(each for each in own if (each.step, each.field) in touched and each.did is not Did.ORDERED))


def _order(change: Change, new: Protocol, added_here: set[str], fit: Iterable[Change]) -> Change:
    """One's own order, with the library's new steps behind those that they follow there."""
    gone = {each.step for each in fit if each.did is Did.REMOVED}
    there = [step.id for step in new.steps if step.id not in gone]
    order = [each for each in change.after if each in there or each in added_here]
    for place, step in enumerate(there):
        if step not in order:
            order.insert(order.index(there[place - 1]) + 1 if place else 0, step)
    return replace(change, after=tuple(order))


def as_file(protocol: Protocol, number: int, version: str) -> str:
    """The text that is signed, with the version's own mark."""
    return write(replace(protocol, version=f"{version}+{number}"))
