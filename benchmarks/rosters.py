"""A roster of many rows brought in, applied and undone in a database of its own, in a process of its own: its memory is measured.

Called by benchmarks/prevent. Rows per second, the longest time during which nobody else can write, and how much memory the check
and the applying need beyond the idle process.
"""

import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from figures import Figure

HOME = Path(__file__).resolve().parent.parent
MB = 2**20


def figures(rows: int) -> Iterator[Figure]:
    found = _measured(rows)
    yield Figure(f"roster of {rows:,} rows checked", rows / found["check"], "rows/s", beside=f"{found['check']:.1f} s")
    yield Figure("  applied, while nobody else can write", found["apply"], "s", 10, f"{rows / found['apply']:,.0f} rows/s")
    yield Figure("  the same roster again, everything changed", rows / found["again"], "rows/s", beside=f"{found['again']:.1f} s")
    yield Figure("  undone", found["undo"], "s")
    yield Figure("  memory beyond the idle process, peak", found["memory"], "MB", 150)


def _measured(rows: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="shelterwood-rosters-") as data:
        known = {
            **os.environ,
            "SHELTERWOOD_MODE": "demonstration",
            "SHELTERWOOD_DATA": data,
            "DJANGO_SETTINGS_MODULE": "shelterwood.project.settings",
        }
        known.pop("SHELTERWOOD_DATABASE", None)
        said = subprocess.run([sys.executable, str(Path(__file__)), str(rows)], env=known, check=True, stdout=subprocess.PIPE, text=True, cwd=HOME)
    return json.loads(said.stdout.splitlines()[-1])


# --- in the process of its own ----------------------------------------------------------------------------------


def measure(rows: int) -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from shelterwood.prevent.training.models import Learner
    from shelterwood.prevent.training.rosters import checking, services
    from shelterwood.prevent.training.rules.importing import Kind

    by, at = _manager(), datetime.now(UTC)
    first, second = _file(rows, "Ada"), _file(rows, "Bea")
    connection.close()
    idle = _now_in_memory()
    peak = Peak()

    def bring(file: io.BufferedIOBase) -> tuple[object, float]:
        made = services.bring(by=by, kind=Kind.ROSTER, file=file, everybody=True, at=at)
        taken = _seconds(lambda: checking.check(made.pk, at=at))
        made.refresh_from_db()
        return made, taken

    made, check = bring(first)
    apply = _seconds(lambda: services.apply(made, by=by, at=at))
    assert Learner.objects.count() == rows
    changed, again = bring(second)
    services.apply(changed, by=by, at=at + timedelta(seconds=1))
    assert Learner.objects.filter(name__startswith="Bea").count() == rows
    undo = _seconds(lambda: services.undo(changed, by=by, at=at + timedelta(seconds=2)))
    assert Learner.objects.filter(name__startswith="Ada").count() == rows
    return {"check": check, "apply": apply, "again": again, "undo": undo, "memory": peak.end() - idle}


class Peak:
    """The largest size of this process since, looked at 50 times a second: the system's own mark also knows what was before."""

    def __init__(self) -> None:
        self.most, self._ended = 0.0, threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while not self._ended.wait(0.02):
            self.most = max(self.most, _now_in_memory())

    def end(self) -> float:
        self._ended.set()
        return max(self.most, _now_in_memory())


def _now_in_memory() -> float:
    """Megabytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
    return pages * resource.getpagesize() / MB or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _manager() -> object:
    from shelterwood.foundation.accounts.models import Organization, Person
    from shelterwood.foundation.accounts.rules import Role
    from shelterwood.foundation.body.models import County

    county = County.objects.create(name="Heron County", state="TX")
    hotel = Organization.objects.create(name="Heron Hotels", sector="hotel", county=county)
    for number in range(200):
        hotel.sites.create(name=f"House {number}", county=county)
    return Person.objects.create_person(username="manager", name="Ada Heron", organization=hotel, post="Manager", role=Role.MANAGER)


def _file(rows: int, given: str) -> io.BufferedIOBase:
    """The roster on disk, as an upload is."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (read after this)
    file.write("Número de empleado;Nombre;Puesto;Local;Fecha de contratación;Fecha de salida\r\n".encode())
    for number in range(rows):
        day = f"{number % 12 + 1:02d}/{number % 28 + 1:02d}/{2000 + number % 25}"
        file.write(f'E-{number:06d};"{given} Peña {number}";Post {number % 40};House {number % 200};{day};\r\n'.encode())
    return file


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
