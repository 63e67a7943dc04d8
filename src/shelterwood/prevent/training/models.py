import secrets
import uuid

from django.db import models
from django.db.models import Q

from shelterwood.prevent.training.rules.codes import CODE_LETTERS, sealed_code


def new_code() -> str:
    return sealed_code("".join(secrets.choice(CODE_LETTERS) for _ in range(10)))


class Learner(models.Model):
    """Somebody whom an organization trains, with or without an account. Staff data: it stays inside the organization."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey("accounts.Site", on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.OneToOneField("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.CharField(max_length=60, blank=True, help_text="How the organization's own roster names them.")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40, blank=True)
    hired_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], condition=~Q(number=""), name="training_number_once"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(hired_on=None) | Q(left_on__gte=models.F("hired_on")), name="training_left_after_hired"
            ),
        ]

    def __str__(self) -> str:
        return self.name


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


class Completion(models.Model):
    """That somebody completed a course, with the code of its certificate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="completions")
    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, null=True, related_name="+")
    course = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    language = models.CharField(max_length=2)
    minutes = models.PositiveSmallIntegerField()
    right = models.PositiveSmallIntegerField(null=True)
    of = models.PositiveSmallIntegerField(null=True)
    completed_at = models.DateTimeField()
    code = models.CharField(max_length=16, unique=True, default=new_code)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    revoked_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-completed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None, revoked_why="")
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_why="")),
                name="training_revoked_by_whom_and_why",
            )
        ]
