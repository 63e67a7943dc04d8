"""Bodies that never arrive hold no thread for long, and no other character set reaches Django."""

import io
import threading

import pytest

from shelterwood.project import patience
from shelterwood.project.patience import Patience, only_utf8


def echo(environ, start_response):
    start_response("200 OK", [])
    return [environ["wsgi.input"].read(), environ["CONTENT_TYPE"].encode()]


def ask(stream, length, content_type="application/x-www-form-urlencoded"):
    said = []
    environ = {"wsgi.input": stream, "CONTENT_LENGTH": str(length), "CONTENT_TYPE": content_type}
    return b"".join(Patience(echo)(environ, lambda status, headers: said.append(status))), said[0]


class Stuck(io.RawIOBase):
    """A sender that stopped in the middle."""

    def __init__(self) -> None:
        self.ended = threading.Event()

    def read(self, size=-1):
        self.ended.wait(20)
        return b"half"


def test_a_body_arrives_whole():
    assert ask(io.BytesIO(b"words=Heron"), 11)[0].startswith(b"words=Heron")


def test_a_body_that_does_not_arrive_is_given_up(monkeypatch):
    monkeypatch.setattr(patience, "ARRIVES_WITHIN", 0.1)
    stuck = Stuck()
    body, status = ask(stuck, 1000)
    stuck.ended.set()
    assert status.startswith("408")
    assert b"Send it again." in body


def test_a_body_that_ended_early_is_given_up():
    assert ask(io.BytesIO(b"half"), 1000)[1].startswith("408")


def test_what_is_too_large_is_not_read_here():
    large = io.BytesIO(b"x" * (patience.LARGEST_KEPT + 1))
    assert ask(large, patience.LARGEST_KEPT + 1)[1].startswith("200")


@pytest.mark.parametrize("charset", ["rot13", "hex", "idna", "utf-16", "raw_unicode_escape", '"base64"'])
def test_no_other_character_set_reaches_the_forms(charset):
    assert only_utf8(f"multipart/form-data; charset={charset}; boundary=abc") == "multipart/form-data; boundary=abc"
