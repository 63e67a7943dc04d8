"""Rows of law and standings as pages say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shelterwood_methods.statutes.training import State, Status

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


def reasons(status: Status) -> list[Any]:
    return [wording.REASONS[reason] for reason in status.reasons]


def asked_in_words(each: Asked) -> dict[str, Any]:
    """What one law asks of one person, as a page says it."""
    return {
        "law": in_words(each.law),
        "state": each.status.state.value,
        "due_on": each.status.due_on,
        "done_on": each.status.done_on,
        "why": reasons(each.status),
        "late": each.status.state is State.OVERDUE,
        "looked": [(one.training, [wording.REASONS[reason] for reason in one.faults]) for one in each.looked],
        "can_sign": each.can_sign,
        "can_file": each.can_file,
    }
