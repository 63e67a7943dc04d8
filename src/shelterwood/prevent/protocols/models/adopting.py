import uuid

from django.db import models
from django.db.models import F, Q


class Draft(models.Model):
    """A protocol while an organization makes it its own: not in force, seen by those who sign."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    protocol = models.CharField(max_length=60, help_text="Its id in the library.")
    base = models.TextField(help_text="The file of the library from which it was made.")
    text = models.TextField(help_text="The adaptation as a file (docs/reference/protocol-format.md).")
    clocks_on = models.JSONField(default=list, help_text="Ids of the steps whose own time limit is to run.")
    own = models.JSONField(default=dict, help_text="Placeholder to language to words: what the organization calls people and lines.")
    changed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "protocol"], name="protocols_one_draft_each")]


class Adoption(models.Model):
    """One signed version. The database lets nobody change what was signed; it ends when a later one replaces it or it is retired."""

    class Ended(models.TextChoices):
        REPLACED = "replaced"
        RETIRED = "retired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    protocol = models.CharField(max_length=60, help_text="Its id in the library.")
    sector = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    library_version = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField(help_text="Counted from 1 for each organization and protocol.")
    base = models.TextField(help_text="The file of the library from which it was made.")
    text = models.TextField(help_text="The adaptation as a file, as it was signed.")
    clocks_on = models.JSONField(default=list)
    own = models.JSONField(default=dict)
    signed_name = models.CharField(max_length=120, help_text="The name as it was typed.")
    signed_post = models.CharField(max_length=120)
    signed_on = models.DateField(help_text="The day that stands beside the name.")
    signed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    review_on = models.DateField(help_text="By when it is read again.")
    reminded_for = models.DateField(null=True, help_text="The review day of which somebody was reminded.")
    ended = models.CharField(max_length=10, blank=True, choices=Ended)
    ended_why = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["protocol", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "protocol", "number"], name="protocols_version_once"),
            models.UniqueConstraint(fields=["organization", "protocol"], condition=Q(ended=""), name="protocols_one_in_force"),
            models.CheckConstraint(condition=Q(review_on__gt=F("signed_on")), name="protocols_review_after_signing"),
            models.CheckConstraint(
                condition=Q(ended="", ended_by=None, ended_at=None) | (~Q(ended="") & Q(ended_by__isnull=False, ended_at__isnull=False)),
                name="protocols_ended_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.protocol} {self.number}"

    @property
    def in_force(self) -> bool:
        return not self.ended
