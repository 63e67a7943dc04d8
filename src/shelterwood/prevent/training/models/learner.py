import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q


class Post(models.Model):
    """A post as an organization calls it, and what the law's words are for it: one answer serves everybody who holds it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=80)
    roles = models.JSONField(default=list, help_text="Words of statutes.training.roles; empty: not said yet.")
    stated = models.JSONField(default=dict, help_text="What the law asks of the post beyond its name: word to yes or no; absent: unknown.")

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["organization", "title"], name="training_post_once")]

    def __str__(self) -> str:
        return self.title


class SiteFacts(models.Model):
    """What kind of place a site is and which conditions of the law it meets, as its organization states them."""

    site = models.OneToOneField("accounts.Site", on_delete=models.CASCADE, primary_key=True, related_name="+")
    places = models.JSONField(default=list, help_text="Words of statutes.training Place; empty: not said yet.")
    stated = models.JSONField(default=dict, help_text="Condition to yes or no; absent: unknown.")


AT_ONCE = date(2000, 1, 1)  # before every day: whoever is new, or was touched, waits to be reckoned


class Learner(models.Model):
    """Somebody whom an organization trains, with or without an account. Staff data: it stays inside the organization."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey("accounts.Site", on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.OneToOneField("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.CharField(max_length=60, blank=True, help_text="How the organization's own roster names them.")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40, blank=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="learners")
    events = models.JSONField(default=dict, help_text="Days from which a law counts besides hire (statutes.training EVENTS), ISO dates.")
    hired_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    turns_on = models.DateField(
        null=True, default=AT_ONCE, help_text="The day on which their standings must be reckoned anew; none: no day turns them."
    )

    class Meta:
        indexes = [
            models.Index(fields=["organization", "name"], name="training_learner_by_name"),
            models.Index(fields=["organization", "turns_on"], name="training_learner_turns"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], condition=~Q(number=""), name="training_number_once"),
            models.CheckConstraint(condition=Q(left_on=None) | Q(hired_on=None) | Q(left_on__gte=F("hired_on")), name="training_left_after_hired"),
        ]

    def __str__(self) -> str:
        return self.name
