"""Every verb of the body, its counties and their lines. Whether somebody may is asked by the verb above, which knows people."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.body.models import Body, County, Line


def establish(*, name: str, exit_url: str, at: datetime) -> Body:
    """Begin the one body of this site; a second one is refused by the database."""
    with transaction.atomic():
        made: Body = Body.objects.create(name=name, exit_url=exit_url)
        audit.record(Event(action="establish_body", at=at))
    return made


def add_county(**fields: Any) -> County:
    """A county of the body's area."""
    made: County = County.objects.create(**fields)
    return made


def keep_line(found: Line | None, *, actor: UUID | None, organization: UUID | None, at: datetime, **fields: Any) -> Line:
    """Enter a county's line, or change the one that was found. Another number was not rung yet."""
    line = found or Line()
    if found and fields.get("phone", found.phone) != found.phone:
        fields.setdefault("rung_on", None)
    for name, value in fields.items():
        setattr(line, name, value)
    with transaction.atomic():
        line.save()
        audit.record(Event(action="keep_line", actor=actor, organization=organization, detail=str(line.pk), at=at))
    return line


def ring_line(line: Line, *, on: date, actor: UUID, organization: UUID, at: datetime) -> None:
    """Note the day on which somebody of the body rang the number."""
    line.rung_on = on
    with transaction.atomic():
        line.save(update_fields=["rung_on"])
        audit.record(Event(action="ring_line", actor=actor, organization=organization, detail=str(line.pk), at=at))


def end_line(line: Line, *, actor: UUID, organization: UUID, at: datetime) -> None:
    """Take a line off every page at once."""
    with transaction.atomic():
        audit.record(Event(action="end_line", actor=actor, organization=organization, detail=str(line.pk), at=at))
        line.delete()
