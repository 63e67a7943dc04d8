import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from shelterwood_methods.statutes.duties import Kind

from shelterwood.foundation.vault.rules import Place
from shelterwood.gates.law.rules import duties


class RulePack(models.Model):
    """Rows that counsel signed together. A demonstration signature is an invented one and says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    signed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    demonstration = models.BooleanField(default=False)


class SignedRow(models.Model):
    """One signed row: a duty, a disclosure rule or a mandate, with the hash of the text that was signed."""

    class Kind(models.TextChoices):
        DUTY = "duty"
        RULE = "rule"
        MANDATE = "mandate"

    pack = models.ForeignKey(RulePack, on_delete=models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=10, choices=Kind)
    row = models.CharField(max_length=30)
    text_hash = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "row"], condition=Q(withdrawn_at=None), name="law_one_signature_a_row")]


class Clock(models.Model):
    """A duty that runs: from a recorded moment, under a cited rule, until a proof or past its limit.

    What the law said at the start is copied, so that a later row does not move an old clock. `due_at` is empty
    where the law gives no number: then it says "now" and nothing counts down.
    """

    class Method(models.TextChoices):
        TELEPHONE = "telephone"
        ONLINE = "online"
        IN_PERSON = "in_person"
        WRITTEN = "written"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    duty = models.CharField(max_length=30)
    record = models.UUIDField(help_text="The record that the duty is about; no foreign key, since records lie above.")
    holder = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, null=True, related_name="+")
    signed = models.BooleanField(help_text="Whether counsel had signed the row when the clock started.")
    citation = models.TextField()
    started_at = models.DateTimeField(help_text="When the information was received, not when it was typed.")
    due_at = models.DateTimeField(null=True)
    warned = models.PositiveSmallIntegerField(default=0, help_text="The last threshold announced: 50, 75 or 100 per cent.")
    met_at = models.DateTimeField(null=True)
    met_method = models.CharField(max_length=20, blank=True, choices=Method)
    met_reference = models.BinaryField(null=True, help_text="Sealed under the record's group.")
    met_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["record"]),
            models.Index(fields=["due_at"], condition=Q(met_at=None, due_at__isnull=False), name="law_clock_running"),
            models.Index(fields=["holder", "due_at"], condition=Q(met_at=None), name="law_clock_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(met_at=None) & Q(met_method="") & Q(recorded_at=None))
                | (Q(met_at__isnull=False) & Q(recorded_at__isnull=False) & ~Q(met_method="")),
                name="law_met_with_its_proof",
            ),
            # a reporter without an account records it by the receipt, and no person stands beside it
            models.CheckConstraint(condition=Q(met_by=None) | Q(met_at__isnull=False), name="law_met_by_only_when_met"),
        ]

    @property
    def duty_kind(self) -> Kind | None:
        """What kind of duty it is; None where this version no longer holds the row."""
        row = duties().by_id.get(self.duty)
        return row.kind if row else None

    @property
    def nearest(self) -> datetime:
        """When it is due; a duty that says "now" is due since it began."""
        return self.due_at or self.started_at

    @property
    def reference_place(self) -> Place:
        """Where the sealed reference number stands."""
        return Place(table="law_clock", row=self.id, field="reference_number", group=self.record)
