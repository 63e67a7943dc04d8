"""The one command `shelterwood`.

run       prepare everything and serve, with the demonstration region unless SHELTERWOOD_MODE says production
prepare   secrets, tables, texts and static files, without serving
serve     web server and worker together, until stopped
worker    the worker alone
demo      load the demonstration region into an empty database, without serving; --concerns 20000 makes it that large
manage    any command of Django's own
"""

import argparse
import os
import socket
import sys
from collections.abc import Callable, Sequence

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import SystemCheckError

DEFAULT_PORT = 8000


class CannotStart(Exception):
    """Why the site does not start, in one line with the way out."""


Unstartable = (CannotStart, ImproperlyConfigured, SystemCheckError)


def main(arguments: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shelterwood.project.settings")
    if words[:1] == ["manage"]:
        return _guarded(lambda: _manage(words[1:]))
    parser = argparse.ArgumentParser(prog="shelterwood", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["run", "prepare", "serve", "worker", "demo"])
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="where to listen (default: 8000)")
    parser.add_argument("--address", default="127.0.0.1", help="which address to listen on (default: this machine only)")
    parser.add_argument("--concerns", type=int, default=0, help="repeat the demonstration's scenes until there are this many concerns")
    asked = parser.parse_args(words)
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
        server.serve(address, port, say)
    if verb == "worker":
        end_with_parent()
        worker.run("shelterwood.project.schedule.SCHEDULE")
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
