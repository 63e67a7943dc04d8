"""`shelterwood-methods mandates`: who must be trained and which notice must hang, on the command line."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date

from shelterwood_methods.facts import FactsError, read
from shelterwood_methods.statutes.terms import FEDERAL
from shelterwood_methods.statutes.training.binding import Where, mandates_for
from shelterwood_methods.statutes.training.mandates import load
from shelterwood_methods.statutes.training.printing import as_json, as_text
from shelterwood_methods.statutes.training.signs import load_notices


def main(arguments: Sequence[str]) -> int:
    """Print the mandates and return 0, or one sentence on what is wrong and return 2."""
    asked = _parser().parse_args(arguments)
    try:
        print(_answer(asked))
    except (ValueError, FactsError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shelterwood-methods mandates",
        description="Who must be trained, by when, with what proof, and which notice must hang. Candidate law, not legal advice.",
    )
    parser.add_argument("--state", required=True, action="append", help="two letters, such as FL; repeat for several")
    parser.add_argument("--sector", required=True, action="append", help="a word of the disclosure vocabulary, such as hotel; repeat for several")
    parser.add_argument("--on", metavar="DATE", help="the law of which day, such as 2026-11-24 (default: today)")
    parser.add_argument("--role", action="append", default=[], help="a post, such as housekeeping; repeat for several")
    parser.add_argument("--place", action="append", default=[], help="what kind of place the site is, such as truck_stop; repeat for several")
    parser.add_argument("--signed", action="append", default=[], metavar="ID", help="a row that counsel signed; repeat as needed")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    return parser


def _answer(asked: argparse.Namespace) -> str:
    mandates = load()
    notices, signed = load_notices(mandates), frozenset(asked.signed)
    for each in signed - mandates.by_id.keys():
        raise ValueError(f"{each!r} is no mandate; the rows are in docs/reference/mandates.md.")
    where = Where("", frozenset(asked.sector), frozenset(asked.place))
    found = mandates_for(
        mandates,
        states=[_state(word.upper()) for word in asked.state],
        sectors=where.sectors,
        on=_date(asked.on),
        roles=frozenset(asked.role),
        places=where.places,
        signed=signed,
    )
    return as_json(found, notices, signed) if asked.format == "json" else as_text(found, notices, signed)


def _state(word: str) -> str:
    if word not in {row["jurisdiction"] for row in read("helplines")} - {FEDERAL}:
        raise ValueError(f"{word!r} is no state; write two letters, such as FL.")
    return word


def _date(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise ValueError(f"{text!r} is no date; write it as 2026-11-24.") from None
