"""Looking at the second wall through raw SQL, as somebody would who found a way around every page."""

import pytest
from django.conf import settings
from django.db import connection

from shelterwood.project.walls import WALLS


@pytest.fixture
def wall(db) -> None:
    """Skips where there is none: on SQLite, and where one role owns the tables and serves."""
    if connection.vendor != "postgresql" or not settings.OWNER:
        pytest.skip("the second wall stands on PostgreSQL with two roles: ./test --only postgresql")


@pytest.fixture
def seen(wall):
    """How many rows of each protected table a statement sees now."""

    def count() -> dict[str, int]:
        with connection.cursor() as cursor:
            found = {}
            for table in WALLS.behind:
                cursor.execute(f"SELECT count(*) FROM {table}")
                found[table] = cursor.fetchone()[0]
            return found

    return count
