"""The ways through a protocol: from which step to which, and by whose choice.

A step leads to those it names, else to the one that follows in the file, the last one to the end. A way may lead back ("still
missing? go on looking"). In such a circle somebody decides, one choice leads out, and each step or choice leads to one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from shelterwood.prevent.protocols.rules.model import END, Protocol

MOST_COMBINATIONS = 4096  # of decisions that are tried through; shipped protocols have a handful


@dataclass(frozen=True)
class Way:
    """One step to another; `choice` is empty where nobody has to decide."""

    start: str
    to: str
    choice: str = ""


@lru_cache(maxsize=256)
def ways(protocol: Protocol) -> tuple[Way, ...]:
    """Every way, in the order of the file."""
    found = []
    after = [*(each.id for each in protocol.steps[1:]), END]
    for step, following in zip(protocol.steps, after, strict=True):
        if step.decides:
            found += [Way(step.id, to, choice.id) for choice in step.choices for to in choice.next or (following,)]
        else:
            found += [Way(step.id, to) for to in step.next or (following,)]
    return tuple(found)


@lru_cache(maxsize=256)
def reached(protocol: Protocol) -> Mapping[str, frozenset[str]]:
    """From each step, everything that can come after it, END included; the step itself only in a circle."""
    onward: dict[str, set[str]] = {step.id: set() for step in protocol.steps}
    for way in ways(protocol):
        onward[way.start].add(way.to)
    return {step: frozenset(_all_from(step, onward)) for step in onward}


def _all_from(step: str, onward: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = set(onward[step])
    while waiting:
        here = waiting.pop()
        found.add(here)
        waiting |= onward.get(here, set()) - found
    return found


def circle(protocol: Protocol, step: str) -> frozenset[str]:
    """The steps from which one comes back to this one, with it; empty where no way leads back."""
    after = reached(protocol)
    return frozenset(each for each in after if each in after[step] and step in after[each])


def stays(protocol: Protocol, step: str, choice: str) -> bool:
    """Whether this choice stays in the circle, so that the decision comes again."""
    return any(way.to in circle(protocol, step) for way in ways(protocol) if (way.start, way.choice) == (step, choice))


def certain(protocol: Protocol) -> frozenset[str]:
    """The steps that come whatever anybody decides."""
    deciding = [step for step in protocol.steps if step.decides]
    choices = product(*([choice.id for choice in step.choices] for step in deciding))
    found = frozenset(step.id for step in protocol.steps)
    for combination in islice(choices, MOST_COMBINATIONS):
        decided = dict(zip((step.id for step in deciding), combination, strict=True))
        taken = [way for way in ways(protocol) if decided.get(way.start, way.choice) == way.choice]
        found &= _from_start(protocol, taken)
    return found


def _from_start(protocol: Protocol, taken: list[Way]) -> frozenset[str]:
    onward: dict[str, set[str]] = {step.id: set() for step in protocol.steps}
    for way in taken:
        onward[way.start].add(way.to)
    first = protocol.steps[0].id
    return frozenset({first, *_all_from(first, onward)})
