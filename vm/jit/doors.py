"""Doors of a module: the functions that the host calls, and what leads from them to the programs.

    run      (mem, ctl, program, r1, r2) -> r0                                one invocation
    repeat   (mem, ctl, program, r1, r2, times) -> r0 of the last             on the same context
    batch    (mem, ctl, program, frames, n, rounds, counts) -> invocations    an XDP program over many frames
    call     (mem, ctl, program << 32 | slot, r1 .. r5, r10) -> r0            a function, for helpers that call back

`vm.jit.stretching` has one more. Inside, `enter` is the program of a number in a given frame; tail calls use it too.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from vm.jit.control import field as word
from vm.jit.linkage import Unit
from vm.jit.numbers import FIRST_FRAME
from vm.runtime.memory import ARENA, CONTEXT

_BATCH: Final = "ptr %mem, ptr %ctl, ptr %frames, i64 %n, i64 %rounds, ptr %counts"
_REPEAT: Final = "ptr %mem, ptr %ctl, i64 %r1, i64 %r2, i64 %times"
_ALONE: Final = f"i64 0, i64 0, i64 0, i64 {FIRST_FRAME}"
"""r3 to r5 and r10 of an invocation."""


def enter(units: Sequence[Unit]) -> str:
    """`enter`: the program of a number, in a given frame."""
    given = "ptr %mem, ptr %ctl, i64 %r1, i64 %r2, i64 0, i64 0, i64 0, i64 %fp"
    programs = {unit.index: f"call i64 @{unit.symbol(0)}({given})" for unit in units}
    return f"""\
define internal i64 @enter(ptr noalias %mem, ptr noalias %ctl, i64 %program, i64 %r1, i64 %r2, i64 %fp) #0 {{
{_choice("%program", programs)}}}
"""


def _choice(number: str, calls: Mapping[int, str]) -> str:
    """Do the call of that number and return what it returns; 0 where there is none."""
    cases = " ".join(f"i64 {n}, label %case{n}" for n in calls)
    bodies = "".join(f"case{n}:\n  %v{n} = {call}\n  ret i64 %v{n}\n" for n, call in calls.items())
    return f"  switch i64 {number}, label %none [ {cases} ]\nnone:\n  ret i64 0\n{bodies}"


def run() -> str:
    """The door `run`."""
    return f"""\
define i64 @run(ptr noalias %mem, ptr noalias %ctl, i64 %program, i64 %r1, i64 %r2) #0 {{
  %v = call i64 @enter(ptr %mem, ptr %ctl, i64 %program, i64 %r1, i64 %r2, i64 {FIRST_FRAME})
  ret i64 %v
}}
"""


def call(units: Sequence[Unit], starts: Sequence[Sequence[int]]) -> str:
    """The door `call`; `starts` has the slots of each program's functions."""
    given = "ptr %mem, ptr %ctl, i64 %r1, i64 %r2, i64 %r3, i64 %r4, i64 %r5, i64 %fp"
    functions = {
        unit.index << 32 | slot: f"call i64 @{unit.symbol(slot)}({given})"
        for unit, slots in zip(units, starts, strict=True)
        for slot in slots
    }
    return f"""\
define i64 @call(ptr noalias %mem, ptr noalias %ctl, i64 %key, i64 %r1, i64 %r2, i64 %r3, i64 %r4, i64 %r5, i64 %fp) #0 {{
{_choice("%key", functions)}}}
"""


def loops(units: Sequence[Unit], *, told: bool) -> list[str]:
    """The doors `batch` and `repeat`, and each program's own loops, into which it is inlined: so LLVM keeps
    what stays the same in registers.

    told   the borders of each frame are wanted in the control block: some helper asks
    """
    parts = [text for unit in units for text in (_batch(unit, told=told), _repeat(unit))]
    for name, given in (("batch", _BATCH), ("repeat", _REPEAT)):
        bodies = {unit.index: f"call i64 @{name}{unit.index}({given})" for unit in units}
        taken = _apart(given).replace("%ctl,", "%ctl, i64 %program,")
        parts.append(f"define i64 @{name}({taken}) #0 {{\n{_choice('%program', bodies)}}}\n")
    return parts


def _apart(given: str) -> str:
    """Parameters whose pointers never lead to the same bytes."""
    return given.replace("ptr %", "ptr noalias %")


_TELL: Final = f"""\
  %data.wide = zext i32 %data to i64
  %end.wide = zext i32 %end to i64
  %data.full = add i64 %data.wide, {ARENA - (1 << 64)}
  %end.full = add i64 %end.wide, {ARENA - (1 << 64)}
  %data.word = {word("packet_data")}
  %end.word = {word("packet_end")}
  %meta.word = {word("packet_meta")}
  store i64 %data.full, ptr %data.word
  store i64 %end.full, ptr %end.word
  store i64 %data.full, ptr %meta.word
"""


def _batch(unit: Unit, *, told: bool) -> str:
    """`batchN`: program N, an XDP one, over frames that lie in the arena already.

    frames   u32 pairs, the offsets of each frame's first byte and of its end in the arena
    rounds   how often to go through all of them
    counts   u64 for each of the verdicts 0 to 4, and for all other return values
    returns  invocations; fewer than frames * rounds when one ended the run
    """
    return f"""\
define internal i64 @batch{unit.index}({_apart(_BATCH)}) #0 noinline {{
entry:
  %total = mul i64 %n, %rounds
  %fault.at = {word("fault")}
  %data.at = getelementptr i8, ptr %mem, i64 {CONTEXT}
  %end.at = getelementptr i8, ptr %mem, i64 {CONTEXT + 4}
  %meta.at = getelementptr i8, ptr %mem, i64 {CONTEXT + 8}
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
{_TELL if told else ""}\
  %v = call i64 @{unit.symbol(0)}(ptr %mem, ptr %ctl, i64 {ARENA + CONTEXT - (1 << 64)}, i64 0, {_ALONE}) alwaysinline
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
"""


def _repeat(unit: Unit) -> str:
    """`repeatN`: program N again and again on the same context."""
    return f"""\
define internal i64 @repeat{unit.index}({_apart(_REPEAT)}) #0 noinline {{
entry:
  %fault.at = {word("fault")}
  br label %next
next:
  %i = phi i64 [ 0, %entry ], [ %more, %on ]
  %v = call i64 @{unit.symbol(0)}(ptr %mem, ptr %ctl, i64 %r1, i64 %r2, {_ALONE})
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
