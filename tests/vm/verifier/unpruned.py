"""Walks without pruning, given up where paths multiply."""

from vm.verifier import verify

PATIENCE = 4096
"""Instructions after which a walk is given up."""


class TooLongError(Exception):
    """The walk is not worth its end."""


def _impatient(walked):
    if walked > PATIENCE:
        raise TooLongError


def judged(program, *, prune=False, watch=None):
    """What the verifier answers; None when the walk is too long."""
    try:
        return verify(program, prune=prune, watch=watch, tick=_impatient)
    except TooLongError:
        return None
