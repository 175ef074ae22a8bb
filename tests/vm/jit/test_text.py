"""Native code as text knows, line by line, which instruction it came from."""

import pytest

from vm.asm import assemble
from vm.jit.linkage import Linkage, Unit
from vm.jit.text import TRIPLES, llvm_ir, machine_code

SOURCE = """
    r0 = *(u32 *)(r1 + 12)
    if r0 > 7 goto out
    *(u64 *)(r10 - 8) = r0
out:
    exit
"""
UNIT = Unit(index=0, insns=assemble(SOURCE).programs[0].insns)


def test_llvm_ir_names_slots() -> None:
    lines = llvm_ir(UNIT, Linkage())
    assert {line.slot for line in lines} >= {0, 1, 2}
    store = next(line for line in lines if "store i64" in line.text and line.slot == 2)
    assert "align 1" in store.text
    assert not any("!dbg !" in line.text and line.slot is not None for line in lines if "define" not in line.text)


@pytest.mark.parametrize("machine", TRIPLES)
def test_machine_code_names_slots(machine: str) -> None:
    lines = machine_code(UNIT, Linkage(), machine)
    assert {line.slot for line in lines} >= {0, 1, 2}
    assert lines[0].text.startswith("p0_f0:")
    assert any("ret" in line.text for line in lines)
