"""The interpreter: every instruction, every access checked, exact faults, exact counts.

It runs verified and unverified programs alike: any bytecode ends in a value, a typed fault or a
limit. What both engines promise, so that their events are equal to the byte:

* Instructions are counted one by one; ld_imm64 is one, the faulting instruction counts.
* The budget is looked at only where a program can go on for ever: at a jump whose target is not
  beyond itself, at a call of a function, before each run of a callback, at a tail call. There, if
  the count (that instruction included) has reached the budget, the run ends "out-of-fuel".
* After a call r1-r5 are 0. A function starts with its caller's r1-r5 and with r6-r9 of 0; the
  caller's r6-r9 come back. At the entry everything is 0 but the arguments and r10.
* may_goto has its own 8,388,608 rounds for each of its places and each activation of a frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from vm.facts import limits
from vm.interp.blocks import CALL, EXIT, MAY_GOTO, Block, Code
from vm.interp.operations import Registers
from vm.interp.trace import Tracer
from vm.program import Program
from vm.runtime.faults import Fault, FaultRaised
from vm.runtime.machine import Machine, Outcome, TailCall
from vm.runtime.memory import ARENA, stack_top

__all__ = ["Interpreter", "Tracer"]

MAY_GOTO_ROUNDS: Final = 1 << 23
MAX_FRAMES: Final = limits.value("call-frames")
NO_ARGUMENTS: Final = (0, 0, 0, 0, 0)


@dataclass(slots=True)
class _Frame:
    """A caller that waits: where it goes on, and with what."""

    code: Code
    pc: int
    registers: Registers
    rounds: dict[int, int] = field(default_factory=dict)


class Interpreter:
    """Runs one program, and those it tail-calls, on one machine. Decodes each once.

    hits   by number of the machine's programs, by slot: how often each instruction began; None counts nothing
    """

    def __init__(self, machine: Machine, program: Program, hits: Sequence[list[int]] | None = None) -> None:
        self.machine, self.program, self.hits = machine, program, hits
        self._codes: dict[tuple[int, int], Code] = {}
        self._count = self._fuel = self._depth = 0
        self._fault: Fault | None = None
        self._tracer: Tracer | None = None

    def run(self, arguments: Sequence[int], fuel: int, tracer: Tracer | None = None) -> Outcome:
        """One invocation with r1, r2, ... = `arguments`, of at most about `fuel` instructions."""
        self._count, self._fuel, self._depth = 0, fuel, 0
        self._fault, self._tracer = None, tracer
        self.machine.call_function, self.machine.tail_calls = self._callback, 0
        registers = _registers(arguments, 0)
        try:
            retval = self._execute(self._code(self.program), 0, registers)
        except FaultRaised:
            return Outcome(retval=0, insns=self._count, fault=self._fault)
        return Outcome(retval=retval, insns=self._count)

    @property
    def frame(self) -> int:
        """Depth of the frame that runs now, from 0; for a tracer."""
        return self._depth

    def _code(self, program: Program) -> Code:
        key = id(program), id(self._tracer)
        code = self._codes.get(key)
        if code is None:
            if len(self._codes) > 2 * len(self.machine.programs) + 8:
                self._codes.clear()
            code = self._codes[key] = Code(self.machine, program, self._tracer, self._hits_of(program))
        self._current = code
        return code

    def _hits_of(self, program: Program) -> list[int] | None:
        if self.hits is None:
            return None
        return next(hits for known, hits in zip(self.machine.programs, self.hits, strict=True) if known is program)

    def _callback(self, pc: int, arguments: Sequence[int]) -> int:
        """A helper calls the function at slot `pc` of the program that called it."""
        self._check_fuel()
        self._descend()
        caller = self._current
        try:
            return self._execute(caller, pc, _registers(arguments, self._depth))
        finally:
            self._depth -= 1
            self._current = caller

    def _check_fuel(self) -> None:
        if self._count >= self._fuel:
            raise FaultRaised("out-of-fuel", f"the budget of {self._fuel} instructions is used up")

    def _descend(self) -> None:
        if self._depth + 1 >= MAX_FRAMES:
            raise FaultRaised("call-depth", f"calls nest deeper than {MAX_FRAMES} frames")
        self._depth += 1

    def _execute(self, code: Code, pc: int, r: Registers) -> int:
        """Run from `pc` until that function returns: its r0. Faults are noted where they happen, then raised on."""
        frame, waiting, blocks = _Frame(code, pc, r), list[_Frame](), code.blocks
        block: Block | None = None
        at = pc
        try:
            while True:
                block = blocks.get(pc) or code.block(pc)
                for at, op in block.body:  # noqa: B007 - read when a fault ends the loop
                    op(r)
                at = block.last
                self._count += block.length
                try:
                    following = block.end(r)
                except TailCall as taken:
                    code, pc, blocks = self._tail_call(taken, frame)
                    continue
                if following > at:
                    pc = following
                elif following >= 0:
                    self._check_fuel()
                    pc = following
                elif following == EXIT:
                    if not waiting:
                        return r[0]
                    pc, r, frame = self._return(r, waiting)
                    code, blocks = frame.code, frame.code.blocks
                elif following == CALL:
                    pc, r, frame = self._call(block, frame, waiting)
                else:
                    assert following == MAY_GOTO
                    pc = self._may_goto(block, frame)
        except FaultRaised as raised:
            self._note(raised, block, at)
            raise

    def _call(self, block: Block, frame: _Frame, waiting: list[_Frame]) -> tuple[int, Registers, _Frame]:
        """A call of a function of this program."""
        self._check_fuel()
        self._descend()
        frame.pc = block.last + 1
        waiting.append(frame)
        registers = _registers(frame.registers[1:6], self._depth)
        return block.target, registers, _Frame(frame.code, block.target, registers)

    def _return(self, r: Registers, waiting: list[_Frame]) -> tuple[int, Registers, _Frame]:
        """Back to the caller, which finds r0 and nothing in r1-r5."""
        self._depth -= 1
        frame = waiting.pop()
        self._current = frame.code
        frame.registers[0] = r[0]
        frame.registers[1:6] = NO_ARGUMENTS
        return frame.pc, frame.registers, frame

    def _tail_call(self, taken: TailCall, frame: _Frame) -> tuple[Code, int, dict[int, Block]]:
        """Go on in another program, in the same frame."""
        self._check_fuel()
        frame.code = self._code(self.machine.programs[taken.index])
        context = self.machine.context
        assert context is not None
        frame.registers[0:10] = (0, context.address, 0, 0, 0, 0, 0, 0, 0, 0)
        if self._tracer is not None:
            self._tracer.entered(frame.code.program, context.address)
        frame.rounds.clear()
        return frame.code, 0, frame.code.blocks

    def _may_goto(self, block: Block, frame: _Frame) -> int:
        left = frame.rounds.get(block.last, MAY_GOTO_ROUNDS)
        if left:
            frame.rounds[block.last] = left - 1
            return block.last + 1
        if block.target <= block.last:
            self._check_fuel()
        return block.target

    def _note(self, raised: FaultRaised, block: Block | None, at: int) -> None:
        """Remember the innermost fault as a value, and count up to it."""
        if self._fault is not None:
            return
        if block is not None and at < block.last:
            self._count += 1 + next(n for n, (pc, _) in enumerate(block.body) if pc == at)
        self._fault = raised.at(at)


def _registers(arguments: Sequence[int], frame: int) -> Registers:
    """Registers at the entry of a function in frame `frame`."""
    registers = [0] * 11
    registers[1 : 1 + len(arguments)] = arguments
    registers[10] = ARENA + stack_top(frame)
    return registers
