"""Both engines on the same random bytecode, unverified: equal outcomes, equal memory, equal maps.

python -m tests.fuzz.engines [--programs N] [--seed S]
"""

import argparse
import random
import sys

from tests.fuzz import bytecode
from vm.insn import Instruction, encode
from vm.interp import Interpreter
from vm.jit.blocks import NotLowered, shape
from vm.jit.engine import Native, flat_buffers
from vm.kernel.world import World
from vm.program import MapSpec, Program
from vm.runtime.machine import Machine, Outcome
from vm.runtime.memory import cut

FUEL = 5_000
ROUNDS = 2
"""Invocations of each program: what the first one leaves in maps is there for the second."""

ONE = (1).to_bytes(4, "little")
INNER = MapSpec(name="inner", type="hash", key_size=4, value_size=8, max_entries=3)
PREFIXES = ((bytes(8), bytes(8)), (bytes([8, 0, 0, 0, 1, 0, 0, 0]), bytes([8]) * 8))
MAPS = (
    MapSpec(name="table", type="hash", key_size=4, value_size=8, max_entries=3),
    MapSpec(name="cells", type="array", key_size=4, value_size=16, max_entries=2),
    MapSpec(name="lanes", type="percpu_hash", key_size=8, value_size=12, max_entries=2),
    MapSpec(name="ring", type="ringbuf", key_size=0, value_size=0, max_entries=4096),
    MapSpec(name="recent", type="lru_hash", key_size=4, value_size=8, max_entries=2),
    MapSpec(name="tracks", type="lru_percpu_hash", key_size=12, value_size=16, max_entries=2),
    MapSpec(name="prefixes", type="lpm_trie", key_size=8, value_size=8, max_entries=3, flags=1, contents=PREFIXES),
    MapSpec(name="routes", type="lpm_trie", key_size=11, value_size=4, max_entries=2, flags=1),
    MapSpec(name="line", type="queue", key_size=0, value_size=12, max_entries=2),
    MapSpec(name="pile", type="stack", key_size=0, value_size=8, max_entries=2),
    MapSpec(name="columns", type="percpu_array", key_size=4, value_size=8, max_entries=2),
    MapSpec(name="seen", type="bloom_filter", key_size=0, value_size=8, max_entries=2),
    MapSpec(name="jumps", type="prog_array", key_size=4, value_size=4, max_entries=2, contents=((bytes(4), ONE),)),
    MapSpec(name="rows", type="array_of_maps", key_size=4, value_size=4, max_entries=2, inner=INNER,
            contents=((bytes(4), bytes(4)),)),
    MapSpec(name="ports", type="devmap", key_size=4, value_size=4, max_entries=2, contents=((bytes(4), ONE),)),
    MapSpec(name="perf", type="perf_event_array", key_size=4, value_size=4, max_entries=2),
    MapSpec(name="other", type="ringbuf", key_size=0, value_size=0, max_entries=8192),
)  # fmt: skip
FRAME = bytes(range(64))


def state(machine: Machine) -> tuple[object, ...]:
    """All that a program can have changed."""
    regions = tuple((region.name, cut(region, 0, region.end - region.start)) for region in machine.memory.regions())
    hidden = tuple(
        bytes(buffer) for instance in machine.maps for buffer in flat_buffers(instance) if buffer is not None
    )
    elsewhere = (machine.redirect, machine.tail_calls, machine.packet_out())
    return regions, hidden, elsewhere, tuple(machine.changes()), tuple(machine.drain())


def has_native_form(insns: tuple[Instruction, ...]) -> bool:
    """Whether the JIT takes this bytecode at all."""
    try:
        shape(insns)
    except NotLowered:
        return False
    return True


def compare(insns: tuple[Instruction, ...]) -> tuple[Outcome, Outcome] | None:
    """None when both engines agree (or the JIT leaves the program to the interpreter), else what each says."""
    program = Program(name="fuzz", section="xdp", prog_type="xdp", insns=insns, maps=MAPS)
    programs = (program, Program(name="next", section="xdp", prog_type="xdp", insns=bytecode.NEXT, maps=MAPS))
    first, second = (Machine(MAPS, World(), programs=programs) for _ in range(2))
    try:
        native = Native(second, programs, {}, level=0)
    except NotLowered:
        return None
    interpreter = Interpreter(first, program)
    for _ in range(ROUNDS):
        a = interpreter.run((first.enter_xdp(FRAME),), FUEL)
        b = native.run(0, (second.enter_xdp(FRAME),), FUEL)
        if a != b or state(first) != state(second):
            return a, b
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    different = 0
    for number in range(args.programs):
        rng = random.Random(args.seed << 32 | number)
        insns = bytecode.program(rng, rng.randrange(4, 40), len(MAPS))
        found = compare(insns)
        if found:
            different += 1
            sys.stdout.write(f"--- seed {args.seed}, program {number}\n{encode(insns).hex()}\n{found[0]}\n{found[1]}\n")
    sys.stdout.write(f"{args.programs} programs, {different} different\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
