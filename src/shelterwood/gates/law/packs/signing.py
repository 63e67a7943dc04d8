"""The page on which counsel signs, for duties and for rules of the gate alike: shown first, signed in a step of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from shelterwood.foundation.accounts.services import second_factor_at
from shelterwood.gates.law import services
from shelterwood.gates.law.packs.forms import SignForm

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


PROOF_LASTS = timedelta(hours=12)  # as long as the gate itself trusts one: F-MFA


def _proved(request: HttpRequest, at: datetime) -> bool:
    """Whether this session showed a second proof lately; a printed code alone signs no law."""
    shown = second_factor_at(request)
    return shown is not None and at < shown + PROOF_LASTS


def signed_or_form(request: HttpRequest, rows: Sequence[tuple[str, str]], *, digest: str, by: Person, at: datetime) -> SignForm | None:
    """The form to show; None once the rows are signed. `digest` is that of the rows as they stand now.

    What the browser sends back is the hash of what was shown, so that nobody signs a text that they did not see.
    """
    sent = request.POST.copy() if "read" in request.POST else None
    form = SignForm(sent, initial={"read": digest})
    if form.is_bound and not _proved(request, at):
        form.add_error(None, _("Sign in again with your second proof, then sign: what you sign opens doors."))
    if form.is_bound and form.is_valid():
        try:
            told = form.cleaned_data
            services.sign_pack(name=told["name"], rows=rows, by=by, at=at, demonstration=settings.DEMONSTRATION, read=told["read"])
        except services.CannotSign as refusal:
            form.add_error(None, str(refusal))
            sent["read"] = digest  # type: ignore[index]  # a bound form was sent
        else:
            return None
    return form
