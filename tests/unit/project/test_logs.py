"""Log lines carry no content: allowed keys, errors by kind and place, and of other libraries only what is constant."""

import logging
import sys

from hypothesis import given
from hypothesis import strategies as st

from shelterwood.project.logs import Line

secrets = st.text(alphabet="abcdefghij", min_size=12, max_size=40)


def line(name: str, message: object, *args: object, **extra: object) -> str:
    record = logging.LogRecord(name, logging.ERROR, "module.py", 7, message, args, None)
    record.__dict__.update(extra)
    return Line().format(record)


@given(secrets)
def test_a_value_in_another_librarys_line_is_not_printed(secret):
    assert secret not in line("django.request", "Not found: %s", secret)
    assert secret not in line("some.library", f"read {secret}")
    assert secret not in line("some.library", f"%s read {secret}", "x")


@given(secrets)
def test_an_error_is_said_by_its_kind_and_place_and_not_by_its_text(secret):
    try:
        raise ValueError(secret)
    except ValueError:
        record = logging.LogRecord("shelterwood.x", logging.ERROR, "m.py", 1, "It failed", (), sys.exc_info())
    written = Line().format(record)
    assert "ValueError at test_logs.py" in written
    assert secret not in written


@given(secrets)
def test_only_allowed_keys_are_added(secret):
    assert secret not in line("shelterwood.x", "Done", child=secret)
    assert "count=3" in line("shelterwood.x", "Done", count=3)
