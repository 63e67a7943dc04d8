"""Rows of law that the invented counsel wrote: what a draft, a review and a signature look like. None of it is anybody's law."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from shelterwood.foundation.accounts.models import Person
from shelterwood.foundation.accounts.rules import Role
from shelterwood.gates.law import services as law
from shelterwood.gates.law.packs import services
from shelterwood.gates.law.packs.rules import CELLS, Cells, shipped

DAY = timedelta(days=1)

SIGNED_OWN = "WI-DEMO-01"
CHANGED = "MN-RPT-07"

WISCONSIN = {
    "duty_id": SIGNED_OWN, "jurisdiction": "WI", "sector": "schools;health_care", "who": "school and health staff (invented row)",
    "knowledge_threshold": "reasonable cause to suspect", "what_must_be_reported": "suspected abuse of a child, sexual exploitation among it",
    "covers_non_caregiver": "yes", "report_to": "county agency, sheriff or police", "report_to_phone": "unknown", "phone_source": "unknown",
    "deadline_kind": "immediate", "deadline_trigger": "the suspicion arose", "written_follow_up": "spoken, by telephone or in person",
    "delegable": "no", "privilege_or_exception": "unknown", "reporter_identity": "unknown", "immunity": "unknown", "penalty_for_failure": "unknown",
    "citation": "invented row of the demonstration, not the law of Wisconsin", "effective_from": "2026-01-01", "text_as_of": "2026-11",
    "evidence": "K", "evidence_note": "invented, to show how a row of another state looks", "confidence": "low", "kind": "report",
    "modality": "must", "receivers": "child_welfare;law_enforcement", "clock_start": "information_received", "prompts": "yes",
}  # fmt: skip


def play(people: Mapping[tuple[str, str], Person], now: datetime) -> None:
    """A row of a neighboring state, reviewed and signed; and a row of this version changed, which waits for its signature."""
    counsel = people["alder", "counsel"]
    reviewed, _waiting = [services.write(cells, revision=0, by=counsel, at=now - days * DAY) for days, cells in enumerate(own_rows(), 3)]
    assert reviewed
    services.review(reviewed, by=_second(counsel), at=now - 2 * DAY)
    law.sign_pack(
        name="Demonstration row of Wisconsin: demonstration signature, not law", rows=[("duty", SIGNED_OWN)], by=counsel, at=now - DAY,
        demonstration=True,
    )  # fmt: skip


def _second(counsel: Person) -> Person:
    """The county's own lawyer, who reads beside the body's."""
    key = "counsel2-alder"
    return Person.objects.create_person(
        username=key, name="Cornelia Hartsfield", email=f"{key}@tworivers.example", organization=counsel.organization,
        post="Alder County counsel (invented)", role=Role.COUNSEL, identity_verified=True, public_official=True,
    )  # fmt: skip


def own_rows() -> Iterator[Cells]:
    """The rows in the order in which they were written."""
    yield {**dict.fromkeys(CELLS, ""), **WISCONSIN}
    came = shipped()[CHANGED]
    yield {**came, "text_as_of": "2026-11", "evidence_note": f"{came['evidence_note']} Read again by the invented counsel."}
