import uuid

from django.db import models
from django.db.models import F, Q

from shelterwood.foundation.design.columns import choices
from shelterwood.gates.disclosure.vocabulary import Attestation as AttestationWord
from shelterwood.gates.disclosure.vocabulary import Category, Source, Subcategory


class Record(models.Model):
    """What every protected table hangs on: whose it is, who wrote it, what it is, and which regimes bind it.

    `kind`, `urgency` and `due_at` let a list find and sort records without touching their content.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    writer = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    county = models.ForeignKey("body.County", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    category = models.CharField(max_length=20, choices=choices(Category))
    subcategory = models.CharField(max_length=30, choices=choices(Subcategory))
    source = models.CharField(max_length=30, choices=choices(Source))
    sealed = models.BooleanField(default=False)
    release_gate_passed = models.BooleanField(default=False)
    filed_at = models.DateTimeField()
    urgency = models.PositiveSmallIntegerField(default=1, help_text="0 where somebody is in danger: lists of what is open put it first.")
    due_at = models.DateTimeField(null=True, help_text="The clock by which lists sort; empty when nothing is due.")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "kind", "urgency", "due_at", "id"], name="record_owner_due"),
            models.Index(fields=["owner", "kind", "filed_at", "id"], name="record_owner_filed"),
            models.Index(fields=["kind", "urgency", "due_at", "id"], name="record_kind_due"),
            models.Index(fields=["kind", "filed_at", "id"], name="record_kind_filed"),
            models.Index(fields=["writer", "kind", "urgency", "due_at"], name="record_writer_due"),
        ]


class RecordRegime(models.Model):
    """A confidentiality law that binds a record. Stamped at filing; may grow, never shrink."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="stamps")
    regime = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "regime"], name="disclosure_stamp_once")]


class NamedReader(models.Model):
    """A person whom the writer named as reader of a sealed or privileged record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="named_readers")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "person"], name="disclosure_reader_named_once")]


class ProtocolReader(models.Model):
    """A post that an organization's signed protocol names to read what its staff notice."""

    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    signed_by = models.CharField(max_length=120)
    signed_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "person"], name="disclosure_protocol_once")]


class Attestation(models.Model):
    """A statement somebody made for one disclosure. It holds for its record, recipient and purpose only."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="attestations")
    word = models.CharField(max_length=30, choices=choices(AttestationWord))
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    words_used = models.TextField(help_text="The question as it was shown.")
    recipient = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["record", "purpose"])]


class Release(models.Model):
    """One disclosure as an object: from, to, which fields, why, under which rule, from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="releases")
    from_organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    to_organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    rule = models.CharField(max_length=20)
    to_intake = models.BooleanField(default=False)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    urgency = models.PositiveSmallIntegerField(default=1, help_text="The record's, beside the clock so that one index gives the order.")
    due_at = models.DateTimeField(null=True, help_text="The recipient's clock, by which its lists sort.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "to_organization"], condition=Q(revoked_at=None), name="disclosure_one_live_release_each"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="disclosure_release_has_length"),
            models.CheckConstraint(condition=~Q(from_organization=F("to_organization")), name="disclosure_release_leaves_the_house"),
        ]
        indexes = [
            models.Index(fields=["to_organization", "urgency", "due_at", "record"], condition=Q(revoked_at=None), name="release_to_due"),
            models.Index(fields=["to_organization", "starts_at", "record"], condition=Q(revoked_at=None), name="release_to_start"),
        ]


class ReleaseField(models.Model):
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="given")
    field = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "field"], name="disclosure_field_given_once")]


class ReleaseReader(models.Model):
    """A person of the recipient who reads besides its on-duty intake roster."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "person"], name="disclosure_reader_once")]
