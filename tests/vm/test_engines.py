"""A run may begin in the interpreter and go on in native code, and nobody can tell."""

from vm.asm import assemble
from vm.engines import Engines, Foundry
from vm.kernel.world import World
from vm.runtime.machine import Machine

SOURCE = """
.map seen, hash, key=4, value=8, max_entries=8
.section xdp
    call bpf_get_prandom_u32
    r0 &= 7
    *(u32 *)(r10 - 4) = r0
    r2 = r10
    r2 += -4
    r1 = seen ll
    call bpf_map_lookup_elem
    if r0 == 0 goto first
    r1 = *(u64 *)(r0 + 0)
    r1 += 1
    *(u64 *)(r0 + 0) = r1
    r0 = 2
    exit
first:
    *(u64 *)(r10 - 16) = 1
    r1 = seen ll
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -16
    r4 = 0
    call bpf_map_update_elem
    r0 = 1
    exit
"""


def _play(worth: int, engine: str = "jit") -> tuple[object, bool]:
    source = assemble(SOURCE)
    machine = Machine(source.maps, World(seed=5), programs=source.programs)
    engines = Engines(machine, source.programs, {0: frozenset()}, engine=engine, foundry=Foundry(worth=worth))
    told = []
    for _ in range(60):
        outcome = engines.run(0, (machine.enter_xdp(bytes(64)),), 1000)
        told.append((outcome, machine.changes()))
    return told, engines.native is not None


def test_the_change_leaves_no_trace() -> None:
    interpreted, native = _play(0, engine="interp")
    assert not native
    for worth in (0, 1, 500):
        assert _play(worth) == (interpreted, True)


def test_little_work_is_never_compiled() -> None:
    _, native = _play(10**9)
    assert not native
