"""May this person do it? Each question is asked by the verb itself, so that no page can forget it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.vocabulary import Field, Purpose
from shelterwood.respond.consultations.rules import may_type

if TYPE_CHECKING:
    from shelterwood.gates.disclosure.rules import Principal
    from shelterwood.respond.consultations.models import Consultation


class Forbidden(Exception):
    """The person may not do this. What they are shown is the page for what does not exist."""


def may_ask(by: Principal) -> bool:
    """Ask: anybody whose sector may type here."""
    return may_type(by.organization.sector)


def is_asker(consultation: Consultation, by: Principal) -> bool:
    """Read one's own question and its answers, add to it, end it, go on to a concern."""
    return consultation.asker_id == by.id


def may_answer(consultation: Consultation, by: Principal) -> bool:
    """Read and answer: who was named for this question and whom the gate lets read it; never one's own question, never by rank."""
    named = not is_asker(consultation, by) and consultation.answerers.filter(person=by.id).exists()
    if not named:
        return False
    decision, _fields = gate.may_read(consultation.record, {Field.OBSERVATION_TEXT, Field.NARRATIVE}, by=by, purpose=Purpose.CHILD_PROTECTION)
    return decision.allowed


def check(allowed: bool) -> None:
    """Raise Forbidden unless allowed."""
    if not allowed:
        raise Forbidden
