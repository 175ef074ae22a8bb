"""The eleven registers. Source: RFC 9669, section 2.4, and the kernel's calling convention."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Register:
    """One 64-bit register; `w0` to `w10` name the low 32 bits of the same registers."""

    name: str
    number: int
    role: str  # what a call does with it
    preserved: bool  # its value survives a call
    writable: bool


REGISTERS: Final = (
    #        name  number role                                          preserved writable
    Register("r0",   0, "return value of calls and of the program",      False, True),
    Register("r1",   1, "first argument; the context at entry",          False, True),
    Register("r2",   2, "second argument",                               False, True),
    Register("r3",   3, "third argument",                                False, True),
    Register("r4",   4, "fourth argument",                               False, True),
    Register("r5",   5, "fifth argument",                                False, True),
    Register("r6",   6, "kept across calls",                             True,  True),
    Register("r7",   7, "kept across calls",                             True,  True),
    Register("r8",   8, "kept across calls",                             True,  True),
    Register("r9",   9, "kept across calls",                             True,  True),
    Register("r10", 10, "frame pointer: the end of this frame's stack",  True,  False),
)  # fmt: skip

R0: Final = 0
R1: Final = 1
R2: Final = 2
R3: Final = 3
R4: Final = 4
R5: Final = 5
R6: Final = 6
R7: Final = 7
R8: Final = 8
R9: Final = 9
R10: Final = 10
FP: Final = R10
