"""Calls in LLVM IR: functions of the program, helpers with native code, helpers of the host.

A helper is one LLVM function `i64 @helper_NAME(mem, ctl, r1 .. r5)`. What `vm.jit.native` can do in
the same module is inlined; everything else goes through the control block's `callback` to the
host, whose bodies are those of `vm.runtime.helpers`. So both engines share one meaning, and native
code is only a faster way to the same bytes.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from vm.facts.helpers import HELPER_BY_ID as BY_ID
from vm.facts.isa import MODE_IND, SIZE_BY_CODE
from vm.facts.registers import FP, R0
from vm.insn import Instruction
from vm.jit import native
from vm.jit.blocks import NotLowered
from vm.jit.linkage import Linkage, Unit
from vm.runtime.faults import KINDS
from vm.runtime.memory import ARENA, FRAMES, STACK_STRIDE, stack_top

if TYPE_CHECKING:
    from vm.jit.lower import Build, Lowering

FAULT_NUMBERS: Final = {kind.name: number for number, kind in enumerate(KINDS, 1)}
MAY_GOTO_BUDGET: Final = 8_388_608
"""Iterations one `may_goto` allows in one activation of its function. Source: Linux, BPF_MAX_LOOPS."""

LAST_FRAME: Final = ARENA + stack_top(FRAMES - 1) - (1 << 64)

HOST_LOAD: Final = -1
"""Number by which the callback knows the old packet loads: r1 offset, r2 size."""


def local(low: "Lowering", target: int, pc: int) -> None:
    """Call the function at slot `target`."""
    f = low.f
    low.settle()
    low.check_limit(pc)
    frame = f.let(f"add i64 {f.get(FP)}, {STACK_STRIDE}")
    low.fail_if(f.let(f"icmp ugt i64 {frame}, {LAST_FRAME}"), "call-depth", pc)
    f.write_word("count", f.let("load i64, ptr %count.slot"))
    given = ", ".join(f"i64 {f.get(reg)}" for reg in range(1, 6))
    result = f.let(f"call i64 @{low.unit.symbol(target)}(ptr %mem, ptr %ctl, {given}, i64 {frame})")
    low.leave_if_faulted()
    f.put(f"store i64 {f.word('count')}, ptr %count.slot")
    f.set(R0, result)


def helper(low: "Lowering", number: int, pc: int) -> None:
    """Call helper `number`. One that the kernel does not have is the interpreter's to refuse."""
    row = BY_ID.get(number)
    if row is None:
        raise NotLowered(f"no helper {number}")
    f = low.f
    f.write_word("fault_pc", str(pc))
    given = ", ".join(f"i64 {f.get(reg)}" for reg in range(1, 6))
    if row.name in native.PURE and not low.build.checked:
        f.set(R0, f.let(f"call i64 @helper_{row.name}(ptr %mem, ptr %ctl, {given})"))
        return
    low.settle()
    f.write_word("count", f.let("load i64, ptr %count.slot"))
    result = f.let(f"call i64 @helper_{row.name}(ptr %mem, ptr %ctl, {given})")
    low.leave_if_faulted()
    f.set(R0, result)


def packet_load(low: "Lowering", insn: Instruction, pc: int) -> None:
    """`r0 = *(size *)skb[...]`: beyond the packet the program ends with r0 = 0."""
    f = low.f
    size = SIZE_BY_CODE[insn.opcode & 0x18].bytes
    offset = str(insn.imm)
    if insn.opcode & 0xE0 == MODE_IND:
        offset = f.let(f"add i64 {f.get(insn.src)}, {insn.imm}")
    low.settle()
    f.write_word("count", f.let("load i64, ptr %count.slot"))
    f.write_word("fault_pc", str(pc))
    f.write_word("ended", "0")
    result = f.let(
        f"call i64 @callback(ptr %ctl, i64 {HOST_LOAD}, i64 {offset}, i64 {size}, i64 {f.get(6)}, i64 0, i64 0)"
    )
    low.leave_if_faulted()
    beyond = f.let(f"icmp ne i64 {f.word('ended')}, 0")
    out, on = f.label("out"), f.label("on")
    f.flush()
    f.put(f"br i1 {beyond}, label %{out}, label %{on}")
    f.block(out)
    f.put("ret i64 0")
    f.block(on)
    f.set(R0, result)
    for reg in range(1, 6):
        f.set(reg, "0")


def prelude(units: Sequence[Unit], linkage: Linkage, build: "Build") -> str:
    """What comes before the programs: the door, the helpers they call, the range check."""
    called = {
        BY_ID[insn.imm].name
        for unit in units
        for insn in unit.insns
        if insn.opcode == 0x85 and insn.src == 0 and insn.imm in BY_ID
    }
    parts = [native.DECLARATIONS, door(units)]
    if build.checked:
        parts.append(native.CHECK)
    parts += native.definitions(sorted(called), linkage, checked=build.checked)
    return "\n".join(parts)


def door(units: Sequence[Unit]) -> str:
    """`run`: the program called `program`, with r10 at the first frame."""
    cases = "\n".join(f"    i64 {unit.index}, label %p{unit.index}" for unit in units)
    frame = ARENA + stack_top(0) - (1 << 64)
    given = f"ptr %mem, ptr %ctl, i64 %r1, i64 %r2, i64 0, i64 0, i64 0, i64 {frame}"
    bodies = "\n".join(
        f"p{unit.index}:\n  %v{unit.index} = call i64 @{unit.symbol(0)}({given})\n  ret i64 %v{unit.index}"
        for unit in units
    )
    return (
        f"define i64 @run(ptr noalias %mem, ptr noalias %ctl, i64 %program, i64 %r1, i64 %r2) {{\n"
        f"  switch i64 %program, label %none [\n{cases}\n  ]\nnone:\n  ret i64 0\n{bodies}\n}}\n"
    )
