"""Landlock with no rules: no file can be opened, no TCP port bound or reached, no process outside signalled."""

import ctypes
import os
from typing import Final

CREATE_RULESET, RESTRICT_SELF = 444, 446  # the same on every architecture
VERSION_FLAG: Final = 1

# Which rights each ABI of Landlock knows: file-system bits, network bits, scopes.
FILE_BITS: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
NETWORK_SINCE, SCOPES_SINCE = 4, 6


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


def abi(libc: ctypes.CDLL) -> int:
    """Version of the kernel's Landlock; 0 where there is none."""
    version: int = libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION_FLAG)
    return max(0, version)


def restrict(libc: ctypes.CDLL, version: int) -> None:
    """Give up every right that Landlock `version` governs. Needs no_new_privs. OSError on refusal."""
    ruleset = _Ruleset(
        files=(1 << FILE_BITS.get(version, FILE_BITS[5])) - 1,
        network=0b11 if version >= NETWORK_SINCE else 0,
        scoped=0b11 if version >= SCOPES_SINCE else 0,
    )
    size = 24 if version >= SCOPES_SINCE else 16 if version >= NETWORK_SINCE else 8
    descriptor = libc.syscall(CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(size), 0)
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset failed")
    try:
        if libc.syscall(RESTRICT_SELF, descriptor, 0) != 0:
            raise OSError(ctypes.get_errno(), "landlock_restrict_self failed")
    finally:
        os.close(descriptor)
