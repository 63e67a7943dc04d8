"""The one command `shelterwood`.

run       prepare everything and serve; the demonstration unless SHELTERWOOD_MODE says practice or production
prepare   secrets, tables, texts and static files, without serving
serve     web server and worker together, until stopped
worker    the worker alone
setup     a real body's own answers, asked one by one or read with --answers FILE; then its codes and keys, to be printed
entry-code ADDRESS   another one-time code for somebody who lost theirs
doctor    what is unsafe or missing, and how to mend it; --json for machines
demo      load the demonstration region into an empty database, without serving; --concerns 20000 makes it that large
manage    any command of Django's own

recovery-key         make the key that opens backups, and show it once to be printed; --rotate for another
backup FILE          everything into one sealed file, the vault's keys into FILE.keys
restore FILE         back again, into an empty database; --replace exchanges another; --keys names the second file
upgrade FILE         backup, bring tables and texts to this version, check, and say how to go back
database             what psql needs to make the two roles of PostgreSQL
"""

import argparse
import os
import socket
import sys
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import SystemCheckError

DEFAULT_PORT = 8000


class CannotStart(Exception):
    """Why the site does not start, in one line with the way out."""


class NotKept(Exception):
    """Why a backup or restore did not happen, in one line."""


SERVING = ("run", "prepare", "serve", "worker", "demo")
BEGINNING = ("setup", "entry-code", "doctor")
KEEPING = ("recovery-key", "backup", "restore", "upgrade", "database")
Unstartable = (CannotStart, NotKept, ImproperlyConfigured, SystemCheckError)


def main(arguments: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shelterwood.project.settings")
    if words[:1] == ["manage"]:
        return _guarded(lambda: _manage(words[1:]))
    parser = argparse.ArgumentParser(prog="shelterwood", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=[*SERVING, *BEGINNING, *KEEPING])
    parser.add_argument("file", nargs="?", help="of backup, restore and upgrade; the mail address of entry-code")
    parser.add_argument("--answers", help="setup: a TOML file with every answer")
    parser.add_argument("--json", action="store_true", help="doctor: as JSON")
    parser.add_argument("--keys", help="restore: the second file, where it is not FILE.keys")
    parser.add_argument("--replace", action="store_true", help="restore: exchange a database that is not empty")
    parser.add_argument("--rotate", action="store_true", help="recovery-key: make another in place of the present one")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="where to listen (default: 8000)")
    parser.add_argument("--address", default="127.0.0.1", help="which address to listen on (default: this machine only)")
    parser.add_argument("--concerns", type=int, default=0, help="repeat the demonstration's scenes until there are this many concerns")
    asked = parser.parse_args(words)
    if asked.verb in KEEPING:
        return _guarded(lambda: _keep(asked.verb, {"file": asked.file, "keys": asked.keys, "replace": asked.replace, "rotate": asked.rotate}))
    if asked.verb in BEGINNING:
        return _guarded(lambda: _begin(asked.verb, asked.file, asked.answers, asked.json))
    return _guarded(lambda: _do(asked.verb, asked.address, asked.port, asked.concerns))


def _guarded(work: Callable[[], int]) -> int:
    """What stops the work is said in one place, without a traceback."""
    try:
        return work()
    except Unstartable as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0


def _manage(words: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["shelterwood manage", *words])
    return 0


def _do(verb: str, address: str, port: int, concerns: int) -> int:
    if verb in ("run", "serve"):
        _free(address, port)
    if verb == "run":
        os.environ.setdefault("SHELTERWOOD_MODE", "demonstration")
    import django

    django.setup()
    from shelterwood.foundation.jobs import worker
    from shelterwood.foundation.jobs.parent import end_with_parent
    from shelterwood.foundation.wall import owner
    from shelterwood.project import prepare, server

    if verb == "demo" and not prepare.is_demonstration():
        raise CannotStart("This is a production site; it takes no invented people. For a demonstration set SHELTERWOOD_MODE=demonstration.")
    prepare.check()
    if verb in ("run", "prepare", "demo"):
        prepare.everything(say)
    if verb in ("run", "demo") and prepare.is_demonstration():
        prepare.demonstration(say)
        prepare.repeated(concerns, say)
    if verb in ("run", "serve"):
        prepare.refuse_unsafe()
        owner.close()  # the server's own process opens its own
        server.serve(address, port, say)
    if verb == "worker":
        end_with_parent()
        worker.run("shelterwood.project.schedule.SCHEDULE")
    return 0


def _begin(verb: str, word: str | None, answers: str | None, as_json: bool) -> int:
    import django
    from django.db import OperationalError

    django.setup()
    from shelterwood.project import doctor
    from shelterwood.project.setup import verb as setup

    if verb == "doctor":
        return doctor.tell(as_json=as_json)
    try:
        setup.set_up(answers, say) if verb == "setup" else setup.entry_code(word, say)
    except OperationalError as problem:
        raise CannotStart(f"The database does not let the site in: {str(problem).strip()}. docs/how-to/run-on-postgresql.md says how.") from problem
    return 0


def _keep(verb: str, words: dict[str, Any]) -> int:
    import django

    django.setup()
    from shelterwood.foundation.backup.content import NotRestored
    from shelterwood.foundation.backup.rules.recovery import WrongKey
    from shelterwood.foundation.backup.rules.sealed import Damaged
    from shelterwood.foundation.wall.roles import OneRole
    from shelterwood.project import keeping

    try:
        keeping.VERBS[verb](keeping.Asked(**words), say)
    except (NotRestored, WrongKey, Damaged, OneRole) as problem:
        raise NotKept(str(problem)) from problem
    except OSError as problem:
        raise NotKept(f"{problem.strerror}: {problem.filename}. Nothing was changed.") from problem
    return 0


def say(text: str) -> None:
    print(f"· {text}", flush=True)


def _free(address: str, port: int) -> None:
    """Find out before anything else whether the port can be had."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as problem:
            raise CannotStart(f"Port {port} is taken. Stop the other program, or start here with another: ./run --port {port + 1}") from problem
