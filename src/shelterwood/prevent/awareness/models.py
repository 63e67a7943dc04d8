"""Posters that were made, where a notice hangs, who looked at it when, and how often an organization looks."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shelterwood.prevent.awareness.rules.walls import FEWEST_MONTHS, MOST_MONTHS, MOST_PLACE, YEARLY

LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("en es", _("English and Spanish"))]


class Poster(models.Model):
    """A sheet that was made as PDF: for which site and notice, in which size and languages."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey("accounts.Site", on_delete=models.CASCADE, related_name="+")
    notice = models.CharField(max_length=30, blank=True, help_text="A mandate of statutes.training; empty: asked by no law.")
    size = models.CharField(max_length=20, help_text="Width × height in inches.")
    languages = models.CharField(max_length=5, choices=LANGUAGES)
    printed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()

    class Meta:
        ordering = ["-printed_at"]


class Hanging(models.Model):
    """A notice on a wall: where at the site, since when, and from which made sheet, or from elsewhere such as an official sign."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey("accounts.Site", on_delete=models.CASCADE, related_name="+")
    poster = models.ForeignKey(Poster, on_delete=models.PROTECT, null=True, related_name="hangings")
    place = models.CharField(max_length=MOST_PLACE, help_text="Where within the site, in words.")
    notice = models.CharField(max_length=30, blank=True, help_text="A mandate of statutes.training; empty: asked by no law.")
    size = models.CharField(max_length=20, help_text="Width × height in inches.")
    languages = models.CharField(max_length=5, choices=LANGUAGES)
    hung_on = models.DateField()
    hung_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_down_at = models.DateTimeField(null=True)
    taken_down_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    taken_down_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "place", "notice", "languages"], condition=Q(taken_down_at=None), name="awareness_hangs_once_in_its_place"
            ),
            models.CheckConstraint(
                condition=Q(taken_down_at=None, taken_down_by=None, taken_down_why="")
                | (Q(taken_down_at__isnull=False, taken_down_by__isnull=False) & ~Q(taken_down_why="")),
                name="awareness_taken_down_by_whom_and_why",
            ),
        ]


class Look(models.Model):
    """That somebody looked at a notice and found it whole and easy to read."""

    hanging = models.ForeignKey(Hanging, on_delete=models.CASCADE, related_name="looks")
    looked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    class Meta:
        ordering = ["-looked_at"]


class LookEvery(models.Model):
    """After how many months an organization looks at its notices again."""

    organization = models.OneToOneField("accounts.Organization", on_delete=models.CASCADE, primary_key=True, related_name="+")
    months = models.PositiveSmallIntegerField(default=YEARLY)
    chosen_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(months__gte=FEWEST_MONTHS, months__lte=MOST_MONTHS), name="awareness_looks_within_bounds"),
        ]
