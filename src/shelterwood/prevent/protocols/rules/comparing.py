"""What differs between two versions, step by step, so that it can be read, judged and applied.

Only meaning counts: a file written anew with the same steps has no difference. Applied to the one version, the changes give the other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from shelterwood.prevent.protocols.rules.model import Protocol, Step


class Did(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # one field of one step
    ORDERED = "ordered"  # the steps' ids in their new order
    HEAD = "head"  # a field of the protocol itself


@dataclass(frozen=True)
class Change:
    """One change. `before` and `after` are values of the model; for a step that came or went, the step itself."""

    did: Did
    step: str
    field: str
    before: Any
    after: Any


HEAD = tuple(each.name for each in fields(Protocol) if each.compare and each.name != "steps")
STEP = tuple(each.name for each in fields(Step) if each.compare and each.name != "id")


def compare(old: Protocol, new: Protocol) -> tuple[Change, ...]:
    """The changes that lead from the one to the other; none where both mean the same."""
    return tuple(_changes(old, new))


def _changes(old: Protocol, new: Protocol) -> Iterator[Change]:
    before, after = {step.id: step for step in old.steps}, {step.id: step for step in new.steps}
    for name in HEAD:
        if getattr(old, name) != getattr(new, name):
            yield Change(Did.HEAD, "", name, getattr(old, name), getattr(new, name))
    yield from (Change(Did.REMOVED, step.id, "", step, None) for step in old.steps if step.id not in after)
    for step in new.steps:
        if step.id not in before:
            yield Change(Did.ADDED, step.id, "", None, step)
        else:
            yield from _of_step(before[step.id], step)
    if list(before) != list(after):
        yield Change(Did.ORDERED, "", "", tuple(before), tuple(after))


def _of_step(old: Step, new: Step) -> Iterator[Change]:
    for name in STEP:
        if getattr(old, name) != getattr(new, name):
            yield Change(Did.CHANGED, new.id, name, getattr(old, name), getattr(new, name))


def apply(protocol: Protocol, changes: Iterable[Change]) -> Protocol:
    """The other version. Raises KeyError where the changes are of another protocol."""
    steps = {step.id: step for step in protocol.steps}
    head: dict[str, Any] = {}
    order: Iterable[str] | None = None
    for change in changes:
        match change.did:
            case Did.HEAD:
                head[change.field] = change.after
            case Did.REMOVED:
                del steps[change.step]
            case Did.ADDED:
                steps[change.step] = change.after
            case Did.CHANGED:
                changed: dict[str, Any] = {change.field: change.after}
                steps[change.step] = replace(steps[change.step], **changed)
            case Did.ORDERED:
                order = change.after
    return replace(protocol, **head, steps=tuple(steps[each] for each in (order if order is not None else list(steps))))


def moved(change: Change) -> bool:
    """Whether steps that stand in both versions changed their order, and not only others came or went between them."""
    both = [each for each in change.before if each in change.after]
    return both != [each for each in change.after if each in change.before]
