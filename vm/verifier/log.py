"""The log the kernel writes while it verifies: a listener, told what happens, that owns every line of it.

Level 2 shows every path; level 1 only the last one, because it is cut back whenever a path is given
up for one that waited. An instruction's line gets the state after it in a comment column. Source:
the logs of Linux 6.18.
"""

import io
from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from vm.disasm import insn_text
from vm.facts import isa
from vm.insn import Instruction
from vm.protocol.events import Stats
from vm.verifier import liveness
from vm.verifier.state import DYNAMIC, EMPTY_SLOT, INVALID, SPILL, State
from vm.verifier.values import NOT_INIT, Pointer, dynptr_text, text

if TYPE_CHECKING:
    from vm.program import Program
    from vm.verifier.cfg import Flow

COLUMN: Final = 40
PATH, EVERYTHING = 1, 2
ALL_REGISTERS: Final = 0x7FF
_CALL_SETS: Final = 0x3F


def stats_line(stats: Stats) -> str:
    """The line that ends every log."""
    return (
        f"processed {stats.insns_processed} insns (limit 1000000) "
        f"max_states_per_insn {stats.max_states_per_insn} total_states {stats.total_states} "
        f"peak_states {stats.peak_states} mark_read 0"
    )


class Log:
    """The text so far, and what of the state is to be shown next.

    level   1 or 2
    """

    def __init__(self, program: "Program", level: int) -> None:
        self.level = level
        self.everything = level >= EVERYTHING
        self._program = program
        self._buffer = io.StringIO()
        self._length = 0
        self._resumed = False
        self._registers = ALL_REGISTERS
        self._all_slots = True
        self._touched: dict[int, int] = {}
        self._line_start = 0
        self._line_end = 0
        self._width = 0
        self._texts: dict[int, str] = {}

    # The buffer

    def _write(self, written: str) -> None:
        self._buffer.write(written)
        self._length += len(written)

    def _cut(self, length: int) -> None:
        self._buffer.seek(length)
        self._buffer.truncate()
        self._length = length

    def mark(self) -> int:
        """How long the log is."""
        return self._length

    def line(self, written: str) -> None:
        """One whole line."""
        self._write(written + "\n")

    def text(self) -> str:
        """All of it."""
        return self._buffer.getvalue()

    # Before the walk, and after it

    def functions(self, lines: Sequence[str]) -> None:
        """Where the functions begin."""
        if self.everything:
            for line in lines:
                self.line(line)

    def survey(self, flow: "Flow") -> None:
        """Which registers are live before each instruction."""
        if not self.everything:
            return
        insns = self._program.insns
        wide = False
        texts = []
        for pc, insn in enumerate(insns):
            texts.append("" if wide else self._insn(pc))
            wide = not wide and insn.opcode == isa.LD_IMM64
        for line in liveness.lines(flow.live, flow.loops, texts):
            self.line(line)

    def accepted(self) -> None:
        """All paths are safe: a level-1 log has nothing to show."""
        if not self.everything:
            self._cut(0)

    def refused(self, lines: Sequence[str]) -> None:
        """The complaint."""
        for line in lines:
            self.line(line)

    def stats(self, stats: Stats) -> None:
        """The last line."""
        self.line(stats_line(stats))

    # Instructions

    def _insn(self, pc: int) -> str:
        found = self._texts.get(pc)
        if found is None:
            found = self._texts[pc] = insn_text(self._program.insns, pc, style="verifier")
        return found

    def before(self, state: State, previous: int, pc: int) -> None:
        """The instruction at `pc` is about to be walked: finish the line before it, begin its own."""
        if self._resumed and self.everything:
            self._write(f"\nfrom {previous} to {pc}{_guessed(state)}:")
            self.state(state, len(state.frames) - 1)
        self._resumed = False
        self._finish(state, pc)
        start = self._length
        self._write(f"{pc}: {self._insn(pc)}\n")
        self._width = self._length - start
        self._line_end = self._length
        self._registers = _named(self._program.insns[pc])
        self._touched = {}

    def touch(self, frame: int, slot: int) -> None:
        """A stack slot was looked at or changed by the instruction at hand."""
        self._touched[frame] = self._touched.get(frame, 0) | 1 << slot

    def _finish(self, state: State, pc: int) -> None:
        """Show what changed, behind the instruction's line if nothing was written since."""
        touched = self._touched
        if not self._registers and not touched and not self._all_slots:
            return
        if self._line_end and self._line_end == self._length:
            self._cut(self._length - 1)
            width = max(self._width + 4, COLUMN)
            self._write(" " * ((width + 7) // 8 * 8 - self._width - 1) + ";")
        else:
            self._write(f"{pc}:")
        number = len(state.frames) - 1
        slots = -1 if self._all_slots else sum(touched.values()) if len(touched) == 1 else _union(touched)
        self._state(state, number, self._registers, slots)
        self._registers = 0
        self._all_slots = False
        self._touched = {}

    def entering(self) -> None:
        """A callback's frame was made: all of the caller's is shown again."""
        self._registers = ALL_REGISTERS
        self._all_slots = True

    def rounds_done(self, frame: int) -> None:
        """Enough rounds of bpf_loop were walked."""
        if self.everything:
            self.line(f"frame{frame} bpf_loop iteration limit reached")

    def after_jump(self, state: State, pc: int) -> None:
        """A conditional jump was judged: its line shows the state that falls through."""
        self._finish(state, pc)

    def resumed(self, mark: int) -> None:
        """A waiting path is taken up; it was put aside when the log was that long."""
        if not self.everything:
            self._cut(mark)
        self._resumed = True
        self._registers = ALL_REGISTERS
        self._all_slots = True

    def safe(self, state: State, previous: int, pc: int) -> None:
        """An earlier walk covers this path."""
        if self._resumed:
            self._write(f"\nfrom {previous} to {pc}{_guessed(state)}: safe\n")
        else:
            self._write(f"{pc}: safe\n")

    # States

    def state(self, state: State, number: int) -> None:
        """Everything known in one frame, to the end of the line."""
        self._state(state, number, ALL_REGISTERS, -1)

    def _state(self, state: State, number: int, registers: int, slots: int) -> None:
        frame = state.frames[number]
        parts = [f" frame{number}:"] if number else []
        marks = state.precise_registers[number] if state.precise_registers else 0
        for register, value in enumerate(frame.registers):
            if value is not NOT_INIT and registers >> register & 1:
                parts.append(f" R{register}={text(value, precise=bool(marks >> register & 1), frame=number)}")
        marks = state.precise_slots[number] if state.precise_slots else 0
        second = False
        for index, slot in enumerate(frame.slots):
            if second or slot is EMPTY_SLOT or not slots >> index & 1 or slot.kinds == INVALID * 8:
                second = False
                continue
            shown = slot.kinds
            if slot.kinds[7] == DYNAMIC:  # two slots, shown once and under the name of the lower one
                second = True
                held = frame.slots[index + 1].value
                if isinstance(held, Pointer):
                    parts.append(f" fp{-8 * (index + 2)}={dynptr_text(held)}")
                continue
            if slot.kinds[7] == SPILL:
                shown = slot.kinds[: slot.kinds.index(SPILL)]
                shown += text(slot.value, precise=bool(marks >> index & 1), frame=number)
            parts.append(f" fp{-8 * (index + 1)}={shown}")
        if state.references:
            parts.append(f" refs={','.join(str(reference.id) for reference in state.references)}")
        if frame.callback is not None:
            parts.append(" cb")
        self._write("".join(parts) + "\n")

    def called(self, state: State) -> None:
        """A function was entered."""
        number = len(state.frames) - 1
        self.line("caller:")
        self.state(state, number - 1)
        self.line("callee:")
        self.state(state, number)
        self._registers = ALL_REGISTERS

    def returning(self, state: State, target: int, *, replaced: bool = False) -> None:
        """A function is about to be left; it, or a program it handed over to, returns."""
        number = len(state.frames) - 1
        self.line("returning from callee:")
        self.state(state, number)
        self.line(f"to caller at {target}:")
        self.state(state, number - 1)
        self._resumed = not replaced

    def endless(self, old: State, cur: State, pc: int) -> None:
        """The loop at `pc` changes nothing."""
        self.line(f"infinite loop detected at insn {pc}")
        self._write("cur state:")
        self.state(cur, len(cur.frames) - 1)
        self._write("old state:")
        self.state(old, len(cur.frames) - 1)

    # Precision

    def precise_from(self, frame: int, last: int, first: int, following: int) -> None:
        """Backtracking begins, or goes on in the history of an earlier checkpoint."""
        if self.everything:
            self.line(f"mark_precise: frame{frame}: last_idx {last} first_idx {first} subseq_idx {following} ")

    def precise_before(self, pc: int, frame: int, registers: int, slots: int) -> None:
        """Backtracking looks at an instruction."""
        if self.everything:
            asked = f"regs={_registers(registers)} stack={_slots(slots)}"
            self.line(f"mark_precise: frame{frame}: {asked} before {pc}: {self._insn(pc)}")

    def precise_parent(self, state: State, frame: int, registers: int, slots: int) -> None:
        """Backtracking reached a checkpoint."""
        if self.everything:
            asked = f"regs={_registers(registers)} stack={_slots(slots)}"
            self._write(f"mark_precise: frame{frame}: parent state {asked}: ")
            self.state(state, frame)

    def precise_everything(self, frame: int) -> None:
        """Backtracking lost its way."""
        if self.everything:
            self.line(f"mark_precise: frame{frame}: falling back to forcing all scalars precise")

    def forced(self, frame: int, what: str) -> None:
        """A scalar of a checkpoint is marked because all are."""
        if self.everything:
            self.line(f"force_precise: frame{frame}: forcing {what} to be precise")

    def propagating(self, frame: int, registers: int, slots: int) -> None:
        """What mattered in the state that covers this one."""
        if self.everything:
            names = [f"r{n}" for n in range(10) if registers >> n & 1]
            names += [f"fp{-8 * (n + 1)}" for n in range(64) if slots >> n & 1]
            self.line(f"frame {frame}: propagating {','.join(names)}")

    # Loops and stack liveness

    def loop(self, what: str, chain: Sequence[int]) -> None:
        """A loop is entered, left, or came round."""
        if self.everything:
            *calls, component = chain
            shown = takewhile(bool, calls)  # a call in slot 0 looks like the end of the chain
            self.line(f"SCC {what} ({','.join(map(str, (*shown, component)))})")

    def live_stack(self, chain: str, frame: int, pc: int, changes: Sequence[tuple[str, int, int]]) -> None:
        """Which slots are live before an instruction, or written from it on, changed: (word, old, new) each."""
        if not self.everything:
            return
        for word, old, new in changes:
            if old == new:
                continue
            more, fewer = new & ~old, old & ~new
            shown = f"+{word} {_slots(more)} " if more else ""
            shown += f"-{word} {_slots(fewer)} " if fewer else ""
            self.line(f"{chain} frame {frame} insn {pc} {shown}")

    def live_stack_done(self, chain: str, rounds: int) -> None:
        """Liveness of one function is settled."""
        if self.everything:
            self.line(f"{chain} live stack update done in {rounds} iterations")


def _guessed(state: State) -> str:
    return " (speculative execution)" if state.speculative else ""


def _union(touched: dict[int, int]) -> int:
    mask = 0
    for slots in touched.values():
        mask |= slots
    return mask


def _registers(mask: int) -> str:
    return ",".join(f"r{n}" for n in range(11) if mask >> n & 1)


def _slots(mask: int) -> str:
    return ",".join(f"-{8 * (n + 1)}" for n in range(64) if mask >> n & 1)


def _named(insn: Instruction) -> int:
    """Registers whose state an instruction's line shows."""
    opcode = insn.opcode
    cls = opcode & 7
    dst, src = 1 << insn.dst, 1 << insn.src
    if cls in {isa.ALU32, isa.ALU64}:
        return dst | src if opcode & isa.REG and opcode & 0xF0 != isa.END else dst
    if cls == isa.LD:
        return dst if opcode == isa.LD_IMM64 else _CALL_SETS | 1 << 6 | (src if opcode & 0xE0 == isa.MODE_IND else 0)
    if cls in {isa.LDX, isa.STX}:
        compares = cls == isa.STX and opcode & 0xE0 == isa.MODE_ATOMIC and insn.imm == 0xF1
        return dst | src | (1 if compares else 0)
    if cls == isa.ST:
        return dst
    if opcode == isa.CALL:
        return _CALL_SETS if insn.src == isa.CALL_HELPER else 1
    if opcode in {isa.EXIT, isa.JA, isa.GOTOL, isa.MAY_GOTO}:
        return 0
    return dst | src if opcode & isa.REG else dst
