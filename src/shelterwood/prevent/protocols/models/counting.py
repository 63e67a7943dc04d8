import uuid

from django.db import models
from django.db.models import F, Q


class Filling(models.Model):
    """A checklist as an organization answered it on a day. Each filling is a row of its own, so that the history stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    checklist = models.CharField(max_length=60, help_text="Its id in the library.")
    version = models.CharField(max_length=20)
    replies = models.JSONField(help_text="Step to its reply: named, number, of, day, yes.")
    filled_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    filled_at = models.DateTimeField()

    class Meta:
        ordering = ["-filled_at"]
        indexes = [models.Index(fields=["organization", "checklist", "filled_at"])]


class CardInUse(models.Model):
    """That a card lies at a site since a day, said by somebody; and until when, where it was taken away."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey("accounts.Site", on_delete=models.CASCADE, related_name="+")
    card = models.CharField(max_length=60, help_text="Its id in the library.")
    version = models.CharField(max_length=20)
    since = models.DateField()
    put_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()
    until = models.DateField(null=True)
    removed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["site__name", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["site", "card"], condition=Q(until=None), name="protocols_card_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="protocols_card_ends_after_its_start"),
            models.CheckConstraint(
                condition=Q(until=None, removed_by=None, removed_at=None)
                | Q(until__isnull=False, removed_by__isnull=False, removed_at__isnull=False),
                name="protocols_card_removed_by_whom",
            ),
        ]


class Session(models.Model):
    """A prevention session that was held: how many young people, never who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey("accounts.Site", on_delete=models.SET_NULL, null=True, related_name="+")
    plan = models.CharField(max_length=60, help_text="The session plan, its id in the library.")
    day = models.DateField()
    people = models.PositiveSmallIntegerField(help_text="How many young people took part.")
    ages = models.CharField(max_length=12)
    minutes = models.PositiveSmallIntegerField()
    mandate = models.CharField(max_length=30, blank=True, help_text="The instruction mandate that it is counted for; empty: none.")
    recorded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    token = models.UUIDField(unique=True, help_text="Of the form: a second click counts once.")

    class Meta:
        ordering = ["-day", "-recorded_at"]
        indexes = [models.Index(fields=["organization", "day"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None) | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="protocols_session_withdrawn_by_whom",
            ),
            models.CheckConstraint(condition=Q(people__gte=1, minutes__gte=1), name="protocols_session_of_somebody"),
        ]
