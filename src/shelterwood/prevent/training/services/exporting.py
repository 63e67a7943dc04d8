"""Handing proof to an auditor: made for the day, and written down."""

from __future__ import annotations

from datetime import datetime
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from shelterwood.gates.law import queries as law
from shelterwood.prevent.training.acting import NotPossible, check_exports, note
from shelterwood.prevent.training.queries import mandates as queries
from shelterwood.prevent.training.queries.evidence import local_day
from shelterwood.prevent.training.queries.export import pack

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


def export(*, by: Person, mandate: str, at: datetime) -> IO[bytes]:
    """The proof for one mandate as a ZIP, which the caller closes.

    Raises Forbidden for anybody but a manager of the organization, NotPossible for a mandate that asks nothing of persons.
    """
    check_exports(by)
    known = queries.held(mandate, law.signed_mandates())
    if known is None or not known.mandate.of_persons:
        raise NotPossible
    with transaction.atomic():  # one view of the tables, and its event
        made = pack(known, by.organization, on=local_day(by.organization, at), demonstration=settings.DEMONSTRATION)
        note("export_proof", by, by.organization_id, at, mandate)
    return made
