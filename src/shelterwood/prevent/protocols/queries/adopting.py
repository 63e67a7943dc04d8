"""What an organization adopted: in force, earlier, in the making, and what the library has beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.prevent.protocols.models import Adoption, Draft
from shelterwood.prevent.protocols.permissions import may_manage
from shelterwood.prevent.protocols.rules.adapting import Refusal, refusals
from shelterwood.prevent.protocols.rules.editing import TakenOver, mark, taken_over
from shelterwood.prevent.protocols.rules.faults import Fault, ProtocolError
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.model import Kind, Protocol
from shelterwood.prevent.protocols.rules.reading import parse

if TYPE_CHECKING:
    from uuid import UUID

    from shelterwood.foundation.accounts.models import Person

RUNNABLE = (Kind.PROTOCOL, Kind.PATHWAY, Kind.POLICY)
ADOPTABLE = (*RUNNABLE, Kind.CARD)
# Whose work a protocol of another sector covers: courts and probation share an intake, a foster home is child welfare's.
ALSO = {
    Sector.COURTS: Sector.JUVENILE_JUSTICE,
    Sector.FOSTER_CARE_PROVIDER: Sector.CHILD_WELFARE,
    Sector.VICTIM_SERVICES: Sector.RUNAWAY_HOMELESS_YOUTH,
}


def protocol_of(adoption: Adoption | Draft) -> Protocol:
    """The protocol as it was signed or as it stands in the draft. Raises ProtocolError where this version no longer reads it."""
    return parse(adoption.text, f"{adoption.protocol}.toml")


def in_force(organization: UUID, *, runnable: bool = False) -> list[Adoption]:
    """What an organization has signed and not ended; `runnable`: what can be run step by step."""
    found = Adoption.objects.filter(organization=organization, ended="").select_related("signed_by")
    return list(found.filter(kind__in=RUNNABLE) if runnable else found)


def adoption_in_force(organization: UUID, protocol: str) -> Adoption | None:
    return Adoption.objects.filter(organization=organization, protocol=protocol, ended="").first()


def version(protocol: str, number: int, *, by: Person) -> Adoption | None:
    """One signed version, for everybody of the organization that signed it."""
    return Adoption.objects.filter(organization=by.organization_id, protocol=protocol, number=number).select_related("organization__county").first()


@dataclass(frozen=True)
class Shelf:
    """One protocol of the library as it stands in an organization."""

    library: Protocol
    current: Adoption | None
    draft: Draft | None
    newer: bool  # the library has a later version than was signed
    review_over: bool


def shelf(*, by: Person, today: date) -> list[Shelf] | None:
    """Every protocol that fits the organization, what it adopted first; None for somebody who does not manage it."""
    if not may_manage(by, by.organization_id):
        return None
    current = {each.protocol: each for each in in_force(by.organization_id)}
    drafts = {each.protocol: each for each in Draft.objects.filter(organization=by.organization_id)}
    fitting = [each for each in library().values() if fits(each, by.organization.sector) or each.id in current]
    rows = [
        Shelf(
            each,
            current.get(each.id),
            drafts.get(each.id),
            newer=each.id in current and current[each.id].library_version != each.version,
            review_over=each.id in current and current[each.id].review_on < today,
        )
        for each in fitting
    ]
    return sorted(rows, key=lambda row: (row.current is None, row.draft is None))


def fits(protocol: Protocol, sector: str) -> bool:
    """Whether a protocol is written for this sector."""
    return protocol.kind in ADOPTABLE and protocol.sector in (sector, ALSO.get(Sector(sector)))


@dataclass(frozen=True)
class Standing:
    """One protocol in one organization: what is in force, what was, what is being made."""

    library: Protocol
    current: Adoption | None
    earlier: tuple[Adoption, ...]
    draft: Draft | None
    news: TakenOver | None  # where the library is newer than what was signed


def standing(protocol: str, *, by: Person) -> Standing | None:
    """None for somebody who does not manage the organization, or a protocol that the library does not have."""
    shipped = library().get(protocol)
    if shipped is None or not may_manage(by, by.organization_id):
        return None
    rows = list(Adoption.objects.filter(organization=by.organization_id, protocol=protocol).select_related("signed_by", "ended_by"))
    if not rows and not fits(shipped, by.organization.sector):
        return None
    current = next((each for each in rows if each.in_force), None)
    draft = Draft.objects.filter(organization=by.organization_id, protocol=protocol).select_related("changed_by").first()
    news = None
    if current and current.library_version != shipped.version:
        news = taken_over(parse(current.base), protocol_of(current), shipped)
    return Standing(shipped, current, tuple(each for each in rows if not each.in_force), draft, news)


@dataclass(frozen=True)
class Judged:
    """A draft as it would be signed: what may not be so, and what the file itself says is wrong."""

    draft: Draft
    protocol: Protocol
    base: Protocol
    refusals: tuple[Refusal, ...]


def judged(protocol: str, *, by: Person) -> Judged | None:
    """The draft of one's own organization; None where there is none or one may not sign it."""
    if not may_manage(by, by.organization_id):
        return None
    draft = Draft.objects.filter(organization=by.organization_id, protocol=protocol).select_related("changed_by", "organization__county").first()
    return judge(draft) if draft else None


def judge(draft: Draft) -> Judged:
    base, mine = parse(draft.base), protocol_of(draft)
    return Judged(draft, mine, base, refusals(base, mine))


def draft_mark(draft: Draft) -> str:
    """Which state of a draft somebody read before signing."""
    return sha256(repr((draft.text, draft.clocks_on, draft.own)).encode()).hexdigest()[:24]


def head_values(draft: Draft, protocol: Protocol) -> dict[str, Any]:
    """An organization's own words and its review, as far as somebody changes them on the draft's page."""
    return {"own": draft.own, "review_months": protocol.review_months}


def step_mark(draft: Draft, step: str) -> str:
    """Which state of a step of a draft somebody had before them."""
    return mark(protocol_of(draft).step(step))


def faults_of(text: str, protocol: str) -> tuple[Fault, ...]:
    """What is wrong with a text before it is kept."""
    try:
        parse(text, f"{protocol}.toml")
    except ProtocolError as problem:
        return tuple(problem.faults)
    return ()
