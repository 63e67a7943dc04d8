"""How a page takes part: its verb's view says that its form is kept, and its own view asks for what was kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from shelterwood.foundation.accounts.acting import person_of
from shelterwood.foundation.drafts import queries, services
from shelterwood.foundation.drafts.models import Draft
from shelterwood.foundation.drafts.rules import Kept, Kind, answers, slot

type View = Callable[..., HttpResponseBase]
type RecordOf = Callable[..., UUID | None]


@dataclass(frozen=True)
class Place:
    """Of which kind a form's drafts are, at which address the form is shown, and about which record it speaks.

    `record` is asked with the request and the places of the address; it raises Http404 where the page would.
    """

    kind: Kind
    shown_at: str
    record: RecordOf | None = None


@dataclass(frozen=True)
class Opened:
    """A draft that stands in the form again."""

    draft: Draft
    kept: Kept

    @property
    def typed(self) -> QueryDict:
        """As if it had just been typed."""
        found = QueryDict(mutable=True)
        for name, value in self.kept.fields:
            found.appendlist(name, value)
        return found


def drafted(kind: Kind, *, shown_at: str, record: RecordOf | None = None) -> Callable[[View], View]:
    """Mark the view to which a form is sent: what is typed there and not sent is kept."""

    def mark(view: View) -> View:
        view.drafted = Place(kind, shown_at, record)  # type: ignore[attr-defined]
        return view

    return mark


def place_of(address: str) -> tuple[Place, ResolverMatch]:
    """The form that is sent to this address of ours. Http404 for any other."""
    try:
        match = resolve(address)
    except Resolver404 as problem:
        raise Http404 from problem
    place = getattr(match.func, "drafted", None)
    if place is None:
        raise Http404
    return place, match


def places_of(match: ResolverMatch) -> dict[str, str]:
    return {name: str(value) for name, value in match.kwargs.items()}


def keep(request: HttpRequest, address: str) -> Draft:
    """Keep the form that this request carries. Raises Http404, TooMany, TooLong."""
    place, match = place_of(address)
    by, places = person_of(request), places_of(match)
    where = slot(match.view_name, places, request.POST.get("token", ""))
    # asked once, since the answer is a reading that leaves its event
    record = place.record(request, **match.kwargs) if place.record and not queries.is_kept(where, by=by) else None
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    kept = Kept(place.shown_at, places, answers(sent))
    return services.keep(kept, kind=place.kind, slot=where, record=record, by=by, at=datetime.now(UTC))


def opened(request: HttpRequest, *kinds: Kind) -> Opened | None:
    """The draft that this page was asked to open, if it is one's own, of these kinds and of this very page; else nothing."""
    asked = request.GET.get("draft", "")
    if not request.user.is_authenticated or request.resolver_match is None or not _is_uuid(asked):
        return None
    by = person_of(request)
    draft = queries.draft(UUID(asked), by=by)
    if draft is None or draft.kind not in kinds:
        return None
    kept = services.open_draft(draft, by=by, at=datetime.now(UTC))
    here = (request.resolver_match.view_name, places_of(request.resolver_match))
    return Opened(draft, kept) if here == (kept.shown_at, dict(kept.places)) else None


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def sent(request: HttpRequest, *, name: str = "") -> None:
    """The form of this request was sent; its draft is destroyed. `name`: of the address without places to which it belongs, where
    a form can be sent to several."""
    match = request.resolver_match
    if request.user.is_authenticated and match:
        where = slot(name or match.view_name, {} if name else places_of(match), request.POST.get("token", ""))
        services.sent(where, by=person_of(request), at=datetime.now(UTC))
