"""Helpers on packets in LLVM IR: checksums, the borders of an XDP frame, redirection.

The packet's borders are words of the control block while native code runs; `moved` tells the host
that they changed. In a range-checked build the borders are the host's, whose table of regions
follows them.
"""

import errno
from typing import Final

from vm.facts.contexts import XDP_MD
from vm.jit.emit import Function
from vm.jit.maps import sized
from vm.runtime.helpers.redirects import TC_ACT_REDIRECT, TC_ACT_SHOT, XDP_ABORTED, XDP_REDIRECT
from vm.runtime.memory import ARENA, CONTEXT, PACKET, READ
from vm.runtime.packet import ETHERNET, FRAME_RESERVED, MAX_META

FIELDS: Final = {field.name: field.offset for field in XDP_MD.fields}

PARTIAL: Final = """\
define internal i64 @csum_partial(ptr %at, i64 %size, i64 %seed) #0 {
entry:
  %words = lshr i64 %size, 2
  br label %next
next:
  %i = phi i64 [ 0, %entry ], [ %i.more, %add ]
  %sum = phi i64 [ %seed, %entry ], [ %sum.more, %add ]
  %all = icmp eq i64 %i, %words
  br i1 %all, label %rest, label %add
add:
  %word.at = getelementptr i32, ptr %at, i64 %i
  %word = load i32, ptr %word.at, align 1
  %wide = zext i32 %word to i64
  %sum.more = add i64 %sum, %wide
  %i.more = add i64 %i, 1
  br label %next
rest:
  %n = phi i64 [ 0, %next ], [ %n.more, %byte ]
  %total = phi i64 [ %sum, %next ], [ %total.more, %byte ]
  %left = and i64 %size, 3
  %done = icmp eq i64 %n, %left
  br i1 %done, label %out, label %byte
byte:
  %base = shl i64 %words, 2
  %place = add i64 %base, %n
  %byte.at = getelementptr i8, ptr %at, i64 %place
  %one = load i8, ptr %byte.at
  %one.wide = zext i8 %one to i64
  %shift = shl i64 %n, 3
  %part = shl i64 %one.wide, %shift
  %total.more = add i64 %total, %part
  %n.more = add i64 %n, 1
  br label %rest
out:
  %v = call i64 @fold32(i64 %total)
  ret i64 %v
}
define internal i64 @fold32(i64 %total) #0 alwaysinline {
  %low = and i64 %total, 4294967295
  %high = lshr i64 %total, 32
  %once = add i64 %low, %high
  %low2 = and i64 %once, 4294967295
  %high2 = lshr i64 %once, 32
  %twice = add i64 %low2, %high2
  ret i64 %twice
}
"""
"""`vm.runtime.helpers.checksums.partial` and `fold32`."""

U32: Final = 0xFFFF_FFFF


def csum_diff(f: Function, host: str, *, checked: bool) -> None:
    """bpf_csum_diff: seed + after - before, folded to 16 bits."""
    places = []
    for pointer, size in (("%r1", "%r2"), ("%r3", "%r4")):
        absent = f.let(f"icmp eq i64 {pointer}, 0")
        length = f.let(f"select i1 {absent}, i64 0, i64 {f.let(f'and i64 {size}, {U32}')}")
        places.append((sized(f, pointer, length, READ, checked=checked), length))
    (old_at, old_size), (new_at, new_size) = places
    seed = f.let(f"and i64 %r5, {U32}")
    has_old, has_new = (f.let(f"icmp ne i64 {size}, 0") for size in (old_size, new_size))
    inverse = f.let(f"xor i64 {seed}, {U32}")
    old_seed = f.let(f"select i1 {has_new}, i64 0, i64 {inverse}")
    old_sum = f.let(f"call i64 @csum_partial(ptr {old_at}, i64 {old_size}, i64 {old_seed})")
    minus = f.let(f"xor i64 {old_sum}, {U32}")
    both = f.let(f"call i64 @fold32(i64 {f.let(f'add i64 {seed}, {minus}')})")
    new_seed = f.let(f"select i1 {has_old}, i64 {both}, i64 {seed}")
    new_sum = f.let(f"call i64 @csum_partial(ptr {new_at}, i64 {new_size}, i64 {new_seed})")
    without = f.let(f"select i1 {has_old}, i64 {minus}, i64 {seed}")
    total = f.let(f"select i1 {has_new}, i64 {new_sum}, i64 {without}")
    for _ in range(2):
        low, high = f.let(f"and i64 {total}, 65535"), f.let(f"lshr i64 {total}, 16")
        total = f.let(f"add i64 {low}, {high}")
    f.put(f"ret i64 {total}")
    f.block("host")
    f.lines.append(host)


# --- borders --------------------------------------------------------------------------------


def _show(f: Function, field: str, address: str) -> None:
    """Tell the context where a border is."""
    at = f.let(f"getelementptr i8, ptr %mem, i64 {CONTEXT + FIELDS[field]}")
    f.put(f"store i32 {f.let(f'trunc i64 {address} to i32')}, ptr {at}")
    f.write_word({"data": "packet_data", "data_end": "packet_end", "data_meta": "packet_meta"}[field], address)


def _refuse(f: Function, bad: str, error: int) -> None:
    """Return -errno where `bad`."""
    refused, on = f.label("refused"), f.label("on")
    f.put(f"br i1 {bad}, label %{refused}, label %{on}")
    f.block(refused)
    f.put(f"ret i64 {-error}")
    f.block(on)


def _either(f: Function, *conditions: str) -> str:
    result = conditions[0]
    for condition in conditions[1:]:
        result = f.let(f"or i1 {result}, {condition}")
    return result


def _delta(f: Function) -> str:
    return f.let(f"sext i32 {f.let('trunc i64 %r2 to i32')} to i64")


def _host_pointer(f: Function, address: str) -> str:
    offset = f.let(f"and i64 {address}, {U32}")
    return f.let(f"getelementptr i8, ptr %mem, i64 {offset}")


def _done(f: Function) -> None:
    f.write_word("moved", "1")
    f.put("ret i64 0")


FIRST: Final = ARENA + PACKET - (1 << 64) + FRAME_RESERVED
"""The lowest address at which a frame, metadata included, may begin; as a signed number, for LLVM."""


def adjust_head(f: Function) -> None:
    """bpf_xdp_adjust_head: metadata moves along."""
    old, meta, end = f.word("packet_data"), f.word("packet_meta"), f.word("packet_end")
    size = f.let(f"sub i64 {old}, {meta}")
    data = f.let(f"add i64 {old}, {_delta(f)}")
    low = f.let(f"icmp slt i64 {data}, {f.let(f'add i64 {size}, {FIRST}')}")
    high = f.let(f"icmp sgt i64 {data}, {f.let(f'sub i64 {end}, {ETHERNET}')}")
    _refuse(f, _either(f, low, high), errno.EINVAL)
    moved = f.let(f"sub i64 {data}, {size}")
    into, source = _host_pointer(f, moved), _host_pointer(f, meta)
    f.put(f"call void @llvm.memmove.p0.p0.i64(ptr {into}, ptr {source}, i64 {size}, i1 false)")
    _show(f, "data", data)
    _show(f, "data_meta", moved)
    _done(f)


def adjust_tail(f: Function) -> None:
    """bpf_xdp_adjust_tail: new bytes are zero."""
    old, data, limit = f.word("packet_end"), f.word("packet_data"), f.word("packet_limit")
    delta = _delta(f)
    end = f.let(f"add i64 {old}, {delta}")
    high = f.let(f"icmp sgt i64 {end}, {limit}")
    low = f.let(f"icmp slt i64 {end}, {f.let(f'add i64 {data}, {ETHERNET}')}")
    _refuse(f, _either(f, low, high), errno.EINVAL)
    grows = f.let(f"icmp sgt i64 {delta}, 0")
    more = f.let(f"select i1 {grows}, i64 {delta}, i64 0")
    f.put(f"call void @llvm.memset.p0.i64(ptr {_host_pointer(f, old)}, i8 0, i64 {more}, i1 false)")
    _show(f, "data_end", end)
    _done(f)


def adjust_meta(f: Function) -> None:
    """bpf_xdp_adjust_meta: what lies in front of the data."""
    data = f.word("packet_data")
    meta = f.let(f"add i64 {f.word('packet_meta')}, {_delta(f)}")
    low = f.let(f"icmp slt i64 {meta}, {FIRST}")
    high = f.let(f"icmp sgt i64 {meta}, {data}")
    _refuse(f, _either(f, low, high), errno.EINVAL)
    size = f.let(f"sub i64 {data}, {meta}")
    odd = f.let(f"icmp ne i64 {f.let(f'and i64 {size}, 3')}, 0")
    long = f.let(f"icmp ugt i64 {size}, {MAX_META}")
    _refuse(f, _either(f, odd, long), errno.EACCES)
    _show(f, "data_meta", meta)
    _done(f)


def redirect(f: Function) -> None:
    """bpf_redirect: the answer depends on what kind of program asks."""
    xdp = f.let(f"icmp ne i64 {f.word('xdp')}, 0")
    odd = f.let("and i64 %r2, -2")
    flags = f.let(f"select i1 {xdp}, i64 %r2, i64 {odd}")
    refusal = f.let(f"select i1 {xdp}, i64 {XDP_ABORTED}, i64 {TC_ACT_SHOT}")
    refused, on = f.label("refused"), f.label("on")
    f.put(f"br i1 {f.let(f'icmp ne i64 {flags}, 0')}, label %{refused}, label %{on}")
    f.block(refused)
    f.put(f"ret i64 {refusal}")
    f.block(on)
    f.write_word("redirect", "1")
    f.write_word("redirect_ifindex", f.let(f"and i64 %r1, {U32}"))
    f.write_word("redirect_flags", "%r2")
    f.put(f"ret i64 {f.let(f'select i1 {xdp}, i64 {XDP_REDIRECT}, i64 {TC_ACT_REDIRECT}')}")
