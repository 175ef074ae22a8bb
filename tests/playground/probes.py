"""Jobs that try to break out of the sandbox. The fork server loads them only when a test asks it to.

Each attempt runs in a child that is locked down as for a run. It says "refused: ERRNO" or "done: ...",
or does not come back because the kernel killed it.
"""

import ctypes
import errno
import json
import mmap
import os
import platform
import signal
import socket
import sys
import threading
import time

from playground.sandbox import jobs, lockdown
from playground.sandbox.jobs import Job
from playground.sandbox.lockdown import LIBC
from vm.runtime.memory import Memory

X86 = platform.machine() == "x86_64"


def call(number: int, *arguments: int) -> str:
    """A system call by its number."""
    ctypes.set_errno(0)
    answer = LIBC.syscall(ctypes.c_long(number), *(ctypes.c_long(a) for a in arguments))
    return f"refused: {errno.errorcode[ctypes.get_errno()]}" if answer == -1 else f"done: {answer}"


INT80_GETPID = b"\xb8\x14\x00\x00\x00\xcd\x80\xc3"  # mov eax, 20; int 0x80; ret
X32_GETPID = b"\xb8\x27\x00\x00\x40\x0f\x05\xc3"  # mov eax, 0x40000027; syscall; ret
CODES = (INT80_GETPID, X32_GETPID)

PRIVATE = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
PAGE = mmap.mmap(-1, 4096, flags=PRIVATE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
"""Writable and executable, as long as nobody closes it."""
CODE = ctypes.addressof(ctypes.c_char.from_buffer(PAGE))
for _number, _code in enumerate(CODES):
    PAGE[16 * _number : 16 * _number + len(_code)] = _code


def machine_code(code: bytes) -> str:
    """Run bytes as a function. They were there before the lock-down."""
    answer = ctypes.CFUNCTYPE(ctypes.c_long)(CODE + 16 * CODES.index(code))()
    return f"refused: {errno.errorcode.get(-answer, answer)}" if answer < 0 else f"done: {answer}"


def write_into_code() -> str:
    ctypes.memmove(CODE + 1024, b"\xc3", 1)
    return "done: written"


def python(function):
    """An attempt in Python's own words; an OSError is a refusal."""

    def attempt() -> str:
        try:
            return f"done: {function()!r}"
        except OSError as error:
            return f"refused: {errno.errorcode[error.errno]}"
        except (RuntimeError, ImportError, ValueError) as error:
            return f"refused: {error}"

    return attempt


def fork() -> int:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    return pid


def thread() -> str:
    started = threading.Thread(target=lambda: None)
    started.start()
    return "started"


def executable_memory() -> str:
    return str(mmap.mmap(-1, 4096, flags=PRIVATE, prot=mmap.PROT_READ | mmap.PROT_EXEC))


def executable_arena() -> str:
    memory = Memory()
    return call(10, ctypes.addressof(ctypes.c_char.from_buffer(memory.arena)), 4096, 5)


def flood() -> None:
    while True:
        os.write(3, b"F" + b"x" * 65536 + b"\n")


def spin() -> None:
    while True:
        pass


def hog() -> int:
    return len([bytes(64 << 20) for _ in range(64)])  # untouched: what counts is what one may touch


def memory_beyond_the_limit() -> str:
    """The whole arena, made writable at once."""
    arena = Memory().arena
    assert arena is not None
    start = ctypes.addressof(ctypes.c_char.from_buffer(arena))
    return call(10, start, len(arena), 3)


def other_descriptors() -> str:
    """Descriptors that answer to a write of nothing."""
    found = []
    for number in range(4, 200):
        try:
            os.write(number, b"")
            found.append(number)
        except OSError:
            pass
    return f"refused: {found}" if not found else f"done: {found}"


ATTEMPTS = {
    "open a file": python(lambda: open("/etc/passwd")),  # noqa: SIM115, PTH123
    "create a file": python(lambda: os.open("/tmp/escaped", os.O_CREAT | os.O_WRONLY)),
    "list a folder": python(lambda: os.listdir("/")),  # noqa: PTH208
    "stat a file": python(lambda: os.stat("/etc/passwd")),  # noqa: PTH116
    "read the environment of the parent": python(lambda: os.open(f"/proc/{os.getppid()}/environ", os.O_RDONLY)),
    "remove a file": python(lambda: os.unlink("/etc/hostname")),  # noqa: PTH108
    "make a link": python(lambda: os.symlink("/etc/passwd", "/tmp/link")),  # noqa: PTH211
    "change folder": python(lambda: os.chdir("/tmp")),
    "import a module": python(lambda: __import__("wave")),
    "a TCP socket": python(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM)),
    "a UDP socket": python(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)),
    "a raw socket": python(lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW)),
    "a unix socket": python(lambda: socket.socket(socket.AF_UNIX)),
    "a netlink socket": python(lambda: socket.socket(16, socket.SOCK_RAW)),
    "a socket pair": python(socket.socketpair),
    "fork": python(fork),
    "a thread": python(thread),
    "execute a program": python(lambda: os.execv("/bin/true", ["true"])),
    "a pipe": python(os.pipe),
    "duplicate a descriptor": python(lambda: os.dup(3)),
    "signal the parent": python(lambda: os.kill(os.getppid(), signal.SIGKILL)),
    "signal everybody": python(lambda: os.kill(-1, signal.SIGKILL)),
    "become root": python(lambda: os.setuid(0)),
    "raise a limit": python(lambda: __import__("resource").setrlimit(7, (1000, 1000))),
    "executable memory": python(executable_memory),
    "sleep for ever": python(lambda: time.sleep(0.01)),
    "other descriptors": other_descriptors,
    "flood the output": python(flood),
    "spin": python(spin),
    "take memory": python(hog),
}
SYSTEM_CALLS = {
    # name: x86-64 number, arguments
    "openat": (257, 0, 0, 0), "ptrace": (101, 0, 0, 0, 0), "process_vm_readv": (310, 1, 0, 0, 0, 0, 0),
    "process_vm_writev": (311, 1, 0, 0, 0, 0, 0), "bpf": (321, 0, 0, 0), "perf_event_open": (298, 0, 0, 0, 0, 0),
    "userfaultfd": (323, 0), "io_uring_setup": (425, 1, 0), "keyctl": (250, 0, 0, 0), "mount": (165, 0, 0, 0, 0, 0),
    "unshare": (272, 0x10000000), "setns": (308, 0, 0), "clone": (56, 0, 0, 0, 0, 0), "clone3": (435, 0, 0),
    "vfork": (58,), "execveat": (322, 0, 0, 0, 0, 0), "memfd_create": (319, 0, 0), "prctl": (157, 38, 0, 0, 0, 0),
    "seccomp": (317, 1, 0, 0), "ioctl": (16, 3, 0x5413, 0), "fcntl": (72, 3, 1, 0), "sendto": (44, 3, 0, 0, 0, 0, 0),
    "sendmsg": (46, 3, 0, 0), "recvmsg": (47, 3, 0, 0), "connect": (42, 3, 0, 0), "bind": (49, 3, 0, 0),
    "setuid": (105, 0), "setresuid": (117, 0, 0, 0), "capset": (126, 0, 0), "chroot": (161, 0), "reboot": (169, 0, 0, 0, 0),
    "init_module": (175, 0, 0, 0), "kexec_load": (246, 0, 0, 0, 0), "tkill": (200, 1, 9), "kill": (62, 1, 9),
    "pidfd_open": (434, 1, 0), "pidfd_getfd": (438, 0, 0, 0), "setitimer": (38, 0, 0, 0), "timer_create": (222, 0, 0, 0),
    "rt_sigqueueinfo": (129, 1, 9, 0), "prlimit64": (302, 0, 0, 0, 0), "pkey_mprotect": (329, 0, 0, 4, 0),
    "shmget": (29, 0, 4096, 0o1600), "msgget": (68, 0, 0o1600), "mq_open": (240, 0, 0, 0, 0), "inotify_init1": (294, 0),
    "epoll_create1": (291, 0), "eventfd2": (290, 0, 0), "socketpair": (53, 1, 1, 0, 0), "getdents64": (217, 3, 0, 0),
    "readlink": (89, 0, 0, 0), "truncate": (76, 0, 0), "ftruncate": (77, 3, 0), "mknod": (133, 0, 0, 0), "sysinfo": (99, 0),
    "uname": (63, 0), "syslog": (103, 2, 0, 0), "personality": (135, 0), "arch_prctl": (158, 0x1003, 0), "modify_ldt": (154, 0, 0, 0),
}  # fmt: skip
if X86:
    ATTEMPTS |= {f"syscall {name}": lambda n=numbers: call(*n) for name, numbers in SYSTEM_CALLS.items()}
    ATTEMPTS |= {
        "syscall tgkill of the parent": lambda: call(234, os.getppid(), os.getppid(), 9),
        "i386 system call": lambda: machine_code(INT80_GETPID),
        "x32 system call": lambda: machine_code(X32_GETPID),
        "executable by mprotect": lambda: call(10, CODE, 4096, 5),
        "the arena executable": executable_arena,
        "writable and executable at once": lambda: call(10, CODE, 4096, 7),
        "new memory writable and executable": lambda: call(9, 0, 4096, 7, 0x22, -1, 0),
        "memory beyond the limit": memory_beyond_the_limit,
        "shared memory": lambda: call(9, 0, 4096, 3, 0x21, -1, 0),
        "a growing stack": lambda: call(9, 0, 4096, 3, 0x122, -1, 0),
        "write into code": write_into_code,
    }


def probe(request):
    """One attempt."""
    attempt = ATTEMPTS[request["attempt"]]
    yield b"R", json.dumps(attempt())


def sealed_probe(request):
    """One attempt behind the second filter, as native code finds itself."""
    lockdown.seal()
    yield from probe(request)


jobs.JOBS |= {
    b"S": Job(sealed_probe, 2.0, compiles=True),
    b"x": Job(probe, 2.0),
    b"X": Job(probe, 2.0, compiles=True),
}
JOBS = jobs.JOBS
if __name__ == "__main__":
    sys.exit("loaded by the fork server")
