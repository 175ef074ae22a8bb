"""Numbers that several files of the lowering agree on."""

from typing import Final

from vm.runtime.faults import KINDS
from vm.runtime.memory import ARENA, FRAMES, stack_top

FAULT_NUMBERS: Final = {kind.name: number for number, kind in enumerate(KINDS, 1)}
"""What the control block's `fault` says of each kind."""

FIRST_FRAME: Final = ARENA + stack_top(0) - (1 << 64)
LAST_FRAME: Final = ARENA + stack_top(FRAMES - 1) - (1 << 64)
"""r10 of the outermost and of the innermost function, as LLVM writes them: signed."""
