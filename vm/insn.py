"""One instruction slot, and its 8 bytes. Source: RFC 9669, section 3.

A program is a sequence of slots. The 16-byte `ld_imm64` takes two of them: the second slot is an
ordinary `Instruction` with opcode 0 whose `imm` holds the upper half. `pc` always counts slots.
"""

import struct
from collections.abc import Iterable
from typing import NamedTuple

from vm.errors import Diagnostic, ObjectError

SLOT = 8  # bytes

_LAYOUT = struct.Struct("<BBhi")


class Instruction(NamedTuple):
    """One slot, field by field.

    opcode   0 to 255
    dst      0 to 15 (registers end at 10; a decoder must be able to hold what was written)
    src      0 to 15
    off      signed 16 bits
    imm      signed 32 bits
    """

    opcode: int
    dst: int = 0
    src: int = 0
    off: int = 0
    imm: int = 0

    def encode(self) -> bytes:
        """The slot's 8 bytes, little-endian."""
        return _LAYOUT.pack(self.opcode, self.src << 4 | self.dst, self.off, self.imm)


def decode(code: bytes) -> tuple[Instruction, ...]:
    """Every slot of `code`, in order. Never judges: unknown opcodes decode like any other.

    raises   ObjectError if the length is not a multiple of 8
    """
    if len(code) % SLOT:
        raise ObjectError(
            Diagnostic(
                code="bytecode.truncated",
                message=f"bytecode of {len(code)} bytes is no whole number of 8-byte instructions",
            )
        )
    return tuple(
        Instruction(opcode, registers & 15, registers >> 4, off, imm)
        for opcode, registers, off, imm in _LAYOUT.iter_unpack(code)
    )


def encode(insns: Iterable[Instruction]) -> bytes:
    """The bytes of `insns`, 8 a slot."""
    return b"".join(insn.encode() for insn in insns)
