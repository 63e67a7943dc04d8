"""Learning: the shelf, a course, a lesson, a scene, a check, a certificate. Lessons are open to everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.body.queries import the_body
from shelterwood.foundation.design.addresses import printed_address
from shelterwood.foundation.design.forms import form_errors, without_account
from shelterwood.foundation.design.paper import NoPaper
from shelterwood.foundation.design.times import day_in_words
from shelterwood.prevent.training import queries, services
from shelterwood.prevent.training.certificate import Certificate, make
from shelterwood.prevent.training.editing.queries import writes
from shelterwood.prevent.training.evidence.queries import may_see
from shelterwood.prevent.training.forms import Check, Revoke, Scene
from shelterwood.prevent.training.library import as_taken, courses, filled, lesson_of, scenario_of
from shelterwood.prevent.training.models import Attempt
from shelterwood.prevent.training.queries.mandates import acknowledgements, asked_of, law_named
from shelterwood.prevent.training.rules.citations import citation
from shelterwood.prevent.training.rules.codes import spelled_code
from shelterwood.prevent.training.rules.final_check import as_drawn
from shelterwood.prevent.training.rules.html import for_role, html, inline, sources_of
from shelterwood.prevent.training.rules.model import END, Course, Lesson, Question, Scenario
from shelterwood.prevent.training.scorm.writer import write
from shelterwood.prevent.training.views.in_words import asked_in_words

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person

View = Callable[..., HttpResponse]


def of_course(view: View) -> View:
    """Look up the course that an address names."""

    @wraps(view)
    def inner(request: HttpRequest, slug: str, *args: object, **kwargs: object) -> HttpResponse:
        person = _learner(request)
        course = courses(person.organization if person else None).get(slug)
        if course is None:
            raise Http404
        return view(request, course, *args, **kwargs)

    return inner


def _learner(request: HttpRequest) -> Person | None:
    return request.user if request.user.is_authenticated else None


def _language() -> str:
    return get_language() or "en"


def _filled(request: HttpRequest, course: Course) -> Mapping[str, str]:
    person = _learner(request)
    return filled(course, _language(), person.organization if person else None)


def _safe(text: str) -> SafeString:
    """Text of a course, made from Markdown in which HTML is not let through."""
    return mark_safe(text)


# --- shelf and course ------------------------------------------------------------------------------------------


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What is due first, then what was done."""
    person = person_of(request)
    shelves = [_line(each) for each in queries.shelves(by=person, today=_today())]
    asked = [asked_in_words(each) for each in asked_of(person, at=datetime.now(UTC))]
    context = {"shelves": shelves, "asked": asked, "manages": queries.manages(person), "writes": writes(person), "decided": "decided" in request.GET}
    return render(request, "training/home.html", context)


def _line(shelf: queries.Shelf) -> tuple[queries.Shelf, str, str]:
    language = _language()
    return shelf, shelf.course.titles[language], shelf.course.summaries[language]


def _today() -> Any:
    return datetime.now(UTC).date()


@without_account
@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """All courses, for everybody."""
    language = _language()
    return render(
        request, "training/catalogue.html", {"courses": [(each, each.titles[language], each.summaries[language]) for each in courses().values()]}
    )


@without_account
@require_GET
@of_course
def course(request: HttpRequest, course: Course) -> HttpResponse:
    language, person = _language(), _learner(request)
    shelf = queries.shelf(course, by=person, today=_today()) if person else None
    context = {
        "course": course,
        "title": course.titles[language],
        "summary": course.summaries[language],
        "lessons": [(each, each.pages[language].title, bool(shelf and each.id in shelf.read)) for each in course.lessons],
        "shelf": shelf,
        "sees_evidence": bool(person and may_see(person)),
        "code": spelled_code(shelf.completion.code) if shelf and shelf.completion else "",
    }
    return render(request, "training/course.html", context)


# --- a lesson and its scenes -----------------------------------------------------------------------------------


@without_account
@require_GET
@of_course
def lesson(request: HttpRequest, course: Course, name: str) -> HttpResponse:
    found = lesson_of(course, name)
    if found is None:
        raise Http404
    language = _language()
    page = found.pages[language]
    person = _learner(request)
    role = request.GET.get("role", queries.own_role(course, by=person) if person else "")
    named = sources_of(page)
    number = course.lessons.index(found)
    context = {
        "course": course,
        "course_title": course.titles[language],
        "lesson": found,
        "title": page.title,
        "number": number + 1,
        "of": len(course.lessons),
        "body": _safe(html(for_role(page, role), language, _filled(request, course), named, "")),
        "sources": [_safe(inline(citation(course, each, language), {})) for each in named],
        "roles": [(each.id, each.texts[language]) for each in course.roles] if any(block.roles for block in page.blocks) else [],
        "role": role,
        "chosen": "role" in request.GET,
        "scenarios": [(each, scenario.titles[language]) for each in found.scenarios if (scenario := scenario_of(course, each))],
        "previous": course.lessons[number - 1] if number else None,
        "last": number + 1 == len(course.lessons),
    }
    return render(request, "training/lesson.html", context)


def _named(course: Course, role: str | None) -> bool:
    """Whether a reader chose this: a role of the course, or expressly everybody."""
    return role == "" or any(each.id == role for each in course.roles)


@without_account
@require_POST
@of_course
def read(request: HttpRequest, course: Course, name: str) -> HttpResponse:
    """The end of a lesson: the place is kept for somebody signed in, and the next lesson opens."""
    found = lesson_of(course, name)
    if found is None:
        raise Http404
    person = _learner(request)
    if person:
        services.keep_place(by=person, course=course, lesson=found.id, at=datetime.now(UTC))
    after = course.lessons.index(found) + 1
    if after < len(course.lessons):
        chosen = request.POST.get("role")
        return redirect(reverse("lesson", args=[course.id, course.lessons[after].id]) + (f"?role={chosen}" if _named(course, chosen) else ""))
    return redirect("course-check", course.id) if person else redirect("course", course.id)


@without_account
@require_http_methods(["GET", "POST"])
@of_course
def scene(request: HttpRequest, course: Course, name: str) -> HttpResponse:
    """A scenario, one scene a page. Where one stands rides in the page: nothing is kept, and nothing is marked."""
    scenario = scenario_of(course, name)
    if scenario is None:
        raise Http404
    language, words = _language(), _filled(request, course)
    here = _scene(scenario, request.POST.get("scene", ""))
    answered = "choice" in request.POST or request.POST.get("go") == "answer"
    form = Scene(request.POST if answered else None, scene=here, language=language, filled=words)
    chosen = here.options[int(form.cleaned_data["choice"])] if answered and form.is_valid() else None
    errors = form_errors(form) if answered and not chosen else []
    context = {
        "course": course,
        "lesson": _lesson_with(course, scenario),
        "scenario": scenario,
        "title": scenario.titles[language],
        "scene": here,
        "text": _safe(inline(here.texts[language], words)),
        "form": form,
        "chosen": chosen,
        "chosen_text": _safe(inline(chosen.texts[language], words)) if chosen else "",
        "reason": _safe(inline(chosen.reasons[language], words)) if chosen else "",
        "leads_to": chosen.leads_to if chosen and chosen.leads_to != END else "",
        "form_errors": errors,
        "errors_on_page": bool(errors),
        "again": [(key, value) for key, value in request.POST.items() if key in ("scene", "choice", "go")],
    }
    return render(request, "training/scene.html", context, status=422 if errors else 200)


def _scene(scenario: Scenario, name: str) -> Question:
    return next((each for each in scenario.scenes if each.id == name), scenario.scenes[0])


def _lesson_with(course: Course, scenario: Scenario) -> Lesson:
    return next((each for each in course.lessons if scenario.id in each.scenarios), course.lessons[0])


# --- checks ----------------------------------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
@of_course
def check(request: HttpRequest, course: Course) -> HttpResponse:
    """What the check is; and its start."""
    person = person_of(request)
    shelf = queries.shelf(course, by=person, today=_today())
    if request.method == "POST":
        kind = Attempt.Kind.BEFORE if shelf.first_look and request.POST.get("kind") == "before" else Attempt.Kind.FINAL
        if shelf.completion:
            kind = Attempt.Kind.REFRESHER
        begun = services.begin(by=person, course=course, kind=kind, language=_language(), at=datetime.now(UTC))
        return redirect("check-sheet", begun.pk)
    context = {"course": course, "title": course.titles[_language()], "shelf": shelf, "past": queries.attempts(course, by=person)}
    return render(request, "training/check.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """The questions, and after sending them the score with the reason for each that was not right."""
    person = person_of(request)
    found = queries.attempt(attempt, by=person)
    if found is None:
        raise Http404
    course = as_taken(found)
    if course is None or (not found.finished_at and found.edition and found.edition.withdrawn_at):
        return _old_result(request, found) if found.finished_at else redirect("course-check", found.course)
    if found.finished_at:
        return _result(request, course, found)
    language = _language()
    drawn = as_drawn(course, found.seed, found.items)
    form = Check(request.POST or None, drawn=drawn, language=language, filled=_filled(request, course))
    if request.method == "POST" and form.is_valid():
        services.finish(found, by=person, course=course, chosen=form.chosen(), at=datetime.now(UTC))
        return redirect("check-sheet", found.pk)
    errors = form_errors(form) if form.is_bound else []
    context = {
        "course": course,
        "title": course.titles[language],
        "form": form,
        "form_errors": errors,
        "errors_on_page": bool(errors),
        "again": [pair for pair in request.POST.items() if pair[0] != "csrfmiddlewaretoken"],
    }
    return render(request, "training/sheet.html", context, status=422 if errors else 200)


def _result(request: HttpRequest, course: Course, attempt: Attempt) -> HttpResponse:
    language, words = _language(), _filled(request, course)
    wrong = []
    for each in as_drawn(course, attempt.seed, attempt.items):
        question, place = each.item.question, attempt.answers.get(each.item.question.id)
        if place != question.key and place is not None:
            texts = (question.texts[language], question.options[place].texts[language], question.options[place].reasons[language])
            right = question.options[question.key]
            wrong.append([_safe(inline(text, words)) for text in (*texts, right.texts[language], right.reasons[language])])
    completion = queries.completion_of(attempt)
    context = {
        "course": course,
        "title": course.titles[language],
        "attempt": attempt,
        "of": len(attempt.items),
        "needed": course.final_check.right_to_pass,
        "wrong": wrong,
        "completion": completion,
        "code": spelled_code(completion.code) if completion else "",
        "asked": [asked_in_words(each) for each in asked_of(person_of(request), at=datetime.now(UTC))] if completion else [],
    }
    return render(request, "training/result.html", context)


def _old_result(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """The score alone, where the files that were asked from were never kept: other questions are not shown as if they were those."""
    course = courses(person_of(request).organization).get(attempt.course)
    if course is None:
        raise Http404
    context = {"course": course, "title": course.titles[_language()], "attempt": attempt, "of": len(attempt.items), "old": True}
    return render(request, "training/result.html", context)


# --- certificates and packages ---------------------------------------------------------------------------------


@without_account
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Whether a certificate is one of ours: valid, revoked or unknown, and nothing more than stands on it."""
    typed = code or request.POST.get("code", "")
    verdict = queries.verify(typed) if typed else None
    found = verdict.completion if verdict else None
    own = bool(found and request.user.is_authenticated and found.learner.person_id == request.user.pk)
    context = {"typed": typed, "verdict": verdict, "code": spelled_code(found.code) if found else "", "own": own}
    return render(request, "training/verify.html", context)


@signed_in
@require_GET
def certificate_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """One's own certificate to print."""
    found = queries.own_completion(code, by=person_of(request))
    if found is None:
        raise Http404
    address = printed_address(request, reverse("certificate", args=[spelled_code(found.code)]))
    body = the_body()
    with override(found.language):
        sheet = Certificate(
            language=found.language, name=found.learner.name, course=found.title, version=found.version, day=day_in_words(found.completed_at),
            minutes=found.minutes, code=spelled_code(found.code), address=address, by=body.name if body else "",
            signed=[(each.words, each.name, day_in_words(each.signed_at), law_named(each.mandate)) for each in acknowledgements(found)],
        )  # fmt: skip
    try:
        made = make(sheet, settings.PRINTED_FONTS)
    except NoPaper as problem:
        return render(request, "training/no_paper.html", {"problem": str(problem), "code": spelled_code(found.code)}, status=503)
    return HttpResponse(made, content_type="application/pdf")


@signed_in
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Who of an organization completed what: done or not, never answers. For its manager. A name that is looked for stands in no address."""
    given = request.POST if request.method == "POST" else request.GET
    words, asked = request.POST.get("words", "")[:80].replace("\0", ""), given.get("page", "1")
    found = queries.people(by=person_of(request), words=words, page=asked)
    if found is None:
        raise Http404
    context = {"page": found, "words": words, "form": Revoke(), "again": [("words", words), ("page", asked)] if words else []}
    return render(request, "training/people.html", context)


@signed_in
@require_POST
def revoke(request: HttpRequest, completion: UUID) -> HttpResponse:
    """Take a certificate back, with the reason."""
    by = person_of(request)
    found = queries.completion(completion, by=by)
    if found is None:
        raise Http404
    form = Revoke(request.POST)
    if not form.is_valid():
        errors = form_errors(form)
        context = {
            "page": queries.people(by=by, words=found.learner.name), "words": found.learner.name, "form": form, "about": found.pk,
            "form_errors": errors, "errors_on_page": True, "again_at": reverse("training-people"),
        }  # fmt: skip
        return render(request, "training/people.html", context, status=422)
    try:
        services.revoke(found, by=by, why=form.cleaned_data["why"], at=datetime.now(UTC))
    except services.Forbidden as problem:
        raise Http404 from problem
    messages.success(request, _("Revoked. The certificate's page says so from now on."))
    return redirect("training-people")


@signed_in
@require_GET
@of_course
def package(request: HttpRequest, course: Course) -> HttpResponse:
    """The course as a SCORM 1.2 package for the employer's own learning system."""
    organization = person_of(request).organization
    own = {"organization": organization.name}
    response = HttpResponse(write(course, state=organization.county.state, own=own), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{course.id}-{course.version}-scorm12.zip"'
    return response
