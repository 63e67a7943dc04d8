import uuid

from django.db import models
from django.db.models import Q

from shelterwood.prevent.training.models.editing import Edition
from shelterwood.prevent.training.models.learner import Learner


class LessonRead(models.Model):
    """That somebody came to the end of a lesson: their place is kept."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="lessons")
    course = models.CharField(max_length=40)
    lesson = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "course", "lesson"], name="training_lesson_once")]


class Attempt(models.Model):
    """One check of what somebody knows: which items were drawn (by the seed), what was answered, and how it ended."""

    class Kind(models.TextChoices):
        BEFORE = "before"
        FINAL = "final"
        REFRESHER = "refresher"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="attempts")
    course = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+", help_text="The very files it was drawn from.")
    kind = models.CharField(max_length=10, choices=Kind)
    seed = models.CharField(max_length=32)
    items = models.JSONField(help_text="Ids of the items drawn, in the order in which they were shown.")
    answers = models.JSONField(default=dict, help_text="Item to the answer's place in the bank.")
    language = models.CharField(max_length=2)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    right = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None, right=None, passed=None) | Q(finished_at__isnull=False, right__isnull=False, passed__isnull=False),
                name="training_finished_with_its_score",
            ),
            models.UniqueConstraint(fields=["learner", "course", "kind"], condition=Q(finished_at=None), name="training_one_open_check"),
        ]
