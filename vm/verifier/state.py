"""What the verifier knows at one point of one path: frames, registers, stack slots, references.

Values (`vm.verifier.values`) and slots are never changed in place, so a copy of a state is a copy of
lists of references. Only the walk that explores a path writes its state; a state kept as a checkpoint
is written once more, when pruning forgets what is dead in it. Precision is not a property of a
register: a checkpoint carries two bit masks a frame.
"""

from typing import Final

from vm.facts.registers import R10
from vm.verifier.values import NOT_INIT, STACK, Pointer, Value

SLOT_SIZE: Final = 8
"""Bytes of one stack slot; the stack of a frame has 64."""

INVALID: Final = "?"
SPILL: Final = "r"
MISC: Final = "m"
ZERO: Final = "0"
DYNAMIC: Final = "d"
"""What is known of one byte of the stack, in the letter by which the log shows it:
never written; part of a spilled register; written with something; written with zero; half of a dynamic pointer."""

MAIN: Final = -1
"""Callsite of the outermost frame."""


class Slot:
    """Eight bytes of stack.

    kinds   one letter a byte; kinds[0] is the byte with the highest address, nearest to the frame's top
    value   the spilled register when kinds[7] is SPILL, the dynamic pointer when it is DYNAMIC;
            a spill of fewer than 8 bytes leaves kinds[0] something else
    """

    __slots__ = ("kinds", "value")

    @property
    def spilled(self) -> bool:
        """Whether a register, or its low bytes, lies here."""
        return self.kinds[7] == SPILL

    def __init__(self, kinds: str, value: Value = NOT_INIT) -> None:
        self.kinds = kinds
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Slot) and self.kinds == other.kinds and self.value == other.value

    def __hash__(self) -> int:
        return hash(self.kinds)

    def __repr__(self) -> str:
        return f"Slot({self.kinds!r}, {self.value!r})"


EMPTY_SLOT: Final = Slot(INVALID * 8)
MISC_SLOT: Final = Slot(MISC * 8)
ZERO_SLOT: Final = Slot(ZERO * 8)


class Callback:
    """Why a frame was entered from a helper and not from a call: what its return means.

    helper        name of the helper that calls back
    return_range  lowest and highest r0 it may return
    """

    __slots__ = ("helper", "return_range")

    def __init__(self, helper: str, return_range: tuple[int, int]) -> None:
        self.helper = helper
        self.return_range = return_range


class Frame:
    """One function's registers and stack.

    registers       eleven values, r0 to r10
    slots           index 0 is fp-8; as long as the deepest access so far
    callsite        slot of the call that made the frame, MAIN for the outermost
    number          depth, from 0
    subprogram      index of the function
    callback        set while a helper calls this function back
    callback_depth  how often the call at hand was unrolled, kept by the caller's frame
    """

    __slots__ = ("callback", "callback_depth", "callsite", "number", "registers", "slots", "subprogram")

    def __init__(
        self,
        callsite: int,
        number: int,
        subprogram: int,
        registers: list[Value] | None = None,
        slots: list[Slot] | None = None,
    ) -> None:
        if registers is None:
            registers = [NOT_INIT] * R10
            registers.append(Pointer(STACK, frame=number))
        self.registers = registers
        self.slots: list[Slot] = [] if slots is None else slots
        self.callsite = callsite
        self.number = number
        self.subprogram = subprogram
        self.callback: Callback | None = None
        self.callback_depth = 0

    def copy(self) -> "Frame":
        """A frame that may be written without this one noticing."""
        new = Frame(self.callsite, self.number, self.subprogram, self.registers[:], self.slots[:])
        new.callback = self.callback
        new.callback_depth = self.callback_depth
        return new

    def grow(self, slots: int) -> None:
        """Make the stack at least `slots` slots deep."""
        missing = slots - len(self.slots)
        if missing > 0:
            self.slots.extend([EMPTY_SLOT] * missing)


class Reference:
    """Something acquired that must be released: a ring-buffer record, for example.

    id     of the registers that hold it
    insn   slot of the call that acquired it
    """

    __slots__ = ("id", "insn")

    def __init__(self, id_: int, insn: int) -> None:
        self.id = id_
        self.insn = insn


class Step:
    """One remembered instruction of a path: an entry of the history, which is a list linked from newest to oldest.

    insn       slot
    previous   slot of the instruction before it
    before     the entry before, None for the first since the checkpoint
    spill      (frame, slot index) when the instruction read or wrote the stack through a known offset
    dst_stack, src_stack   whether those registers of a comparison held stack addresses
    linked     (frame, is a stack slot, index) of every scalar whose range followed a comparison here
    """

    __slots__ = ("before", "dst_stack", "insn", "linked", "previous", "spill", "src_stack")

    def __init__(self, insn: int, previous: int, before: "Step | None") -> None:
        self.insn = insn
        self.previous = previous
        self.before = before
        self.spill: tuple[int, int] | None = None
        self.linked: tuple[tuple[int, bool, int], ...] = ()
        self.dst_stack = False
        self.src_stack = False


class State:
    """Everything known at one point of one path.

    frames       outermost first; the last one is running
    references   what must be released, oldest first
    parent       the checkpoint this path came from; None before the first
    branches     paths through this state that are not finished
    first_insn   slot at which the history since `parent` begins
    last_insn    slot of the instruction before the current one
    insn         slot this state stands in front of
    history      newest remembered step since `parent`
    dropped      no longer compared with, kept only because paths from it are not finished
    speculative  only a processor that guessed wrong comes here
    """

    __slots__ = (
        "branches",
        "callback_unroll_depth",
        "cleaned",
        "depth",
        "dropped",
        "first_insn",
        "frames",
        "history",
        "history_count",
        "insn",
        "last_insn",
        "may_goto_depth",
        "parent",
        "precise_registers",
        "precise_slots",
        "references",
        "speculative",
    )

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.references: tuple[Reference, ...] = ()
        self.parent: State | None = None
        self.branches = 1
        self.first_insn = 0
        self.last_insn = -1
        self.insn = 0
        self.history: Step | None = None
        self.history_count = 0
        self.may_goto_depth = 0
        self.callback_unroll_depth = 0
        self.depth = 0
        self.cleaned = False
        self.dropped = False
        self.speculative = False
        self.precise_registers: list[int] = []
        self.precise_slots: list[int] = []

    @property
    def frame(self) -> Frame:
        """The running frame."""
        return self.frames[-1]

    def copy(self) -> "State":
        """A state of its own for another path from here. It counts as one branch; precision is not copied."""
        new = State.__new__(State)
        new.frames = [frame.copy() for frame in self.frames]
        new.references = self.references
        new.parent = self.parent
        new.branches = self.branches
        new.first_insn = self.first_insn
        new.last_insn = self.last_insn
        new.insn = self.insn
        new.history = self.history
        new.history_count = self.history_count
        new.may_goto_depth = self.may_goto_depth
        new.callback_unroll_depth = self.callback_unroll_depth
        new.depth = self.depth
        new.cleaned = False
        new.dropped = False
        new.speculative = self.speculative
        new.precise_registers = []
        new.precise_slots = []
        return new


class Branch:
    """A path that waits: its state, where it goes on, and the slot it comes from.

    log_mark   length of the log when it was put aside; a level-1 log is cut back to it
    """

    __slots__ = ("insn", "log_mark", "previous", "state")

    def __init__(self, state: State, insn: int, previous: int, log_mark: int) -> None:
        self.state = state
        self.insn = insn
        self.previous = previous
        self.log_mark = log_mark


class Checkpoint:
    """A kept state, and how useful it has been."""

    __slots__ = ("hits", "misses", "state")

    def __init__(self, state: State) -> None:
        self.state = state
        self.hits = 0
        self.misses = 0
