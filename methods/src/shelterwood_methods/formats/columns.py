"""Which column of a table holds what, by the names that its header gives: English or Spanish, in any order."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

type Names = Mapping[str, Sequence[str]]


def folded(name: str) -> str:
    """A header without case, accents, spaces and signs: `Núm. de empleado` and `num_de_empleado` are one."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "", plain)


def matched(header: Sequence[str], names: Names) -> dict[str, int]:
    """Field to the place of its column, for each field that exactly one column names."""
    places: dict[str, list[int]] = {}
    known = {folded(each): field for field, of_field in names.items() for each in of_field}
    for place, name in enumerate(header):
        if field := known.get(folded(name)):
            places.setdefault(field, []).append(place)
    return {field: found[0] for field, found in places.items() if len(found) == 1}


def missing(columns: Mapping[str, int], needed: Iterable[Sequence[str]]) -> list[str]:
    """Of each group of fields of which one must be there, the first where none is."""
    return [group[0] for group in needed if not any(field in columns for field in group)]
