import secrets
import uuid

from django.db import models
from django.db.models import Q

from shelterwood.foundation.accounts.keys.rules import CODE_LETTERS
from shelterwood.foundation.design.columns import both_or_none, choices
from shelterwood.foundation.vault.rules import Place
from shelterwood.gates.disclosure.vocabulary import Field
from shelterwood.respond.concerns.rules import Answer, Danger, Kind, Known, RouteState, ScreenOutReason, Step


def new_reference() -> str:
    """Random, so that neither order nor number of concerns can be read from it."""
    return "A-" + "".join(secrets.choice(CODE_LETTERS) for _ in range(6))


class Concern(models.Model):
    """The envelope of a concern. Everything somebody wrote is in `ConcernFact`, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField("disclosure.Record", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=10, unique=True, default=new_reference)
    sector = models.CharField(max_length=40, help_text="The sector of the person who noticed.")
    county = models.ForeignKey("body.County", on_delete=models.PROTECT, related_name="+")
    danger = models.CharField(max_length=10, choices=choices(Danger))
    kind = models.CharField(max_length=10, choices=choices(Kind))
    under_18 = models.CharField(max_length=10, choices=choices(Known))
    missing = models.CharField(max_length=10, choices=choices(Known))
    indian_country = models.CharField(max_length=10, choices=choices(Known), default=Known.UNKNOWN.value, help_text="Whether it was on tribal land.")
    indian_child = models.CharField(
        max_length=10, choices=choices(Known), default=Known.UNKNOWN.value, help_text="Whether a tribe may count the child."
    )
    language = models.CharField(max_length=2, default="en")
    received_at = models.DateTimeField(help_text="When the concern reached the site.")
    known_at = models.DateTimeField(help_text="When the reporter first had the information; duties run from here.")
    submission = models.BinaryField(unique=True, help_text="Keyed hash of form, door and answers: a second click finds the first concern.")
    receipt = models.BinaryField(unique=True, null=True, help_text="Argon2id of the receipt number, for a reporter without an account.")

    def __str__(self) -> str:
        return self.reference

    @property
    def way_back(self) -> bool:
        """Whether the person who gave notice can read answers: by the receipt, or signed in as the writer; the record must be loaded."""
        return self.receipt is not None or self.record.writer_id is not None


class ConcernFact(models.Model):
    """One answer, sealed. `part` 0 is what was sent first; later parts were added to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="facts")
    question = models.CharField(max_length=20)
    field = models.CharField(max_length=40)
    part = models.PositiveSmallIntegerField(default=0)
    sealed = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "question", "part"], name="concerns_one_answer_each")]

    @property
    def place(self) -> Place:
        """Where the sealed text stands; the concern's record must be loaded."""
        return Place(table="concerns_concernfact", row=self.id, field=self.field, group=self.concern.record_id)


class Correction(models.Model):
    """What stood in one fact stands in another now. The first stays, for those who could read it before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    old = models.OneToOneField(ConcernFact, on_delete=models.CASCADE, related_name="corrected")
    new = models.OneToOneField(ConcernFact, on_delete=models.CASCADE, related_name="corrects")
    reason = models.BinaryField(help_text="Why, sealed under the record's group.")
    corrected_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(old=models.F("new")), name="concerns_corrected_by_another")]

    @property
    def place(self) -> Place:
        """Where the sealed reason stands: it is read with the fact; that fact, its concern and record must be loaded."""
        return Place(table="concerns_correction", row=self.id, field=self.new.field, group=self.new.concern.record_id)


class Withdrawal(models.Model):
    """Its writer withdrew a concern. `unread`: before any agency acknowledged it, so that its content is given to nobody any more."""

    concern = models.OneToOneField(Concern, on_delete=models.CASCADE, related_name="withdrawal")
    unread = models.BooleanField()
    withdrawn_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()


class Conflict(models.Model):
    """The reporter says that somebody involved works for this agency. It is skipped; names are never matched."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="conflicts")
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "organization"], name="concerns_conflict_once")]


class IntakePoint(models.Model):
    """The routing table: which agency takes reports of a county, in which order."""

    county = models.ForeignKey("body.County", on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["county", "position"]
        constraints = [models.UniqueConstraint(fields=["county", "organization"], name="concerns_intake_point_once")]


class Route(models.Model):
    """The way of one concern to one agency, or why it was not taken."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="routes")
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=choices(RouteState))
    rule = models.CharField(max_length=20, blank=True)
    missing = models.CharField(max_length=200, blank=True, help_text="For a refused route: the condition that is missing.")
    instead_of = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, null=True, related_name="+")
    release = models.OneToOneField("disclosure.Release", on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    answer_due = models.DateTimeField(null=True, help_text="When the next person is told, while nobody answers.")
    told = models.CharField(max_length=20, blank=True, choices=choices(Step))
    acknowledged_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "organization"], name="concerns_one_route_each"),
            models.CheckConstraint(condition=both_or_none("acknowledged_at", "acknowledged_by"), name="concerns_acknowledged_by_whom"),
        ]
        indexes = [models.Index(fields=["answer_due"], condition=Q(answer_due__isnull=False), name="concerns_unanswered")]


class Decision(models.Model):
    """What an agency decided on a concern, by whom and why. Rows are only added: a later decision replaces none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="decisions")
    taken = models.BooleanField()
    decided_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    reason = models.CharField(max_length=20, blank=True, choices=choices(ScreenOutReason))
    note_record = models.OneToOneField("disclosure.Record", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.BinaryField(null=True, help_text="The agency's own reason in words, sealed under its own key.")

    class Meta:
        ordering = ["decided_at"]

    @property
    def note_place(self) -> Place:
        assert self.note_record_id is not None
        return Place(table="concerns_decision", row=self.id, field=Field.NARRATIVE, group=self.note_record_id)


class AnswerGiven(models.Model):
    """A sentence of the closed list, said to the person who gave notice."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=20, choices=choices(Answer))
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at"]
