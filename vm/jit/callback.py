"""The way back from native code: one function for every engine of the process, made when this file is imported.

ctypes has to write machine code for it, and libffi may do that on a page which stays writable and executable.
Since nothing is written there later, a host that wants no such page can close it before any program comes.
"""

import ctypes
from typing import Final, Protocol
from weakref import WeakValueDictionary


class Host(Protocol):
    """Who answers native code."""

    def host(self, number: int, r1: int, r2: int, r3: int, r4: int, r5: int) -> int: ...


hosts: Final[WeakValueDictionary[int, Host]] = WeakValueDictionary()
"""By the address of the control block with which the native code was entered."""


def _called(_mem: int, ctl: int, number: int, r1: int, r2: int, r3: int, r4: int, r5: int) -> int:
    return hosts[ctl].host(number, r1, r2, r3, r4, r5)


_CODE: Final = ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_uint64] * 6)(_called)
ADDRESS: Final = ctypes.cast(_CODE, ctypes.c_void_p).value or 0
