"""What every kind of test may use. Each kind has its job in TESTING.md."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.utils import translation
from hypothesis import settings

from shelterwood.project import prepare
from tests.network import no_network  # noqa: F401 (a fixture of every test)

settings.register_profile("house", deadline=None)  # a machine that does other work beside the tests is no fault of the code
settings.load_profile("house")


@pytest.fixture(scope="session")
def now() -> datetime:
    """One moment for the whole run: the demonstration region counts its history back from it."""
    return datetime.now(UTC)


@pytest.fixture(scope="session", autouse=True)
def texts() -> None:
    """The Spanish pages are compiled from their catalogue, as `shelterwood prepare` does."""
    prepare.compile_texts()


@pytest.fixture(autouse=True)
def back_to_english() -> Iterator[None]:
    """A test that asked for a Spanish page leaves no Spanish behind."""
    yield
    translation.deactivate()
