"""Programs for the verifier, drawn at random, a family for each thing it knows.

Each family aims at programs that get far: wild bytecode is refused at its first instruction and
teaches nothing. A family takes a random generator and gives program type, instructions and maps.
"""

import random
from collections.abc import Callable

from tests.fuzz import calling
from vm.facts import isa
from vm.insn import Instruction
from vm.program import MapSpec

Draft = tuple[str, list[Instruction], tuple[MapSpec, ...]]

ALU = {op.name: op for op in isa.ALU}
EDGES = (
    0,
    1,
    2,
    3,
    5,
    7,
    8,
    16,
    31,
    32,
    63,
    64,
    255,
    256,
    -1,
    -2,
    -5,
    -8,
    -128,
    0x7FFF_FFFF,
    -(1 << 31),
    0xFFFF,
    1 << 30,
)
ARRAY = MapSpec(name="cells", type="array", key_size=4, value_size=48, max_entries=4)
HASH = MapSpec(name="table", type="hash", key_size=8, value_size=16, max_entries=8)
ONE = MapSpec(name="one", type="array", key_size=4, value_size=64, max_entries=1)
RING = MapSpec(name="ring", type="ringbuf", key_size=0, value_size=0, max_entries=4096)
MAPS = (ARRAY, HASH, ONE, RING)
TIME, LOOKUP = 5, 1
NUMBERS = (7, 8, 9)


def insn(opcode: int, dst: int = 0, src: int = 0, off: int = 0, imm: int = 0) -> Instruction:
    return Instruction(opcode, dst, src, off, imm)


def end(result: int | None = None) -> list[Instruction]:
    return [insn(0xB7) if result is None else insn(0xBF, 0, result), insn(isa.EXIT)]


def number(rng: random.Random) -> int:
    k = rng.random()
    if k < 0.6:
        return rng.choice(EDGES)
    if k < 0.8:
        return rng.randrange(-300, 300)
    return rng.getrandbits(rng.randrange(1, 31))


def unknowns(rng: random.Random) -> list[Instruction]:
    """r6 = the context; r7, r8 and r9 are numbers of 32 or 64 unknown bits."""
    drawn = [insn(0xBF, 6, 1)]
    for register in NUMBERS:
        if rng.random() < 0.5:
            drawn.append(insn(0x61, register, 6, 0))
        else:
            drawn += [insn(isa.CALL, imm=TIME), insn(0xBF, register, 0)]
    return drawn


def arithmetic(rng: random.Random) -> Instruction:
    """One operation among r7, r8, r9, of any kind and width."""
    op = rng.choice(isa.ALU)
    cls = rng.choice((isa.ALU32, isa.ALU64, isa.ALU64))
    dst, src = rng.choice(NUMBERS), rng.choice(NUMBERS)
    if op.operands == "unary":
        return insn(op.code | cls, dst)
    if op.operands == "extend":
        return insn(op.code | isa.REG | (isa.ALU64 if op.bits == 32 else cls), dst, src, op.off)
    if rng.random() < 0.4:
        return insn(op.code | isa.REG | cls, dst, src, op.off)
    imm = number(rng)
    if op.name in {"lsh", "rsh", "arsh"}:
        imm = rng.randrange(64 if cls == isa.ALU64 else 32)
    elif op.name in {"div", "mod", "sdiv", "smod"}:
        imm = imm or 1
    return insn(op.code | cls, dst, 0, op.off, imm)


def comparison(rng: random.Random, off: int) -> Instruction:
    """One conditional jump over r7, r8, r9."""
    code = rng.choice(isa.JUMPS).code | rng.choice((isa.JMP, isa.JMP, isa.JMP32))
    if rng.random() < 0.35:
        return insn(code | isa.REG, rng.choice(NUMBERS), rng.choice(NUMBERS), off)
    return insn(code, rng.choice(NUMBERS), 0, off, number(rng))


def woven(rng: random.Random, length: int, step: Callable[[random.Random], list[Instruction]]) -> list[Instruction]:
    """`length` steps with forward jumps among them."""
    steps = [step(rng) if rng.random() < 0.7 else None for _ in range(length)]
    body: list[Instruction] = []
    total = sum(len(s) if s else 1 for s in steps)
    for drawn in steps:
        if drawn:
            body += drawn
        else:
            left = total - len(body) - 1
            body.append(comparison(rng, min(rng.choice((0, 0, 1, 2, 5)), left)))
    return _landing(body)


def _landing(body: list[Instruction]) -> list[Instruction]:
    """Jumps into the middle of a wide instruction go past it."""
    for pc, one in enumerate(body):
        if one.opcode & 7 in {isa.JMP, isa.JMP32} and one.opcode not in {isa.CALL, isa.EXIT}:
            target = pc + 1 + one.off
            if 0 < target < len(body) and body[target - 1].opcode == isa.LD_IMM64:
                body[pc] = one._replace(off=one.off + 1)
    return body


def alu(rng: random.Random) -> Draft:
    """Straight lines of arithmetic, jumps that lead to the next instruction."""
    body = [arithmetic(rng) if rng.random() < 0.6 else comparison(rng, 0) for _ in range(12)]
    return "socket_filter", [*unknowns(rng), *body, *end()], ()


def branches(rng: random.Random) -> Draft:
    """Diamonds, linked registers, spills and fills."""

    def step(rng: random.Random) -> list[Instruction]:
        dst, src = rng.choice(NUMBERS), rng.choice(NUMBERS)
        k = rng.random()
        if k < 0.3:
            return [insn(rng.choice((0xBF, 0xBC)), dst, src)]
        if k < 0.5:
            return [insn(rng.choice((0x07, 0x04, 0x17, 0x14)), dst, 0, 0, number(rng))]
        if k < 0.6:
            return [insn(0x7B, 10, dst, -8 * rng.randrange(1, 4))]
        if k < 0.7:
            return [insn(0x79, dst, 10, -8 * rng.randrange(1, 4))]
        return [arithmetic(rng)]

    return "socket_filter", [*unknowns(rng), *woven(rng, 14, step), *end()], ()


def stack(rng: random.Random) -> Draft:
    """Stores and loads of every width, at fixed and at variable offsets."""

    def step(rng: random.Random) -> list[Instruction]:
        size = rng.choice((1, 2, 4, 8, 8))
        code = isa.SIZE_BY_BYTES[size].code
        off = -rng.randrange(1, 5) * 8 + (rng.randrange(0, 8, size) if rng.random() < 0.4 else 0)
        k = rng.random()
        if k < 0.3:
            return [insn(isa.STX | isa.MODE_MEM | code, 10, rng.choice((*NUMBERS, 6, 10)), off)]
        if k < 0.45:
            return [insn(isa.ST | isa.MODE_MEM | code, 10, 0, off, number(rng))]
        if k < 0.75:
            return [
                insn(
                    isa.LDX
                    | rng.choice((isa.MODE_MEM, isa.MODE_MEM, isa.MODE_MEMSX) if size < 8 else (isa.MODE_MEM,))
                    | code,
                    rng.choice(NUMBERS),
                    10,
                    off,
                )
            ]
        index = rng.choice(NUMBERS)
        access = (
            insn(isa.LDX | isa.MODE_MEM | code, index, 2, off - 8)
            if rng.random() < 0.6
            else insn(isa.STX | isa.MODE_MEM | code, 2, index, off - 8)
        )
        return [insn(0x57, index, 0, 0, rng.choice((7, 8, 15, 24))), insn(0xBF, 2, 10), insn(0x0F, 2, index), access]

    return (
        "kprobe",
        [
            insn(0xBF, 6, 1),
            *(one for r in NUMBERS for one in (insn(isa.CALL, imm=TIME), insn(0xBF, r, 0))),
            *woven(rng, 10, step),
            *end(),
        ],
        (),
    )


def packet(rng: random.Random) -> Draft:
    """Headers read behind checks, some of them wrong, at fixed and at variable offsets."""
    prog_type = rng.choice(("xdp", "sched_cls"))
    data, data_end = (0, 4) if prog_type == "xdp" else (76, 80)
    body = [insn(0xBF, 6, 1), insn(0x61, 7, 1, data), insn(0x61, 8, 1, data_end), insn(0xB7, 9, 0, 0, 4), insn(0xB7, 0)]
    for _ in range(rng.randrange(1, 4)):
        need = rng.choice((1, 4, 8, 14, 20, 34))
        body += [insn(0xBF, 2, 7), insn(0x07, 2, 0, 0, need)]
        compare = rng.choice(((0x2D, 2, 8), (0x3D, 2, 8), (0xAD, 8, 2), (0xBD, 8, 2), (0xBD, 2, 8), (0x1D, 2, 8)))
        body += (
            [insn(*compare, 1), insn(0x05, 0, 0, 1), insn(isa.EXIT)]
            if compare[0] != 0x1D
            else [insn(*compare, 1), insn(isa.EXIT)]
        )
        size = rng.choice((1, 2, 4, 8))
        off = max(0, need - size - rng.choice((0, 0, 0, 1, -1)))
        body.append(insn(isa.LDX | isa.MODE_MEM | isa.SIZE_BY_BYTES[size].code, 9, 7, off))
        if rng.random() < 0.5:
            body += [
                insn(0x57, 9, 0, 0, rng.choice((0xF, 0x3C, 0xFF, 0xFFFF))),
                insn(rng.choice((0x0F, 0x0F, 0x1F)), 7, 9),
            ]
        elif rng.random() < 0.3:
            body.append(insn(0x73, 7, 9, 0))
    return prog_type, [*body, *end()], ()


def _key(index: int, key: int) -> list[Instruction]:
    return [
        insn(0x7A, 10, 0, -8, key),
        insn(isa.LD_IMM64, 1, isa.WIDE_MAP, 0, index),
        insn(0),
        insn(0xBF, 2, 10),
        insn(0x07, 2, 0, 0, -8),
        insn(isa.CALL, imm=LOOKUP),
    ]


def maps(rng: random.Random) -> Draft:
    """Lookups with and without NULL checks, values at constant and at variable offsets, direct values."""
    body = [*unknowns(rng)]
    for _ in range(rng.randrange(1, 3)):
        index = rng.randrange(3)
        size = MAPS[index].value_size
        if index == 2 and rng.random() < 0.6:
            body += [insn(isa.LD_IMM64, 0, isa.WIDE_MAP_VALUE, 0, 2), insn(0, imm=rng.choice((0, 8, 63, 64)))]
        else:
            body += _key(index, rng.choice((0, 1, 9)))
            if rng.random() < 0.85:
                body += [insn(rng.choice((0x55, 0x55, 0x56)), 0, 0, 1, 0), insn(isa.EXIT)]
        if rng.random() < 0.6:
            register = rng.choice(NUMBERS)
            body.append(
                rng.choice(
                    (
                        insn(0x57, register, 0, 0, rng.choice((7, 15, size - 8, 255))),
                        insn(0x25, register, 0, 0, size - 8),
                    )
                )
            )
            body.append(insn(rng.choice((0x0F, 0x0F, 0x1F)), 0, register))
        width = rng.choice((1, 2, 4, 8))
        code = isa.SIZE_BY_BYTES[width].code
        off = rng.choice((0, 0, 8, size - width, size, -1))
        body.append(
            rng.choice(
                (
                    insn(isa.LDX | isa.MODE_MEM | code, rng.choice(NUMBERS), 0, off),
                    insn(isa.STX | isa.MODE_MEM | code, 0, rng.choice(NUMBERS), off),
                )
            )
        )
    return "socket_filter", [*body, *end()], MAPS


def calls(rng: random.Random) -> Draft:
    """Functions that call functions, with numbers and pointers into their callers' stacks."""
    count = rng.randrange(2, 4)
    functions: list[list[Instruction]] = []
    for level in range(count):
        body = unknowns(rng) if not level else [insn(0xBF, 7, 1), insn(0xBF, 8, 2), insn(0xB7, 9, 0, 0, 1)]
        for _ in range(rng.randrange(2, 9)):
            k = rng.random()
            if k < 0.3:
                body.append(arithmetic(rng))
            elif k < 0.45:
                body.append(insn(0x7B, 10, rng.choice(NUMBERS), -8 * rng.randrange(1, 4)))
            elif k < 0.6:
                body.append(insn(0x79, rng.choice(NUMBERS), 10, -8 * rng.randrange(1, 4)))
            elif k < 0.75:
                body.append(comparison(rng, 0))
            elif level + 1 < count:
                body += (
                    [insn(0xBF, 1, 10), insn(0x07, 1, 0, 0, -8)]
                    if rng.random() < 0.5
                    else [insn(0xBF, 1, rng.choice(NUMBERS))]
                )
                body += [
                    insn(0xBF, 2, rng.choice(NUMBERS)),
                    insn(isa.CALL, 0, isa.CALL_LOCAL, 0, level + 1),
                    insn(0xBF, 9, 0),
                ]
            elif rng.random() < 0.5:
                body.append(rng.choice((insn(0x79, 8, 7), insn(0x7B, 7, 8))))
        functions.append([*body, *end(rng.choice((None, 9)))])
    starts = [sum(map(len, functions[:level])) for level in range(count)]
    whole = [one for function in functions for one in function]
    for pc, one in enumerate(whole):
        if one.opcode == isa.CALL and one.src == isa.CALL_LOCAL:
            whole[pc] = one._replace(imm=starts[one.imm] - pc - 1)
    return "socket_filter", whole, ()


def loops(rng: random.Random) -> Draft:
    """Counted loops, nested ones, may_goto, some without end."""
    body = [*unknowns(rng), insn(0xB7, 9, 0, 0, rng.choice((0, 1, 5)))]
    start = len(body)
    for _ in range(rng.randrange(1, 4)):
        body += [rng.choice((arithmetic(rng)._replace(dst=7), insn(0x7B, 10, 8, -8), comparison(rng, 0)))]
    body.append(insn(0x07, 9, 0, 0, rng.choice((1, 1, 2, 3))))
    inner = len(body)
    if rng.random() < 0.3:
        body += [insn(0xB7, 8), insn(0x07, 8, 0, 0, 1), insn(0xA5, 8, 0, -2, 4)]
    if rng.random() < 0.2:
        body += [insn(isa.MAY_GOTO, off=1), insn(isa.JA, off=start - len(body) - 2)]
    else:
        kind = rng.choice((0xA5, 0xB5, 0xC5, 0xD5))
        body.append(
            insn(
                kind,
                9,
                0,
                rng.choice((start, start, start, inner)) - len(body) - 1,
                rng.choice((2, 4, 10)),
            )
        )
    return "socket_filter", [*body, *end()], ()


def atomics(rng: random.Random) -> Draft:
    """Atomic operations of every kind on stack, map values and numbers."""
    body = unknowns(rng)
    if rng.random() < 0.6:
        body += [insn(0x7B, 10, rng.choice((7, 8)), -8), insn(0xBF, 2, 10), insn(0x07, 2, 0, 0, -8)]
    else:
        body += [*_key(1, 1), insn(0x55, 0, 0, 1, 0), insn(isa.EXIT), insn(0xBF, 2, 0)]
    for _ in range(rng.randrange(1, 4)):
        op = rng.choice(isa.ATOMICS)
        size = rng.choice((4, 8, 8, 1))
        base, other = (2, rng.choice(NUMBERS))
        dst, src = (other, base) if op.name == "load_acquire" else (base, other)
        if op.name == "cmpxchg":
            body.append(insn(0xBF, 0, 8))
        body.append(
            insn(isa.STX | isa.MODE_ATOMIC | isa.SIZE_BY_BYTES[size].code, dst, src, rng.choice((0, 0, 0, 4)), op.imm)
        )
    return "socket_filter", [*body, *end()], MAPS


def context(rng: random.Random) -> Draft:
    """Fields of every context, at every width, read and written."""
    prog_type = rng.choice(
        ("xdp", "socket_filter", "sched_cls", "kprobe", "tracepoint", "raw_tracepoint", "perf_event")
    )
    body = [insn(0xBF, 6, 1)]
    for _ in range(rng.randrange(1, 4)):
        size = rng.choice((1, 2, 4, 4, 8))
        code = isa.SIZE_BY_BYTES[size].code
        off = rng.randrange(0, 200, rng.choice((size, size, 1)))
        k = rng.random()
        if k < 0.75:
            body.append(insn(isa.LDX | isa.MODE_MEM | code, rng.choice(NUMBERS), 6, off))
        elif k < 0.9:
            body += [insn(0xB7, 7, 0, 0, 1), insn(isa.STX | isa.MODE_MEM | code, 6, 7, off)]
        else:
            body.append(insn(0x07, 6, 0, 0, rng.choice((4, 8))))
    return prog_type, [*body, *end()], ()


FAMILIES: dict[str, Callable[[random.Random], Draft]] = {
    "alu": alu, "branches": branches, "stack": stack, "packet": packet, "maps": maps, "calls": calls,
    "loops": loops, "atomics": atomics, "context": context,
    "helpers": calling.helpers,
}  # fmt: skip
