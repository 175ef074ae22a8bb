"""The code that plays a stretch (`vm.jit.stretches`).

    i64 stretch(ptr mem, ptr ctl, ptr rows, i64 n, ptr contents, ptr ends, i64 consumed)

sets the scene for each of `n` invocations as the machine would (context, packet, stack, the words that
helpers ask for), runs its program, and lets the consumers of ring buffers read.
"""

from collections.abc import Mapping
from typing import Final

from vm.jit import rings
from vm.jit.control import field as word
from vm.jit.emit import Function, define
from vm.jit.linkage import Linkage, MapLink
from vm.jit.numbers import FIRST_FRAME
from vm.jit.stretches import END, ROW
from vm.runtime.maps.ringbuf import CONSUMER, DISCARD, HEADER, LENGTH, PRODUCER
from vm.runtime.memory import ARENA, CONTEXT, PACKET, STACK_SIZE, STACKS
from vm.runtime.packet import HEADROOM, MAX_XDP, TAIL_RESERVED

_BLOCK: Final = HEADROOM + MAX_XDP + TAIL_RESERVED
_STACK: Final = FIRST_FRAME - (ARENA - (1 << 64)) - STACK_SIZE
_CONTEXT: Final = ARENA + CONTEXT - (1 << 64)
_DATA: Final = ARENA + PACKET + HEADROOM - (1 << 64)
"""Where a context and a packet's data begin; as signed numbers, for LLVM."""

assert _STACK >= STACKS


def door(linkage: Linkage) -> str:
    """`stretch`, and a consumer for each ring buffer."""
    consumed = [index for index, link in enumerate(linkage.maps) if rings.is_ring(link)]
    consumers = "\n".join(_consumer(index, linkage.maps[index]) for index in consumed)
    takes = "".join(f"  call i64 @consume{index}(ptr %mem, ptr %ctl, i64 %consumed)\n" for index in consumed)
    return f"{consumers}\n{_HEAD}{_NEXT}{_PLAIN}{_PACKET}{_RUN}{takes}{_MORE}"


def _consumer(index: int, link: MapLink) -> str:
    """`consumeN`: user space reads ring buffer N up to the first record that is being written; counts what it gets."""
    f = Function()
    f.lines.append("entry:")
    bit = f.let(f"and i64 %consumed, {1 << index}")
    f.put(f"br i1 {f.let(f'icmp eq i64 {bit}, 0')}, label %out, label %begin")
    f.block("begin")
    consumer, start = rings.position(f, index, CONSUMER)
    _, end = rings.position(f, index, PRODUCER)
    f.put("br label %next")
    f.block("next")
    f.put(f"%at = phi i64 [ {start}, %begin ], [ %after, %on ]")
    f.put(f"br i1 {f.let(f'icmp uge i64 %at, {end}')}, label %done, label %look")
    f.block("look")
    offset = f.let(f"and i64 %at, {link.max_entries - 1}")
    pending = f.let(f"load i32, ptr {rings.pending(f, index, offset)}")
    f.put(f"br i1 {f.let(f'icmp ne i32 {pending}, 0')}, label %done, label %read")
    f.block("read")
    header = f.let(f"zext i32 {f.let(f'load i32, ptr {rings.record(f, link, offset)}')} to i64")
    length = f.let(f"and i64 {header}, {LENGTH}")
    total = f.let(f"and i64 {f.let(f'add i64 {length}, {HEADER + 7}')}, -8")
    further = f.let(f"add i64 %at, {total}")
    wild = f.let(f"icmp ugt i64 {further}, {end}")
    f.put(f"br i1 {wild}, label %broken, label %on")
    f.block("broken")
    f.put(f"store i64 {end}, ptr {consumer}")
    f.put("ret i64 0")
    f.block("on")
    f.put(f"%after = or i64 {further}, 0")
    skipped = f.let(f"icmp ne i64 {f.let(f'and i64 {header}, {DISCARD}')}, 0")
    one = f.let(f"select i1 {skipped}, i64 0, i64 1")
    f.write_word("consumed", f.let(f"add i64 {f.word('consumed')}, {one}"))
    f.put("br label %next")
    f.block("done")
    f.put(f"store i64 %at, ptr {consumer}")
    f.put("br label %out")
    f.block("out")
    f.put("ret i64 0")
    return define(f"consume{index}", "ptr %mem, ptr %ctl, i64 %consumed", f, "noinline optnone")


def _set(words: Mapping[str, str]) -> str:
    """Give words of the control block these values."""
    return "".join(f"  %w.{name} = {word(name)}\n  store i64 {value}, ptr %w.{name}\n" for name, value in words.items())


_HEAD: Final = f"""\
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
define i64 @stretch(ptr noalias %mem, ptr noalias %ctl, ptr noalias %rows, i64 %n, ptr noalias %contents, \
ptr noalias %ends, i64 %consumed) #0 noinline optnone {{
entry:
  %fault.at = {word("fault")}
  %context = getelementptr i8, ptr %mem, i64 {CONTEXT}
  %block = getelementptr i8, ptr %mem, i64 {PACKET}
  %frame = getelementptr i8, ptr %mem, i64 {PACKET + HEADROOM}
  %stack = getelementptr i8, ptr %mem, i64 {_STACK}
  br label %next
"""

_LOADS: Final = "".join(
    f"  %{name}.at = getelementptr i64, ptr %row, i64 {n}\n  %{name} = load i64, ptr %{name}.at\n"
    for n, name in enumerate(ROW)
)

_TOLD: Final = {
    "now_ns": "%now_ns", "cpu": "%cpu", "pid_tgid": "%pid_tgid", "uid_gid": "%uid_gid", "context": str(_CONTEXT),
    "tail": "0", "logged": "0", "moved": "0", "redirect": "0", "xdp": "%xdp.wide",
}  # fmt: skip

_NEXT: Final = f"""\
next:
  %i = phi i64 [ 0, %entry ], [ %more, %on ]
  %all = icmp uge i64 %i, %n
  br i1 %all, label %out, label %begin
begin:
  %row = getelementptr [{len(ROW)} x i64], ptr %rows, i64 %i
{_LOADS}\
  %content = getelementptr i8, ptr %contents, i64 %offset
  %is.plain = icmp eq i64 %ifindex, 0
  %xdp = xor i1 %is.plain, true
  %xdp.wide = zext i1 %xdp to i64
{_set(_TOLD)}\
  call void @llvm.memset.p0.i64(ptr %stack, i8 0, i64 {STACK_SIZE}, i1 false)
  br i1 %is.plain, label %plain, label %packet
"""

_PLAIN: Final = """\
plain:
  %room = sub i64 %last, %length
  %behind = getelementptr i8, ptr %context, i64 %length
  call void @llvm.memcpy.p0.p0.i64(ptr %context, ptr %content, i64 %length, i1 false)
  call void @llvm.memset.p0.i64(ptr %behind, i8 0, i64 %room, i1 false)
  br label %run
"""

_BORDERS: Final = {
    "packet_meta": str(_DATA), "packet_data": str(_DATA), "packet_end": "%packet.end",
    "packet_limit": str(_DATA + MAX_XDP),
}  # fmt: skip

_FIELDS: Final = "".join(
    f"  %f{n}.at = getelementptr i32, ptr %context, i64 {n}\n  store i32 {value}, ptr %f{n}.at\n"
    for n, value in enumerate(
        (str(_DATA & 0xFFFF_FFFF), "%end.low", str(_DATA & 0xFFFF_FFFF), "%ifindex.low", "%queue.low", "0")
    )
)
"""An xdp_md."""

_PACKET: Final = f"""\
packet:
  call void @llvm.memset.p0.i64(ptr %block, i8 0, i64 {_BLOCK}, i1 false)
  call void @llvm.memcpy.p0.p0.i64(ptr %frame, ptr %content, i64 %length, i1 false)
  %packet.end = add i64 %length, {_DATA}
  %end.low = trunc i64 %packet.end to i32
  %ifindex.low = trunc i64 %ifindex to i32
  %queue.low = trunc i64 %last to i32
{_set(_BORDERS)}{_FIELDS}\
  br label %run
"""

_RUN: Final = f"""\
run:
  %v = call i64 @enter(ptr %mem, ptr %ctl, i64 %program, i64 {_CONTEXT}, i64 0, i64 {FIRST_FRAME}) noinline
  %fault = load i64, ptr %fault.at
  %bad = icmp ne i64 %fault, 0
  br i1 %bad, label %stop, label %on
on:
  %end = getelementptr [{len(END)} x i64], ptr %ends, i64 %i
  store i64 %v, ptr %end
  %asked.at = {word("redirect")}
  %asked = load i64, ptr %asked.at
  %target.at = {word("redirect_ifindex")}
  %target = load i64, ptr %target.at
  %target.more = add i64 %target, 1
  %asks = icmp ne i64 %asked, 0
  %redirected = select i1 %asks, i64 %target.more, i64 0
  %redirected.at = getelementptr i64, ptr %end, i64 1
  store i64 %redirected, ptr %redirected.at
"""

_MORE: Final = """\
  %more = add i64 %i, 1
  br label %next
stop:
  ret i64 %i
out:
  ret i64 %n
}
"""
