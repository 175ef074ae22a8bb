"""Names that go into URLs: base58, so that they can be read aloud and selected with one click."""

import hashlib
import secrets
from typing import Final

ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(number: int, length: int) -> str:
    """The last `length` digits of `number`."""
    digits = []
    for _ in range(length):
        number, digit = divmod(number, 58)
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))


def random_id() -> str:
    """A name nobody can guess: 22 digits, 128 bits."""
    return base58(secrets.randbits(128), 22)


def content_id(canonical: bytes) -> str:
    """The name of a content: 17 digits, 99 bits of its SHA-256."""
    return base58(int.from_bytes(hashlib.sha256(canonical).digest()), 17)
