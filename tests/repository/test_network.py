"""The run itself cannot leave the machine, and what it needs of a machine stays possible."""

import socket
import urllib.request

import pytest

from tests import conftest, network  # the guard itself is not imported by name: here, too, it must come from conftest
from tests.network import NetworkRefused, stays_here

ELSEWHERE = ("192.0.2.1", 9)  # an address kept for documentation (RFC 5737): nobody answers there


def test_every_kind_of_test_is_held():
    assert getattr(conftest, "no_network", None) is network.no_network, "tests/conftest.py needs: from tests.network import no_network"


@pytest.mark.parametrize("way", ["connect", "connect_ex"])
def test_a_connection_to_elsewhere_is_refused(way):
    with socket.socket() as line:
        line.settimeout(2)
        with pytest.raises(NetworkRefused):
            getattr(line, way)(ELSEWHERE)


def test_a_packet_to_elsewhere_is_refused():
    with socket.socket(type=socket.SOCK_DGRAM) as line, pytest.raises(NetworkRefused):
        line.sendto(b"x", ELSEWHERE)


def test_a_name_elsewhere_is_not_even_asked_for():
    with pytest.raises(NetworkRefused):
        socket.create_connection(("shelterwood.example", 80), timeout=2)
    with pytest.raises(NetworkRefused):
        urllib.request.urlopen("http://shelterwood.example/", timeout=2)


def test_a_server_on_this_machine_can_be_reached():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(("localhost", server.getsockname()[1]), timeout=5):
            pass


@pytest.mark.parametrize(
    ("address", "here"),
    [(("127.0.0.1", 1), True), (("::1", 1, 0, 0), True), (("localhost", 1), True), ("/run/postgresql/.s.PGSQL.5432", True),
     (("10.0.0.1", 1), False), (("0.0.0.0", 1), False), (("example.org", 1), False)],
)  # fmt: skip
def test_what_stays_on_this_machine(address, here):
    assert stays_here(address) is here
