"""Mandates as text for a terminal and as JSON. Every row says whether counsel signed it and what counsel must check."""

import json
from collections.abc import Sequence
from enum import Enum

from shelterwood_methods.statutes.answers import Standing
from shelterwood_methods.statutes.training.binding import Binding
from shelterwood_methods.statutes.training.mandates import Mandate
from shelterwood_methods.statutes.training.signs import Notice, Notices
from shelterwood_methods.statutes.training.terms import SENTENCES, Force, Kind
from shelterwood_methods.statutes.truth import Truth

NOTHING = "The rows hold no mandate for this sector here. That is not the same as no law."


def as_json(found: Sequence[Binding], notices: Notices, signed: frozenset[str]) -> str:
    return json.dumps({"mandates": [_row(each, notices, signed) for each in found]}, indent=1, ensure_ascii=False)


def _row(each: Binding, notices: Notices, signed: frozenset[str]) -> dict[str, object]:
    row, notice = each.mandate.governing(signed), notices.by_id.get(each.mandate.id)
    plain: dict[str, object] = {
        "id": row.id,
        "jurisdiction": row.jurisdiction,
        "kind": row.kind,
        "force": row.force,
        "binds": each.binds.value,
        "reason": each.reason,
        "who": row.who_must,
        "roles": list(row.roles),
        "exempt": list(row.exempt),
        "first": written(row.first),
        "repeat": written(row.repeat),
        "minutes": row.minutes if isinstance(row.minutes, int) else written(row.minutes),
        "approval": written(row.approval),
        "approval_body": row.approval_body,
        "proof": list(row.proof),
        "kept_after_employment": written(row.kept),
        "standing": each.standing,
        "computes": each.computes,
        "unread": sorted(each.mandate.unread),
        "citation": row.citation,
        "evidence": row.evidence,
        "confidence": row.confidence,
        "counsel": each.to_check,
    }
    return plain | ({"notice": _notice(notice)} if notice else {})


def _notice(notice: Notice) -> dict[str, object]:
    return {
        "width": float(notice.width) if notice.width else None,
        "height": float(notice.height) if notice.height else None,
        "min_points": float(notice.min_points) if notice.min_points else None,
        "letter_height": float(notice.letter_height) if notice.letter_height else None,
        "languages": list(notice.languages),
        "more_languages": notice.more_languages,
        "separate": notice.separate.value,
        "hangs": notice.hangs,
        "wording": notice.wording,
    }


def written(value: object) -> str | None:
    """A typed value in words; unknown stays unknown."""
    return None if value is None else str(value.value if isinstance(value, Enum) else value)


def as_text(found: Sequence[Binding], notices: Notices, signed: frozenset[str]) -> str:
    return "\n\n".join(_block(each, notices, signed) for each in found) or NOTHING


def _block(each: Binding, notices: Notices, signed: frozenset[str]) -> str:
    row = each.mandate.governing(signed)
    lines = [f"{_verb(each)}, {row.kind}: {row.who_must or 'whom, the row does not say'}"]
    if each.reason:
        lines.append(SENTENCES[each.reason])
    if row.of_persons:
        lines += _of_persons(row)
    elif row.repeat is not None:
        lines.append(f"how often: {written(row.repeat)}")
    if row.kind is Kind.SIGNAGE:
        lines.append(_sign(notices.by_id[row.id]))
    if row.record_keeping and row.of_persons:
        lines.append(f"record: {row.record_keeping}")
    if not each.computes:
        lines.append("computes no date before counsel signs it")
    lines.append(f"note: {each.to_check}")
    lines.append(f"{row.id}, {row.citation}; {'signed' if each.standing is Standing.SIGNED else 'not confirmed by counsel'}")
    return "\n  ".join(lines)


def _verb(each: Binding) -> str:
    if each.binds is Truth.NO:
        return "encouraged" if each.mandate.force is Force.ENCOURAGED else "not law on that day"
    return "must" if each.binds is Truth.YES else "may have to"


def _of_persons(row: Mandate) -> list[str]:
    lines = [f"first: {written(row.first)}; then: {written(row.repeat)}; minutes: {written(row.minutes)}"]
    lines.append(f"approved curriculum: {written(row.approval)}{f', {row.approval_body}' if row.approval_body else ''}")
    if row.proof:
        lines.append(f"proof: {' or '.join(word.replace('_', ' ') for word in row.proof)}")
    if row.exempt:
        lines.append(f"exempt: {'; '.join(word.replace('_', ' ') for word in row.exempt)}")
    return lines


def _sign(notice: Notice) -> str:
    size = f"{notice.width} × {notice.height} inches" if notice.width else "size unknown"
    letters = (
        f"{notice.min_points}-point" if notice.min_points else f"letters of {notice.letter_height} inch" if notice.letter_height else "type unknown"
    )
    words = "its words are prescribed and not held" if notice.wording == "prescribed" else "whether its words are prescribed is unknown"
    return f"sign: {size}, {letters}, languages {', '.join(notice.languages) or 'unknown'}; {words}"
