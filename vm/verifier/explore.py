"""The loop over all paths: take one, walk it instruction by instruction until it ends, take the next."""

from typing import Final

from vm.facts import isa, limits
from vm.facts.registers import R1
from vm.verifier.prune import visited
from vm.verifier.refusal import Refuse
from vm.verifier.state import MAIN, Frame, State
from vm.verifier.step import RULES
from vm.verifier.subprograms import PATH_ENDS
from vm.verifier.values import CTX, Pointer
from vm.verifier.walk import Walk

JUMP_CLASSES: Final = (isa.JMP, isa.JMP32)
MAX_PROCESSED: Final = limits.value("verifier-insns")


def explore(walk: Walk) -> None:
    """Walk every path of the program. Returns when all are safe; raises Refuse at the first that is not."""
    frame = Frame(MAIN, 0, 0)
    frame.registers[R1] = Pointer(CTX)
    walk.state.frames.append(frame)
    insns, prune, history = walk.insns, walk.flow.prune, walk.flow.history
    live_stack, log, watch = walk.live_stack, walk.log, walk.watch
    rules = [RULES[insn.opcode] for insn in insns]
    count = len(insns)
    pc = 0
    while True:
        state = walk.state
        walk.pc = pc
        walk.step = None
        walk.processed += 1
        if walk.processed > MAX_PROCESSED:
            line = f"BPF program is too large. Processed {walk.processed} insn"
            raise Refuse("limit.too-many-insns", "E2BIG", line)
        state.last_insn = walk.previous
        state.insn = pc
        if prune[pc] and visited(walk, pc):
            if watch:
                watch.covered(walk, pc)
            if log:
                log.safe(walk, pc)
            pc = PATH_ENDS
        else:
            if history[pc]:
                walk.remember()
            if log:
                log.before(walk, pc)
            if watch:
                watch.step(walk, pc)
            insn = insns[pc]
            if insn.opcode & 7 in JUMP_CLASSES:
                walk.jumps += 1
            live_stack.begin(pc)
            following = rules[pc](walk, insn, pc)
            walk.previous = pc
            pc = following
            live_stack.commit(state)
        if pc == PATH_ENDS:
            finish(walk, walk.state)
            live_stack.settle(walk, walk.state)
            if not walk.waiting:
                return
            branch = walk.waiting.pop()
            walk.state = branch.state
            walk.previous = branch.previous
            pc = branch.insn
            live_stack.entered()
            if log:
                log.resumed(branch)
        elif not 0 <= pc < count:
            raise Refuse("structure.fall-through", "EFAULT", f"invalid insn idx {pc} insn_cnt {count}")


def finish(walk: Walk, state: State) -> None:
    """One path through `state`, and through every checkpoint it came from, is finished."""
    current: State | None = state
    while current is not None:
        current.branches -= 1
        if current.branches:
            return
        walk.loops.leave(walk, current)
        if current.dropped and not walk.loops.unfinished(current):
            walk.kept_states -= 1
        current = current.parent
