"""`shelterwood setup` and `shelterwood entry-code`, from the first question to the printed pages."""

import os
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.services import new_code
from shelterwood.foundation.backup import services as backup
from shelterwood.foundation.body.queries import the_body
from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.prevent.protocols.rules.faults import ProtocolError
from shelterwood.prevent.protocols.rules.toml import Tables
from shelterwood.project import environment, keeping, prepare
from shelterwood.project.prepare import Say
from shelterwood.project.setup.census import census
from shelterwood.project.setup.founding import Printed, found
from shelterwood.project.setup.interview import Interview
from shelterwood.project.setup.rules.checking import Answers, Faulty, checked
from shelterwood.project.setup.rules.reading import SAID_NO

CODE = """
{name}
{post}

    One-time code: {code}

It opens {place} once, within seven days. Hand this page over in person, and look at an identity card.
The site then asks for a key of their own: a passkey (phone, computer or security key), or an authenticator app.
"""
WRITTEN = "The body {name} stands. What is left: shelterwood doctor says it."


class NotSetUp(ImproperlyConfigured):
    """Nothing was written; the text says why and what to do."""


def set_up(answers_file: str | None, say: Say) -> None:
    """Ask or read everything, check it whole, write it in one piece, and print what is shown once."""
    if settings.DEMONSTRATION:
        raise NotSetUp("This is the demonstration. A real body begins with SHELTERWOOD_MODE=production and an empty database.")
    tables = read_file(Path(answers_file)) if answers_file else None  # first: what cannot be read changes nothing
    prepare.check()
    prepare.everything(say)
    prepare.refuse_unsafe()
    if the_body() is None:
        answers = _checked(tables) if tables else _interviewed(say)
        _write(answers, say)
        Interview(settings.DATA, _ask, say).forget()
    else:
        say("The body was set up before; nothing of it is changed.")
    _recovery_key(say)
    body = the_body()
    say(WRITTEN.format(name=body.name if body else ""))


def read_file(file: Path) -> Tables:
    """The answers file as TOML with the line of each key."""
    try:
        return Tables(file.read_text(encoding="utf-8"), file.name)
    except OSError as problem:
        raise NotSetUp(f"{problem.strerror}: {file}. Nothing was changed.") from problem
    except UnicodeDecodeError as problem:
        raise NotSetUp(f"{file.name} is not written in UTF-8. Nothing was changed.") from problem
    except ProtocolError as problem:
        raise NotSetUp("\n".join([*map(str, problem.faults), "Nothing was changed."])) from problem


def _checked(tables: Tables) -> Answers:
    try:
        return checked(tables.values, census=census(settings.DATA / "assets"))
    except Faulty as problem:
        lines = [f"{tables.file}, line {tables.line(fault.path)}: {fault.reason}" for fault in problem.faults]
        raise NotSetUp("\n".join([*lines, "Nothing was written. Mend the file and run this again."])) from problem


def _interviewed(say: Say) -> Answers:
    """Ask; what does not fit together is said and its part asked again."""
    interview = Interview(settings.DATA, _ask, say)
    say("Questions come one by one. Ctrl+C stops; what you answered is kept, and shelterwood setup goes on from there.")
    while True:
        try:
            return checked(interview.all(), census=census(settings.DATA / "assets"))
        except Faulty as problem:
            for fault in problem.faults:
                say(fault.reason)
                interview.reopen(str(fault.path[0]))


def _ask(words: str) -> str:
    try:
        return input(words)
    except EOFError as problem:
        raise NotSetUp("The answers ended before the questions did. What was answered is kept; run shelterwood setup again.") from problem


def _write(answers: Answers, say: Say) -> None:
    """The mail server first: if it cannot be kept, nothing is founded."""
    mail = answers.one("mail")
    if mail["server"] != SAID_NO:
        _keep_mail(mail["server"], mail["sender"])
    with acting(Purpose.UPKEEP):
        codes = found(answers, at=datetime.now(UTC))
    say("The body, its counties, agencies, routing, lines and people are written.")
    for each in codes:
        _print_code(each)


def _keep_mail(server: str, sender: str) -> None:
    file = settings.DATA / environment.MAIL_FILE
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(f"{server}\n{sender}\n")


def _print_code(each: Printed) -> None:
    place = f"https://{settings.ALLOWED_HOSTS[0]}/sign-in"
    print(CODE.format(name=each.name, post=each.post, code=each.code, place=place), flush=True)


def _recovery_key(say: Say) -> None:
    """Made once. An interruption right here leaves a key that nobody saw: --rotate makes another."""
    if backup.public_half_file().exists():
        say("There is a recovery key already. If nobody holds its printed page: shelterwood recovery-key --rotate")
        return
    keeping.recovery_key(keeping.Asked(), say)


def entry_code(address: str | None, say: Say) -> None:
    """A new one-time code for somebody who lost theirs; whoever may run this on the machine vouches for them."""
    with acting(Purpose.UPKEEP):
        person = accounts.by_username((address or "").casefold())
        if person is None or not person.active:
            raise NotSetUp("Name the person by their mail address, such as: shelterwood entry-code name@county.example")
        code = new_code(person, at=datetime.now(UTC))
    _print_code(Printed(person.name, person.post, code))
