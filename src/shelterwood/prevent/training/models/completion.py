import secrets
import uuid

from django.db import models
from django.db.models import Q

from shelterwood.prevent.training.models.checks import Attempt
from shelterwood.prevent.training.models.learner import Learner
from shelterwood.prevent.training.rules.codes import CODE_LETTERS, sealed_code


def new_code() -> str:
    return sealed_code("".join(secrets.choice(CODE_LETTERS) for _ in range(10)))


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


class Acknowledgement(models.Model):
    """What somebody signed after a training, where a law wants it signed: the words as they stood, the name as it was typed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    completion = models.ForeignKey(Completion, on_delete=models.CASCADE, related_name="acknowledgements")
    mandate = models.CharField(max_length=30)
    words = models.TextField(help_text="The sentences signed, in the language in which they were read.")
    language = models.CharField(max_length=2)
    name = models.CharField(max_length=120, help_text="The signature: the name as the person typed it.")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["completion", "mandate"], name="training_acknowledged_once")]
