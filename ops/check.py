"""Run every check of the repository, step by step, and say how long each took.

./test            lint, types, import contracts, tests on SQLite and PostgreSQL, browser
./test --all      the same, then the short form of every benchmark
./test --only X   one step: lint, types, contracts, sqlite, postgresql, browser, benchmarks

The browser's tests take the longest and mostly wait, so they run beside the steps before them; what they print comes at their turn.
Anything after `--` goes to pytest.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from postgres import Cluster

HOME = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTEST = [sys.executable, "-m", "pytest", "-q"]
PLAIN = ["tests/unit", "tests/spec", "tests/integration", "tests/repository"]


class Failed(Exception):
    """A step found something; its own output stands above."""


def run(*command: str, **environment: str) -> None:
    done = subprocess.run(command, cwd=HOME, env={**os.environ, **environment})
    if done.returncode != 0:
        raise Failed(" ".join(command))


def lint(_: list[str]) -> None:
    run(str(BIN / "ruff"), "check", ".")
    run(str(BIN / "ruff"), "format", "--check", ".")


def types(_: list[str]) -> None:
    run(str(BIN / "mypy"), PYTHONPATH=str(HOME))  # our tests' settings before a package that brings a folder of the same name


def contracts(_: list[str]) -> None:
    run(str(BIN / "lint-imports"))


def sqlite(extra: list[str]) -> None:
    run(*PYTEST, *PLAIN, *extra)


def postgresql(extra: list[str]) -> None:
    """As a body runs it: the owner makes the tables, and every test connects as the site's role, behind the second wall."""
    cluster = Cluster()
    with cluster:
        run(*PYTEST, "tests/integration", *extra, **cluster.environment())


def browser(extra: list[str]) -> None:
    run(*PYTEST, "tests/browser", *extra)


def benchmarks(_: list[str]) -> None:
    """Here a time may be thrice its target: the machine may do other work, and a check that fails by chance is a bug."""
    for script in sorted((HOME / "benchmarks").iterdir()):
        if script.is_file() and os.access(script, os.X_OK):
            run(sys.executable, str(script), "--quick", "--slack", "3")


STEPS: dict[str, Callable[[list[str]], None]] = {
    "lint": lint,
    "types": types,
    "contracts": contracts,
    "sqlite": sqlite,
    "postgresql": postgresql,
    "browser": browser,
    "benchmarks": benchmarks,
}


class Beside:
    """A step in a process of its own, which prints at its turn."""

    def __init__(self, name: str, extra: list[str], output: BinaryIO) -> None:
        self.name, self.output = name, output
        command = [sys.executable, str(Path(__file__).resolve()), "--only", name, *extra]
        self.process = subprocess.Popen(command, cwd=HOME, stdout=output, stderr=subprocess.STDOUT)

    def wait(self) -> None:
        failed = self.process.wait() != 0
        self.output.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(self.output, sys.stdout.buffer)
        sys.stdout.flush()
        if failed:
            raise Failed(self.name)

    def stop(self) -> None:
        """End it as Ctrl+C would, so that its own servers end with it."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()


def main() -> int:
    parser = argparse.ArgumentParser(prog="./test", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="the benchmarks in their short form too")
    parser.add_argument("--only", choices=STEPS, help="one step")
    arguments, extra = parser.parse_known_args()
    extra = [word for word in extra if word != "--"]
    chosen = [arguments.only] if arguments.only else [name for name in STEPS if arguments.all or name != "benchmarks"]
    started = time.monotonic()
    with tempfile.TemporaryFile() as output:
        beside = Beside("browser", extra, output) if len(chosen) > 1 else None
        try:
            return steps(chosen, extra, beside, started)
        finally:
            if beside:
                beside.stop()


def steps(chosen: list[str], extra: list[str], beside: Beside | None, started: float) -> int:
    """Every chosen step in its order; the first that fails ends the run."""
    for number, name in enumerate(chosen, 1):
        print(f"\n== {number} of {len(chosen)}: {name}", flush=True)
        begun = time.monotonic()
        try:
            beside.wait() if beside and beside.name == name else STEPS[name](extra)
        except Failed as failed:
            print(f"\n{name} failed: {failed}\nRun this step alone with: ./test --only {name}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print(f"\nStopped in {name}. Go on with: ./test --only {name}", file=sys.stderr)
            return 130
        print(f"   {name}: {time.monotonic() - begun:.0f} s", flush=True)
    print(f"\nAll {len(chosen)} steps passed in {time.monotonic() - started:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
