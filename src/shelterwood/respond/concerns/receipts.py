"""Receipt numbers: twenty digits that open one thread and say nothing about anybody.

The number is made from the form's own random token, so that a second click shows the same number, and only its
Argon2id is kept, so that the database cannot give it away. 20 digits are 66 bits; each guess costs Argon2id.
"""

import hashlib
import hmac
import secrets

from argon2.low_level import Type, hash_secret_raw

from shelterwood.foundation.vault.services import system_key
from shelterwood.respond.concerns.rules import RECEIPT_DIGITS

TOKEN_BYTES = 24


def new_token() -> str:
    """The random mark of one form; it travels in the page and is kept only as a hash."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def submission_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def receipt_for(token: str) -> str:
    """The receipt number that belongs to a form's token: an even draw from the 10^20 numbers of twenty digits."""
    key = system_key("receipt")
    digest = hmac.new(key, token.encode(), hashlib.sha512).digest()
    return f"{int.from_bytes(digest) % 10**RECEIPT_DIGITS:0{RECEIPT_DIGITS}d}"  # 512 bits make the remainder's bias vanish


def receipt_hash(digits: str) -> bytes:
    """What is stored and looked up: Argon2id with 19 MiB and two passes (OWASP password storage, 2025)."""
    salt = system_key("receipt salt")[:16]
    return hash_secret_raw(digits.encode(), salt, time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, type=Type.ID)
