"""Mandates, people and trainings of the tests: rows of the facts, with something changed where a rule must hold whatever they say."""

from dataclasses import replace
from datetime import date

from shelterwood_methods import facts
from shelterwood_methods.facts import Row
from shelterwood_methods.statutes.training import Completion, Mandate, Person, Status, Where, load, status_of
from shelterwood_methods.statutes.training.cells import Begin

MANDATES = load()
FLORIDA = Where("FL", frozenset({"hotel"}), frozenset({"hotel"}))
MINNESOTA = Where("MN", frozenset({"hotel"}), frozenset({"hotel"}))
TEXAS = Where("TX", frozenset({"hotel"}), frozenset({"hotel"}))
FL, MN, TX = (MANDATES.by_id[f"{state}-HOTEL-TRAIN-01"] for state in ("FL", "MN", "TX"))
EVERYTHING = frozenset(MANDATES.by_id) - {"TX-HOTEL-TRAIN-02"}


def person(hired: date | None, *roles: str, **more) -> Person:
    return Person(frozenset(roles or ("front_desk",)), hired, **more)


def trained(on: date, mandate: Mandate = FL, **more) -> Completion:
    """A training that counts toward the mandate."""
    return Completion(on, **({"minutes": 300, "approvals": {mandate.id: "A-1"}, "proofs": frozenset(mandate.proof)} | more))


def florida(hired: date | None, *done: Completion, on: date, mandate: Mandate = FL, signed: frozenset[str] = frozenset(), **more) -> Status:
    return status_of(mandate, FLORIDA, person(hired, **more), done, on=on, signed=signed)


def since(mandate: Mandate, first: date, last: date | None = None) -> Mandate:
    """The mandate as if its law had begun then."""
    return replace(mandate, begin=Begin(first, last or first))


def changed(mandate: str, /, **cells: str) -> list[Row]:
    """The typed rows with some cells of one row changed."""
    return [Row(each.file, each.line, {**each, **cells}) if each["mandate_id"] == mandate else each for each in facts.read("training_mandates_typed")]
