"""Codes of certificates: ten letters drawn, and two that are computed from them, so that a mistyped or altered one is noticed.

The two are a plain and a weighted sum modulo a prime that is the size of the set, as ISBN-10 does it: they catch every
single wrong letter and every exchange of two neighbors. They prove nothing about who issued it; the site's own list does.
"""

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXY"  # no letter or digit that is read as another
PRIME = len(CODE_LETTERS)  # 29


def sealed_code(drawn: str) -> str:
    """The drawn letters with their two check letters."""
    return drawn + _check(drawn)


def tidy_code(typed: str) -> str:
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def spelled_code(code: str) -> str:
    """In groups of four, to be read aloud."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def well_formed(code: str) -> bool:
    """Whether the code could be one of ours: its letters are of the set, and its check letters fit."""
    return len(code) == 12 and set(code) <= set(CODE_LETTERS) and _check(code[:-2]) == code[-2:]


def _check(drawn: str) -> str:
    plain = sum(CODE_LETTERS.index(letter) for letter in drawn) % PRIME
    weighed = sum(place * CODE_LETTERS.index(letter) for place, letter in enumerate(drawn, 1)) % PRIME
    return CODE_LETTERS[plain] + CODE_LETTERS[weighed]
