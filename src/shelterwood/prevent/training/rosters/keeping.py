"""What is kept of an import for how long, and which checks broke off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from shelterwood.prevent.training.models import Import, ImportedLearner, ImportedTraining, ImportFault, ImportPiece
from shelterwood.prevent.training.rosters.checking import clear
from shelterwood.prevent.training.rules.importing import FILE_KEPT, OPEN, SILENT, UNDO_KEPT, State

KEPT = (ImportedLearner, ImportedTraining, ImportFault)


def broken_off(*, at: datetime) -> list[UUID]:
    """Checks without a sign of life for a while. Each gets one now, so that it is queued once."""
    with transaction.atomic():
        silent = Import.objects.select_for_update().filter(state=State.CHECKING, beat_at__lt=at - SILENT)
        found = list(silent.values_list("pk", flat=True))
        Import.objects.filter(pk__in=found).update(beat_at=at)
    return found


def drop_file(imported: Import) -> None:
    """The uploaded file, and its header, which may hold a name where there was none."""
    imported.pieces.all().delete()
    imported.header, imported.columns = [], {}


def drop_old(*, at: datetime) -> int:
    """End what nobody applied within a week, and forget what can no longer be undone. How many were ended."""
    waiting = Import.objects.filter(state__in=OPEN, uploaded_at__lt=at - FILE_KEPT)
    ended = 0
    for identifier in list(waiting.values_list("pk", flat=True)):
        with transaction.atomic():
            found = Import.objects.select_for_update().filter(pk=identifier, state__in=OPEN).first()
            if found:
                drop_file(found)
                clear(found)
                found.state = State.EXPIRED
                found.save()
                ended += 1
    for model in KEPT:
        model.objects.filter(imported__uploaded_at__lt=at - UNDO_KEPT).exclude(imported__state__in=OPEN).delete()
    ImportPiece.objects.exclude(imported__state__in=OPEN).delete()  # none is left there; a backup that was put back may hold some
    return ended
