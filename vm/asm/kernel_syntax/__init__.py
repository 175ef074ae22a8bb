"""The kernel's syntax, as the verifier's log, bpftool, llvm-objdump and clang -S write it.

One function a form of statement; each takes the cursor at its first token and returns slots.

assignment.py   what begins with a register
addresses.py    constants, maps, functions
memory.py       loads and stores
atomics.py      atomic operations
control.py      jumps, calls, the end
"""

from collections.abc import Callable, Mapping
from typing import Final

from vm.asm.cursor import Cursor
from vm.asm.kernel_syntax.assignment import assignment
from vm.asm.kernel_syntax.atomics import locked, store_release
from vm.asm.kernel_syntax.control import branch, call, exit_, goto, gotol
from vm.asm.kernel_syntax.memory import store
from vm.asm.slots import Scope, Slot

__all__ = ["STATEMENTS", "assignment"]

STATEMENTS: Final[Mapping[str, Callable[[Cursor, Scope], list[Slot]]]] = {
    "*": store,
    "lock": locked,
    "store_release": store_release,
    "if": branch,
    "goto": goto,
    "may_goto": goto,
    "gotol": gotol,
    "call": call,
    "callx": call,
    "exit": exit_,
}
"""First word of a statement -> its form; statements that begin with a register are `assignment`."""
