import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from shelterwood.foundation.vault.rules import Place


class RulePack(models.Model):
    """Rows that counsel signed together. A demonstration signature is an invented one and says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    signed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    demonstration = models.BooleanField(default=False)
    digest = models.CharField(
        max_length=64, blank=True, help_text="Hash of the rows signed and their texts; empty for packs from before it was kept."
    )


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
    governs_from = models.DateField(null=True, help_text="First day of counsel's own text; empty for a row of this version, whose text says it.")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            # an older text of counsel's own keeps the days before the newer one begins
            models.UniqueConstraint(fields=["kind", "row", "text_hash"], condition=Q(withdrawn_at=None), name="law_one_signature_a_text"),
            models.CheckConstraint(condition=Q(withdrawn_by=None) | Q(withdrawn_at__isnull=False), name="law_withdrawn_by_only_when_withdrawn"),
        ]


class DutyText(models.Model):
    """One version of a reporting duty as the body's counsel wrote it. It is never changed: who changes it writes the next.

    `cells` holds every column of reporting_duties.csv and reporting_duties_typed.csv. It governs only while a signature names its hash.
    """

    duty = models.CharField(max_length=30)
    jurisdiction = models.CharField(max_length=2)
    number = models.PositiveSmallIntegerField()
    cells = models.JSONField()
    text_hash = models.CharField(max_length=64)
    written_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    reviewed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["duty", "number"]
        indexes = [models.Index(fields=["jurisdiction", "duty"])]
        constraints = [
            # two who save at once cannot both write the same next version
            models.UniqueConstraint(fields=["duty", "number"], name="law_text_once"),
            models.CheckConstraint(
                condition=(Q(reviewed_by=None) & Q(reviewed_at=None)) | (Q(reviewed_by__isnull=False) & Q(reviewed_at__isnull=False)),
                name="law_reviewed_by_and_when",
            ),
            models.CheckConstraint(condition=Q(reviewed_by=None) | ~Q(reviewed_by=models.F("written_by")), name="law_reviewed_by_another"),
        ]


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
    def nearest(self) -> datetime:
        """When it is due; a duty that says "now" is due since it began."""
        return self.due_at or self.started_at

    @property
    def reference_place(self) -> Place:
        """Where the sealed reference number stands."""
        return Place(table="law_clock", row=self.id, field="reference_number", group=self.record)
