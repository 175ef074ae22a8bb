"""Random bytecode for the engines: mostly well-formed, aimed at memory that exists, never verified.

What comes out may do anything; an engine must end it in a value, a typed fault or a limit, and both
engines must agree on which.
"""

import random

from vm.facts import isa
from vm.insn import Instruction
from vm.runtime.memory import ARENA, CONTEXT, PACKET

ALU_ROWS = [op for op in isa.ALU if op.operands == "binary"]
INTERESTING = (0, 1, 2, 7, 8, 31, 32, 63, 64, 255, 0x7FFF_FFFF, -1, -2, -8, -(1 << 31))
ON_MAPS = {1, 2, 3, 12, 51, 87, 88, 89, 130, 131, 134, 195}
CALLS = (
    1,
    1,
    2,
    2,
    3,
    5,
    7,
    8,
    12,
    14,
    15,
    23,
    28,
    44,
    51,
    54,
    65,
    87,
    88,
    89,
    130,
    131,
    132,
    133,
    134,
    164,
    181,
    189,
    195,
)
NEXT = (Instruction(0x61, 0, 1, 4), Instruction(0x07, 0, 0, 0, 3), Instruction(isa.EXIT))
"""What a tail call goes on with: a packet border, and three."""


def program(rng: random.Random, length: int, maps: int) -> tuple[Instruction, ...]:
    """About `length` instructions, now and then followed by functions for it to call."""
    insns = _function(rng, length, maps)
    starts = []
    for _ in range(rng.choice((0, 0, 1, 2))):
        starts.append(len(insns))
        insns += _function(rng, rng.randrange(4, 12), maps)
    return tuple(_linked(rng, insn, pc, starts) for pc, insn in enumerate(insns))


def _function(rng: random.Random, length: int, maps: int) -> list[Instruction]:
    """The first lines give registers something to point at."""
    insns: list[Instruction] = [
        Instruction(0xBF, 6, 1),
        Instruction(0xBF, 7, 10),
        Instruction(0x07, 7, 0, 0, -rng.choice((8, 16, 64, 512))),
    ]
    while len(insns) < length:
        insns += rng.choice(KINDS)(rng, len(insns), length, maps)
    if rng.random() < 0.9:
        insns += [Instruction(0xB7, 0, 0, 0, rng.randrange(2))] * rng.randrange(2)
    return [*insns, Instruction(isa.EXIT)]


def _linked(rng: random.Random, insn: Instruction, pc: int, starts: list[int]) -> Instruction:
    """A reference to a function leads to one; without any, and now and then anyway, wherever it did."""
    local = insn.opcode == isa.CALL and insn.src == isa.CALL_LOCAL
    taken = insn.opcode == isa.LD_IMM64 and insn.src == isa.WIDE_FUNC
    if not (local or taken) or rng.random() < 0.02:
        return insn
    if starts:
        return insn._replace(imm=rng.choice(starts) - pc - 1)
    return Instruction(isa.MAY_GOTO) if local else insn._replace(src=0)


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
    if rng.random() < 0.9:
        if number in ON_MAPS and maps:
            setup = [Instruction(isa.LD_IMM64, 1, 1, 0, rng.randrange(maps)), Instruction(0)]
        setup += ARGUMENTS.get(number, _elements)(rng)
    seen = [Instruction(0x7B, 10, 0, -rng.choice((8, 16, 24, 32)))] if rng.random() < 0.7 else []
    return [*setup, Instruction(isa.CALL, 0, 0, 0, number), *seen, Instruction(0xBF, rng.choice((7, 8, 9)), 0)]


def _slot(rng: random.Random, register: int) -> list[Instruction]:
    """The address of some bytes of the stack."""
    return [Instruction(0xBF, register, 10), Instruction(0x07, register, 0, 0, -rng.choice((4, 8, 16, 16, 32, 64)))]


def _number(register: int, value: int) -> Instruction:
    return Instruction(0xB7, register, 0, 0, value)


def _elements(rng: random.Random) -> list[Instruction]:
    """A key, often one of few, a value and flags."""
    key = _slot(rng, 2)
    if rng.random() < 0.7:
        key.append(Instruction(0x7A, 2, 0, 0, rng.choice((0, 1, 2, 5, 7, 8, 24, 32, 33))))
    if rng.random() < 0.4:
        key.append(Instruction(0x62, 2, 0, 4, rng.choice((1, 3, 0x55, 0x5501, -1))))
    return [*key, *_slot(rng, 3), _number(4, rng.choice((0, 0, 0, 1, 2, 3)))]


def _record(rng: random.Random) -> list[Instruction]:
    return [_number(2, rng.choice((0, 1, 8, 100, 4000, 4080, -1))), _number(3, rng.choice((0, 0, 0, 1)))]


def _records(rng: random.Random) -> list[Instruction]:
    return [*_slot(rng, 2), _number(3, rng.choice((0, 1, 4, 8, 16, 5000))), _number(4, rng.choice((0, 0, 1, 2, 4)))]


def _pushed(rng: random.Random) -> list[Instruction]:
    return [*_slot(rng, 2), _number(3, rng.choice((0, 0, 2, 1)))]


def _committed(rng: random.Random) -> list[Instruction]:
    return [Instruction(0xBF, 1, rng.choice((0, 0, 7, 8, 9)))]


def _sums(rng: random.Random) -> list[Instruction]:
    first = [_number(1, 0)] if rng.random() < 0.2 else _slot(rng, 1)
    second = [_number(3, 0)] if rng.random() < 0.2 else _slot(rng, 3)
    sizes = (_number(2, rng.choice((0, 4, 7, 16))), _number(4, rng.choice((0, 4, 5, 12))))
    return [*first, *second, *sizes, _number(5, _imm(rng))]


def _border(rng: random.Random) -> list[Instruction]:
    return [Instruction(0xBF, 1, 6), _number(2, rng.choice((0, 4, -4, -8, 12, -20, 60, -300, 3000)))]


def _elsewhere(rng: random.Random) -> list[Instruction]:
    return [_number(1, rng.randrange(4)), _number(2, rng.choice((0, 0, 1, 2)))]


def _chosen(rng: random.Random) -> list[Instruction]:
    return [_number(2, rng.choice((0, 0, 1, 7))), _number(3, rng.choice((0, 2, 3, 8)))]


def _question(rng: random.Random) -> list[Instruction]:
    return [_number(2, rng.randrange(5))]


def _tail(rng: random.Random) -> list[Instruction]:
    return [Instruction(0xBF, 2, 1), Instruction(0xBF, 1, 6), _number(3, rng.choice((0, 0, 1, 5)))]


def _callback(rng: random.Random) -> list[Instruction]:
    """A function of the program: some slot behind this one, so that it often begins an instruction."""
    function = [Instruction(isa.LD_IMM64, 2, isa.WIDE_FUNC, 0, rng.randrange(1, 12)), Instruction(0)]
    return [_number(1, rng.choice((0, 1, 3, 100, -1))), *function, *_slot(rng, 3), _number(4, rng.choice((0, 0, 0, 1)))]


def _each(rng: random.Random) -> list[Instruction]:
    return _callback(rng)[1:]


ARGUMENTS = {
    12: _tail,
    23: _elsewhere,
    28: _sums,
    44: _border,
    51: _chosen,
    54: _border,
    65: _border,
    87: _pushed,
    130: _records,
    131: _record,
    132: _committed,
    133: _committed,
    134: _question,
    164: _each,
    181: _callback,
}


def _local(rng: random.Random, pc: int, length: int, maps: int) -> list[Instruction]:
    """A call of some slot further on."""
    return [Instruction(isa.CALL, 0, isa.CALL_LOCAL, 0, rng.randrange(1, max(2, min(10, length - pc))))]


def _return(rng: random.Random, pc: int, length: int, maps: int) -> list[Instruction]:
    return [Instruction(0xB7, 0, 0, 0, rng.randrange(2)), Instruction(isa.EXIT)]


def _old(rng: random.Random, pc: int, length: int, maps: int) -> list[Instruction]:
    """ld_abs and ld_ind."""
    opcode = rng.choice((0x20, 0x28, 0x30, 0x40, 0x48, 0x50))
    return [Instruction(opcode, 0, _reg(rng), 0, rng.choice((0, 12, 40, 62, 64, -0x10_0000 + 3)))]


KINDS = (
    *(_alu, _alu, _alu, _unary, _memory, _memory, _memory, _packet, _constant, _jump, _jump, _control),
    *(_call, _call, _call, _local, _return, _old),
)


def _reg(rng: random.Random, *, written: bool = False) -> int:
    return rng.randrange(10 if written or rng.random() < 0.9 else 11)


def _imm(rng: random.Random) -> int:
    return rng.choice(INTERESTING) if rng.random() < 0.7 else _s32(rng.getrandbits(32))


def _s32(value: int) -> int:
    return value - (1 << 32) if value >> 31 else value
