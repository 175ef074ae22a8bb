"""Interpreter and JIT are one meaning: equal outcomes, equal memory, equal maps, on anything."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.fuzz import engines
from tests.fuzz.natively import groups
from vm.asm import assemble
from vm.facts.baseline import PAGE_SIZE
from vm.interp import Interpreter
from vm.jit.engine import Native
from vm.kernel.world import World
from vm.program import Object
from vm.runtime.machine import Machine
from vm.runtime.memory import ARENA_SIZE

BENCH = sorted((Path(__file__).resolve().parents[2] / "bench" / "programs").glob("*.s"))
FRAME = bytes.fromhex(
    "ffffffffffff010203040506080045000032000040004011f96c0a0000010a00000204d20035001e0000" + "78" * 40
)
PROGRAMS = 1000
ENOUGH = 0.5  # of random programs must have a native form, or the comparison says little


def test_unverified_bytecode() -> None:
    compared = 0
    for group in groups(range(PROGRAMS)):
        answers = engines.compare([engines.draw(0, number) for number in group])
        assert not any(answers.values()), (group, answers)
        compared += len(answers)
    assert compared > ENOUGH * PROGRAMS


LOST_PLACES = (101703, 107167)
"""Programs of seed 20 whose budget ends between two rounds of bpf_loop, behind a callback that called helpers."""


def test_a_budget_that_ends_in_a_helper_ends_at_its_call() -> None:
    answers = engines.compare([engines.draw(20, number) for number in LOST_PLACES])
    assert answers == dict.fromkeys(range(len(LOST_PLACES)))


def _machine(source: Object) -> Machine:
    return Machine(source.maps, World(), programs=source.programs)


@pytest.mark.parametrize("path", BENCH, ids=lambda path: path.stem)
@pytest.mark.parametrize("checked", [False, True])
def test_programs(path: Path, checked: bool) -> None:
    source = assemble(path.read_text())
    first, second = _machine(source), _machine(source)
    loads = {pc for pc, insn in enumerate(source.programs[0].insns) if insn.opcode == 0x61 and insn.src == 1}
    native = Native(second, source.programs, {} if checked else {0: frozenset(loads)})
    interpreter = Interpreter(first, source.programs[0])
    for _ in range(3):
        ours = interpreter.run((first.enter_xdp(FRAME),), 10**7)
        theirs = native.run(0, (second.enter_xdp(FRAME),), 10**7)
        assert ours == theirs
        assert ours.fault is None
        assert first.changes() == second.changes()


def test_many_frames_in_one_go() -> None:
    """The native loop gives each frame the verdict it gets alone."""
    source = assemble((Path(BENCH[0]).parent / "parse_count.s").read_text())
    machine = _machine(source)
    native = Native(machine, source.programs, {0: frozenset({0, 1})}, loops=True)
    machine.enter_xdp(FRAME)
    start = machine.packet.data & 0xFFFF_FFFF
    long, short = (start, start + len(FRAME)), (start, start + 20)
    done, verdicts = native.batch(0, [long, short, long], rounds=5, fuel=10**9)
    assert done == 15
    assert verdicts == [0, 10, 5, 0, 0, 0]


def test_a_limit_ends_the_run_where_the_interpreter_ends_it() -> None:
    source = assemble("r6 = 0\nagain:\nr6 += 1\ngoto again\n")
    first, second = _machine(source), _machine(source)
    ours = Interpreter(first, source.programs[0]).run((first.enter_xdp(FRAME),), 1000)
    theirs = Native(second, source.programs, {0: frozenset()}).run(0, (second.enter_xdp(FRAME),), 1000)
    assert ours == theirs
    assert ours.fault is not None
    assert ours.fault.kind == "out-of-fuel"


def test_an_unverified_program_cannot_leave_the_arena() -> None:
    """Stores land at the low 32 bits of their addresses, and one that straddles the end in the page beyond it."""
    addresses = (0, (1 << 63) + 8, 0x7FFF_0000_0100, (1 << 64) - 4)
    native, machine = _storing(*addresses)
    machine.memory.map("the first page", 0, PAGE_SIZE)
    machine.memory.map("the last page and the one beyond", ARENA_SIZE - PAGE_SIZE, 2 * PAGE_SIZE)
    assert native.run(0, (machine.enter_xdp(FRAME),), 1000).retval == 1
    for offset in (address % ARENA_SIZE for address in addresses):
        assert machine.memory.arena[offset : offset + 8] == (7).to_bytes(8, "little")


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_what_no_region_owns_is_no_memory() -> None:
    native, machine = _storing(0x1234_5678)
    context = machine.enter_xdp(FRAME)
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGSEGV, signal.SIG_DFL)
        native.run(0, (context,), 1000)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGSEGV


def _storing(*addresses: int) -> tuple[Native, Machine]:
    """A program that stores 8 bytes at each address, as if a verdict had allowed it."""
    lines = [f"r1 = {address:#x} ll\n*(u64 *)(r1 + 0) = 7" for address in addresses]
    source = assemble("\n".join(lines) + "\nr0 = 1\nexit\n")
    machine = _machine(source)
    return Native(machine, source.programs, {0: frozenset()}), machine


@pytest.mark.parametrize(
    ("flags", "access", "kind"),
    [
        (0x80, "*(u64 *)(r1 + 0) = 1", "read-only"),
        (0x80, "lock *(u64 *)(r1 + 0) += r2", "read-only"),
        (0x100, "r2 = *(u64 *)(r1 + 0)", "write-only"),
        (0x100, "lock *(u64 *)(r1 + 0) += r2", "write-only"),
        (0, "lock *(u64 *)(r1 + 4) += r2", "unaligned"),
        (0, "*(u64 *)(r1 + 8) = 1", "out-of-bounds"),
        (0, "r2 = *(u8 *)(r1 - 1)", "out-of-bounds"),
    ],
)
def test_a_checked_build_faults_as_the_interpreter(flags: int, access: str, kind: str) -> None:
    """At the same instruction, of the same kind, in the same words."""
    source = assemble(
        f".map m, array, key=4, value=8, max_entries=1, flags={flags}\nr1 = m[0] + 0 ll\n{access}\nexit\n"
    )
    first, second = _machine(source), _machine(source)
    ours = Interpreter(first, source.programs[0]).run((first.enter_xdp(FRAME),), 1000)
    theirs = Native(second, source.programs, {}).run(0, (second.enter_xdp(FRAME),), 1000)
    assert ours == theirs
    assert ours.fault is not None
    assert (ours.fault.kind, ours.fault.pc) == (kind, 2)


RECURSION = "call again\nexit\nagain:\ncall again\nexit\n"


@pytest.mark.parametrize("checked", [False, True])
def test_frames_end_before_the_hosts_stack_does(checked: bool) -> None:
    source = assemble(RECURSION)
    first, second = _machine(source), _machine(source)
    ours = Interpreter(first, source.programs[0]).run((first.enter_xdp(FRAME),), 10**9)
    native = Native(second, source.programs, {} if checked else {0: frozenset()})
    assert native.run(0, (second.enter_xdp(FRAME),), 10**9) == ours
    assert ours.fault is not None
    assert (ours.fault.kind, ours.fault.pc, ours.insns) == ("call-depth", 2, 8)
