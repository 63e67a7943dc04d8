import uuid

from django.db import models


class Notice(models.Model):
    """One message to one person: an address and a language, no subject matter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField()
    address = models.EmailField()
    language = models.CharField(max_length=2, default="en")
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["sent_at", "made_at"])]
