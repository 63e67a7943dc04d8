import uuid

from django.db import models


class OrganizationKey(models.Model):
    """An organization's key of one year, wrapped under the root key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "year"], name="vault_one_key_a_year")]


class GroupKey(models.Model):
    """The key of one record group, wrapped under its organization's key. Deleting the row shreds the group."""

    group = models.UUIDField(primary_key=True)
    organization_key = models.ForeignKey(OrganizationKey, on_delete=models.PROTECT, related_name="+")
    wrapped = models.BinaryField()


class SystemKey(models.Model):
    """A key that belongs to no organization, such as the one from which receipt numbers are made."""

    name = models.CharField(primary_key=True, max_length=40)
    wrapped = models.BinaryField()


class Shred(models.Model):
    """A record group whose key was destroyed for good. The row stays, so that no backup brings the key back."""

    group = models.UUIDField(primary_key=True)
    shredded_by = models.UUIDField(help_text="The person; no foreign key, as in the trace.")
    shredded_at = models.DateTimeField()
    reason = models.CharField(max_length=40, help_text="A word from a closed list of the caller.")
