import uuid

from django.db import models
from django.utils import timezone

from shelterwood.foundation.notify.rules import Fault


class SafeContact(models.Model):
    """When a person wants what is not urgent. Who set nothing is written to on weekdays from seven to seven."""

    person = models.UUIDField(unique=True)
    opens = models.TimeField()
    closes = models.TimeField()
    weekends = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(opens__lt=models.F("closes")), name="notify_contact_has_hours")]


class Notice(models.Model):
    """One message to one person: an address and a language, no subject matter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField()
    address = models.EmailField()
    language = models.CharField(max_length=2, default="en")
    made_at = models.DateTimeField(auto_now_add=True)
    try_at = models.DateTimeField(default=timezone.now, help_text="Not before this moment: the person's hours; each failure moves it further.")
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=20, blank=True, choices=[(fault.value, fault.value) for fault in Fault], help_text="Of the last failure.")

    class Meta:
        indexes = [models.Index(fields=["try_at"], condition=models.Q(sent_at=None), name="notify_waiting")]
