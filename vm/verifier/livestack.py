"""Which stack slots may still be read: learnt while paths are walked, function instance by instance.

An instance is a function in one chain of calls. For each of its instructions two masks a frame are
gathered: slots it may read, slots it always writes. When a path ends, what is live before each
instruction is settled by the usual backward flow, and what a function reads of its callers' stacks
is charged to the call. A slot that is not live in a finished state need not agree to prune.
"""

from collections.abc import Callable
from typing import Final

from vm.verifier.cfg import Flow
from vm.verifier.log import Log
from vm.verifier.state import Frame, State

ALL: Final = (1 << 64) - 1


class Masks:
    """Of one instruction, one frame."""

    __slots__ = ("live", "must_write", "must_write_after", "read")

    def __init__(self) -> None:
        self.read = 0
        self.must_write = 0
        self.must_write_after = 0
        self.live = 0


class Instance:
    """A function in one chain of calls."""

    __slots__ = ("callsites", "dropped", "frames", "seen", "starts", "subprogram", "writers")

    def __init__(self, callsites: tuple[int, ...], starts: tuple[int, ...], subprogram: int) -> None:
        self.callsites = callsites
        self.starts = starts
        self.subprogram = subprogram
        self.frames: list[dict[int, Masks]] = [{} for _ in range(len(callsites) + 1)]
        self.seen: set[int] = set()
        self.writers: set[int] = set()
        self.dropped = False

    def masks(self, frame: int, pc: int) -> Masks:
        """The masks of an instruction, made when first asked for."""
        found = self.frames[frame].get(pc)
        if found is None:
            found = self.frames[frame][pc] = Masks()
        return found

    def live_before(self, frame: int, pc: int) -> int:
        """Mask of the frame's slots that may be read from `pc` on."""
        found = self.frames[frame].get(pc)
        return found.live if found else 0


class LiveStack:
    """Reads and writes of stack slots over one walk."""

    def __init__(self, flow: Flow, log: Log | None) -> None:
        self._flow = flow
        self._log = log
        self._instances: dict[tuple[tuple[int, ...], int], Instance] = {}
        self._current: Instance | None = None
        self._written: dict[int, int] = {}
        self._orders: dict[int, list[int]] = {}
        self._changed: set[Instance] = set()
        self._moved = False

    # While walking

    def entered(self) -> None:
        """The chain of calls changed."""
        self._current = None
        self._moved = True

    def begin(self) -> None:
        """An instruction that may write the stack is about to be walked."""
        self._moved = False
        if self._written:
            self._written = {}

    def read(self, state: State, pc: int, frame: int, mask: int) -> None:
        """Slots that the instruction at `pc` may read."""
        self._read(self._instance(state), frame, pc, mask)

    def wrote(self, frame: int, mask: int) -> None:
        """Slots that the instruction overwrites as a whole."""
        self._written[frame] = self._written.get(frame, 0) | mask

    def commit(self, state: State, pc: int) -> None:
        """That instruction was walked: what it always writes is what it wrote every time."""
        if self._moved:
            return
        instance = self._instance(state)
        if self._written or pc in instance.writers:
            self._commit(instance, pc)
        else:
            instance.seen.add(pc)

    def _commit(self, instance: Instance, pc: int) -> None:
        first = pc not in instance.seen
        if first:
            instance.seen.add(pc)
        for number, frame in enumerate(instance.frames):
            mask = self._written.get(number, 0)
            known = frame.get(pc)
            if known is None:
                if not mask or not first:
                    continue
                known = frame[pc] = Masks()
            instance.writers.add(pc)
            old = known.must_write
            known.must_write = mask if first else old & mask
            if known.must_write != old:
                self._changed.add(instance)
                if old & ~known.must_write:
                    instance.dropped = True

    def _read(self, instance: Instance, frame: int, pc: int, mask: int) -> None:
        masks = instance.masks(frame, pc)
        new = masks.read | mask
        if new != masks.read and new & ~masks.live:
            self._changed.add(instance)
        masks.read = new

    def _instance(self, state: State) -> Instance:
        if self._current is None:
            self._current = self._instance_of(state.frames, len(state.frames) - 1)
        return self._current

    def _instance_of(self, frames: list[Frame], last: int) -> Instance:
        callsites = tuple(frames[n + 1].callsite for n in range(last))
        subprogram = frames[last].subprogram
        key = (callsites, subprogram)
        found = self._instances.get(key)
        if found is None:
            starts = tuple(self._flow.subprograms[frames[n].subprogram] for n in range(last + 1))
            found = self._instances[key] = Instance(callsites, starts, subprogram)
        return found

    def walked_functions(self) -> set[int]:
        """Numbers of the functions that some path entered."""
        return {0} | {instance.subprogram for instance in self._instances.values()}

    # When a path ends

    def settle(self, state: State) -> None:
        """Settle liveness in a state's chain of calls, innermost first."""
        depth = len(state.frames)
        if depth == 1 and not self._changed:
            return
        for last in range(depth - 1, -1, -1):
            instance = self._instance_of(state.frames, last)
            if instance in self._changed:
                self._settle(instance, state, last)

    def _settle(self, instance: Instance, state: State, last: int) -> None:
        if instance.dropped:
            for frame in instance.frames:
                for masks in frame.values():
                    masks.must_write_after = 0
        order = self._order(instance.subprogram)
        rounds = 0
        changed = True
        while changed:
            rounds += 1
            changed = False
            for number in range(len(instance.frames)):
                if instance.frames[number]:
                    for pc in order:
                        changed = self._flow_back(instance, number, pc) or changed
        if self._log:
            self._log.live_stack_done(self._spelt(instance), rounds)
        self._changed.discard(instance)
        instance.dropped = False
        if last:
            self._charge(instance, self._instance_of(state.frames, last - 1))

    def _charge(self, instance: Instance, outer: Instance) -> None:
        """What the function reads and writes of outer frames, the call does."""
        callsite = instance.callsites[-1]
        start = instance.starts[-1]
        written = self._written
        self._written = {}
        for number in range(len(outer.frames)):
            masks = instance.frames[number].get(start)
            if masks is not None:
                self._written[number] = masks.must_write_after
                self._read(outer, number, callsite, masks.live)
        self._commit(outer, callsite)
        self._written = written

    def _flow_back(self, instance: Instance, number: int, pc: int) -> bool:
        frame = instance.frames[number]
        following = self._flow.successors[pc]
        if not following:
            return False
        after = 0
        always = ALL
        for next_ in following:
            masks = frame.get(next_)
            if masks is None:
                always = 0
            else:
                after |= masks.live
                always &= masks.must_write_after
        masks = frame.get(pc)
        if masks is None:
            if not after and not always:
                return False
            masks = frame[pc] = Masks()
        live = after & ~masks.must_write | masks.read
        always |= masks.must_write
        changed = live != masks.live or always != masks.must_write_after
        if self._log and (masks.read or masks.must_write or pc == instance.starts[-1] or self._flow.prune[pc]):
            changes = (("live", masks.live, live), ("written", masks.must_write_after, always))
            self._log.live_stack(self._spelt(instance), number, pc, changes)
        masks.live = live
        masks.must_write_after = always
        return changed

    def _order(self, subprogram: int) -> list[int]:
        """The function's slots, every one after those that may follow it, loops aside."""
        found = self._orders.get(subprogram)
        if found is None:
            found = self._orders[subprogram] = _postorder(self._flow, self._flow.subprograms[subprogram])
        return found

    def _spelt(self, instance: Instance) -> str:
        return f"({','.join(map(str, (*instance.callsites, instance.starts[-1])))})"

    # For pruning

    def query(self, state: State) -> Callable[[int], int]:
        """A function from a frame's number to the mask of its slots that may be read after `state`."""
        last = len(state.frames) - 1
        instances = [self._instance_of(state.frames, n) for n in range(last + 1)]

        def alive(frame: int) -> int:
            mask = instances[last].live_before(frame, state.insn)
            for n in range(frame, last):
                callsite = state.frames[n + 1].callsite
                at = callsite if self._flow.callback[callsite] else callsite + 1
                mask |= instances[n].live_before(frame, at)
            return mask

        return alive


def _postorder(flow: Flow, start: int) -> list[int]:
    """As the kernel orders them, which decides the order of the log's lines: the last successor first."""
    order: list[int] = []
    seen = {start}
    expanded: set[int] = set()
    work = [start]
    while work:
        pc = work[-1]
        if pc in expanded:
            order.append(pc)
            work.pop()
            continue
        expanded.add(pc)
        for following in flow.successors[pc]:
            if following not in seen:
                seen.add(following)
                work.append(following)
    return order
