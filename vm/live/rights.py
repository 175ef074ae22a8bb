"""What this thread may ask of the kernel: giving up CAP_PERFMON for a while.

Only the effective set of the calling thread changes, so what was given up can be taken back.
Source: capabilities(7), capget(2).
"""

import ctypes
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from vm.live.syscall import KernelError

CAP_SYS_ADMIN, CAP_PERFMON = 21, 38
VERSION_3: Final = 0x20080522
NUMBERS: Final = {
    "x86_64": (125, 126),
    "aarch64": (90, 91),
    "riscv64": (90, 91),
    "s390x": (184, 185),
    "ppc64le": (183, 184),
}
"""Numbers of capget and capset by machine."""

_Words = ctypes.c_uint32 * 6
"""Effective, permitted, inheritable of capabilities 0 to 31, then of 32 to 63."""

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def _call(number: int, words: "ctypes.Array[ctypes.c_uint32]") -> None:
    header = (ctypes.c_uint32 * 2)(VERSION_3, 0)
    if _libc.syscall(number, header, words) < 0:
        raise KernelError(ctypes.get_errno(), f"capabilities: {os.strerror(ctypes.get_errno())}")


@contextmanager
def without_perfmon() -> Iterator[None]:
    """Inside, the kernel takes this thread for one with CAP_BPF but without CAP_PERFMON."""
    read, write = NUMBERS[platform.machine()]
    before = _Words()
    _call(read, before)
    fewer = _Words(*before)
    fewer[0] &= ~(1 << CAP_SYS_ADMIN)
    fewer[3] &= ~(1 << CAP_PERFMON - 32)
    _call(write, fewer)
    try:
        yield
    finally:
        _call(write, before)
