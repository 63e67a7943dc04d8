"""Rows of law and standings as pages say them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from shelterwood_methods.statutes.training import Reason, State

from shelterwood.prevent.training import wording

if TYPE_CHECKING:
    from shelterwood.prevent.training.queries.mandates import Asked, Held


def in_words(known: Held) -> dict[str, Any]:
    """A row of law as a page says it."""
    row = known.row
    return {
        "id": known.mandate.id, "citation": known.mandate.citation, "kind": wording.KINDS[row.kind], "who": wording.who(row),
        "prose": known.mandate.who_must, "first": wording.first(row) if row.of_persons else "", "repeat": wording.repeat(row),
        "minutes": wording.minutes(row), "proof": wording.proofs(row), "approval": wording.approval(row) if row.of_persons else "",
        "kept": wording.kept(row) if row.of_persons else "", "note": known.mandate.note, "signed": known.signed,
    }  # fmt: skip


def reasons(state: str, done_on: date | None, words: Iterable[str]) -> list[Any]:
    """Why somebody stands so, in sentences; a state that dates alone decide says what is missing."""
    found = [wording.REASONS[Reason(word)] for word in words]
    if not found and state in (State.OVERDUE, State.DUE, State.NOT_YET_DUE):
        found = [_("The last training that counts is too long ago.") if done_on else _("No training that counts is recorded.")]
    return found


def asked_in_words(each: Asked) -> dict[str, Any]:
    """What one law asks of one person, as a page says it."""
    return {
        "law": in_words(each.law),
        "state": each.status.state.value,
        "due_on": each.status.due_on,
        "done_on": each.status.done_on,
        "why": reasons(each.status.state, each.status.done_on, each.status.reasons),
        "late": each.status.state is State.OVERDUE,
        "looked": [(one.training, [wording.REASONS[reason] for reason in one.faults]) for one in each.looked],
        "can_sign": each.can_sign,
        "can_file": each.can_file,
    }
