"""The demonstration repeated at size: every copy is as whole as what the real verbs made."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from shelterwood.demo.volume import repeat
from shelterwood.foundation.vault.models import GroupKey
from shelterwood.gates.disclosure.models import Record, Release, ReleaseField
from shelterwood.gates.law.models import Clock
from shelterwood.respond.concerns import queries
from shelterwood.respond.concerns.models import Concern, ConcernFact, Route

pytestmark = pytest.mark.django_db


def shape(concern: Concern) -> tuple[int, ...]:
    """How many rows of each table hang on a concern."""
    record = concern.record
    releases = Release.objects.filter(record=record)
    return (
        ConcernFact.objects.filter(concern=concern).count(),
        Route.objects.filter(concern=concern).count(),
        releases.count(),
        ReleaseField.objects.filter(release__in=releases).count(),
        Clock.objects.filter(record=record.id).count(),
        GroupKey.objects.filter(group=record.id).count(),
        record.stamps.count(),
    )


def test_a_copy_has_the_rows_of_an_original_and_opens_under_its_own_key(acting):
    originals = {concern.pk for concern in Concern.objects.all()}
    shapes = {shape(concern) for concern in Concern.objects.all()}
    heard: list[int] = []
    repeat(60, now=datetime.now(UTC), seed=1, progress=heard.append)
    assert heard == [60]
    copies = Concern.objects.exclude(pk__in=originals).select_related("record")
    assert len(copies) == 60
    assert {shape(copy) for copy in copies} <= shapes
    worker = acting("intake-alder")
    opened = Counter(
        bool(seen and seen.facts) for seen in (queries.view(copy.reference, by=worker) for copy in copies if copy.county.name == "Alder County")
    )
    assert opened[True] > 0
    assert Record.objects.filter(kind="concern").count() == len(originals) + 60
