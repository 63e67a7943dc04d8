"""Progress on standard error: one line that is written over, or a line now and then where nobody watches."""

import sys
import time
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


def say_if_compiling(out: TextIO | None = None) -> None:
    """The first run on a machine compiles its loops; say so, since it takes a while and happens once."""
    from ..kernels.cache import compiled_already

    if not compiled_already():
        print("First run here: compiling the numerical loops, about half a minute, kept for later runs.", file=out or sys.stderr, flush=True)
