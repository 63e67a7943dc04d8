"""Draw the parts of the documents that come from the code, between their marks.

python ops/draw.py           write them
python ops/draw.py --check   change nothing; name what is out of date, and end with 1 where something is
"""

import argparse
import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from shelterwood_methods.statutes.training import Mandate

HOME = Path(__file__).resolve().parent.parent
SRC = HOME / "src" / "shelterwood"
METHODS = HOME / "methods" / "src" / "shelterwood_methods"


class CannotDraw(Exception):
    """A document lacks its marks, or the code does not have the shape that a drawing reads."""


# --- map: the slices and who imports whom -----------------------------------------------------------------------


def slice_of(module: str) -> str:
    """`shelterwood.gates.law.models` lies in `gates.law`; the two top floors and each library of the methods are slices too."""
    package, *rest = module.split(".")
    if package == "shelterwood_methods":
        return ".".join(["methods", *rest[:1]])
    return rest[0] if rest[:1] in (["project"], ["demo"]) else ".".join(rest[:2])


def slices_in_order() -> list[str]:
    """Top floor first, as the layers of pyproject.toml say; below them the libraries."""
    contracts = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    libraries = sorted(path.stem for path in METHODS.iterdir() if not path.stem.startswith(("_", "py")))
    return [slice_of(layer) for layer in layers if layer != "shelterwood_methods"] + [f"methods.{name}" for name in libraries]


def arrows() -> dict[str, set[str]]:
    """Direct imports between slices, without those that only a type checker sees."""
    import grimp

    graph = grimp.build_graph("shelterwood", "shelterwood_methods", exclude_type_checking_imports=True, cache_dir=None)
    found: dict[str, set[str]] = defaultdict(set)
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            found[slice_of(module)].add(slice_of(imported))
    return found


def draw_map() -> str:
    """Mermaid: a box a wing, an arrow from each slice to those it imports."""
    order = slices_in_order()
    wings: dict[str, list[str]] = defaultdict(list)
    for name in order:
        wings[name.partition(".")[0]].append(name)
    lines = ["```mermaid", "flowchart TB"]
    for wing, names in wings.items():
        if names == [wing]:
            lines.append(f"  {wing}")
        else:
            lines += [f"  subgraph {wing}", *(f"    {_id(name)}[{name.partition('.')[2]}]" for name in names), "  end"]
    imports = arrows()
    for name in order:
        targets = [other for other in order if other in imports[name] and other != name]
        if targets:
            lines.append(f"  {_id(name)} --> {' & '.join(map(_id, targets))}")
    return "\n".join([*lines, "```"])


def _id(name: str) -> str:
    return name.replace(".", "_")


# --- states: how things move ------------------------------------------------------------------------------------


def draw_states() -> str:
    """A diagram for every table of transitions in a rules module, for the order of escalation, and for a clock."""
    parts = []
    for path in sorted(SRC.glob("*/*/rules.py")):
        module = import_module(".".join(["shelterwood", *path.relative_to(SRC).with_suffix("").parts]))
        for name, table in vars(module).items():
            if name.endswith("_TRANSITIONS"):
                parts.append(_diagram(name.removesuffix("_TRANSITIONS").replace("_", " ").capitalize(), table))
    from shelterwood.respond.concerns import rules

    steps = [step for step in rules.Step if step is not rules.Step.NONE]
    chain: dict[rules.Step, set[rules.Step]] = {step: {following} if (following := rules.next_step(step)) else set() for step in steps}
    parts += [_diagram("Who is told while nobody answers", chain, start=rules.next_step(rules.Step.NONE)), _clock_diagram()]
    return "\n\n".join(parts)


def _diagram[State: StrEnum](title: str, table: Mapping[State, set[State]], start: State | None = None) -> str:
    """States that nothing leads to are where it begins; states without a way on are where it ends."""
    reached = set().union(*table.values())
    begins = [start] if start else [state for state in table if state not in reached]
    lines = [f"  [*] --> {state}" for state in begins]
    for state, following in table.items():
        lines += [f"  {state} --> {then}" for then in table if then in following]
        if not following:
            lines.append(f"  {state} --> [*]")
    return "\n".join([f"**{title}**", "", "```mermaid", "stateDiagram-v2", *lines, "```"])


def _clock_diagram() -> str:
    """Asked of the clock itself: its state at each threshold, and what it becomes when it is met there."""
    from shelterwood_methods.statutes import clocks

    start = datetime(2026, 1, 1, tzinfo=UTC)
    due = start + timedelta(hours=100)
    moments = [start + timedelta(hours=share) for share in (0, clocks.HALF, clocks.THREE_QUARTERS, clocks.FULL)]
    states = [clocks.state(start, due, moment) for moment in moments]
    lines = [f"  [*] --> {states[0]}"]
    for share, before, after in zip((clocks.HALF, clocks.THREE_QUARTERS, clocks.FULL), states, states[1:], strict=False):
        lines.append(f"  {before} --> {after} : {share} % of the time")
    for moment, state in zip(moments, states, strict=True):
        lines.append(f"  {state} --> {clocks.state(start, due, moment + timedelta(hours=1), met=moment + timedelta(hours=1))} : proof recorded")
    lines += [f"  {state} --> [*]" for state in (clocks.ClockState.MET, clocks.ClockState.MET_LATE)]
    return "\n".join(["**Clock of a duty**", "", "```mermaid", "stateDiagram-v2", *lines, "```"])


# --- commands: what can be typed --------------------------------------------------------------------------------


def draw_commands() -> str:
    """Each command as its own parser describes it."""
    from shelterwood_methods import cli

    from shelterwood.prevent.training import __main__ as training
    from shelterwood.project import cli as platform

    sys.path.insert(0, str(HOME / "ops"))
    import check

    parsers = [
        parser_of(platform.main),
        parser_of(check.main),
        parser_of(main, prog="python ops/draw.py"),
        parser_of(training.main, prog="python -m shelterwood.prevent.training"),
        parser_of(cli.main),
    ]
    parsers += [parser_of(lambda module=module: import_module(module).main([])) for module, _ in cli.COMMANDS.values()]
    return "\n\n".join(part for parser in parsers for part in _described(parser))


def parser_of(command: Callable[..., object], prog: str = "") -> argparse.ArgumentParser:
    """The parser that a command builds, caught at the moment it would read what was typed."""

    class Caught(Exception):
        pass

    def catch(parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        raise Caught(parser)

    with patch.object(argparse.ArgumentParser, "parse_known_args", catch), patch.object(sys, "argv", ["command"]):
        try:
            command()
        except Caught as caught:
            parser: argparse.ArgumentParser = caught.args[0]
            parser.prog = prog or parser.prog
            return parser
    raise CannotDraw(f"{command} reads its words without a parser.")


def _described(parser: argparse.ArgumentParser, level: int = 2) -> Iterator[str]:
    yield f"{'#' * level} `{parser.prog}`"
    if parser.description:
        yield "```text\n" + cleandoc(parser.description) + "\n```"
    rows, deeper = [], []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            rows += [(f"`{each.dest}`", each.help or "") for each in action._choices_actions]
            deeper += [each for each in action.choices.values() if each.add_help]
        elif not isinstance(action, argparse._HelpAction):
            rows.append((f"`{_written(action)}`", action.help or ", ".join(map(str, action.choices or ()))))
    if rows:
        yield _table(("Word", "Meaning"), rows)
    for each in deeper:
        if any(not isinstance(action, argparse._HelpAction) for action in each._actions):
            yield from _described(each, level + 1)


def _written(action: argparse.Action) -> str:
    """An option or word as one types it."""
    value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    if not action.option_strings:
        return str(value)
    return action.option_strings[-1] if action.nargs == 0 else f"{action.option_strings[-1]} {value}"


# --- permissions: what each verb asks ---------------------------------------------------------------------------


def draw_permissions() -> str:
    """For each slice with permissions: every question, and every verb with the question it asks first."""
    parts = []
    for file in sorted(SRC.rglob("permissions.py")):
        questions = {each.name: each for each in _functions(file)}
        verbs = [(node, helpers) for module in verb_files(file.parent) for helpers in [_helpers(module)] for node in _functions(module)]
        name = ".".join(file.parent.relative_to(SRC).parts)
        parts.append(f"**Questions of `{name}`**")
        parts.append(_table(("Question", "Rule"), [(f"`{each}`", _said(node)) for each, node in questions.items() if each != "check"]))
        parts.append(f"**Verbs of `{name}`**")
        rows = [
            (f"`{node.name}`", _said(node, whole=False), ", ".join(f"`{each}`" for each in asked(node, questions, helpers)) or "none")
            for node, helpers in verbs
        ]
        parts.append(_table(("Verb", "What it does", "Asks"), rows))
    return "\n\n".join(parts)


def _functions(file: Path) -> list[ast.FunctionDef]:
    """The public functions of a module, in its order."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def verb_files(slice_: Path) -> list[Path]:
    """Where a slice keeps its verbs: one module, or a folder with a module for each noun."""
    alone = slice_ / "services.py"
    return [alone] if alone.exists() else sorted(each for each in (slice_ / "services").glob("*.py") if each.stem != "__init__")


def _helpers(file: Path) -> dict[str, ast.FunctionDef]:
    """The private functions of a module, through which several verbs ask the same."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("_")}


def asked(verb: ast.FunctionDef, questions: Iterable[str], helpers: Mapping[str, ast.FunctionDef]) -> list[str]:
    """The questions inside the `check(...)` calls of this verb and of the helpers that it calls."""
    names: set[str] = set()
    waiting, seen = [verb], {verb.name}
    while waiting:
        calls = [node for node in ast.walk(waiting.pop()) if isinstance(node, ast.Call)]
        checks = [node for node in calls if ast.unparse(node.func) == "check"]
        names |= {ast.unparse(node.func) for check in checks for node in ast.walk(check) if isinstance(node, ast.Call)}
        called = {ast.unparse(node.func) for node in calls} & helpers.keys() - seen
        waiting += [helpers[name] for name in called]
        seen |= called
    return [each for each in questions if each in names and each != "check"]


def _said(node: ast.FunctionDef, *, whole: bool = True) -> str:
    text = cleandoc(ast.get_docstring(node) or "")
    return " ".join((text if whole else text.split("\n\n")[0]).split())


# --- rules: what the gate knows ---------------------------------------------------------------------------------


def draw_rules() -> str:
    """Which rows of the law became policies, which grant nothing and why, and the policies that are no row."""
    from shelterwood_methods import facts

    from shelterwood.gates.disclosure.book import rule_book

    typed = {row["rule_id"]: row for row in facts.read("disclosure_rules_typed")}
    law = {row["rule_id"]: row for row in facts.read("disclosure_rules")}
    book = rule_book().rules
    permits = [row for name, row in typed.items() if name in book and book[name].effect == "permit"]
    forbids = [row for name, row in typed.items() if name in book and book[name].effect == "forbid"]
    silent = [row for name, row in typed.items() if name not in book]
    own = [rule for name, rule in book.items() if name not in typed]
    parts = [
        f"**Rows that permit: {len(permits)}.** A row opens nothing before counsel signs it. The last column names the words of its conditions"
        " that this version never supplies; a permit that needs one of them stays closed.",
        _table(
            ("Rule", "From", "To", "Citation", "Not supplied yet"),
            [(row["rule_id"], *_ways(row), law[row["rule_id"]]["citation"], ", ".join(missing_words(row))) for row in permits],
        ),
        f"**Rows that forbid: {len(forbids)}.**",
        _table(("Rule", "From", "To", "Citation"), [(row["rule_id"], *_ways(row), law[row["rule_id"]]["citation"]) for row in forbids]),
        f"**Rows that make no policy and grant nothing: {len(silent)}.**",
        _table(("Rule", "Effect in law", "Why"), [(row["rule_id"], law[row["rule_id"]]["effect"], row["encoding_note"]) for row in silent]),
        f"**Policies that are no row: {len(own)}.**",
        _table(
            ("Policy", "Effect", "For", "Basis"),
            [(rule.id, rule.effect, ", ".join(sorted(rule.actions)) or "everything", rule.basis) for rule in own],
        ),
    ]
    return "\n\n".join(parts)


def _ways(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[column].replace(";", ", ").replace("_", " ") for column in ("sender_kinds", "recipient_kinds"))


def missing_words(row: Mapping[str, str]) -> list[str]:
    """Words of a row that nothing in this version gives: of the closed lists, and optional attributes the engine never sets."""
    from shelterwood.gates.disclosure import engine

    conditions = row["typed_conditions"]
    found = [word for kind, word in re.findall(r'(\w+)::"([^"]+)"', conditions) if kind in LISTS and word not in given_words(kind)]
    source = Path(engine.__file__).read_text(encoding="utf-8")
    found += [name for name in re.findall(r" has (\w+)", conditions) if f'"{name}"' not in source]
    subcategories = {word for word in row["subcategories"].split(";") if word not in ("", "any")}
    if subcategories and not subcategories & given_words("Subcategory"):
        found += subcategories
    return sorted(set(found))


# the closed lists, each with the module that holds it (none: no code gives any of its words yet)
LISTS = {
    "Attestation": "shelterwood.gates.disclosure.vocabulary",
    "Purpose": "shelterwood.gates.disclosure.vocabulary",
    "Subcategory": "shelterwood.gates.disclosure.vocabulary",
    "Mandate": "shelterwood_methods.statutes.vocabulary",
    "Permission": "shelterwood_methods.statutes.vocabulary",
    "Capacity": "",
    "Reading": "",
}


@cache
def given_words(kind: str) -> frozenset[str]:
    """Words of a closed list that some code names, outside the module that holds the list."""
    if not LISTS[kind]:
        return frozenset()
    holder = import_module(LISTS[kind])
    code = [file.read_text(encoding="utf-8") for root in (SRC, METHODS) for file in root.rglob("*.py") if file != Path(str(holder.__file__))]
    names = {name for text in code for name in re.findall(rf"\b{kind}(?:Word)?\.([A-Z_]+)\b", text)}
    return frozenset(str(word) for word in getattr(holder, kind) if word.name in names)


# --- mandates: training and notices -----------------------------------------------------------------------------


def draw_mandates() -> str:
    """Every mandate on persons, every notice and every other mandate, as typed, with what counsel must check; then what is not encoded."""
    from shelterwood_methods.statutes import training
    from shelterwood_methods.statutes.training.printing import written

    mandates = training.load()
    notices = training.load_notices(mandates)
    plain = [each for each in mandates if not each.of_persons and each.kind not in (training.Kind.SIGNAGE, training.Kind.BACKGROUND)]
    persons = [each for each in mandates if each.of_persons]
    parts = [
        f"**On persons: {len(persons)}.** A value marked * was not read and is unknown until counsel signs; a row marked † computes nothing till then.",
        _table(
            ("Mandate", "Who", "First, then", "Minutes", "Approved", "Proof", "Citation", "For counsel"),
            [
                (
                    _mandate_name(each),
                    _words(each.roles),
                    f"{_marked(each, 'first', written(each.first))}, {_marked(each, 'repeat', written(each.repeat))}",
                    _marked(each, "minutes", written(each.minutes)),
                    f"{written(each.approval)}{f', {each.approval_body}' if each.approval_body else ''}",
                    _words(each.proof) or "unknown",
                    each.citation,
                    each.note,
                )
                for each in persons
            ],
        ),
        f"**Notices: {len(notices.by_id)}.** Size in inches. Of no notice the prescribed words are held.",
        _table(
            ("Mandate", "Size", "Least type", "Languages", "Places", "Citation", "For counsel"),
            [
                (
                    _mandate_name(each.mandate),
                    f"{each.width} × {each.height}" if each.width else "unknown",
                    f"{each.min_points} point" if each.min_points else f"letters of {each.letter_height} inch" if each.letter_height else "unknown",
                    ", ".join(filter(None, (*each.languages, each.more_languages))) or "unknown",
                    _words(each.mandate.places) or "every place of the sector",
                    each.mandate.citation,
                    " ".join(filter(None, (each.note, each.mandate.note))),
                )
                for each in notices.by_id.values()
            ],
        ),
        f"**Other mandates on sites and organizations: {len(plain)}.**",
        _table(
            ("Mandate", "Asks", "How often", "Citation", "For counsel"),
            [(_mandate_name(each), each.kind, written(each.repeat) or "standing", each.citation, each.note) for each in plain],
        ),
        f"**Not encoded: {len(mandates.background)}.** These rows ask nothing.",
        _table(("Row", "Citation", "Why"), [(each.id, each.citation, each.note.removeprefix("Not encoded: ")) for each in mandates.background]),
    ]
    return "\n\n".join(parts)


def _mandate_name(each: "Mandate") -> str:
    return f"{each.id}{' †' if each.weak else ''}{'' if each.force == 'mandatory' else f' ({each.force})'}"


def _marked(each: "Mandate", column: str, text: str | None) -> str:
    return f"{text}{' *' if column in each.unread else ''}"


def _words(words: Iterable[str]) -> str:
    return ", ".join(word.replace("_", " ") for word in words)


# --- the documents ----------------------------------------------------------------------------------------------

# --- set-up: what a body answers, and who keeps its house ---------------------------------------------------------


def draw_answers() -> str:
    """Each part with its questions, from the one list of the set-up."""
    from shelterwood.project.setup.rules.questions import NEEDED, SECTIONS

    parts = []
    for section in SECTIONS:
        name = f"[[{section.key}]]" if section.many else f"[{section.key}]"
        rows = [(f"`{ask.key}`", ask.words, _default(ask.default, NEEDED) + (", *file*" if ask.file_only else "")) for ask in section.asks]
        parts += [f"### `{name}` {section.title}", _table(("Key", "Question", "Without it"), rows)]
    return "\n\n".join(parts)


def _default(value: object, needed: object) -> str:
    words = {"": "empty", None: "empty", (): "empty", False: "no", True: "yes"}
    return "is needed" if value is needed else words.get(value, f"`{value}`")  # type: ignore[call-overload]


def draw_rights() -> str:
    """The one table of who may do what to the house."""
    from shelterwood.foundation.accounts.rules import RIGHTS, Role

    rows = [
        (right.kind, f"`{verb}`", ", ".join(role for role in Role if role in right.roles), "the whole region" if right.everywhere else "their own")
        for verb, right in RIGHTS.items()
    ]
    return _table(("Question", "Verb", "Roles", "Where"), rows)


def draw_doors() -> str:
    """Every role with its sector, how many signs its form offers, who keeps what is written, what is left out, and its rows of law."""
    from shelterwood_methods.statutes.vocabulary import Sector

    from shelterwood.prevent.awareness.rules import signs_for
    from shelterwood.respond.concerns.doors import ROLES, Keeper, keeper_of

    keepers = {Keeper.ORGANIZATION: "own organization", Keeper.DESK: "intake desk", Keeper.NOBODY: "nobody: no form"}
    rows = [
        (
            f"`{role.word}`",
            _words([role.sector]),
            str(sum(len(choices) for choices in signs_for(role.signs, "en").values())),
            "intake desk" if role.sector == Sector.COMMUNITY_REPORTER else keepers[keeper_of(role.sector)],
            _own_report("MN", role.sector),
            _own_report("TX", role.sector),
        )
        for role in ROLES.values()
    ]
    return _table(("Role", "Sector", "Signs", "Kept, with an account, by", "Minnesota", "Texas"), rows)


def _own_report(state: str, sector: str) -> str:
    """The rows that settle what this sector must, may or need not report here, each with its word."""
    from shelterwood_methods import statutes

    question = statutes.Question(state=state, sector=sector, received_at=None, time_zone=ZoneInfo("UTC"), on=datetime(2026, 11, 1, tzinfo=UTC).date())
    found = statutes.ask(question, statutes.load())
    return ", ".join(f"{each.duty.id} ({each.duty.modality})" for each in found.settled) or "no row: call"


DRAWINGS: dict[str, tuple[str, Callable[[], str]]] = {
    "map": ("ARCHITECTURE.md", draw_map),
    "states": ("docs/reference/concern-states.md", draw_states),
    "commands": ("docs/reference/commands.md", draw_commands),
    "answers": ("docs/reference/answers-format.md", draw_answers),
    "rights": ("docs/reference/permissions.md", draw_rights),
    "doors": ("docs/reference/doors.md", draw_doors),
    "permissions": ("docs/reference/permissions.md", draw_permissions),
    "rules": ("docs/reference/disclosure-rules.md", draw_rules),
    "mandates": ("docs/reference/mandates.md", draw_mandates),
}


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|").strip() for cell in line) + " |" for line in lines)


def filled(text: str, name: str, drawing: str) -> str:
    """The document with this drawing between its marks. Raises CannotDraw where it has no such pair."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise CannotDraw(f"Put {begin} and {end} where the drawing belongs.")
    return f"{before}{begin}\n\n{drawing}\n\n{end}{after}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python ops/draw.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; name what is out of date")
    checking = parser.parse_args(arguments).check
    wrong = 0
    for name, (document, draw) in DRAWINGS.items():
        file = HOME / document
        try:
            text = file.read_text(encoding="utf-8")
            new = filled(text, name, draw())
        except (CannotDraw, FileNotFoundError) as problem:
            print(f"{document}: {problem}", file=sys.stderr)
            wrong += 1
            continue
        if new != text and checking:
            print(f"{document}: the drawing {name} is out of date. Write it anew with: python ops/draw.py", file=sys.stderr)
            wrong += 1
        elif new != text:
            file.write_text(new, encoding="utf-8")
            print(f"{document}: {name} drawn")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
