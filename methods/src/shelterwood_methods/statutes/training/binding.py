"""Which mandates bind whom and where, on a day.

Three-valued throughout: a place, a post or a condition that nobody stated leaves the answer open, and an open answer goes to a
person. Of two rows of which one stands instead of the other, the later one governs once counsel signed it, else the earlier one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from shelterwood_methods.statutes.answers import Standing
from shelterwood_methods.statutes.terms import FEDERAL
from shelterwood_methods.statutes.training.mandates import Mandate, Mandates
from shelterwood_methods.statutes.training.roles import OPEN_LIST, check_words, is_meant
from shelterwood_methods.statutes.training.terms import Force, Kind, Place, Reason
from shelterwood_methods.statutes.truth import Truth
from shelterwood_methods.statutes.vocabulary import sector_of

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Where:
    """A site as mandates see it. Without places: what kind of place it is was not said."""

    state: str  # two letters
    sectors: frozenset[str]
    places: frozenset[str] = frozenset()
    stated: Mapping[str, Truth] = field(default_factory=dict)  # exemptions and conditions that concern the place

    def __post_init__(self) -> None:
        for sector in self.sectors:
            sector_of(sector)
        for place in self.places:
            if place not in set(Place):
                raise ValueError(f"{place!r} is no kind of place; use one of: {', '.join(Place)}.")
        check_words(frozenset(), self.stated)


@dataclass(frozen=True)
class Binding:
    """One mandate for one place and post on a day. `binds` is no only where it may be shown why: encouraged, or not yet law."""

    mandate: Mandate
    binds: Truth
    reason: Reason | None  # why not, or why unknown
    standing: Standing
    computes: bool  # false: too weak to give a date before counsel signs

    @property
    def to_check(self) -> str:
        """What counsel must check before signing."""
        return self.mandate.note


def mandates_for(
    mandates: Mandates,
    *,
    states: Iterable[str],
    sectors: Iterable[str],
    on: date,
    roles: frozenset[str] = frozenset(),
    places: frozenset[str] = frozenset(),
    stated: Mapping[str, Truth] | None = None,
    signed: frozenset[str] = NOBODY,
) -> tuple[Binding, ...]:
    """What the law of these states, and federal law, asks of an organization of these sectors on a day.

    With `roles`, mandates on persons are narrowed to those that mean one of the posts, or may. What is over, and what names other
    places or posts, is left out; what is encouraged, announced or a bill is listed as not binding. Raises ValueError for a word
    outside the vocabularies.
    """
    known, wanted = stated or {}, frozenset(map(sector_of, sectors))
    check_words(roles, known)
    found = []
    for state in dict.fromkeys((*states, FEDERAL)):
        site = Where(state, frozenset(wanted), places, known)
        rows = (each for each in governing(mandates, signed) if each.jurisdiction == state and concerns(each, site))
        found += [_binding(each, site, roles, known, on, signed) for each in rows]
    dropped = (Reason.ENDED, Reason.OTHER_PLACE, Reason.OTHER_ROLE, Reason.CONDITION_NOT_MET)
    return tuple(sorted((each for each in found if each.reason not in dropped), key=_place))


def _place(each: Binding) -> tuple[bool, bool, bool]:
    """What binds first, then what may, then what does not; persons first; the state's before federal law."""
    return each.binds is not Truth.YES, each.binds is Truth.NO, not each.mandate.of_persons


def governing(mandates: Mandates, signed: frozenset[str]) -> Iterable[Mandate]:
    """Every mandate but background, and of alternatives the one that governs."""
    replaced = {each.instead_of for each in mandates if each.instead_of and each.id in signed}
    for each in mandates:
        if each.kind is not Kind.BACKGROUND and each.id not in replaced and (not each.instead_of or each.id in signed):
            yield each


def concerns(mandate: Mandate, site: Where) -> bool:
    """Whether a mandate is of this state's law, or federal, and about a sector of the site."""
    return mandate.jurisdiction in (site.state, FEDERAL) and not site.sectors.isdisjoint(mandate.sectors)


def _binding(mandate: Mandate, site: Where, roles: frozenset[str], known: Mapping[str, Truth], on: date, signed: frozenset[str]) -> Binding:
    row = mandate.governing(signed)
    binds, reason = bears(row, site, on)
    if row.of_persons and roles and binds is not Truth.NO:
        meant = is_meant(row.roles, roles, known)
        if meant is not Truth.YES:
            binds, reason = binds & meant, Reason.OTHER_ROLE if meant is Truth.NO else reason or Reason.ROLE_UNKNOWN
    is_signed = mandate.id in signed
    return Binding(
        mandate=mandate,
        binds=binds,
        reason=reason,
        standing=Standing.SIGNED if is_signed else Standing.NOT_CONFIRMED,
        computes=is_signed or not mandate.weak,
    )


def bears(row: Mandate, site: Where, on: date) -> tuple[Truth, Reason | None]:
    """Whether a row binds at a place on a day, whoever is there, and why not or why it is open."""
    match row.force:
        case Force.ENCOURAGED:
            return Truth.NO, Reason.ENCOURAGED
        case Force.PENDING:
            return Truth.NO, Reason.PENDING
    answers = (
        (in_force(row, on), Reason.NOT_BEGUN if row.begin.on(on) is Truth.NO else Reason.ENDED, Reason.FORCE_UNKNOWN),
        (at_place(row, site.places), Reason.OTHER_PLACE, Reason.PLACE_UNKNOWN),
        (_condition(row, site), Reason.CONDITION_NOT_MET, Reason.CONDITION_UNKNOWN),
    )
    refused = next((reason for truth, reason, _ in answers if truth is Truth.NO), None)
    if refused:
        return Truth.NO, refused
    left_open = next((reason for truth, _, reason in answers if truth is Truth.UNKNOWN), None)
    if not left_open and row.force is Force.UNKNOWN:
        left_open = Reason.FORCE_UNKNOWN
    return (Truth.UNKNOWN, left_open) if left_open else (Truth.YES, None)


def in_force(row: Mandate, on: date) -> Truth:
    """Whether the law stands on a day, as far as its first and last day are established."""
    begun = row.begin.on(on)
    if row.effective_to is None:
        return begun
    if isinstance(row.effective_to, Truth):
        return begun & Truth.UNKNOWN
    return begun & (Truth.YES if on <= row.effective_to else Truth.NO)


def at_place(row: Mandate, places: frozenset[str]) -> Truth:
    """Whether a row means this kind of place. An open list may mean any."""
    if not row.places or not places.isdisjoint(row.places):
        return Truth.YES
    return Truth.UNKNOWN if not places or OPEN_LIST in row.places else Truth.NO


def _condition(row: Mandate, site: Where) -> Truth:
    return site.stated.get(row.condition, Truth.UNKNOWN) if row.condition else Truth.YES


__all__ = ["Binding", "Where", "at_place", "bears", "concerns", "governing", "in_force", "mandates_for"]
