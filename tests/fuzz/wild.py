"""Bytecode that nobody verified, calling every helper on every map: it ends in a value, a fault or a limit.

python -m tests.fuzz.wild [--programs N] [--seed S]

`tests.fuzz.bytecode` aims at what both engines run natively; this aims at bodies of helpers and maps.
"""

import argparse
import random
import sys
from collections import Counter

from vm.facts import isa
from vm.facts.helpers import HELPERS
from vm.insn import Instruction, decode
from vm.interp import Interpreter
from vm.interp.trace import Stores, Writes
from vm.kernel.world import World
from vm.program import MapSpec, Program
from vm.runtime.faults import KIND_NAMES
from vm.runtime.helpers import BODIES
from vm.runtime.machine import Machine, Outcome

I = Instruction  # noqa: E741 - one letter for what stands on every line
Insns = list[Instruction]

FUEL = 5_000
INNER = MapSpec(name="inner", type="array", key_size=4, value_size=16, max_entries=4)
ZERO = bytes(4)
MAPS = (
    MapSpec(name="cells", type="array", key_size=4, value_size=16, max_entries=4),
    MapSpec(name="table", type="hash", key_size=8, value_size=8, max_entries=4),
    MapSpec(name="ring", type="ringbuf", key_size=0, value_size=0, max_entries=4096),
    MapSpec(name="lanes", type="percpu_array", key_size=4, value_size=8, max_entries=2),
    MapSpec(name="tracks", type="percpu_hash", key_size=4, value_size=8, max_entries=2),
    MapSpec(name="recent", type="lru_hash", key_size=4, value_size=8, max_entries=2),
    MapSpec(name="prefixes", type="lpm_trie", key_size=8, value_size=8, max_entries=3, flags=1),
    MapSpec(name="line", type="queue", key_size=0, value_size=8, max_entries=2),
    MapSpec(name="pile", type="stack", key_size=0, value_size=8, max_entries=2),
    MapSpec(name="seen", type="bloom_filter", key_size=0, value_size=8, max_entries=2),
    MapSpec(name="jumps", type="prog_array", key_size=4, value_size=4, max_entries=2, contents=((ZERO, ZERO),)),
    MapSpec(name="chains", type="stack_trace", key_size=4, value_size=64, max_entries=2),
    MapSpec(name="perf", type="perf_event_array", key_size=4, value_size=4, max_entries=4),
    MapSpec(name="rows", type="array_of_maps", key_size=4, value_size=4, max_entries=4, inner=INNER,
            contents=((ZERO, ZERO),)),
    MapSpec(name="ports", type="devmap", key_size=4, value_size=4, max_entries=4),
    MapSpec(name="asked", type="user_ringbuf", key_size=0, value_size=0, max_entries=4096),
)  # fmt: skip
NUMBERS = (0, 1, 2, 4, 8, 16, 64, -1, -8, -16)
OFFSETS = (0, 0, -8, -16, 8, 4, -4, -512)
JUMPS = [op.code | cls | source for op in isa.JUMPS for cls in (isa.JMP, isa.JMP32) for source in (isa.IMM, isa.REG)]
WITH_BODY = [helper.id for helper in HELPERS if helper.name in BODIES]


class Silent:
    """A tracer that drops what it hears; listening takes other paths through the interpreter."""

    def stepped(self, pc: int, registers: Writes, memory: Stores) -> None:
        pass

    def entered(self, program: Program, context: int) -> None:
        pass


class Author:
    """Writes one program."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def program(self) -> Program:
        rng = self.rng
        insns: Insns = [I(0xBF, 6, 1)]
        for _ in range(rng.randrange(1, 25)):
            insns += self.some()
        if rng.random() < 0.9:
            insns.append(I(isa.EXIT))
        return Program(name="wild", section="xdp", prog_type="xdp", insns=tuple(insns), maps=MAPS)

    def number(self) -> int:
        rng = self.rng
        return rng.choice((*NUMBERS, rng.randrange(-(1 << 31), 1 << 31), rng.randrange(-64, 64)))

    def register(self) -> int:
        return self.rng.randrange(11) if self.rng.random() < 0.995 else 12

    def offset(self) -> int:
        return self.rng.choice((*OFFSETS, self.rng.randrange(-40, 40), self.rng.randrange(-(1 << 15), 1 << 15)))

    def some(self) -> Insns:
        rng = self.rng
        kinds = (self.alu, self.load, self.store, self.jump, self.wide, self.helper, self.local, self.end, self.noise)
        return rng.choices(kinds, (25, 15, 15, 13, 7, 17, 3, 3, 2))[0]()

    def alu(self) -> Insns:
        op, cls = self.rng.choice(isa.ALU), self.rng.choice((isa.ALU32, isa.ALU64))
        source = self.rng.choice((isa.IMM, isa.REG))
        return [I(cls | op.code | source, self.register(), self.register(), op.off, self.number())]

    def load(self) -> Insns:
        opcode = self.rng.choice((0x61, 0x69, 0x71, 0x79, 0x81, 0x89, 0x91, 0x20, 0x28, 0x30, 0x40))
        return [I(opcode, self.register(), self.rng.choice((10, 1, 6, self.register())), self.offset(), self.number())]

    def store(self) -> Insns:
        opcode = self.rng.choice((0x62, 0x6A, 0x72, 0x7A, 0x63, 0x6B, 0x73, 0x7B, 0xC3, 0xDB, 0xDB))
        imm = self.rng.choice((*(op.imm for op in isa.ATOMICS), self.number()))
        return [I(opcode, self.rng.choice((10, 10, 1, self.register())), self.register(), self.offset(), imm)]

    def jump(self) -> Insns:
        rng = self.rng
        opcode = rng.choice((*JUMPS, isa.JA, isa.GOTOL, isa.MAY_GOTO))
        imm = rng.randrange(-3, 5) if opcode == isa.GOTOL else self.number()
        return [I(opcode, self.register(), self.register(), rng.randrange(-5, 8), imm)]

    def wide(self) -> Insns:
        rng = self.rng
        second = I(0, imm=rng.choice((0, 0, 4, self.number())))
        return [I(isa.LD_IMM64, self.register(), rng.choice((1, 1, 1, 2, 4, 0, 3)), 0, rng.randrange(17)), second]

    def helper(self) -> Insns:
        rng = self.rng
        insns: Insns = []
        choice = rng.random()
        if choice < 0.8:
            insns += [I(isa.LD_IMM64, 1, isa.WIDE_MAP, 0, rng.randrange(len(MAPS))), I(0)]
            insns += [I(0xBF, 2, 10), I(0x07, 2, imm=rng.choice((-8, -16, -32, -64)))]
            insns += [
                I(0xBF, 3, 10),
                I(0x07, 3, imm=-rng.choice((8, 16, 48))),
                I(0xB7, 4, imm=rng.choice((0, 0, 1, 2, 8))),
            ]
        elif choice < 0.95:
            insns += [I(0xBF, 1, 10), I(0x07, 1, imm=-32), I(0xB7, 2, imm=rng.choice((0, 4, 8, 16)))]
            insns += [I(0xBF, 3, 10), I(0x07, 3, imm=-16)]
        else:
            insns.append(I(0xBF, 1, 6))
        number = rng.choice(WITH_BODY) if rng.random() < 0.95 else self.number()
        return [*insns, I(isa.CALL, imm=number)]

    def local(self) -> Insns:
        return [I(isa.CALL, 0, isa.CALL_LOCAL, 0, self.rng.randrange(-4, 8))]

    def end(self) -> Insns:
        return [I(isa.EXIT)]

    def noise(self) -> Insns:
        return list(decode(self.rng.randbytes(8)))


def enter(machine: Machine, rng: random.Random) -> int:
    """Some context."""
    kind = rng.randrange(3)
    if kind == 0:
        return machine.enter_xdp(bytes(rng.randrange(80)))
    if kind == 1:
        return machine.enter_skb(rng.randbytes(64), link_layer=rng.random() < 0.5)
    return machine.enter_plain(bytes(168))


def run(machine: Machine, rng: random.Random) -> Outcome:
    """One program on a machine that has seen others; whatever it left must be readable."""
    program = Author(rng).program()
    machine.programs = (program,)
    address = enter(machine, rng)
    machine.maps[-1].produce(rng.randbytes(8))  # type: ignore[attr-defined]
    tracer = Silent() if rng.random() < 0.3 else None
    outcome = Interpreter(machine, program).run((address,), FUEL, tracer)
    machine.drain()
    machine.changes()
    machine.packet_out()
    for instance in machine.maps:
        instance.dump()
    assert 0 <= outcome.retval < 1 << 64
    if outcome.fault is not None:
        assert outcome.fault.kind in KIND_NAMES
        assert 0 <= outcome.fault.pc < len(program.insns)
    return outcome


def play(programs: int, seed: int) -> Counter[str]:
    """How many programs ended how."""
    endings: Counter[str] = Counter()
    machine = Machine(MAPS, World())
    for number in range(seed, seed + programs):
        if number % 50 == 0:
            machine = Machine(MAPS, World())
            machine.call_stack = machine.user_stack = (0xFFFF_FFFF_8100_0000, 0xFFFF_FFFF_8100_1000)
        try:
            outcome = run(machine, random.Random(number))
        except Exception as bug:
            raise AssertionError(f"program {number}") from bug
        endings[outcome.fault.kind if outcome.fault else "value"] += 1
    return endings


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    sys.stdout.write(f"{dict(play(options.programs, options.seed))}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
