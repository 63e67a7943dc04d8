import uuid

from django.db import models
from django.db.models import F, Q

from shelterwood.foundation.accounts.keys.rules import Way


class Passkey(models.Model):
    """A public key of somebody's device or key manager. The private one never leaves it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60, help_text="What its owner calls it.")
    credential_id = models.BinaryField(unique=True)
    credential = models.BinaryField(help_text="Attested credential data of WebAuthn: id and public key.")
    count = models.BigIntegerField(default=0, help_text="Signature counter; a key that counts back was copied.")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at"]


class Authenticator(models.Model):
    """The secret that an authenticator app shares with the site, sealed. It serves once a code of it was typed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    secret = models.BinaryField()
    last_step = models.BigIntegerField(default=0, help_text="The period of the last code that was taken; no code is taken twice.")
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(confirmed_at__isnull=False), name="accounts_one_authenticator"),
            models.UniqueConstraint(fields=["person"], condition=Q(confirmed_at=None), name="accounts_one_waiting_authenticator"),
            models.CheckConstraint(condition=Q(used_at=None) | Q(confirmed_at__isnull=False), name="accounts_used_is_confirmed"),
        ]


class RecoveryCode(models.Model):
    """One of ten codes on paper, each for one second proof where phone and passkey are not at hand. Only its hash is kept."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class SignIn(models.Model):
    """A session of somebody, from sign-in to its end. No network address is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=12, choices=[(way.value, way.value) for way in Way])
    device = models.CharField(max_length=40, blank=True)
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="The last activity, within half a minute.")
    proved_at = models.DateTimeField(null=True, help_text="When the last proof of two factors was given.")
    opened_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "ended_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(opened_at=None) | Q(proved_at__isnull=False), name="accounts_open_was_proved"),
            models.CheckConstraint(condition=Q(locked_at=None) | Q(opened_at__isnull=False), name="accounts_locked_was_open"),
            models.CheckConstraint(condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at")), name="accounts_ends_after_begin"),
        ]


class Provider(models.Model):
    """An organization's own sign-in (OpenID Connect), through which its people come in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.OneToOneField("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    issuer = models.URLField(max_length=200)
    client_id = models.CharField(max_length=200)
    secret = models.BinaryField(help_text="The client's secret, sealed.")
    counts_as_two = models.JSONField(default=list, help_text="Words of `acr` or `amr` that stand for two factors.")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["organization__name"]


class Subject(models.Model):
    """Who a person is at their organization's sign-in; kept at the first time, so that a changed mail address changes nobody."""

    person = models.OneToOneField("accounts.Person", on_delete=models.CASCADE, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=255)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "subject"], name="accounts_one_subject")]
