"""The recovery key: what is printed, and the half of it that stays on the machine."""

import base64
import hashlib
import secrets

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

KEY_BYTES, CHECK = 32, 4
GROUP = 4
MISREAD = str.maketrans("018", "OIB")  # digits that base32 does not have, read as the letters they look like


class WrongKey(Exception):
    """What was typed is no recovery key, or not the one of this backup."""


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def public_half(key: bytes) -> bytes:
    """What a backup is sealed to; it opens nothing."""
    return X25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


def printed(key: bytes) -> str:
    """The key as letters in groups of four, the last of them a check on the others."""
    letters = _letters(key)
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def typed(text: str) -> bytes:
    """The key that was typed from paper; spaces, dashes and small letters do not matter. Raises WrongKey."""
    letters = "".join(text.split()).replace("-", "").upper().translate(MISREAD)
    body = letters[:-CHECK]
    try:
        key = base64.b32decode(body + "=" * (-len(body) % 8))
    except ValueError as problem:
        raise WrongKey("This is no recovery key: it has letters that do not belong there, or too few.") from problem
    if len(key) != KEY_BYTES or letters != _letters(key):
        raise WrongKey("The recovery key was not typed as it is printed. Check each group of four.")
    return key


def _letters(key: bytes) -> str:
    check = base64.b32encode(hashlib.sha256(b"recovery key" + key).digest()).decode()[:CHECK]
    return base64.b32encode(key).decode().rstrip("=") + check
