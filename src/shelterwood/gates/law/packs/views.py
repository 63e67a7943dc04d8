"""Counsel's pages: rows of law of every state, their texts, differences and signatures. To anybody else they do not exist."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from shelterwood_methods.facts import FactsError
from shelterwood_methods.statutes.conditions import EXCEPTIONS, FACTS
from shelterwood_methods.statutes.terms import FEDERAL

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.body.queries import states
from shelterwood.foundation.body.rules import STATES
from shelterwood.foundation.design.forms import form_errors
from shelterwood.foundation.design.uploads import takes_a_file, too_large
from shelterwood.gates.law import services as law
from shelterwood.gates.law.models import SignedRow
from shelterwood.gates.law.packs import queries, services
from shelterwood.gates.law.packs.forms import DutyForm, PackForm
from shelterwood.gates.law.packs.queries import JURISDICTIONS, RowNow, Standing
from shelterwood.gates.law.packs.rules import COLUMNS_OF, KEY, LARGEST, Cells, Difference, differences, pack_file, read_pack
from shelterwood.gates.law.packs.signing import signed_or_form
from shelterwood.gates.law.packs.wording import COLUMNS, in_words
from shelterwood.gates.law.permissions import Forbidden, keeps_law
from shelterwood.gates.law.rules import text_hashes

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

PAGE = 25
SHOWN = {"all": (), "unsigned": (Standing.CHANGED, Standing.DRAFT, Standing.UNSIGNED), "signed": (Standing.SIGNED, Standing.LATER)}


def counsel(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For the body's counsel alone."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not keeps_law(person_of(request)):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except Forbidden as refusal:
            raise Http404 from refusal

    return signed_in(inner)


def _now() -> datetime:
    return datetime.now(UTC)


def _today(by: Person) -> date:
    return _now().astimezone(ZoneInfo(by.organization.county.time_zone)).date()


def name_of(code: str) -> str:
    """A state by its name, or the law of the United States."""
    return STATES.get(code) or _("Federal law")


def _code(state: str) -> str:
    if state.upper() not in JURISDICTIONS or state != state.lower():
        raise Http404
    return state.upper()


def _rows(request: HttpRequest, state: str) -> list[RowNow]:
    by = person_of(request)
    return queries.rows(_code(state), by=by, today=_today(by)) or []


def _row(request: HttpRequest, state: str, duty: str) -> RowNow:
    by = person_of(request)
    found = queries.row(duty, by=by, today=_today(by))
    if found is None or found.jurisdiction != _code(state):
        raise Http404
    return found


# --- lists --------------------------------------------------------------------------------------------------------


@counsel
@require_GET
def packs(request: HttpRequest) -> HttpResponse:
    """Every state: how many rows it has, and how many wait for a signature."""
    by, own = person_of(request), set(states())
    found = queries.places(by=by, today=_today(by)) or []
    told = [(each, name_of(each.code)) for each in found]
    context = {
        "near": [(each, name) for each, name in told if each.rows or each.code in own or each.code == FEDERAL],
        "far": [(each, name) for each, name in told if not each.rows and each.code not in own and each.code != FEDERAL],
    }  # fmt: skip
    return render(request, "law/packs/packs.html", context)


@counsel
@require_GET
def pack(request: HttpRequest, state: str) -> HttpResponse:
    """The rows of one state."""
    return _list(request, state)


def _list(request: HttpRequest, state: str, fault: str = "") -> HttpResponse:
    rows, show = _rows(request, state), request.GET.get("show", "all")
    chosen = [each for each in rows if not SHOWN.get(show) or each.standing in SHOWN[show]]
    page = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    context = {
        "code": state, "state": name_of(_code(state)), "page": page, "show": show, "rest": f"show={show}&" if show in SHOWN else "",
        "every": len(rows), "to_sign": any(each.to_sign for each in page), "form_errors": [("", fault)] if fault else [], "files": [f"{file}.csv" for file in COLUMNS_OF],
    }  # fmt: skip
    return render(request, "law/packs/pack.html", context, status=422 if fault else 200)


@counsel
@require_GET
def export(request: HttpRequest, state: str, file: str) -> HttpResponse:
    """One of the two files of a pack: the newest text of every row of this state."""
    name = file.removesuffix(".csv")
    if name not in COLUMNS_OF or name == file:
        raise Http404
    found = queries.pack(_code(state), by=person_of(request)) or {}
    answer = HttpResponse(pack_file(name, iter(found.values())), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def is_text(head: bytes) -> bool:
    """Words in a Western alphabet from the first byte on; what exactly is wrong with them the reader says, with the line."""
    return b"\0" not in head and head.removeprefix(BOM_UTF8)[:1].isalpha() and not head.startswith((b"GIF8", b"RIFF"))


def may_send(request: HttpRequest) -> bool:
    return request.user.is_authenticated and keeps_law(person_of(request))


@counsel
@require_http_methods(["GET", "POST"])
@takes_a_file(is_text, LARGEST, may_send, most=2)
def bring_in(request: HttpRequest) -> HttpResponse:
    """A pack from its two files, all of it or nothing."""
    form = PackForm(request.POST, request.FILES) if request.method == "POST" else PackForm()
    brought = fault = None
    if too_large(request):
        fault = _("A file of a pack has at most 2 MB.")
    elif form.is_bound and form.is_valid():
        try:
            rows = read_pack(*(form.cleaned_data[name].read() for name in ("words", "typing")))
            brought = services.bring_in(rows, by=person_of(request), at=_now())
        except (FactsError, services.CannotWrite) as problem:
            fault = str(problem)
    refused = bool(fault or form.errors)
    context = {"form": form, "brought": brought, "fault": fault, "form_errors": form_errors(form), "errors_on_page": refused}
    return render(request, "law/packs/import.html", context, status=422 if refused else 200)


# --- one row ------------------------------------------------------------------------------------------------------


def _told(rows: list[Difference]) -> list[tuple[Any, Any, Any]]:
    """Differences in the words of the page: column, old, new."""
    return [(COLUMNS[each.column][0], in_words(each.column, each.old), in_words(each.column, each.new)) for each in rows if each.column in COLUMNS]


def _text(cells: Cells) -> list[tuple[Any, Any]]:
    return [(label, in_words(column, cells[column])) for column, (label, _hint) in COLUMNS.items() if cells.get(column)]


@counsel
@require_GET
def row(request: HttpRequest, state: str, duty: str) -> HttpResponse:
    """One row: what governs, what changed, its whole text and every version."""
    by, found = person_of(request), _row(request, state, duty)
    compared, came = queries.compared(found), _hash_as_it_came(0, duty)
    context = {
        "row": found, "code": state, "state": name_of(found.jurisdiction), "governing": queries.governing(duty, _today(by)), "compared": compared,
        "changes": _told(compared.rows), "text": _text(found.cells), "versions": queries.versions(duty), "conditions": found.cells["conditions"],
        "may_review": found.text is not None and found.text.written_by_id != by.pk and found.text.reviewed_by_id is None,
        "zone": by.organization.county.time_zone, "saved": request.GET.get("saved", ""), "came": came,
        "came_signature": next((each for each in found.active if each.text_hash == came), None),
    }  # fmt: skip
    return render(request, "law/packs/row.html", context)


@counsel
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, state: str) -> HttpResponse:
    """A row that no version of this site holds."""
    return _write(request, state, None)


@counsel
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, state: str, duty: str) -> HttpResponse:
    """The next version of a row."""
    return _write(request, state, _row(request, state, duty))


def _write(request: HttpRequest, state: str, now: RowNow | None) -> HttpResponse:
    code = _code(state)
    form = DutyForm(
        request.POST if request.method == "POST" else None, jurisdiction=code, cells=now.cells if now else None, revision=now.revision if now else 0
    )
    others: list[Difference] = []
    if form.is_bound and form.is_valid():
        cells = form.cells()
        try:
            services.write(cells, revision=form.cleaned_data["revision"], by=person_of(request), at=_now())
            return redirect(reverse("law-row", args=[state, cells[KEY]]) + "?saved=yes")
        except services.CannotWrite as problem:
            form.tell(problem.fault)
        except services.Moved as moved:
            if now is None:
                form.add_error(KEY, _("A row of this id exists. Choose another id, or change that row."))
            else:
                form, others = _beside(request, code, now, moved), differences(moved.cells, cells)
    context = {
        "form": form, "row": now, "code": state, "state": name_of(code), "others": _told(others), "facts": FACTS, "exceptions": EXCEPTIONS,
        "form_errors": form_errors(form), "errors_on_page": bool(form.errors or others),
    }  # fmt: skip
    return render(request, "law/packs/form.html", context, status=409 if others else 422 if form.errors else 200)


def _beside(request: HttpRequest, code: str, now: RowNow, moved: services.Moved) -> DutyForm:
    """The same answers again, so that saving now goes over the version that came in between."""
    sent = request.POST.copy()
    sent["revision"] = str(moved.revision)
    return DutyForm(sent, jurisdiction=code, cells=now.cells, revision=moved.revision)


@counsel
@require_POST
def review(request: HttpRequest, state: str, duty: str) -> HttpResponse:
    """Say that one read this version beside its source."""
    found, read = _row(request, state, duty), request.POST.get("version", "")
    if found.text is None or read != str(found.revision):
        return redirect(reverse("law-row", args=[state, duty]) + "?saved=moved")
    try:
        services.review(found.text, by=person_of(request), at=_now())
    except services.CannotReview as refusal:
        raise Http404 from refusal
    return redirect("law-row", state=state, duty=duty)


@counsel
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, state: str, duty: str, number: int) -> HttpResponse:
    """Ask once, then take back the signature under one version; 0 is the row as it came."""
    found, by = _row(request, state, duty), person_of(request)
    texts = {text.number: text.text_hash for text, _signature in queries.versions(duty)}
    signature = next((each for each in found.active if each.text_hash == texts.get(number, _hash_as_it_came(number, duty))), None)
    if signature is None:
        raise Http404
    if request.method == "POST":
        law.withdraw(kind=SignedRow.Kind.DUTY, row=duty, text_hash=signature.text_hash, by=by, at=_now())
        messages.success(request, _("The signature is withdrawn."))
        return redirect("law-row", state=state, duty=duty)
    context = {
        "row": found,
        "code": state,
        "state": name_of(found.jurisdiction),
        "number": number,
        "signature": signature,
        "others": len(found.active) > 1,
    }
    return render(request, "law/packs/withdraw.html", context)


def _hash_as_it_came(number: int, duty: str) -> str:
    return text_hashes().get((SignedRow.Kind.DUTY, duty), "") if number == 0 else ""


# --- signing ------------------------------------------------------------------------------------------------------


@counsel
@require_POST
def sign(request: HttpRequest, state: str) -> HttpResponse:
    """Show the chosen rows with what changed in each, then sign exactly these texts."""
    wanted = set(request.POST.getlist("rows"))
    chosen = [each for each in _rows(request, state) if each.duty in wanted and each.to_sign]
    if not chosen:
        return _list(request, state, _("Choose at least one row that is not signed."))
    digest, rows = queries.pack_digest(chosen), [(str(SignedRow.Kind.DUTY), each.duty) for each in chosen]
    form = signed_or_form(request, rows, digest=digest, by=person_of(request), at=_now())
    if form is None:
        messages.success(request, _("Signed: %(rows)s.") % {"rows": ", ".join(each.duty for each in chosen)})
        return redirect("law-pack", state=state)
    shown = [(each, compared, _told(compared.rows), _text(each.cells)) for each in chosen for compared in [queries.compared(each)]]
    context = {
        "form": form, "shown": shown, "digest": digest, "rows": [each.duty for each in chosen], "code": state, "state": name_of(_code(state)), "form_errors": form_errors(form),
        "errors_on_page": bool(form.errors),
    }  # fmt: skip
    return render(request, "law/packs/sign.html", context, status=422 if form.errors else 200)
