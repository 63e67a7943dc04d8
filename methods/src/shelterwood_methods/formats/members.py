"""People, places and agencies as CSV: which columns each kind has, and a row as its cells or the reasons why not."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shelterwood_methods.formats.columns import Names
from shelterwood_methods.formats.delimited import Record, Table
from shelterwood_methods.formats.rows import Cells, Fault, whole

EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
PHONE = re.compile(r"(?:1-)?\d{3}-\d{3}-\d{4}")
YES, NO = ("yes", "y", "sí", "si", "true", "1", "x"), ("no", "n", "false", "0")


@dataclass(frozen=True, slots=True)
class Member:
    """One row that can be read: its line, and its cells by field; a field without a column stands not in it, a blank cell is empty."""

    line: int
    cells: Mapping[str, str]


type Read = tuple[Member | None, list[Fault]]


@dataclass(frozen=True)
class Shape:
    """A kind of file: the names of its columns, those of which one must be there, and how long each cell may be."""

    names: Names
    needed: Sequence[Sequence[str]]
    longest: Mapping[str, int]

    def rows(self, table: Table, columns: dict[str, int]) -> Iterator[Read]:
        """Each row of a table, in order."""
        for record in table:
            yield self._row(record, columns, len(table.header))

    def _row(self, record: Record, columns: dict[str, int], width: int) -> Read:
        if faults := whole(record, width):
            return None, faults
        cells = Cells(record, columns)
        needed = {name for group in self.needed for name in group}
        found = {name: cells.text(name, self.longest[name], needed=name in needed) for name in columns}
        for name, looks in LOOKS.items():
            if found.get(name) and not cells.faults:
                found[name] = looks(cells, name, found[name])
        return (None, cells.faults) if cells.faults else (Member(record.line, found), [])


def _email(cells: Cells, name: str, value: str) -> str:
    if not EMAIL.fullmatch(value):
        cells.refuse(name, value, "email_form")
    return value.casefold()


def _phone(cells: Cells, name: str, value: str) -> str:
    tidy = re.sub(r"[ ().]+", "-", value).strip("-")
    if not PHONE.fullmatch(tidy):
        cells.refuse(name, value, "phone_form")
    return tidy


def _yes_no(cells: Cells, name: str, value: str) -> str:
    said = value.casefold()
    if said not in (*YES, *NO):
        cells.refuse(name, value, "yes_no")
    return "yes" if said in YES else "no"


LOOKS = {"email": _email, "phone": _phone, "receives": _yes_no, "government": _yes_no}
_NAME = ("name", "full name", "nombre", "nombre completo")
_COUNTY = {"county": ("county", "condado"), "state": ("state", "estado")}
SHAPES = {
    "people": Shape(
        {
            "email": ("email", "e-mail", "mail", "mail address", "email address", "correo", "correo electrónico", "dirección de correo"),
            "name": (*_NAME, "nombre y apellidos"),
            "post": ("post", "position", "job title", "title", "puesto", "cargo"),
            "role": ("role", "access", "rol", "acceso"),
            "site": ("site", "place", "location", "lugar", "sede", "local", "sitio"),
            "language": ("language", "idioma", "lengua"),
        },
        (("email",), ("name",), ("post",)),
        {"email": 80, "name": 120, "post": 120, "role": 20, "site": 160, "language": 10},
    ),
    "sites": Shape(
        {"name": (*_NAME, "site", "place", "lugar", "sede", "sitio"), "address": ("address", "street", "dirección", "domicilio"), **_COUNTY},
        (("name",),),
        {"name": 160, "address": 200, "county": 80, "state": 2},
    ),
    "agencies": Shape(
        {
            "name": (*_NAME, "organization", "agency", "organización", "agencia"), "sector": ("sector",),
            "phone": ("phone", "telephone", "teléfono"), "receives": ("receives reports", "recibe informes", "recibe denuncias"),
            "government": ("government", "government agency", "gobierno", "agencia del gobierno"), **_COUNTY,
        },
        (("name",), ("sector",)),
        {"name": 160, "sector": 40, "phone": 24, "receives": 5, "government": 5, "county": 80, "state": 2},
    ),
}  # fmt: skip
