"""Sealed files and the recovery key: nothing changed, moved, cut off or opened by another key is ever taken for whole."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelterwood.foundation.backup.rules import recovery, sealed
from shelterwood.foundation.backup.rules.recovery import WrongKey
from shelterwood.foundation.backup.rules.sealed import Damaged

KEY = bytes(range(32))
HEAD = len(sealed.MAGIC) + 32 + 48


def make(content: bytes, key: bytes = KEY) -> bytes:
    out = io.BytesIO()
    sealer = sealed.Sealer(out, recovery.public_half(key))
    for start in range(0, len(content), 37):
        sealer.write(content[start : start + 37])
    sealer.finish()
    return out.getvalue()


def read(file: bytes, key: bytes = KEY) -> bytes:
    return b"".join(sealed.opened(io.BytesIO(file), key))


@pytest.fixture
def small_pieces(monkeypatch):
    monkeypatch.setattr(sealed, "PIECE", 64)


@pytest.fixture(scope="module")
def three_pieces():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed, "PIECE", 64)
        yield make(bytes(range(150)))


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 127, 128, 129, 1000])
def test_what_was_sealed_opens_whatever_its_length(small_pieces, size):
    content = bytes(number % 251 for number in range(size))
    assert read(make(content)) == content


def test_a_changed_bit_anywhere_is_noticed(small_pieces, three_pieces):
    for place in range(len(three_pieces)):
        changed = bytearray(three_pieces)
        changed[place] ^= 1
        with pytest.raises((Damaged, WrongKey)):
            read(bytes(changed))


def test_a_file_cut_off_anywhere_is_noticed(small_pieces, three_pieces):
    for length in range(len(three_pieces)):
        with pytest.raises((Damaged, WrongKey)):
            read(three_pieces[:length])


def test_pieces_in_another_order_left_out_or_added_are_noticed(small_pieces, three_pieces):
    head, body = three_pieces[:HEAD], three_pieces[HEAD:]
    one, two, three = body[:80], body[80:160], body[160:]
    for parts in ([two, one, three], [one, three], [one, two], [one, two, three, three], [one, one, two, three], [one, two, three, b"x"]):
        with pytest.raises(Damaged):
            read(head + b"".join(parts))


def test_a_piece_of_another_file_does_not_fit(small_pieces, three_pieces):
    other = make(bytes(150))
    with pytest.raises(Damaged):
        read(three_pieces[:HEAD] + other[HEAD : HEAD + 80] + three_pieces[HEAD + 80 :])


def test_another_recovery_key_opens_nothing_and_says_so():
    with pytest.raises(WrongKey, match="does not open this backup"):
        read(make(b"content"), key=bytes(32))


def test_two_backups_of_the_same_content_share_nothing_but_the_mark():
    one, other = make(b"content" * 9), make(b"content" * 9)
    assert one[len(sealed.MAGIC) :] != other[len(sealed.MAGIC) :]
    assert b"content" not in one


@given(st.binary(min_size=32, max_size=32), st.sampled_from([str.lower, str.upper, lambda text: text.replace("-", " "), lambda text: f" {text}\n"]))
def test_the_printed_key_is_read_again_however_it_is_typed(key, hand):
    assert recovery.typed(hand(recovery.printed(key))) == key


@given(st.binary(min_size=32, max_size=32), st.integers(0, 55), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_wrong_letter_is_noticed_before_anything_is_tried(key, place, letter):
    letters = list(recovery.printed(key).replace("-", ""))
    if letters[place] != letter:
        letters[place] = letter
        with pytest.raises(WrongKey):
            recovery.typed("".join(letters))


@pytest.mark.parametrize("text", ["", "short", "!" * 56, "A" * 56, "A" * 5000])
def test_what_is_no_key_is_refused_in_words(text):
    with pytest.raises(WrongKey, match="recovery key"):
        recovery.typed(text)


def test_zero_one_and_eight_are_read_as_the_letters_they_look_like():
    key = next(key for key in (bytes([number]) * 32 for number in range(256)) if set("OIB") & set(recovery.printed(key)))
    assert recovery.typed(recovery.printed(key).translate(str.maketrans("OIB", "018"))) == key
