"""Workshops' texts, read once."""

import hashlib
from functools import lru_cache

from playground.errors import ApiError
from playground.workshops import format as authoring
from playground.workshops.document import Step, Workshop


@lru_cache(maxsize=64)
def of(text: str) -> Workshop:
    """The workshop of a text that was read before."""
    return authoring.read(text)


def digest(text: str) -> str:
    """What names a text's content."""
    return hashlib.sha256(text.encode()).hexdigest()


def index(text: str, step_id: str) -> int:
    """A step's place. ApiError 404."""
    for n, step in enumerate(of(text).steps):
        if step.id == step_id:
            return n
    raise ApiError(404, "step.unknown", "this workshop has no such step")


def step(text: str, step_id: str) -> Step:
    """A step. ApiError 404."""
    return of(text).steps[index(text, step_id)]
