"""Places of an organization, the review of who has access, and the organizations of the region."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shelterwood.collaborate.people import forms, permissions, queries
from shelterwood.collaborate.people.permissions import NotPossible
from shelterwood.collaborate.people.rules import Kind
from shelterwood.collaborate.people.services import organizations as organizing
from shelterwood.collaborate.people.services import people as inviting
from shelterwood.collaborate.people.services import reviews, sites
from shelterwood.collaborate.people.views.acting import allowed, asked, found, now, page, sent
from shelterwood.collaborate.people.views.people import _code
from shelterwood.collaborate.people.wording import ROLES
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.acting import person_of
from shelterwood.foundation.accounts.rules import Role
from shelterwood.foundation.body import queries as body
from shelterwood.respond.concerns.wording import SECTOR_NAMES

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Site

AGENCY = ("name", "sector", "phone", "hours", "hours_es", "receives_abuse_reports", "government_entity", "criminal_justice_agency", "tribal")


# --- places -----------------------------------------------------------------------------------------------------


@asked
@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """Every place of one's organization with the printed code of its door."""
    by = person_of(request)
    context = {
        "page": found(queries.sites(by=by, page=request.GET.get("page", 1))),
        "may_import": permissions.may_import(Kind.SITES, by.organization, by),
    }
    return render(request, "people/places.html", context)


@asked
@require_http_methods(["GET", "POST"])
def place_new(request: HttpRequest) -> HttpResponse:
    by = person_of(request)
    allowed(permissions.may_keep_sites(by.organization, by))
    return _place(request, None, {"county": str(by.organization.county_id)})


@asked
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, site: UUID) -> HttpResponse:
    there = found(queries.site(site, by=person_of(request)))
    return _place(request, there, {"name": there.name, "address": there.address, "county": str(there.county_id)})


def _place(request: HttpRequest, there: Site | None, told: dict[str, Any]) -> HttpResponse:
    form = forms.Place(sent(request), counties=body.counties(), initial=told)
    if form.is_bound and form.is_valid():
        if there is None:
            sites.add_site(by=person_of(request), at=now(), **form.cleaned_data)
        else:
            sites.correct_site(there, by=person_of(request), at=now(), **form.cleaned_data)
        return redirect("places")
    return page(request, "people/place.html", {"form": form, "place": there}, form)


@asked
@require_POST
def place_code(request: HttpRequest, site: UUID) -> HttpResponse:
    """Another printed code; the old one is dead at once."""
    sites.change_door(found(queries.site(site, by=person_of(request))), by=person_of(request), at=now())
    return redirect("places")


@asked
@require_http_methods(["GET", "POST"])
def place_end(request: HttpRequest, site: UUID) -> HttpResponse:
    """Ask once, then take the place off every list."""
    there = found(queries.site(site, by=person_of(request)))
    if request.method == "POST":
        sites.end_site(there, by=person_of(request), at=now())
        return redirect("places")
    return render(request, "people/place_end.html", {"place": there, "people": accounts.is_at(there)})


# --- the review of access ---------------------------------------------------------------------------------------


@asked
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Who has what, since when, and when they last came in; signed by whoever keeps it."""
    by, at = person_of(request), now()
    problem = ""
    if request.method == "POST":
        try:
            reviews.sign_review(by=by, seen=request.POST.get("seen", ""), at=at)
            return redirect("access-review")
        except NotPossible as refusal:
            problem = str(refusal)
    access = found(queries.access(by=by))
    rows = [(each, ROLES[Role(each["role"])], _moment(each["since"]), _moment(each["entry"])) for each in access.rows]
    context = {"access": access, "rows": rows, "zone": by.organization.county.time_zone, "overdue": access.due is not None and access.due <= at}
    return page(request, "people/review.html", context, problem=problem)


def _moment(written: str) -> datetime | None:
    """A moment as a review keeps it."""
    return datetime.fromisoformat(written) if written else None


# --- organizations ----------------------------------------------------------------------------------------------


@asked
@require_GET
def organizations(request: HttpRequest) -> HttpResponse:
    """Every organization of the region, 25 a page."""
    by, at = person_of(request), now()
    rows = found(queries.organizations(by=by, page=request.GET.get("page", 1)))
    context = {
        "page": rows, "rows": [(each, SECTOR_NAMES.get(each.sector, each.sector), bool(each.review_due and each.review_due <= at)) for each in rows],  # type: ignore[attr-defined]
        "may_keep": permissions.may_keep_organizations(by), "zone": by.organization.county.time_zone,
    }  # fmt: skip
    return render(request, "people/organizations.html", context)


@asked
@require_http_methods(["GET", "POST"])
def organization_new(request: HttpRequest) -> HttpResponse:
    """Invite an organization: what it is, its first place, its first manager. The answer shows the manager's code, once."""
    by = person_of(request)
    allowed(permissions.may_keep_organizations(by))
    agency = _agency(request, {"county": str(by.organization.county_id)}, prefix="agency")
    site, manager = forms.FirstPlace(sent(request), prefix="place"), forms.Manager(sent(request), prefix="manager")
    problem = ""
    if agency.is_bound and all([agency.is_valid(), site.is_valid(), manager.is_valid()]):
        try:
            _made, person, code = organizing.invite_organization(
                by=by, agency=agency.cleaned_data, site=site.cleaned_data, manager=manager.cleaned_data, at=now()
            )  # fmt: skip
            return _code(request, person, code)
        except NotPossible as refusal:
            problem = str(refusal)
    return page(request, "people/organization_new.html", {"forms": (agency, site, manager)}, agency, site, manager, problem=problem)


def _agency(request: HttpRequest, told: dict[str, Any], *, prefix: str = "", but: UUID | None = None) -> forms.Agency:
    alternates = [each for each in accounts.receivers() if each.pk != but]
    return forms.Agency(sent(request), counties=body.counties(), alternates=alternates, initial=told, prefix=prefix or None)


@asked
@require_http_methods(["GET", "POST"])
def organization(request: HttpRequest, organization: UUID) -> HttpResponse:
    """Correct an organization, and see its managers."""
    by = person_of(request)
    there = found(queries.organization(organization, by=by))
    told = {name: getattr(there, name) for name in AGENCY} | {
        "county": str(there.county_id),
        "conflict_alternate": str(there.conflict_alternate_id or ""),
    }
    form = _agency(request, told, but=there.pk)
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            organizing.correct_organization(there, by=by, at=now(), **form.cleaned_data)
            return redirect("organizations")
        except NotPossible as refusal:
            problem = str(refusal)
    return page(request, "people/organization.html", {"form": form, **_of(there, request)}, form, problem=problem)


def _of(there: Organization, request: HttpRequest) -> dict[str, Any]:
    by = person_of(request)
    return {
        "organization": there,
        "managers": queries.managers_of(there),
        "own": there.pk == by.organization_id,
        "may_invite": permissions.may_invite(there, Role.MANAGER, by),
    }


@asked
@require_http_methods(["GET", "POST"])
def organization_manager(request: HttpRequest, organization: UUID) -> HttpResponse:
    """Invite another manager of an organization, as when the only one left."""
    by = person_of(request)
    there = found(queries.organization(organization, by=by))
    allowed(permissions.may_invite(there, Role.MANAGER, by))
    form = forms.Manager(sent(request))
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            person, code = inviting.invite(there, by=by, role=Role.MANAGER, site=None, at=now(), **form.cleaned_data)
            return _code(request, person, code)
        except NotPossible as refusal:
            problem = str(refusal)
    return page(request, "people/organization_manager.html", {"form": form, "organization": there}, form, problem=problem)


@asked
@require_http_methods(["GET", "POST"])
def organization_end(request: HttpRequest, organization: UUID) -> HttpResponse:
    """Ask once, then end an organization's part."""
    by = person_of(request)
    there = found(queries.organization(organization, by=by))
    problem = ""
    if request.method == "POST":
        try:
            organizing.end_organization(there, by=by, at=now())
            return redirect("organizations")
        except NotPossible as refusal:
            problem = str(refusal)
    context = {"organization": there, "people": len(accounts.people_of([there.pk])), "sites": accounts.site_count(there)}
    return page(request, "people/organization_end.html", context, problem=problem)
