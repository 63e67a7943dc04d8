"""Dates and clocks in words, in both languages."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from shelterwood.foundation.design.times import in_words

AFTERNOON = datetime(2026, 11, 24, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "zone", "language", "words"),
    [
        (AFTERNOON, "America/Chicago", "en", "Tue, Nov 24, 2026, 2:10 p.m. CT"),
        (AFTERNOON, "America/New_York", "en", "Tue, Nov 24, 2026, 3:10 p.m. ET"),
        (AFTERNOON, "America/Chicago", "es", "martes 24 de noviembre de 2026, 2:10\u00a0p.\u00a0m., hora del centro"),
        (datetime(2026, 6, 1, 5, 0, tzinfo=UTC), "America/Chicago", "en", "Mon, Jun 1, 2026, 12:00 a.m. CT"),
        (datetime(2026, 6, 1, 17, 5, tzinfo=UTC), "America/Chicago", "en", "Mon, Jun 1, 2026, 12:05 p.m. CT"),
    ],
)
def test_a_moment_has_its_month_in_letters_and_its_zone(at, zone, language, words):
    with translation.override(language):
        assert in_words(at, zone) == words


def test_the_doubled_hour_of_autumn_says_which_it_is():
    """On 1 November 2026 the hour from one to two comes twice in Chicago."""
    with translation.override("en"):
        assert in_words(datetime(2026, 11, 1, 6, 30, tzinfo=UTC), "America/Chicago").endswith("1:30 a.m. CDT")
        assert in_words(datetime(2026, 11, 1, 7, 30, tzinfo=UTC), "America/Chicago").endswith("1:30 a.m. CST")
        assert in_words(datetime(2026, 11, 1, 8, 30, tzinfo=UTC), "America/Chicago").endswith("2:30 a.m. CT")
