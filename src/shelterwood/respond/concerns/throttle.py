"""Brakes against flooding and guessing that keep no address: keyed by a hash whose key lives in memory for an hour."""

import hashlib
import hmac
import os
import threading
import time
from dataclasses import dataclass, field

KEY_LIFE = 3600.0


@dataclass
class Throttle:
    """Lets `free` attempts of one source pass, then asks for a pause that doubles, at most `longest` seconds.

    Nothing is written anywhere: the source's network is hashed under a key made in memory and thrown away each hour.
    """

    free: int
    longest: float
    _key: bytes = field(default_factory=lambda: os.urandom(32))
    _born: float = field(default_factory=time.monotonic)
    _counts: dict[bytes, tuple[int, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, source: str) -> int:
        """Seconds this source must still wait; 0 when it may go on."""
        with self._lock:
            _, until = self._counts.get(self._mark(source), (0, 0.0))
        return max(0, round(until - time.monotonic() + 0.5))

    def count(self, source: str) -> None:
        """Note one attempt of this source."""
        with self._lock:
            mark = self._mark(source)
            attempts = self._counts.get(mark, (0, 0.0))[0] + 1
            over = attempts - self.free
            pause = min(self.longest, 2.0**over) if over > 0 else 0.0
            self._counts[mark] = (attempts, time.monotonic() + pause)

    def _mark(self, source: str) -> bytes:
        if time.monotonic() - self._born > KEY_LIFE:
            self._key, self._born, self._counts = os.urandom(32), time.monotonic(), {}
        return hmac.new(self._key, _network(source).encode(), hashlib.sha256).digest()


def _network(address: str) -> str:
    """The network of an address (/24 or /56), so that one household is one source."""
    if ":" in address:
        return ":".join(address.split(":")[:4])
    return ".".join(address.split(".")[:3])
