"""Random programs that a verifier accepts, with a frame to run them on: both engines against the kernel's test run.

python -m tests.fuzz.accepted [--programs N] [--seed S] [--engine interp|jit]

Straight-line arithmetic on initialised registers, stack, atomics, forward jumps, map and packet
helpers with odd arguments. Time, randomness and identities are left out: they differ by nature.
"""

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass

from vm.facts import isa
from vm.insn import Instruction, encode
from vm.interp import Interpreter
from vm.jit.engine import Native
from vm.kernel.world import World
from vm.live import KernelError, load
from vm.program import MapSpec, Program
from vm.runtime.machine import Machine
from vm.verifier import Verified, verify

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
)
KEYED = 5
LINE, PILE, RING = 5, 6, 7
"""Maps without keys, by index; those below KEYED have them."""
KINDS = ("xdp", "sched_cls", "socket_filter")
FREE = (0, 2, 3, 4, 5, 7, 8)
"""Registers a program may do anything with; r6 holds the context."""
SLOTS = (-8, -16, -24, -32)
KEY, VALUE = -40, -56
NUMBERS = (0, 1, 2, -1, 7, 31, 32, 33, 63, 0x7FFF_FFFF, -0x8000_0000)
WORDS = (b"123 ", b"-99x", b"0x1fz", b"  077", b"0778", b"abc", b"-0x8", b"9999999999999999", b"+5", b"", b"0x")


@dataclass(frozen=True)
class Case:
    """A program and its frame."""

    program: Program
    frame: bytes


class Author:
    """Writes one program."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.kind = rng.choice(KINDS)

    def case(self) -> Case:
        rng = self.rng
        insns: Insns = [I(0xBF, 6, 1)]
        for register in FREE:
            insns += [I(isa.LD_IMM64, register, 0, 0, self.number()), I(0, imm=rng.choice((0, -1, self.number())))]
        insns += [I(0x7B, 10, register, slot) for register, slot in zip((2, 3, 4, 5), SLOTS, strict=True)]
        insns += [I(0x7A, 10, 0, KEY, 1), I(0x7A, 10, 0, VALUE, 2), I(0x7A, 10, 0, VALUE + 8, 3)]
        for _ in range(rng.randrange(1, 14)):
            write = rng.choices(
                (self.alu, self.memory, self.jump, self.map, self.keyless, self.helper), (8, 4, 3, 3, 2, 2)
            )[0]
            insns += write()
        if self.kind != "xdp" and rng.random() < 0.2:
            where = rng.choice((0, 12, 40, 61, 62, 70, -0x10_0000 + 3, -0x20_0000 + 2))
            insns.append(I(rng.choice((0x20, 0x28, 0x30)), imm=where))
        insns += [I(0x0F, 0, 7), I(0x0F, 0, 8), I(isa.EXIT)]
        frame = rng.randbytes(12) + bytes.fromhex("080045") + rng.randbytes(rng.choice((20, 49, 85, 1400)))
        program = Program(name="fuzz", section=self.kind, prog_type=self.kind, insns=tuple(insns), maps=MAPS)
        return Case(program, frame)

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
        row = rng.choice([op for op in isa.ATOMICS if op.name not in {"cmpxchg", "load_acquire"}])
        return [I(rng.choice((0xC3, 0xDB)), 10, self.register(), slot, row.imm)]

    def jump(self) -> Insns:
        body = [insn for _ in range(self.rng.randrange(1, 4)) for insn in self.alu()]
        opcode = self.rng.choice((isa.JMP, isa.JMP32)) | self.rng.choice(isa.JUMPS).code
        if self.rng.random() < 0.5:
            return [I(opcode | isa.REG, self.register(), self.register(), len(body)), *body]
        return [I(opcode, self.register(), 0, len(body), self.number()), *body]

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


def ours(case: Case, engine: str, loads: frozenset[int]) -> tuple[object, ...]:
    """What our machine makes of it: (r0's low half or the fault, frame, maps)."""
    kind = case.program.prog_type
    machine = Machine(MAPS, World(), programs=(case.program,))
    address = (
        machine.enter_xdp(case.frame)
        if kind == "xdp"
        else machine.enter_skb(case.frame, link_layer=kind == "sched_cls")
    )
    runner = Interpreter(machine, case.program) if engine == "interp" else None
    if runner is None:
        outcome = Native(machine, (case.program,), {0: loads}, level=0).run(0, (address,), 1_000_000)
    else:
        outcome = runner.run((address,), 1_000_000)
    maps = [instance.dump() for instance in machine.maps[:KEYED]]
    return outcome.fault or outcome.retval & 0xFFFF_FFFF, machine.packet_out(), maps


def compare(case: Case, engine: str) -> tuple[str, object]:
    """("equal" | "refused" | "untested" | "unlike", what was unlike)."""
    with load(case.program) as loaded:
        if not loaded.ok:
            return "refused", None
        try:
            ran = loaded.test_run(case.frame)
        except KernelError:  # a frame that the kernel does not take
            return "untested", None
        kernel = (ran.retval, ran.data_out, [live.dump() for live in loaded.maps[:KEYED]])
    verdict = verify(case.program)
    loads = verdict.packet_pointer_loads if isinstance(verdict, Verified) else frozenset[int]()
    machine = ours(case, engine, loads)
    return ("equal", None) if machine == kernel else ("unlike", (kernel, machine))


def main() -> int:
    """The command: 1 if anything was unlike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--engine", choices=["interp", "jit"], default="interp")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for number in range(options.seed, options.seed + options.programs):
        case = Author(random.Random(number)).case()
        answer, difference = compare(case, options.engine)
        counts[answer] += 1
        if answer == "unlike":
            what = (number, case.program.prog_type, encode(case.program.insns).hex(), case.frame.hex(), difference)
            sys.stdout.write(f"{what}\n")
    sys.stdout.write(f"{dict(counts)}\n")
    return int(counts["unlike"] > 0)


if __name__ == "__main__":
    sys.exit(main())
