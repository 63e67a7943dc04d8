import uuid

from django.db import models
from django.db.models import Q


class Edition(models.Model):
    """One version of a course, word for word. Its files never change; what was taken on it is always read from it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    organization = models.ForeignKey(
        "accounts.Organization", on_delete=models.PROTECT, null=True, related_name="+", help_text="Whose own copy it is; empty: for everybody."
    )
    files = models.JSONField(help_text="Text by name, in the shape of docs/reference/course-format.md.")
    digest = models.CharField(max_length=64, help_text="SHA-256 over names and texts, in hexadecimal.")
    shared_sources = models.JSONField(default=dict, help_text="What the course names of the sources that all courses share: row by id.")
    kept_at = models.DateTimeField()
    published_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, help_text="Empty: it came with the software.")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["course", "-kept_at"]
        constraints = [
            models.UniqueConstraint(fields=["course", "version", "digest"], name="training_edition_once"),
            models.UniqueConstraint(fields=["course", "version"], condition=Q(published_at__isnull=False), name="training_published_version_once"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None) | Q(published_at__isnull=False, published_by__isnull=False),
                name="training_published_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="training_edition_withdrawn_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.version}"


class InForce(models.Model):
    """Which version of a course is in force where somebody of this site decided it. Without a row it is the one that came with the software."""

    course = models.CharField(max_length=40, primary_key=True)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, null=True, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+", help_text="Empty: none; the course is not shown.")
    decided_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()


class Draft(models.Model):
    """A course as it is being written: the version it began from, and what was changed since."""

    class State(models.TextChoices):
        WRITING = "writing"
        REVIEW = "review"
        PUBLISHED = "published"
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.CharField(max_length=40)
    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, null=True, related_name="+")
    base = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+", help_text="Empty: a new course.")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, null=True, related_name="draft", help_text="What it became.")
    state = models.CharField(max_length=10, choices=State, default=State.WRITING)
    begun_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(fields=["course"], condition=Q(state__in=["writing", "review"]), name="training_one_open_draft"),
            models.CheckConstraint(
                condition=Q(state="published", edition__isnull=False) | (~Q(state="published") & Q(edition=None)), name="training_published_as_what"
            ),
        ]

    def __str__(self) -> str:
        return self.course

    @property
    def open(self) -> bool:
        return self.state in (self.State.WRITING, self.State.REVIEW)


class Change(models.Model):
    """One saving of one file of a draft. Every one is kept: nothing that was written is overwritten."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    name = models.CharField(max_length=80, help_text="The file.")
    revision = models.PositiveIntegerField(help_text="Counts the savings of this file in this draft, from 1.")
    text = models.TextField(blank=True)
    removed = models.BooleanField(default=False)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "name", "revision"], name="training_revision_once"),
            models.CheckConstraint(condition=Q(removed=False) | Q(text=""), name="training_removed_has_no_text"),
        ]


class Review(models.Model):
    """One sending of a draft to a second person, and what they said."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="reviews")
    sent_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    note = models.CharField(max_length=400, blank=True, help_text="What the author says about the change.")
    digest = models.CharField(max_length=64, help_text="Of the files that were sent.")
    decided_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    published = models.BooleanField(null=True)
    reasons = models.TextField(blank=True)

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(fields=["draft"], condition=Q(decided_at=None), name="training_one_open_review"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, published=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, published__isnull=False),
                name="training_review_decided_by_whom",
            ),
            models.CheckConstraint(condition=~Q(published=False) | ~Q(reasons=""), name="training_sent_back_with_reasons"),
        ]
