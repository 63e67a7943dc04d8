import uuid

from django.db import models
from django.db.models import Q

from shelterwood.foundation.design.columns import both_or_none, choices
from shelterwood.gates.disclosure.vocabulary import Category
from shelterwood.respond.endings.rules import MOST_YEARS, Basis, HoldReason


class Period(models.Model):
    """How long records of a category are kept after their last change. Rows are only added: the last of a category counts.

    Nothing is destroyed under it before counsel has looked at the list of what it would destroy, and started it.
    """

    category = models.CharField(max_length=20, choices=choices(Category))
    years = models.PositiveSmallIntegerField(null=True, help_text="Empty: kept, as if none were set.")
    citation = models.CharField(max_length=200)
    reason = models.CharField(max_length=600)
    set_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    started_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["category", "set_at"]
        constraints = [
            models.CheckConstraint(condition=Q(years=None) | Q(years__gte=1, years__lte=MOST_YEARS), name="endings_period_has_length"),
            models.CheckConstraint(condition=both_or_none("started_by", "started_at"), name="endings_started_by_whom"),
        ]


class Hold(models.Model):
    """Counsel holds a record: it is not destroyed until the hold is lifted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey("disclosure.Record", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=choices(HoldReason))
    held_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField()
    lifted_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record"], condition=Q(lifted_at=None), name="endings_one_live_hold"),
            models.CheckConstraint(condition=both_or_none("lifted_by", "lifted_at"), name="endings_lifted_by_whom"),
        ]


class Seal(models.Model):
    """A record that nobody reads: by whom, when, and on what. The seal itself stands in the record, where the gate reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey("disclosure.Record", on_delete=models.CASCADE, related_name="+")
    basis = models.CharField(max_length=20, choices=choices(Basis))
    sealed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField()
    opened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record"], condition=Q(opened_at=None), name="endings_one_live_seal"),
            models.CheckConstraint(condition=both_or_none("opened_by", "opened_at"), name="endings_opened_by_whom"),
        ]
