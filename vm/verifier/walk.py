"""The walk through a program: the state at hand, what is still to be walked, and what every rule may ask.

`Walk` is the one argument all rules share. Rules read `walk.state`, assign new values into it and raise
`Refuse`. It holds no rule of its own.
"""

import dataclasses
from collections.abc import Callable
from typing import Final, Protocol

from vm.facts import limits
from vm.program import MapSpec, Program
from vm.verifier.barriers import Barriers
from vm.verifier.cfg import Flow
from vm.verifier.livestack import LiveStack
from vm.verifier.log import Log
from vm.verifier.loops import Loops
from vm.verifier.profile import ROOT, Profile
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import UNKNOWN, Scalar, const
from vm.verifier.state import SPILL, Branch, Checkpoint, Reference, Slot, State, Step
from vm.verifier.values import (
    BTF_ID,
    CTX,
    NOT_INIT,
    PKT,
    PKT_END,
    PKT_META,
    SOCK,
    SOCK_COMMON,
    TCP_SOCK,
    XDP_SOCK,
    Pointer,
    Value,
)

MAX_JUMPS: Final = limits.value("verifier-jumps")
STRICT_ALIGNMENT: Final = 1 << 0
STATE_FREQ: Final = 1 << 3
INVARIANTS: Final = 1 << 7
"""Flags of BPF_PROG_LOAD that change the walk."""

_PACKET: Final = frozenset((PKT, PKT_META, PKT_END))


_SINGULAR: Final = frozenset((CTX, SOCK, SOCK_COMMON, TCP_SOCK, XDP_SOCK, BTF_ID))
"""Kinds whose accesses the kernel rewrites: one instruction may not serve them and others too."""


class Watch(Protocol):
    """Who wants to see every state. Called only when given to `verify`; what it is shown is to be read only."""

    def step(self, walk: "Walk", pc: int) -> None:
        """The instruction at `pc` is about to be walked in `walk.state`; `walk.previous` is where the path comes from."""

    def covered(self, walk: "Walk", pc: int) -> None:
        """`walk.state` need not be walked further from `pc`: the checkpoint `walk.covering` holds for it too."""


class Walk:
    """Everything the rules share while one program is judged.

    state       the path at hand; the rules write it
    pc          slot of the instruction at hand
    previous    slot of the instruction walked before it
    step        history entry of the instruction at hand, once something asked for one
    log         None at level 0
    tick        called every few thousand instructions with the number walked so far
    prune       whether a state may be covered by a checkpoint
    constants      each instruction's immediate as a scalar, None until `constant` is asked for it
    flow_idle      see `precision.idle_masks`; empty until asked for
    stack_depths   bytes of stack each function needs
    functions_taken   slot of a load of a function's address -> the function's number
    speculation    what is noted against processors that guess; None when the loader is trusted with them
    calls_nothing   whether a call of kernel function 0 was reached: it does nothing, and is complained of in the end
    kernel_loads    slots of loads from memory of the kernel, which may fault
    plain_loops    slot of a bpf_loop call -> the function it calls, -1 once that, or its flags, may differ
    maps        those of the program, as pointers to them know them
    explored    checkpoints, filed as the kernel files them, because it counts them so
    total_states, kept_states, peak_states, max_states_per_insn   the kernel's statistics
    """

    __slots__ = (
        "backedges",
        "calls_nothing",
        "constants",
        "context_end",
        "covering",
        "explored",
        "flow",
        "flow_idle",
        "functions_taken",
        "insns",
        "jumps",
        "jumps_at_checkpoint",
        "kept_states",
        "kernel_loads",
        "last_id",
        "live_stack",
        "log",
        "loops",
        "maps",
        "max_states_per_insn",
        "packet_pointer_loads",
        "pc",
        "peak_states",
        "plain_loops",
        "pointer_kinds",
        "previous",
        "processed",
        "processed_at_checkpoint",
        "profile",
        "program",
        "prune",
        "speculation",
        "stack_depths",
        "state",
        "state_freq",
        "step",
        "strict_alignment",
        "tick",
        "total_states",
        "waiting",
        "watch",
    )

    def __init__(self, program: Program, flow: Flow, *, profile: Profile = ROOT, log: Log | None = None) -> None:
        self.program = program
        self.insns = program.insns
        self.maps = tuple(_with_template(spec) for spec in program.maps)
        self.flow = flow
        self.profile = profile
        self.log = log
        self.strict_alignment = bool(program.flags & STRICT_ALIGNMENT)
        self.state_freq = bool(program.flags & STATE_FREQ)
        self.watch: Watch | None = None
        self.tick: Callable[[int], None] | None = None
        self.prune = True
        self.covering: State | None = None
        self.state = State()
        self.pc = 0
        self.previous = -1
        self.step: Step | None = None
        self.waiting: list[Branch] = []
        self.last_id = 0
        self.processed = 0
        self.jumps = 0
        self.packet_pointer_loads: set[int] = set()
        self.kernel_loads: set[int] = set()
        self.context_end = 0
        self.pointer_kinds: dict[int, str] = {}
        self.explored: dict[int, list[Checkpoint]] = {}
        self.jumps_at_checkpoint = 0
        self.processed_at_checkpoint = 0
        self.total_states = 0
        self.kept_states = 0
        self.backedges = 0
        self.peak_states = 0
        self.max_states_per_insn = 0
        self.loops = Loops(flow.loops, log)
        self.live_stack = LiveStack(flow, log)
        self.flow_idle: list[int] = []
        self.constants: list[Scalar | None] = [None] * len(program.insns)
        self.stack_depths = [0] * len(flow.subprograms)
        self.plain_loops: dict[int, int] = {}
        self.functions_taken: dict[int, int] = {}
        self.calls_nothing = False
        self.speculation = None if profile.speculation_trusted else Barriers()

    def constant(self, pc: int) -> Scalar:
        """The immediate of the instruction at `pc` as a scalar, made when first asked for."""
        found = self.constants[pc]
        if found is None:
            found = self.constants[pc] = const(self.insns[pc].imm)
        return found

    def new_id(self) -> int:
        """A number no value carries yet."""
        self.last_id += 1
        return self.last_id

    @property
    def registers(self) -> list[Value]:
        """The running frame's registers, to read and to assign to."""
        return self.state.frames[-1].registers

    # Paths

    def push(self, insn: int, errno_name: str = "EFAULT") -> State:
        """Put a copy of the state aside, to go on at slot `insn` later; it may be refined before that.

        errno_name   what bpf(2) answers when too many wait
        """
        state = self.state.copy()
        self.waiting.append(Branch(state, insn, self.pc, self.log.mark() if self.log else 0))
        if state.parent is not None:
            state.parent.branches += 1
        if len(self.waiting) > MAX_JUMPS:
            raise Refuse(
                "limit.too-many-jumps", errno_name, f"The sequence of {len(self.waiting)} jumps is too complex."
            )
        return state

    def remember(self) -> Step:
        """The history entry of the instruction at hand, made if there is none yet."""
        if self.step is None:
            state = self.state
            self.step = state.history = Step(self.pc, self.previous, state.history)
            state.history_count += 1
        return self.step

    def same_kind(self, base: Value, pc: int) -> None:
        """Refuse an instruction that meets a context on one path and other memory on another."""
        kind = base.kind if isinstance(base, Pointer) else ""
        before = self.pointer_kinds.setdefault(pc, kind)
        if before is not kind and (before in _SINGULAR or kind in _SINGULAR):
            raise Refuse("pointer.mixed", "EINVAL", "same insn cannot be used with different pointers")

    # Checkpoints

    def bucket(self, pc: int) -> list[Checkpoint]:
        """Kept states filed under this slot, newest first. The kernel files by slot and callsite together."""
        number = ((pc ^ self.state.frames[-1].callsite) & 0xFFFFFFFF) % len(self.insns)
        found = self.explored.get(number)
        if found is None:
            found = self.explored[number] = []
        return found

    def note_peak(self) -> None:
        """Something more is kept."""
        self.peak_states = max(self.peak_states, self.kept_states + self.backedges)

    def touch(self, frame: int, slot: int) -> None:
        """Note for the log that a stack slot was looked at or changed."""
        if self.log:
            self.log.touch(frame, slot)

    # References

    def acquire(self) -> int:
        """A new reference, to be released on every path. Returns its id."""
        id_ = self.new_id()
        self.state.references += (Reference(id_, self.pc),)
        return id_

    def release(self, id_: int) -> bool:
        """Give the reference back: every register that holds it becomes unusable. False if there is none such."""
        state = self.state
        kept = tuple(reference for reference in state.references if reference.id != id_)
        if len(kept) == len(state.references):
            return False
        state.references = kept
        self.forget(state, lambda pointer: pointer.ref == id_)
        return True

    def forget(self, state: State, doomed: Callable[[Pointer], bool]) -> None:
        """Make every pointer for which `doomed` is true unusable, in registers and where they are spilled."""
        left = UNKNOWN if self.profile.pointer_leaks else NOT_INIT
        replace_pointers(state, lambda pointer: left if doomed(pointer) else pointer)

    def clear_packet_pointers(self) -> None:
        """The packet may have moved: pointers into it are worth nothing any more."""
        self.forget(self.state, lambda pointer: pointer.kind in _PACKET)


def replace_pointers(state: State, change: Callable[[Pointer], Value]) -> None:
    """Pass every pointer of every frame, in registers and spilled, through `change`."""
    for frame in state.frames:
        registers = frame.registers
        for number, value in enumerate(registers):
            if isinstance(value, Pointer):
                registers[number] = change(value)
        for index, slot in enumerate(frame.slots):
            if isinstance(slot.value, Pointer) and slot.kinds[7] == SPILL:
                new = change(slot.value)
                if new is not slot.value:
                    frame.slots[index] = Slot(slot.kinds, new)


def _with_template(spec: MapSpec) -> MapSpec:
    """A map whose inner maps are known by their sizes only: the template's name is not theirs."""
    return spec if spec.inner is None else dataclasses.replace(spec, inner=dataclasses.replace(spec.inner, name=""))
