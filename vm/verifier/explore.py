"""The loop over all paths: take one, walk it instruction by instruction until it ends, take the next."""

from typing import Final

from vm.facts import isa, limits
from vm.facts.registers import R1
from vm.verifier import precision, speculation
from vm.verifier.prune import visited
from vm.verifier.refusal import Refuse
from vm.verifier.state import MAIN, Frame, State
from vm.verifier.step import rules_of
from vm.verifier.subprograms import PATH_ENDS
from vm.verifier.values import CTX, Pointer
from vm.verifier.walk import Walk

MAX_PROCESSED: Final = limits.value("verifier-insns")
TICK: Final = 4096
"""Instructions walked between two calls of `walk.tick`."""

# What has to be done at a slot besides walking its instruction.
PRUNE: Final = 1
HISTORY: Final = 2
JUMP: Final = 4
STACK: Final = 8

_MARKS: Final = bytes([
    JUMP | (STACK if opcode == isa.CALL else 0) if opcode & 7 in (isa.JMP, isa.JMP32)
    else STACK if opcode & 7 in (isa.ST, isa.STX) or opcode == isa.LD_IMM64
    else 0
    for opcode in range(256)
])  # fmt: skip
"""By opcode: counts as a jump; is noted by the stack's liveness, because it may write the stack or hands a function out."""


def explore(walk: Walk) -> None:
    """Walk every path of the program. Returns when all are safe; raises Refuse at the first that is not."""
    frame = Frame(MAIN, 0, 0)
    frame.registers[R1] = Pointer(CTX)
    walk.state.frames.append(frame)
    insns, marks, rules = walk.insns, _marks(walk), rules_of(walk.insns)
    if walk.speculation is not None:
        rules = [speculation.guarded(rule, insn) for rule, insn in zip(rules, insns, strict=True)]
    live_stack, seen = walk.live_stack, bool(walk.log or walk.watch)
    count, pause = len(insns), min(TICK, MAX_PROCESSED)
    pc = 0
    while True:
        walk.pc = pc
        walk.step = None
        walk.processed += 1
        if walk.processed > pause:
            pause = _pause(walk)
        mark = marks[pc]
        if mark & PRUNE and covered(walk, pc):
            following = PATH_ENDS
        else:
            if mark & HISTORY:
                walk.remember()
            if mark & JUMP:
                walk.jumps += 1
            if seen:
                _show(walk, pc)
            if mark & STACK:
                live_stack.begin()
                following = rules[pc](walk, insns[pc], pc)
                live_stack.commit(walk.state, pc)
            else:
                following = rules[pc](walk, insns[pc], pc)
            walk.previous = pc
        if 0 <= following < count:
            pc = following
        elif following != PATH_ENDS:
            raise Refuse("structure.fall-through", "EFAULT", f"invalid insn idx {following} insn_cnt {count}")
        elif _next_path(walk):
            pc = walk.pc
        else:
            return


def _marks(walk: Walk) -> bytes:
    """The marks of every slot."""
    marks = bytearray(walk.flow.opcodes.translate(_MARKS))
    for row, mark in ((walk.flow.prune, PRUNE), (walk.flow.history, HISTORY)):
        pc = row.find(1)
        while 0 <= pc < len(marks):
            marks[pc] |= mark
            pc = row.find(1, pc + 1)
    return bytes(marks)


def _show(walk: Walk, pc: int) -> None:
    """Tell whoever wants to see every state."""
    if walk.log:
        walk.log.before(walk.state, walk.previous, pc)
    if walk.watch:
        walk.watch.step(walk, pc)


def _pause(walk: Walk) -> int:
    """Now and then: is it too much? Returns the count of instructions at which to ask again."""
    if walk.processed > MAX_PROCESSED:
        line = f"BPF program is too large. Processed {walk.processed} insn"
        raise Refuse("limit.too-many-insns", "E2BIG", line)
    if walk.tick:
        walk.tick(walk.processed)
    return min(walk.processed + TICK, MAX_PROCESSED)


def covered(walk: Walk, pc: int) -> bool:
    """At a prune point: whether the path need not be walked further."""
    state = walk.state
    state.last_insn = walk.previous
    state.insn = pc
    if not visited(walk, pc):
        return False
    if walk.watch:
        walk.watch.covered(walk, pc)
    if walk.log:
        walk.log.safe(walk.state, walk.previous, pc)
    return True


def _next_path(walk: Walk) -> bool:
    """The path at hand is finished. Go on, at `walk.pc`, with one that waits; False if none does."""
    finish(walk, walk.state)
    walk.live_stack.settle(walk.state)
    if not walk.waiting:
        return False
    branch = walk.waiting.pop()
    walk.state = branch.state
    walk.previous = branch.previous
    walk.pc = branch.insn
    walk.live_stack.entered()
    if walk.log:
        walk.log.resumed(branch.log_mark)
    return True


def finish(walk: Walk, state: State) -> None:
    """One path through `state`, and through every checkpoint it came from, is finished."""
    current: State | None = state
    while current is not None:
        current.branches -= 1
        if current.branches:
            return
        _leave_loop(walk, current)
        if current.dropped and not walk.loops.unfinished(current):
            walk.kept_states -= 1
        current = current.parent


def _leave_loop(walk: Walk, state: State) -> None:
    """All paths from the state are finished: if it entered a loop, what was relied on flows along its back edges."""
    visit = walk.loops.left(state)
    if visit is None:
        return
    walk.backedges -= len(visit.backedges)
    walk.note_peak()
    precision.flow_back(walk, visit.backedges)
    visit.backedges = []
