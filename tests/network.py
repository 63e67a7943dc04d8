"""No test reaches the network: a connection that leaves this machine fails the test that opened it.

`from tests.network import no_network` in a conftest is enough. Programs that a test starts, such as the site under
the browser tests, are not held by it; the browser's fixture watches every request instead.
"""

import ipaddress
import socket
from collections.abc import Iterator

import pytest

LOCAL_NAMES = {"localhost", "ip6-localhost", ""}


class NetworkRefused(RuntimeError):
    """A test tried to leave the machine."""


def stays_here(address: object) -> bool:
    """Whether an address of a socket is a file or the loopback of this machine."""
    if not isinstance(address, tuple):
        return True  # a socket in the file system
    host = address[0].decode() if isinstance(address[0], bytes) else str(address[0])
    if host in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False  # a name, which would have to be asked of a server elsewhere


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse every connection and every question for a name that would leave the machine."""

    def refused(address: object) -> NetworkRefused:
        return NetworkRefused(f"A test may not reach {address!r}: give it a stand-in, or a server on localhost.")

    class Guarded(socket.socket):
        def connect(self, address):
            if not stays_here(address):
                raise refused(address)
            return super().connect(address)

        def connect_ex(self, address):
            if not stays_here(address):
                raise refused(address)
            return super().connect_ex(address)

        def sendto(self, data, *rest):
            if not stays_here(rest[-1]):
                raise refused(rest[-1])
            return super().sendto(data, *rest)

    ask = socket.getaddrinfo

    def getaddrinfo(host, *rest, **options):
        if host is not None and not stays_here((host,)):
            raise refused(host)
        return ask(host, *rest, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", Guarded)
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield
