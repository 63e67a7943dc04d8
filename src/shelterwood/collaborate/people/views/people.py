"""The people of an organization: the list, an invitation, one person, and everything that is done to their access."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shelterwood.collaborate.people import forms, permissions, queries
from shelterwood.collaborate.people.permissions import NotPossible
from shelterwood.collaborate.people.rules import How, Kind
from shelterwood.collaborate.people.services import identity as proving
from shelterwood.collaborate.people.services import people as services
from shelterwood.collaborate.people.views.acting import allowed, asked, found, now, page, sent
from shelterwood.collaborate.people.wording import HOWS, QUESTIONS, ROLES, VERBS
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.accounts.rules import Role, Verb
from shelterwood.foundation.design.forms import without_account
from shelterwood.foundation.notify.wording import MAIL_FAULTS

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


@signed_in
@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """Who may invite, see, sign and export: drawn from the one table."""
    by = person_of(request)
    groups = [
        (QUESTIONS[kind], [(VERBS[verb], [ROLES[role] for role in Role if role in right.roles], right.everywhere, accounts.may(by, verb)) for verb, right in rows])
        for kind, rows in queries.rights().items()
    ]  # fmt: skip
    return render(request, "people/roles.html", {"groups": groups, "mine": ROLES[Role(by.role)]})


@asked
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who acts or acted here, 25 a page."""
    by, at = person_of(request), now()
    rows = found(queries.people(by=by, page=request.GET.get("page", 1), at=at))
    context = {
        "page": rows, "rows": [(each, ROLES[Role(each.role)]) for each in rows], "proofs": queries.proofs_to_confirm(by=by, at=at),
        "may_invite": accounts.may(by, Verb.INVITE), "may_import": permissions.may_import(Kind.PEOPLE, by.organization, by),
        "may_keep_sites": permissions.may_keep_sites(by.organization, by), "zone": by.organization.county.time_zone,
        "overdue": queries.review_overdue(by, at),
    }  # fmt: skip
    return render(request, "people/people.html", context)


@asked
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to one's own organization; the answer shows their code, once."""
    by, at = person_of(request), now()
    allowed(accounts.may(by, Verb.INVITE))
    form = forms.Invitation(sent(request), roles=permissions.roles_to_give(by.organization, by), places=accounts.sites_of(by.organization))
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            person, code = services.invite(by.organization, by=by, at=at, **form.cleaned_data)
            return _code(request, person, code)
        except NotPossible as refusal:
            problem = str(refusal)
    return page(request, "people/invite.html", {"form": form}, form, problem=problem)


def _code(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """The code on a page to print; it is shown this once."""
    by = person_of(request)
    context = {
        "person": person, "code": code, "until": accounts.code_waits_until(person, now()), "zone": by.organization.county.time_zone,
        "back": _back(person, by), "again_at": _back(person, by),
    }  # fmt: skip
    return render(request, "people/code.html", context)


def _back(person: Person, by: Person) -> str:
    return reverse("person", args=[person.pk]) if queries.may_see(person, by) else reverse("people")


@asked
@require_GET
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """One person: how their access stands, and what may be done to it."""
    return _person(request, found(queries.somebody(person, by=person_of(request))))


def _person(request: HttpRequest, person: Person, *, problem: str = "", mailed: bool = False, form: forms.Access | None = None) -> HttpResponse:
    by, at = person_of(request), now()
    change = permissions.may_change(person, person.role, by)
    given = {"post": person.post, "role": person.role, "site": str(person.site_id or "")}
    shown = form or forms.Access(
        roles=permissions.roles_to_give(person.organization, by), places=accounts.sites_of(person.organization), initial=given
    )  # fmt: skip
    context = {
        "person": person, "row": queries.row_of(person, at), "role": ROLES[Role(person.role)], "form": shown if change else None,
        "may_end": permissions.may_end(person, by), "may_send_code": permissions.may_send_code(person, by),
        "vouch": forms.Vouch() if permissions.may_vouch(person, by) and person.last_login else None,
        "proof": queries.proof_that_waits(person, at), "zone": by.organization.county.time_zone, "mailed": mailed,
        "elsewhere": person.organization_id != by.organization_id, "again_at": reverse("person", args=[person.pk]),
    }  # fmt: skip
    return page(request, "people/person.html", context, *([form] if form else []), problem=problem)


@asked
@require_POST
def change(request: HttpRequest, person: UUID) -> HttpResponse:
    by = person_of(request)
    somebody = found(queries.somebody(person, by=by))
    allowed(permissions.may_change(somebody, somebody.role, by))
    form = forms.Access(
        request.POST, roles=permissions.roles_to_give(somebody.organization, by), places=accounts.sites_of(somebody.organization)
    )  # fmt: skip
    if not form.is_valid():
        return _person(request, somebody, form=form)
    services.change(somebody, by=by, at=now(), **form.cleaned_data)
    return redirect("person", somebody.pk)


@asked
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, person: UUID) -> HttpResponse:
    """Name what would be left without anybody, then end access at once."""
    by, at = person_of(request), now()
    somebody = found(queries.somebody(person, by=by))
    allowed(permissions.may_end(somebody, by) and somebody.active)
    if request.method == "POST":
        services.end_access(somebody, by=by, at=at)
        return redirect("person", somebody.pk)
    context = {"person": somebody, "work": queries.open_work(somebody, at), "zone": by.organization.county.time_zone}
    return render(request, "people/end.html", context)


def _then_shown(verb: Callable[..., object]) -> Callable[..., HttpResponse]:
    """Do something to somebody's access and show how it stands then."""

    def inner(request: HttpRequest, person: UUID) -> HttpResponse:
        somebody = found(queries.somebody(person, by=person_of(request)))
        verb(somebody, by=person_of(request), at=now())
        return redirect("person", somebody.pk)

    return inner


give_back = asked(require_POST(_then_shown(services.give_back)))
revoke = asked(require_POST(_then_shown(services.revoke_code)))


@asked
@require_POST
def code(request: HttpRequest, person: UUID) -> HttpResponse:
    somebody = found(queries.somebody(person, by=person_of(request)))
    return _code(request, somebody, services.print_code(somebody, by=person_of(request), at=now()))


@asked
@require_POST
def mail(request: HttpRequest, person: UUID) -> HttpResponse:
    """Send a code as a link; a fault of the mail is told at once, and a code can be printed instead."""
    by = person_of(request)
    somebody = found(queries.somebody(person, by=by))

    def address_of(code: str) -> str:
        return request.build_absolute_uri(reverse("invited", args=[code]))

    try:
        fault = services.mail_link(somebody, by=by, address_of=address_of, at=now())
    except NotPossible as refusal:
        return _person(request, somebody, problem=str(refusal))
    return _person(request, somebody, problem=str(MAIL_FAULTS[fault]) if fault else "", mailed=not fault)  # type: ignore[index]


@without_account
@require_GET
def invited(request: HttpRequest, code: str) -> HttpResponse:
    """Where a mailed link leads. It opens nothing by itself: programs that look at mail open links too."""
    return render(request, "people/invited.html", {"code": code})


# --- a lost key -------------------------------------------------------------------------------------------------


@asked
@require_POST
def vouch(request: HttpRequest, person: UUID) -> HttpResponse:
    by = person_of(request)
    somebody = found(queries.somebody(person, by=by))
    form = forms.Vouch(request.POST)
    if not form.is_valid():
        return _person(request, somebody, problem=str(form.fields["how"].error_messages["required"]))
    proving.vouch(somebody, by=by, how=How(form.cleaned_data["how"]), at=now())
    return redirect("person", somebody.pk)


@asked
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, proof: UUID) -> HttpResponse:
    """The second person: look at who said what, then confirm it; the answer shows the code, once."""
    by = person_of(request)
    waiting = found(queries.proof(proof, by=by))
    problem = ""
    if request.method == "POST":
        try:
            return _code(request, waiting.person, proving.confirm(waiting, by=by, at=now()))
        except NotPossible as refusal:
            problem = str(refusal)
    context = {"proof": waiting, "how": HOWS[How(waiting.how)], "zone": by.organization.county.time_zone}
    return page(request, "people/confirm.html", context, problem=problem)
