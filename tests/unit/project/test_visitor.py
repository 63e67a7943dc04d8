"""Whose address the brakes see behind a proxy."""

import pytest

from shelterwood.project.visitor import told_by_proxy


@pytest.mark.parametrize(
    ("told", "seen"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", "203.0.113.7"),  # the first was sent by the visitor, the last by our proxy
        ("2001:db8::1", "2001:db8::1"),
        ("", "127.0.0.1"),
        ("<script>", "127.0.0.1"),
    ],
)
def test_the_last_address_is_the_visitors(told, seen):
    answered = told_by_proxy(lambda environ, start: [environ["REMOTE_ADDR"]])
    assert answered({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": told}, None) == [seen]
