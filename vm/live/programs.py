"""Programs of the live kernel: loading and test-running."""

import ctypes
import errno
import mmap
import os
import re
import struct
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from functools import cache
from types import TracebackType
from typing import Final, NamedTuple, Self

from vm.facts import isa
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.insn import Instruction, encode
from vm.live import btf, syscall
from vm.live.maps import LiveMap
from vm.live.rights import without_perfmon
from vm.live.syscall import BtfLoad, KernelError, ProgLoad, TestRun, address, buffer_of, call, checked
from vm.program import Program
from vm.protocol.events import Stats

LOG_BYTES: Final = 128 << 20
"""Enough for the level-2 log of any program that the kernel takes less than a second for. Only what is written takes memory."""
ENOTSUPP: Final = 524
_STATS: Final = re.compile(
    r"processed (\d+) insns \(limit \d+\) max_states_per_insn (\d+) total_states (\d+) peak_states (\d+)", re.MULTILINE
)
_TRACE: Final = re.compile(
    r"^(\s*\d+: |from \d+ to \d+|func#\d+|Live regs before insn|mark_precise: |force_precise: |\d+: safe|caller:|callee:"
    r"|returning from callee:|to caller at \d+:|frame ?\d*: |;|SCC |\([\d,]+\) )"
)
_AFTERWARDS: Final = re.compile(r"^(processed \d+ insns|verification time|stack depth|\([\d,]+\) |(cur|old) state: )")


class Ran(NamedTuple):
    """What BPF_PROG_TEST_RUN gave back."""

    retval: int
    data_out: bytes
    duration_ns: int


class Loaded:
    """The kernel's answer to a program; owns the program and its maps.

    ok           accepted?
    errno_name   "" or the error's name
    log          at the level asked for
    stats        counts, where the log has them
    load_ns      time that this thread computed in the system call: nothing is counted while it waits for a processor
    """

    def __init__(self, fd: int, log: str, maps: Sequence[LiveMap], load_ns: int) -> None:
        self.fd, self.log, self.maps, self.load_ns = fd, log, list(maps), load_ns
        self.ok = fd >= 0
        self.errno_name = "" if self.ok else "ENOTSUPP" if fd == -ENOTSUPP else errno.errorcode.get(-fd, str(-fd))
        found = _STATS.search(log)
        self.stats = None
        if found:
            insns, most, total, peak = map(int, found.groups())
            self.stats = Stats(insns_processed=insns, total_states=total, peak_states=peak, max_states_per_insn=most)

    @property
    def error_lines(self) -> list[str]:
        """The complaint, first line to last; nothing of an accepted program."""
        lines: list[str] = []
        for line in [] if self.ok else reversed(self.log.splitlines()):
            if not line.strip() or _AFTERWARDS.match(line):
                continue
            if _TRACE.match(line):
                break
            lines.insert(0, line.strip())
        return lines

    def test_run(self, data: bytes = b"", context: bytes = b"", repeat: int = 1, *, growth: int = 512) -> Ran:
        """BPF_PROG_TEST_RUN; raises KernelError where the program type has none.

        growth   bytes that the frame may become longer by
        """
        held, given = buffer_of(data), buffer_of(context)
        room = ctypes.create_string_buffer(len(data) + growth) if data else None
        run = TestRun(
            prog_fd=self.fd,
            data_size_in=len(data),
            data_size_out=len(data) + growth if data else 0,
            data_in=address(held),
            data_out=address(room),
            repeat=repeat,
            ctx_size_in=len(context),
            ctx_in=address(given),
        )
        checked(syscall.PROG_TEST_RUN, run, "test run")
        return Ran(run.retval, room.raw[: run.data_size_out] if room else b"", run.duration)

    def close(self) -> None:
        """Give program and maps back."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1
        for made in self.maps:
            made.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def load(program: Program, *, log_level: int = 0, perfmon: bool = True) -> Loaded:
    """BPF_PROG_LOAD. A refused program is an ordinary answer.

    log_level   0, 1, 2; counts come with any of 1, 2, 4
    perfmon     False: ask as a loader without CAP_PERFMON, which may load the network types only
    raises      KernelError when one of its maps cannot be created
    """
    maps: list[LiveMap] = []
    try:
        for spec in program.maps:
            made = LiveMap(spec)
            maps.append(made)
            for key, value in spec.contents:
                made.update(key or None, value)
            if spec.frozen:
                made.freeze()
        with nullcontext() if perfmon else without_perfmon():
            return _load(program, maps, log_level)
    except BaseException:
        for made in maps:
            made.close()
        raise


def _load(program: Program, maps: Sequence[LiveMap], log_level: int) -> Loaded:
    code = buffer_of(encode(_with_descriptors(program.insns, maps)))
    licence = ctypes.create_string_buffer(program.license.encode())
    log = _log_room() if log_level else None
    if log is not None:
        log[:1] = b"\0"
    attributes = ProgLoad(
        prog_type=PROGRAM_TYPE_BY_NAME[program.prog_type].id,
        insn_cnt=len(program.insns),
        insns=address(code),
        license=address(licence),
        log_level=log_level,
        log_size=LOG_BYTES if log_level else 0,
        log_buf=ctypes.addressof(ctypes.c_char.from_buffer(log)) if log is not None else 0,
        prog_flags=program.flags,
        expected_attach_type=program.expected_attach_type,
    )
    types, functions = btf.describe(program.subprograms) if program.subprograms else (b"", b"")
    described, info = buffer_of(types), buffer_of(functions)
    types_fd = -1
    if described is not None:
        types_fd = checked(syscall.BTF_LOAD, BtfLoad(btf=address(described), btf_size=len(types)), "loading BTF")
        attributes.prog_btf_fd, attributes.func_info = types_fd, address(info)
        attributes.func_info_rec_size = btf.FUNC_INFO_SIZE
        attributes.func_info_cnt = len(functions) // btf.FUNC_INFO_SIZE
    try:
        fd, taken = _attempt(attributes)
    finally:
        if types_fd >= 0:
            os.close(types_fd)
    text = log[: log.find(b"\0")].decode("utf-8", "replace") if log is not None else ""
    return Loaded(fd, text, maps, taken)


@cache
def _log_room() -> mmap.mmap:
    """Room for a log, lazily paged and used again: one thread asks at a time."""
    return mmap.mmap(-1, LOG_BYTES)


def _attempt(attributes: ProgLoad) -> tuple[int, int]:
    """(descriptor or -errno, nanoseconds); asked again when a signal came in between."""
    for _ in range(6):
        start = time.thread_time_ns()
        fd = call(syscall.PROG_LOAD, attributes)
        taken = time.thread_time_ns() - start
        if fd != -errno.EAGAIN:
            break
    return fd, taken


def _with_descriptors(insns: Sequence[Instruction], maps: Sequence[LiveMap]) -> list[Instruction]:
    """`insns` with map descriptors where programs hold indexes; an index outside becomes -1."""
    patched, second = [], False
    for insn in insns:
        wide = insn.opcode == isa.LD_IMM64 and not second
        if wide and insn.src in {isa.WIDE_MAP, isa.WIDE_MAP_VALUE}:
            fd = maps[insn.imm].fd if 0 <= insn.imm < len(maps) else -1
            patched.append(insn._replace(imm=fd))
        else:
            patched.append(insn)
        second = wide
    return patched


def release() -> str:
    """The running kernel's release."""
    return os.uname().release


def available() -> bool:
    """Whether this process may create maps and load programs of the tracing and network types."""
    if not sys.platform.startswith("linux"):
        return False
    insns = (Instruction(0xB7), Instruction(isa.EXIT))
    try:
        for kind in ("xdp", "kprobe"):
            with load(Program(name="probe", section=kind, prog_type=kind, insns=insns)) as answer:
                if not answer.ok:
                    return False
    except KernelError:
        return False
    return True


assert struct.calcsize("P") == 8, "addresses travel in 64-bit fields"
