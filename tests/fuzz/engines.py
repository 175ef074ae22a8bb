"""Both engines on the same random bytecode, unverified: equal outcomes, equal memory, equal maps.

python -m tests.fuzz.engines [--programs N] [--seed S]
"""

import argparse
import random
import sys
from collections.abc import Sequence

from tests.fuzz import bytecode
from tests.fuzz.natively import Module, groups, has_native_form
from vm.insn import Instruction, encode
from vm.interp import Interpreter
from vm.jit.places import flat_buffers
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
FOLLOWING = Program(name="next", section="xdp", prog_type="xdp", insns=bytecode.NEXT, maps=MAPS)


def state(machine: Machine) -> tuple[object, ...]:
    """All that a program can have changed."""
    regions = tuple((region.name, cut(region, 0, region.end - region.start)) for region in machine.memory.regions())
    hidden = tuple(
        bytes(buffer) for instance in machine.maps for buffer in flat_buffers(instance) if buffer is not None
    )
    elsewhere = (machine.redirect, machine.tail_calls, machine.packet_out())
    return regions, hidden, elsewhere, tuple(machine.changes()), tuple(machine.drain())


def machine_of(program: Program) -> Machine:
    """A machine whose tail calls lead to `bytecode.NEXT`."""
    return Machine(MAPS, World(), programs=(program, FOLLOWING))


def compare(drawn: Sequence[tuple[Instruction, ...]]) -> dict[int, tuple[Outcome, Outcome] | None]:
    """By index, for what has a native form: None when both engines agree, else what each says."""
    asked = [Program(name="fuzz", section="xdp", prog_type="xdp", insns=insns, maps=MAPS) for insns in drawn]
    native = [n for n, program in enumerate(asked) if has_native_form(program, machine_of(program))]
    if not native:
        return {}
    first, *others = native
    numbers = {first: 0} | {n: 2 + at for at, n in enumerate(others)}
    together = (asked[first], FOLLOWING, *(asked[n] for n in others))
    module = Module(machine_of(asked[first]), together, {})
    return {n: _unlike(asked[n], module, numbers[n]) for n in native}


def _unlike(program: Program, module: Module, number: int) -> tuple[Outcome, Outcome] | None:
    first, second = machine_of(program), machine_of(program)
    module.onto(second)
    interpreter = Interpreter(first, program)
    for _ in range(ROUNDS):
        a = interpreter.run((first.enter_xdp(FRAME),), FUEL)
        b = module.run(number, (second.enter_xdp(FRAME),), FUEL)
        if a != b or state(first) != state(second):
            return a, b
    return None


def draw(seed: int, number: int) -> tuple[Instruction, ...]:
    """The bytecode of a number; the same one everywhere."""
    rng = random.Random(seed << 32 | number)
    return bytecode.program(rng, rng.randrange(4, 40), len(MAPS))


def main() -> int:
    """The command: 1 if anything was different."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    native = different = 0
    for group in groups(range(args.programs)):
        drawn = [draw(args.seed, number) for number in group]
        for at, found in compare(drawn).items():
            native += 1
            if found:
                different += 1
                what = f"--- seed {args.seed}, program {group[at]}\n{encode(drawn[at]).hex()}\n{found[0]}\n{found[1]}\n"
                sys.stdout.write(what)
        if group[-1] % 10_000 > 10_000 - 17:
            sys.stdout.write(f"{group[-1] + 1} programs, {native} native, {different} different\n")
            sys.stdout.flush()
    sys.stdout.write(f"{args.programs} programs, {native} native, {different} different\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
