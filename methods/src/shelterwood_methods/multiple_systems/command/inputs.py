"""From the words of the command line to a table, a card and an estimator."""

import argparse
import inspect
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..card import QUESTIONS, DefinitionCard, template
from ..errors import MissingCard, PrevalenceError
from ..estimator import Estimator
from ..registry import estimator_class
from ..table import CountTable, read_csv
from .options import FLAGS


def words(text: str | None, separator: str = ",") -> list[str]:
    """Names in a list."""
    return [word.strip() for word in text.split(separator) if word.strip()] if text else []


def table_of(given: argparse.Namespace) -> CountTable:
    """The table as asked for: read, lists chosen, left out and merged, with its card where there is one."""
    table = read_csv(
        given.table,
        count=given.count,
        records=given.records,
        person=given.person,
        lists=words(given.lists) or None,
        card=card_of(given),
    )
    if given.smallest_cell < 1:
        raise PrevalenceError(
            f"A smallest cell of {given.smallest_cell} withholds nothing and is not a number of people.", "Use 1 to show all counts."
        )
    table = whole = replace(table, smallest_shown=given.smallest_cell)
    if given.omit:
        table = table.omit(*words(given.omit))
    for merger in given.merge:
        table = table.merge(*words(merger, "+"))
    if table is not whole:
        table = replace(table, file_sha256=whole.file_sha256, source=whole.source)
    return table


def card_of(given: argparse.Namespace) -> DefinitionCard | None:
    """The definition card from the command line, a file, or a file beside the table."""
    lines = {name: value for name in QUESTIONS if (value := getattr(given, f"card_{name}")) is not None}
    if given.card:
        base = DefinitionCard.from_file(given.card).to_dict()
        return DefinitionCard.from_mapping(base | lines)
    if lines:
        return DefinitionCard.from_mapping(lines)
    beside = Path(given.table).with_suffix(".card.toml")
    return DefinitionCard.from_file(beside) if beside.exists() else None


def require_card(table: CountTable) -> DefinitionCard:
    """The card of a table that is to be reported; raises MissingCard with a card to fill in."""
    if table.card is None:
        raise MissingCard(
            "No report is written without a definition card: who is counted, where, when, at which ages, on which lists, linked how.",
            f"Give --card FILE, or put it beside the table as NAME.card.toml. {template()}",
        )
    return table.card


def estimator_of(given: argparse.Namespace) -> Estimator:
    """The estimator with its options; an option that the method does not have is refused rather than passed over."""
    kind = estimator_class(given.method)
    known = inspect.signature(kind).parameters
    options: dict[str, Any] = {}
    for flag, name in FLAGS.items():
        value = getattr(given, flag)
        if value is None:
            continue
        if name in known:
            options[name] = value
        elif name != "interval":
            raise PrevalenceError(f"The method {given.method} has no option --{flag.replace('_', '-')}.", "Leave it out, or choose another method.")
    if "seed" in known:
        options["seed"] = given.seed
    if given.method == "model" and not given.model:
        raise PrevalenceError("The method model needs the model.", 'Give it as --model "[12,3]"; independent lists are the method main.')
    estimator = kind(**options)
    if given.interval and given.interval not in kind.kinds:
        raise PrevalenceError(f"The method {given.method} has no {given.interval} interval.", f"It has {', '.join(kind.kinds)}.")
    return estimator
