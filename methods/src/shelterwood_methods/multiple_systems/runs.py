"""Long work: who hears of its progress and where it may leave off and be taken up again.

Estimators know neither screens nor files. They call `tell` and `recall`/`keep`; whoever runs them says inside `running(...)` what those do,
and in a notebook nothing need be said.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from .errors import PrevalenceError

type Progress = Callable[[str, int, int], None]


@dataclass
class Run:
    """One run: where progress goes, and the file of finished blocks, if any."""

    progress: Progress | None = None
    checkpoint: Path | None = None
    blocks: dict[str, list[float | None]] = field(default_factory=dict)


CURRENT: ContextVar[Run | None] = ContextVar("shelterwood_methods_run", default=None)


@contextmanager
def running(*, progress: Progress | None = None, checkpoint: str | Path | None = None) -> Iterator[Run]:
    """Report progress to `progress(what, done, total)`; keep finished blocks in the file `checkpoint` and take them up from it.

    A block is known by a key that holds the data, the method and its options, the seed and its number, so a file left by other data or
    options is never taken up by mistake.
    """
    run = Run(progress, Path(checkpoint) if checkpoint else None)
    if run.checkpoint and run.checkpoint.exists():
        run.blocks = taken_up(run.checkpoint)
    token = CURRENT.set(run)
    try:
        yield run
    finally:
        CURRENT.reset(token)


def taken_up(place: Path) -> dict[str, list[float | None]]:
    """The blocks in a file; raises PrevalenceError where it is not one that an earlier run left."""
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(values, list) for values in found.values()):
        raise PrevalenceError(f"The file {place.name} was not left by an earlier run, so nothing can be taken up from it.", "Name another file.")
    return found


def tell(what: str, done: int, total: int) -> None:
    """Say how far the work is."""
    run = CURRENT.get()
    if run and run.progress:
        run.progress(what, done, total)


def recall(key: str) -> list[float | None] | None:
    """A finished block from an earlier run, if there is one."""
    run = CURRENT.get()
    return run.blocks.get(key) if run else None


def keep(key: str, values: list[float | None]) -> None:
    """Store a finished block, so that an interrupted run can go on after it."""
    run = CURRENT.get()
    if run is None or run.checkpoint is None:
        return
    run.blocks[key] = values
    beside = run.checkpoint.with_suffix(run.checkpoint.suffix + ".part")
    try:
        beside.write_text(json.dumps(run.blocks), encoding="utf-8")
        beside.replace(run.checkpoint)
    except OSError as fault:
        raise PrevalenceError(f"Finished work cannot be kept in {run.checkpoint}: {fault.strerror}.", "Name a file in another place.") from None
