import secrets
import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.accounts.keys.models import Authenticator, Passkey, Provider, RecoveryCode, SignIn, Subject
from shelterwood.foundation.accounts.keys.rules import CODE_LETTERS
from shelterwood.foundation.accounts.rules import Role

__all__ = [
    "Authenticator",
    "EntryCode",
    "IntakeShift",
    "Organization",
    "Passkey",
    "Person",
    "Provider",
    "RecoveryCode",
    "SignIn",
    "Site",
    "Subject",
]

SECTORS = [(sector.value, sector.value) for sector in Sector]
ROLES = [(role.value, role.value) for role in Role]


def new_property_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(8))


class Organization(models.Model):
    """An agency, school, business or service that takes part. It has one sector and one set of regimes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=160)
    sector = models.CharField(max_length=40, choices=SECTORS)
    county = models.ForeignKey("body.County", on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=24, blank=True)
    hours = models.CharField(max_length=80, blank=True)
    hours_es = models.CharField(max_length=80, blank=True)
    government_entity = models.BooleanField(default=False)
    criminal_justice_agency = models.BooleanField(default=False)
    tribal = models.BooleanField(default=False)
    receives_abuse_reports = models.BooleanField(default=False, help_text="The law of this place names it as a receiver of reports.")
    sharing_on = models.BooleanField(default=False, help_text="Its own counsel has switched sharing on.")
    host_contract = models.BooleanField(default=False)
    regimes = models.JSONField(default=list, help_text="Confidentiality laws that bind its records, by its own counsel.")
    intake_desk = models.BooleanField(default=False, help_text="The body's own desk for concerns without an account.")
    conflict_alternate = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None) | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="accounts_organization_ended_by_whom",
            ),
            models.UniqueConstraint(fields=["name", "county"], name="accounts_organization_once"),
            models.UniqueConstraint(fields=["intake_desk"], condition=models.Q(intake_desk=True), name="accounts_one_intake_desk"),
            models.CheckConstraint(condition=~models.Q(conflict_alternate=models.F("id")), name="accounts_alternate_is_another"),
        ]

    def __str__(self) -> str:
        return self.name


class SitesInUse(models.Manager["Site"]):
    """What every list, choice and door shows; a place that ended stays for what was written of it."""

    def get_queryset(self) -> models.QuerySet["Site"]:
        return super().get_queryset().filter(ended_at=None)


class Site(models.Model):
    """A place of an organization. The printed code lets its staff raise a concern without an account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(max_length=160)
    county = models.ForeignKey("body.County", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    property_code = models.CharField(max_length=12, unique=True, default=new_property_code)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SitesInUse()
    every = models.Manager["Site"]()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None) | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="accounts_site_ended_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    def create_person(self, *, username: str, **fields: Any) -> "Person":
        person = self.model(username=username, **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who acts, always for one organization."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="people")
    site = models.ForeignKey(Site, on_delete=models.SET_NULL, null=True, blank=True, related_name="people")
    post = models.CharField(max_length=120, help_text="The post held, in words.")
    sign_role = models.CharField(max_length=40, blank=True, help_text="Which list of warning signs fits this post.")
    role = models.CharField(max_length=20, choices=ROLES, default=Role.WORKER)
    language = models.CharField(max_length=2, default="en")
    active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    role_since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    identity_verified = models.BooleanField(default=False)
    public_official = models.BooleanField(default=False)
    federal_land_professional = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None) | models.Q(ended_at__isnull=False, ended_by__isnull=False, active=False),
                name="accounts_person_ended_by_whom",
            ),
        ]

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django's own name for it
        return self.active

    @property
    def supervisor(self) -> bool:
        return self.role == Role.SUPERVISOR

    @property
    def coordinator(self) -> bool:
        return self.role == Role.COORDINATOR

    def __str__(self) -> str:
        return self.name


class IntakeShift(models.Model):
    """One span in which a person takes what comes to an organization's intake, first or as alternate."""

    class Rank(models.TextChoices):
        FIRST = "first"
        ALTERNATE = "alternate"

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="shifts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shifts")
    rank = models.CharField(max_length=10, choices=Rank, default=Rank.FIRST)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "ends_at"]), models.Index(fields=["organization", "ends_at"])]
        constraints = [models.CheckConstraint(condition=models.Q(starts_at__lt=models.F("ends_at")), name="accounts_shift_has_length")]


class EntryCode(models.Model):
    """A code on paper, or by mail, that signs its person in once. Only its hash is kept: it has 78 random bits, so a plain hash hides it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="codes")
    digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    mailed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(made_at__lt=models.F("ends_at")), name="accounts_code_has_time")]
