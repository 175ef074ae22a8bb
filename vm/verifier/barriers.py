"""What the verifier notes against processors that guess, instruction by instruction: masks and barriers."""

from typing import NamedTuple


class Mask(NamedTuple):
    """How the kernel bounds the number added to a pointer at run time.

    way    what is bounded and in which direction; None where no pointer is added to
    limit  bytes
    """

    way: tuple[bool, bool, bool] | None
    limit: int


class Barriers:
    """Of one walk by a loader who is not trusted with speculation.

    before   slots with a barrier in front: no wrong guess comes further
    after    slots with a barrier behind: stores that later loads might overtake
    masks    slot of an addition or subtraction -> how its number is masked
    masked   an unknown number was masked: from then on states must agree in every number
    """

    __slots__ = ("after", "before", "masked", "masks")

    def __init__(self) -> None:
        self.before: set[int] = set()
        self.after: set[int] = set()
        self.masks: dict[int, Mask] = {}
        self.masked = False
