"""`shelterwood-methods duty`: who must report what to whom by when, on the command line."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from shelterwood_methods.facts import FactsError, read
from shelterwood_methods.statutes.answers import Question, ask
from shelterwood_methods.statutes.duties import load
from shelterwood_methods.statutes.printing import as_json, as_text
from shelterwood_methods.statutes.terms import FEDERAL
from shelterwood_methods.statutes.truth import Truth


def main(arguments: Sequence[str]) -> int:
    """Print the answer and return 0, or one sentence on what is wrong and return 2."""
    asked = _parser().parse_args(arguments)
    try:
        answer = ask(_question(asked), load())
    except (ValueError, FactsError) as problem:
        print(problem, file=sys.stderr)
        return 2
    print(as_json(answer) if asked.format == "json" else as_text(answer, _zone(asked.zone)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shelterwood-methods duty",
        description="Who must report what to whom by when. Candidate law, not legal advice, and no report.",
    )
    parser.add_argument("--state", required=True, help="two letters, such as MN")
    parser.add_argument("--sector", required=True, help="a word of the disclosure vocabulary, such as schools")
    parser.add_argument("--role", help="a post that the rows name, such as teacher")
    parser.add_argument("--on", metavar="DATE", help="the law of which day, such as 2025-06-19, without any clock")
    parser.add_argument("--received", metavar="ISO", help="when it was known, such as 2026-11-24T14:00-06:00 (default: now)")
    parser.add_argument("--zone", default="America/Chicago", help="time zone of the place (default: America/Chicago)")
    parser.add_argument("--fact", action="append", default=[], metavar="NAME=yes|no|unknown", help="what is known; repeat as needed")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    return parser


def _question(asked: argparse.Namespace) -> Question:
    if asked.on and asked.received:
        raise ValueError("Say either --received, which decides which law governs, or --on.")
    zone = _zone(asked.zone)
    return Question(
        state=_state(asked.state.upper()),
        sector=asked.sector,
        received_at=None if asked.on else _moment(asked.received, zone),
        time_zone=zone,
        facts=dict(map(_fact, asked.fact)),
        role=asked.role,
        on=_date(asked.on) if asked.on else None,
    )


def _state(word: str) -> str:
    states = {row["jurisdiction"] for row in read("helplines")} - {FEDERAL}
    if word not in states:
        raise ValueError(f"{word!r} is no state; write two letters, such as MN.")
    return word


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise ValueError(f"{name!r} is no time zone; write one such as America/Chicago.") from None


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no date; write it as 2025-06-19.") from None


def _moment(text: str | None, zone: ZoneInfo) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is no moment; write it as 2026-11-24T14:00-06:00.") from None


def _fact(text: str) -> tuple[str, Truth]:
    name, _, value = text.partition("=")
    if value not in {each.value for each in Truth}:
        raise ValueError(f"{text!r} says nothing; write {name}=yes, {name}=no or {name}=unknown.")
    return name, Truth(value)
