"""Data frames in and out, through Narwhals, so that pandas, Polars and PyArrow are all served and none is required."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..card import DefinitionCard
from ..errors import UnusableTable
from .counts import CountTable
from .reading import table_from_columns


def columns(frame: Any) -> tuple[list[str], list[list[str]]]:
    """Header and rows of any eager data frame, as text."""
    import narwhals as nw

    try:
        eager = nw.from_native(frame, eager_only=True)
    except TypeError:
        raise UnusableTable(f"{type(frame).__name__} is not a data frame.", "Give a pandas, Polars or PyArrow table.") from None
    return list(eager.columns), [["" if value is None else str(value) for value in row] for row in eager.iter_rows()]


def from_frame(frame: Any, count: str, lists: Sequence[str] | None, card: DefinitionCard | None) -> CountTable:
    """A count table from a frame of counts."""
    head, rows = columns(frame)
    return table_from_columns(head, rows, count=count, lists=lists, card=card)


def from_records(frame: Any, lists: Sequence[str] | None, person: str | None, card: DefinitionCard | None) -> CountTable:
    """A count table from a frame of people."""
    head, rows = columns(frame)
    return table_from_columns(head, rows, count=None, lists=lists, person=person, card=card)


def strata_from_frame(frame: Any, stratum: str, count: str, lists: Sequence[str] | None, card: DefinitionCard | None) -> Mapping[str, CountTable]:
    """A count table for each value of the column `stratum`."""
    head, rows = columns(frame)
    if stratum not in head:
        raise UnusableTable(f'There is no column "{stratum}".', f"The columns are {', '.join(head)}.")
    at = head.index(stratum)
    rest = [name for name in head if name != stratum]
    groups: dict[str, list[list[str]]] = {}
    for row in rows:
        groups.setdefault(row[at], []).append(row[:at] + row[at + 1 :])
    return {label: table_from_columns(rest, group, count=count, lists=lists, card=card) for label, group in groups.items()}


def to_frame(data: Mapping[str, Sequence[Any]], backend: str) -> Any:
    """A data frame of the named library from columns."""
    import narwhals as nw

    try:
        return nw.to_native(nw.from_dict({name: list(values) for name, values in data.items()}, backend=backend))  # type: ignore[arg-type]
    except ImportError:
        raise UnusableTable(f"The library {backend} is not installed.", "Install it, or name another: pandas, polars, pyarrow.") from None
