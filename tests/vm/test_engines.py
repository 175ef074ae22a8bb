"""A run may begin in the interpreter and go on in native code, and nobody can tell."""

from pathlib import Path

import pytest

from vm.asm import assemble
from vm.engines import Engines, Foundry
from vm.jit.engine import Native
from vm.kernel.world import World
from vm.protocol import events as e
from vm.protocol.events import Event
from vm.runtime.machine import Machine
from vm.session import Request, play

EXAMPLES = sorted(path for path in Path("examples").glob("*.s") if not path.name.endswith(".broken.s"))

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


def _told(source: str, engine: str, worth: int) -> tuple[list[Event], bool]:
    """All events of a run but those that say how the work goes on, and whether native code took over."""
    request, linked = Request(source=source, engine=engine, coverage=True), list[Native]()
    frames = play(request, foundry=Foundry(worth=worth, linked=linked.append))
    told = [event for frame in frames for event in frame.events if not isinstance(event, e.Progress)]
    return told, bool(linked)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_run_is_the_same_whenever_its_engine_changes(path: Path) -> None:
    source = path.read_text()
    interpreted, _ = _told(source, "interp", 0)
    totals = interpreted[-1].totals
    counts = [event for event in interpreted if isinstance(event, e.Coverage)]
    assert sum(sum(event.counts) for event in counts) == totals.insns
    for worth in (0, totals.insns // 3, totals.insns * 9 // 10):
        told, changed = _told(source, "jit", worth)
        assert told == interpreted
        assert changed
