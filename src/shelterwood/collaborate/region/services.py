"""Every verb with which the body keeps its own house."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from shelterwood.collaborate.region import queries
from shelterwood.collaborate.region.permissions import check, keeps_consultants, keeps_lines, keeps_mail, keeps_routing
from shelterwood.foundation.accounts import services as accounts
from shelterwood.foundation.body import queries as body_queries
from shelterwood.foundation.body import services as body
from shelterwood.foundation.design.revisions import alone, check_seen
from shelterwood.foundation.notify import services as notify
from shelterwood.respond.concerns import services as concerns
from shelterwood.respond.consultations import services as consultations

if TYPE_CHECKING:
    from uuid import UUID

    from shelterwood.foundation.accounts.models import Organization, Person
    from shelterwood.foundation.body.models import County, Line


def keep_routing(
    county: County, *, rows: Sequence[tuple[Organization, Organization | None]], by: Person, at: datetime, seen: str | None = None
) -> None:
    """Say who takes a county's reports, in which order, and who takes each one's where somebody involved works there.

    An alternate belongs to the agency, so it holds for every county of that agency. `seen`: the mark of the table that the
    person had before them. Raises Forbidden, and Stale where it was changed meanwhile.
    """
    check(keeps_routing(by))
    with transaction.atomic():
        check_seen(queries.routing_values(alone(county)), seen)
        concerns.set_intakes(county, organizations=[intake for intake, _alternate in rows], at=at, **_who(by))
        for intake, alternate in rows:
            accounts.set_alternate(intake, alternate=alternate)


def keep_consultant(
    county: County, *, agency: Organization | None, person: Person | None, alternate: Person | None, by: Person, at: datetime
) -> None:
    """Name who answers a county's questions; without an agency nobody does."""
    check(keeps_consultants(by))
    consultations.set_consultant(county, agency=agency, person=person, alternate=alternate, at=at, **_who(by))


def keep_line(line: Line | None, *, by: Person, at: datetime, seen: str | None = None, **fields: Any) -> Line:
    """Enter a county's line, or change one. `seen`: the mark of what the person had before them. Raises Forbidden, Stale."""
    check(keeps_lines(by))
    with transaction.atomic():
        if line:
            line = alone(line)
            check_seen(body_queries.line_values(line), seen)
        return body.keep_line(line, at=at, **_who(by), **fields)


def ring_line(line: Line, *, by: Person, at: datetime) -> None:
    """Note that somebody rang this number today and the right people answered."""
    check(keeps_lines(by))
    body.ring_line(line, on=at.date(), at=at, **_who(by))


def end_line(line: Line, *, by: Person, at: datetime) -> None:
    """Take a line off every page."""
    check(keeps_lines(by))
    body.end_line(line, at=at, **_who(by))


def send_test(*, by: Person, at: datetime) -> str:
    """Send a message to one's own address and to no other; the fault as a word, or nothing."""
    check(keeps_mail(by))
    return notify.send_test(address=by.email, language=by.language, at=at, **_who(by))


def try_mail_again(*, by: Person, at: datetime) -> int:
    """Let everything that failed be tried at once."""
    check(keeps_mail(by))
    return notify.try_again(at=at, **_who(by))


def _who(by: Person) -> dict[str, UUID]:
    return {"actor": by.pk, "organization": by.organization_id}
