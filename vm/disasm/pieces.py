"""What the styles share: tables by number, and the pieces of a text that two of them write alike."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from vm.disasm.names import Names
from vm.facts import isa
from vm.insn import Instruction

Form: TypeAlias = Callable[[Instruction, int, Names], str | None]
"""(instruction, its slot, names) -> its text, or None where no text means these bytes"""

ALU: Final = {(op.code, op.off): op for op in isa.ALU}
ORDERS: Final = {(op.opcode, op.bits): op for op in isa.BYTE_ORDER}
MOV: Final = isa.ALU_BY_NAME["mov"].code
NEG: Final = isa.ALU_BY_NAME["neg"].code
U64: Final = (1 << 64) - 1


def unused(insn: Instruction, uses: str) -> bool:
    """Whether every field outside `uses` (d, s, o, i) is zero."""
    return all(
        letter in uses or not value
        for letter, value in zip("dsoi", (insn.dst, insn.src, insn.off, insn.imm), strict=True)
    )


def type_of(insn: Instruction, sign: str = "u") -> str:
    """The type of what a load or store moves: u8, s16, u64..."""
    return f"{sign}{isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes * 8}"


def atomic_row(insn: Instruction) -> tuple[isa.AtomicOp, int] | None:
    """An atomic operation's row and bytes, None where there is none of that size."""
    op = isa.ATOMIC_BY_IMM.get(insn.imm)
    size = isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes
    return (op, size) if op and size in op.sizes else None


def atomic_text(insn: Instruction, op: isa.AtomicOp, address: Callable[[Instruction, int], str]) -> str:
    """An atomic operation in the kernel's syntax."""
    kind = f"({type_of(insn)} *)"
    wide = "64" if isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes == 8 else ""
    if op.sign:
        return f"lock *{kind}{address(insn, insn.dst)} {op.sign} r{insn.src}"
    if op.name == "load_acquire":
        return f"r{insn.dst} = load_acquire({kind}{address(insn, insn.src)})"
    if op.name == "store_release":
        return f"store_release({kind}{address(insn, insn.dst)}, r{insn.src})"
    if op.name == "cmpxchg":
        return f"r0 = atomic{wide}_cmpxchg({kind}{address(insn, insn.dst)}, r0, r{insn.src})"
    return f"r{insn.src} = atomic{wide}_{op.name}({kind}{address(insn, insn.dst)}, r{insn.src})"


def forms(
    alu: Form, order: Form, memory: Mapping[str, Form], atomic: Form, jump: Form, control: Form
) -> dict[int, Form]:
    """The form of every opcode but calls; `memory` by the names of `isa.MEMORY`."""
    found: dict[int, Form] = {}
    for cls in (isa.ALU32, isa.ALU64):
        for op in isa.ALU:
            found |= {cls | op.code | source: alu for source in (isa.IMM, isa.REG)}
    for row in isa.BYTE_ORDER:
        found[row.opcode] = order
    for op_ in isa.MEMORY:
        for size in op_.sizes:
            found[op_.cls | op_.mode | isa.SIZE_BY_BYTES[size].code] = memory[op_.name]
    for size_ in isa.SIZES:
        found[isa.STX | isa.MODE_ATOMIC | size_.code] = atomic
    for cls in (isa.JMP, isa.JMP32):
        for jump_op in isa.JUMPS:
            found |= {cls | jump_op.code | source: jump for source in (isa.IMM, isa.REG)}
    found |= {row.opcode: control for row in isa.CONTROL}
    return found
