"""Programs that a verifier accepts, written at random, with a frame to run each on.

Arithmetic on initialised registers, stack, atomics, jumps forth and back, functions of the program and callbacks,
tail calls, direct access to packets, map and packet helpers with odd arguments. Time, randomness and identities
are left out: they differ by nature.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from vm.facts import isa
from vm.insn import Instruction
from vm.program import MapSpec, Program, Subprogram

I = Instruction  # noqa: E741 - one letter for what stands on every line
Insns = list[Instruction]

MAPS = (
    MapSpec(name="cells", type="array", key_size=4, value_size=8, max_entries=4),
    MapSpec(name="table", type="hash", key_size=8, value_size=16, max_entries=3),
    MapSpec(name="odd", type="hash", key_size=5, value_size=8, max_entries=3, flags=1),
    MapSpec(name="prefixes", type="lpm_trie", key_size=8, value_size=8, max_entries=3, flags=1),
    MapSpec(name="recent", type="lru_hash", key_size=8, value_size=8, max_entries=50),
    MapSpec(name="line", type="queue", key_size=0, value_size=8, max_entries=2),
    MapSpec(name="pile", type="stack", key_size=0, value_size=16, max_entries=2),
    MapSpec(name="ring", type="ringbuf", key_size=0, value_size=0, max_entries=4096),
    MapSpec(name="jumps", type="prog_array", key_size=4, value_size=4, max_entries=3),
    MapSpec(name="lanes", type="percpu_array", key_size=4, value_size=8, max_entries=3),
)
KEYED = 5
LINE, PILE, RING, JUMPS, LANES = 5, 6, 7, 8, 9
"""Maps that programs do not look keys up in as they like; those below KEYED they do."""
KINDS = ("xdp", "sched_cls", "socket_filter")
FREE = (0, 2, 3, 4, 5, 7, 8)
"""Registers a program may do anything with; r6 holds the context."""
SLOTS = (-8, -16, -24, -32)
KEY, VALUE = -40, -56
NUMBERS = (0, 1, 2, -1, 7, 31, 32, 33, 63, 0x7FFF_FFFF, -0x8000_0000)
WORDS = (b"123 ", b"-99x", b"0x1fz", b"  077", b"0778", b"abc", b"-0x8", b"9999999999999999", b"+5", b"", b"0x")


@dataclass(frozen=True)
class Case:
    """A program, the one that its tail calls lead to (number 1 of `jumps`), and a frame."""

    program: Program
    following: Program
    frame: bytes


class Author:
    """Writes one program."""

    def __init__(self, rng: random.Random, kind: str = "") -> None:
        self.rng = rng
        self.kind = kind or rng.choice(KINDS)
        self.functions: list[tuple[str, Insns]] = []
        """Name and body of each function behind the program; references hold its number until `linked`."""

    def case(self) -> Case:
        rng = self.rng
        insns: Insns = [I(0xBF, 6, 1)]
        for register in FREE:
            insns += [I(isa.LD_IMM64, register, 0, 0, self.number()), I(0, imm=rng.choice((0, -1, self.number())))]
        insns += [I(0x7B, 10, register, slot) for register, slot in zip((2, 3, 4, 5), SLOTS, strict=True)]
        insns += [I(0x7A, 10, 0, KEY, 1), I(0x7A, 10, 0, VALUE, 2), I(0x7A, 10, 0, VALUE + 8, 3)]
        for _ in range(rng.randrange(1, 14)):
            insns += rng.choices(*zip(*self.pieces(), strict=True))[0]()
        if self.kind != "xdp" and rng.random() < 0.2:
            where = rng.choice((0, 12, 40, 61, 62, 70, -0x10_0000 + 3, -0x20_0000 + 2))
            insns.append(I(rng.choice((0x20, 0x28, 0x30)), imm=where))
        insns += [I(0x0F, 0, 7), I(0x0F, 0, 8), I(isa.EXIT)]
        frame = rng.randbytes(12) + bytes.fromhex("080045") + rng.randbytes(rng.choice((20, 49, 85, 1400)))
        linked, functions = self.linked(insns)
        program = Program(
            name="fuzz", section=self.kind, prog_type=self.kind, insns=linked, maps=MAPS, subprograms=functions
        )
        return Case(program, self.following(), frame)

    def pieces(self) -> tuple[tuple[Callable[[], Insns], int], ...]:
        """What a program is made of, and how often."""
        return (
            (self.alu, 8), (self.memory, 4), (self.jump, 3), (self.map, 3), (self.keyless, 2), (self.helper, 2),
            (self.context, 2), (self.direct, 2), (self.rounds, 1), (self.local, 2), (self.loop, 1), (self.each, 1),
            (self.tail, 1),
        )  # fmt: skip

    def linked(self, insns: Insns) -> tuple[tuple[Instruction, ...], tuple[Subprogram, ...]]:
        """The program with its functions behind it, and references that lead to them."""
        if not self.functions:
            return tuple(insns), ()
        starts, whole = [], list(insns)
        for _, body in self.functions:
            starts.append(len(whole))
            whole += body
        for pc, insn in enumerate(whole):
            local = insn.opcode == isa.CALL and insn.src == isa.CALL_LOCAL
            if local or (insn.opcode == isa.LD_IMM64 and insn.src == isa.WIDE_FUNC):
                whole[pc] = insn._replace(imm=starts[insn.imm] - pc - 1)
        names = ("fuzz", *(f"{name}{n}" for n, (name, _) in enumerate(self.functions)))
        return tuple(whole), tuple(map(_subprogram, names, (0, *starts)))

    def function(self, name: str, body: Insns) -> int:
        """Put a function behind the program; its number."""
        self.functions.append((name, body))
        return len(self.functions) - 1

    def following(self) -> Program:
        """Where tail calls lead: no map, a field of the context, some arithmetic."""
        insns = [I(0xB7, register, imm=self.number()) for register in FREE]
        insns += [I(0x61, 3, 1, self.field()), *self.alu(), *self.alu(), I(0x0F, 0, 3), I(0x0F, 0, 7), I(isa.EXIT)]
        return Program(name="next", section=self.kind, prog_type=self.kind, insns=tuple(insns))

    def number(self) -> int:
        rng = self.rng
        return rng.choice((*NUMBERS, rng.randrange(-(1 << 31), 1 << 31), rng.randrange(-64, 64)))

    def register(self) -> int:
        return self.rng.choice(FREE)

    def clobbered(self) -> Insns:
        """After a call r2-r5 need values again."""
        return [I(0xB7, register, imm=self.number()) for register in (2, 3, 4, 5)]

    def alu(self) -> Insns:
        rng = self.rng
        if rng.random() < 0.1:
            return [I(rng.choice((0xD4, 0xDC, 0xD7)), self.register(), imm=rng.choice((16, 32, 64)))]
        op, cls = rng.choice(isa.ALU), rng.choice((isa.ALU32, isa.ALU64))
        if op.name == "movsx32":
            cls = isa.ALU64
        if op.operands == "unary":
            return [I(cls | op.code, self.register())]
        if op.operands == "extend" or rng.random() < 0.5:
            return [I(cls | op.code | isa.REG, self.register(), self.register(), op.off)]
        imm = self.number()
        if op.name in {"lsh", "rsh", "arsh"}:
            imm = rng.randrange(64 if cls == isa.ALU64 else 32)
        elif op.code in {0x30, 0x90}:
            imm = imm or 3
        return [I(cls | op.code, self.register(), 0, op.off, imm)]

    def memory(self) -> Insns:
        rng, slot = self.rng, self.rng.choice(SLOTS)
        choice = rng.random()
        if choice < 0.3:
            return [I(rng.choice((0x7B, 0x63, 0x6B, 0x73)), 10, self.register(), slot)]
        if choice < 0.6:
            return [I(rng.choice((0x79, 0x61, 0x69, 0x71, 0x81, 0x89, 0x91)), self.register(), 10, slot)]
        if choice < 0.7:
            return [I(rng.choice((0x7A, 0x62, 0x6A, 0x72)), 10, 0, slot, self.number())]
        row = rng.choice(isa.ATOMICS)
        opcode = isa.STX | isa.MODE_ATOMIC | isa.SIZE_BY_BYTES[rng.choice(row.sizes)].code
        if row.name == "load_acquire":
            return [I(opcode, self.register(), 10, slot, row.imm)]
        return [I(opcode, 10, self.register(), slot, row.imm)]

    def jump(self) -> Insns:
        body = [insn for _ in range(self.rng.randrange(1, 4)) for insn in self.alu()]
        opcode = self.rng.choice((isa.JMP, isa.JMP32)) | self.rng.choice(isa.JUMPS).code
        if self.rng.random() < 0.5:
            return [I(opcode | isa.REG, self.register(), self.register(), len(body)), *body]
        return [I(opcode, self.register(), 0, len(body), self.number()), *body]

    def rounds(self) -> Insns:
        """A loop with a counter."""
        body = [insn for _ in range(self.rng.randrange(1, 4)) for insn in self.alu()]
        return [I(0xB7, 9, imm=self.rng.randrange(1, 6)), *body, I(0x17, 9, imm=1), I(0x55, 9, 0, -len(body) - 2)]

    def local(self) -> Insns:
        """A function of the program, with numbers; now and then one that has been called before."""
        rng = self.rng
        known = [n for n, (name, _) in enumerate(self.functions) if name == "function"]
        if known and rng.random() < 0.5:
            number = rng.choice(known)
        else:
            body = [I(0xBF, 0, 1), I(0xBF, 7, 2), I(0xBF, 8, 3), I(0x7B, 10, 1, -8), I(0x7B, 10, 4, -16)]
            body += [I(0x7A, 10, 0, slot, self.number()) for slot in (-24, -32)]
            for _ in range(rng.randrange(1, 6)):
                body += rng.choice((self.alu, self.memory, self.jump))()
            number = self.function("function", [*body, I(isa.EXIT)])
        given = [I(0xB7, register, imm=self.number()) for register in (1, 2, 3, 4, 5)]
        given[rng.randrange(5)] = I(0xBF, rng.randrange(1, 6), 8)
        return [*self.initial(), *given, I(isa.CALL, src=isa.CALL_LOCAL, imm=number), *self.clobbered()]

    def initial(self) -> Insns:
        """Numbers for what a call hands over."""
        return [I(0xB7, register, imm=self.number()) for register in (1, 2, 3, 4, 5)]

    def loop(self) -> Insns:
        """bpf_loop with a callback that works on bytes of its caller's stack."""
        rng = self.rng
        steps = [I(0x79, 3, 2), I(0x0F, 3, 1), I(rng.choice((0x27, 0x67, 0xA7, 0x77)), 3, imm=rng.randrange(1, 30))]
        steps += [I(0x7B, 2, 3), I(0xBF, 0, 3), I(0x57, 0, imm=rng.choice((0, 0, 1))), I(isa.EXIT)]
        rounds = rng.choice((0, 1, 5, 40, (1 << 23) + 1))
        return self.calling_back(181, [I(0xB7, 1, imm=rounds)], self.function("callback", steps), 2)

    def each(self) -> Insns:
        """bpf_for_each_map_elem; what the callback does gives the same in any order."""
        rng = self.rng
        steps = [I(0x79, 5, 3), I(0x79, 1, 4), I(0x0F, 1, 5), I(0x7B, 4, 1)]
        steps += rng.choice(([], [I(0x07, 5, imm=self.number()), I(0x7B, 3, 5)], [I(0xDB, 3, 5)]))
        this = [I(isa.LD_IMM64, 1, isa.WIDE_MAP, 0, rng.choice((0, 1, 2, 4, LANES))), I(0)]
        number = self.function("callback", [*steps, I(0xB7), I(isa.EXIT)])
        return self.calling_back(164, this, number, 2)

    def calling_back(self, number: int, first: Insns, function: int, at: int) -> Insns:
        """A helper that calls `function` with the address of VALUE; what it answered and left."""
        wide = [I(isa.LD_IMM64, at, isa.WIDE_FUNC, 0, function), I(0)]
        flags = I(0xB7, 4, imm=self.rng.choice((0, 0, 0, 0, 1)))
        call = [*first, *wide, *self.place(3, VALUE), flags, I(isa.CALL, imm=number)]
        return [*call, I(0xBF, 8, 0), I(0x79, 7, 10, VALUE), *self.clobbered()]

    def tail(self) -> Insns:
        """A tail call: index 1 of `jumps` is there, others are not."""
        index = I(0xB7, 3, imm=self.rng.choice((0, 1, 1, 2, 3, -1)))
        jumps = [I(0xBF, 1, 6), I(isa.LD_IMM64, 2, isa.WIDE_MAP, 0, JUMPS), I(0), index]
        return [*jumps, I(isa.CALL, imm=12), I(0xB7, 0, imm=self.number()), *self.clobbered()]

    def field(self) -> int:
        """The offset of a context field that is the same here and there."""
        return self.rng.choice((12, 16) if self.kind == "xdp" else (0, 4, 8, 16, 20, 24, 28, 32, 48, 52, 64))

    def context(self) -> Insns:
        """Fields of the context; of a socket buffer some can be written (tc_index not: the kernel keeps 16 bits of it)."""
        if self.kind == "xdp" or self.rng.random() < 0.5:
            return [I(0x61, self.register(), 6, self.field())]
        offset = self.rng.choice((48, 52, 56, 60, 64, *((8, 32) if self.kind == "sched_cls" else ())))
        return [I(0x63, 6, self.register(), offset), I(0x61, self.register(), 6, offset)]

    def direct(self) -> Insns:
        """Bytes of the packet, behind a comparison with its end."""
        rng = self.rng
        if self.kind == "socket_filter":
            return self.alu()
        data, end = (0, 4) if self.kind == "xdp" else (76, 80)
        room = rng.choice((14, 20, 34, 60, 100))
        size = rng.choice((1, 2, 4, 8))
        code, at = isa.SIZE_BY_BYTES[size].code, rng.randrange(room - size + 1)
        load = rng.choice((isa.MODE_MEM, isa.MODE_MEM if size == 8 else isa.MODE_MEMSX))
        use = rng.choice((
            [I(isa.LDX | load | code, 8, 2, at)],
            [I(isa.LDX | load | code, 8, 2, at), I(isa.STX | isa.MODE_MEM | code, 2, 7, at)],
            [I(isa.ST | isa.MODE_MEM | code, 2, 0, at, self.number())],
        ))  # fmt: skip
        bounds = [I(0x61, 2, 6, data), I(0x61, 3, 6, end), I(0xBF, 4, 2), I(0x07, 4, imm=room)]
        return [*bounds, I(0x2D, 4, 3, len(use)), *use, *self.clobbered()]

    def map(self) -> Insns:
        rng = self.rng
        key = I(0x7B, 10, self.register(), KEY) if rng.random() < 0.3 else I(0x7A, 10, 0, KEY, rng.randrange(5))
        where = [I(isa.LD_IMM64, 1, isa.WIDE_MAP, 0, rng.randrange(KEYED)), I(0), *self.place(2, KEY)]
        choice = rng.random()
        if choice < 0.4:
            use = rng.choice(
                (I(0x7B, 0, 7), I(0xDB, 0, 8, 0, rng.choice((0, 1, 0xE1))), I(0x79, 7, 0), I(0x63, 0, 8, 4))
            )
            found = [I(0x15, 0, 0, 1), use, I(0xB7, 0, imm=rng.randrange(9))]
            return [key, *where, I(isa.CALL, imm=1), *found, *self.clobbered()]
        if choice < 0.8:
            value = [I(0x7B, 10, self.register(), VALUE), I(0x7B, 10, self.register(), VALUE + 8)]
            flags = I(0xB7, 4, imm=rng.choice((0, 0, 0, 1, 2)))
            return [key, *value, *where, *self.place(3, VALUE), flags, I(isa.CALL, imm=2), *self.clobbered()]
        return [key, *where, I(isa.CALL, imm=3), *self.clobbered()]

    def keyless(self) -> Insns:
        """Queues and stacks; records of a ring buffer, whose bytes stay inside."""
        rng = self.rng
        if rng.random() < 0.6:
            this = [I(isa.LD_IMM64, 1, isa.WIDE_MAP, 0, rng.choice((LINE, PILE))), I(0)]
            value = [I(0x7B, 10, self.register(), VALUE), I(0x7B, 10, self.register(), VALUE + 8)]
            number, flags = rng.choice(((87, (0, 0, 2)), (87, (0, 0, 2)), (88, (0,)), (89, (0,))))
            call = [I(0xB7, 3, imm=rng.choice(flags)), I(isa.CALL, imm=number)]
            return [
                *value,
                *this,
                *self.place(2, VALUE),
                *call,
                I(0xBF, 8, 0),
                I(0x79, 7, 10, VALUE),
                *self.clobbered(),
            ]
        ring = [I(isa.LD_IMM64, 1, isa.WIDE_MAP, 0, RING), I(0)]
        size = rng.choice((1, 8, 100, 1500, 4000))
        if rng.random() < 0.4:
            size = rng.randrange(1, 17)
            out = self.call(130, ring, self.place(2, VALUE), size, rng.choice((0, 1, 2)))
            return [*out, I(0xBF, 8, 0)]
        reserve = [*ring, I(0xB7, 2, imm=size), I(0xB7, 3), I(isa.CALL, imm=131)]
        commit = [I(0xBF, 1, 0), I(0xB7, 2, imm=rng.choice((0, 1))), I(isa.CALL, imm=rng.choice((132, 133)))]
        asked = self.call(134, ring, rng.choice((0, 1, 3)))
        tail = [*asked, I(0xBF, 7, 0)] if rng.random() < 0.7 else []
        return [*reserve, I(0x15, 0, 0, 4), I(0x72, 0, 0, 0, 5), *commit, I(0xB7, 0, imm=1), *self.clobbered(), *tail]

    def place(self, register: int, slot: int) -> Insns:
        return [I(0xBF, register, 10), I(0x07, register, imm=slot)]

    def call(self, number: int, *arguments: int | Insns) -> Insns:
        """A helper with numbers, or with what makes an argument, in r1 and on."""
        insns: Insns = []
        for register, argument in enumerate(arguments, 1):
            insns += [I(0xB7, register, imm=argument)] if isinstance(argument, int) else argument
        return [*insns, I(isa.CALL, imm=number), *self.clobbered()]

    def helper(self) -> Insns:
        choices = {"xdp": (self.xdp,), "sched_cls": (self.skb, self.room, self.bytes), "socket_filter": (self.bytes,)}
        common = (self.text,) if self.kind == "socket_filter" else (self.text, self.checksum)
        return self.rng.choice((*choices[self.kind], *common))()

    def xdp(self) -> Insns:
        rng, context = self.rng, [I(0xBF, 1, 6)]
        if rng.random() < 0.6:
            return self.call(rng.choice((44, 54, 65)), context, rng.randrange(-60, 40))
        return self.call(rng.choice((189, 190)), context, rng.randrange(60), self.place(3, -16), rng.randrange(1, 17))

    def skb(self) -> Insns:
        rng, context = self.rng, [I(0xBF, 1, 6)]
        offset = rng.randrange(60)
        if rng.random() < 0.5:
            return self.call(9, context, offset, self.place(3, -16), rng.randrange(1, 17), rng.choice((0, 0, 1, 2)))
        return self.call(
            rng.choice((10, 11)), context, offset, self.number(), self.number(), rng.choice((0, 2, 4, 18, 36))
        )

    def room(self) -> Insns:
        rng, context = self.rng, [I(0xBF, 1, 6)]
        choice = rng.random()
        if choice < 0.3:
            return self.call(rng.choice((18, 19)), context, rng.choice((0x81, 0xA888)), rng.randrange(4096))
        if choice < 0.6:
            return self.call(rng.choice((38, 39, 43)), context, rng.randrange(140), 0)
        return self.call(50, context, rng.randrange(-30, 30), rng.randrange(2), 0)

    def bytes(self) -> Insns:
        rng, context = self.rng, [I(0xBF, 1, 6)]
        size = rng.randrange(1, 17)
        return self.call(rng.choice((26, 68)), context, rng.randrange(60), self.place(3, -16), size, rng.randrange(2))

    def checksum(self) -> Insns:
        sizes = [self.rng.choice((0, 4, 8, 12, 3)) for _ in range(2)]
        return self.call(28, self.place(1, -16), sizes[0], self.place(3, -32), sizes[1], self.number())

    def text(self) -> Insns:
        rng = self.rng
        text = rng.choice(WORDS).ljust(16, rng.choice((b" ", b"\0")))
        insns: Insns = []
        for slot in (0, 8):
            low, high = (int.from_bytes(text[at : at + 4], "little", signed=True) for at in (slot, slot + 4))
            insns += [I(isa.LD_IMM64, 2, 0, 0, low), I(0, imm=high), I(0x7B, 10, 2, VALUE + slot)]
        base = rng.choice((0, 0, 8, 10, 16, 5))
        number = rng.choice((105, 106))
        return [*insns, *self.call(number, self.place(1, VALUE), rng.randrange(1, 17), base, self.place(4, -8))]


def _subprogram(name: str, start: int) -> Subprogram:
    return Subprogram(name=name, start=start)
