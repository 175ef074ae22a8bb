"""Loops while they are walked: which checkpoint entered one, and which states came round to a finished one.

Until all rounds of a loop are walked, what its states rely on is not known. A state that is covered by
one of them is kept as a back edge, and when the loop is left precision flows along all back edges until
nothing changes.
"""

from vm.verifier.log import Log
from vm.verifier.state import State

Chain = tuple[int, ...]
"""Callsites of the frames outside of the loop, then the loop's number."""


class Visit:
    """One loop in one chain of calls: the checkpoint that entered it, and (covering state, state) back edges."""

    __slots__ = ("backedges", "entry")

    def __init__(self) -> None:
        self.entry: State | None = None
        self.backedges: list[tuple[State, State]] = []


class Loops:
    """All loops of one walk."""

    def __init__(self, loop_of: tuple[int, ...], log: Log | None) -> None:
        self._loop_of = loop_of
        self._log = log
        self._any = any(loop_of)
        self._visits: dict[Chain, Visit] = {}

    def chain(self, state: State) -> Chain | None:
        """The outermost loop the state is in; None if it is in none."""
        if not self._any:
            return None
        callsites: list[int] = []
        frames = state.frames
        last = len(frames) - 1
        for number in range(last + 1):
            at = state.insn if number == last else frames[number + 1].callsite
            loop = self._loop_of[at]
            if loop:
                return (*callsites, loop)
            callsites.append(at)
        return None

    def unfinished(self, state: State) -> bool:
        """Whether the state is in a loop with back edges whose precision is still to flow."""
        chain = self.chain(state)
        visit = self._visits.get(chain) if chain else None
        return visit is not None and bool(visit.backedges)

    def enter(self, checkpoint: State) -> None:
        """A checkpoint was made; it enters its loop if no other did."""
        chain = self.chain(checkpoint)
        if chain is None:
            return
        visit = self._visits.setdefault(chain, Visit())
        if visit.entry is None:
            visit.entry = checkpoint
            if self._log:
                self._log.loop("enter", chain)

    def left(self, state: State) -> Visit | None:
        """All paths from the state are finished; the loop is, that it entered, if it entered one."""
        chain = self.chain(state)
        visit = self._visits.get(chain) if chain else None
        if chain is None or visit is None or visit.entry is not state:
            return None
        if self._log:
            self._log.loop("exit", chain)
        visit.entry = None
        return visit

    def add_backedge(self, old: State, cur: State, pc: int) -> bool:
        """`cur` is covered by `old`; whether that is in a loop."""
        chain = self.chain(old)
        if chain is None:
            return False
        if self._log:
            self._log.loop("backedge", chain)
        state = cur.copy()
        state.insn = pc
        self._visits[chain].backedges.insert(0, (old, state))
        return True
