"""Organizations that have brought in nothing yet: what the region's own did is taken out again, and put back after each test."""

import pytest

from shelterwood.prevent.training.models import Completion, Import, Learner, Post


@pytest.fixture
def nothing_brought_in(db):
    Import.objects.all().delete()
    Completion.objects.exclude(learner__number="").delete()
    Learner.objects.exclude(number="").delete()
    Post.objects.filter(learners=None).delete()
