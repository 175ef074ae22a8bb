"""What a program can do wrong while it runs. A fault is a value; the exception only carries it out.

A verified program meets none of the memory kinds. Unverified bytecode may meet any of them, and
nothing else: every run ends in a value, in one of these, or in the limit `out-of-fuel`.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class FaultKind:
    """One class of fault. `name` is stable: results, events and the reference page use it."""

    name: str
    doc: str


KINDS: Final = (
    #         name                  doc
    FaultKind("out-of-bounds",      "a load or store touches bytes that belong to no region, or reach past the end of one"),
    FaultKind("read-only",          "a store to memory that the program may only read"),
    FaultKind("write-only",         "a load from memory that the program may only write"),
    FaultKind("unaligned",          "an atomic operation on an address that is no multiple of its size"),
    FaultKind("bad-pointer",        "an argument of a helper is not the kind of object it asks for"),
    FaultKind("bad-opcode",         "bytes that are no instruction of this machine"),
    FaultKind("bad-register",       "a register number beyond r10, or a write to r10"),
    FaultKind("bad-jump",           "control leaves the program, or lands in the middle of a wide load"),
    FaultKind("bad-helper",         "no helper of this kernel has that number"),
    FaultKind("helper-unavailable", "this helper exists in the kernel but is not executable here"),
    FaultKind("bad-map",            "a map is not there, or cannot do what was asked of it"),
    FaultKind("call-depth",         "bpf-to-bpf calls nest deeper than the kernel allows"),
    FaultKind("out-of-memory",      "the simulated address space, or the budget for maps, is used up"),
    FaultKind("out-of-fuel",        "the budget of instructions is used up"),
)  # fmt: skip

KIND_NAMES: Final = frozenset(kind.name for kind in KINDS)
LIMIT_KINDS: Final = frozenset({"out-of-fuel"})
"""Faults that are the end of a budget and no wrongdoing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """How a run ended that did not end in a value.

    kind      a row of KINDS
    pc        slot of the instruction; -1 while none was running
    address   simulated address touched, where one was
    size      bytes of that access; 0 where there was none
    message   one sentence, no full stop
    """

    kind: str
    pc: int
    message: str
    address: int | None = None
    size: int = 0


class FaultRaised(Exception):  # noqa: N818 - it carries a value; it is no error of ours
    """Carries a fault from where it is noticed to the engine, which knows the pc and makes the value."""

    def __init__(self, kind: str, message: str, address: int | None = None, size: int = 0) -> None:
        assert kind in KIND_NAMES, kind
        super().__init__(message)
        self.kind, self.message, self.address, self.size = kind, message, address, size

    def at(self, pc: int) -> Fault:
        """The fault as a value, laid at slot `pc`."""
        return Fault(kind=self.kind, pc=pc, message=self.message, address=self.address, size=self.size)


Faulting: TypeAlias = Fault | None
