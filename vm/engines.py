"""Which engine runs a program, and when it changes: one face for both.

The interpreter starts at once and can be traced; native code takes tens of milliseconds to make and
is a thousand times faster afterwards. Both leave the same bytes behind and count the same
instructions, so a run may begin in one and go on in the other, and nobody can tell.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import Final

from vm.interp import Interpreter, Tracer
from vm.jit.blocks import NotLowered
from vm.jit.engine import Native
from vm.jit.making import ObjectCache
from vm.program import Program
from vm.runtime.machine import Machine, Outcome

WORTH_COMPILING: Final = 100_000
"""Interpreted instructions after which a run is worth native code: about as long as LLVM takes."""


def _nothing(_: Native) -> None:
    """What most hosts do once code is linked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundry:
    """How native code is made, as the host of a run wants it.

    cache    compiled objects of earlier runs, None for none
    linked   called when all code is in place and before any of it runs: a host that wants no further
             executable page gives the right to make one up here
    worth    interpreted instructions before compiling; 0 compiles at once
    """

    cache: ObjectCache | None = None
    linked: Callable[[Native], None] = _nothing
    worth: int = WORTH_COMPILING


class Engines:
    """The programs of one machine, ready to run.

    engine          "interp" never compiles; "jit" compiles when it pays
    pointer_loads   by program: slots of the context loads that yield packet pointers, from the verifier;
                    a program without an entry is not verified, and native code checks all of its accesses
    foundry         how native code is made
    coverage        count each instruction (`counts`)
    """

    def __init__(
        self,
        machine: Machine,
        programs: Sequence[Program],
        pointer_loads: Mapping[int, frozenset[int]],
        *,
        engine: str = "jit",
        foundry: Foundry | None = None,
        coverage: bool = False,
    ) -> None:
        self.machine, self.programs = machine, tuple(programs)
        self.pointer_loads, self.foundry = pointer_loads, foundry or Foundry()
        self.left = self.foundry.worth if engine == "jit" else None
        """Instructions until native code pays; None for never."""
        self.native: Native | None = None
        self.hits = [[0] * len(program.insns) for program in self.programs] if coverage else None
        """What the interpreter counted."""
        self.interpreters: dict[int, Interpreter] = {}
        self.laid_out: set[int] = set()
        """Programs that have been run here: the memory of their contexts is there."""

    def run(self, program: int, arguments: Sequence[int], fuel: int, tracer: Tracer | None = None) -> Outcome:
        """One invocation of program number `program`; a traced one is always interpreted."""
        self.laid_out.add(program)
        if tracer is None:
            native = self._compiled()
            if native is not None:
                return native.run(program, arguments, fuel)
        outcome = self.interpreter(program).run(arguments, fuel, tracer)
        if self.left:
            self.left = max(0, self.left - outcome.insns)
        return outcome

    def prepare(self, program: int) -> None:
        """Do now what the first run of program number `program` would do before it starts."""
        if self._compiled() is None:
            self.interpreter(program)

    def counts(self) -> list[list[int]]:
        """By program, by slot: how often each instruction began, on either engine. Needs `coverage`."""
        assert self.hits is not None
        if self.native is None:
            return self.hits
        return [list(map(add, *both)) for both in zip(self.hits, self.native.counts(), strict=True)]

    def interpreter(self, program: int) -> Interpreter:
        """The interpreter of program number `program`."""
        known = self.interpreters.get(program)
        if known is None:
            known = self.interpreters[program] = Interpreter(self.machine, self.programs[program], self.hits)
        return known

    def _compiled(self) -> Native | None:
        if self.native is None and self.left == 0:
            self.left = None
            try:
                native = Native(
                    self.machine,
                    self.programs,
                    self.pointer_loads,
                    coverage=self.hits is not None,
                    stretches=True,
                    cache=self.foundry.cache,
                )
            except NotLowered:  # the interpreter says exactly what is wrong with such bytecode
                return None
            self.foundry.linked(native)
            self.native = native
        return self.native
