"""No other character set reaches the forms."""

import pytest

from shelterwood.project.character_set import in_utf8, only_utf8


@pytest.mark.parametrize("charset", ["rot13", "hex", "idna", "utf-16", "raw_unicode_escape", '"base64"'])
def test_no_other_character_set_reaches_the_forms(charset):
    assert only_utf8(f"multipart/form-data; charset={charset}; boundary=abc") == "multipart/form-data; boundary=abc"


def test_the_application_is_told_of_none():
    heard = in_utf8(lambda environ, _: [environ["CONTENT_TYPE"].encode()])
    assert heard({"CONTENT_TYPE": "text/plain; charset=rot13"}, lambda *_: None) == [b"text/plain"]
    assert heard({}, lambda *_: None) == [b""]
