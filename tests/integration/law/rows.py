"""Rows of law for tests: an invented duty of Wisconsin, beside which no version of this site holds a row."""

from shelterwood.gates.law.packs.rules import CELLS, Cells, pack_file, shipped
from shelterwood.gates.law.rules import PROSE, TYPING

WISCONSIN = {
    "duty_id": "WI-RPT-01", "jurisdiction": "WI", "sector": "schools;hotel", "who": "school staff", "knowledge_threshold": "reason to suspect",
    "what_must_be_reported": "suspected abuse of a child", "covers_non_caregiver": "yes", "report_to": "county agency or sheriff",
    "report_to_phone": "unknown", "phone_source": "unknown", "deadline_kind": "outer_limit", "deadline_value": "12", "deadline_unit": "hours",
    "deadline_trigger": "the suspicion arose", "citation": "Wis. Stat. 48.981 (invented row)", "effective_from": "2020-01-01", "text_as_of": "2026-08",
    "evidence": "V-text", "evidence_note": "an invented row of the tests", "confidence": "high", "kind": "report", "modality": "must",
    "receivers": "child_welfare;law_enforcement", "clock_start": "information_received", "prompts": "yes",
}  # fmt: skip


def cells(**changes: str) -> Cells:
    """The row with something changed."""
    return {**dict.fromkeys(CELLS, ""), **WISCONSIN, **changes}


def minnesota(**changes: str) -> Cells:
    """A row that came with this version, with something changed."""
    return {**shipped()["MN-RPT-03"], **changes}


def files(*rows: Cells) -> tuple[bytes, bytes]:
    """The two files of a pack with these rows."""
    words, typing = (pack_file(file, iter(rows)).encode() for file in (PROSE, TYPING))
    return words, typing
