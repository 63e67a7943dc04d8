"""A roster of staff as CSV: who works here, in which post, where, since when and until when."""

from dataclasses import dataclass
from datetime import date, timedelta

from shelterwood_methods.formats.columns import Names
from shelterwood_methods.formats.delimited import Record
from shelterwood_methods.formats.rows import Cells, Fault, whole

NAMES: Names = {
    "number": (
        "employee number", "employee no", "employee id", "number", "staff number", "staff id", "personnel number", "payroll number", "badge number",
        "número de empleado", "núm. de empleado", "no. de empleado", "número", "id de empleado", "número de personal", "número de nómina",
    ),
    "name": ("name", "full name", "employee name", "staff name", "nombre completo", "nombre", "nombre y apellidos", "nombre del empleado"),
    "given": ("first name", "given name", "forename", "nombre de pila", "primer nombre", "nombres"),
    "family": ("last name", "family name", "surname", "apellidos", "apellido"),
    "post": ("post", "position", "job title", "title", "job", "role", "puesto", "cargo", "ocupación"),
    "site": ("site", "location", "property", "building", "school", "branch", "local", "lugar", "sitio", "sede", "centro", "sucursal", "plantel"),
    "hired_on": (
        "hired on", "hire date", "date hired", "start date", "date of hire", "fecha de contratación", "fecha de ingreso", "fecha de inicio",
        "fecha de alta",
    ),
    "left_on": ("left on", "termination date", "end date", "date left", "leaving date", "fecha de salida", "fecha de baja", "fecha de fin"),
}  # fmt: skip
NEEDED = (("number",), ("name", "family"))
DAYS = ("hired_on", "left_on")
LONGEST = {"number": 60, "name": 120, "given": 60, "family": 60, "post": 80, "site": 160}
AHEAD = timedelta(days=366)  # a hire or an end already known for next year


@dataclass(frozen=True, slots=True)
class Staff:
    """One person of a roster. An empty text or None: the file does not say it. `left_said`: it has a column for the end."""

    line: int
    number: str
    name: str
    post: str
    site: str
    hired_on: date | None
    left_on: date | None
    left_said: bool


def staff(
    record: Record, columns: dict[str, int], width: int, *, today: date, day_first_elsewhere: bool = False, name_needed: bool = True
) -> tuple[Staff | None, str, list[Fault]]:
    """A row as a person, or why not; the number besides, as far as it can be read, since whoever stands in the file has not left.

    `name_needed`: False for changes of a package, which need not repeat the name of whoever is known.
    """
    if faults := whole(record, width):
        return None, "", faults
    cells = Cells(record, columns, day_first_elsewhere)
    number = cells.text("number", LONGEST["number"], needed=True)
    readable = "" if cells.faults else number
    name = cells.text("name", LONGEST["name"], needed=name_needed) if cells.has("name") else _joined(cells)
    post, site = cells.text("post", LONGEST["post"]), cells.text("site", LONGEST["site"])
    hired_on, left_on = cells.day("hired_on", latest=today + AHEAD), cells.day("left_on", latest=today + AHEAD)
    if hired_on and left_on and left_on < hired_on:
        cells.refuse("left_on", cells.raw("left_on"), "left_before_hired", hired_on.isoformat())
    if cells.faults:
        return None, readable, cells.faults
    return Staff(record.line, number, name, post, site, hired_on, left_on, cells.has("left_on")), readable, []


def _joined(cells: Cells) -> str:
    family = cells.text("family", LONGEST["family"], needed=True)
    return f"{cells.text('given', LONGEST['given'])} {family}".strip()
