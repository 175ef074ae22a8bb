"""A wild program changes nothing outside its regions: neither what lies beside them in the arena, nor what it may only
read, nor the bookkeeping of maps, which no address leads to. In the interpreter, in native code that checks every
access, and in native code that trusts a verdict, here a wrong one.
"""

import faulthandler
import os
import random
from collections.abc import Iterator

import pytest

from tests.fuzz.natively import Module
from vm.facts import isa
from vm.facts.map_types import RDONLY_PROG
from vm.insn import Instruction
from vm.interp import Interpreter
from vm.jit.places import flat_buffers
from vm.kernel.world import World
from vm.program import MapSpec, Program
from vm.runtime.machine import Machine
from vm.runtime.memory import ARENA, ARENA_SIZE, FUNCTIONS, HANDLES, WRITE, Region, cut

I = Instruction  # noqa: E741 - one letter for what stands on every line

ONE = (bytes(4), bytes([7]) * 8)
MAPS = (
    MapSpec(name="table", type="hash", key_size=4, value_size=8, max_entries=3, contents=(ONE,)),
    MapSpec(name="fixed", type="array", key_size=4, value_size=8, max_entries=3, flags=RDONLY_PROG, contents=(ONE,)),
    MapSpec(name="recent", type="lru_hash", key_size=4, value_size=8, max_entries=3, contents=(ONE,)),
    MapSpec(name="line", type="queue", key_size=0, value_size=8, max_entries=2, contents=((b"", bytes(8)),)),
    MapSpec(name="ring", type="ringbuf", key_size=0, value_size=0, max_entries=4096),
    MapSpec(name="ports", type="devmap", key_size=4, value_size=4, max_entries=2, contents=((bytes(4), b"\1\0\0\0"),)),
)
PAGE = 4096
CANARY = b"\xa5"
PROGRAMS = 150


def regions(machine: Machine) -> list[Region]:
    return list(machine.memory.regions())


def beside(region: Region) -> Iterator[tuple[int, int]]:
    """(index in the arena, length) of what shares a page with a region, before and behind it."""
    first = region.start & -PAGE
    yield first - ARENA, region.start - first
    yield region.end - ARENA, -region.end % PAGE


def guarded(machine: Machine) -> tuple[object, ...]:
    """Everything that no program may change."""
    arena = machine.memory.arena
    assert arena is not None
    spare = [bytes(arena[at : at + size]) for region in regions(machine) for at, size in beside(region)]
    constant = [cut(region, 0, region.end - region.start) for region in regions(machine) if not region.access & WRITE]
    hidden = [bytes(buffer) for made in machine.maps for buffer in flat_buffers(made) if buffer is not None]
    return spare, constant, hidden, [made.dump() for made in machine.maps[-1:]]


def addresses(machine: Machine) -> list[int]:
    """Borders of everything, and what lies nowhere."""
    borders = [
        edge + off for region in regions(machine) for edge in (region.start, region.end) for off in (-8, -1, 0, 3)
    ]
    host = [id(machine), id(machine.maps[0]), 0x7FFF_FFFF_F000]
    odd = [0, 1, ARENA - 8, ARENA, ARENA + ARENA_SIZE - 1, ARENA + ARENA_SIZE, HANDLES, FUNCTIONS, (1 << 64) - 1]
    return [*borders, *borders, *host, *odd]


def wild(rng: random.Random, machine: Machine) -> Program:
    """Stores and atomic operations at addresses that somebody guessed. The first fault ends it."""
    insns = [I(0xB7, 2, imm=-1), I(0xB7, 0)]
    for _ in range(rng.randrange(1, 4)):
        address = rng.choice(addresses(machine)) & (1 << 64) - 1
        insns += [I(isa.LD_IMM64, 1, imm=_signed(address)), I(0, imm=_signed(address >> 32))]
        atomic = I(rng.choice((0xC3, 0xDB)), 1, 2, 0, rng.choice((0, 1, 0xE1, 0xF1)))
        insns.append(rng.choice((I(rng.choice((0x7B, 0x63, 0x6B, 0x73)), 1, 2), I(0x7A, 1, 0, 0, -1), atomic)))
    return Program(name="wild", section="xdp", prog_type="xdp", insns=(*insns, I(isa.EXIT)), maps=MAPS)


def _signed(word: int) -> int:
    word &= 0xFFFF_FFFF
    return word - (1 << 32) if word >> 31 else word


def scene() -> tuple[Machine, int]:
    """A machine with a frame on it, and canaries in all that shares a page with a region."""
    machine = Machine(MAPS, World())
    context = machine.enter_xdp(bytes(64))
    arena = machine.memory.arena
    assert arena is not None
    for region in regions(machine):
        for at, size in beside(region):
            arena[at : at + size] = CANARY * size
    return machine, context


@pytest.mark.parametrize("engine", ["interp", "checked"])
def test_nothing_outside_changes(engine: str) -> None:
    faults = 0
    for seed in range(PROGRAMS):
        machine, context = scene()
        program = wild(random.Random(seed), machine)
        before = guarded(machine)
        if engine == "interp":
            outcome = Interpreter(machine, program).run((context,), 1000)
        else:
            outcome = Module(machine, (program,), {}).run(0, (context,), 1000)
        assert guarded(machine) == before, seed
        faults += outcome.fault is not None
    assert faults > PROGRAMS // 3, "hardly any access was wild"


def test_a_wrong_verdict_reaches_no_bookkeeping() -> None:
    """Unchecked code may end the process; it changes what belongs to no region's page in no case."""
    ended = []
    for seed in range(PROGRAMS // 3):
        child = os.fork()
        if not child:
            os._exit(_trusting(seed))
        ended.append(os.waitpid(child, 0)[1])
    died = sum(os.WIFSIGNALED(status) for status in ended)
    assert all(os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0 for status in ended)
    assert died < len(ended), "some stores hit what is there"


def _trusting(seed: int) -> int:
    """In a process of its own: 0 when the bookkeeping is what it was."""
    faulthandler.disable()
    machine, context = scene()
    program = wild(random.Random(seed), machine)
    _, _, *before = guarded(machine)
    Module(machine, (program,), {0: frozenset()}).run(0, (context,), 1000)
    _, _, *after = guarded(machine)
    return int(before != after)
