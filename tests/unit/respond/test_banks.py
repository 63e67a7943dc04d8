"""Money stays in the bank: what looks like it is stopped, what people saw is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelterwood.prevent.awareness.rules import signs_for
from shelterwood.respond.concerns.banks import Finding, stopped


@given(st.integers(min_value=10**5, max_value=10**18), st.sampled_from(["", " ", "-", "."]), st.integers(min_value=2, max_value=4))
def test_no_long_number_gets_through_however_it_is_spaced(number, gap, width):
    digits = str(number)
    spaced = gap.join(digits[start : start + width] for start in range(0, len(digits), width))
    assert stopped(f"She wrote {spaced}x on the slip") or _reads_as_a_day(spaced)


def _reads_as_a_day(text: str) -> bool:
    """Two, two and two digits may be a day: the rule lets it."""
    return re.fullmatch(r"\d\d[.-]\d\d[.-]\d\d", text) is not None


@pytest.mark.parametrize("digits", ["１２３４５６７８", "١٢٣٤٥٦٧٨", "1234 5678 9012 3456", "021000021", "2185550123"])
def test_digits_of_other_scripts_and_groups_count_too(digits):
    assert stopped(f"number {digits}") is Finding.NUMBER


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("A SAR was filed last week", Finding.FILING),
        ("We wrote a suspicious activity report", Finding.FILING),
        ("Se envió un reporte de actividad sospechosa", Finding.FILING),
        ("card ending in 4471", Finding.NUMBER),
        ("xxxx-4471", Finding.NUMBER),
        ("DE89 3704 0044 0532 0130 00", Finding.NUMBER),
        ("acct # on the slip", Finding.NUMBER),
        ("el número de cuenta estaba en el papel", Finding.NUMBER),
        ("He took out $400", Finding.MONEY),
        ("400 dollars in small notes", Finding.MONEY),
        ("le dio 300 dólares", Finding.MONEY),
        ("Her account was emptied every Friday", Finding.TRANSACTION),
        ("He made her deposit it", Finding.TRANSACTION),
        ("They withdrew everything", Finding.TRANSACTION),
        ("a wire transfer to another state", Finding.TRANSACTION),
        ("sent by Zelle", Finding.TRANSACTION),
        ("retiró dinero dos veces", Finding.TRANSACTION),
        ("hizo una transferencia", Finding.TRANSACTION),
    ],
)
def test_what_a_bank_knows_from_its_books_is_stopped_with_its_reason(text, finding):
    assert stopped(text) is finding


@pytest.mark.parametrize(
    "text",
    [
        "A companion answered every question for a girl of about 14 and held her ID.",
        "She looked at him before each answer. Gray van, plate MN 412 KLM, at 10:15 on 11/24/2026.",
        "I can be reached at 218-555-0123 or (432) 555-0101.",
        "123 Kiln Road, 55123; she gave an account of her day that he corrected.",
        "By all accounts she was tired and lost her balance twice.",
        "Se dio cuenta de que yo miraba y la tomó del brazo.",
        "Vino a las 10:15 con un hombre de unos 40 años.",
    ],
)
def test_what_somebody_saw_is_not_stopped(text):
    assert stopped(text) is None


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sign_of_the_banks_own_list_would_be_stopped(language):
    assert [text for choices in signs_for("bank_branch", language).values() for _, text in choices if stopped(text)] == []


def test_a_telephone_number_may_stand_without_gaps_where_one_says_how_to_be_reached():
    assert stopped("2185550123", contact=True) is None
    assert stopped("2185550123") is Finding.NUMBER
    assert stopped("218555012345", contact=True) is Finding.NUMBER
