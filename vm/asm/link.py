"""Sections to programs: functions find one another, shared ones of .text are copied in, labels become distances.

A unit is what is linked as a whole: a section, or between `.globl` labels a part of one; in .text
every function is a unit, so that a program gets only what it calls.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from vm.asm.code import Code
from vm.asm.cursor import nearest
from vm.asm.reader import MAIN, TEXT
from vm.asm.slots import S16, Link, Slot
from vm.asm.tokens import complain
from vm.errors import AsmError, Diagnostic, Span
from vm.facts import isa
from vm.facts.program_types import SECTIONS
from vm.insn import Instruction
from vm.program import MapSpec, Program, SourceMap, Subprogram
from vm.sections import default_section, section_row

DEFAULT_TYPE: Final = "xdp"
MAX_LINKED: Final = 1 << 19
"""Slots of all programs together."""

_NAMES_FUNCTIONS: Final = frozenset({isa.CALL, isa.LD_IMM64})

_EXIT: Final = "exit"
"""A label that bpf_conformance never defines: the last exit of the function."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Slots `start` to `end` of a section."""

    code: Code
    start: int
    end: int

    @property
    def name(self) -> str:
        """The label at its start, a declared function rather than a mere place; "" if there is none."""
        labels = self.code.at(self.start)
        return next((name for name in labels if name in self.code.functions), labels[0] if labels else "")


@dataclass(frozen=True, slots=True)
class Linked:
    """A program that lacks only the object's maps and licence."""

    program: Program

    @property
    def name(self) -> str:
        return self.program.name

    def finish(self, maps: Sequence[MapSpec], license_: str) -> Program:
        """The program, complete."""
        return replace(self.program, maps=tuple(maps), license=license_)


def link(codes: list[Code], errors: list[Diagnostic], default_type: str | None) -> list[Linked]:
    """Every program of the source, in the order written; what is wrong goes to `errors`."""
    linker = _Linker(codes, errors)
    codes = [code for code in codes if code.slots or code.name != MAIN]
    sections = [code for code in codes if code.name != TEXT] or codes
    programs: list[Linked] = []
    taken: set[str] = set()
    for code in sections:
        try:
            prog_type, attach_type, flags, section = _kind(code, default_type)
            for unit in linker.programs(code):
                name = _unique(unit.name or _from_section(section), taken)
                linked = linker.link(unit, name)
                program = replace(
                    linked, section=section, prog_type=prog_type, expected_attach_type=attach_type, flags=flags
                )
                programs.append(Linked(program))
        except AsmError as error:
            errors += error.diagnostics
    if not programs and not errors:
        span = Span(1, 1, 1)
        errors.append(
            Diagnostic(
                code="asm.no-program",
                message="the source holds no instruction",
                hint="write one, such as r0 = 0; exit",
                span=span,
            )
        )
    return programs


def _kind(code: Code, default_type: str | None) -> tuple[str, int, int, str]:
    """Program type, attach type, flags and section name that a section stands for."""
    if code.name not in {MAIN, TEXT}:
        row = section_row(code.name)
        if row:
            return row.prog_type, row.attach_type, row.flags, code.name
        if default_type is None:
            hint = (
                nearest(code.name, [row.pattern for row in SECTIONS])
                or "such as xdp, kprobe/vfs_read, tracepoint/sched/sched_switch, tc, socket"
            )
            raise complain(
                "asm.unknown-section",
                f"no program type belongs to a section called {code.name[:60]}",
                code.span or Span(1, 1, 1),
                hint,
            )
        return default_type, 0, 0, code.name
    prog_type = default_type or DEFAULT_TYPE
    row = default_section(prog_type)
    return (prog_type, row.attach_type, row.flags, row.pattern) if row else (prog_type, 0, 0, prog_type)


def _from_section(section: str) -> str:
    return re.sub(r"\W+", "_", section.rpartition("/")[2] or section).strip("_") or "program"


def _unique(name: str, taken: set[str]) -> str:
    unique, count = name, 1
    while unique in taken:
        count += 1
        unique = f"{name}_{count}"
    taken.add(unique)
    return unique


class _Linker:
    """All sections of one source."""

    def __init__(self, codes: list[Code], errors: list[Diagnostic]) -> None:
        self.codes = {code.name: code for code in codes}
        self.errors = errors
        self.linked = 0
        self.starts: dict[str, list[int]] = {}
        for name in set().union(*(code.functions for code in codes)):  # .globl may stand in any section
            for code in codes:
                if name in code.labels:
                    code.functions.add(name)
        for code in codes:
            self.starts[code.name] = sorted({0} | {code.labels[name] for name in code.functions if name in code.labels})
        text = self.codes.get(TEXT)
        if text:
            self.starts[TEXT] = sorted({0} | self._functions(text))

    def _functions(self, text: Code) -> set[int]:
        """Where functions of .text begin: what is declared, called, has its address taken, or nothing leads to."""
        starts = {text.labels[name] for name in text.functions if name in text.labels}
        jumped_to = {slot.target for slot in text.slots if slot.link in {Link.JUMP, Link.LONG}}
        for name, start in text.labels.items():
            ends = 0 < start < len(text.slots) and text.slots[start - 1].insn.opcode in {isa.EXIT, isa.JA, isa.GOTOL}
            if ends and name not in jumped_to and not name.startswith(".L"):
                starts.add(start)
        for code in self.codes.values():
            for at, slot in enumerate(code.slots):
                place = self._callee(code, at, slot)
                if place and place[0] is text and place[1] < len(text.slots):
                    starts.add(place[1])
        return starts

    def _callee(self, code: Code, at: int, slot: Slot) -> tuple[Code, int] | None:
        """Section and slot of the function that a slot calls or points to; None if it does neither, or nowhere."""
        if not slot.link and slot.insn.opcode not in _NAMES_FUNCTIONS:
            return None
        if slot.link in {Link.CALL, Link.FUNC}:
            if slot.target in self.codes and slot.target not in code.labels:
                return self.codes[slot.target], slot.insn.imm
            for candidate in (code, self.codes.get(TEXT), *self.codes.values()):
                if candidate and slot.target in candidate.labels:
                    return candidate, candidate.labels[slot.target]
            return None
        insn = slot.insn
        calls = insn.opcode == isa.CALL and insn.src == isa.CALL_LOCAL
        points = insn.opcode == isa.LD_IMM64 and insn.src == isa.WIDE_FUNC
        place = at + 1 + insn.imm
        return (code, place) if (calls or points) and 0 <= place < len(code.slots) else None

    def programs(self, code: Code) -> list[Unit]:
        """The programs of a section.

        raises   AsmError when it is empty
        """
        if not code.slots and self.errors:
            return []
        if not code.slots:
            raise complain(
                "asm.empty-section", f"the section {code.name} holds no instruction", code.span or Span(1, 1, 1)
            )
        if code.name == TEXT:
            called = {
                place[1]
                for at, slot in enumerate(code.slots)
                if (place := self._callee(code, at, slot)) and place[0] is code
            }
            starts = [start for start in self.starts[TEXT] if start not in called] or [0]
            return [self._unit(code, start) for start in starts]
        return [self._unit(code, start) for start in self.starts[code.name] if start < len(code.slots)]

    def _unit(self, code: Code, slot: int) -> Unit:
        """The unit that holds `slot`."""
        starts = self.starts[code.name]
        at = bisect_right(starts, slot)
        end = starts[at] if at < len(starts) else len(code.slots)
        return Unit(code, starts[at - 1], end)

    def link(self, main: Unit, name: str) -> Program:
        """`main` with every function it needs behind it."""
        placed: dict[tuple[str, int], int] = {(main.code.name, main.start): 0}
        order = [main]
        size = main.end - main.start
        for unit in order:
            self._count(size)
            for callee in self._needed(unit):
                key = (callee.code.name, callee.start)
                if key not in placed:
                    placed[key] = size
                    size += callee.end - callee.start
                    order.append(callee)
        self.linked += size
        return self._assemble(order, placed, name)

    def _count(self, size: int) -> None:
        """Shared functions are copied into every program that calls them: keep the sum within bounds."""
        if self.linked + size > MAX_LINKED:
            raise complain(
                "asm.too-many-insns", f"all programs together have at most {MAX_LINKED} instructions", Span(1, 1, 1)
            )

    def _needed(self, unit: Unit) -> list[Unit]:
        needed: list[Unit] = []
        for at in range(unit.start, unit.end):
            slot = unit.code.slots[at]
            place = self._callee(unit.code, at, slot)
            if place is None or (place[0] is unit.code and unit.start <= place[1] < unit.end):
                continue
            if place[1] >= len(place[0].slots):
                self._complain(
                    slot, "asm.empty-label", f"{slot.target} stands at the end of its section: nothing is there to call"
                )
                continue
            callee = self._unit(*place)
            if callee.start == place[1]:
                needed.append(callee)
            elif slot.link:
                self._complain(
                    slot, "asm.far-call", f"{slot.target} is inside another program", "shared functions belong to .text"
                )
        return needed

    def _complain(self, slot: Slot, code: str, message: str, hint: str = "") -> None:
        self.errors.append(Diagnostic(code=code, message=message, hint=hint, span=slot.span))

    def _assemble(self, order: list[Unit], placed: dict[tuple[str, int], int], name: str) -> Program:
        insns: list[Instruction] = []
        spans: list[Span | None] = []
        labels: list[tuple[int, str]] = []
        functions: dict[int, str] = {0: name}
        for unit in order:
            base = len(insns)
            if base:
                functions[base] = unit.name or f"function_{base}"
            insns += [self._settled(unit, at, base, placed, functions) for at in range(unit.start, unit.end)]
            spans += unit.code.spans[unit.start : unit.end]
            labels += [
                (slot - unit.start + base, label)
                for label, slot in unit.code.labels.items()
                if unit.start <= slot < unit.end
            ]
        return Program(
            name=name,
            section="",
            prog_type="",
            insns=tuple(insns),
            subprograms=tuple(Subprogram(name=functions[start], start=start) for start in sorted(functions)),
            source_map=SourceMap(spans=tuple(spans), labels=tuple(sorted(labels))),
        )

    def _settled(
        self, unit: Unit, at: int, base: int, placed: dict[tuple[str, int], int], functions: dict[int, str]
    ) -> Instruction:
        """The slot with its distance filled in."""
        slot = unit.code.slots[at]
        insn = slot.insn
        if slot.link and slot.link in {Link.JUMP, Link.LONG}:
            return self._jump(unit, at, slot)
        place = self._callee(unit.code, at, slot)
        if place is None:
            if slot.link:
                known = sorted({label for code in self.codes.values() for label in code.labels})
                self._complain(
                    slot, "asm.unknown-label", f"no function is called {slot.target[:60]}", nearest(slot.target, known)
                )
            return insn
        code, target = place
        if code is unit.code and unit.start <= target < unit.end:
            new = target - unit.start + base
        elif (code.name, target) in placed:
            new = placed[code.name, target]
        else:
            return insn
        if not slot.link or new not in functions:
            functions.setdefault(new, self._name(code, target) or f"function_{new}")
        return insn._replace(imm=new - (at - unit.start + base) - 1)

    def _name(self, code: Code, slot: int) -> str:
        return next(iter(code.at(slot)), "")

    def _jump(self, unit: Unit, at: int, slot: Slot) -> Instruction:
        insn = slot.insn
        target = unit.code.labels.get(slot.target)
        if target is None and slot.target == _EXIT:
            exits = [i for i in range(unit.start, unit.end) if unit.code.slots[i].insn.opcode == isa.EXIT]
            target = exits[-1] if exits else None
        if target is None:
            return self._nowhere(unit, slot)
        if not unit.start <= target < unit.end:
            past = target == len(unit.code.slots)
            message = (
                f"{slot.target} stands behind the last instruction" if past else f"{slot.target} is in another function"
            )
            self._complain(slot, "asm.far-jump", message, "" if past else "functions are called, not jumped into")
            return insn
        distance = target - at - 1
        if slot.link is Link.LONG:
            return insn._replace(imm=distance)
        if not S16[0] <= distance <= S16[1]:
            self._complain(
                slot,
                "asm.out-of-range",
                f"{slot.target} is {distance} slots away, a jump reaches {S16[0]} to {S16[1]}",
                "gotol reaches 2^31 slots",
            )
            return insn
        return insn._replace(off=distance)

    def _nowhere(self, unit: Unit, slot: Slot) -> Instruction:
        """Complain about a jump to a label that this section does not have."""
        if any(slot.target in code.labels for code in self.codes.values()):
            self._complain(
                slot, "asm.far-jump", f"{slot.target} is in another section", "functions are called, not jumped into"
            )
        else:
            hint = nearest(slot.target, list(unit.code.labels))
            self._complain(slot, "asm.unknown-label", f"no label is called {slot.target[:60]}", hint)
        return slot.insn
