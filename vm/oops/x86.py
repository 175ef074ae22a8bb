"""A program's bytes as machine code for x86-64, arranged as the kernel's own compiler arranges them.

For the line `Code:` of an oops, and for offsets into the function: readable code of about the right length. Jumps always take
their long form, and operations that need several instructions (division, shifts by a register) are shown by a
`nop` of three bytes; so offsets may differ from those of a real kernel by a few bytes.

Source: the Intel 64 manual, volume 2, for the encodings; the kernel's documented choice of registers.
"""

from collections.abc import Sequence
from typing import Final

from vm.facts import isa
from vm.insn import Instruction

REGISTERS: Final = (0, 7, 6, 2, 1, 8, 3, 13, 14, 15, 5)
"""Number of the machine register that holds r0, r1, ...: rax rdi rsi rdx rcx r8 rbx r13 r14 r15 rbp."""

NAMES: Final = ("RAX", "RCX", "RDX", "RBX", "RSP", "RBP", "RSI", "RDI", *(f"R{n:02}" for n in range(8, 16)))
"""As an oops names them, by number."""

_GUARD: Final = "d09fa102"  # where the per-CPU canary lies, seen from the instruction

PROLOGUE: Final = bytes.fromhex(
    "f30f1efa 0f1f440000"  # endbr64, and room for ftrace
    "55 53 4155 4156 4157"  # push rbp, rbx, r13, r14, r15: they belong to the caller
    f"4881ec08020000 65488b05{_GUARD} 4889842400020000"  # 512 bytes of stack, and the canary above them
    "488dac2400020000 31c0"  # rbp = the end of the stack, rax = 0
)
"""What a function begins with."""

EPILOGUE: Final = bytes.fromhex(
    f"488b5500 65482b15{_GUARD} 7511"  # is the canary still there?
    "4881c408020000 415f 415e 415d 5b 5d c3 cc"  # give everything back, ret, and a trap behind it
    "e84aa3c1ff"  # call __stack_chk_fail
)
"""What r0 is returned by."""

RET: Final = EPILOGUE.index(0xC3)
"""Where in it the return is."""

SAVED: Final = 8 + 5 * 8
"""Bytes from r10 to the return address: canary, then the caller's r15, r14, r13, rbx, rbp."""

FRAME: Final = 0x200
"""Bytes from rsp to r10."""

CALLED: Final = bytes.fromhex("f30f1efa 0f1f440000 55 4889e5")
"""How a helper begins; behind it, in the drawing, stands the access that goes wrong."""

NOP: Final = bytes.fromhex("0f1f00")
UD2: Final = bytes.fromhex("0f0b")
"""The instruction that is none."""

_ALU: Final = {"add": (0x01, 0), "or": (0x09, 1), "and": (0x21, 4), "sub": (0x29, 5), "xor": (0x31, 6)}
_SHIFT: Final = {"lsh": 4, "rsh": 5, "arsh": 7}
_JUMP: Final = {
    "jeq": 4,
    "jne": 5,
    "jgt": 7,
    "jge": 3,
    "jlt": 2,
    "jle": 6,
    "jsgt": 15,
    "jsge": 13,
    "jslt": 12,
    "jsle": 14,
    "jset": 5,
}
_ALU_NAME: Final = {(row.code, row.off, row.bits): row.name for row in isa.ALU}
_JUMP_NAME: Final = {row.code: row.name for row in isa.JUMPS}


def lay_out(insns: Sequence[Instruction]) -> tuple[bytes, ...]:
    """The machine code of each slot, prologue apart; the second slot of a wide load has none."""
    pieces = [_piece(insn, insns[pc + 1].imm if pc + 1 < len(insns) else 0) for pc, insn in enumerate(insns)]
    for pc, insn in enumerate(insns):
        if insn.opcode == 0 and pc and insns[pc - 1].opcode == isa.LD_IMM64:
            pieces[pc] = b""
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return tuple(
        piece[:-4] + _signed32(starts[min(max(pc + 1 + _distance(insn), 0), len(insns))] - starts[pc + 1])
        if _jumps(insn)
        else piece
        for pc, (insn, piece) in enumerate(zip(insns, pieces, strict=True))
    )


def _jumps(insn: Instruction) -> bool:
    return insn.opcode & 7 in {isa.JMP, isa.JMP32} and insn.opcode not in {isa.CALL, isa.EXIT, isa.MAY_GOTO}


def _distance(insn: Instruction) -> int:
    return insn.imm if insn.opcode == isa.GOTOL else insn.off


def _piece(insn: Instruction, high: int) -> bytes:
    """One instruction; jumps end in four bytes that are filled in later."""
    if insn.dst >= len(REGISTERS) or insn.src >= len(REGISTERS):
        return UD2
    match insn.opcode & 7:
        case isa.ALU32 | isa.ALU64:
            return _arithmetic(insn)
        case isa.LDX:
            return _load(insn)
        case isa.ST | isa.STX:
            return _store(insn)
        case isa.JMP | isa.JMP32:
            return _control(insn)
        case _ if insn.opcode == isa.LD_IMM64:
            number = _number(insn.dst)
            value = (high & 0xFFFF_FFFF) << 32 | insn.imm & 0xFFFF_FFFF
            return _rex(wide=True, rm=number) + bytes([0xB8 | number & 7]) + value.to_bytes(8, "little")
        case _:
            return NOP


def _arithmetic(insn: Instruction) -> bytes:
    wide = insn.opcode & 7 == isa.ALU64
    name = _ALU_NAME.get((insn.opcode & 0xF0, insn.off, 0), "")
    dst, from_register = _number(insn.dst), bool(insn.opcode & isa.REG)
    if name == "mov":
        if from_register:
            return _modrm(b"\x89", _number(insn.src), dst, wide=wide)
        return (_modrm(b"\xc7", 0, dst, wide=True) if wide else _rex(rm=dst) + bytes([0xB8 | dst & 7])) + _signed32(
            insn.imm
        )
    if name in _ALU:
        opcode, extension = _ALU[name]
        if from_register:
            return _modrm(bytes([opcode]), _number(insn.src), dst, wide=wide)
        return _immediate(extension, dst, insn.imm, wide=wide)
    if name in _SHIFT and not from_register:
        return _modrm(b"\xc1", _SHIFT[name], dst, wide=wide) + bytes([insn.imm & 0xFF])
    if name == "mul" and from_register:
        return _modrm(b"\x0f\xaf", dst, _number(insn.src), wide=wide)
    if name == "mul":
        return _modrm(b"\x69", dst, dst, wide=wide) + _signed32(insn.imm)
    return _modrm(b"\xf7", 3, dst, wide=wide) if name == "neg" else NOP


def _load(insn: Instruction) -> bytes:
    size = isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes
    signed = insn.opcode & 0xE0 == isa.MODE_MEMSX
    opcode = (
        {1: b"\x0f\xbe", 2: b"\x0f\xbf", 4: b"\x63", 8: b"\x8b"}
        if signed
        else {1: b"\x0f\xb6", 2: b"\x0f\xb7", 4: b"\x8b", 8: b"\x8b"}
    )
    return _memory(opcode[size], _number(insn.dst), _number(insn.src), insn.off, wide=signed or size == 8)


def _store(insn: Instruction) -> bytes:
    size = isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes
    base, wide, prefix = _number(insn.dst), size == 8, b"\x66" if size == 2 else b""
    if insn.opcode & 7 == isa.ST:
        code = _memory(b"\xc6" if size == 1 else b"\xc7", 0, base, insn.off, wide=wide)
        return prefix + code + (insn.imm & (1 << 8 * min(size, 4)) - 1).to_bytes(min(size, 4), "little")
    source = _number(insn.src)
    if insn.opcode & 0xE0 != isa.MODE_ATOMIC:
        return prefix + _memory(b"\x88" if size == 1 else b"\x89", source, base, insn.off, wide=wide, byte=size == 1)
    row = isa.ATOMIC_BY_IMM.get(insn.imm)
    name = row.name if row else ""
    opcode = {
        "add": b"\x01",
        "or": b"\x09",
        "and": b"\x21",
        "xor": b"\x31",
        "fetch_add": b"\x0f\xc1",
        "xchg": b"\x87",
        "cmpxchg": b"\x0f\xb1",
    }
    return b"\xf0" + _memory(opcode[name], source, base, insn.off, wide=wide) if name in opcode else NOP


def _control(insn: Instruction) -> bytes:
    if insn.opcode == isa.EXIT:
        return EPILOGUE
    if insn.opcode == isa.CALL:
        return b"\xe8" + _signed32(insn.imm * 0x9E37 & 0x7FFF_FFFF)
    if insn.opcode in {isa.JA, isa.GOTOL}:
        return b"\xe9" + bytes(4)
    condition = _JUMP.get(_JUMP_NAME.get(insn.opcode & 0xF0, ""))
    if condition is None:
        return NOP
    wide, dst = insn.opcode & 7 == isa.JMP, _number(insn.dst)
    test = _JUMP_NAME[insn.opcode & 0xF0] == "jset"
    if insn.opcode & isa.REG:
        compare = _modrm(b"\x85" if test else b"\x39", _number(insn.src), dst, wide=wide)
    elif test:
        compare = _modrm(b"\xf7", 0, dst, wide=wide) + _signed32(insn.imm)
    else:
        compare = _immediate(7, dst, insn.imm, wide=wide)
    return compare + bytes([0x0F, 0x80 | condition]) + bytes(4)


def access(address: int, base: int | None, value: int, *, write: bool) -> bytes:
    """A helper's load or store of 8 bytes at `address`, through register number `base` that holds `value`."""
    opcode = b"\x89" if write else b"\x8b"
    if base is None or not -(1 << 31) <= address - value < 1 << 31:
        return _memory(opcode, 1, 2, 0, wide=True)  # through rdx
    return _memory(opcode, 0 if base != 0 else 1, base, address - value, wide=True)


# Encoding.


def _number(register: int) -> int:
    return REGISTERS[register]


def _rex(*, wide: bool = False, reg: int = 0, rm: int = 0, byte: bool = False) -> bytes:
    """The REX prefix, where one is needed: 64 bits, registers from r8 on, or the low byte of rsi and rdi."""
    value = 0x40 | wide << 3 | (reg >> 3) << 2 | rm >> 3
    return bytes([value]) if value != 0x40 or (byte and reg >= 4) else b""


def _modrm(opcode: bytes, reg: int, rm: int, *, wide: bool) -> bytes:
    return _rex(wide=wide, reg=reg, rm=rm) + opcode + bytes([0xC0 | (reg & 7) << 3 | rm & 7])


def _memory(opcode: bytes, reg: int, base: int, off: int, *, wide: bool, byte: bool = False) -> bytes:
    short = -128 <= off < 128
    mode = 0x00 if off == 0 and base & 7 != 5 else 0x40 if short else 0x80
    place = b"" if mode == 0 else off.to_bytes(1, "little", signed=True) if short else _signed32(off)
    return _rex(wide=wide, reg=reg, rm=base, byte=byte) + opcode + bytes([mode | (reg & 7) << 3 | base & 7]) + place


def _immediate(extension: int, rm: int, value: int, *, wide: bool) -> bytes:
    if -128 <= value < 128:
        return _modrm(b"\x83", extension, rm, wide=wide) + value.to_bytes(1, "little", signed=True)
    return _modrm(b"\x81", extension, rm, wide=wide) + _signed32(value)


def _signed32(value: int) -> bytes:
    return (value & 0xFFFF_FFFF).to_bytes(4, "little")
