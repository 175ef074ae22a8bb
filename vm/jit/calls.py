"""Calls in LLVM IR: functions of the program, helpers with native code, helpers of the host.

A helper is one LLVM function `i64 @helper_NAME(mem, ctl, r1 .. r5)`. What `vm.jit.native` can do in
the same module is inlined; everything else goes through the control block's `callback` to the
host, whose bodies are those of `vm.runtime.helpers`. So both engines share one meaning, and native
code is only a faster way to the same bytes.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from vm.facts.helpers import HELPER_BY_ID as BY_ID
from vm.facts.helpers import Helper
from vm.facts.isa import CALL, CALL_HELPER, MODE_IND, SIZE_BY_CODE
from vm.facts.registers import FP, R0
from vm.insn import Instruction
from vm.jit import native
from vm.jit.blocks import NotLowered
from vm.jit.body import Body
from vm.jit.linkage import Unit
from vm.jit.numbers import LAST_FRAME
from vm.runtime.memory import STACK_STRIDE

MAY_GOTO_BUDGET: Final = 8_388_608
"""Iterations one `may_goto` allows in one activation of its function. Source: Linux, BPF_MAX_LOOPS."""

HOST_LOAD: Final = -1
"""Number by which the callback knows the old packet loads: r1 offset, r2 size."""


def local(low: Body, target: int, pc: int) -> None:
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


def helper(low: Body, number: int, pc: int) -> None:
    """Call helper `number`. One that the kernel does not have is the interpreter's to refuse."""
    row = BY_ID.get(number)
    if row is None:
        raise NotLowered(f"no helper {number}")
    f = low.f
    given = ", ".join(f"i64 {f.get(reg)}" for reg in range(1, 6))
    called = f"call i64 @helper_{row.name}(ptr %mem, ptr %ctl, {given})"
    if row.name in native.PURE and not low.build.checked:
        f.set(R0, f.let(called))
        return
    low.settle()
    f.write_word("count", f.let("load i64, ptr %count.slot"))
    f.write_word("fault_pc", str(pc))
    f.write_word("frame", f.get(FP))
    f.write_word("program", str(low.unit.index))
    result = f.let(called)
    low.leave_if_faulted()
    if row.note == "tail":
        _tail_call(low, pc)
    if row.note == "callback":
        f.put(f"store i64 {f.word('count')}, ptr %count.slot")
    f.set(R0, result)


def _tail_call(low: Body, pc: int) -> None:
    """If the helper found a program, it runs in this very frame, and its result is this function's."""
    f = low.f
    tail = f.word("tail")
    leave, stay = f.label("leave"), f.label("stay")
    f.flush()
    f.put(f"br i1 {f.let(f'icmp ne i64 {tail}, 0')}, label %{leave}, label %{stay}")
    f.block(leave)
    f.write_word("tail", "0")
    low.check_limit(pc)
    number = f.let(f"sub i64 {tail}, 1")
    result = f.let(f"call i64 @enter(ptr %mem, ptr %ctl, i64 {number}, i64 {f.word('context')}, i64 0, i64 %fp)")
    f.put(f"ret i64 {result}")
    f.block(stay)


def packet_load(low: Body, insn: Instruction, pc: int) -> None:
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
        f"call i64 @callback(ptr %mem, ptr %ctl, i64 {HOST_LOAD}, i64 {offset}, i64 {size}, i64 {f.get(6)}, i64 0, i64 0)"
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


def called(units: Sequence[Unit]) -> Iterator[Helper]:
    """The helper of every call in these programs."""
    for unit in units:
        for insn in unit.insns:
            if insn.opcode == CALL and insn.src == CALL_HELPER and insn.imm in BY_ID:
                yield BY_ID[insn.imm]


def calls_back(units: Sequence[Unit]) -> bool:
    """Whether any program uses a helper that calls functions of the program."""
    return any(row.note == "callback" for row in called(units))
