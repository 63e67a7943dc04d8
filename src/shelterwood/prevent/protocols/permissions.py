"""May this person do it? Each question is asked by the verb itself, so that no page can forget it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shelterwood.foundation.accounts.queries import may
from shelterwood.foundation.accounts.rules import Verb
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.gates.disclosure.vocabulary import Field, Purpose
from shelterwood.prevent.protocols.models import Run

if TYPE_CHECKING:
    from uuid import UUID

    from shelterwood.foundation.accounts.models import Person
    from shelterwood.gates.disclosure.models import Record


class Forbidden(Exception):
    """The person may not do this. What they are shown is the page for what does not exist."""


def check(allowed: bool) -> None:
    """Raise Forbidden unless allowed."""
    if not allowed:
        raise Forbidden


def may_manage(person: Person, organization: UUID) -> bool:
    """Adopt, adapt, retire, answer checklists, put out cards, count sessions, see adherence: the organization's own manager or supervisor."""
    return person.organization_id == organization and may(person, Verb.SIGN_PROTOCOLS)


def may_begin(organization: UUID, about: Record | None, by: Principal) -> bool:
    """Begin a run: anybody of the organization that adopted the protocol; from a concern, who may read what it says."""
    return by.active and by.organization.id == organization and (about is None or reads_what_it_is_about(about, by))


def may_read(run: Run, by: Principal) -> bool:
    """Read and write in a run: its own organization's people whom the gate lets read it and what it was begun from.

    Whoever writes in a run reads it. That somebody left since, or may no longer read the concern, ends both at once.
    """
    if run.record.owner_id != by.organization.id:
        return False
    decision, _ = gate.may_read(run.record, {Field.NARRATIVE}, by=by, purpose=Purpose.OWN_WORK)
    return decision.allowed and reads_its_beginning(run, by)


def may_join(run: Run, by: Principal) -> bool:
    """Take part in a run that colleagues began from a concern: whoever of the same organization may read that concern."""
    return run.record.owner_id == by.organization.id and run.about_id is not None and reads_its_beginning(run, by)


def reads_its_beginning(run: Run, by: Principal) -> bool:
    """Whether this person may read what the run was begun from; begun from nothing, there is nothing to ask.

    Asked by the id: where the second wall hides the record, a query that joins it says that there is none.
    """
    return run.about_id is None or (run.about is not None and reads_what_it_is_about(run.about, by))


def reads_what_it_is_about(about: Record, by: Principal) -> bool:
    """Whether the gate lets this person read what was observed: number, sector and clocks alone give no right."""
    decision, _ = gate.may_read(about, {Field.OBSERVATION_TEXT}, by=by, purpose=Purpose.CHILD_PROTECTION)
    return decision.allowed
