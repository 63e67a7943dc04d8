"""What people of the invented region have not sent yet, what turned out to be wrong, and what counsel decided about records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shelterwood.demo.history import acting
from shelterwood.foundation.drafts import services as drafts
from shelterwood.foundation.drafts.rules import Kept, Kind, slot
from shelterwood.gates.disclosure.vocabulary import Category
from shelterwood.respond.concerns import queries as concerns
from shelterwood.respond.concerns.services import ending
from shelterwood.respond.endings import services
from shelterwood.respond.endings.rules import HoldReason

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

type People = Mapping[tuple[str, str], Person]
UNSENT = (
    ("step", "what"),
    ("token", "demonstration draft"),
    ("danger", "no"),
    ("words", "Stays in the library until it closes and asks not to be called by name."),
    ("kind", "unknown"),
)
CITATION = "Invented schedule 24, for the demonstration"
REASON = "Kept as long as the invented schedule asks; a demonstration, not law."


def play(people: People, now: datetime) -> None:
    """One draft, one correction, one period that was set and not started, one hold."""
    counselor = people["alder", "counselor"]
    place = slot("concern", {}, "demonstration draft")
    drafts.keep(Kept("concern", {}, UNSENT), kind=Kind.CONCERN, slot=place, record=None, by=counselor, at=now - timedelta(hours=2))
    number = _corrected(people["alder", "teacher"], now - timedelta(days=8))
    counsel = people["alder", "counsel"]
    services.set_period(Category.EDUCATION, years=7, citation=CITATION, reason=REASON, by=counsel, at=now - timedelta(days=3))
    services.hold(number, reason=HoldReason.COURT, by=counsel, at=now - timedelta(days=2))


def _corrected(teacher: Person, at: datetime) -> str:
    """The teacher's first concern: the age was a guess. Its number."""
    by = acting(teacher, at)
    rows, _more = concerns.inbox(by=by, open_only=False)
    view = next(view for row in rows if (view := concerns.view(row.reference, by=by)) and view.is_writer)
    age = next(fact for fact in view.facts if fact.question == "age")
    ending.correct(view.concern, fact=age.id, text="15_17", reason="The class list says older than I thought.", by=by, at=at)
    return view.concern.reference
