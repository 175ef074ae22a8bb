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
from vm.jit import native, stretches
from vm.jit.blocks import NotLowered
from vm.jit.body import Body, Build
from vm.jit.control import field as word
from vm.jit.linkage import Linkage, Unit
from vm.jit.numbers import FIRST_FRAME, LAST_FRAME
from vm.runtime.memory import ARENA, CONTEXT, STACK_STRIDE

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


def prelude(units: Sequence[Unit], linkage: Linkage, build: Build) -> str:
    """What comes before the programs: the door, the helpers they call, the range check."""
    called = {row.name for row in _called(units)}
    parts = [native.DECLARATIONS, enter(units)]
    if not build.lines:
        parts.append(door())
    if build.loops:
        parts += [batches(unit, told=not called <= native.PURE) for unit in units]
        parts.append(loops(units))
    if build.stretches:
        parts.append(stretches.functions(linkage))
    if build.checked:
        parts.append(native.CHECK)
    parts += native.definitions(sorted(called), linkage, checked=build.checked)
    return "\n".join(parts)


def _called(units: Sequence[Unit]) -> Iterator[Helper]:
    for unit in units:
        for insn in unit.insns:
            if insn.opcode == CALL and insn.src == CALL_HELPER and insn.imm in BY_ID:
                yield BY_ID[insn.imm]


def calls_back(units: Sequence[Unit]) -> bool:
    """Whether any program uses a helper that calls functions of the program."""
    return any(row.note == "callback" for row in _called(units))


def enter(units: Sequence[Unit]) -> str:
    """`enter`: the program of a number, in a given frame; what the doors and tail calls share."""
    cases = " ".join(f"i64 {unit.index}, label %p{unit.index}" for unit in units)
    given = "ptr %mem, ptr %ctl, i64 %r1, i64 %r2, i64 0, i64 0, i64 0, i64 %fp"
    bodies = "\n".join(
        f"p{unit.index}:\n  %v{unit.index} = call i64 @{unit.symbol(0)}({given})\n  ret i64 %v{unit.index}"
        for unit in units
    )
    return f"""\
define internal i64 @enter(ptr noalias %mem, ptr noalias %ctl, i64 %program, i64 %r1, i64 %r2, i64 %fp) #0 {{
  switch i64 %program, label %none [ {cases} ]
none:
  ret i64 0
{bodies}
}}
"""


def door() -> str:
    """`run`: one invocation, with r10 at the first frame."""
    return f"""\
define i64 @run(ptr noalias %mem, ptr noalias %ctl, i64 %program, i64 %r1, i64 %r2) #0 {{
  %v = call i64 @enter(ptr %mem, ptr %ctl, i64 %program, i64 %r1, i64 %r2, i64 {FIRST_FRAME})
  ret i64 %v
}}
"""


_TELL: Final = """\
  %data.wide = zext i32 %data to i64
  %end.wide = zext i32 %end to i64
  %data.full = add i64 %data.wide, {base}
  %end.full = add i64 %end.wide, {base}
  %data.word = {data}
  %end.word = {end}
  %meta.word = {meta}
  store i64 %data.full, ptr %data.word
  store i64 %end.full, ptr %end.word
  store i64 %data.full, ptr %meta.word
"""


def loops(units: Sequence[Unit]) -> str:
    """`batch` and `repeat`: the doors to each program's own loops."""
    doors = []
    for name, given in (("batch", BATCH), ("repeat", REPEAT)):
        cases = " ".join(f"i64 {unit.index}, label %p{unit.index}" for unit in units)
        bodies = "\n".join(
            f"p{unit.index}:\n  %v{unit.index} = call i64 @{name}{unit.index}({given})\n  ret i64 %v{unit.index}"
            for unit in units
        )
        doors.append(
            f"define i64 @{name}({given.replace('ptr %', 'ptr noalias %').replace('%ctl,', '%ctl, i64 %program,')}) #0 {{\n"
            f"  switch i64 %program, label %none [ {cases} ]\nnone:\n  ret i64 0\n{bodies}\n}}\n"
        )
    return "".join(doors)


BATCH: Final = "ptr %mem, ptr %ctl, ptr %frames, i64 %n, i64 %rounds, ptr %counts"
REPEAT: Final = "ptr %mem, ptr %ctl, i64 %r1, i64 %r2, i64 %times"


def batches(unit: Unit, *, told: bool) -> str:
    """`batchN`: program N, an XDP one, over many frames that lie in the arena already, without coming back in between.

    The program is inlined, so that LLVM keeps what stays the same in registers. `repeatN` likewise.

    frames   u32 pairs, the offsets of each frame's first byte and of its end in the arena
    rounds   how often to go through all of them
    counts   u64 for each of the verdicts 0 to 4, and for all other return values
    returns  invocations; fewer than frames * rounds when one ended the run
    told     the borders of each frame are wanted in the control block: some helper asks
    """
    context = CONTEXT
    tell = (
        _TELL.format(base=ARENA - (1 << 64), **{n: word(f"packet_{n}") for n in ("data", "end", "meta")})
        if told
        else ""
    )
    rest = f"i64 0, i64 0, i64 0, i64 {FIRST_FRAME}"
    return f"""\
define internal i64 @batch{unit.index}({BATCH.replace("ptr %", "ptr noalias %")}) #0 noinline {{
entry:
  %total = mul i64 %n, %rounds
  %fault.at = {word("fault")}
  %data.at = getelementptr i8, ptr %mem, i64 {context}
  %end.at = getelementptr i8, ptr %mem, i64 {context + 4}
  %meta.at = getelementptr i8, ptr %mem, i64 {context + 8}
  %none = icmp eq i64 %total, 0
  br i1 %none, label %out, label %next
next:
  %done = phi i64 [ 0, %entry ], [ %done.more, %on ]
  %i = phi i64 [ 0, %entry ], [ %i.next, %on ]
  %at = getelementptr [2 x i32], ptr %frames, i64 %i
  %data = load i32, ptr %at
  %end.from = getelementptr i32, ptr %at, i64 1
  %end = load i32, ptr %end.from
  store i32 %data, ptr %data.at
  store i32 %end, ptr %end.at
  store i32 %data, ptr %meta.at
{tell}  %v = call i64 @{unit.symbol(0)}(ptr %mem, ptr %ctl, i64 {ARENA + context - (1 << 64)}, i64 0, {rest}) alwaysinline
  %fault = load i64, ptr %fault.at
  %bad = icmp ne i64 %fault, 0
  br i1 %bad, label %stop, label %on
on:
  %low = and i64 %v, 4294967295
  %slot = call i64 @llvm.umin.i64(i64 %low, i64 5)
  %count.at = getelementptr i64, ptr %counts, i64 %slot
  %count = load i64, ptr %count.at
  %count.more = add i64 %count, 1
  store i64 %count.more, ptr %count.at
  %i.more = add i64 %i, 1
  %wrap = icmp eq i64 %i.more, %n
  %i.next = select i1 %wrap, i64 0, i64 %i.more
  %done.more = add i64 %done, 1
  %all = icmp eq i64 %done.more, %total
  br i1 %all, label %out, label %next
stop:
  ret i64 %done
out:
  ret i64 %total
}}
define internal i64 @repeat{unit.index}({REPEAT.replace("ptr %", "ptr noalias %")}) #0 noinline {{
entry:
  %fault.at = {word("fault")}
  br label %next
next:
  %i = phi i64 [ 0, %entry ], [ %more, %on ]
  %v = call i64 @{unit.symbol(0)}(ptr %mem, ptr %ctl, i64 %r1, i64 %r2, {rest})
  %fault = load i64, ptr %fault.at
  %bad = icmp ne i64 %fault, 0
  br i1 %bad, label %out, label %on
on:
  %more = add i64 %i, 1
  %all = icmp uge i64 %more, %times
  br i1 %all, label %out, label %next
out:
  ret i64 %v
}}
"""


def functions(units: Sequence[Unit], starts: Sequence[Sequence[int]]) -> str:
    """`call`: the function at a slot of a program, for helpers of the host that call back."""
    cases, bodies = [], []
    for unit, slots in zip(units, starts, strict=True):
        for slot in slots:
            key = unit.index << 32 | slot
            cases.append(f"i64 {key}, label %k{key}")
            given = "ptr %mem, ptr %ctl, i64 %r1, i64 %r2, i64 %r3, i64 %r4, i64 %r5, i64 %fp"
            bodies.append(f"k{key}:\n  %v{key} = call i64 @{unit.symbol(slot)}({given})\n  ret i64 %v{key}")
    return (
        "define i64 @call(ptr noalias %mem, ptr noalias %ctl, i64 %key, "
        "i64 %r1, i64 %r2, i64 %r3, i64 %r4, i64 %r5, i64 %fp) #0 {\n"
        f"  switch i64 %key, label %none [ {' '.join(cases)} ]\nnone:\n  ret i64 0\n" + "\n".join(bodies) + "\n}\n"
    )
