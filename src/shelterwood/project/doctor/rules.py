"""What is unsafe about a body's house, what is missing, and how each is mended. Pure: `looking` gathers what is judged here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import available_timezones

SECRET_LENGTH, SECRET_LETTERS = 50, 16  # as Django's own check security.W009 asks, and more different letters than it does
BACKUP_EVERY = timedelta(hours=26)
WORKER_SLEEPS = timedelta(minutes=5)
CLOCKS_APART = 5.0  # seconds
HERE = ("localhost", "127.0.0.1", "[::1]")


class Level(StrEnum):
    """How a check ended. Only what is unsafe ends the command with 1."""

    GOOD = "good"
    MISSING = "missing"
    UNSAFE = "unsafe"


@dataclass(frozen=True)
class Finding:
    """One check: what it looked at, what it found, and what to do."""

    check: str
    level: Level
    said: str
    mend: str = ""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What was seen. File modes are octal as `stat` gives them; `https` and `mail_fault` are empty where all is well."""

    now: datetime
    demonstration: bool
    secret: str
    modes: dict[str, int]
    hosts: Sequence[str]
    https: str
    passkeys_for: str
    without_key: int
    vendor: str
    mighty: bool
    mail: bool
    mail_fault: str
    mail_overdue: int
    recovery_key: bool
    last_backup: datetime | None
    last_slot: datetime | None
    clocks_apart: float
    zones: Sequence[str]
    body: bool
    invented: bool
    signed: bool
    unsigned: int  # permits of the gate's rule book that nobody signed
    unread_law: Sequence[str]  # duties whose signed text does not govern
    desk_covered: bool
    without_period: Sequence[str] = field(default=())
    uncovered: Sequence[str] = field(default=())
    unrouted: Sequence[str] = field(default=())
    without_line: Sequence[str] = field(default=())
    never_rung: Sequence[str] = field(default=())


def findings(look: Look) -> list[Finding]:
    """Every check once, in the order in which things are mended."""
    return [check(look) for check in CHECKS]


def _judged(name: str, wrong: bool, level: Level, said: str, mend: str) -> Finding:
    return Finding(name, level, said, mend) if wrong else Finding(name, Level.GOOD, "")


def mode(look: Look) -> Finding:
    return _judged("mode", look.demonstration, Level.UNSAFE, "This is the demonstration: anybody signs in as anybody.",
                   "Set SHELTERWOOD_MODE=production, with an empty database.")  # fmt: skip


def weak(secret: str) -> bool:
    """Whether a signing secret is too short, or of too few letters, to have been made at random."""
    return len(secret) < SECRET_LENGTH or len(set(secret)) < SECRET_LETTERS


def secret(look: Look) -> Finding:
    return _judged("secret key", weak(look.secret), Level.UNSAFE, "The signing secret is short or easy to guess.",
                   "Stop the site, remove the file secret_key in the data folder, and start again: a new one is made. Everybody signs in anew.")  # fmt: skip


def files(look: Look) -> Finding:
    open_ones = sorted(name for name, bits in look.modes.items() if bits & 0o077)
    return _judged("files", bool(open_ones), Level.UNSAFE, f"Others on this machine may read: {', '.join(open_ones)}.",
                   "Take their rights away: chmod -R go= on the data folder.")  # fmt: skip


def hosts(look: Look) -> Finding:
    if any("*" in host for host in look.hosts):
        return Finding("names", Level.UNSAFE, "The site answers to any name.", "Name each address in SHELTERWOOD_HOSTS.")
    return _judged("names", all(host in HERE for host in look.hosts), Level.MISSING, "The site answers to this machine's own name only.",
                   "Name its address in SHELTERWOOD_HOSTS, such as help.county.example.")  # fmt: skip


def https(look: Look) -> Finding:
    return _judged("https", bool(look.https), Level.UNSAFE, look.https,
                   "Set up the proxy as docs/how-to/deploy.md says; it must set X-Forwarded-Proto itself and pass no other.")  # fmt: skip


def passkeys(look: Look) -> Finding:
    strangers = [host for host in look.hosts if host not in (*HERE, "*") and not f".{host.lstrip('.')}".endswith(f".{look.passkeys_for}")]
    if strangers or look.passkeys_for.replace(".", "").isdecimal():
        return Finding("passkeys", Level.UNSAFE, f"Passkeys are bound to {look.passkeys_for}, which does not fit: {', '.join(strangers) or 'it is no name'}.",
                       "Set SHELTERWOOD_PASSKEYS_FOR to the name of the site, or to the domain above all its names.")  # fmt: skip
    return _judged("passkeys", look.without_key > 0, Level.MISSING,
                   f"{look.without_key} active account(s) have no key yet: whoever finds the printed code could make one.",
                   "Ask them to sign in; for a code that was lost: shelterwood entry-code ADDRESS.")  # fmt: skip


def database(look: Look) -> Finding:
    if look.mighty:
        return Finding("database", Level.UNSAFE, "The site connects as a role that can take the second wall down.",
                       "Name two roles, as docs/how-to/run-on-postgresql.md says.")  # fmt: skip
    return _judged("database", look.vendor != "postgresql", Level.MISSING, "SQLite has no second wall behind the gate.",
                   "Run on PostgreSQL: docs/how-to/run-on-postgresql.md.")  # fmt: skip


def mail(look: Look) -> Finding:
    if not look.mail:
        return Finding("mail", Level.UNSAFE, "No mail server is named: nobody is told that something waits.", "Name one in SHELTERWOOD_MAIL.")
    return _judged("mail", bool(look.mail_fault), Level.UNSAFE, f"The mail server does not work: {look.mail_fault}.",
                   "Mend SHELTERWOOD_MAIL, then send a test at /region/mail. Nothing is lost meanwhile.")  # fmt: skip


def waiting_mail(look: Look) -> Finding:
    return _judged("mail waiting", look.mail_overdue > 0, Level.MISSING, f"{look.mail_overdue} message(s) wait for more than an hour.",
                   "Look at /region/mail for the reason.")  # fmt: skip


def recovery(look: Look) -> Finding:
    return _judged("recovery key", not look.recovery_key, Level.UNSAFE, "There is no recovery key, so there can be no backup.",
                   "shelterwood recovery-key, and print what it shows.")  # fmt: skip


def backups(look: Look) -> Finding:
    mend = "shelterwood backup FILE, every night, as ops/systemd/shelterwood-backup.timer does."
    if look.last_backup is None:
        return Finding("backup", Level.UNSAFE, "There was no backup yet.", mend)
    old = look.now - look.last_backup
    return _judged("backup", old > BACKUP_EVERY, Level.UNSAFE, f"The last backup is {old.days} day(s) and {old.seconds // 3600} hour(s) old.", mend)


def worker(look: Look) -> Finding:
    asleep = look.last_slot is None or look.now - look.last_slot > WORKER_SLEEPS
    return _judged("worker", asleep, Level.UNSAFE, "The worker does not run: no notice goes out and nothing escalates.",
                   "Start it: shelterwood serve starts both; or systemctl status shelterwood.")  # fmt: skip


def clock(look: Look) -> Finding:
    return _judged("clock", abs(look.clocks_apart) > CLOCKS_APART, Level.UNSAFE,
                   f"This machine's clock and the database's are {abs(look.clocks_apart):.0f} seconds apart; duties are counted by them.",
                   "Let both take the time from the network: timedatectl set-ntp true.")  # fmt: skip


def zones(look: Look) -> Finding:
    unknown = sorted(set(look.zones) - available_timezones())
    return _judged("time zones", bool(unknown), Level.UNSAFE, f"No time zone has this name: {', '.join(unknown)}.",
                   "Correct County.time_zone; install the package tzdata where zones are missing.")  # fmt: skip


def body(look: Look) -> Finding:
    return _judged("body", not look.body, Level.UNSAFE, "No body is set up.", "shelterwood setup")


def invented(look: Look) -> Finding:
    return _judged("demonstration rows", look.invented, Level.UNSAFE, "This database holds invented people or an invented signature under law.",
                   "Begin with an empty database. Nothing of the demonstration can be turned into a real body.")  # fmt: skip


def law(look: Look) -> Finding:
    if look.unread_law:
        return Finding("law", Level.UNSAFE, f"A signed text of law was altered or cannot be read by this version, so it does not govern: {', '.join(look.unread_law)}.",
                       "Let the body's counsel read the row at /law/packs, write it anew and sign it.")  # fmt: skip
    if look.signed and look.unsigned:
        return Finding("law", Level.MISSING, f"Counsel has not signed {look.unsigned} rules of the gate that permit something; nothing is shared under them.",
                       "Let the body's counsel read them at /rules and sign those that hold here.")  # fmt: skip
    return _judged("law", not look.signed, Level.MISSING, "Counsel has signed no rule: the law shown is a candidate, and nothing is shared with agencies.",
                   "Let the body's counsel read and sign at /rules and /law/packs. Until then concerns wait at the desk.")  # fmt: skip


def rosters(look: Look) -> Finding:
    if look.body and not look.desk_covered:
        return Finding("rosters", Level.UNSAFE, "Nobody is on duty at the desk: a concern without an account would wait unseen.",
                       "Put a duty officer on the roster of the body.")  # fmt: skip
    return _judged("rosters", bool(look.uncovered), Level.MISSING, f"Nobody is on duty now at: {', '.join(look.uncovered)}.",
                   "Ask these agencies for their roster.")  # fmt: skip


def routing(look: Look) -> Finding:
    return _judged("routing", bool(look.unrouted), Level.UNSAFE, f"No agency takes the reports of: {', '.join(look.unrouted)}.",
                   "Name one at /region/routing.")  # fmt: skip


def lines(look: Look) -> Finding:
    return _judged("lines", bool(look.without_line), Level.MISSING, f"No child-protection number is entered for: {', '.join(look.without_line)}.",
                   "Enter it at /region/lines.")  # fmt: skip


def rung(look: Look) -> Finding:
    return _judged("lines rung", bool(look.never_rung), Level.MISSING, f"To be rung, never or half a year ago: {', '.join(look.never_rung)}.",
                   "Ring each, then say so at /region/lines.")  # fmt: skip


def periods(look: Look) -> Finding:
    return _judged("periods", bool(look.without_period), Level.MISSING,
                   f"No period is set, so records are kept without end: {', '.join(look.without_period)}.",
                   "The body's counsel sets one at /region/retention, with the law it rests on.")  # fmt: skip


CHECKS: tuple[Callable[[Look], Finding], ...] = (
    mode, body, invented, secret, files, hosts, https, passkeys, database, mail, waiting_mail, recovery, backups, worker, clock, zones, rosters, routing,
    lines, rung, law, periods,
)  # fmt: skip


def in_words(found: Sequence[Finding]) -> Iterator[str]:
    """Lines for a terminal: what is unsafe first, then what is missing, then how many checks were good."""
    for level in (Level.UNSAFE, Level.MISSING):
        for each in (one for one in found if one.level is level):
            yield f"{level.upper():8}{each.check}: {each.said}"
            yield f"        {each.mend}"
    good = [each.check for each in found if each.level is Level.GOOD]
    yield f"{len(good)} of {len(found)} checks good: {', '.join(good) or 'none'}."
