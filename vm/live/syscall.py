"""bpf(2) itself: commands, their attributes as structures, and errors."""

import ctypes
import errno
import os
import platform
from typing import Final

NUMBERS: Final = {"x86_64": 321, "aarch64": 280, "riscv64": 280, "s390x": 351, "ppc64le": 361}
"""Number of the system call by machine."""

MAP_CREATE, MAP_LOOKUP, MAP_UPDATE, MAP_DELETE, MAP_NEXT_KEY, PROG_LOAD = range(6)
PROG_TEST_RUN, BTF_LOAD, MAP_LOOKUP_AND_DELETE, MAP_FREEZE = 10, 18, 21, 22

_u32, _u64 = ctypes.c_uint32, ctypes.c_uint64


class KernelError(OSError):
    """A command failed. `errno` is the kernel's."""


class MapCreate(ctypes.Structure):
    _fields_ = (
        ("map_type", _u32), ("key_size", _u32), ("value_size", _u32), ("max_entries", _u32), ("map_flags", _u32),
        ("inner_map_fd", _u32), ("numa_node", _u32), ("map_name", ctypes.c_char * 16), ("map_ifindex", _u32),
        ("btf_fd", _u32), ("btf_key_type_id", _u32), ("btf_value_type_id", _u32), ("vmlinux_value_type_id", _u32),
        ("map_extra", _u64),
    )  # fmt: skip


class Element(ctypes.Structure):
    _fields_ = (("map_fd", _u32), ("pad", _u32), ("key", _u64), ("value", _u64), ("flags", _u64))


class ProgLoad(ctypes.Structure):
    _fields_ = (
        ("prog_type", _u32), ("insn_cnt", _u32), ("insns", _u64), ("license", _u64), ("log_level", _u32),
        ("log_size", _u32), ("log_buf", _u64), ("kern_version", _u32), ("prog_flags", _u32),
        ("prog_name", ctypes.c_char * 16), ("prog_ifindex", _u32), ("expected_attach_type", _u32),
        ("prog_btf_fd", _u32), ("func_info_rec_size", _u32), ("func_info", _u64), ("func_info_cnt", _u32),
        ("line_info_rec_size", _u32), ("line_info", _u64), ("line_info_cnt", _u32), ("attach_btf_id", _u32),
        ("attach_prog_fd", _u32), ("core_relo_cnt", _u32), ("fd_array", _u64), ("core_relos", _u64),
        ("core_relo_rec_size", _u32), ("log_true_size", _u32),
    )  # fmt: skip


class TestRun(ctypes.Structure):
    __test__ = False  # its name misleads test collectors
    _fields_ = (
        ("prog_fd", _u32), ("retval", _u32), ("data_size_in", _u32), ("data_size_out", _u32), ("data_in", _u64),
        ("data_out", _u64), ("repeat", _u32), ("duration", _u32), ("ctx_size_in", _u32), ("ctx_size_out", _u32),
        ("ctx_in", _u64), ("ctx_out", _u64), ("flags", _u32), ("cpu", _u32), ("batch_size", _u32),
    )  # fmt: skip


class BtfLoad(ctypes.Structure):
    _fields_ = (("btf", _u64), ("log_buf", _u64), ("btf_size", _u32), ("log_size", _u32), ("log_level", _u32))


_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def call(command: int, attributes: ctypes.Structure) -> int:
    """Issue one command: a number of 0 or more, or -errno."""
    number = NUMBERS.get(platform.machine())
    if number is None:
        return -errno.ENOSYS
    result: int = _libc.syscall(number, command, ctypes.byref(attributes), ctypes.sizeof(attributes))
    return result if result >= 0 else -ctypes.get_errno()


def checked(command: int, attributes: ctypes.Structure, what: str) -> int:
    """Issue one command; raises KernelError when the kernel refuses."""
    result = call(command, attributes)
    if result < 0:
        raise KernelError(-result, f"{what}: {os.strerror(-result)}")
    return result


def address(buffer: ctypes.Array[ctypes.c_char] | None) -> int:
    """Where a buffer lies, for a pointer field; 0 for None."""
    return ctypes.addressof(buffer) if buffer is not None else 0


def buffer_of(data: bytes | None) -> "ctypes.Array[ctypes.c_char] | None":
    """A buffer that holds exactly `data`; None for nothing."""
    return (ctypes.c_char * len(data)).from_buffer_copy(data) if data else None
