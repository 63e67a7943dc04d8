"""People, places and organizations from a file: sent, looked at, applied or let go, undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from shelterwood_methods.formats.members import SHAPES

from shelterwood.collaborate.people import forms, queries
from shelterwood.collaborate.people.models import Import
from shelterwood.collaborate.people.permissions import NotPossible, may_import
from shelterwood.collaborate.people.rules import LARGEST_FILE, Kind, State
from shelterwood.collaborate.people.services import importing
from shelterwood.collaborate.people.views.acting import allowed, asked, found, now, page
from shelterwood.collaborate.people.wording import COLUMNS, KINDS, told
from shelterwood.foundation.accounts.acting import person_of
from shelterwood.foundation.design.uploads import is_table, takes_a_file, too_large
from shelterwood.prevent.training.rosters import sheets
from shelterwood.prevent.training.rosters.wording import refusal


def may_send(request: HttpRequest) -> bool:
    """Whether somebody keeps people, places or organizations, and so may send a file at all."""
    return request.user.is_authenticated and any(may_import(kind, request.user.organization, request.user) for kind in Kind)


def _upload(kind: Kind) -> Callable[..., HttpResponseBase]:
    """The page that takes a file of one kind."""

    @asked
    @require_http_methods(["GET", "POST"])
    @takes_a_file(lambda head: is_table(head) and not head.startswith(b"PK"), LARGEST_FILE, may_send)
    def inner(request: HttpRequest) -> HttpResponse:
        by = person_of(request)
        before = found(queries.imports(kind, by=by))
        form = forms.Upload(request.POST, request.FILES) if request.method == "POST" else forms.Upload()
        problem = ""
        if form.is_bound and too_large(request):
            problem = refusal("too_large", detail=str(LARGEST_FILE // 2**20))
        elif form.is_bound and form.is_valid():
            try:
                made = importing.bring(by=by, kind=kind, file=form.cleaned_data["file"].file, at=now())
                return redirect("people-import", made.pk)
            except NotPossible as why:
                problem = str(why)
        names = [(COLUMNS[name], [name] in map(list, SHAPES[kind].needed)) for name in SHAPES[kind].names]
        waits = next((each for each in before if each.state == State.CHECKED), None)
        context = {"form": form, "kind": kind, "title": KINDS[kind], "imports": before, "waits": waits, "names": names, "back": reverse(BACK[kind])}
        return page(request, "people/upload.html", context, *([form] if form.is_bound and not problem else []), problem=problem)

    return inner


BACK = {Kind.PEOPLE: "people", Kind.SITES: "places", Kind.AGENCIES: "organizations"}
people, places, agencies = (_upload(kind) for kind in (Kind.PEOPLE, Kind.SITES, Kind.AGENCIES))


def of_import(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Look up the import that an address names."""

    @wraps(view)
    def inner(request: HttpRequest, upload: UUID) -> HttpResponse:
        return view(request, found(queries.one_import(upload, by=person_of(request))))

    return asked(inner)


@of_import
@require_GET
def one(request: HttpRequest, imported: Import) -> HttpResponse:
    """How an import stands, and what it asks for next."""
    return _page(request, imported)


def _page(request: HttpRequest, imported: Import, problem: str = "") -> HttpResponse:
    faults = queries.faults(imported)
    context: dict[str, Any] = {
        "imported": imported, "kind": KINDS[Kind(imported.kind)], "counts": imported.counts, "rows": queries.preview(imported),
        "told": [(each, *told(each)) for each in faults[:10]], "has_faults": faults.exists(), "undoable": queries.can_be_undone(imported, now()),
        "back": reverse(BACK[Kind(imported.kind)]), "again_at": reverse("people-import", args=[imported.pk]),
        "zone": person_of(request).organization.county.time_zone,
    }  # fmt: skip
    return page(request, "people/import.html", context, problem=problem)


def _done(request: HttpRequest, imported: Import, verb: Callable[[], None]) -> HttpResponse:
    """Do something with an import and show how it stands then; what is not possible says why."""
    try:
        verb()
    except NotPossible as problem:
        imported.refresh_from_db()
        return _page(request, imported, str(problem))
    return redirect("people-import", imported.pk)


@of_import
@require_POST
def apply(request: HttpRequest, imported: Import) -> HttpResponse:
    without = request.POST.get("without_refused") == "on"
    return _done(request, imported, lambda: importing.apply(imported, by=person_of(request), without_refused=without, at=now()))


@of_import
@require_POST
def discard(request: HttpRequest, imported: Import) -> HttpResponse:
    return _done(request, imported, lambda: importing.discard(imported, by=person_of(request), at=now()))


@of_import
@require_POST
def undo(request: HttpRequest, imported: Import) -> HttpResponse:
    allowed(queries.can_be_undone(imported, now()))
    return _done(request, imported, lambda: importing.undo(imported, by=person_of(request), at=now()))


@of_import
@require_GET
def faults(request: HttpRequest, imported: Import) -> HttpResponse:
    """The refused rows as CSV, with what to do."""
    lines = sheets.of_faults(queries.faults(imported).iterator(chunk_size=1_000), get_language() or "en", told=told)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rows.csv"'
    return response  # type: ignore[return-value]  # the frames of views speak of one kind of answer


@asked
@require_GET
def sample(request: HttpRequest, kind: str) -> HttpResponse:
    """The header of a file to fill in, in the language of the page."""
    by = person_of(request)
    allowed(kind in list(Kind) and may_import(kind, by.organization, by))
    place = -1 if get_language() == "es" else 0
    names = [known[place] for known in SHAPES[kind].names.values()]
    response = HttpResponse(sheets.MARK + sheets.line(names), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sample.csv"'
    return response
