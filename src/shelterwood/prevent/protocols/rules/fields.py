"""One table of a file, taken apart strictly: a missing, unknown or mistyped key is a fault, gathered and not raised."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from shelterwood.prevent.protocols.rules.faults import Fault
from shelterwood.prevent.protocols.rules.model import LANGUAGES, Condition, Text
from shelterwood.prevent.protocols.rules.toml import Path, Tables

IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]*")


class Fields:
    """A table and where it stands. `faults` is shared by all tables of a file."""

    def __init__(self, tables: Tables, path: Path, values: Any, faults: list[Fault]) -> None:
        self.tables, self.path, self.faults = tables, path, faults
        self.values: dict[str, Any] = values if isinstance(values, dict) else {}
        if not isinstance(values, dict):
            self.wrong("", "needs a table here.")

    def wrong(self, key: str, reason: str) -> None:
        self.faults.append(self.tables.fault((*self.path, key) if key else self.path, reason))

    @property
    def line(self) -> int:
        return self.tables.line(self.path)

    def only(self, keys: Iterable[str]) -> None:
        for key in self.values.keys() - set(keys):
            self.wrong(key, f"{key!r} is no key here; use: {', '.join(keys)}.")

    def word(self, key: str, *, needed: bool = True) -> str:
        found = self.values.get(key, "")
        if not isinstance(found, str) or (needed and not found.strip()):
            self.wrong(key, f"needs {key} = a text in quotes.")
            return ""
        return found

    def identifier(self, key: str = "id") -> str:
        found = self.word(key)
        if found and not IDENTIFIER.fullmatch(found):
            self.wrong(key, f"{found!r}: small letters, digits, - and _ only.")
        return found

    def one_of[E: StrEnum](self, key: str, kinds: type[E]) -> E | None:
        """A word of a closed list; None where the key is absent or wrong."""
        if key not in self.values:
            return None
        found = self.values[key]
        if found not in [str(each) for each in kinds]:
            self.wrong(key, f"{found!r} is no {key}; use one of: {', '.join(kinds)}.")
            return None
        return kinds(found)

    def number(self, key: str) -> int | None:
        """A whole number from 1 on; None where the key is absent or wrong."""
        found = self.values.get(key)
        if found is not None and (type(found) is not int or found < 1):
            self.wrong(key, f"needs {key} = a whole number from 1 on.")
            return None
        return found

    def flag(self, key: str) -> bool:
        found = self.values.get(key, False)
        if not isinstance(found, bool):
            self.wrong(key, f"needs {key} = true or false.")
        return found is True

    def words(self, key: str) -> tuple[str, ...]:
        found = self.values.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, str) and each for each in found):
            self.wrong(key, f"needs {key} = a list of words in quotes.")
            return ()
        if len(set(found)) != len(found):
            self.wrong(key, f"{key} names something twice.")
        return tuple(found)

    def text(self, key: str, *, needed: bool = True) -> Text | None:
        """Both languages, or a fault that names the one which is missing."""
        found = self.values.get(key)
        if found is None and not needed:
            return None
        if not isinstance(found, dict):
            self.wrong(key, f"needs {key}.en and {key}.es.")
            return Text("", "")
        for extra in found.keys() - set(LANGUAGES):
            self.wrong(key, f"{key}.{extra}: only {key}.en and {key}.es are read.")
        for language in LANGUAGES:
            if not isinstance(found.get(language), str) or not found[language].strip():
                self.wrong(key, f"{key}.{language} is missing; every text stands in both languages.")
        return Text(*(" ".join(str(found.get(language, "")).split()) for language in LANGUAGES))

    def needed_text(self, key: str) -> Text:
        return self.text(key) or Text("", "")

    def condition(self, key: str) -> Condition:
        """`one & !other`."""
        terms = []
        for part in (each.strip() for each in self.word(key, needed=False).split("&") if each.strip()):
            name, wanted = (part[1:].strip(), False) if part.startswith("!") else (part, True)
            terms.append((name, wanted))
        if len({name for name, _ in terms}) != len(terms):
            self.wrong(key, f"{key} names one answer twice.")
        return Condition(tuple(terms))

    def tables_of(self, key: str) -> list["Fields"]:
        found = self.values.get(key, [])
        if not isinstance(found, list):
            self.wrong(key, f"needs [[{key}]] tables.")
            return []
        return [Fields(self.tables, (*self.path, key, place), each, self.faults) for place, each in enumerate(found)]

    def table_of(self, key: str) -> "Fields | None":
        return Fields(self.tables, (*self.path, key), self.values[key], self.faults) if key in self.values else None
