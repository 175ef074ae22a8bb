"""Back along a path: where a value came from, and which branch changed what is known of it.

Reads what `vm.verifier.recorder` wrote down. A `Trail` follows one register or stack slot from a visit
to the visits before it, over copies, spills and calls, until something made the value.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from vm.facts import isa
from vm.program import Program
from vm.verifier.liveness import uses
from vm.verifier.recorder import NOTHING, Recorder, Visit
from vm.verifier.state import SPILL, Slot
from vm.verifier.values import NOT_INIT, STACK, Pointer, Value

MAX_BACK: Final = 600
"""Visits one trail looks back."""

JUMPS: Final = (isa.JMP, isa.JMP32)
ALUS: Final = (isa.ALU32, isa.ALU64)
_MOV: Final = isa.ALU_BY_NAME["mov"].code
_UNCONDITIONAL: Final = (isa.JA, isa.GOTOL, isa.CALL, isa.EXIT)


class Place(NamedTuple):
    """A register or a stack slot of one frame."""

    frame: int
    number: int
    on_stack: bool = False


class Footprint(NamedTuple):
    """One step of a trail: the instruction, the value after it and before it, and whether it made the value.

    before   None where the value did not exist
    """

    visit: int
    pc: int
    before: Value | None
    after: Value
    made: bool


@dataclass(frozen=True, slots=True)
class Trails:
    """The recorded walk of one program, to be read backwards."""

    program: Program
    recorder: Recorder

    def value(self, visit: Visit, place: Place) -> Value:
        """What stood there before the visit's instruction; NOT_INIT where nothing did."""
        recorder = self.recorder
        if place.frame >= len(visit.frames):
            return NOT_INIT
        frame = recorder.frames[visit.frames[place.frame]]
        if not place.on_stack:
            number = frame.registers[place.number]
            return NOT_INIT if number == NOTHING else recorder.values[number].value
        slot = self.slot(visit, place)
        return slot.value if slot is not None and slot.kinds[7] == SPILL else NOT_INIT

    def slot(self, visit: Visit, place: Place) -> Slot | None:
        """The stack slot there, None if untouched."""
        slots = self.recorder.frames[visit.frames[place.frame]].slots
        number = slots[place.number] if place.number < len(slots) else NOTHING
        return None if number == NOTHING else self.recorder.slots[number]

    def back(self, number: int, register: int) -> Iterator[Footprint]:
        """Every instruction that wrote the value in `register` before visit `number`, or changed what is known of it."""
        visits = self.recorder.visits
        visit = visits[number]
        place = Place(len(visit.frames) - 1, register)
        for _ in range(MAX_BACK):
            if visit.before == NOTHING:
                return
            earlier = visits[visit.before]
            after = self.value(visit, place)
            moved = self._over(earlier, visit, place)
            if moved is None:
                yield Footprint(visit.before, earlier.pc, None, after, made=True)
                return
            before = self.value(earlier, moved)
            written = moved != place or self._writes(earlier, visit, place)
            if before is not after or written:
                yield Footprint(visit.before, earlier.pc, before, after, made=written)
            visit, place = earlier, moved

    def _writes(self, earlier: Visit, visit: Visit, place: Place) -> bool:
        if place.on_stack or len(earlier.frames) != len(visit.frames) or place.frame != len(visit.frames) - 1:
            return False
        return bool(uses(self.program.insns[earlier.pc], self.program.prog_type)[1] >> place.number & 1)

    def _over(self, earlier: Visit, visit: Visit, place: Place) -> Place | None:
        """Where the value stood before the instruction at `earlier`; None if that instruction made it."""
        insn = self.program.insns[earlier.pc]
        depth = len(earlier.frames)
        if depth < len(visit.frames):  # a function was entered
            if place.frame != depth:
                return place
            return Place(depth - 1, place.number) if not place.on_stack and 1 <= place.number <= 5 else None
        if depth > len(visit.frames):  # a function returned
            returned = place == Place(len(visit.frames) - 1, 0)
            return Place(depth - 1, 0) if returned else place
        if place.on_stack:
            return self._over_store(earlier, visit, place)
        if place.frame != depth - 1 or not self._writes(earlier, visit, place):
            return place
        cls = insn.opcode & 7
        if cls in ALUS:
            if insn.opcode & 0xF0 == _MOV:
                return Place(place.frame, insn.src) if insn.opcode & isa.REG else None
            return place
        if cls == isa.LDX:
            base = self.value(earlier, Place(place.frame, insn.src))
            if isinstance(base, Pointer) and base.kind is STACK and not base.var.mask:
                index = -(base.off + base.var.smin + insn.off) - 1 >> 3
                return Place(base.frame, index, on_stack=True) if index >= 0 else None
        return None

    def _over_store(self, earlier: Visit, visit: Visit, place: Place) -> Place | None:
        if self.slot(earlier, place) is self.slot(visit, place):
            return place
        insn = self.program.insns[earlier.pc]
        return Place(len(earlier.frames) - 1, insn.src) if insn.opcode & 7 == isa.STX else None

    def writer(self, number: int, frame: int, index: int) -> int | None:
        """The visit whose instruction last wrote stack slot `index` of `frame` before visit `number`."""
        visits = self.recorder.visits
        visit = visits[number]
        place = Place(frame, index, on_stack=True)
        for _ in range(MAX_BACK):
            if visit.before == NOTHING or frame >= len(visits[visit.before].frames):
                return None
            earlier = visits[visit.before]
            if self.slot(earlier, place) is not self.slot(visit, place) or self._stores(earlier, place):
                return visit.before
            visit = earlier
        return None

    def _stores(self, visit: Visit, place: Place) -> bool:
        """Whether the visit's instruction stores into that slot through a known address."""
        insn = self.program.insns[visit.pc]
        if insn.opcode & 7 not in (isa.ST, isa.STX) or insn.opcode & 0xE0 == isa.MODE_ATOMIC:
            return False
        base = self.value(visit, Place(len(visit.frames) - 1, insn.dst))
        if not isinstance(base, Pointer) or base.kind is not STACK or base.var.mask or base.frame != place.frame:
            return False
        return -(base.off + base.var.smin + insn.off) - 1 >> 3 == place.number


def is_conditional(opcode: int) -> bool:
    """Whether this is a jump that may be taken or not."""
    return opcode & 7 in JUMPS and opcode not in _UNCONDITIONAL
