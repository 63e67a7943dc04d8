import uuid

from django.db import models
from django.db.models import F, Q

from shelterwood.prevent.training.models.learner import Learner


class Approval(models.Model):
    """That the authority which a mandate names approved a course of ours for an organization, with its number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    course = models.CharField(max_length=40)
    mandate = models.CharField(max_length=30)
    number = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True)
    recorded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "course", "mandate", "since"], name="training_approval_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="training_approval_ends_after_its_start"),
        ]


class Exemption(models.Model):
    """That an exemption which a law names holds for one person, who said so, and until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="exemptions")
    word = models.CharField(max_length=40, help_text="A word of statutes.training Reason that names an exemption.")
    why = models.CharField(max_length=200)
    stated_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "word"], condition=Q(ended_at=None), name="training_exempt_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="training_exemption_ended_by_whom",
            ),
        ]
