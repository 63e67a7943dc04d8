"""`shelterwood-methods duty`: who must report what to whom by when, on the command line."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shelterwood_methods.facts import FactsError
from shelterwood_methods.statutes.answers import Answer, Question, ask
from shelterwood_methods.statutes.conditions import FACTS
from shelterwood_methods.statutes.duties import load
from shelterwood_methods.statutes.truth import Truth


class Unusable(Exception):
    """The input cannot be used; the text says what to write instead."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="shelterwood-methods duty", description="Who must report what to whom by when. Not legal advice.")
    parser.add_argument("--state", required=True, help="two letters, such as MN")
    parser.add_argument("--sector", required=True, help="a word of the disclosure vocabulary, such as schools")
    parser.add_argument("--received", help="when it was known, such as 2026-11-24T14:00-06:00 (default: now)")
    parser.add_argument("--zone", default="America/Chicago", help="time zone of the place (default: America/Chicago)")
    parser.add_argument("--fact", action="append", default=[], metavar="NAME=yes|no|unknown", help="what is known; repeat as needed")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    asked = parser.parse_args(arguments)
    try:
        answer = ask(_question(asked), load())
    except (Unusable, ValueError, FactsError) as problem:
        print(problem, file=sys.stderr)
        return 2
    print(json.dumps(_plain(answer), indent=1) if asked.format == "json" else _text(answer))
    return 0


def _question(asked: argparse.Namespace) -> Question:
    try:
        zone = ZoneInfo(asked.zone)
    except (ZoneInfoNotFoundError, ValueError) as problem:
        raise Unusable(f"{asked.zone!r} is no time zone; write one such as America/Chicago.") from problem
    return Question(asked.state.upper(), asked.sector, _moment(asked.received, zone), zone, dict(map(_fact, asked.fact)))


def _moment(text: str | None, zone: ZoneInfo) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as problem:
        raise Unusable(f"{text!r} is no moment; write it as 2026-11-24T14:00-06:00.") from problem
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _fact(text: str) -> tuple[str, Truth]:
    name, _, value = text.partition("=")
    if name not in FACTS:
        raise Unusable(f"{name!r} is no fact; use one of: {', '.join(FACTS)}.")
    try:
        return name, Truth(value)
    except ValueError as problem:
        raise Unusable(f"{text!r}: write {name}=yes, {name}=no or {name}=unknown.") from problem


def _plain(answer: Answer) -> dict[str, object]:
    return {
        "fallback": answer.fallback,
        "duties": [
            {
                "id": each.duty.id,
                "kind": each.duty.kind,
                "modality": each.duty.modality,
                "applies": each.applies.value,
                "open_facts": list(each.open_facts),
                "report_to": each.duty.report_to,
                "phone": each.duty.report_to_phone,
                "deadline": each.deadline.isoformat() if each.deadline else None,
                "say_now": each.say_now,
                "standing": each.standing,
                "citation": each.duty.citation,
                "text_as_of": each.duty.text_as_of,
                "evidence": each.duty.evidence,
                "confidence": each.duty.confidence,
            }
            for each in answer.duties
        ],
    }


def _text(answer: Answer) -> str:
    lines = []
    if answer.fallback:
        lines.append("No rows for this state and sector: call 911 or the state line. Not confirmed by counsel.\n")
    for each in answer.duties:
        when = f"by {each.deadline.isoformat(timespec='minutes')}" if each.deadline else ("now" if each.say_now else "no number in the row")
        applies = "" if each.applies is Truth.YES else f" if {' and '.join(each.open_facts) or 'it was in force'}"
        lines.append(f"{each.duty.modality} report{applies}, {when}\n  to {each.duty.report_to}\n  {each.duty.report_to_phone}")
        lines.append(f"  {each.duty.id}, {each.duty.citation} ({each.standing.replace('_', ' ')})\n")
    return "\n".join(lines) or "The rows name no duty for this sector here."
