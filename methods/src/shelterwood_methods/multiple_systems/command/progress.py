"""Progress on standard error: one line that is written over, or a line now and then where nobody watches."""

import sys
import time
from collections.abc import Sequence
from typing import TextIO


class Printer:
    """Says at most every two seconds how far the work is, and once where compiled code is made for the first time."""

    def __init__(self, out: TextIO | None = None, every: float = 2.0) -> None:
        self.out = out or sys.stderr
        self.every = every
        self.last = time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.last < self.every:
            return
        self.last = now
        print(f"{what}: {done:,} of {total:,}", file=self.out, flush=True)


def say_if_compiling(methods: Sequence[str], out: TextIO | None = None) -> None:
    """The first run on a machine compiles its loops; say so, since it takes a while and happens once."""
    from ..kernels.cache import compiled_already

    if not compiled_already(methods):
        print("First run of this method here: compiling its loops, up to half a minute, kept for later runs.", file=out or sys.stderr, flush=True)
