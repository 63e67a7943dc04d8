"""What counts as proof, how long it lasts, and what a session still asks for. No Django."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest

import pyotp

IDLE = timedelta(minutes=10)  # without activity until the session locks
WARNED = timedelta(minutes=2)  # before that, the page says so
LONGEST = timedelta(hours=12)  # from sign-in to the end, whatever is done; the gate's own limit for a second factor
HALF_OPEN = timedelta(minutes=30)  # for the second proof, or for making the first key
FRESH = timedelta(minutes=15)  # how old a proof may be where keys are changed
SEEN_EVERY = timedelta(seconds=30)  # activity is written no oftener: with SQLite every page would else wait for the one writer

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letter or digit that is read as another
CODE_LENGTH = 16  # 78 random bits, so that a plain hash hides it
RECOVERY_CODES = 10
PRINTED_LASTS, MAILED_LASTS = timedelta(days=7), timedelta(minutes=10)

PERIOD = 30  # seconds that a code of an authenticator app is shown (RFC 6238)
STEPS_APART = 1  # a clock may be so many periods off


class Way(StrEnum):
    """How a session began."""

    PRINTED = "printed"  # a one-time code on paper
    MAILED = "mailed"  # a one-time code by mail
    PASSKEY = "passkey"
    ORGANIZATION = "organization"  # the organization's own sign-in said who it is
    PICKER = "picker"  # the demonstration's role picker


class Step(StrEnum):
    """What a session asks for before anything else opens."""

    OPEN = "open"
    SECOND = "second"
    ENROL = "enrol"
    RECOVERY = "recovery"
    LOCKED = "locked"
    ENDED = "ended"


@dataclass(frozen=True)
class Session:
    """What is known of a session. `opened`: when everything that was asked for had been given."""

    way: Way
    begun: datetime
    seen: datetime
    proved: datetime | None = None
    opened: datetime | None = None
    locked: datetime | None = None
    ended: datetime | None = None


def step(session: Session, *, now: datetime, holds_key: bool) -> Step:
    """What this session asks for. Only a code on paper, handed over in person, may lead to somebody's first key."""
    if session.ended or now - session.begun >= (LONGEST if session.opened else HALF_OPEN):
        return Step.ENDED
    if session.proved is None:
        return Step.ENROL if session.way is Way.PRINTED and not holds_key else Step.SECOND
    if session.opened is None:
        return Step.RECOVERY
    return Step.LOCKED if session.locked or now - session.seen >= IDLE else Step.OPEN


def new_code() -> str:
    """A code in groups of four, to be copied from paper."""
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    return "-".join(code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def digest(code: str) -> bytes:
    """Of the letters alone; dashes, spaces and case do not matter."""
    return sha256("".join(letter for letter in code.upper() if letter.isalnum()).encode()).digest()


def new_secret() -> str:
    """160 bits in base 32, as RFC 4226 asks for."""
    return pyotp.random_base32()


def matching_step(secret: str, code: str, *, at: datetime, after: int) -> int | None:
    """The period whose code this is, one beside the present one at most and later than `after`; None where there is none.

    Whoever keeps the period and hands it in as `after` takes no code twice (RFC 6238, section 5.2).
    """
    typed = "".join(letter for letter in code if letter.isdecimal() and letter.isascii())
    present = int(at.timestamp()) // PERIOD
    found = None
    for near in range(present - STEPS_APART, present + STEPS_APART + 1):  # all of them, so that the time tells nothing
        if compare_digest(pyotp.HOTP(secret).at(near), typed) and near > after:
            found = near
    return found


def setup_address(secret: str, *, name: str, issuer: str) -> str:
    """What an authenticator app reads from the square code."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip


def device(agent: str) -> str:
    """A browser and its system by their common names, so that somebody recognizes their own; empty where neither is known."""
    names = (next((name for mark, name in known if mark in agent), "") for known in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in names if name)


def counts_as_two(told: Iterable[str], accepted: Iterable[str]) -> bool:
    """Whether what an organization's sign-in says of itself (`acr`, `amr`) is one of the words that were agreed with it."""
    return bool(set(told) & set(accepted))
