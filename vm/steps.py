"""The steps of traced invocations, collected as events, as many as may be told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from vm.interp import Interpreter
from vm.program import Program
from vm.protocol import events as e
from vm.protocol.events import Event, Hex64
from vm.runtime.memory import ARENA, stack_top

_FRAME_POINTER: Final = ARENA + stack_top(0)


@dataclass(slots=True)
class Steps:
    """Collects the steps of one invocation, as many as may be told."""

    left: int
    program: str = ""
    entry: tuple[tuple[int, int], ...] = ()
    taken: list[Event] = field(default_factory=list)
    untold: int = 0
    _interpreter: Interpreter | None = None

    def begin(self, program: str, interpreter: Interpreter, context: int) -> None:
        """An invocation begins, with `context` in r1."""
        self.program, self._interpreter = program, interpreter
        self.entry = ((1, context), (10, _FRAME_POINTER))

    def entered(self, program: Program, context: int) -> None:
        """A tail call: from here on `program` runs in the same frame, with `context` in r1."""
        depth = self._interpreter.frame if self._interpreter else 0
        self.program = program.name
        self.entry = ((1, context), (10, ARENA + stack_top(depth)))

    def stepped(self, pc: int, registers: Iterable[tuple[int, int]], memory: Iterable[tuple[int, bytes]]) -> None:
        """One instruction ran. The registers of a program's first one begin with what r1 and r10 held before it."""
        if self.left <= 0:
            self.untold += 1
            return
        self.left -= 1
        written = (*self.entry, *registers)
        self.entry = ()
        self.taken.append(
            e.Stepped(
                program=self.program,
                pc=pc,
                frame=self._interpreter.frame if self._interpreter else 0,
                registers=tuple(e.RegisterWrite(reg=reg, value=Hex64(value)) for reg, value in written),
                memory=tuple(e.MemoryWrite(address=Hex64(address), data=data) for address, data in memory),
            )
        )

    def drain(self) -> tuple[list[Event], int]:
        """The steps taken since the last call, and how many more there were."""
        taken, untold = self.taken, self.untold
        self.taken, self.untold = [], 0
        return taken, untold
