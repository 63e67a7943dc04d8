"""Events are written in the transaction they tell of, and stay as they are."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.foundation.audit.services import Event, NoTransaction

pytestmark = pytest.mark.django_db
CHANGES = {
    "update": "UPDATE audit_accessevent SET action = 'x'",
    "delete": "DELETE FROM audit_accessevent",
    "replace": "INSERT OR REPLACE INTO audit_accessevent SELECT * FROM audit_accessevent LIMIT 1",
    "truncate": "TRUNCATE audit_accessevent",
}


def written() -> AccessEvent:
    with transaction.atomic():
        return audit.record(Event(action="read", actor=uuid4(), records=[uuid4()], fields=["narrative"], at=datetime.now(UTC)))


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_itself_refuses_to_change_or_remove_an_event(change):
    if (change == "truncate") != (connection.vendor == "postgresql") and change in ("truncate", "replace"):
        pytest.skip("this database has no such statement")
    event = written()
    before = AccessEvent.objects.count()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHANGES[change])
    assert AccessEvent.objects.count() == before
    event.refresh_from_db()
    assert event.action == "read"


def test_an_event_outside_a_transaction_is_refused(monkeypatch):
    with monkeypatch.context() as outside:
        outside.setattr(connections["default"], "in_atomic_block", False)  # every test runs inside one, and this trace cannot be flushed
        with pytest.raises(NoTransaction):
            audit.record(Event(action="read"))


def kept_together() -> None:
    with transaction.atomic():
        written()
        raise ZeroDivisionError


def test_an_event_goes_with_what_it_tells_of():
    before = AccessEvent.objects.count()
    with pytest.raises(ZeroDivisionError):
        kept_together()
    assert AccessEvent.objects.count() == before
