import secrets
import uuid

from django.db import models
from django.db.models import Q
from shelterwood_methods.statutes.truth import Truth

from shelterwood.foundation.accounts.keys.rules import CODE_LETTERS
from shelterwood.foundation.design.columns import choices
from shelterwood.foundation.vault.rules import Place
from shelterwood.gates.disclosure.vocabulary import Field
from shelterwood.prevent.protocols.models.adopting import Adoption
from shelterwood.prevent.protocols.rules.entries import RunState, What
from shelterwood.prevent.protocols.rules.running import Act, State


def new_reference() -> str:
    """Random, so that neither order nor number of runs can be read from it."""
    return "P-" + "".join(secrets.choice(CODE_LETTERS) for _ in range(6))


class Run(models.Model):
    """A protocol at work on one occasion. It may speak about a child: its record says who reads it, its words are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField("disclosure.Record", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("disclosure.Record", on_delete=models.PROTECT, null=True, related_name="+", help_text="What it was begun from.")
    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="runs")
    reference = models.CharField(max_length=10, unique=True, default=new_reference)
    state = models.CharField(max_length=10, choices=choices(RunState), default=RunState.OPEN)
    started_at = models.DateTimeField(help_text="When the occasion began, as somebody says; not after it was written here.")
    begun_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    closed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    token = models.UUIDField(unique=True, help_text="Of the form: a second click finds the first run.")

    class Meta:
        indexes = [models.Index(fields=["about"]), models.Index(fields=["adoption", "begun_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_by=None, closed_at=None, state__in=[RunState.OPEN, RunState.PAUSED])
                | Q(closed_by__isnull=False, closed_at__isnull=False, state__in=[RunState.FINISHED, RunState.ENDED]),
                name="protocols_closed_by_whom",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def going_on(self) -> bool:
        return self.state in (RunState.OPEN, RunState.PAUSED)


class Entry(models.Model):
    """One thing that somebody wrote into a run. Rows are only added: a correction names the row that it corrects, and both stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField(help_text="Counted from 1 in each run: the order in which it was written.")
    what = models.CharField(max_length=10, choices=choices(What))
    subject = models.CharField(max_length=80, blank=True, help_text="The step, moment, or new state.")
    round = models.PositiveSmallIntegerField(default=1)
    act = models.CharField(max_length=10, blank=True, choices=choices(Act))
    choice = models.CharField(max_length=60, blank=True)
    happened_at = models.DateTimeField(help_text="When it was done or happened, as somebody says.")
    said_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    words = models.BinaryField(null=True, help_text="Reason, proof or note, sealed under the record's group.")
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected")

    class Meta:
        ordering = ["run", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="protocols_entry_once"),
            models.CheckConstraint(condition=~Q(act=Act.NOT_DONE) | Q(words__isnull=False), name="protocols_not_done_has_its_reason"),
        ]

    @property
    def place(self) -> Place:
        """Where the sealed words stand; the run must be loaded."""
        return Place(table="protocols_entry", row=self.id, field=Field.NARRATIVE, group=self.run.record_id)


class Answered(models.Model):
    """What is known of a question on which steps depend: yes, no or unknown. The last row of a question counts; all stay."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    answer = models.CharField(max_length=10, choices=choices(Truth))
    said_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["run", "said_at", "id"]


class Task(models.Model):
    """One step of a run for one person to do. The only tasks of the house; every later kind of work makes these too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="tasks")
    step = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField(default=1)
    role = models.CharField(max_length=40, help_text="Whose it is: a role of the vocabulary.")
    assigned_to = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    assigned_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    assigned_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=choices(State))
    certain = models.BooleanField(default=True, help_text="Whether it applies for certain; else it depends on an answer or a decision.")
    of_law = models.BooleanField(default=False, help_text="Its limit is the law's; no pause silences it.")
    started_at = models.DateTimeField(null=True, help_text="Since when its clock runs.")
    due_at = models.DateTimeField(null=True)
    warned = models.PositiveSmallIntegerField(default=0, help_text="The last threshold announced: 50, 75 or 100 per cent.")
    missed_at = models.DateTimeField(null=True, help_text="The limit that passed while it was not done; it stays, whatever comes later.")
    done_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    proof = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", help_text="The entry that settled it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "step", "round"], name="protocols_task_once"),
            models.CheckConstraint(
                condition=Q(assigned_to=None, assigned_by=None, assigned_at=None)
                | Q(assigned_to__isnull=False, assigned_by__isnull=False, assigned_at__isnull=False),
                name="protocols_assigned_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(done_by=None, done_at=None, proof=None) | Q(done_by__isnull=False, done_at__isnull=False, proof__isnull=False),
                name="protocols_done_with_its_proof",
            ),
            models.CheckConstraint(condition=Q(due_at=None) | Q(started_at__isnull=False), name="protocols_due_from_a_moment"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(done_at=None, due_at__isnull=False, warned__lt=100), name="protocols_task_running"),
            models.Index(fields=["assigned_to", "due_at"], condition=Q(done_at=None), name="protocols_task_of_person"),
        ]
