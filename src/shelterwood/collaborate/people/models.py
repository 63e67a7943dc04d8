import uuid

from django.db import models
from django.db.models import F, Q

from shelterwood.collaborate.people.rules import Action, How, Kind, State


class IdentityProof(models.Model):
    """Somebody lost their key: one person saw that it is them, and a second one confirms it. Only then a new code is printed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=12, choices=[(how.value, how.value) for how in How])
    vouched_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    vouched_at = models.DateTimeField()
    confirmed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-vouched_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None) | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="people_proof_confirmed_by_whom",
            ),
            models.CheckConstraint(condition=~Q(vouched_by=F("person")), name="people_proof_of_another"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | (~Q(confirmed_by=F("person")) & ~Q(confirmed_by=F("vouched_by"))), name="people_proof_by_two_others"
            ),
        ]


class AccessReview(models.Model):
    """Who had what access on a day, looked at and signed. It is kept as it was signed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    rows = models.JSONField(help_text="Of each person: id, name, role, since when, last entry (ISO 8601 or empty).")

    class Meta:
        ordering = ["-signed_at"]


class Import(models.Model):
    """A file of people, sites or agencies, read and looked at before anything is changed. The file itself is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in State])
    counts = models.JSONField(default=dict, help_text="rows, new, changed, same, refused: how many.")
    encodings = models.JSONField(default=list)
    unread = models.JSONField(default=list, help_text="Names of columns of which nothing comes in.")
    uploaded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    discarded_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "kind"], condition=Q(state=State.CHECKED.value), name="people_one_open_import"),
            models.CheckConstraint(
                condition=Q(applied_by=None, applied_at=None) | Q(applied_by__isnull=False, applied_at__isnull=False),
                name="people_import_applied_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(discarded_by=None, discarded_at=None) | Q(discarded_by__isnull=False, discarded_at__isnull=False),
                name="people_import_discarded_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None) | Q(undone_by__isnull=False, undone_at__isnull=False), name="people_import_undone_by_whom"
            ),
        ]


class ImportRow(models.Model):
    """What a row of the file does: as somebody, a site or an agency would be, and as they were."""

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    action = models.CharField(max_length=8, choices=[(action.value, action.value) for action in Action])
    target = models.UUIDField(default=uuid.uuid4, help_text="Whom or what it makes or changes.")
    shown = models.CharField(max_length=160, help_text="The name, for the preview.")
    values = models.JSONField()
    was = models.JSONField(default=dict)

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["imported", "target"], name="people_imported_once")]


class ImportFault(models.Model):
    """Why a row is refused, in a word that is said in the language of whoever reads it."""

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="faults")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=20)
    figure = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["line", "id"]
        indexes = [models.Index(fields=["imported", "line"], name="people_fault_line")]
