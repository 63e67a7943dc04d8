import uuid

from django.core.validators import RegexValidator
from django.db import models

from shelterwood.foundation.body.rules import LinePurpose

state_code = RegexValidator(r"^[A-Z]{2}$", "Write the two letters of the state, such as MN.")
county_code = RegexValidator(r"^\d{5}$", "Write the five digits of the county's FIPS code, such as 27053.")


class Body(models.Model):
    """The one coordinating body that runs this site."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=120)
    exit_url = models.URLField(default="https://www.weather.gov/", help_text="Where Quick exit leads: a neutral page.")
    danger_minutes = models.PositiveIntegerField(default=60, help_text="Unanswered in danger: minutes until the alternate is told.")
    duty_minutes = models.PositiveIntegerField(default=240, help_text="Unanswered otherwise: minutes on duty until the alternate is told.")
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="body_only_one")]


class County(models.Model):
    """A county, or what serves as one, within the body's area."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=2, validators=[state_code])
    fips = models.CharField(max_length=5, blank=True, validators=[county_code], help_text="Its Census code; empty: it stands on no map.")
    time_zone = models.CharField(max_length=40, default="America/Chicago")
    text_to_911 = models.BooleanField(default=False)
    desk_hours = models.CharField(max_length=80, blank=True, help_text="When a duty officer reads, in English.")
    desk_hours_es = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "state"], name="body_county_once"),
            models.UniqueConstraint(fields=["fips"], condition=~models.Q(fips=""), name="body_county_code_once"),
        ]
        ordering = ["state", "name"]

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    """A telephone line of one county, entered and rung by the body; statewide and national lines are facts (helplines.csv)."""

    county = models.ForeignKey(County, on_delete=models.CASCADE, related_name="lines")
    purpose = models.CharField(max_length=20, choices=[(purpose.value, purpose.value) for purpose in LinePurpose])
    name = models.CharField(max_length=120)
    name_es = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=24)
    hours = models.CharField(max_length=80)
    hours_es = models.CharField(max_length=80, blank=True)
    rung_on = models.DateField(null=True, blank=True, help_text="When somebody of the body last rang this number.")

    class Meta:
        ordering = ["county", "purpose", "name"]
