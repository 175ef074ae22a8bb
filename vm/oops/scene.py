"""The moment at which it went wrong: everything that causes and console are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vm.facts import isa
from vm.oops import x86
from vm.program import Program, Subprogram

MODULE: Final = "unverified"
SOFTIRQ: Final = frozenset({"xdp", "sched_cls", "socket_filter"})
_PAD_BEFORE, _PAD_AFTER = b"\x90", b"\xcc"  # what lies between functions
_NEAR: Final = 512  # bytes behind an argument that may still be meant by it
_HELPER_SIZE: Final = 0x60
BEFORE, AFTER = 42, 22  # bytes of `Code:` in front of RIP, and from it on


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the program's memory, as [start, end), beside which an access lay."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One fault of one run.

    kind        of the fault, a row of vm.runtime.faults.KINDS; "" for a mistake without a fault
    registers   r0 to r10 as the instruction found them
    pc          slot of that instruction
    callers     slots of the calls between functions of the program that led there, outermost first
    address     touched; None where none was
    size        bytes; 0 where nothing was touched
    write       a store
    value       what the instruction was about to store; None for a helper, or where nobody knows
    helper      name of the helper in which it happened; "" outside of one
    near        what lies beside the address
    mapped      the world has memory there: a page of the process, or an object of the kernel
    pointer     the word behind `address`, where a helper took something for what it is not
    stack       return addresses of the task at the hook, innermost first; () where nobody knows
    """

    program: Program
    pc: int
    time_ns: int
    cpu: int
    pid: int
    uid: int
    comm: str
    kind: str = ""
    registers: Sequence[int] = (0,) * 11
    callers: Sequence[int] = ()
    address: int | None = None
    size: int = 0
    write: bool = False
    value: int | None = None
    helper: str = ""
    near: Piece | None = None
    mapped: bool = False
    pointer: int | None = None
    message: str = ""
    stack: Sequence[int] = ()

    @property
    def in_interrupt(self) -> bool:
        """Whether the kernel handles an interrupt: then nobody can be killed in its stead."""
        return self.program.prog_type in SOFTIRQ or self.program.prog_type == "perf_event"

    @property
    def helper_place(self) -> str:
        """Where in the helper it happened."""
        return f"{self.helper}+{len(x86.CALLED):#x}/{_HELPER_SIZE:#x}"

    @property
    def handed(self) -> tuple[int | None, int]:
        """(number, value) of the argument through which a helper came to the address; (None, 0) where by another way."""
        address = self.address or 0
        near = [(n, self.registers[n]) for n in range(1, 6) if 0 <= address - self.registers[n] < _NEAR]
        return max(near, key=lambda one: one[1]) if near else (None, 0)

    def place(self, pc: int, *, after: bool = False) -> str:
        """Slot `pc` as the kernel names it, function+offset/size [module]; `after` for a return address."""
        name, code, at, length = self._function(pc)
        return f"{name}+{at + (length if after else 0):#x}/{_up(len(code)):#x} [{MODULE}]"

    def end(self) -> str:
        """The return address of __stack_chk_fail, behind the first exit from here on."""
        return self.place(self._exit, after=True)

    def ret(self) -> tuple[str, str]:
        """Where the first return from here on is, and what `Code:` says of it."""
        name, code, at, _ = self._function(self._exit)
        return f"{name}+{at + x86.RET:#x}/{_up(len(code)):#x} [{MODULE}]", opcodes(code, at + x86.RET)

    def code(self) -> str:
        """What `Code:` says of the instruction."""
        _, code, at, _ = self._function(self.pc)
        return opcodes(code, at)

    def beyond(self) -> tuple[str, str]:
        """Where a processor is that ran past the function's end and met the first trap there, and what `Code:` says."""
        name, code, _, _ = self._function(self.pc)
        return f"{name}+{len(code) + 1:#x}/{_up(len(code) + 1):#x} [{MODULE}]", opcodes(
            code + _PAD_AFTER, len(code) + 1
        )

    @property
    def recursive(self) -> bool:
        """Whether the call at the instruction leads into a function that is already being run."""
        insn = self.program.insns[self.pc]
        running = {self._start(pc) for pc in (*self.callers, self.pc)}
        return self._start(self.pc + 1 + insn.imm) in running

    def _start(self, pc: int) -> int:
        """The slot where the function around `pc` begins."""
        return max((one.start for one in self.program.subprograms if one.start <= pc), default=0)

    @property
    def _exit(self) -> int:
        insns = self.program.insns
        return next((pc for pc in range(max(self.pc, 0), len(insns)) if insns[pc].opcode == isa.EXIT), self.pc)

    def _function(self, pc: int) -> tuple[str, bytes, int, int]:
        """(name, machine code, offset of slot `pc` in it, length of that instruction) of the function around `pc`."""
        starts = self.program.subprograms or (Subprogram(name=self.program.name, start=0),)
        pieces = list(x86.lay_out(self.program.insns))
        if self.kind in {"bad-opcode", "bad-register"}:
            pieces[self.pc] = x86.UD2
        pc = max(0, min(pc, len(pieces)))
        here = max((n for n, one in enumerate(starts) if one.start <= pc), default=0)
        first, last = starts[here].start, starts[here + 1].start if here + 1 < len(starts) else len(pieces)
        at = len(x86.PROLOGUE) + sum(map(len, pieces[first:pc]))
        name = self.program.name if first == 0 else starts[here].name
        return name, x86.PROLOGUE + b"".join(pieces[first:last]), at, len(pieces[pc]) if pc < len(pieces) else 0


def _up(size: int) -> int:
    """To where the next function begins."""
    return size + 15 & -16


def opcodes(code: bytes, at: int) -> str:
    """64 bytes around offset `at` of a function, that one in angle brackets."""
    padded = _PAD_BEFORE * BEFORE + code + _PAD_AFTER * AFTER
    shown = padded[at : at + BEFORE + AFTER]
    return " ".join(f"<{byte:02x}>" if n == BEFORE else f"{byte:02x}" for n, byte in enumerate(shown))
