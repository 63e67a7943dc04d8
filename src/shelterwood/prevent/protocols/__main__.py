"""`python -m shelterwood.prevent.protocols`: read, check, compare and try protocols at the keyboard.

FILE is the name of a protocol of the house, or a file.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.protocols.rules.adapting import refusals
from shelterwood.prevent.protocols.rules.clocks import Setting, in_words
from shelterwood.prevent.protocols.rules.comparing import compare
from shelterwood.prevent.protocols.rules.faults import ProtocolError
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.measuring import review_due
from shelterwood.prevent.protocols.rules.model import Protocol
from shelterwood.prevent.protocols.rules.placeholders import fill, values
from shelterwood.prevent.protocols.rules.reading import parse
from shelterwood.prevent.protocols.rules.running import Planned, Run, plan
from shelterwood.prevent.protocols.rules.sources import to_confirm
from shelterwood.prevent.protocols.rules.telling import tell
from shelterwood.prevent.protocols.rules.vocabulary import vocabulary
from shelterwood.prevent.protocols.rules.writing import write


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0; 1 where a file has faults or an adaptation is refused, which are printed."""
    words = _parser().parse_args(arguments)
    try:
        if words.command == "list":
            print(*(f"{each.id}  {each.version}  {each.kind}  {each.title.en}" for each in library().values()), sep="\n")
        elif words.command == "copy":
            print(write(replace(_read(words.file), version=f"{_read(words.file).version}+{words.mark}")), end="")
        elif words.command == "check":
            return _check([_read(each) for each in words.file])
        elif words.command == "compare":
            return _compare(_read(words.old), _read(words.new), words.language)
        else:
            print(*_plan(_read(words.file), words), sep="\n")
    except (ProtocolError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m shelterwood.prevent.protocols", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="the protocols of the house")
    commands.add_parser("check", help="faults with file and line, and what counsel has to confirm").add_argument("file", nargs="+")
    copied = commands.add_parser("copy", help="the file to begin an adaptation with, under a mark of your own")
    copied.add_argument("file")
    copied.add_argument("--mark", default="ours.1")
    compared = commands.add_parser("compare", help="what changed, and what of it an organization may not change")
    compared.add_argument("old")
    compared.add_argument("new")
    planned = commands.add_parser("plan", help="the steps of a run in a state, on answers such as under_18=yes")
    planned.add_argument("file")
    planned.add_argument("answer", nargs="*")
    planned.add_argument("--state", default="MN")
    planned.add_argument("--zone", default="America/Chicago")
    planned.add_argument("--at", type=datetime.fromisoformat, default=datetime.now(UTC))
    for each in (compared, planned):
        each.add_argument("--language", choices=("en", "es"), default="en")
    return parser


def _read(name: str) -> Protocol:
    if name in library():
        return library()[name]
    path = Path(name)
    if not path.is_file():
        raise ValueError(f"{name} is neither a file nor one of: {', '.join(library())}.")
    return parse(path.read_text(encoding="utf-8"), path.name)


def _check(protocols: list[Protocol]) -> int:
    for protocol in protocols:
        again = review_due(datetime.now(UTC).date(), protocol)
        print(f"{protocol.id} {protocol.version}: {len(protocol.steps)} steps, no fault. Adopted today, to be read again by {again}.")
        for step, weak in to_confirm(protocol).items():
            print(f"  {step}: for counsel: {', '.join(f'{each.id} ({each.evidence})' for each in weak)}")
    return 0


def _compare(old: Protocol, new: Protocol, language: str) -> int:
    print(*tell(compare(old, new), old, new, language), sep="\n")
    refused = refusals(old, new)
    for each in refused:
        print(f"{each.step or old.id}: {each.text.of(language)}", file=sys.stderr)
    return 1 if refused else 0


def _plan(protocol: Protocol, words: argparse.Namespace) -> Iterator[str]:
    answers = {name: Truth(value) for name, _, value in (each.partition("=") for each in words.answer)}
    start = words.at if words.at.tzinfo else words.at.replace(tzinfo=ZoneInfo(words.zone))
    run = Run(protocol, start, Setting(words.state, ZoneInfo(words.zone)), answers)
    for each in plan(run):
        yield from _lines(protocol, each, words.language, run)


def _lines(protocol: Protocol, each: Planned, language: str, run: Run) -> Iterator[str]:
    step = each.step
    limit = in_words(step.clock, run.setting.state, run.started_at.date(), run.setting.law) if step.clock else None
    filled = values(language, sector=protocol.sector, state=run.setting.state, clock=limit.of(language) if limit else "")
    yield f"{step.id} [{each.state}, {vocabulary().roles[step.who].of(language)}] {step.name.of(language)}"
    yield f"    {fill(step.what.of(language), filled)}"
    if each.limit:
        when = each.limit.due.isoformat() if each.limit.due else f"no moment ({each.limit.quiet})"
        yield f"    limit: {when}; {each.limit.basis} {each.limit.rests_on}"
    if each.open_answers or each.open_decisions:
        yield f"    depends on: {', '.join((*each.open_answers, *each.open_decisions))}"


if __name__ == "__main__":
    sys.exit(main())
