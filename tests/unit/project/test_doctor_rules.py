"""What the doctor calls unsafe, what only missing, and that each finding says how to mend it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shelterwood.project.doctor.rules import Level, Look, findings, in_words, weak

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
GOOD = Look(
    now=NOW, demonstration=False, secret="Xq3-" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2, modes={"keys": 0o700, "root.key": 0o600},
    hosts=["help.county.example"], https="", passkeys_for="help.county.example", without_key=0, vendor="postgresql", mighty=False, mail=True, mail_fault="", mail_overdue=0, recovery_key=True,
    last_backup=NOW - timedelta(hours=10), last_slot=NOW - timedelta(minutes=1), clocks_apart=0.2, zones=["America/Chicago"], body=True,
    invented=False, signed=True, unsigned=0, unread_law=(), desk_covered=True,
)  # fmt: skip


def wrong(look):
    return {each.check: each for each in findings(look) if each.level is not Level.GOOD}


def test_a_house_in_order_has_no_finding():
    assert wrong(GOOD) == {}
    assert list(in_words(findings(GOOD)))[-1].startswith("22 of 22 checks good")


@pytest.mark.parametrize(
    ("changes", "check", "level"),
    [
        ({"demonstration": True}, "mode", Level.UNSAFE),
        ({"body": False}, "body", Level.UNSAFE),
        ({"invented": True}, "demonstration rows", Level.UNSAFE),
        ({"secret": "short"}, "secret key", Level.UNSAFE),
        ({"secret": "a" * 90}, "secret key", Level.UNSAFE),
        ({"secret": ""}, "secret key", Level.UNSAFE),
        ({"modes": {"root.key": 0o640}}, "files", Level.UNSAFE),
        ({"hosts": ["*"]}, "names", Level.UNSAFE),
        ({"hosts": ["localhost"]}, "names", Level.MISSING),
        ({"https": "The certificate does not fit."}, "https", Level.UNSAFE),
        ({"passkeys_for": "other.example"}, "passkeys", Level.UNSAFE),
        ({"passkeys_for": "elp.county.example"}, "passkeys", Level.UNSAFE),
        ({"without_key": 3}, "passkeys", Level.MISSING),
        ({"mighty": True}, "database", Level.UNSAFE),
        ({"vendor": "sqlite"}, "database", Level.MISSING),
        ({"mail": False}, "mail", Level.UNSAFE),
        ({"mail_fault": "no server answers"}, "mail", Level.UNSAFE),
        ({"mail_overdue": 2}, "mail waiting", Level.MISSING),
        ({"recovery_key": False}, "recovery key", Level.UNSAFE),
        ({"last_backup": None}, "backup", Level.UNSAFE),
        ({"last_backup": NOW - timedelta(hours=27)}, "backup", Level.UNSAFE),
        ({"last_slot": None}, "worker", Level.UNSAFE),
        ({"last_slot": NOW - timedelta(minutes=6)}, "worker", Level.UNSAFE),
        ({"clocks_apart": -9.0}, "clock", Level.UNSAFE),
        ({"zones": ["America/Chicago", "Middle/Earth"]}, "time zones", Level.UNSAFE),
        ({"signed": False}, "law", Level.MISSING),
        ({"unsigned": 95}, "law", Level.MISSING),
        ({"unread_law": ["WI-RPT-01"], "unsigned": 95}, "law", Level.UNSAFE),
        ({"desk_covered": False}, "rosters", Level.UNSAFE),
        ({"uncovered": ["Walker Police"]}, "rosters", Level.MISSING),
        ({"unrouted": ["Cass County, MN"]}, "routing", Level.UNSAFE),
        ({"without_line": ["Cass County, MN"]}, "lines", Level.MISSING),
        ({"never_rung": ["Intake"]}, "lines rung", Level.MISSING),
        ({"without_period": ["education"]}, "periods", Level.MISSING),
    ],
)
def test_each_fault_is_found_alone_with_how_to_mend_it(changes, check, level):
    found = wrong(replace(GOOD, **changes))
    assert {name: each.level for name, each in found.items()} == {check: level}
    assert found[check].said.endswith(".")
    assert found[check].mend


def test_what_is_unsafe_is_said_first():
    lines = list(in_words(findings(replace(GOOD, signed=False, mail=False))))
    assert [lines[0][:6], lines[2][:7]] == ["UNSAFE", "MISSING"]


def test_a_secret_made_at_random_is_not_weak():
    import secrets

    assert not any(weak(secrets.token_urlsafe(64)) for _ in range(50))
