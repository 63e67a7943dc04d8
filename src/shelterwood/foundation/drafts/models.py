import uuid

from django.db import models

from shelterwood.foundation.drafts.rules import SEALED, Kind
from shelterwood.foundation.vault.rules import Place


class Draft(models.Model):
    """An unsent form of one person. Its words lie under a key of their own, which is destroyed with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    slot = models.CharField(max_length=64, help_text="Hash of the form's address and number: saving again changes the same draft.")
    record = models.UUIDField(null=True, help_text="The record that it would be added to; no foreign key, since records lie above.")
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["person", "slot"], name="drafts_one_each_form")]
        indexes = [models.Index(fields=["saved_at"]), models.Index(fields=["record"])]

    @property
    def place(self) -> Place:
        return Place(table="drafts_draft", row=self.id, field=SEALED, group=self.id)
