"""When a conditional jump is taken: one predicate a row of `vm.facts.isa`, for each of the two widths."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from vm.facts.isa import JUMPS
from vm.facts.table import complete

Predicate: TypeAlias = Callable[[int, int], bool]

_FLIP64: Final = 1 << 63
_FLIP32: Final = 1 << 31


def _predicates(flip: int) -> Mapping[str, Predicate]:
    """The predicates over unsigned numbers whose sign bit is `flip`: flipping it orders signed numbers."""
    return complete(
        JUMPS,
        {
            "jeq": lambda dst, src: dst == src,
            "jgt": lambda dst, src: dst > src,
            "jge": lambda dst, src: dst >= src,
            "jset": lambda dst, src: dst & src != 0,
            "jne": lambda dst, src: dst != src,
            "jsgt": lambda dst, src: dst ^ flip > src ^ flip,
            "jsge": lambda dst, src: dst ^ flip >= src ^ flip,
            "jlt": lambda dst, src: dst < src,
            "jle": lambda dst, src: dst <= src,
            "jslt": lambda dst, src: dst ^ flip < src ^ flip,
            "jsle": lambda dst, src: dst ^ flip <= src ^ flip,
        },
    )


JUMP64: Final = _predicates(_FLIP64)
"""(dst, src), 64 bits each, unsigned -> taken?"""

JUMP32: Final = _predicates(_FLIP32)
"""(dst, src), the low 32 bits of each, unsigned -> taken?"""
