"""The evidence page of a course, and the same as a table to download."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_GET
from shelterwood_methods.formats.cells import safe_cell

from shelterwood.foundation.accounts.acting import person_of, signed_in
from shelterwood.prevent.training.evidence.queries import Evidence, evidence
from shelterwood.prevent.training.evidence.wording import ADVICE
from shelterwood.prevent.training.library import courses, filled
from shelterwood.prevent.training.rules.evidence import FEWEST_ANSWERS, FEWEST_PEOPLE, ItemReport
from shelterwood.prevent.training.rules.html import inline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shelterwood_methods.learning import Change
    from shelterwood_methods.learning.items import Choice

    from shelterwood.prevent.training.rules.model import Question

PAGE = 25
COLUMNS = ("item", "objective", "answers", "difficulty", "difficulty_before", "discrimination", "advice", "choice", "is_key", "taken", "share")


def _evidence(request: HttpRequest, slug: str) -> Evidence:
    by = person_of(request)
    course = courses(by.organization).get(slug)
    found = course and evidence(course, version=request.GET.get("version", ""), by=by, today=datetime.now(UTC).date())
    if not found:
        raise Http404
    return found


@signed_in
@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Attempts, pass rate, change and every item, as counts; withheld where people are too few."""
    found = _evidence(request, slug)
    language = get_language() or "en"
    listed = Paginator(found.shown.items, PAGE).get_page(request.GET.get("page"))
    words = filled(found.course, language, person_of(request).organization)
    questions = {each.question.id: each.question for each in found.course.items}
    context = {
        "evidence": found,
        "title": found.course.titles[language],
        "items": [_item(each, questions[each.item], language, words) for each in listed],
        "page": listed,
        "rest": f"version={quote(found.version)}&",
        "score": _points(found.shown.score_changed),
        "share": _points(found.shown.share_changed),
        "flagged": sum(bool(each.advice) for each in found.shown.items),
        "too_few": sum(each.figures is None for each in found.shown.items),
        "fewest_people": FEWEST_PEOPLE,
        "fewest_answers": FEWEST_ANSWERS,
    }
    return render(request, "training/evidence.html", context)


def _item(report: ItemReport, question: Question, language: str, words: Mapping[str, str]) -> dict[str, Any]:
    choices = report.figures.choices if report.figures else ()
    return {
        "report": report,
        "text": mark_safe(inline(question.texts[language], words)),
        "advice": [ADVICE[each] for each in report.advice],
        "right": report.figures and _percent(report.figures.difficulty),
        "before": report.difficulty_before and _percent(report.difficulty_before),
        "choices": [(_answer(question, each, language, words), each, int(each.option) == question.key, _percent(each.share)) for each in choices],
    }


def _answer(question: Question, choice: Choice, language: str, words: Mapping[str, str]) -> str:
    return mark_safe(inline(question.options[int(choice.option)].texts[language], words))


def _percent(share: float) -> int:
    return round(100 * share)


def _points(change: Change | None) -> dict[str, int] | None:
    """A change in whole percent."""
    names = ("before", "after", "difference", "low", "high")
    return {name: _percent(getattr(change, name)) for name in names} if change else None


@signed_in
@require_GET
def table(request: HttpRequest, slug: str) -> HttpResponse:
    """One row a choice; what the page withholds is empty here too."""
    found = _evidence(request, slug)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="evidence-{found.course.id}-{found.version}.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    objectives = {each.question.id: (each.objective, each.question) for each in found.course.items}
    for report in found.shown.items:
        writer.writerows([safe_cell(each) for each in row] for row in _rows(report, *objectives[report.item]))
    return response


def _rows(report: ItemReport, objective: str, question: Question) -> list[list[object]]:
    figures = report.figures
    if figures is None:
        return [[report.item, objective, report.answers, *[""] * 8]]
    head = [report.item, objective, report.answers, round(figures.difficulty, 3), _rounded(report.difficulty_before), _rounded(figures.discrimination),
            " ".join(report.advice)]  # fmt: skip
    return [
        [*head, question.options[int(each.option)].texts["en"], "yes" if int(each.option) == question.key else "no", each.taken, round(each.share, 3)]
        for each in figures.choices
    ]


def _rounded(value: float | None) -> object:
    return "" if value is None else round(value, 3)
