"""Queues and stacks in LLVM IR, on the flat buffers that `vm.runtime.maps.queue` documents."""

import errno
from typing import Final

from vm.jit.emit import Function
from vm.jit.linkage import MapLink
from vm.jit.maps import argument, descriptor, round8
from vm.runtime.maps.flags import EXIST
from vm.runtime.maps.queue import COUNT, FIRST
from vm.runtime.memory import READ, WRITE

QUEUES: Final = frozenset({"queue", "stack"})


def is_queue(link: MapLink) -> bool:
    """Whether push, pop and peek on this map run in native code."""
    return link.type in QUEUES


def _word(f: Function, index: int, number: int) -> tuple[str, str]:
    """(pointer to a word of the map's state, its value as i64)"""
    at = f.let(f"getelementptr i32, ptr {descriptor(f, index, 'state')}, i64 {number}")
    return at, f.let(f"zext i32 {f.let(f'load i32, ptr {at}')} to i64")


def _store(f: Function, at: str, value: str) -> None:
    f.put(f"store i32 {f.let(f'trunc i64 {value} to i32')}, ptr {at}")


def _place(f: Function, index: int, link: MapLink, first: str, number: str) -> str:
    """Pointer to the value `number` places behind the oldest one."""
    place = f.let(f"urem i64 {f.let(f'add i64 {first}, {number}')}, {link.max_entries}")
    offset = f.let(f"mul i64 {place}, {round8(link.value_size)}")
    return f.let(f"getelementptr i8, ptr {descriptor(f, index, 'store')}, i64 {offset}")


def _next(f: Function, link: MapLink, first: str) -> str:
    return f.let(f"urem i64 {f.let(f'add i64 {first}, 1')}, {link.max_entries}")


def push(f: Function, index: int, link: MapLink, checked: bool) -> None:
    """bpf_map_push_elem: full and told to replace (EXIST), the oldest value goes."""
    value = argument(f, "%r2", link.value_size, READ, checked=checked)
    refused, known, full, replace, put = (f.label(name) for name in ("refused", "known", "full", "replace", "put"))
    odd = f.let(f"icmp ne i64 {f.let(f'and i64 %r3, {~EXIST}')}, 0")
    f.put(f"br i1 {odd}, label %{refused}, label %{known}")
    f.block(refused)
    f.put(f"ret i64 {-errno.EINVAL}")
    f.block(known)
    first_at, first = _word(f, index, FIRST)
    count_at, count = _word(f, index, COUNT)
    no_room = f.let(f"icmp uge i64 {count}, {link.max_entries}")
    f.put(f"br i1 {no_room}, label %{full}, label %{put}")
    f.block(full)
    f.put(f"br i1 {f.let('icmp eq i64 %r3, 0')}, label %{refused}.full, label %{replace}")
    f.block(f"{refused}.full")
    f.put(f"ret i64 {-errno.E2BIG}")
    f.block(replace)
    moved, less = _next(f, link, first), f.let(f"sub i64 {count}, 1")
    _store(f, first_at, moved)
    f.put(f"br label %{put}")
    f.block(put)
    start = f.let(f"phi i64 [ {first}, %{known} ], [ {moved}, %{replace} ]")
    held = f.let(f"phi i64 [ {count}, %{known} ], [ {less}, %{replace} ]")
    into = _place(f, index, link, start, held)
    f.put(f"call void @llvm.memmove.p0.p0.i64(ptr {into}, ptr {value}, i64 {link.value_size}, i1 false)")
    _store(f, count_at, f.let(f"add i64 {held}, 1"))
    f.put("ret i64 0")


def pop(f: Function, index: int, link: MapLink, checked: bool) -> None:
    """bpf_map_pop_elem."""
    _take(f, index, link, checked, remove=True)


def peek(f: Function, index: int, link: MapLink, checked: bool) -> None:
    """bpf_map_peek_elem."""
    _take(f, index, link, checked, remove=False)


def _take(f: Function, index: int, link: MapLink, checked: bool, *, remove: bool) -> None:
    """Copy the next value out; zeros and -ENOENT when there is none."""
    room = argument(f, "%r2", link.value_size, WRITE, checked=checked)
    first_at, first = _word(f, index, FIRST)
    count_at, count = _word(f, index, COUNT)
    empty, some = f.label("empty"), f.label("some")
    f.put(f"br i1 {f.let(f'icmp eq i64 {count}, 0')}, label %{empty}, label %{some}")
    f.block(empty)
    f.put(f"call void @llvm.memset.p0.i64(ptr {room}, i8 0, i64 {link.value_size}, i1 false)")
    f.put(f"ret i64 {-errno.ENOENT}")
    f.block(some)
    less = f.let(f"sub i64 {count}, 1")
    source = _place(f, index, link, first, less if link.type == "stack" else "0")
    f.put(f"call void @llvm.memmove.p0.p0.i64(ptr {room}, ptr {source}, i64 {link.value_size}, i1 false)")
    if remove:
        _store(f, count_at, less)
        if link.type == "queue":
            _store(f, first_at, _next(f, link, first))
    f.put("ret i64 0")
