"""When somebody is written to: never outside their hours, never sooner than the pause, and never much later than it must be."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from shelterwood.foundation.notify.rules import DIGEST_EVERY, ContactHours, next_digest

ZONES = st.sampled_from(["America/Chicago", "America/Phoenix", "America/Anchorage", "Pacific/Honolulu"])
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda naive: naive.replace(tzinfo=UTC))
HOURS = st.builds(
    lambda zone, opens, length, weekends: ContactHours(zone, time(opens), time(opens + length), weekends),
    ZONES, st.integers(4, 12), st.integers(1, 11), st.booleans(),
)  # fmt: skip


@given(HOURS, MOMENTS, st.none() | st.timedeltas(timedelta(0), timedelta(days=3)))
def test_a_digest_leaves_in_the_hours_after_the_pause_and_within_four_days(hours, now, ago):
    last_sent = None if ago is None else now - ago
    moment = next_digest(hours, last_sent=last_sent, now=now)
    assert hours.hold(moment)
    assert moment >= now
    assert last_sent is None or moment >= last_sent + DIGEST_EVERY
    assert moment <= now + timedelta(days=4)


def test_the_hours_end_before_they_close():
    hours = ContactHours("America/Chicago")
    at = datetime(2026, 11, 24, 19, tzinfo=ZoneInfo("America/Chicago"))  # a Tuesday
    assert hours.hold(at - timedelta(seconds=1))
    assert not hours.hold(at)
    assert next_digest(hours, last_sent=None, now=at) == at.replace(hour=7) + timedelta(days=1)
