"""What a session asks for, which codes count, and what a device is called."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelterwood.foundation.accounts.keys import rules
from shelterwood.foundation.accounts.keys.rules import HALF_OPEN, IDLE, LONGEST, Session, Step, Way

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=1)
OPEN = Session(way=Way.PASSKEY, begun=EARLIER, seen=NOW, proved=EARLIER, opened=EARLIER)
HALF = Session(way=Way.PRINTED, begun=NOW, seen=NOW)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.mark.parametrize(
    ("session", "holds_key", "asks"),
    [
        (OPEN, True, Step.OPEN),
        (HALF, False, Step.ENROL),
        (HALF, True, Step.SECOND),
        (Session(way=Way.MAILED, begun=NOW, seen=NOW), False, Step.SECOND),
        (Session(way=Way.ORGANIZATION, begun=NOW, seen=NOW), False, Step.SECOND),
        (Session(way=Way.PRINTED, begun=NOW, seen=NOW, proved=NOW), True, Step.RECOVERY),
        (Session(way=Way.PASSKEY, begun=EARLIER, seen=NOW - IDLE, proved=EARLIER, opened=EARLIER), True, Step.LOCKED),
        (Session(way=Way.PASSKEY, begun=EARLIER, seen=NOW, proved=EARLIER, opened=EARLIER, locked=NOW), True, Step.LOCKED),
        (Session(way=Way.PASSKEY, begun=NOW - LONGEST, seen=NOW, proved=NOW, opened=NOW), True, Step.ENDED),
        (Session(way=Way.PRINTED, begun=NOW - HALF_OPEN, seen=NOW), False, Step.ENDED),
        (Session(way=Way.PASSKEY, begun=EARLIER, seen=NOW, proved=EARLIER, opened=EARLIER, ended=NOW), True, Step.ENDED),
    ],
    ids=["open", "paper, no key", "paper, a key", "mail, no key", "organization, no key", "no recovery codes", "quiet", "locked", "too long", "half too long", "ended"],
)  # fmt: skip
def test_what_a_session_asks_for(session, holds_key, asks):
    assert rules.step(session, now=NOW, holds_key=holds_key) is asks


moments = st.none() | st.timedeltas(timedelta(0), timedelta(hours=14)).map(lambda ago: NOW - ago)


@given(
    st.builds(
        Session,
        way=st.sampled_from(Way),
        begun=moments.filter(bool),
        seen=moments.filter(bool),
        proved=moments,
        opened=moments,
        locked=moments,
        ended=moments,
    ),
    st.booleans(),
)
def test_a_session_is_open_only_with_a_proof_in_time_and_seen_lately(session, holds_key):
    if rules.step(session, now=NOW, holds_key=holds_key) is Step.OPEN:
        assert session.proved
        assert session.opened
        assert not session.locked
        assert not session.ended
        assert NOW - session.begun < LONGEST
        assert NOW - session.seen < IDLE
    if rules.step(session, now=NOW, holds_key=holds_key) is Step.ENROL:
        assert (session.way, holds_key, session.proved) == (Way.PRINTED, False, None)


@given(st.integers(-5, 5))
def test_a_code_counts_within_one_period_of_its_own(apart):
    code = pyotp.TOTP(SECRET).at(NOW + timedelta(seconds=30 * apart))
    present = int(NOW.timestamp()) // 30
    assert rules.matching_step(SECRET, code, at=NOW, after=0) == (present + apart if abs(apart) <= 1 else None)


@given(st.integers(-1, 1), st.integers(-3, 3))
def test_a_code_is_never_taken_after_a_later_one(apart, last):
    present = int(NOW.timestamp()) // 30
    found = rules.matching_step(SECRET, pyotp.TOTP(SECRET).at(NOW + timedelta(seconds=30 * apart)), at=NOW, after=present + last)
    assert found == (present + apart if apart > last else None)


@given(st.text(max_size=20))
def test_nonsense_is_no_code(typed):
    digits = "".join(each for each in typed if each.isascii() and each.isdecimal())
    if len(digits) != 6:
        assert rules.matching_step(SECRET, typed, at=NOW, after=0) is None


def test_a_code_on_paper_is_the_same_however_it_is_copied():
    code = rules.new_code()
    assert len(code) == 19
    assert rules.digest(code) == rules.digest(code.lower().replace("-", " "))
    assert rules.digest(code) != rules.digest(code[:-1])


@pytest.mark.parametrize(
    ("agent", "called"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/19 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_called_what_its_owner_calls_it(agent, called):
    assert rules.device(agent) == called


@given(st.text(max_size=300))
def test_no_device_is_named_by_its_own_words(agent):
    assert len(rules.device(agent)) <= 40


@pytest.mark.parametrize(("told", "accepted", "two"), [(["mfa"], ["mfa"], True), (["pwd"], ["mfa"], False), ([], [], False), (["mfa"], [], False)])
def test_only_words_that_were_agreed_count_as_two(told, accepted, two):
    assert rules.counts_as_two(told, accepted) is two
