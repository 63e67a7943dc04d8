"""The pages of bringing in: lists and their uploads, one import from its columns to its undoing, trainings from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.design.forms import form_errors
from shelterwood.foundation.design.uploads import is_table, takes_a_file, too_large
from shelterwood.prevent.training.models import Import, TrainingElsewhere
from shelterwood.prevent.training.queries import manages, people
from shelterwood.prevent.training.queries.mandates import concerning
from shelterwood.prevent.training.rosters import forms, queries, services, sheets, wording
from shelterwood.prevent.training.rules.importing import LARGEST_FILE, LARGEST_PROOF, Kind, State
from shelterwood.prevent.training.services import NotPossible

SAMPLES = Path(__file__).resolve().parent / "samples"
OF_STAFF = (Kind.ROSTER, Kind.ONEROSTER)


def is_pdf(head: bytes) -> bool:
    return head.startswith(b"%PDF-")


def may_send(request: HttpRequest) -> bool:
    return request.user.is_authenticated and manages(request.user)


def for_managers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A page of whoever manages an organization's training; for anybody else it is not there."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not manages(person_of(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(inner)


def of_import(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Look up the import that an address names."""

    @wraps(view)
    def inner(request: HttpRequest, upload: UUID, **kwargs: Any) -> HttpResponse:
        found = queries.one_import(upload, by=person_of(request))
        if found is None:
            raise Http404
        return view(request, found, **kwargs)

    return signed_in(inner)


def of_training(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Look up the training from elsewhere that an address names."""

    @wraps(view)
    def inner(request: HttpRequest, training: UUID) -> HttpResponse:
        found = queries.training(training, by=person_of(request))
        if found is None:
            raise Http404
        return view(request, found)

    return signed_in(inner)


# --- a file ----------------------------------------------------------------------------------------------------


@for_managers
@require_http_methods(["GET", "POST"])
@takes_a_file(is_table, LARGEST_FILE, may_send)
def rosters(request: HttpRequest) -> HttpResponse:
    """The rosters that were brought in, and the next."""
    form = forms.Roster(request.POST, request.FILES) if request.method == "POST" else forms.Roster()
    return _upload(request, form, Kind.ROSTER, "training/rosters.html", {"imports": queries.imports(by=person_of(request), kinds=OF_STAFF)})


@for_managers
@require_http_methods(["GET", "POST"])
@takes_a_file(is_table, LARGEST_FILE, may_send)
def trainings(request: HttpRequest) -> HttpResponse:
    """Trainings that staff completed elsewhere, and a file of more. A search comes by the same form as a page of it."""
    by = person_of(request)
    sends = request.method == "POST" and "send" in request.POST
    words = request.POST.get("words", "")[:80].replace("\0", "") if request.method == "POST" else ""
    asked = request.POST.get("page", "1") if request.method == "POST" else request.GET.get("page", "1")
    context = {
        "page": queries.trainings(by=by, words=words, page=asked),
        "words": words,
        "withdraw": forms.Withdraw(),
        "imports": queries.imports(by=by, kinds=(Kind.ELSEWHERE,)),
        "again": [("words", words), ("page", asked)] if words else [],
    }
    form = forms.Trainings(request.POST, request.FILES) if sends else forms.Trainings()
    return _upload(request, form, Kind.ELSEWHERE, "training/elsewhere.html", context)


def _upload(request: HttpRequest, form: Any, kind: Kind, template: str, context: dict[str, Any]) -> HttpResponse:
    """Take a file in where one was sent, else show the page."""
    by, errors = person_of(request), []
    if form.is_bound and too_large(request):
        errors = [("id_file", wording.refusal("too_large", detail=str(LARGEST_FILE // 2**20)))]
    elif form.is_bound and form.is_valid():
        everybody = form.cleaned_data.get("everybody", False)
        try:
            made = services.bring(by=by, kind=kind, file=form.cleaned_data["file"].file, everybody=everybody, at=datetime.now(UTC))
            return redirect("import", made.pk)
        except NotPossible as problem:
            errors = [("id_file", str(problem))]
    elif form.is_bound:
        errors = form_errors(form)
    waits = queries.open_import(by=by)
    context |= {"form": form, "waits": waits, "kinds": wording.KINDS, "form_errors": errors, "errors_on_page": bool(errors)}
    return render(request, template, context, status=422 if errors else 200)


@for_managers
@require_GET
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """A file to fill in, in the language of the page."""
    file = SAMPLES / f"{name}.{get_language() or 'en'}.csv"
    if name not in ("roster", "elsewhere") or not file.is_file():
        raise Http404
    return _csv(iter([sheets.MARK, file.read_text(encoding="utf-8")]), "sample")


def _csv(lines: Iterator[str], name: str) -> HttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response  # type: ignore[return-value]  # the frames of views speak of one kind of answer


# --- one import ------------------------------------------------------------------------------------------------


@of_import
@require_GET
def one(request: HttpRequest, imported: Import) -> HttpResponse:
    """How an import stands, and what it asks for next."""
    return _page(request, imported, forms.Columns(imported=imported))


def _page(request: HttpRequest, imported: Import, form: forms.Columns, errors: list[tuple[str, str]] | None = None) -> HttpResponse:
    by = person_of(request)
    context = {
        "imported": imported,
        "kind": wording.KINDS[imported.kind],
        "form": form,
        "counts": imported.counts,
        "unread": queries.columns_unread(imported) if imported.state == State.CHECKED else [],
        "undoable": queries.can_be_undone(imported),
        "problem": wording.problem(imported),
        "preview": queries.preview(imported, by=by) if imported.state == State.CHECKED else None,
        "told": [(fault, *wording.told(fault)) for fault in queries.faults(imported, by=by)[:10]] if imported.state == State.CHECKED else [],
        "has_faults": queries.faults(imported, by=by).exists(),
        "form_errors": errors or [],
        "errors_on_page": bool(errors),
        "again_at": reverse("import", args=[imported.pk]),
    }
    response = render(request, "training/import.html", context, status=422 if errors else 200)
    if imported.state == State.CHECKING:
        response["Refresh"] = "3"  # the page looks again by itself, without scripts
    return response


def _done(request: HttpRequest, imported: Import, verb: Callable[[], None]) -> HttpResponse:
    """Do something with an import and show how it stands then; what is not possible says why."""
    try:
        verb()
    except NotPossible as problem:
        imported.refresh_from_db()
        return _page(request, imported, forms.Columns(imported=imported), [("", str(problem))])
    return redirect("import", imported.pk)


@of_import
@require_POST
def columns(request: HttpRequest, imported: Import) -> HttpResponse:
    form = forms.Columns(request.POST, imported=imported)
    if not form.is_valid():
        return _page(request, imported, form, form_errors(form))
    return _done(request, imported, lambda: services.choose_columns(imported, by=person_of(request), columns=form.chosen(), at=datetime.now(UTC)))


@of_import
@require_POST
def apply(request: HttpRequest, imported: Import) -> HttpResponse:
    without = request.POST.get("without_refused") == "on"
    return _done(request, imported, lambda: services.apply(imported, by=person_of(request), without_refused=without, at=datetime.now(UTC)))


@of_import
@require_POST
def again(request: HttpRequest, imported: Import) -> HttpResponse:
    """Check a file anew, as after somebody got their number."""
    return _done(request, imported, lambda: services.check_again(imported, by=person_of(request), at=datetime.now(UTC)))


@of_import
@require_POST
def discard(request: HttpRequest, imported: Import) -> HttpResponse:
    return _done(request, imported, lambda: services.discard(imported, by=person_of(request), at=datetime.now(UTC)))


@of_import
@require_POST
def undo(request: HttpRequest, imported: Import) -> HttpResponse:
    return _done(request, imported, lambda: services.undo(imported, by=person_of(request), at=datetime.now(UTC)))


@of_import
@require_GET
def faults(request: HttpRequest, imported: Import) -> HttpResponse:
    """The refused rows as CSV."""
    found = queries.faults(imported, by=person_of(request))
    return _csv(sheets.of_faults(found.iterator(chunk_size=2_000), get_language() or "en"), "rows")


@signed_in
@require_POST
def number(request: HttpRequest, learner: UUID) -> HttpResponse:
    """Say which number of the roster somebody has who began here without one."""
    by = person_of(request)
    found = queries.learner(learner, by=by)
    if found is None:
        raise Http404
    form, errors = forms.Number(request.POST), []
    if form.is_valid():
        try:
            services.set_number(found, by=by, number=" ".join(form.cleaned_data["number"].split()), at=datetime.now(UTC))
            messages.success(request, _("Saved."))
            return redirect("training-people")
        except NotPossible as problem:
            errors = [str(problem)]
    said = [(f"number-{found.pk}", each) for each in errors or [error for _, error in form_errors(form)]]
    context = {
        "page": people(by=by, words=found.name), "words": found.name, "about": found.pk, "form_errors": said, "errors_on_page": True,
        "again_at": reverse("training-people"),
    }  # fmt: skip
    return render(request, "training/people.html", context, status=422)


# --- one training by hand ---------------------------------------------------------------------------------------


@for_managers
@require_http_methods(["GET", "POST"])
@takes_a_file(is_pdf, LARGEST_PROOF, may_send)
def enter(request: HttpRequest) -> HttpResponse:
    """Enter one training with its proof."""
    by, now = person_of(request), datetime.now(UTC)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.Training(*sent, today=now.date(), laws=_laws_of(by))
    errors: list[tuple[str, str]] = []
    if form.is_bound and too_large(request):
        errors = [("id_document", wording.refusal("too_large", detail=str(LARGEST_PROOF // 2**20)))]
    elif form.is_bound and form.is_valid():
        errors = _entered(form, by, now)
        if not errors:
            messages.success(request, _("Recorded: the training, with its proof."))
            return redirect("trainings-elsewhere")
    elif form.is_bound:
        errors = form_errors(form)
    context = {"form": form, "form_errors": errors, "errors_on_page": bool(errors)}
    return render(request, "training/enter.html", context, status=422 if errors else 200)


def _laws_of(by: Any) -> list[tuple[str, str]]:
    """The laws that ask a training of the people of one's own organization, by their citation."""
    rows = (each.mandate for each in concerning(by.organization) if each.mandate.of_persons)
    return [(row.id, f"{row.citation} ({row.id})") for row in rows]


def _entered(form: forms.Training, by: Any, now: datetime) -> list[tuple[str, str]]:
    """Enter it, or say why not and at which field."""
    learner = queries.learner_of_number(form.cleaned_data["number"], by=by)
    if learner is None:
        return [("id_number", str(wording.FAULTS["number_unknown"][0]))]
    document = form.cleaned_data["document"]
    try:
        services.enter_training(learner, by=by, told=form.told(), document=document.read() if document else None, at=now)
    except NotPossible as problem:
        return [("id_document", str(problem))]
    return []


@of_training
@require_POST
def withdraw(request: HttpRequest, training: TrainingElsewhere) -> HttpResponse:
    """Withdraw a training, with the reason."""
    by = person_of(request)
    form = forms.Withdraw(request.POST)
    if form.is_valid():
        services.withdraw(training, by=by, why=form.cleaned_data["why"], at=datetime.now(UTC))
        messages.success(request, _("Withdrawn. The training counts no more; the record says why."))
        return redirect("trainings-elsewhere")
    context = {
        "page": queries.trainings(by=by), "withdraw": form, "about": training.pk, "form": forms.Trainings(), "waits": queries.open_import(by=by),
        "imports": queries.imports(by=by, kinds=(Kind.ELSEWHERE,)), "kinds": wording.KINDS, "form_errors": [(f"why-{training.pk}", error) for _, error in form_errors(form)],
        "errors_on_page": True, "again_at": reverse("trainings-elsewhere"),
    }  # fmt: skip
    return render(request, "training/elsewhere.html", context, status=422)


@of_training
@require_GET
def proof(request: HttpRequest, training: TrainingElsewhere) -> HttpResponse:
    """The proof as it was sent, to be saved and never opened within the site."""
    content = services.read_proof(training, by=person_of(request), at=datetime.now(UTC))
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="proof.pdf"'
    return response
