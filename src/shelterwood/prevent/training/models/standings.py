import uuid

from django.db import models
from django.db.models import Q
from shelterwood_methods.statutes.training import State

from shelterwood.prevent.training.models.completion import Completion
from shelterwood.prevent.training.models.learner import Learner


class Standing(models.Model):
    """How one mandate stands for one learner, kept so that fifty thousand are counted in a moment; what does not bind has no row.

    Only `services.standings` writes here. Organization and site are the learner's own, repeated for counting.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="standings")
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey("accounts.Site", on_delete=models.SET_NULL, null=True, related_name="+")
    mandate = models.CharField(max_length=30)
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in State])
    harm = models.PositiveSmallIntegerField(help_text="The state's place in rules.mandates.harm ORDER, to list the worst first.")
    reasons = models.JSONField(default=list, help_text="Words of statutes.training Reason.")
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    since = models.DateField(help_text="The day on which it was first reckoned to stand so.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "mandate"], name="training_standing_once")]
        indexes = [
            models.Index(fields=["organization", "mandate", "site", "state"], name="training_standing_count"),
            models.Index(fields=["organization", "mandate", "harm", "due_on", "id"], name="training_standing_people"),
            models.Index(
                fields=["organization", "since"], condition=Q(state__in=[State.DUE.value, State.OVERDUE.value]), name="training_standing_new"
            ),
        ]


class LawReckoned(models.Model):
    """On which law and signatures every standing rests; another digest, and all are reckoned anew."""

    digest = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        ordering = ["-id"]


class Filing(models.Model):
    """That an employer certified a training in somebody's personnel file, where a law asks that as proof."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    completion = models.ForeignKey(Completion, on_delete=models.CASCADE, related_name="filings")
    mandate = models.CharField(max_length=30)
    filed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["completion", "mandate"], name="training_filed_once")]


class Fulfilment(models.Model):
    """That a duty of a site, or of the organization for all its sites, was done: adopted, certified, checked, and where the proof lies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey("accounts.Site", on_delete=models.CASCADE, null=True, related_name="+")
    mandate = models.CharField(max_length=30)
    done_on = models.DateField()
    proof = models.CharField(max_length=200, help_text="What shows it, and where that is kept.")
    recorded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-done_on", "-recorded_at"]
        indexes = [models.Index(fields=["organization", "mandate", "site"], name="training_fulfilment_of")]


class Reminder(models.Model):
    """That a manager asked to remind somebody, and when the notice without content was left; none for whoever has no account."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="reminders")
    asked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["learner", "asked_at"]),
            models.Index(fields=["id"], condition=Q(told_at=None), name="training_reminder_waits"),
        ]


class Digest(models.Model):
    """The day of an organization's last look at what newly became due."""

    organization = models.OneToOneField("accounts.Organization", on_delete=models.CASCADE, primary_key=True, related_name="+")
    looked_on = models.DateField()
