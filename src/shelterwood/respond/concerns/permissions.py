"""May this person do it? Each question is asked by the verb itself, so that no page can forget it."""

from uuid import UUID

from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.gates.disclosure.vocabulary import Field, Purpose
from shelterwood.respond.concerns.models import Concern, Route


class Forbidden(Exception):
    """The person may not do this. What they are shown is the page for what does not exist."""


def reads_content(concern: Concern, by: Principal) -> bool:
    """Whether the gate lets this person read what was observed: number, sector and clocks alone give no right to act."""
    decision, _ = gate.may_read(concern.record, {Field.OBSERVATION_TEXT}, by=by, purpose=Purpose.CHILD_PROTECTION)
    return decision.allowed


def may_act_on(route: Route, by: Principal) -> bool:
    """Answer: somebody of the agency it went to who may read it."""
    return route.organization_id == by.organization.id and reads_content(route.concern, by)


def may_take(route: Route, by: Principal) -> bool:
    """Acknowledge and screen: an agency to which it was told. The desk's own waiting ends with a route and nothing else."""
    return may_act_on(route, by) and route.organization_id != route.concern.record.owner_id


def may_route(concern: Concern, by: Principal) -> bool:
    """Confirm a route: somebody of the intake desk, for a concern that the desk owns."""
    waits = concern.routes.filter(organization=by.organization.id).exists()  # not one that the body's own staff raised
    return by.organization.intake_desk and waits and concern.record.owner_id == by.organization.id and reads_content(concern, by)


def may_add(concern: Concern, by: Principal) -> bool:
    """Add facts: the writer alone."""
    return concern.record.writer_id == by.id


def may_correct(concern: Concern, by: Principal) -> bool:
    """Correct what was said: the writer; for somebody without an account the desk that holds it."""
    at_desk = concern.record.writer_id is None and concern.record.owner_id == by.organization.id
    return may_add(concern, by) or (at_desk and reads_content(concern, by))


def may_withdraw(concern: Concern, by: Principal) -> bool:
    """Withdraw it: the writer alone."""
    return may_add(concern, by)


def may_record_report(concern: Concern, holder: UUID | None, by: Principal) -> bool:
    """Record that a duty was met: whoever holds it.

    A reporter's own duty: the writer, or the desk for somebody without an account. An agency's duty (`holder`):
    somebody of that agency who may read the concern.
    """
    if holder:
        return holder == by.organization.id and reads_content(concern, by)
    return may_add(concern, by) or may_route(concern, by)


def check(allowed: bool) -> None:
    """Raise Forbidden unless allowed."""
    if not allowed:
        raise Forbidden
