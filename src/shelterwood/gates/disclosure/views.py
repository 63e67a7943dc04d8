"""The rule book of the gate, to read for everybody signed in and to sign for the body's counsel."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.design.forms import form_errors
from shelterwood.gates.disclosure import reading, wording
from shelterwood.gates.disclosure.book.reading import Typing
from shelterwood.gates.disclosure.forms import SearchForm
from shelterwood.gates.disclosure.reading import RULE, RuleNow
from shelterwood.gates.law import services as law
from shelterwood.gates.law.packs.signing import signed_or_form
from shelterwood.gates.law.packs.views import counsel
from shelterwood.gates.law.packs.wording import in_words
from shelterwood.gates.law.permissions import keeps_law

PAGE = 25


def _now() -> datetime:
    return datetime.now(UTC)


def _told(rows: list[RuleNow]) -> list[tuple[str, Any, RuleNow]]:
    """Each rule with the heading of its group where a new one begins."""
    shown, before = [], ""
    for each in rows:
        shown.append(("" if each.entry.group == before else each.entry.group, wording.GROUPS[each.entry.group], each))
        before = each.entry.group
    return shown


@signed_in
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """The book, 25 rules a page, or those that a search finds."""
    return _list(request, request.POST if request.method == "POST" else None)


def _list(request: HttpRequest, sent: Any, fault: str = "") -> HttpResponse:
    form = SearchForm(sent, groups=reading.groups())
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = reading.found(**asked)
    page = Paginator(found, PAGE).get_page((sent or request.GET).get("page"))
    signs = keeps_law(person_of(request))
    context = {
        "form": form, "page": page, "rows": _told(list(page)), "count": len(found), "searched": any(asked.values()), "signs": signs,
        "to_sign": signs and any(each.standing == "not_confirmed" for each in page), "form_errors": [("", fault)] if fault else form_errors(form),
    }  # fmt: skip
    return render(request, "disclosure/rules.html", context, status=422 if fault else 200)


@signed_in
@require_GET
def whole(request: HttpRequest) -> HttpResponse:
    """The book on one page, to print."""
    found = reading.rules()
    not_encoded = [each for each in found if each.entry.typing is Typing.NOT_ENCODED]
    return render(request, "disclosure/whole.html", {"rows": _told(found), "not_encoded": not_encoded, "count": len(found)})


def _rule(identifier: str) -> RuleNow:
    found = reading.rule(identifier)
    if found is None:
        raise Http404
    return found


@signed_in
@require_GET
def rule(request: HttpRequest, rule: str) -> HttpResponse:
    """One rule: the law in prose, how it is typed, an example, the policy, and its signature."""
    found, by = _rule(rule), person_of(request)
    entry = found.entry
    context = {
        "row": found, "group": wording.GROUPS[entry.group], "effect": wording.EFFECTS[entry.effect], "means": wording.TYPINGS[entry.typing],
        "law": _cells(entry.law, wording.LAW), "typed": _cells(entry.typed, wording.TYPED), "signature": reading.signature(rule),
        "signs": keeps_law(by), "zone": by.organization.county.time_zone,
        "note": entry.typed.get("encoding_note", "") if entry.typing is Typing.NOT_ENCODED else "",
    }  # fmt: skip
    return render(request, "disclosure/rule.html", context)


def _cells(row: dict[str, str], labels: dict[str, Any]) -> list[tuple[Any, Any]]:
    return [(label, in_words(column, row[column].replace(";", "; ").replace("_", " "))) for column, label in labels.items() if row.get(column)]


# --- signing ------------------------------------------------------------------------------------------------------


@counsel
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Show the chosen rules, then sign exactly these texts."""
    wanted = set(request.POST.getlist("rows"))
    chosen = [each for each in reading.rules() if each.entry.id in wanted and each.standing == "not_confirmed"]
    if not chosen:
        return _list(request, None, _("Choose at least one row that is not signed."))
    digest, rows = reading.pack_digest(chosen), [(RULE, each.entry.id) for each in chosen]
    form = signed_or_form(request, rows, digest=digest, by=person_of(request), at=_now())
    if form is None:
        messages.success(request, _("Signed: %(rows)s.") % {"rows": ", ".join(each.entry.id for each in chosen)})
        return redirect("rules")
    shown = [(each, _cells(each.entry.law, wording.LAW), _cells(each.entry.typed, wording.TYPED)) for each in chosen]
    context = {
        "form": form, "shown": shown, "digest": digest, "rows": [each.entry.id for each in chosen], "form_errors": form_errors(form),
        "errors_on_page": bool(form.errors),
    }  # fmt: skip
    return render(request, "disclosure/sign.html", context, status=422 if form.errors else 200)


@counsel
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, rule: str) -> HttpResponse:
    """Ask once, then take back the signature under a rule."""
    found, signature = _rule(rule), reading.signature(rule)
    if signature is None:
        raise Http404
    if request.method == "POST":
        law.withdraw(kind=RULE, row=rule, text_hash=signature.text_hash, by=person_of(request), at=_now())
        messages.success(request, _("The signature is withdrawn."))
        return redirect("rule", rule=rule)
    return render(request, "disclosure/withdraw.html", {"row": found, "signature": signature})
