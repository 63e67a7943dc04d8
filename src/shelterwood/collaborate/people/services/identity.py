"""A lost key: one person sees that it is them, a second one confirms it within 24 hours, and only then a new code is printed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from shelterwood.collaborate.people.models import IdentityProof
from shelterwood.collaborate.people.noting import note
from shelterwood.collaborate.people.permissions import NotPossible, check, may_confirm, may_vouch
from shelterwood.collaborate.people.rules import How, confirms_in_time
from shelterwood.foundation.accounts import services as accounts

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


def vouch(person: Person, *, by: Person, how: How, at: datetime) -> IdentityProof:
    """Record that somebody who lost their key proved who they are. Alone it opens nothing. Raises Forbidden."""
    check(may_vouch(person, by))
    with transaction.atomic():
        proof = IdentityProof.objects.create(person=person, how=how, vouched_by=by, vouched_at=at)
        note("vouch", by, person.pk, at, word=how)
    return proof


def confirm(proof: IdentityProof, *, by: Person, at: datetime) -> str:
    """Confirm it as the second person: every session and key of theirs ends, and this code lets them in once.

    Raises Forbidden; NotPossible where it was confirmed already, is older than 24 hours, or access ended meanwhile.
    """
    check(may_confirm(proof, by))
    with transaction.atomic():
        row = IdentityProof.objects.select_for_update(of=("self",)).select_related("person").get(pk=proof.pk)
        if row.confirmed_at or not row.person.active or not confirms_in_time(row.vouched_at, at):
            raise NotPossible(_("This no longer holds. Whoever proved it must record it again."))
        row.confirmed_by, row.confirmed_at = by, at
        row.save(update_fields=["confirmed_by", "confirmed_at"])
        accounts.forget_credentials(row.person, at=at)
        code = accounts.new_code(row.person, at=at)
        note("confirm_identity", by, row.person_id, at)
    return code
