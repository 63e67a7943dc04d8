"""Whoever an import touches waits to be reckoned anew under the mandates."""

from typing import Any

from django.db.models import QuerySet

from shelterwood.prevent.training.models import Learner
from shelterwood.prevent.training.models.learner import AT_ONCE


def wait_to_be_reckoned(*, learners: QuerySet[Learner], **_: Any) -> None:
    """One statement for all of them, in the transaction that changed them."""
    learners.update(turns_on=AT_ONCE)
