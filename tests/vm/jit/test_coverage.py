"""A coverage build counts what the interpreter counts, instruction by instruction, on whatever bytecode."""

import pytest

from tests.fuzz import engines
from tests.fuzz.natively import Module, groups, has_native_form
from vm.asm import assemble
from vm.interp import Interpreter
from vm.jit.engine import Native
from vm.kernel.world import World
from vm.program import Program
from vm.runtime.machine import Machine

FRAME = bytes(64)
LOOP = """
.license "GPL"
.section xdp
    r6 = 0
again:
    r6 += 1
    r7 = 0x123456789 ll
    call double
    if r6 < 10 goto again
    r1 = 0
    r0 = *(u64 *)(r1 + 0)
    exit
double:
    r0 = r1
    r0 += r1
    exit
"""


@pytest.mark.parametrize("engine", ["interp", "jit"])
def test_counts_of_a_loop_a_function_and_the_instruction_that_faults(engine: str) -> None:
    source = assemble(LOOP)
    machine = Machine(source.maps, World(), programs=source.programs)
    program = source.programs[0]
    if engine == "interp":
        counts = [[0] * len(program.insns)]
        Interpreter(machine, program, counts).run((machine.enter_xdp(FRAME),), 10_000)
    else:
        native = Native(machine, source.programs, {}, coverage=True)
        native.run(0, (machine.enter_xdp(FRAME),), 10_000)
        counts = native.counts()
    assert counts == [[1, 10, 10, 0, 10, 10, 1, 1, 0, 10, 10, 10]]


def test_both_engines_count_alike() -> None:
    compared = 0
    for group in groups(range(160)):
        asked = [
            Program(name="fuzz", section="xdp", prog_type="xdp", insns=engines.draw(31, n), maps=engines.MAPS)
            for n in group
        ]
        asked = [program for program in asked if has_native_form(program, engines.machine_of(program))]
        for program in asked:
            first, second = engines.machine_of(program), engines.machine_of(program)
            module = Module(second, (program, engines.FOLLOWING), {}, coverage=True)
            counts = [[0] * len(each.insns) for each in first.programs]
            ours = Interpreter(first, program, counts).run((first.enter_xdp(engines.FRAME),), engines.FUEL)
            theirs = module.run(0, (second.enter_xdp(engines.FRAME),), engines.FUEL)
            assert ours == theirs
            assert counts == module.counts(), program.insns
            assert sum(map(sum, counts)) == ours.insns
            compared += 1
    assert compared > 80
