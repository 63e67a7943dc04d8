"""An answer as text for a terminal and as JSON. Every row says whether counsel signed it."""

import json
from zoneinfo import ZoneInfo

from shelterwood_methods.statutes.answers import FALLBACK, Answer, DutyAnswer, Standing
from shelterwood_methods.statutes.terms import Modality
from shelterwood_methods.statutes.truth import Truth

LABELS = {
    Modality.MUST: "must",
    Modality.MAY: "may",
    Modality.NONE: "nothing is asked",
    Modality.UNKNOWN: "not established",
}


def as_json(answer: Answer) -> str:
    plain = {
        "fallback": FALLBACK if answer.fallback else None,
        "duties": list(map(_row, answer.duties)),
        "background": list(map(_row, answer.background)),
        "other_posts": list(map(_row, answer.other_posts)),
    }
    return json.dumps(plain, indent=1)


def _row(each: DutyAnswer) -> dict[str, object]:
    return {
        "id": each.duty.id,
        "kind": each.duty.kind,
        "modality": each.duty.modality,
        "applies": each.applies.value,
        "in_force": each.in_force.value,
        "open_facts": list(each.open_facts),
        "what": each.duty.what_must_be_reported,
        "to": each.to,
        "phone": each.phone,
        "deadline": each.deadline.isoformat() if each.deadline else None,
        "say_now": each.say_now,
        "standing": each.standing,
        "citation": each.duty.citation,
        "text_as_of": each.duty.text_as_of,
        "evidence": each.duty.evidence,
        "confidence": each.duty.confidence,
        "note": each.duty.note,
    }


def as_text(answer: Answer, zone: ZoneInfo) -> str:
    blocks = [FALLBACK] if answer.fallback else []
    blocks += [_block(each, zone) for each in answer.duties]
    if answer.background:
        blocks += ["What else the law says; it asks nothing:", *(_block(each, zone) for each in answer.background)]
    if answer.other_posts:
        blocks += ["If your post is none of those that a row names:", *(_block(each, zone) for each in answer.other_posts)]
    return "\n\n".join(blocks) or "The rows ask nothing of this sector here."


def _block(each: DutyAnswer, zone: ZoneInfo) -> str:
    duty = each.duty
    lines = [f"{LABELS[duty.modality]}: {duty.what_must_be_reported}"]
    if each.open_facts:
        lines.append(f"whether it applies depends on: {', '.join(each.open_facts)}")
    if each.in_force is Truth.UNKNOWN:
        lines.append("whether it was in force on that day is not established")
    if each.to:
        lines.append(f"to: {each.to}")
    if each.phone:
        lines.append(f"telephone: {each.phone}")
    if each.deadline:
        lines.append(f"by: {each.deadline.astimezone(zone).isoformat(timespec='minutes')}")
    if each.say_now:
        lines.append("now: the law gives no number")
    lines.append(f"{duty.id}, {duty.citation}; {'signed' if each.standing is Standing.SIGNED else 'not confirmed by counsel'}")
    return "\n  ".join(lines)
