"""When a state was seen before: the comparison of a state with a checkpoint, and when to keep one.

A path need not be walked again if an earlier walk, from a state at least as general, found nothing
wrong. What the earlier walk did not rely on need not agree: dead registers and slots, and scalars
that were never needed precisely. Ids need only correspond one to one.
"""

from typing import Final

from vm.facts import isa
from vm.verifier import precision
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import UNKNOWN, Scalar
from vm.verifier.state import DYNAMIC, EMPTY_SLOT, INVALID, MISC, SPILL, ZERO, Checkpoint, Frame, Slot, State
from vm.verifier.values import (
    BUF,
    MAP_KEY,
    MAP_VALUE,
    MEM,
    NOT_INIT,
    PKT,
    PKT_META,
    TP_BUFFER,
    Pointer,
    Value,
)
from vm.verifier.walk import Walk

NOT_EXACT: Final = 0
EXACT: Final = 1
RANGE_WITHIN: Final = 2
"""How closely a state must match: as far as relied upon; identical (an endless loop); in every range."""

SAME_NUMBERS: Final = 4
"""Added to one of these: every scalar must be known as well, since masks for processors that guess rest on it."""

RANGE_OR_EXACT: Final = EXACT | RANGE_WITHIN
ALL_REGISTERS: Final = (1 << 11) - 1
MISSES: Final = 3
MISSES_OF_FORCED: Final = 64
MAX_HISTORY: Final = 40
_RANGED: Final = frozenset((MAP_KEY, MAP_VALUE, MEM, BUF, TP_BUFFER))


class IdMap:
    """Which id of the current state stands for which id of the old one."""

    __slots__ = ("next", "of_cur", "of_old")

    def __init__(self, last_id: int) -> None:
        self.of_old: dict[int, int] = {}
        self.of_cur: dict[int, int] = {}
        self.next = last_id

    def same(self, old: int, cur: int) -> bool:
        """Whether the two may be the same thing, given what was paired before."""
        if not old or not cur:
            return old == cur
        if old in self.of_old:
            return self.of_old[old] == cur
        if cur in self.of_cur:
            return False
        self.of_old[old] = cur
        self.of_cur[cur] = old
        return True

    def same_scalar(self, old: Scalar, cur: Scalar) -> bool:
        """The same for scalars, where no id is an id of its own."""
        old_id, cur_id = old.id, cur.id
        if not old_id:
            self.next += 1
            old_id = self.next
        if not cur_id:
            self.next += 1
            cur_id = self.next
        return self.same(old_id, cur_id)


# Comparing


def states_equal(walk: Walk, old: State, cur: State, how: int) -> bool:
    """Whether whatever holds of `old` holds of `cur`."""
    if len(old.frames) != len(cur.frames) or len(old.references) != len(cur.references):
        return False
    if walk.speculation is not None:
        if old.speculative and not cur.speculative:
            return False
        if how != EXACT and walk.speculation.masked:
            how |= SAME_NUMBERS
    ids = IdMap(walk.last_id)
    for number, reference in enumerate(old.references):
        if not ids.same(reference.id, cur.references[number].id):
            return False
    last = len(old.frames) - 1
    for number, old_frame in enumerate(old.frames):
        cur_frame = cur.frames[number]
        if old_frame.callsite != cur_frame.callsite or old_frame.callback_depth > cur_frame.callback_depth:
            return False
        at = old.insn if number == last else old.frames[number + 1].callsite
        live = walk.flow.live[at]
        precise = old.precise_registers[number]
        live &= ALL_REGISTERS
        while live:  # the lowest first
            bit = live & -live
            live ^= bit
            register = bit.bit_length() - 1
            a, b = old_frame.registers[register], cur_frame.registers[register]
            if not _safe(a, b, ids, how, precise=precise & bit):
                return False
        if old_frame.slots and not _stack_safe(walk, old_frame, cur_frame, ids, how, old.precise_slots[number]):
            return False
    return True


def _safe(old: Value, cur: Value, ids: IdMap, how: int, *, precise: int) -> bool:
    if how == EXACT:
        return _exact(old, cur, ids)
    if isinstance(old, Scalar):
        if not isinstance(cur, Scalar):
            return False
        if how & SAME_NUMBERS:
            return old.same_numbers(cur) and old.off == cur.off and ids.same_scalar(old, cur)
        if not precise and how == NOT_EXACT:
            return True
        if old.id and (old.adds != cur.adds or (old.adds and old.off != cur.off) or not ids.same_scalar(old, cur)):
            return False
        return old.holds(cur)
    if isinstance(old, Pointer):
        return isinstance(cur, Pointer) and _pointer_safe(old, cur, ids)
    return True


def _pointer_safe(old: Pointer, cur: Pointer, ids: IdMap) -> bool:
    kind = old.kind
    if kind is not cur.kind or old.flags != cur.flags or old.off != cur.off:
        return False
    if kind is PKT or kind is PKT_META:
        if old.range < 0 or cur.range < 0:
            if old.range != cur.range:
                return False
        elif old.range > cur.range:
            return False
        return ids.same(old.id, cur.id) and old.var.holds(cur.var)
    if kind in _RANGED:
        return old.same_base(cur) and old.var.holds(cur.var) and ids.same(old.id, cur.id) and ids.same(old.ref, cur.ref)
    return _exact(old, cur, ids)


def _exact(old: Value, cur: Value, ids: IdMap) -> bool:
    if old is cur and isinstance(old, Pointer):
        return ids.same(old.id, cur.id) and ids.same(old.ref, cur.ref)  # type: ignore[union-attr]
    if isinstance(old, Scalar):
        return (
            isinstance(cur, Scalar)
            and old.same_numbers(cur)
            and old.off == cur.off
            and ids.same(old.id | old.adds << 40, cur.id | cur.adds << 40)
        )
    if isinstance(old, Pointer):
        return (
            isinstance(cur, Pointer)
            and old.same_base(cur)
            and old.range == cur.range
            and old.var.same_numbers(cur.var)
            and ids.same(old.id, cur.id)
            and ids.same(old.ref, cur.ref)
        )
    return cur is NOT_INIT


def _stack_safe(walk: Walk, old: Frame, cur: Frame, ids: IdMap, how: int, precise: int) -> bool:
    loose = walk.profile.uninitialised_stack
    for index, slot in enumerate(old.slots):
        if index >= len(cur.slots):
            if how & RANGE_OR_EXACT or any(kind != INVALID and not (loose and kind == MISC) for kind in slot.kinds):
                return False
            continue
        other = cur.slots[index]
        if how & RANGE_OR_EXACT and slot.kinds != other.kinds:
            return False
        if slot is EMPTY_SLOT:
            continue
        if not _slot_safe(slot, other, ids, how, precise=precise >> index & 1, loose=loose):
            return False
    return True


def _slot_safe(old: Slot, cur: Slot, ids: IdMap, how: int, *, precise: int, loose: bool) -> bool:
    relied = [n for n, kind in enumerate(old.kinds) if kind != INVALID and not (loose and kind == MISC)]
    if not relied:
        return True
    old_scalar, cur_scalar = _whole_scalar(old, loose=loose), _whole_scalar(cur, loose=loose)
    if old_scalar is not None and cur_scalar is not None:
        known = precise if old_scalar is old.value else 0
        return _safe(old_scalar, cur_scalar, ids, how, precise=known)
    for n in relied:
        kind, now = old.kinds[n], cur.kinds[n]
        if kind != now and not (kind == MISC and now == ZERO):
            return False
    if old.kinds[7] == SPILL:
        return _safe(old.value, cur.value, ids, how, precise=precise)
    if old.kinds[7] == DYNAMIC:
        return _same_dynptr(old.value, cur.value, ids)
    return True


def _same_dynptr(old: Value, cur: Value, ids: IdMap) -> bool:
    return (
        isinstance(old, Pointer)
        and isinstance(cur, Pointer)
        and old.btf == cur.btf
        and old.dynptr == cur.dynptr
        and ids.same(old.ref, cur.ref)
    )


def _whole_scalar(slot: Slot, *, loose: bool) -> Scalar | None:
    """What a load of the whole slot brings, when that is a number: the spilled one, or any if all is data."""
    if slot.kinds[0] == SPILL and isinstance(slot.value, Scalar):
        return slot.value
    if all(kind == MISC or (loose and kind == INVALID) for kind in slot.kinds):
        return UNKNOWN
    return None


def maybe_looping(old: State, cur: State) -> bool:
    """A cheap look at the running frame: are all registers the same, ids included?"""
    if len(old.frames) != len(cur.frames):
        return False
    for a, b in zip(old.frames[-1].registers, cur.frames[-1].registers):  # noqa: B905 - eleven of each
        if a is not b and not _same_register(a, b):
            return False
    return True


def _same_register(a: Value, b: Value) -> bool:
    if isinstance(a, Scalar):
        return (
            isinstance(b, Scalar)
            and a.value == b.value
            and a.same_numbers(b)
            and (a.id, a.adds, a.off) == (b.id, b.adds, b.off)
        )
    if isinstance(a, Pointer):
        return (
            isinstance(b, Pointer)
            and a.same_base(b)
            and a.range == b.range
            and a.var.same_numbers(b.var)
            and (a.id, a.ref) == (b.id, b.ref)
        )
    return b is NOT_INIT


# Loops: widening


def same_callsites(a: State, b: State) -> bool:
    """Whether both states stand in the same chain of calls."""
    return len(a.frames) == len(b.frames) and all(
        x.callsite == y.callsite for x, y in zip(a.frames, b.frames, strict=True)
    )


def earlier_visit(walk: Walk, state: State | None, pc: int) -> State | None:
    """The newest checkpoint at `pc` on the path at hand: the round before this one."""
    if state is None:
        return None
    for checkpoint in walk.bucket(pc):
        old = checkpoint.state
        if old.insn == pc and old.branches and same_callsites(old, state) and old.depth < state.depth:
            return old
    return None


def widen(walk: Walk, old: State, cur: State) -> None:
    """Scalars that changed since the round before, and that nothing relied on, may be anything."""
    ids = IdMap(walk.last_id)
    for number in range(len(old.frames) - 1, -1, -1):
        old_frame, cur_frame = old.frames[number], cur.frames[number]
        precise = old.precise_registers[number]
        for register in range(11):
            a, b = old_frame.registers[register], cur_frame.registers[register]
            if not precise >> register & 1 and _moved(a, b, ids):
                cur_frame.registers[register] = UNKNOWN
        precise = old.precise_slots[number]
        for index in range(min(len(old_frame.slots), len(cur_frame.slots))):
            x, y = old_frame.slots[index], cur_frame.slots[index]
            if x.kinds[7] == SPILL == y.kinds[7] and not precise >> index & 1 and _moved(x.value, y.value, ids):
                cur_frame.slots[index] = Slot(y.kinds, UNKNOWN)


def _moved(old: Value, cur: Value, ids: IdMap) -> bool:
    return isinstance(old, Scalar) and isinstance(cur, Scalar) and not _exact(old, cur, ids)


# Visiting


def visited(walk: Walk, pc: int) -> bool:
    """At a prune point: whether an earlier walk covers this state. If not, it may be kept for later."""
    cur = walk.state
    flow = walk.flow
    jumps, insns = walk.jumps - walk.jumps_at_checkpoint, walk.processed - walk.processed_at_checkpoint
    forced = walk.state_freq or bool(flow.checkpoint[pc]) or cur.history_count > MAX_HISTORY
    keep = forced or (jumps >= 2 and insns >= 8)
    near = jumps < 20 and insns < 100 and not forced
    bucket = walk.bucket(pc)
    if bucket:
        _clean(walk, bucket, pc, cur)
    bounded = flow.opcodes[pc] != isa.MAY_GOTO and not flow.callback[pc]  # the rounds are counted by the program
    count = len(bucket)
    for checkpoint in bucket[:]:  # some may go on the way
        old = checkpoint.state
        if old.insn != pc:
            continue
        if old.branches:
            loop = not (bounded and not maybe_looping(old, cur)) and _loops(walk, old, cur, pc)
            if not (loop and walk.prune):
                if near:
                    keep = False
                _miss(walk, bucket, checkpoint, counted=keep)
                continue
            hit, loop = True, not flow.callback[pc]
        else:
            loop = walk.loops.unfinished(old)
            hit = walk.prune and states_equal(walk, old, cur, RANGE_WITHIN if loop else NOT_EXACT)
        if hit:
            checkpoint.hits += 1
            walk.covering = old
            if flow.history[pc]:
                walk.remember()
            precision.propagate(walk, old, cur)
            if loop:
                _add_backedge(walk, old, cur, pc)
            return True
        _miss(walk, bucket, checkpoint, counted=keep)
    walk.max_states_per_insn = max(walk.max_states_per_insn, count)
    if keep:
        _keep(walk, bucket, pc)
    return False


def _add_backedge(walk: Walk, old: State, cur: State, pc: int) -> None:
    if walk.loops.add_backedge(old, cur, pc):
        walk.backedges += 1
        walk.note_peak()


def _loops(walk: Walk, old: State, cur: State, pc: int) -> bool:
    """The old state is on the path at hand. True if this round adds nothing; refuses a round that changes nothing."""
    flow = walk.flow
    if (
        walk.insns[pc].opcode == isa.MAY_GOTO
        and old.may_goto_depth != cur.may_goto_depth
        and states_equal(walk, old, cur, RANGE_WITHIN)
    ):
        return True
    if flow.callback[pc]:
        return states_equal(walk, old, cur, RANGE_WITHIN)
    if (
        maybe_looping(old, cur)
        and states_equal(walk, old, cur, EXACT)
        and old.may_goto_depth == cur.may_goto_depth
        and old.callback_unroll_depth == cur.callback_unroll_depth
    ):
        if walk.log:
            walk.log.endless(old, cur, pc)
        raise Refuse("loop.infinite", "EINVAL", f"infinite loop detected at insn {pc}")
    return False


def _miss(walk: Walk, bucket: list[Checkpoint], checkpoint: Checkpoint, *, counted: bool) -> None:
    """Count a comparison in vain; a checkpoint with too many of them goes."""
    if counted:
        checkpoint.misses += 1
    if checkpoint.misses <= checkpoint.hits * MISSES + MISSES:
        return
    state = checkpoint.state
    patience = MISSES_OF_FORCED if walk.flow.checkpoint[state.insn] and state.branches > 0 else MISSES
    if checkpoint.misses > checkpoint.hits * patience + patience:
        bucket.remove(checkpoint)
        checkpoint.state.dropped = True
        if checkpoint.state.branches == 0 and not walk.loops.unfinished(checkpoint.state):
            walk.kept_states -= 1


def _keep(walk: Walk, bucket: list[Checkpoint], pc: int) -> None:
    cur = walk.state
    walk.total_states += 1
    walk.kept_states += 1
    walk.note_peak()
    walk.jumps_at_checkpoint = walk.jumps
    walk.processed_at_checkpoint = walk.processed
    new = cur.copy()
    new.insn = pc
    new.precise_registers = [0] * len(cur.frames)
    new.precise_slots = [0] * len(cur.frames)
    walk.loops.enter(new)
    cur.parent = new
    cur.first_insn = pc
    cur.depth = new.depth + 1
    cur.history = None
    cur.history_count = 0
    bucket.insert(0, Checkpoint(new))


def _clean(walk: Walk, bucket: list[Checkpoint], pc: int, cur: State) -> None:
    """Forget what is dead in finished states, so that they match more."""
    for checkpoint in bucket:
        old = checkpoint.state
        if (
            not old.branches
            and not old.cleaned
            and old.insn == pc
            and same_callsites(old, cur)
            and not walk.loops.unfinished(old)
        ):
            _forget_dead(walk, old)


def _forget_dead(walk: Walk, old: State) -> None:
    old.cleaned = True
    alive = walk.live_stack.query(old)
    last = len(old.frames) - 1
    for number, frame in enumerate(old.frames):
        live = walk.flow.live[old.insn if number == last else old.frames[number + 1].callsite]
        for register in range(10):
            if not live >> register & 1:
                frame.registers[register] = NOT_INIT
        mask = alive(number)
        for index in range(len(frame.slots)):
            if not mask >> index & 1:
                frame.slots[index] = EMPTY_SLOT
