"""Everything the verifier saw, written down: a watch that keeps the tree of paths and the states on them.

A `Visit` is one walk over one instruction, with the state before it; visits hang on the visit before
them, so any path can be read backwards. Values, stack slots and frames are kept once each and named by
number, because most instructions change one register. Recording ends by itself after `MAX_VISITS`, and
a walk longer than `MAX_WALKED` is abandoned (`Enough`): both bounds count instructions, so what is
recorded does not depend on the machine.
"""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from vm.facts import limits
from vm.verifier.scalar import Scalar
from vm.verifier.state import EMPTY_SLOT, SPILL, Frame, Slot, State
from vm.verifier.values import NOT_INIT, Pointer, Value, text
from vm.verifier.walk import Walk

MAX_WALKED: Final = limits.value("analysis-insns")
MAX_VISITS: Final = limits.value("analysis-visits")

NOTHING: Final = -1
"""Number that stands for a register nobody wrote, and for an untouched stack slot."""

EXIT, COVERED, OPEN = "exit", "covered", "open"
"""How a path ended: it left the program; another walk covers the rest; it was given up, or never finished."""


class Enough(Exception):  # noqa: N818 - not an error: whoever asked gets what was recorded so far
    """The walk is longer than anyone would read."""


class Kept(NamedTuple):
    """One value, as it is and as the kernel spells it."""

    value: Value
    text: str


class KeptFrame(NamedTuple):
    """One function's registers and stack, by number; NOTHING where there is nothing.

    registers   r0 to r10
    slots       index 0 is fp-8
    """

    registers: tuple[int, ...]
    slots: tuple[int, ...]


class Visit(NamedTuple):
    """One instruction walked once. `before` is the visit before it on its path, NOTHING for the first.

    frames       numbers of the frames, outermost first
    callsites    slot of the call that made each of them, -1 for the outermost
    references   ids of what must still be released
    """

    pc: int
    path: int
    before: int
    frames: tuple[int, ...]
    callsites: tuple[int, ...]
    references: tuple[int, ...]


@dataclass(slots=True)
class Path:
    """A walk from a branch to its end.

    at         the visit it was put aside at; NOTHING for the first path
    start      its first instruction
    first      its first visit, NOTHING if the very first instruction was covered or nothing was kept
    last       its last visit
    end        EXIT, COVERED or OPEN
    covered_at slot at which it was covered
    covered_by the visit whose state covers it, NOTHING if that was not kept
    loose      by frame: registers of which the covering state says less, because nothing rests on them
    loose_stack whether the same is true of some stack slot
    """

    at: int
    start: int
    first: int = NOTHING
    last: int = NOTHING
    end: str = OPEN
    covered_at: int = NOTHING
    covered_by: int = NOTHING
    loose: tuple[int, ...] = ()
    loose_stack: bool = False


@dataclass(slots=True)
class Recorder:
    """A `Watch`. Give it to `verify`, then read.

    slot_values   by slot number: the number of the value spilled there, or NOTHING
    walked        how often each slot was walked, counted to the end even when visits are no longer kept
    """

    values: list[Kept] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    slot_values: list[int] = field(default_factory=list)
    frames: list[KeptFrame] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    walked: list[int] = field(default_factory=list)
    total: int = 0
    _value_numbers: dict[tuple[int, int], int] = field(default_factory=dict)
    _texts: dict[tuple[object, ...], int] = field(default_factory=dict)
    _slot_numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    _frame_numbers: dict[KeptFrame, int] = field(default_factory=dict)
    _aside: dict[int, int] = field(default_factory=dict)
    _checkpoints: dict[int, tuple[State, int]] = field(default_factory=dict)
    _alive: list[Value] = field(default_factory=list)
    _state: State | None = None
    _last: int = NOTHING

    def step(self, walk: Walk, pc: int) -> None:
        """The instruction at `pc` is about to be walked."""
        if not self.walked:
            self.walked = [0] * len(walk.insns)
        self._meet(walk, pc)
        self.walked[pc] += 1
        self.total += 1
        if self.total > MAX_WALKED:
            raise Enough
        if len(self.visits) < MAX_VISITS:
            self._keep(walk, pc)
        else:
            self._last = NOTHING

    def covered(self, walk: Walk, pc: int) -> None:
        """Another walk covers this path from `pc` on."""
        self._meet(walk, pc)
        path = self.paths[-1]
        path.end, path.covered_at = COVERED, pc
        kept = self._checkpoints.get(id(walk.covering))
        if kept is None:
            return
        path.covered_by = kept[1]
        path.loose, path.loose_stack = self._loosened(walk.state, self.visits[kept[1]])

    def _meet(self, walk: Walk, pc: int) -> None:
        """Is this still the path we were on? Note, too, which paths were put aside since."""
        for branch in reversed(walk.waiting):
            if id(branch.state) in self._aside:
                break
            self._aside[id(branch.state)] = self._last
        if walk.state is self._state:
            return
        if self.paths and self.paths[-1].end == OPEN:
            self.paths[-1].end = EXIT
        origin = self._aside.pop(id(walk.state), self._last)
        self.paths.append(Path(at=origin, start=pc))
        self._state, self._last = walk.state, origin

    def finished(self) -> None:
        """The program was accepted: the last path left it, too."""
        if self.paths and self.paths[-1].end == OPEN:
            self.paths[-1].end = EXIT

    # Keeping

    def _keep(self, walk: Walk, pc: int) -> None:
        state = walk.state
        number = len(self.visits)
        path = self.paths[-1]
        self.visits.append(
            Visit(
                pc=pc,
                path=len(self.paths) - 1,
                before=self._last,
                frames=tuple([self._frame(frame) for frame in state.frames]),
                callsites=tuple([frame.callsite for frame in state.frames]),
                references=tuple([reference.id for reference in state.references]),
            )
        )
        if path.first == NOTHING:
            path.first = number
        path.last = self._last = number
        checkpoint = state.parent
        if checkpoint is not None and checkpoint.insn == pc and id(checkpoint) not in self._checkpoints:
            self._checkpoints[id(checkpoint)] = (checkpoint, number)

    def _frame(self, frame: Frame) -> int:
        kept = KeptFrame(
            tuple([self.number(value, frame.number) for value in frame.registers]),
            tuple([self._slot(slot, frame.number) for slot in frame.slots]),
        )
        found = self._frame_numbers.get(kept)
        if found is None:
            found = self._frame_numbers[kept] = len(self.frames)
            self.frames.append(kept)
        return found

    def number(self, value: Value, frame: int) -> int:
        """The number of a value that stands in frame `frame`; equal values have equal numbers."""
        if value is NOT_INIT:
            return NOTHING
        key = (id(value), frame)
        found = self._value_numbers.get(key)
        if found is None:
            self._alive.append(value)  # so that nothing else gets its id
            spelt = text(value, frame=frame)
            content = (spelt, *_hidden(value))
            found = self._texts.get(content)
            if found is None:
                found = self._texts[content] = len(self.values)
                self.values.append(Kept(value, spelt))
            self._value_numbers[key] = found
        return found

    def _slot(self, slot: Slot, frame: int) -> int:
        if slot is EMPTY_SLOT:
            return NOTHING
        content = (slot.kinds, self.number(slot.value, frame) if slot.kinds[7] == SPILL else NOTHING)
        found = self._slot_numbers.get(content)
        if found is None:
            found = self._slot_numbers[content] = len(self.slots)
            self.slots.append(slot)
            self.slot_values.append(content[1])
        return found

    # Comparing a covered state with the one that covers it

    def _loosened(self, state: State, visit: Visit) -> tuple[tuple[int, ...], bool]:
        masks = []
        stack = len(state.frames) != len(visit.frames)
        for frame, number in zip(state.frames, visit.frames, strict=False):
            kept = self.frames[number]
            mask = 0
            for register, value in enumerate(frame.registers):
                if not self._within(value, kept.registers[register], frame.number):
                    mask |= 1 << register
            masks.append(mask)
            mine = tuple([self._slot(slot, frame.number) for slot in frame.slots])
            stack = stack or mine != kept.slots
        return tuple(masks), stack

    def _within(self, value: Value, kept: int, frame: int) -> bool:
        if kept == NOTHING:
            return True
        number = self.number(value, frame)
        if number == kept:
            return True
        claimed = self.values[kept].value
        if isinstance(claimed, Scalar):
            return isinstance(value, Scalar) and claimed.holds(value)
        return (
            isinstance(claimed, Pointer)
            and isinstance(value, Pointer)
            and claimed.same_base(value)
            and claimed.var.holds(value.var)
        )


def _hidden(value: Value) -> tuple[int, ...]:
    """What two values of one spelling may differ in."""
    if isinstance(value, Pointer):
        return (value.id, value.map_index, value.size, value.ref, value.frame, value.range)
    return ()
