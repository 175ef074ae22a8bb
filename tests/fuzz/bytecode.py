"""Random bytecode for the engines: mostly well-formed, aimed at memory that exists, never verified.

What comes out may do anything; an engine must end it in a value, a typed fault or a limit, and both
engines must agree on which.
"""

import random

from vm.facts import isa
from vm.facts.helpers import HELPERS
from vm.insn import Instruction
from vm.runtime.memory import ARENA, CONTEXT, PACKET

ALU_ROWS = [op for op in isa.ALU if op.operands == "binary"]
INTERESTING = (0, 1, 2, 7, 8, 31, 32, 63, 64, 255, 0x7FFF_FFFF, -1, -2, -8, -(1 << 31))
CALLS = (1, 2, 3, 5, 7, 8, 14, 15, 28, 87, 130, 131, 132, 133)
REACHABLE = [helper.id for helper in HELPERS if helper.id in CALLS]


def program(rng: random.Random, length: int, maps: int) -> tuple[Instruction, ...]:
    """About `length` instructions; the first lines give registers something to point at."""
    insns: list[Instruction] = [
        Instruction(0xBF, 6, 1),
        Instruction(0xBF, 7, 10),
        Instruction(0x07, 7, 0, 0, -rng.choice((8, 16, 64, 512))),
    ]
    while len(insns) < length:
        insns += rng.choice(KINDS)(rng, len(insns), length, maps)
    if rng.random() < 0.9:
        insns += [Instruction(0xB7, 0, 0, 0, 0)] * rng.randrange(2)
    return (*insns, Instruction(isa.EXIT))


def _alu(rng: random.Random, pc: int, length: int, maps: int) -> list[Instruction]:
    op = rng.choice(ALU_ROWS)
    cls = rng.choice((isa.ALU32, isa.ALU64))
    if rng.random() < 0.5:
        return [Instruction(op.code | isa.REG | cls, _reg(rng, written=True), _reg(rng), op.off, 0)]
    return [Instruction(op.code | cls, _reg(rng, written=True), 0, op.off, _imm(rng))]


def _unary(rng: random.Random, pc: int, length: int, maps: int) -> list[Instruction]:
    dst = _reg(rng, written=True)
    choice = rng.randrange(3)
    if choice == 0:
        return [Instruction(0x80 | rng.choice((isa.ALU32, isa.ALU64)), dst)]
    if choice == 1:
        row = rng.choice(isa.BYTE_ORDER)
        return [Instruction(row.opcode, dst, 0, 0, row.bits)]
    bits = rng.choice((8, 16, 32))
    cls = isa.ALU64 if bits == 32 else rng.choice((isa.ALU32, isa.ALU64))
    return [Instruction(0xB0 | isa.REG | cls, dst, _reg(rng), bits, 0)]


def _memory(rng: random.Random, pc: int, length: int, maps: int) -> list[Instruction]:
    base = rng.choice((6, 7, 7, 10, _reg(rng)))
    off = rng.choice((0, 4, 8, -4, -8, -16, rng.randrange(-520, 520)))
    size = rng.choice(isa.SIZES)
    how = rng.randrange(5)
    if how == 0:
        return [Instruction(isa.LDX | isa.MODE_MEM | size.code, _reg(rng, written=True), base, off)]
    if how == 1 and size.bytes < 8:
        return [Instruction(isa.LDX | isa.MODE_MEMSX | size.code, _reg(rng, written=True), base, off)]
    if how == 2:
        return [Instruction(isa.ST | isa.MODE_MEM | size.code, base, 0, off, _imm(rng))]
    if how == 3:
        row = rng.choice(isa.ATOMICS)
        code = isa.SIZE_BY_BYTES[rng.choice(row.sizes)].code
        if row.name == "load_acquire":
            return [Instruction(isa.STX | isa.MODE_ATOMIC | code, _reg(rng, written=True), base, off & ~7, row.imm)]
        return [Instruction(isa.STX | isa.MODE_ATOMIC | code, base, _reg(rng), off & ~7, row.imm)]
    return [Instruction(isa.STX | isa.MODE_MEM | size.code, base, _reg(rng), off)]


def _packet(rng: random.Random, pc: int, length: int, maps: int) -> list[Instruction]:
    """Load a packet pointer from the context."""
    return [Instruction(isa.LDX | isa.MODE_MEM, rng.randrange(10), 6, rng.choice((0, 4, 8, 12)))]


def _constant(rng: random.Random, pc: int, length: int, maps: int) -> list[Instruction]:
    kind = rng.randrange(3)
    dst = rng.randrange(10)
    if kind == 0 and maps:
        return [Instruction(isa.LD_IMM64, dst, rng.choice((1, 2)), 0, rng.randrange(maps)), Instruction(0)]
    value = rng.choice((ARENA + CONTEXT, ARENA + PACKET + 256, rng.getrandbits(64), ARENA + rng.getrandbits(32)))
    low, high = (value & 0xFFFFFFFF), value >> 32
    return [Instruction(isa.LD_IMM64, dst, 0, 0, _s32(low)), Instruction(0, 0, 0, 0, _s32(high))]


def _jump(rng: random.Random, pc: int, length: int, maps: int) -> list[Instruction]:
    row = rng.choice(isa.JUMPS)
    cls = rng.choice((isa.JMP, isa.JMP32))
    off = rng.randrange(0, max(1, min(12, length - pc))) if rng.random() < 0.85 else -rng.randrange(1, 6)
    if rng.random() < 0.5:
        return [Instruction(row.code | isa.REG | cls, _reg(rng), _reg(rng), off)]
    return [Instruction(row.code | cls, _reg(rng), 0, off, _imm(rng))]


def _control(rng: random.Random, pc: int, length: int, maps: int) -> list[Instruction]:
    off = rng.randrange(0, max(1, min(8, length - pc)))
    return [
        rng.choice(
            (
                Instruction(isa.JA, 0, 0, off),
                Instruction(isa.GOTOL, 0, 0, 0, off),
                Instruction(isa.MAY_GOTO, 0, 0, off),
            )
        )
    ]


def _call(rng: random.Random, pc: int, length: int, maps: int) -> list[Instruction]:
    number = rng.choice(CALLS)
    setup = []
    if number in {1, 2, 3} and maps and rng.random() < 0.9:
        setup = [
            Instruction(isa.LD_IMM64, 1, 1, 0, rng.randrange(maps)),
            Instruction(0),
            Instruction(0xBF, 2, 10),
            Instruction(0x07, 2, 0, 0, -rng.choice((4, 8, 16))),
            Instruction(0xBF, 3, 10),
            Instruction(0x07, 3, 0, 0, -rng.choice((8, 16, 32))),
            Instruction(0xB7, 4, 0, 0, rng.choice((0, 0, 1, 2, 3))),
        ]
    return [*setup, Instruction(isa.CALL, 0, 0, 0, number), Instruction(0xBF, rng.choice((7, 8, 9)), 0)]


KINDS = (_alu, _alu, _alu, _unary, _memory, _memory, _memory, _packet, _constant, _jump, _jump, _control, _call)


def _reg(rng: random.Random, *, written: bool = False) -> int:
    return rng.randrange(10 if written or rng.random() < 0.9 else 11)


def _imm(rng: random.Random) -> int:
    return rng.choice(INTERESTING) if rng.random() < 0.7 else _s32(rng.getrandbits(32))


def _s32(value: int) -> int:
    return value - (1 << 32) if value >> 31 else value
