"""What a course did, by version: read from finished checks, told without anybody's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from shelterwood_methods.learning import pending

from shelterwood.prevent.training.editing.permissions import may_write_for_all
from shelterwood.prevent.training.library import course_of
from shelterwood.prevent.training.models import Attempt, Completion, Edition
from shelterwood.prevent.training.queries import manages
from shelterwood.prevent.training.rules.evidence import FEWEST_PEOPLE, Shown, Taken, shown, whole_groups

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from shelterwood.foundation.accounts.models import Person
    from shelterwood.prevent.training.rules.model import Course


@dataclass(frozen=True)
class Refreshed:
    """Looks back of a course, over all versions: how many were held, and for how many people one waits. None: too few people."""

    people: int | None
    held: int = 0
    passed: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Evidence:
    """The course as it stood in the version that is shown, the versions there are checks of, and what may be told."""

    course: Course
    version: str
    versions: tuple[str, ...]
    everybody: bool  # of the region, or the own people
    attempts: int | None  # finished final checks, all tries; None: too few people
    shown: Shown
    refreshed: Refreshed


def may_see(by: Person) -> bool:
    """The coordinator of the body, and whoever manages an organization's training."""
    return may_write_for_all(by) or manages(by)


def evidence(course: Course, *, version: str = "", by: Person, today: date) -> Evidence | None:
    """The evidence of one version, the one in force unless another is asked for; None for somebody who may not see it."""
    if not may_see(by):
        return None
    everybody = may_write_for_all(by)
    taken = Attempt.objects.filter(course=course.id, finished_at__isnull=False)
    done = Completion.objects.filter(course=course.id, revoked_at=None)
    if not everybody:
        taken, done = taken.filter(learner__organization=by.organization_id), done.filter(learner__organization=by.organization_id)
    versions = sorted({course.version, *taken.values_list("version", flat=True)})
    version = version if version in versions else course.version
    course, of_version = _as_it_stood(course, version, taken)
    finals, befores, pairs, tries = _checks(of_version)
    told = shown(course, finals, befores, pairs)
    attempts = tries if told.people is not None else None
    return Evidence(course, version, tuple(versions), everybody, attempts, told, _refreshed(taken, done, today))


def _as_it_stood(course: Course, version: str, taken: QuerySet[Attempt]) -> tuple[Course, QuerySet[Attempt]]:
    """The course in this version, and the checks drawn from it. Of two editions that share a number the later counts."""
    edition = Edition.objects.filter(course=course.id, version=version).order_by("-kept_at").values_list("pk", flat=True).first()
    if edition is None:
        return course, taken.filter(version=version)
    return course_of(edition), taken.filter(Q(edition=edition) | Q(edition=None), version=version)


def _checks(taken: QuerySet[Attempt]) -> tuple[list[Taken], list[Taken], list[tuple[Taken, Taken]], int]:
    """Each person's first final check, each person's check before the lessons, both of one person, and how many tries these took.

    Of each as many as make whole groups, in the order in which they finished.
    """
    first: dict[str, dict[object, Taken]] = {Attempt.Kind.BEFORE: {}, Attempt.Kind.FINAL: {}}
    tries: Counter[object] = Counter()
    rows = taken.filter(kind__in=first).order_by("finished_at").values_list("kind", "learner", "answers", "right", "items", "passed")
    for kind, learner, answers, right, items, passed in rows.iterator():
        tries[learner] += kind == Attempt.Kind.FINAL
        first[kind].setdefault(learner, Taken(answers, right or 0, len(items), bool(passed)))
    befores, finals = first[Attempt.Kind.BEFORE], first[Attempt.Kind.FINAL]
    told = whole_groups(list(finals))
    pairs = whole_groups([(befores[learner], finals[learner]) for learner in finals if learner in befores])
    return [finals[each] for each in told], list(whole_groups(list(befores.values()))), list(pairs), sum(tries[each] for each in told)


def _refreshed(taken: QuerySet[Attempt], done: QuerySet[Completion], today: date) -> Refreshed:
    completed = {learner: at.date() for learner, at in done.order_by("completed_at").values_list("learner", "completed_at")}
    if len(completed) < FEWEST_PEOPLE:
        return Refreshed(None)
    days: dict[object, list[date]] = {}
    held = list(taken.filter(kind=Attempt.Kind.REFRESHER).order_by("finished_at").values_list("learner", "finished_at", "passed"))
    for learner, at, _passed in held:
        days.setdefault(learner, []).append(at.date())  # type: ignore[union-attr]  # finished
    told = whole_groups(held)
    waiting = sum(pending(day, days.get(learner, ()), today) is not None for learner, day in completed.items())
    return Refreshed(len(completed), len(told), sum(bool(passed) for *_, passed in told), waiting)
