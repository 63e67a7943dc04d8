import secrets
import uuid

from django.db import models
from django.db.models import F, Q

from shelterwood.foundation.accounts.keys.rules import CODE_LETTERS
from shelterwood.foundation.design.columns import choices
from shelterwood.foundation.vault.rules import Place
from shelterwood.gates.disclosure.vocabulary import Field
from shelterwood.respond.consultations.rules import Side, Wish

FIELDS = {Side.ASKER: Field.OBSERVATION_TEXT, Side.CONSULTANT: Field.NARRATIVE}


def new_reference() -> str:
    """Random, so that neither order nor number of questions can be read from it."""
    return "K-" + "".join(secrets.choice(CODE_LETTERS) for _ in range(6))


class Consultant(models.Model):
    """Who answers the questions of a county: a person of an agency, or without a person whoever is on duty at its intake."""

    county = models.OneToOneField("body.County", on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    alternate = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(alternate=None) | Q(person__isnull=False), name="consultations_alternate_of_somebody"),
            models.CheckConstraint(condition=Q(alternate=None) | ~Q(alternate=F("person")), name="consultations_alternate_is_another"),
        ]


class Consultation(models.Model):
    """The envelope of a question: number, kind of work, county and clock. What was written is in `Entry`, sealed.

    It bears no name: not the child's, and for the consultant not that of whoever asks. `begun_report_at` says that whoever
    asked went on from here to a concern; which one it became is kept nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField("disclosure.Record", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=10, unique=True, default=new_reference)
    county = models.ForeignKey("body.County", on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=40, help_text="The sector whose duty is shown to whoever asks.")
    role = models.CharField(max_length=40, help_text="What they do, a word of a closed list.")
    age = models.CharField(max_length=20, blank=True, help_text="Age of the young person, about; a word of a closed list.")
    wish = models.CharField(max_length=20, choices=choices(Wish))
    language = models.CharField(max_length=2, default="en")
    asker = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+", help_text="So that they find it again; the consultant is not told.")  # fmt: skip
    receipt = models.BinaryField(unique=True, null=True, help_text="Argon2id of the receipt number, for somebody without an account.")
    submission = models.BinaryField(unique=True, help_text="Keyed hash of form, door and answers: a second click finds the first question.")
    asked_at = models.DateTimeField()
    last_at = models.DateTimeField(help_text="When somebody last wrote.")
    due_at = models.DateTimeField(null=True, help_text="When an answer is due; empty while none is.")
    told_at = models.DateTimeField(null=True, help_text="When the alternate was told because nobody had answered.")
    begun_report_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(asker=None) ^ Q(receipt=None), name="consultations_one_way_back"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="consultations_unanswered"),
            models.Index(fields=["asker", "-asked_at"], name="consultations_of_asker"),
        ]

    def __str__(self) -> str:
        return self.reference


class Answerer(models.Model):
    """Somebody who may read and answer this question. Nobody else reads it, whatever their post."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="answerers")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultation", "person"], name="consultations_answerer_once")]


class Entry(models.Model):
    """One question or answer, sealed. Rows are only added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="entries")
    side = models.CharField(max_length=10, choices=choices(Side))
    sealed = models.BinaryField()
    language = models.CharField(max_length=2)
    kept = models.JSONField(default=list, help_text="Sort and reason of each piece that looked identifying and stayed; never the piece.")
    written_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+", help_text="The consultant who answered.")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side=Side.CONSULTANT, written_by__isnull=False) | Q(side=Side.ASKER, written_by=None),
                name="consultations_answered_by_whom",
            ),
        ]

    @property
    def place(self) -> Place:
        """Where the sealed text stands; the consultation's record must be loaded."""
        return Place(table="consultations_entry", row=self.id, field=FIELDS[Side(self.side)], group=self.consultation.record_id)
