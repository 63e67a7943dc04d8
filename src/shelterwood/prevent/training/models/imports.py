import uuid

from django.db import models
from django.db.models import Q

from shelterwood.prevent.training.models.learner import Learner, Post
from shelterwood.prevent.training.rules.importing import OPEN, Action, Kind, State


class Import(models.Model):
    """A file that a manager brings in: staff, or trainings completed elsewhere. Of an organization at most one is open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in State])
    everybody = models.BooleanField(default=False, help_text="The file lists all staff: whoever is not in it has left.")
    header = models.JSONField(default=list, help_text="The names of the columns as the file has them.")
    columns = models.JSONField(default=dict, help_text="Field to the place of its column.")
    size = models.PositiveBigIntegerField(help_text="Bytes of what is kept to be checked.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file as it was sent, in hexadecimal.")
    passed_by = models.PositiveIntegerField(default=0, help_text="People of a OneRoster package who are no staff; nothing of them is kept.")
    unreadable = models.JSONField(
        default=list, help_text="Rows of a OneRoster package that nobody can read: file, line, word; not what stands in them."
    )
    uploaded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    # the check
    run = models.UUIDField(null=True, help_text="Which run of the check may write; a run that was overtaken stops.")
    beat_at = models.DateTimeField(help_text="The check's last sign of life.")
    looked_at = models.PositiveBigIntegerField(default=0, help_text="Bytes read so far.")
    counts = models.JSONField(default=dict, help_text="Words of rules.importing.COUNTED to how many.")
    encodings = models.JSONField(default=list)
    problem = models.CharField(max_length=20, blank=True, help_text="Why the file cannot be checked, a word of wording.PROBLEMS.")
    problem_line = models.PositiveIntegerField(default=0)
    # how it ended
    posts_made = models.JSONField(default=list, help_text="Posts that stood in no list before, by id.")
    applied_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    discarded_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["organization", "uploaded_at"], name="training_import_of")]
        constraints = [
            models.UniqueConstraint(fields=["organization"], condition=Q(state__in=OPEN), name="training_one_open_import"),
            models.CheckConstraint(
                condition=Q(applied_by=None, applied_at=None) | Q(applied_by__isnull=False, applied_at__isnull=False),
                name="training_import_applied_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(discarded_by=None, discarded_at=None) | Q(discarded_by__isnull=False, discarded_at__isnull=False),
                name="training_import_discarded_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None) | Q(undone_by__isnull=False, undone_at__isnull=False, applied_at__isnull=False),
                name="training_import_undone_by_whom",
            ),
        ]

    @property
    def percent(self) -> int:
        """How much of the file the check has read."""
        return min(99, 100 * self.looked_at // max(1, self.size))


class ImportPiece(models.Model):
    """A piece of the uploaded file, in order. Gone once the import is applied, discarded or seven days old."""

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="pieces")
    place = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["imported", "place"], name="training_piece_once")]


class ImportFault(models.Model):
    """Why a row is refused, in a word that is said in the language of whoever reads it."""

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="faults")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=20)
    figure = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["line", "id"]
        indexes = [models.Index(fields=["imported", "line"], name="training_fault_line")]


class ImportedLearner(models.Model):
    """What a roster does to one learner: as they would be, and as they were. It is applied, and undone, as a whole.

    The learner of a new row stands here before there is one, so the database holds no reference.
    """

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="learners")
    action = models.CharField(max_length=8, choices=[(action.value, action.value) for action in Action])
    line = models.PositiveIntegerField(help_text="0: not in the file.")
    learner = models.ForeignKey(Learner, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    number = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=80, blank=True, help_text="The post by its title, which may be new.")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, db_index=False, related_name="+")
    site = models.ForeignKey("accounts.Site", on_delete=models.SET_NULL, null=True, db_index=False, related_name="+")
    hired_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    was_name = models.CharField(max_length=120, blank=True)
    was_post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, db_index=False, related_name="+")
    was_site = models.ForeignKey("accounts.Site", on_delete=models.SET_NULL, null=True, db_index=False, related_name="+")
    was_hired_on = models.DateField(null=True)
    was_left_on = models.DateField(null=True)

    class Meta:
        ordering = ["line", "id"]
        constraints = [models.UniqueConstraint(fields=["imported", "learner"], name="training_imported_learner_once")]
        indexes = [models.Index(fields=["imported", "number"], name="training_imported_number")]


class ImportedTraining(models.Model):
    """A training completed elsewhere as a file tells it, before and after it is applied."""

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="trainings")
    training = models.UUIDField(default=uuid.uuid4, help_text="The TrainingElsewhere that it becomes.")
    line = models.PositiveIntegerField()
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=160)
    provider = models.CharField(max_length=160)
    completed_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True)
    proofs = models.JSONField(default=list)
    approvals = models.JSONField(default=dict)
    reference = models.CharField(max_length=120, blank=True)
    kept_where = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["imported", "learner", "title", "provider", "completed_on"], name="training_imported_training_once")
        ]
