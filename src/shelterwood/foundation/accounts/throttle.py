"""Brakes against flooding and guessing that keep no address: keyed by a hash whose key lives in memory for an hour."""

import hashlib
import hmac
import ipaddress
import os
import threading
import time
from dataclasses import dataclass, field
from typing import ClassVar

KEY_LIFE = 3600.0


@dataclass
class Throttle:
    """Lets `free` attempts of one source pass, then asks for a pause that doubles, at most `longest` seconds.

    Nothing is written anywhere: the source's network is hashed under a key made in memory and thrown away each hour.
    `blurred`: each hour and network has a number of its own between `free` and half as much again, so that nobody who
    shares a network can count by the pauses what others sent.
    """

    processes: ClassVar[int] = 1
    """How many web processes have a brake of the same name, each in its own memory: each lets its share pass. Set where a process begins."""

    free: int
    longest: float
    blurred: bool = False
    _key: bytes = field(default_factory=lambda: os.urandom(32))
    _born: float = field(default_factory=time.monotonic)
    _counts: dict[bytes, tuple[int, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, source: str) -> int:
        """Take one attempt: 0 when it may go on, else the seconds to wait. Asking and counting are one step."""
        with self._lock:
            mark = self._mark(source)
            attempts, until = self._counts.get(mark, (0, 0.0))
            now = time.monotonic()
            if until > now:
                return max(1, round(until - now + 0.5))
            over = attempts + 1 - self._free(mark)
            pause = min(self.longest, 2.0**over) if over > 0 else 0.0
            self._counts[mark] = (attempts + 1, now + pause)
            return 0

    def give_back(self, source: str) -> None:
        """The attempt that was taken last does not count after all."""
        with self._lock:
            mark = self._mark(source)
            attempts, _ = self._counts.get(mark, (0, 0.0))
            self._counts[mark] = (max(0, attempts - 1), 0.0)

    def _free(self, mark: bytes) -> int:
        share = max(min(1, self.free), self.free // self.processes)
        return share + mark[0] % (share // 2 + 1) if self.blurred else share

    def _mark(self, source: str) -> bytes:
        if time.monotonic() - self._born > KEY_LIFE:
            self._key, self._born, self._counts = os.urandom(32), time.monotonic(), {}
        return hmac.new(self._key, _network(source).encode(), hashlib.sha256).digest()


def _network(address: str) -> str:
    """The network of an address (/24 or /56), so that one household is one source."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 56), strict=False))
