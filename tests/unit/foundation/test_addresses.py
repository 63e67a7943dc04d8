"""What is printed does not follow what a caller writes into a request."""

import pytest
from django.test import RequestFactory

from shelterwood.foundation.design.addresses import printed_address


@pytest.mark.parametrize("host", ["help.county.example", "help.county.example:1", "help.county.example:65535"])
def test_a_real_site_prints_one_address_whatever_port_is_asked(settings, host):
    settings.BEHIND_PROXY, settings.ALLOWED_HOSTS = True, ["help.county.example"]
    assert printed_address(RequestFactory().get("/learn", headers={"host": host}), "/support") == "https://help.county.example/support"


def test_the_demonstration_keeps_its_port(settings):
    settings.BEHIND_PROXY, settings.ALLOWED_HOSTS = False, ["localhost"]
    assert printed_address(RequestFactory().get("/", headers={"host": "localhost:8001"}), "/support") == "http://localhost:8001/support"
