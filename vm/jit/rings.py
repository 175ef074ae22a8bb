"""Ring buffers in LLVM IR, on the flat buffers that `vm.runtime.maps.ringbuf` documents.

What is committed is told to the host in order, in a log beside the control block: two u64 an entry,
map index and position. The host empties it before it does anything of its own and when the
invocation ends; a full log is emptied by letting the host do the work once.
"""

import errno
from typing import Final

from vm.facts.baseline import PAGE_SIZE
from vm.jit.emit import Function
from vm.jit.linkage import Linkage, MapLink
from vm.jit.maps import descriptor, sized
from vm.runtime.maps.flags import RB_FORCE_WAKEUP, RB_NO_WAKEUP
from vm.runtime.maps.ringbuf import (
    AVAIL_DATA,
    BUSY,
    CONS_POS,
    CONSUMER,
    DISCARD,
    FIRST_DATA_PAGE,
    HEADER,
    MAX_RECORD,
    PROD_POS,
    PRODUCER,
    RING_SIZE,
)
from vm.runtime.memory import ARENA, READ

LOG: Final = 1024
"""Entries of the log."""


def is_ring(link: MapLink) -> bool:
    """Whether this map's helpers run in native code."""
    return link.type == "ringbuf" and link.area is not None


def position(f: Function, index: int, which: int) -> tuple[str, str]:
    """(pointer to a position, its value)"""
    at = f.let(f"getelementptr i64, ptr {descriptor(f, index, 'positions')}, i64 {which}")
    return at, f.let(f"load i64, ptr {at}")


def record(f: Function, link: MapLink, offset: str) -> str:
    """Host pointer to the header of the record at an offset of the area."""
    assert link.area is not None
    start = f.let(f"getelementptr i8, ptr %mem, i64 {link.area - ARENA}")
    return f.let(f"getelementptr i8, ptr {start}, i64 {offset}")


def pending(f: Function, index: int, offset: str) -> str:
    """Pointer to the word that says what is being written at an offset."""
    number = f.let(f"lshr i64 {offset}, 3")
    return f.let(f"getelementptr i32, ptr {descriptor(f, index, 'pending')}, i64 {number}")


def _total(f: Function, length: str) -> str:
    """Bytes that a record of `length` bytes takes."""
    return f.let(f"and i64 {f.let(f'add i64 {length}, {HEADER + 7}')}, -8")


def _room(f: Function, index: int, link: MapLink, length: str, refusal: str) -> str:
    """Go on where `length` bytes fit, with the producer moved on; the record's offset. Else return `refusal`."""
    total = _total(f, length)
    producer_at, producer = position(f, index, PRODUCER)
    _, consumer = position(f, index, CONSUMER)
    after = f.let(f"add i64 {producer}, {total}")
    used = f.let(f"sub i64 {after}, {consumer}")
    long = f.let(f"icmp ugt i64 {length}, {MAX_RECORD}")
    wide = f.let(f"icmp ugt i64 {total}, {link.max_entries}")
    over = f.let(f"icmp ugt i64 {used}, {link.max_entries - 1}")
    bad = f.let(f"or i1 {long}, {f.let(f'or i1 {wide}, {over}')}")
    full, fits = f.label("full"), f.label("fits")
    f.put(f"br i1 {bad}, label %{full}, label %{fits}")
    f.block(full)
    f.put(f"ret i64 {refusal}")
    f.block(fits)
    f.put(f"store i64 {after}, ptr {producer_at}")
    offset = f.let(f"and i64 {producer}, {link.max_entries - 1}")
    _beyond(f, link, offset, total, str(link.max_entries), "0")
    return offset


def _beyond(f: Function, link: MapLink, offset: str, total: str, into: str, source: str) -> None:
    """Copy what a record of `total` bytes has beyond the end of the area: to there, or from there to the start."""
    end = f.let(f"add i64 {offset}, {total}")
    wraps, on = f.label("wraps"), f.label("whole")
    f.put(f"br i1 {f.let(f'icmp ugt i64 {end}, {link.max_entries}')}, label %{wraps}, label %{on}, !prof !0")
    f.block(wraps)
    to, here, size = record(f, link, into), record(f, link, source), f.let(f"sub i64 {end}, {link.max_entries}")
    f.put(f"call void @llvm.memmove.p0.p0.i64(ptr {to}, ptr {here}, i64 {size}, i1 false)")
    f.put(f"br label %{on}")
    f.block(on)


def _head(f: Function, link: MapLink, offset: str, length: str, mark: int) -> None:
    """Write a record's header, page offset included."""
    header = record(f, link, offset)
    word = f.let(f"or i32 {f.let(f'trunc i64 {length} to i32')}, {mark - (1 << 32) if mark >> 31 else mark}")
    f.put(f"store i32 {word}, ptr {header}")
    page = f.let(f"add i64 {f.let(f'udiv i64 {offset}, {PAGE_SIZE}')}, {FIRST_DATA_PAGE}")
    page_at = f.let(f"getelementptr i8, ptr {header}, i64 4")
    f.put(f"store i32 {f.let(f'trunc i64 {page} to i32')}, ptr {page_at}")


def _log(f: Function, index: int, position: str) -> None:
    """Tell the host what was committed; there is room."""
    logged = f.word("logged")
    entry = f.let(f"getelementptr [2 x i64], ptr {f.word('log', 'ptr')}, i64 {logged}")
    f.put(f"store i64 {index}, ptr {entry}")
    f.put(f"store i64 {position}, ptr {f.let(f'getelementptr i64, ptr {entry}, i64 1')}")
    f.write_word("logged", f.let(f"add i64 {logged}, 1"))


def _needs_log(f: Function) -> None:
    """A full log is the host's to empty."""
    logged, on = f.word("logged"), f.label("logs")
    f.put(f"br i1 {f.let(f'icmp uge i64 {logged}, {LOG}')}, label %host, label %{on}")
    f.block(on)


def _no_other(f: Function, bits: int, answer: str, flags: str) -> None:
    """Return `answer` when `flags` has bits other than these."""
    odd = f.let(f"icmp ne i64 {f.let(f'and i64 {flags}, {~bits}')}, 0")
    refused, on = f.label("refused"), f.label("on")
    f.put(f"br i1 {odd}, label %{refused}, label %{on}")
    f.block(refused)
    f.put(f"ret i64 {answer}")
    f.block(on)


def reserve(f: Function, index: int, link: MapLink, checked: bool) -> None:  # noqa: ARG001 - one shape for all
    """bpf_ringbuf_reserve: the record's address, or 0."""
    assert link.area is not None
    _no_other(f, 0, "0", "%r3")
    offset = _room(f, index, link, "%r2", "0")
    _head(f, link, offset, "%r2", BUSY)
    mark = f.let(f"add i32 {f.let('trunc i64 %r2 to i32')}, 1")
    f.put(f"store i32 {mark}, ptr {pending(f, index, offset)}")
    f.put(f"ret i64 {f.let(f'add i64 {offset}, {link.area + HEADER - (1 << 64)}')}")


def output(f: Function, index: int, link: MapLink, checked: bool) -> None:
    """bpf_ringbuf_output: the data is copied before the header is written, as it may lie in the ring itself."""
    length = f.let("and i64 %r3, 4294967295")
    data = sized(f, "%r2", length, READ, checked=checked)
    _no_other(f, RB_NO_WAKEUP | RB_FORCE_WAKEUP, str(-errno.EINVAL), "%r4")
    _needs_log(f)
    _, start = position(f, index, PRODUCER)
    offset = _room(f, index, link, length, str(-errno.EAGAIN))
    into = f.let(f"getelementptr i8, ptr {record(f, link, offset)}, i64 {HEADER}")
    f.put(f"call void @llvm.memmove.p0.p0.i64(ptr {into}, ptr {data}, i64 {length}, i1 false)")
    _head(f, link, offset, length, 0)
    _beyond(f, link, offset, _total(f, length), "0", str(link.max_entries))
    _log(f, index, start)
    f.put("ret i64 0")


def query(f: Function, index: int, link: MapLink, checked: bool) -> None:  # noqa: ARG001 - one shape for all
    """bpf_ringbuf_query."""
    _, producer = position(f, index, PRODUCER)
    _, consumer = position(f, index, CONSUMER)
    answer = "0"
    for asked, value in (
        (AVAIL_DATA, f.let(f"sub i64 {producer}, {consumer}")),
        (RING_SIZE, str(link.max_entries)),
        (CONS_POS, consumer),
        (PROD_POS, producer),
    ):
        answer = f.let(f"select i1 {f.let(f'icmp eq i64 %r2, {asked}')}, i64 {value}, i64 {answer}")
    f.put(f"ret i64 {answer}")


def commit(f: Function, linkage: Linkage, host: str, *, discarded: bool) -> None:
    """bpf_ringbuf_submit and bpf_ringbuf_discard: find the ring in whose area r1 points."""
    for index, link in enumerate(linkage.maps):
        if is_ring(link):
            _commit_to(f, index, link, discarded=discarded)
    f.put("br label %host")
    f.block("host")
    f.lines.append(host)


def _commit_to(f: Function, index: int, link: MapLink, *, discarded: bool) -> None:
    assert link.area is not None
    offset = f.let(f"sub i64 %r1, {link.area + HEADER - (1 << 64)}")
    inside = f.let(f"icmp ult i64 {offset}, {link.max_entries}")
    aligned = f.let(f"icmp eq i64 {f.let(f'and i64 {offset}, 7')}, 0")
    mine, other, some = f.label("mine"), f.label("other"), f.label("some")
    f.put(f"br i1 {f.let(f'and i1 {inside}, {aligned}')}, label %{mine}, label %{other}")
    f.block(mine)
    if not discarded:
        _needs_log(f)
    pending_at = pending(f, index, offset)
    mark = f.let(f"load i32, ptr {pending_at}")
    f.put(f"br i1 {f.let(f'icmp eq i32 {mark}, 0')}, label %host, label %{some}")
    f.block(some)
    f.put(f"store i32 0, ptr {pending_at}")
    length = f.let(f"sub i32 {mark}, 1")
    word = f.let(f"or i32 {length}, {DISCARD}") if discarded else length
    f.put(f"store i32 {word}, ptr {record(f, link, offset)}")
    _beyond(f, link, offset, _total(f, f.let(f"zext i32 {length} to i64")), "0", str(link.max_entries))
    if not discarded:
        _, producer = position(f, index, PRODUCER)
        back = f.let(f"sub i64 {f.let(f'sub i64 {producer}, {offset}')}, 1")
        distance = f.let(f"add i64 {f.let(f'and i64 {back}, {link.max_entries - 1}')}, 1")
        _log(f, index, f.let(f"sub i64 {producer}, {distance}"))
    f.put("ret i64 0")
    f.block(other)
