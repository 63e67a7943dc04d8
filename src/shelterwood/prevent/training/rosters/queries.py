"""Every question about what is brought in, each asked by a manager of the organization whose staff it is. Nobody else learns that there is any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from shelterwood.prevent.training.models import Import, ImportedLearner, ImportedTraining, ImportFault, Learner, TrainingElsewhere
from shelterwood.prevent.training.queries import manages
from shelterwood.prevent.training.rules.importing import OPEN, SHOWN_ROWS, Action, Kind, State

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

PAGE = 25
LATEST = 20


def imports(*, by: Person, kinds: tuple[Kind, ...]) -> list[Import]:
    """The latest of the asker's organization, newest first."""
    if not manages(by):
        return []
    return list(Import.objects.filter(organization=by.organization_id, kind__in=kinds).select_related("uploaded_by")[:LATEST])


def open_import(*, by: Person) -> Import | None:
    """The one that waits for somebody or for its check."""
    return Import.objects.filter(organization=by.organization_id, state__in=OPEN).first() if manages(by) else None


def one_import(identifier: UUID, *, by: Person) -> Import | None:
    if not manages(by):
        return None
    found = Import.objects.select_related("uploaded_by", "applied_by", "undone_by", "discarded_by")
    return found.filter(pk=identifier, organization=by.organization_id).first()


def faults(imported: Import, *, by: Person) -> QuerySet[ImportFault]:
    """Every reason for which a row of an import is refused, by line."""
    if not manages(by) or imported.organization_id != by.organization_id:
        return ImportFault.objects.none()
    return ImportFault.objects.filter(imported=imported)


def columns_unread(imported: Import) -> list[str]:
    """The columns of a CSV that nobody said what they are: nothing of them comes in. A OneRoster package names its own."""
    if imported.kind == Kind.ONEROSTER:
        return []
    return [name for place, name in enumerate(imported.header) if name.strip() and place not in imported.columns.values()]


@dataclass(frozen=True)
class Preview:
    """The first rows of what an import does, and of what is refused."""

    new: list[ImportedLearner]
    changed: list[ImportedLearner]
    left: list[ImportedLearner]
    trainings: list[ImportedTraining]
    refused: list[ImportFault]


def preview(imported: Import, *, by: Person) -> Preview:
    rows = imported.learners.select_related("site", "post", "was_site", "was_post")
    new, changed, left = (list(rows.filter(action=action)[:SHOWN_ROWS]) for action in (Action.NEW, Action.CHANGED, Action.LEFT))
    trainings = list(imported.trainings.select_related("learner")[:SHOWN_ROWS])
    return Preview(new, changed, left, trainings, list(faults(imported, by=by)[:SHOWN_ROWS]))


def can_be_undone(imported: Import) -> bool:
    """Whether an applied import still knows what was before; what else stands against it, undoing says."""
    return imported.state == State.APPLIED and (imported.learners.exists() or imported.trainings.exists())


def trainings(*, by: Person, words: str = "", page: int | str = 1) -> Page[TrainingElsewhere] | None:
    """Trainings that staff completed elsewhere, the latest first: those whose person or course has these words."""
    if not manages(by):
        return None
    found = TrainingElsewhere.objects.filter(learner__organization=by.organization_id).select_related("learner").defer("document")
    if words:
        found = found.filter(Q(learner__name__icontains=words) | Q(learner__number=words) | Q(title__icontains=words))
    return Paginator(found.order_by("-completed_on", "pk"), PAGE).get_page(page)


def training(identifier: UUID, *, by: Person) -> TrainingElsewhere | None:
    if not manages(by):
        return None
    found = TrainingElsewhere.objects.select_related("learner").filter(learner__organization=by.organization_id)
    return found.filter(pk=identifier).first()


def learner_of_number(number: str, *, by: Person) -> Learner | None:
    if not manages(by) or not number:
        return None
    return Learner.objects.filter(organization=by.organization_id, number=number).first()


def learner(identifier: UUID, *, by: Person) -> Learner | None:
    if not manages(by):
        return None
    return Learner.objects.filter(organization=by.organization_id, pk=identifier).first()
