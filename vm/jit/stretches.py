"""A stretch of invocations in one go: what a run does where nobody looks at the single ones.

It leaves the same bytes behind as its invocations one by one; only their outputs are counted and not
kept. Not every program may take part. `suits` says which: those that end after a known number of
instructions and whose helpers have native code. `vm.jit.stretching` is the code that plays one.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from vm.facts.helpers import HELPER_BY_ID
from vm.facts.isa import CALL, CALL_HELPER, EXIT, JMP, JMP32, MAY_GOTO
from vm.insn import Instruction
from vm.jit import maps, native, queues, rings
from vm.jit.blocks import jump_target
from vm.jit.linkage import Linkage, MapLink
from vm.runtime.machine import Outcome

ROW: Final = ("program", "offset", "length", "now_ns", "cpu", "pid_tgid", "uid_gid", "ifindex", "last")
"""Words of one invocation. Its context or its packet lies at contents[offset : offset + length].

ifindex   0 for a plain context; then `last` is how many bytes the context has, zeros behind what is given.
          Else the interface on which an XDP program's packet came, and `last` its receive queue
"""

END: Final = ("retval", "redirected")
"""Words of how one ended. `redirected` is 1 + the interface it asked for, or 0."""

MAX_SLOTS: Final = 4_096
BORDERS: Final = frozenset({"xdp_adjust_head", "xdp_adjust_tail", "xdp_adjust_meta"})
HELPERS: Final = native.PURE | BORDERS | {"redirect"}
MAKES_RECORD: Final = frozenset({"ringbuf_submit", "ringbuf_output"})


class Stretch(NamedTuple):
    """What became of a stretch.

    invocations   that returned; fewer than given when one ended it
    ends          END words for each of them
    consumed      ring records that user space took
    outcome       instructions of all of them, and the fault that ended the stretch
    """

    invocations: int
    ends: Sequence[int]
    consumed: int
    outcome: Outcome


def bounded(insns: Sequence[Instruction]) -> bool:
    """Whether an invocation of this verified program ends after at most MAX_SLOTS instructions, whatever comes."""
    return len(insns) <= MAX_SLOTS and all(
        _goes_on(insn, pc) for pc, insn in enumerate(insns) if insn.opcode & 7 in (JMP, JMP32)
    )


def suits(insns: Sequence[Instruction], linkage: Linkage) -> bool:
    """Whether this verified program may take part in a stretch."""
    helpers = (HELPER_BY_ID[insn.imm].name for insn in insns if insn.opcode == CALL)
    return bounded(insns) and all(map(_has_native, linkage.maps)) and all(name in HELPERS for name in helpers)


def most_records(insns: Sequence[Instruction]) -> int:
    """How many ring records one invocation of a program that `suits` can make."""
    return sum(insn.opcode == CALL and HELPER_BY_ID[insn.imm].name in MAKES_RECORD for insn in insns)


def _goes_on(insn: Instruction, pc: int) -> bool:
    """This jump never goes back, nor into another function or program."""
    if insn.opcode == EXIT:
        return True
    if insn.opcode == CALL:
        helper = HELPER_BY_ID.get(insn.imm)
        return (
            insn.src == CALL_HELPER and helper is not None and helper.name != "tail_call" and helper.note != "callback"
        )
    target = jump_target(insn, pc)
    return insn.opcode != MAY_GOTO and target is not None and target > pc


def _has_native(link: MapLink) -> bool:
    return maps.can_look_up(link) or rings.is_ring(link) or queues.is_queue(link)
