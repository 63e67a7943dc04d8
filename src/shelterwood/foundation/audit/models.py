import uuid

from django.db import models


class AccessEvent(models.Model):
    """One decision and what was done on it. Rows are only ever added: triggers refuse change and removal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True, help_text="The person; empty for somebody without an account and for the worker.")
    organization = models.UUIDField(null=True)
    action = models.CharField(max_length=40)
    allowed = models.BooleanField()
    records = models.JSONField(default=list, help_text="Ids of the records.")
    fields = models.JSONField(default=list, help_text="Names of the fields, never their content.")
    recipient = models.UUIDField(null=True, help_text="The organization told, where something was disclosed.")
    purpose = models.CharField(max_length=40, blank=True)
    rules = models.JSONField(default=list, help_text="Ids of the rules that decided.")
    book = models.CharField(max_length=64, blank=True, help_text="Hash of the rule book in force.")
    detail = models.CharField(max_length=200, blank=True, help_text="A word from a closed list of the caller, never content.")

    class Meta:
        indexes = [models.Index(fields=["at"]), models.Index(fields=["actor", "at"])]
