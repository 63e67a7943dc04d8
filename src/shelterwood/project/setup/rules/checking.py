"""All answers together: every fault that the whole has, each with the line where it stands."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shelterwood.foundation.accounts.rules import OF_THE_BODY, Role
from shelterwood.project.setup.rules.questions import BY_KEY, NEEDED, SECTIONS, Ask, Section

type Path = tuple[str | int, ...]
type Row = Mapping[str, Any]
type Census = Mapping[str, Mapping[str, tuple[str, ...]]]  # state, name without its kind: the codes that bear it

KINDS = (" County", " Parish", " Borough", " Census Area", " Municipality", " city")


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, and where: the line of a file, or nothing for what was typed."""

    path: Path
    reason: str


class Faulty(Exception):
    """The answers cannot be used as they are; `faults` holds every reason."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(fault.reason for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Answers:
    """Every answer read: rows by section, one for what there is only once."""

    rows: Mapping[str, tuple[Row, ...]]

    def one(self, section: str) -> Row:
        return self.rows[section][0]

    def many(self, section: str) -> tuple[Row, ...]:
        return self.rows[section]


def checked(values: Mapping[str, Any], *, census: Census) -> Answers:
    """Read everything that was answered. Raises Faulty with every fault, so that a file is mended in one go."""
    faults: list[Fault] = [Fault((key,), f"[{key}] is no part of the answers; {_nearest(key, BY_KEY)}.") for key in values if key not in BY_KEY]
    rows = {section.key: tuple(_section(section, values.get(section.key), faults)) for section in SECTIONS}
    if not faults:
        rows["county"] = tuple(_coded(row, place, census, faults) for place, row in enumerate(rows["county"]))
        faults += [fault for look in LOOKS for fault in look(rows)]
    if faults:
        raise Faulty(sorted(faults, key=lambda fault: [str(part).rjust(8) for part in fault.path]))
    return Answers(rows)


def _section(section: Section, given: Any, faults: list[Fault]) -> Iterator[Row]:
    header = f"[[{section.key}]]" if section.many else f"[{section.key}]"
    if given is None:
        if not section.optional:
            faults.append(Fault((), f"{header} is missing: {section.title}."))
        return
    wanted = list if section.many else dict
    if not isinstance(given, wanted) or (section.many and not all(isinstance(each, dict) for each in given)):
        faults.append(Fault((section.key,), f"Write {header}."))
        return
    for place, row in enumerate(given if section.many else [given]):
        yield _row(section, row, (section.key, place) if section.many else (section.key,), faults)


def _row(section: Section, row: Row, path: Path, faults: list[Fault]) -> Row:
    known = {ask.key: ask for ask in section.asks}
    faults += [Fault((*path, key), f"{key!r} is not asked here; {_nearest(key, known)}.") for key in row if key not in known]
    found = {}
    for ask in section.asks:
        try:
            found[ask.key] = _answer(ask, row.get(ask.key, NEEDED))
        except ValueError as problem:
            faults.append(Fault((*path, ask.key), f"{ask.key}: {problem}"))
    return found


def _answer(ask: Ask, written: Any) -> Any:
    if written is NEEDED or written == "":
        if ask.default is NEEDED:
            raise ValueError(f"It is missing ({ask.words}).")
        return ask.default
    return ask.read(written)


def _nearest(key: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(key, list(known), 1)
    return f"did you mean {close[0]!r}" if close else f"known are: {', '.join(known)}"


# --- the whole ----------------------------------------------------------------------------------------------------


def without_kind(name: str) -> str:
    """`Hennepin County` as the map names it: `Hennepin`."""
    return next((name.removesuffix(kind) for kind in KINDS if name.endswith(kind)), name)


def _coded(row: Row, place: int, census: Census, faults: list[Fault]) -> Row:
    """The county with its Census code. Two of one name need the code written."""
    here = census.get(row["state"], {})
    if row["fips"]:
        if here and row["fips"] not in {code for codes in here.values() for code in codes}:
            faults.append(Fault(("county", place, "fips"), f"{row['fips']} is no county of {row['state']}."))
        return row
    codes = here.get(row["name"], ()) or here.get(without_kind(row["name"]), ())
    if len(codes) == 1 or not here:
        return {**row, "fips": codes[0] if codes else ""}
    said = f"{row['name']} is no county of {row['state']} in the list of the Census; {_nearest(without_kind(row['name']), here)}."
    if codes:
        said = f"{row['state']} has several of the name {row['name']}: write fips, one of {', '.join(codes)}."
    faults.append(Fault(("county", place, "name"), said))
    return row


def twice(rows: Mapping[str, tuple[Row, ...]]) -> Iterator[Fault]:
    """Nothing stands twice. Counties and agencies are named by their name alone, so names differ across states too."""
    for section, keys in (("county", ("name",)), ("agency", ("name",)), ("site", ("agency", "name")), ("route", ("county",)), ("person", ("email",))):
        seen = set()
        for place, row in enumerate(rows[section]):
            mark = tuple(str(row[key]).casefold() for key in keys)
            if mark in seen:
                yield Fault((section, place), f"{', '.join(str(row[key]) for key in keys)} stands here twice.")
            seen.add(mark)
    administrator = rows["administrator"][0]["email"].casefold() if rows["administrator"] else ""
    for place, row in enumerate(rows["person"]):
        if row["email"].casefold() == administrator:
            yield Fault(("person", place, "email"), "This is the administrator's address; one person has one account.")


def named(rows: Mapping[str, tuple[Row, ...]]) -> Iterator[Fault]:
    """What is named by another row is there."""
    body = rows["body"][0]["name"]
    there = {"county": {row["name"] for row in rows["county"]}, "agency": {row["name"] for row in rows["agency"]}}
    there["agency or body"] = there["agency"] | {body}
    for section in SECTIONS:
        for ask in (each for each in section.asks if each.among):
            for place, row in enumerate(rows[section.key]):
                for name in _names(row[ask.key]):
                    if name not in there[ask.among]:
                        yield Fault((section.key, place, ask.key), f"{name!r} is not among the answers; {_nearest(name, sorted(there[ask.among]))}.")


def _names(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def routed(rows: Mapping[str, tuple[Row, ...]]) -> Iterator[Fault]:
    """Each county has its intakes, and each of them, like who stands in for it, receives reports by law."""
    receives = {row["name"] for row in rows["agency"] if row["receives_reports"]}
    agencies = {row["name"] for row in rows["agency"]}
    routed_here = {row["county"] for row in rows["route"] if row["agencies"]}
    for place, county in enumerate(rows["county"]):
        if county["name"] not in routed_here:
            yield Fault(("county", place), f"No [[route]] says who takes the reports of {county['name']}.")
    for place, row in enumerate(rows["route"]):
        for name in (set(row["agencies"]) & agencies) - receives:
            yield Fault(("route", place, "agencies"), f"{name} does not receive reports by law (receives_reports).")
        if len(set(row["agencies"])) < len(row["agencies"]):
            yield Fault(("route", place, "agencies"), "An agency stands here twice.")
    for place, row in enumerate(rows["agency"]):
        if row["stands_in"] == row["name"]:
            yield Fault(("agency", place, "stands_in"), "An agency cannot stand in for itself.")
        elif row["stands_in"] in agencies - receives:
            yield Fault(("agency", place, "stands_in"), f"{row['stands_in']} does not receive reports by law (receives_reports).")


def trusted(rows: Mapping[str, tuple[Row, ...]]) -> Iterator[Fault]:
    """The roles of the body are for its own people, a roster has an end, and the machine's keeper takes no concerns."""
    body = rows["body"][0]["name"]
    for place, row in enumerate(rows["person"]):
        own = row["agency"] == body
        if row["role"] in OF_THE_BODY and not own:
            yield Fault(("person", place, "role"), f"{row['role']} is a role of the body's own people.")
        if own and row["role"] not in OF_THE_BODY:
            yield Fault(("person", place, "role"), f"The body's own people are one of: {', '.join(OF_THE_BODY)}.")
        if bool(row["duty"]) != bool(row["duty_until"]):
            yield Fault(("person", place, "duty"), "Write duty and duty_until together.")
        if row["duty"] and row["role"] == Role.IT_OPERATOR:
            yield Fault(("person", place, "duty"), "The IT operator takes no concerns; name a duty officer.")


LOOKS: tuple[Callable[[Mapping[str, tuple[Row, ...]]], Iterator[Fault]], ...] = (twice, named, routed, trusted)
