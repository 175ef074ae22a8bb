"""Codes that are read from a wall, and phrases that are read to a second device. No Django here."""

import re
import secrets
from pathlib import Path
from typing import Final

LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I
CODE_LENGTH: Final = 8  # 40 bits
PHRASE_WORDS: Final = 4

WORDS: Final = tuple(Path(__file__).with_name("words.txt").read_text().split())
assert len(set(WORDS)) == len(WORDS)


def new_code() -> str:
    """A code for a door."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def read_code(text: str) -> str:
    """A code as somebody typed it: blanks, dashes and small letters do not matter."""
    return re.sub(r"[\s-]", "", text).upper()[: 2 * CODE_LENGTH]


def spell_code(code: str) -> str:
    """A code for a wall."""
    return f"{code[:4]}-{code[4:]}"


def new_phrase() -> str:
    """Four words."""
    return " ".join(secrets.choice(WORDS) for _ in range(PHRASE_WORDS))


def read_phrase(text: str) -> str:
    """A phrase as somebody typed it."""
    return " ".join(re.findall(r"[a-z]+", text.lower())[: 2 * PHRASE_WORDS])


HIDDEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def read_name(text: str) -> str:
    """A display name without what cannot be seen. May be empty."""
    return " ".join(HIDDEN.sub("", text).split())[:40]


def free_name(wanted: str, taken: set[str]) -> str:
    """`wanted`, or with a number behind it if somebody is called that."""
    n, name = 1, wanted
    while name.casefold() in taken:
        n += 1
        name = f"{wanted} {n}"
    return name
