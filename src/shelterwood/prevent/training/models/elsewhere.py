import uuid

from django.db import models
from django.db.models import Q

from shelterwood.prevent.training.models.learner import Learner


class TrainingElsewhere(models.Model):
    """A training that somebody completed elsewhere, with its proof: what it is, where it is kept, and the file where one was given."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="elsewhere")
    title = models.CharField(max_length=160)
    provider = models.CharField(max_length=160)
    completed_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True)
    proofs = models.JSONField(default=list, help_text="Words of statutes.training Proof.")
    approvals = models.JSONField(default=dict, help_text="Mandate to the approval number of the curriculum.")
    reference = models.CharField(max_length=120, blank=True, help_text="The number on the proof.")
    kept_where = models.CharField(max_length=200, blank=True, help_text="Where the signed paper is.")
    document = models.BinaryField(null=True, help_text="The proof as PDF.")
    document_digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the document, in hexadecimal.")
    entered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-completed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "title", "provider", "completed_on"], condition=Q(withdrawn_at=None), name="training_elsewhere_once"
            ),
            models.CheckConstraint(condition=~Q(reference="") | ~Q(kept_where="") | Q(document__isnull=False), name="training_elsewhere_proved"),
            models.CheckConstraint(
                condition=Q(document=None, document_digest="") | (Q(document__isnull=False) & ~Q(document_digest="")),
                name="training_document_with_its_digest",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="training_withdrawn_by_whom_and_why",
            ),
        ]
