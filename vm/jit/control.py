"""The words that native code and its caller share, outside the arena: where a program cannot reach.

A control block is an array of unsigned 64-bit words. Native code gets its address as `%ctl`.
"""

import ctypes
from typing import Final

from vm.runtime.alu import U64

WORDS: Final = (
    "count",  # instructions executed so far
    "limit",  # instructions allowed
    "fault",  # 0, or 1 + index into vm.runtime.faults.KINDS
    "fault_pc",  # slot
    "fault_address",
    "fault_size",  # bytes; 0 where no access faulted
    "callback",  # address of the host's function for helpers without native code
    "now_ns",  # what bpf_ktime_get_ns answers
    "cpu",
    "pid_tgid",
    "uid_gid",
    "maps",  # address of the array of map descriptors
    "pages",  # of a range-checked build: address of one u32 a page of the arena, the number of its region or 0
    "regions",  # address of the regions by number: start, end, access; three words each
    "random",  # state of bpf_get_prandom_u32's stream
    "coverage",  # address of one counter a slot, in a coverage build
    "ended",  # 1 when an old packet load reached beyond the packet: the program ends with 0
    "frame",  # r10 of the function that called a helper
    "program",  # number of the program that called a helper
    "context",  # r1 of the invocation
    "tail",  # 1 + number of the program that a tail call goes on with
    "log",  # address of what ring buffers committed: map index and position, two words each (`vm.jit.rings`)
    "logged",  # entries in it
    "packet_meta",  # the borders of the packet: addresses
    "packet_data",
    "packet_end",
    "packet_limit",
    "moved",  # 1 when native code changed the borders
    "xdp",  # 1 when the context is an XDP program's
    "redirect",  # 1 when the packet is to go elsewhere
    "redirect_ifindex",
    "redirect_flags",
    "consumed",  # ring records that user space took during a stretch (`vm.jit.stretches`)
    "pointers",  # context fields that hold packet pointers: bit n for the 32 bits at offset 4 n
)

INDEX: Final = {name: index for index, name in enumerate(WORDS)}
SIZE: Final = 8 * len(WORDS)


def field(name: str) -> str:
    """The instruction that computes the address of one word."""
    return f"getelementptr i64, ptr %ctl, i64 {INDEX[name]}"


class Control:
    """One control block, as the host sees it.

    words     of it, by INDEX
    address   what native code gets
    """

    def __init__(self) -> None:
        self._block = (ctypes.c_uint64 * len(WORDS))()
        self.words = memoryview(self._block).cast("B").cast("Q")
        self.address = ctypes.addressof(self._block)

    def set(self, name: str, value: int) -> None:
        """Give one word a value, of which it takes 64 bits."""
        self.words[INDEX[name]] = value & U64
