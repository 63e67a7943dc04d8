"""Signing who has what access."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from shelterwood.collaborate.people import queries
from shelterwood.collaborate.people.models import AccessReview
from shelterwood.collaborate.people.noting import note
from shelterwood.collaborate.people.permissions import NotPossible, check, may_sign_review

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


def sign_review(*, by: Person, seen: str, at: datetime) -> AccessReview:
    """Sign the list of who has access, as it stands. `seen`: the fingerprint of the list that was shown.

    Raises Forbidden, and NotPossible where the list changed since it was shown.
    """
    check(may_sign_review(by))
    with transaction.atomic():
        rows = queries.access_rows(by.organization)
        if seen != queries.fingerprint_of(rows):
            raise NotPossible(_("Somebody's access changed since you opened this list. Look at it again."))
        review = AccessReview.objects.create(organization=by.organization, signed_by=by, signed_at=at, rows=rows)
        note("sign_access_review", by, review.pk, at)
    return review
