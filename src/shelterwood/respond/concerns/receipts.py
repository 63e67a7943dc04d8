"""Receipt numbers: twenty digits that open one thread and say nothing about anybody.

The number is made from the mark of what was sent, so that a second click shows the same number, and only its Argon2id
is kept, so that the database cannot give it away. 20 digits are 66 bits; each guess costs Argon2id.

The mark covers the form's random token, the door and every answer. Whoever learns or sets the token of somebody else's
form gains nothing by it: other words make another mark.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable

from argon2.low_level import Type, hash_secret_raw

from shelterwood.foundation.vault.services import system_key
from shelterwood.respond.concerns.rules import RECEIPT_DIGITS

TOKEN_BYTES = 24


def new_token() -> str:
    """The random mark of one form; it travels in the page and is kept only as a hash."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def mark_of(token: str, door: str, answers: Iterable[tuple[str, str]]) -> bytes:
    """What makes two sendings the same: one form, through one door, with the same answers."""
    return hashlib.sha256(json.dumps([token, door, list(answers)]).encode()).digest()


def submission_hash(mark: bytes) -> bytes:
    """What is stored of a mark; keyed, so that no guess of the words can be tried on the database alone."""
    return hmac.new(system_key("submission"), mark, hashlib.sha256).digest()


def receipt_for(mark: bytes) -> str:
    """The receipt number that belongs to what was sent: an even draw from the 10^20 numbers of twenty digits."""
    digest = hmac.new(system_key("receipt"), mark, hashlib.sha512).digest()
    return f"{int.from_bytes(digest) % 10**RECEIPT_DIGITS:0{RECEIPT_DIGITS}d}"  # 512 bits make the remainder's bias vanish


def receipt_hash(digits: str) -> bytes:
    """What is stored and looked up: Argon2id with 19 MiB and two passes (OWASP password storage, 2025)."""
    salt = system_key("receipt salt")[:16]
    return hash_secret_raw(digits.encode(), salt, time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, type=Type.ID)
