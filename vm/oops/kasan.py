"""What a kernel built with KASAN reports: the access, who made it, and the state of the memory around it.

Each byte of the sanitizer's shadow stands for 8 bytes of memory: 00 all of them may be used, 01 to 07 so many,
fc the border of an object on the heap, f1 and f3 the borders of a stack frame.
"""

from typing import Final

from vm.oops.scene import Piece, Scene
from vm.oops.traces import call_trace

_RULE: Final = "=" * 66
_GRANULE, _ROW = 8, 128  # bytes for one byte of the shadow, and for one row of it
_REPORT: Final = ("dump_stack_lvl+0x5d/0x80", "print_report+0xcb/0x5f0", "kasan_report+0xca/0x100")
_LARGEST_CACHE: Final = 8192


def report(scene: Scene, who: list[str], *, stack: bool) -> list[str]:
    """The report's lines. `who`: the lines that name CPU, task and machine."""
    place = scene.place(scene.pc)
    frames = (scene.helper_place, scene.place(scene.pc, after=True)) if scene.helper else (place,)
    address = scene.address or 0
    return [
        _RULE,
        f"BUG: KASAN: {'stack' if stack else 'slab'}-out-of-bounds in {frames[0]}",
        f"{'Write' if scene.write else 'Read'} of size {scene.size or 1} at addr {address:016x} by task {scene.comm}/{scene.pid}",
        "",
        *who,
        *call_trace(scene, *_REPORT, *frames),
        "",
        *(_on_stack(scene, address) if stack else _in_heap(scene, address)),
        "",
        *_memory(scene.near, address, stack=stack),
        _RULE,
        "Disabling lock debugging due to kernel taint",
    ]


def _on_stack(scene: Scene, address: int) -> list[str]:
    function = scene.place(scene.pc).partition("+")
    start = scene.near.start if scene.near else address
    return [
        f"The buggy address belongs to stack of task {scene.comm}/{scene.pid}",
        f" and is located at offset {address - start + 32} in frame:",
        f" {function[0]}+0x0/{function[2].partition('/')[2]}",
        "",
        "This frame has 1 object:",
        " [32, 544) 'stack'",
    ]


def _in_heap(scene: Scene, address: int) -> list[str]:
    piece = scene.near
    if piece is None:
        return []
    size, lines = piece.end - piece.start, []
    if size <= _LARGEST_CACHE:
        cache = _cache(size)
        lines = [
            f"The buggy address belongs to the object at {piece.start:016x}",
            f" which belongs to the cache kmalloc-{_name(cache)} of size {cache}",
        ]
    if address < piece.start:
        where = f"{piece.start - address} bytes to the left of"
    elif address >= piece.end:
        where = f"{address - piece.end} bytes to the right of"
    else:
        where = f"{address - piece.start} bytes inside of"
    return [
        *lines,
        f"The buggy address is located {where}",
        f" allocated {size}-byte region [{piece.start:016x}, {piece.end:016x})",
    ]


def _cache(size: int) -> int:
    return 96 if 64 < size <= 96 else 192 if 128 < size <= 192 else max(8, 1 << (size - 1).bit_length())


def _name(size: int) -> str:
    return f"{size // 1024}k" if size >= 1024 else str(size)


def _memory(piece: Piece | None, address: int, *, stack: bool) -> list[str]:
    middle = address & -_ROW
    lines = ["Memory state around the buggy address:"]
    for row in range(middle - 2 * _ROW, middle + 3 * _ROW, _ROW):
        shadow = " ".join(_shadow(piece, row + n, stack=stack) for n in range(0, _ROW, _GRANULE))
        lines.append(f"{'>' if row == middle else ' '}{row:016x}: {shadow}")
        if row == middle:
            lines.append(f"{'^':>{20 + 3 * ((address - row) // _GRANULE)}}")
    return lines


def _shadow(piece: Piece | None, granule: int, *, stack: bool) -> str:
    if piece is None:
        return "00"
    if piece.start <= granule < piece.end:
        return f"{min(piece.end - granule, _GRANULE) % _GRANULE:02x}"
    if stack:
        return (
            "f1"
            if granule < piece.start and granule >= piece.start - 32
            else "f3"
            if 0 <= granule - piece.end < 32
            else "00"
        )
    return "fc"
