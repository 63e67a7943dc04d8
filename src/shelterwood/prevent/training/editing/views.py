"""Writing a course: the list, a draft, one of its files, what learners would see, what changed, and the versions there were."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import wraps
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.foundation.design.forms import form_errors
from shelterwood.foundation.design.uploads import takes_a_file, too_large
from shelterwood.foundation.drafts import forms as drafts
from shelterwood.foundation.drafts.rules import Kind as DraftKind
from shelterwood.prevent.training.editing import permissions, queries, services
from shelterwood.prevent.training.editing.forms import Archive, FileText, NewCourse, NewFile, Sent, SentBack, Withdrawn
from shelterwood.prevent.training.library import course_of, filled, lesson_of, scenario_of
from shelterwood.prevent.training.models import Change, Draft
from shelterwood.prevent.training.rules.citations import citation
from shelterwood.prevent.training.rules.files import MANIFEST, NAME, in_order
from shelterwood.prevent.training.rules.html import html, inline, sources_of
from shelterwood.prevent.training.rules.outline import BANK, LESSON, SCENARIO
from shelterwood.prevent.training.rules.zipped import MOST_BYTES, Refused, is_zip, unzipped, zipped
from shelterwood.prevent.training.services import NotPossible

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person
    from shelterwood.prevent.training.rules.faults import Fault
    from shelterwood.prevent.training.rules.model import Course, Question

View = Callable[..., HttpResponse]
BEGINNINGS = {"lessons": LESSON, "scenarios": SCENARIO, "bank": BANK}  # of a new file
LABELS = {"en": "English", "es": "Español"}
FAULTS_SHOWN = 60  # more cannot be mended in one sitting; the number of all stands above them


def refused_looks_missing(view: View) -> View:
    """A refusal is answered with the page for what does not exist."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except permissions.Forbidden as problem:
            raise Http404 from problem

    return inner


def of_draft(view: View) -> View:
    """Look up the draft that an address names."""

    @wraps(view)
    def inner(request: HttpRequest, draft: UUID, *args: object, **kwargs: object) -> HttpResponse:
        found = queries.draft(draft, by=person_of(request))
        if found is None:
            raise Http404
        return view(request, found, *args, **kwargs)

    return refused_looks_missing(inner)


def _now() -> datetime:
    return datetime.now(UTC)


def _with_errors(form: Form | None, problem: str = "") -> dict[str, Any]:
    """What the summary of errors needs; nothing where there is none."""
    errors = [*(form_errors(form) if form is not None and form.is_bound else []), *([("", problem)] if problem else [])]
    return {"form_errors": errors, "errors_on_page": bool(errors)}


# --- what is written, and what may be begun ----------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
@refused_looks_missing
def home(request: HttpRequest) -> HttpResponse:
    """Drafts, the courses whose versions one decides, and what may be begun."""
    by = person_of(request)
    if not queries.writes(by):
        raise Http404
    form, problem = NewCourse(request.POST if request.POST.get("do") == "course" else None), ""
    if request.method == "POST":
        try:
            if begun := _begun(request, form, by):
                return redirect("draft", begun.pk)
        except NotPossible as refused:
            problem = str(refused)
    context = {
        "drafts": [(each, permissions.may_review(each, by)) for each in queries.drafts(by=by)],
        "written": [(each, each.titles[_language()]) for each in queries.written(by=by)],
        "to_copy": [(each.id, each.titles[_language()]) for each in queries.to_copy(by=by)],
        "form": form if permissions.may_write_for_all(by) else None,
        **_with_errors(form, problem),
    }
    return render(request, "training/editing/home.html", context, status=422 if context["form_errors"] else 200)


def _begun(request: HttpRequest, form: NewCourse, by: Person) -> Draft | None:
    if request.POST.get("do") == "copy":
        return services.begin_own_copy(request.POST.get("course", ""), by=by, at=_now())
    if not form.is_valid():
        return None
    words = form.cleaned_data
    titles = {"en": words["title_en"], "es": words["title_es"]}
    return services.begin_course(words["id"], sector=words["sector"], titles=titles, by=by, at=_now())


def _language() -> str:
    return get_language() or "en"


# --- a draft -----------------------------------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
@of_draft
def draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The files of a draft, what is wrong with them, and what may be done with it."""
    forms = {"send": Sent, "send-back": SentBack, "new": NewFile}
    do = request.POST.get("do", "")
    form = forms[do](request.POST) if do in forms else None
    problem = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            return _done(request, draft, do, form.cleaned_data if form else {})
        except NotPossible as refused:
            problem = str(refused)
    return _draft_page(request, draft, form, problem)


def _done(request: HttpRequest, draft: Draft, do: str, words: Mapping[str, Any]) -> HttpResponse:
    by, at = person_of(request), _now()
    match do:
        case "send":
            services.send(draft, note=words["note"], by=by, at=at)
        case "take-back":
            services.take_back(draft, by=by, at=at)
        case "send-back":
            services.send_back(draft, reasons=words["reasons"], by=by, at=at)
            return _after_decision()
        case "publish":
            services.publish(draft, by=by, at=at)
            return _after_decision()
        case "drop":
            services.drop(draft, by=by, at=at)
            return redirect("authoring")
        case "new":
            return _new_file(draft, words["folder"], words["stem"], by, at)
        case _:
            raise Http404
    return redirect("draft", draft.pk)


def _after_decision() -> HttpResponse:
    """Whoever decides need not write: the page of authors may hold nothing for them any more."""
    return redirect(f"{reverse('training')}?decided=yes")


def _new_file(draft: Draft, folder: str, stem: str, by: Person, at: datetime) -> HttpResponse:
    """Begin a file in both languages; one that is there is opened."""
    standing = queries.files(draft)
    for language, text in BEGINNINGS[folder].items():
        name = f"{folder}/{stem}.{language}.md"
        if name not in standing:
            services.save(draft, name, text, revision=queries.revision_of(draft, name), by=by, at=at)
    return redirect("draft-file", draft.pk, f"{folder}/{stem}.en.md")


def _draft_page(request: HttpRequest, draft: Draft, form: Form | None = None, problem: str = "") -> HttpResponse:
    by = person_of(request)
    files = queries.files(draft)
    faults = queries.faults(draft, {name: file.text for name, file in files.items()})
    changed = queries.changed(draft, {name: file.text for name, file in files.items()})
    writes = permissions.may_write(draft.organization_id, by)
    context = {
        "draft": draft,
        "files": _by_stem(files, faults),
        "faults": [(fault, fault.file in files) for fault in faults[:FAULTS_SHOWN]],
        "fault_count": len(faults),
        "changed": changed,
        "reviews": queries.reviews(draft),
        "writes": writes and draft.state == Draft.State.WRITING,
        "takes_back": writes and draft.state == Draft.State.REVIEW,
        "may_review": permissions.may_review(draft, by),
        "sent": form if isinstance(form, Sent) else Sent(),
        "sent_back": form if isinstance(form, SentBack) else SentBack(),
        "new_file": form if isinstance(form, NewFile) else NewFile(),
        "archive": form if isinstance(form, Archive) else Archive(initial={"savings": draft.changes.count()}),
        "opened": type(form).__name__ if form else "",
        **_with_errors(form, problem),
    }
    return render(request, "training/editing/draft.html", context, status=422 if context["form_errors"] else 200)


def _by_stem(files: Mapping[str, queries.File], faults: Sequence[Fault]) -> list[tuple[str, list[tuple[str, queries.File]], int, Change | None]]:
    """A row for both languages of a file: each with its link, their faults, and who saved last."""
    rows = []
    for stem, group in groupby(files.values(), key=lambda file: file.name.partition(".")[0] if "/" in file.name else file.name):
        both = list(group)
        names = {file.name for file in both}
        saved = max((file.saved for file in both if file.saved), key=lambda change: change.made_at, default=None)
        rows.append((stem, [(LABELS.get(file.name[-5:-3], ""), file) for file in both], sum(fault.file in names for fault in faults), saved))
    return rows


# --- one file ----------------------------------------------------------------------------------------------------


@drafts.drafted(DraftKind.COURSE, shown_at="draft-file")
@signed_in
@require_http_methods(["GET", "POST"])
@of_draft
def file(request: HttpRequest, draft: Draft, file: str) -> HttpResponse:
    """A file as text, and what is wrong in it. Saved with its faults; where somebody saved meanwhile, both texts are shown."""
    standing = queries.files(draft).get(file)
    if not NAME.fullmatch(file) or (standing is None and not draft.changes.filter(name=file).exists()):
        raise Http404
    by, problem = person_of(request), ""
    opened = drafts.opened(request, DraftKind.COURSE)
    now_there = {"text": standing.text if standing else "", "revision": queries.revision_of(draft, file)}
    form = FileText(request.POST or None, initial=now_there | (opened.typed.dict() if opened else {}))
    other = None
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, draft, file, form, by)
        except services.Conflict as conflict:
            other = conflict
            form = FileText(initial={"text": form.cleaned_data["text"], "revision": queries.revision_of(draft, file)})
            problem = _("Somebody else saved this file meanwhile. Nothing was overwritten: both texts stand here. Bring them together and save.")
        except NotPossible as refused:
            problem = str(refused)
    return _file_page(request, draft, file, form, other, problem, opened)


def _saved(request: HttpRequest, draft: Draft, name: str, form: FileText, by: Person) -> HttpResponse:
    words, remove = form.cleaned_data, request.POST.get("do") == "remove"
    if remove:
        services.remove(draft, name, revision=words["revision"], by=by, at=_now())
    else:
        services.save(draft, name, words["text"], revision=words["revision"], by=by, at=_now())
    drafts.sent(request)
    if remove:
        return redirect("draft", draft.pk)
    return redirect("draft-file", draft.pk, name)


def _file_page(
    request: HttpRequest,
    draft: Draft,
    name: str,
    form: FileText,
    other: services.Conflict | None,
    problem: str,
    opened: drafts.Opened | None,
) -> HttpResponse:
    current = queries.texts(draft)
    lines = current.get(name, "").splitlines()
    found = [fault for fault in queries.faults(draft, current) if fault.file == name]
    names = in_order({*current, name})
    place = names.index(name)
    context = {
        "draft": draft,
        "name": name,
        "form": form,
        "standing": other.standing if other else None,
        "conflict": bool(other),
        "opened": opened,
        "faults": [(fault, lines[fault.line - 1] if 0 < fault.line <= len(lines) else "") for fault in found[:FAULTS_SHOWN]],
        "fault_count": len(found),
        "savings": queries.savings(draft, name),
        "lesson": name.removeprefix("lessons/").partition(".")[0] if name.startswith("lessons/") else "",
        "twin": twin if (twin := _twin(name)) in current else "",
        "previous": names[place - 1] if place else "",
        "next": names[place + 1] if place + 1 < len(names) else "",
        "writes": permissions.may_write(draft.organization_id, person_of(request)) and draft.state == Draft.State.WRITING,
        "may_remove": name != MANIFEST and name in current,
        "again": [],
        **_with_errors(form, problem),
    }
    return render(request, "training/editing/file.html", context, status=409 if other else 422 if context["form_errors"] else 200)


def _twin(name: str) -> str:
    """The same file in the other language."""
    return name.replace(".en.md", ".es.md") if name.endswith(".en.md") else name.replace(".es.md", ".en.md")


# --- what learners would see, and what changed -------------------------------------------------------------------


@signed_in
@require_GET
@of_draft
def draft_preview(request: HttpRequest, draft: Draft, name: str = "") -> HttpResponse:
    course = queries.as_course(queries.texts(draft))
    return _preview(request, course, name, {"draft": draft})


@signed_in
@require_GET
def version_preview(request: HttpRequest, edition: UUID, name: str = "") -> HttpResponse:
    found = queries.edition(edition, by=person_of(request))
    if found is None:
        raise Http404
    return _preview(request, course_of(found.pk), name, {"edition": found})


def _preview(request: HttpRequest, course: Course | None, name: str, context: dict[str, Any]) -> HttpResponse:
    """A lesson with its scenes, or the list of lessons and the whole bank with its keys."""
    if course is None:
        return render(request, "training/editing/preview.html", context)
    language = _language()
    words = filled(course, language, person_of(request).organization)
    context |= {"course": course, "course_title": course.titles[language], "summary": course.summaries[language]}
    if not name:
        context["lessons"] = [(each, each.pages[language].title) for each in course.lessons]
        context["items"] = [_shown(each.question, language, words) for each in course.items]
        return render(request, "training/editing/preview.html", context)
    lesson = lesson_of(course, name)
    if lesson is None:
        raise Http404
    page = lesson.pages[language]
    named = sources_of(page)
    scenarios = [found for each in lesson.scenarios if (found := scenario_of(course, each))]
    context |= {
        "lesson": lesson,
        "title": page.title,
        "body": _safe(html(page.blocks, language, words, named, "")),
        "sources": [_safe(inline(citation(course, each, language), {})) for each in named],
        "scenarios": [(each.titles[language], [_shown(scene, language, words) for scene in each.scenes]) for each in scenarios],
    }
    return render(request, "training/editing/preview.html", context)


def _shown(question: Question, language: str, words: Mapping[str, str]) -> dict[str, Any]:
    """A question with its answers, the key and the reasons, as an author looks at it."""
    options = [
        (_safe(inline(each.texts[language], words)), _safe(inline(each.reasons[language], words)), each.right, each.leads_to)
        for each in question.options
    ]
    return {"id": question.id, "text": _safe(inline(question.texts[language], words)), "options": options}


def _safe(text: str) -> SafeString:
    """Text of a course, made from Markdown in which HTML is not let through."""
    return mark_safe(text)


@signed_in
@require_GET
@of_draft
def changes(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What the draft changes in what learners read now, line by line."""
    return render(request, "training/editing/changes.html", {"draft": draft, "changed": queries.changed(draft, queries.texts(draft))})


# --- as a zip ----------------------------------------------------------------------------------------------------


@signed_in
@require_GET
@of_draft
def draft_zip(request: HttpRequest, draft: Draft) -> HttpResponse:
    return _zip(queries.texts(draft), f"{draft.course}-draft")


@signed_in
@require_GET
def version_zip(request: HttpRequest, edition: UUID) -> HttpResponse:
    found = queries.edition(edition, by=person_of(request))
    if found is None:
        raise Http404
    return _zip(found.files, f"{found.course}-{found.version}")


def _zip(texts: Mapping[str, str], name: str) -> HttpResponse:
    response = HttpResponse(zipped(texts), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


def may_send(request: HttpRequest) -> bool:
    """Whether a file of this person is read at all."""
    return request.user.is_authenticated and (permissions.may_write_for_all(request.user) or permissions.may_write_own(request.user))


@signed_in
@require_POST
@takes_a_file(is_zip, MOST_BYTES, may_send)
@of_draft
def upload(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Put the files of a zip in place of those of the draft. A zip that could do harm is refused, with the reason."""
    form, problem = Archive(request.POST, request.FILES), ""
    if too_large(request):
        form, problem = Archive(initial={"savings": draft.changes.count()}), _("The file is larger than a course can be.")
    elif form.is_valid():
        try:
            texts = unzipped(form.cleaned_data["archive"].read())
            services.replace(draft, texts, savings=form.cleaned_data["savings"], by=person_of(request), at=_now())
            return redirect("draft", draft.pk)
        except services.Conflict:
            problem = _("Somebody saved meanwhile. Nothing was overwritten. Download the draft again, bring both together, and upload that.")
        except (Refused, NotPossible) as refused:
            problem = str(refused)
    else:
        permissions.check(permissions.may_write(draft.organization_id, person_of(request)))
    return _draft_page(request, draft, form, problem)


# --- versions ----------------------------------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "POST"])
@refused_looks_missing
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version of a course: which is in force, which were withdrawn and why. Begin a draft, withdraw, restore."""
    by, problem = person_of(request), ""
    form = Withdrawn(request.POST) if request.POST.get("do") == "withdraw" else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            return _decided(request, slug, form, by)
        except NotPossible as refused:
            problem = str(refused)
    found = queries.versions(slug, by=by)
    if found is None:
        raise Http404
    context = {"slug": slug, "versions": found, "draft": queries.open_draft(slug), "form": form, "about": request.POST.get("version", "")}
    context |= _with_errors(form, problem)
    return render(request, "training/editing/versions.html", context, status=422 if context["form_errors"] else 200)


def _decided(request: HttpRequest, slug: str, form: Withdrawn | None, by: Person) -> HttpResponse:
    match request.POST.get("do"):
        case "begin":
            return redirect("draft", services.begin_draft(slug, by=by, at=_now()).pk)
        case "restore":
            services.restore(slug, _version(request), by=by, at=_now())
        case "withdraw" if form:
            services.withdraw(slug, form.cleaned_data["version"], why=form.cleaned_data["why"], by=by, at=_now())
        case _:
            raise Http404
    return redirect("course-versions", slug)


def _version(request: HttpRequest) -> UUID | None:
    typed = request.POST.get("version", "")
    try:
        return UUID(typed) if typed else None
    except ValueError as problem:
        raise Http404 from problem


@signed_in
@require_GET
def version(request: HttpRequest, edition: UUID) -> HttpResponse:
    """A version as it was published, file by file."""
    found = queries.edition(edition, by=person_of(request))
    if found is None:
        raise Http404
    return render(
        request, "training/editing/version.html", {"edition": found, "files": [(name, found.files[name]) for name in in_order(found.files)]}
    )
