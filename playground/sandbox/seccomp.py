"""Two filters of system calls as classic BPF, assembled by hand and installed with seccomp(2).

The first binds every child before it reads its job. The architecture is checked first, then the numbers of
foreign ABIs (x32) are killed; what is not on the list fails with EPERM, so that a mistake of ours shows as
a Python exception and not as a vanished process. The second, on top of it, takes executable memory away.
"""

import ctypes
import errno
import platform
import struct
from typing import Final, NamedTuple

# What CPython needs to compute, allocate and talk over descriptors it already has; nothing else.
ALLOWED: Final = (
    "read", "write", "close", "mmap", "munmap", "mremap", "mprotect", "madvise", "brk", "futex", "rt_sigreturn",
    "rt_sigprocmask", "sigaltstack", "clock_gettime", "gettimeofday", "getpid", "gettid", "tgkill", "exit", "exit_group", "sched_yield", "restart_syscall",
)  # fmt: skip
# tgkill and getpid serve abort(): tgkill's first argument must be our own process id. mmap gives private
# anonymous memory alone, all of which RLIMIT_DATA counts; shared pages or growing stacks would not be.

AUDIT_ARCH: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

NUMBERS: Final = {
    "x86_64": {
        "read": 0, "write": 1, "close": 3, "mmap": 9, "mprotect": 10, "munmap": 11, "brk": 12, "rt_sigprocmask": 14,
        "rt_sigreturn": 15, "sched_yield": 24, "mremap": 25, "madvise": 28, "getpid": 39, "exit": 60, "gettimeofday": 96,
        "sigaltstack": 131, "gettid": 186, "futex": 202, "restart_syscall": 219, "clock_gettime": 228, "exit_group": 231, "tgkill": 234,
    },
    "aarch64": {
        "close": 57, "read": 63, "write": 64, "exit": 93, "exit_group": 94, "futex": 98, "clock_gettime": 113, "sched_yield": 124,
        "restart_syscall": 128, "tgkill": 131, "sigaltstack": 132, "rt_sigprocmask": 135, "rt_sigreturn": 139, "gettimeofday": 169,
        "getpid": 172, "gettid": 178, "brk": 214, "munmap": 215, "mremap": 216, "mmap": 222, "mprotect": 226, "madvise": 233,
    },
}  # fmt: skip

SECCOMP_NUMBER: Final = {"x86_64": 317, "aarch64": 277}
X32_BIT: Final = 0x4000_0000

# struct seccomp_data: int nr; u32 arch; u64 instruction_pointer; u64 args[6]
NR, ARCH, ARGS = 0, 4, 16
LOAD, JUMP_EQUAL, JUMP_GREATER_EQUAL, AND, RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
KILL: Final = 0x8000_0000
REFUSE: Final = 0x0005_0000 | errno.EPERM
ALLOW: Final = 0x7FFF_0000

PROT_WRITE, PROT_EXEC = 2, 4
PRIVATE, FIXED, ANONYMOUS, NORESERVE = 0x02, 0x10, 0x20, 0x4000  # flags of mmap(2), the same on both machines
SET_MODE_FILTER: Final = 1
LOW_HALF: Final = 0xFFFF_FFFF


class Instruction(NamedTuple):
    """One classic BPF instruction; `yes` and `no` are jump distances."""

    code: int
    k: int
    yes: int = 0
    no: int = 0


class SeccompUnavailable(OSError):
    """This platform cannot filter system calls."""


def supported() -> bool:
    """Whether this machine's system-call numbers are known to us."""
    return platform.system() == "Linux" and platform.machine() in NUMBERS


def first(machine: str, *, pid: int) -> list[Instruction]:
    """What a child may ask the kernel for. No page is ever writable and executable, none is shared with anybody."""
    numbers = NUMBERS[machine]
    program = [
        Instruction(LOAD, ARCH),
        Instruction(JUMP_EQUAL, AUDIT_ARCH[machine], 1, 0),
        Instruction(RETURN, KILL),
        Instruction(LOAD, NR),
        Instruction(JUMP_GREATER_EQUAL, X32_BIT, 0, 1),
        Instruction(RETURN, KILL),
    ]
    guarded = {
        "mmap": [
            *_refuse_all_of(2, PROT_WRITE | PROT_EXEC),
            *_refuse_others(3, PRIVATE | FIXED | ANONYMOUS | NORESERVE),
        ],
        "mprotect": _refuse_all_of(2, PROT_WRITE | PROT_EXEC),
        "tgkill": _only(0, pid),
    }
    for name in ALLOWED:
        program += _when(numbers[name], guarded.get(name, []))
    program += _when(SECCOMP_NUMBER[machine], [*_only(0, SET_MODE_FILTER), *_only(1, 0)])  # to add the second
    return [*program, Instruction(RETURN, REFUSE)]


def second(machine: str) -> list[Instruction]:
    """No page becomes executable any more, and no filter follows; the rest is the first filter's to say."""
    no_code = _refuse_all_of(2, PROT_EXEC)
    numbers = NUMBERS[machine]
    return [
        Instruction(LOAD, NR),
        *_when(numbers["mmap"], no_code),
        *_when(numbers["mprotect"], no_code),
        Instruction(JUMP_EQUAL, SECCOMP_NUMBER[machine], 0, 1),
        Instruction(RETURN, REFUSE),
        Instruction(RETURN, ALLOW),
    ]


def _when(number: int, checks: list[Instruction]) -> list[Instruction]:
    """System call `number` is allowed if all `checks` let it pass."""
    body = [*checks, Instruction(RETURN, ALLOW)]
    return [Instruction(JUMP_EQUAL, number, 0, len(body)), *body]


# Checks of one argument, of its low half: what does not return passes.


def _refuse_all_of(argument: int, bits: int) -> list[Instruction]:
    """Not all of `bits` together."""
    return [
        Instruction(LOAD, ARGS + 8 * argument),
        Instruction(AND, bits),
        Instruction(JUMP_EQUAL, bits, 0, 1),
        Instruction(RETURN, REFUSE),
    ]


def _refuse_others(argument: int, bits: int) -> list[Instruction]:
    """No bit but `bits`."""
    return [
        Instruction(LOAD, ARGS + 8 * argument),
        Instruction(AND, LOW_HALF & ~bits),
        Instruction(JUMP_EQUAL, 0, 1, 0),
        Instruction(RETURN, REFUSE),
    ]


def _only(argument: int, value: int) -> list[Instruction]:
    """Nothing but `value`."""
    return [
        Instruction(LOAD, ARGS + 8 * argument),
        Instruction(JUMP_EQUAL, value, 1, 0),
        Instruction(RETURN, REFUSE),
    ]


class _Fprog(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def install(libc: ctypes.CDLL, program: list[Instruction]) -> None:
    """Bind `program` to this process for ever. Needs no_new_privs. OSError when the kernel refuses."""
    packed = b"".join(struct.pack("=HBBI", i.code, i.yes, i.no, i.k) for i in program)
    code = ctypes.create_string_buffer(packed, len(packed))
    fprog = _Fprog(len(program), ctypes.cast(code, ctypes.c_void_p))
    number = SECCOMP_NUMBER[platform.machine()]
    if libc.syscall(number, SET_MODE_FILTER, 0, ctypes.byref(fprog)) != 0:
        raise SeccompUnavailable(ctypes.get_errno(), "seccomp(2) refused the filter")
