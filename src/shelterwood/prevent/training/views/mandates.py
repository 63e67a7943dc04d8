"""The manager's compliance: who is due, under which law, with proof; posts, places, approvals, changes of law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from shelterwood_methods.statutes.training import Reason

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.design.forms import form_errors
from shelterwood.foundation.design.revisions import STALE, Stale, mark
from shelterwood.gates.law import queries as law
from shelterwood.prevent.training import wording
from shelterwood.prevent.training.acting import Forbidden, NotPossible
from shelterwood.prevent.training.forms.mandates import Approve, Exempt, Fulfil, NewPost, Place, Sign, Stated, stated_before
from shelterwood.prevent.training.library import courses
from shelterwood.prevent.training.queries import mandates as queries
from shelterwood.prevent.training.queries.evidence import local_day
from shelterwood.prevent.training.rules.mandates import vocabulary
from shelterwood.prevent.training.services import exporting, places, proof, reminding, staff, standings
from shelterwood.prevent.training.views.in_words import asked_in_words, in_words, reasons

if TYPE_CHECKING:
    from django import forms

    from shelterwood.foundation.accounts.models import Person
    from shelterwood.prevent.training.models import Completion, Learner
    from shelterwood.prevent.training.queries.mandates import Asked, Line

REMINDED = "reminded"  # in the session
PAGE = 25


def _now() -> datetime:
    return datetime.now(UTC)


def _there[Found](found: Found | None) -> Found:
    """What was found; nothing there and not allowed look alike."""
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, rows: Any, **others: str) -> dict[str, Any]:
    """Twenty-five rows and the numbered pages around them. `others`: what the address holds besides the page."""
    rest = "".join(f"{name}={value}&" for name, value in others.items() if value)
    return {"page": Paginator(rows, PAGE).get_page(request.GET.get("page")), "rest": rest}


def _site(request: HttpRequest, by: Person) -> UUID | None:
    """The site that is filtered by: one of the asker's own, or none."""
    found = accounts.site_of(by.organization, request.GET.get("site", ""))
    return found.pk if found else None


# --- the compliance page ----------------------------------------------------------------------------------------


@signed_in
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """One line a law, then site by site, in order of harm."""
    by = person_of(request)
    try:
        waiting = standings.keep_up(by=by, at=_now())
    except Forbidden as problem:
        raise Http404 from problem
    site = _site(request, by)
    found = _there(queries.overview(by=by, today=local_day(by.organization, _now()), site=site))
    context = {
        "found": found,
        "waiting": waiting,
        "laws": [{**_line(each), "again_soon": found.again_soon[each.law.mandate.id]} for each in found.laws],
        "chosen": str(site or ""),
        "reminded": request.session.pop(REMINDED, None),
        **_page(request, found.sites, site=str(site or "")),
    }
    context["rows"] = [_line(each) for each in context["page"]]
    return render(request, "training/mandates/overview.html", context)


def _line(line: Line) -> dict[str, Any]:
    return {**in_words(line.law), "counts": line.shown, "site": line.site}


@signed_in
@require_GET
def people(request: HttpRequest, mandate: str) -> HttpResponse:
    """The people behind a number, each with the reason and the day."""
    by, known = person_of(request), queries.held(mandate, law.signed_mandates())
    if known is None or not known.mandate.of_persons:
        raise Http404
    state = request.GET.get("state", "")
    state = state if state in wording.STATES else ""
    site = _site(request, by)
    rows = _there(queries.people(known, by=by, state=state, site=site))
    context = {
        "law": in_words(known), "state": state, "chosen": str(site or ""), "places": accounts.site_names(by.organization),
        "states": wording.STATES.items(), **_page(request, rows, state=state, site=str(site or "")),
    }  # fmt: skip
    context["rows"] = [(each, reasons(each.state, each.done_on, each.reasons)) for each in queries.looked_up(context["page"], by=by)]
    return render(request, "training/mandates/people.html", context)


@signed_in
@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Send a notice without content to everybody for whom something is due."""
    try:
        found = reminding.remind(by=person_of(request), at=_now())
    except Forbidden as problem:
        raise Http404 from problem
    request.session[REMINDED] = asdict(found)  # said once, on the page that follows; no number stands in an address
    return redirect("mandates")


@signed_in
@require_GET
def on_paper(request: HttpRequest) -> HttpResponse:
    """Who has no account and must be told otherwise, to print."""
    by = person_of(request)
    rows = _there(queries.not_reached(by=by, today=local_day(by.organization, _now())))
    return render(request, "training/mandates/on_paper.html", _page(request, rows))


@signed_in
@require_POST
def export(request: HttpRequest, mandate: str) -> HttpResponse | FileResponse:
    """The proof for one law, for an auditor."""
    try:
        made = exporting.export(by=person_of(request), mandate=mandate, at=_now())
    except (Forbidden, NotPossible) as problem:
        raise Http404 from problem
    return FileResponse(made, as_attachment=True, filename=f"{mandate}.zip", content_type="application/zip")


# --- one person -------------------------------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, learner: UUID) -> HttpResponse:
    """What is asked of somebody and why, which trainings count, and what their employer says of them."""
    by = person_of(request)
    who = _there(queries.learner(learner, by=by))
    found = queries.of_learner(who, at=_now())
    forms_ = _forms_of(who, found.may_exempt, by)
    asked = request.POST.get("do", "")
    if request.method == "POST":
        if asked in forms_:
            forms_[asked] = type(forms_[asked])(request.POST, **_choices(asked, found.may_exempt, by))
        try:
            errors = _do(asked, request.POST, forms_, who, by)
        except Forbidden as problem:
            raise Http404 from problem
        if not errors:
            messages.success(request, _("Saved."))
            return redirect("mandates") if asked == "forget" else redirect("mandates-person", who.pk)
    else:
        errors = []
    context = {
        "who": who,
        "asked": [asked_in_words(each) for each in found.asked],
        "rest": [(in_words(known), wording.REASONS[reason] if reason else "") for known, reason in found.rest],
        "exemptions": [(each, wording.REASONS[Reason(each.word)]) for each in found.exemptions],
        "place": forms_["place"],
        "exempt": forms_["exempt"] if found.may_exempt else None,
        "open": asked,
        "form_errors": errors,
        "errors_on_page": bool(errors),
    }
    return render(request, "training/mandates/person.html", context, status=422 if errors else 200)


def _choices(name: str, may_exempt: Sequence[str], by: Person) -> dict[str, Any]:
    if name == "exempt":
        return {"words": may_exempt, "prefix": "exempt"}
    posts = [(str(each.pk), each.title) for each in _there(queries.posts(by=by))]
    return {"posts": posts, "sites": [(str(each.pk), each.name) for each in accounts.sites_of(by.organization)]}


def _forms_of(who: Learner, may_exempt: Sequence[str], by: Person) -> dict[str, forms.Form]:
    said = {"post": str(who.post_id or ""), "site": str(who.site_id or ""), "hired_on": who.hired_on, "left_on": who.left_on}
    return {"place": Place(initial=said, **_choices("place", may_exempt, by)), "exempt": Exempt(**_choices("exempt", may_exempt, by))}


def _do(asked: str, posted: Mapping[str, str], forms_: Mapping[str, forms.Form], who: Learner, by: Person) -> list[tuple[str, str]]:
    """Do what was asked on a person's page. Returns what stands against it."""
    form = forms_.get(asked)
    if form is not None and not form.is_valid():
        return form_errors(form)
    try:
        match asked:
            case "place" if form is not None:
                said = form.cleaned_data
                post = queries.post(UUID(said["post"]), by=by) if said["post"] else None
                site = accounts.site_of(by.organization, said["site"])
                staff.place(who, by=by, post=post, site=site, hired_on=said["hired_on"], left_on=said["left_on"], at=_now())
            case "exempt" if form is not None:
                staff.exempt(who, by=by, word=form.cleaned_data["word"], why=form.cleaned_data["why"], at=_now())
            case "end":
                chosen = [each for each in queries.of_learner(who, at=_now()).exemptions if str(each.pk) == posted.get("exemption")]
                for each in chosen:
                    staff.end_exemption(each, by=by, at=_now())
            case "file":
                for one in queries.of_learner(who, at=_now()).asked:
                    if one.can_file and one.law.mandate.id == posted.get("mandate"):
                        proof.file(one.can_file, by=by, mandate=one.law.mandate.id, at=_now())
            case "forget":
                staff.forget(who, by=by, at=_now())
            case _:
                raise Http404
    except NotPossible as problem:
        return [("", str(problem))]
    return []


# --- posts and places -------------------------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
def posts(request: HttpRequest) -> HttpResponse:
    """Every post, and whether the law's words for it were said; a new one is added here."""
    by = person_of(request)
    rows = _there(queries.posts(by=by))
    form, errors = NewPost(request.POST or None), []
    if form.is_bound:
        errors = form_errors(form)
        if not errors:
            try:
                return redirect("post", staff.name_post(by=by, title=form.cleaned_data["title"], at=_now()).pk)
            except NotPossible as problem:
                errors = [("id_title", str(problem))]
    context = {"form": form, "form_errors": errors, "errors_on_page": bool(errors), **_page(request, rows)}
    context["rows"] = [(each, [wording.ROLES[word] for word in each.roles if word in wording.ROLES]) for each in context["page"]]
    return render(request, "training/mandates/posts.html", context, status=422 if errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, post: UUID) -> HttpResponse:
    """Say once which of the law's words fit a post."""
    by = person_of(request)
    found = _there(queries.post(post, by=by))
    rows = [each.mandate for each in queries.concerning(by.organization)]
    words = vocabulary.roles(rows, by.organization.sector, chosen=found.roles)
    questions = vocabulary.questions(rows)
    form = Stated(
        request.POST or None, initial=stated_before(found.roles, found.stated), label=_("Which of these is the post?"),
        words=[(word, wording.ROLES[word]) for word in words], questions=[(word, wording.SAID_OF[word]) for word in questions],
        seen=mark(queries.stated_values(found.roles, found.stated)),
    )  # fmt: skip
    stale = False
    if form.is_bound and form.is_valid():
        try:
            staff.describe_post(found, by=by, roles=form.cleaned_data["words"], stated=form.stated(), seen=form.seen, at=_now())
            messages.success(request, _("Saved."))
            return redirect("posts")
        except Stale:
            stale = True
    return _stated(request, "training/mandates/post.html", form, found, stale=stale)


def _stated(request: HttpRequest, template: str, form: Stated, about: Any, *, stale: bool) -> HttpResponse:
    """What is said of a post or a site: as it stands, with its faults, or beside what another said meanwhile."""
    beside = form.set_beside() if stale else []
    errors = [("", str(STALE))] if stale else form_errors(form) if form.is_bound else []
    context = {"about": about, "form": form, "stale": beside, "form_errors": errors, "errors_on_page": bool(errors)}
    return render(request, template, context, status=409 if stale else 422 if errors else 200)


@signed_in
@require_GET
def sites(request: HttpRequest) -> HttpResponse:
    """Every site, with what its organization said of it."""
    context = _page(request, _there(queries.places(by=person_of(request))))
    context["rows"] = [(each, [wording.PLACES[word] for word in each.places if word in wording.PLACES]) for each in context["page"]]
    return render(request, "training/mandates/sites.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def site(request: HttpRequest, site: UUID) -> HttpResponse:
    """Say what kind of place a site is and which conditions of the law it meets."""
    by = person_of(request)
    found = _there(next((each for each in _there(queries.places(by=by)) if each.site.pk == site), None))
    rows = [each.mandate for each in queries.concerning(by.organization)]
    form = Stated(
        request.POST or None, initial=stated_before(found.places, found.stated), label=_("What kind of place is it?"),
        words=[(word, wording.PLACES[word]) for word in vocabulary.places(rows, by.organization.sector, chosen=found.places)],
        questions=[(word, wording.CONDITIONS[word]) for word in vocabulary.conditions(rows)],
        seen=mark(queries.stated_values(found.places, found.stated)),
    )  # fmt: skip
    stale = False
    if form.is_bound and form.is_valid():
        try:
            staff.describe_site(found.site, by=by, places=form.cleaned_data["words"], stated=form.stated(), seen=form.seen, at=_now())
            messages.success(request, _("Saved."))
            return redirect("sites")
        except Stale:
            stale = True
    return _stated(request, "training/mandates/site.html", form, found.site, stale=stale)


# --- approvals, duties of places, changes -----------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
def approvals(request: HttpRequest) -> HttpResponse:
    """Which of our courses an authority approved, under which law, with its number and dates."""
    by, language = person_of(request), get_language() or "en"
    rows = _there(queries.approvals(by=by))
    laws = [each.mandate for each in queries.concerning(by.organization) if each.mandate.of_persons]
    form = Approve(
        request.POST or None, courses=[(name, each.titles[language]) for name, each in courses().items()],
        mandates=[(each.id, f"{each.citation} ({each.id})") for each in laws],
    )  # fmt: skip
    errors: list[tuple[str, str]] = []
    if form.is_bound:
        errors = form_errors(form)
        if not errors:
            try:
                proof.approve(by=by, at=_now(), **form.cleaned_data)
                messages.success(request, _("Recorded: the approval of this course."))
                return redirect("mandates-approvals")
            except NotPossible as problem:
                errors = [("", str(problem))]
    context = {"form": form if laws else None, "form_errors": errors, "errors_on_page": bool(errors), **_page(request, rows)}
    titles = {name: each.titles[language] for name, each in courses().items()}
    context["rows"] = [(each, titles.get(each.course, each.course), queries.law_named(each.mandate)) for each in context["page"]]
    return render(request, "training/mandates/approvals.html", context, status=422 if errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def duties(request: HttpRequest) -> HttpResponse:
    """What the organization adopts once and each site does for itself, and that it was done."""
    by = person_of(request)
    found = _there(queries.duties(by=by, at=_now()))
    form, errors, about = Fulfil(request.POST or None), [], (request.POST.get("mandate", ""), request.POST.get("site", ""))
    if form.is_bound:
        chosen = next((each for each in found if (each.law.mandate.id, str(each.site.pk) if each.site else "") == about), None)
        errors = form_errors(form)
        if chosen and not errors:
            try:
                places.fulfil(by=by, mandate=chosen.law.mandate.id, site=chosen.site, at=_now(), **form.cleaned_data)
                messages.success(request, _("Recorded: this duty is fulfilled."))
                return redirect("mandates-duties")
            except NotPossible as problem:
                errors = [("", str(problem))]
        _there(chosen)
    context = {"form": form, "blank": Fulfil(), "form_errors": errors, "errors_on_page": bool(errors), **_page(request, found)}
    context["rows"] = [
        (
            each,
            in_words(each.law),
            reasons("", None, each.status.reasons),
            bool(errors) and about == (each.law.mandate.id, str(each.site.pk) if each.site else ""),
        )
        for each in context["page"]
    ]
    return render(request, "training/mandates/duties.html", context, status=422 if errors else 200)


@signed_in
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """What the law changes, by date."""
    found = _there(queries.changes_ahead(by=person_of(request), at=_now()))
    return render(request, "training/mandates/changes.html", {"rows": [(change, in_words(known)) for change, known in found]})


# --- the learner's own ------------------------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, completion: UUID, mandate: str) -> HttpResponse:
    """Sign after a training, where the law asks it of this person."""
    by = person_of(request)
    done, asked = _to_sign(completion, mandate, by)
    form, errors = Sign(request.POST or None), []
    if form.is_bound:
        errors = form_errors(form)
        if not errors:
            try:
                proof.acknowledge(done, by=by, mandate=mandate, name=form.cleaned_data["name"], language=get_language() or "en", at=_now())
                return redirect("training")
            except NotPossible as problem:
                errors = [("id_name", str(problem))]
    words = wording.acknowledgement(course=done.title, at=done.completed_at)
    context = {"form": form, "words": words, "law": in_words(asked.law), "form_errors": errors, "errors_on_page": bool(errors)}
    return render(request, "training/mandates/sign.html", context, status=422 if errors else 200)


def _to_sign(completion: UUID, mandate: str, by: Person) -> tuple[Completion, Asked]:
    done = _there(queries.own_training(completion, by=by))
    asked = next((each for each in queries.asked_of(by, at=_now()) if each.law.mandate.id == mandate and each.can_sign), None)
    return done, _there(asked)
