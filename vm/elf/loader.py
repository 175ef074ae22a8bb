"""Functions to programs: relocations applied, what is called copied behind its caller, source lines attached."""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Final

from vm.elf import btf, contents, core, externs, maps
from vm.elf.code import Code, Function
from vm.elf.reader import Elf, read, wrong
from vm.errors import Diagnostic, ObjectError, Span
from vm.facts import isa
from vm.facts.program_types import OTHER_SECTIONS, PROGRAM_TYPE_BY_NAME, SECTIONS
from vm.insn import SLOT, Instruction
from vm.program import MapSpec, Object, Program, SourceMap, Subprogram
from vm.sections import section_row

TEXT: Final = ".text"
MAX_PROGRAMS: Final = 256
MAX_REASONS: Final = 20
MAX_LINKED: Final = 1 << 20
"""Slots of all programs of one object together."""


@dataclass(frozen=True, slots=True)
class Omitted:
    """A program of the object that is not taken, and why."""

    name: str
    section: str
    reason: Diagnostic


@dataclass(frozen=True, slots=True)
class Loaded:
    """An object, and what else it told.

    lines     source lines of its programs: name -> (slot, line), where BTF has them
    omitted   programs that are not taken
    notes     what was settled in its place, and what the simulated kernel does not have: sentences for people
    """

    object: Object
    lines: dict[str, tuple[tuple[int, btf.Line], ...]]
    omitted: tuple[Omitted, ...] = ()
    notes: tuple[str, ...] = ()

    def remarks(self) -> tuple[str, ...]:
        """What a user should know, a sentence each: programs that are not taken, then the notes."""
        left = [f"{omitted.name[:80]} is not taken: {omitted.reason.message}" for omitted in self.omitted]
        return (*left, *self.notes)


class _Missing(Exception):  # noqa: N818 - an answer, not a failure
    """A program needs what is not here."""

    def __init__(self, reason: Diagnostic) -> None:
        super().__init__(reason.message)
        self.reason = reason


def load(data: bytes, *, default_type: str | None = None) -> Object:
    """The programs and maps of an ELF object.

    default_type   program type of sections whose name chooses none
    raises         ObjectError when it is malformed, or needs what is not here
    """
    return read_object(data, default_type=default_type).object


def read_object(data: bytes, *, default_type: str | None = None) -> Loaded:
    """As `load`, with source lines."""
    elf = read(data)
    section = elf.named(".BTF")
    types = btf.parse(section.data) if section and section.data else None
    ext = elf.named(".BTF.ext")
    described = ext.data if types and ext else b""
    lines = btf.lines(described, types) if types and described else {}
    portable = core.relocations(described, types) if types and described else {}
    found = maps.find(elf, types)
    code = Code(elf, found, externs.find(elf, types, found.specs), types, portable)
    code.read()
    return _Loader(elf, found, lines, default_type, code).loaded()


@dataclass(slots=True)
class _Loader:
    elf: Elf
    maps: maps.Maps
    lines: dict[str, list[btf.Line]]
    default_type: str | None
    code: Code
    linked: int = 0
    omitted: list[Omitted] = field(default_factory=list)

    def loaded(self) -> Loaded:
        """The whole object."""
        license_ = self.elf.named("license")
        text = license_.data.split(b"\0")[0].decode("utf-8", "replace") if license_ else ""
        specs = tuple(self.maps.specs)
        programs: list[Program] = []
        places: dict[contents.Place, int] = {}
        lines: dict[str, tuple[tuple[int, btf.Line], ...]] = {}
        for function in self._programs():
            try:
                program, rows = self._program(function, specs, text)
            except _Missing as missing:
                section = self.elf.sections[function.section].name
                self.omitted.append(Omitted(function.name, section, missing.reason))
                continue
            places[function.section, function.start * SLOT] = len(programs)
            programs.append(program)
            lines[program.name] = rows
        if not programs and self.omitted:
            raise ObjectError([omitted.reason for omitted in self.omitted[:MAX_REASONS]])
        if not programs:
            raise wrong("no-program", "the object holds no program")
        specs = contents.filled(self.elf, self.maps, places)
        notes = (*self.maps.notes, *self.code.notes)
        unit = Object(programs=tuple(replace(program, maps=specs) for program in programs), maps=specs, license=text)
        return Loaded(unit, lines, tuple(self.omitted), notes)

    # -- functions

    def _programs(self) -> list[Function]:
        """What can be attached: every function outside .text; those of .text where there is nothing else.

        A function in a section of no known name that another one calls is no program.
        """
        called = {slot.callee for slots in self.code.slots.values() for slot in slots if slot.callee}
        programs = [
            function
            for index, functions in self.code.functions.items()
            for function in functions
            if self.elf.sections[index].name != TEXT
            and ((index, function.start) not in called or section_row(self.elf.sections[index].name))
        ]
        programs = programs or [function for functions in self.code.functions.values() for function in functions]
        if len(programs) > MAX_PROGRAMS:
            raise wrong("too-many-programs", f"{len(programs)} programs, at most {MAX_PROGRAMS} are taken")
        return programs

    # -- linking

    def _program(
        self, main: Function, specs: tuple[MapSpec, ...], license_: str
    ) -> tuple[Program, tuple[tuple[int, btf.Line], ...]]:
        section = self.elf.sections[main.section].name
        prog_type, attach_type, flags = self._kind(section)
        order, placed = self._order(main)
        insns: list[Instruction] = []
        spans: list[Span | None] = []
        rows: list[tuple[int, btf.Line]] = []
        for function in order:
            base = len(insns)
            insns += [self._settled(function, at, base, placed) for at in range(function.start, function.end)]
            spans += self._spans(function, base, rows)
        program = Program(
            name=main.name,
            section=section,
            prog_type=prog_type,
            insns=tuple(insns),
            maps=specs,
            expected_attach_type=attach_type,
            license=license_,
            flags=flags,
            subprograms=tuple(Subprogram(name=f.name, start=placed[f.section, f.start]) for f in order),
            source_map=SourceMap(spans=tuple(spans), labels=tuple((placed[f.section, f.start], f.name) for f in order)),
        )
        return program, tuple(rows)

    def _order(self, main: Function) -> tuple[list[Function], dict[tuple[int, int], int]]:
        """`main` and what it needs, and where each begins."""
        order = [main]
        placed = {(main.section, main.start): 0}
        size = main.end - main.start
        for function in order:
            for at in range(function.start, function.end):
                slot = self.code.slots[function.section][at]
                if slot.missing:
                    raise _Missing(slot.missing)
                callee = self._function(slot.callee, function)
                if callee and (callee.section, callee.start) not in placed:
                    placed[callee.section, callee.start] = size
                    size += callee.end - callee.start
                    order.append(callee)
                if self.linked + size > MAX_LINKED:
                    raise wrong("too-large", f"all programs together have more than {MAX_LINKED} instructions")
        self.linked += size
        return order, placed

    def _function(self, place: tuple[int, int] | None, caller: Function) -> Function | None:
        """The function at `place`; None for a place inside `caller`, or nowhere."""
        if place is None or place[0] not in self.code.functions:
            return None
        section, slot = place
        if section == caller.section and caller.start < slot < caller.end:
            return None
        functions = self.code.functions[section]
        at = bisect_right([function.start for function in functions], slot) - 1
        function = functions[max(at, 0)]
        if slot != function.start:
            raise wrong("bad-relocation", f"a call leads into the middle of {function.name[:60]}")
        return function

    def _settled(self, function: Function, at: int, base: int, placed: dict[tuple[int, int], int]) -> Instruction:
        slot = self.code.slots[function.section][at]
        if slot.callee is None:
            return slot.insn
        new = placed.get(slot.callee)
        if new is None:
            if slot.callee[0] != function.section or not function.start <= slot.callee[1] < function.end:
                return slot.insn
            new = slot.callee[1] - function.start + base
        return slot.insn._replace(imm=new - (at - function.start + base) - 1)

    def _spans(self, function: Function, base: int, rows: list[tuple[int, btf.Line]]) -> list[Span | None]:
        """The place of each slot in the C source: the last line record at or before it."""
        lines = self.lines.get(self.elf.sections[function.section].name, [])
        at = bisect_right([line.offset for line in lines], function.start * SLOT - 1)
        spans: list[Span | None] = []
        current: Span | None = None
        for slot in range(function.start, function.end):
            while at < len(lines) and lines[at].offset <= slot * SLOT:
                line = lines[at]
                rows.append((slot - function.start + base, line))
                current = Span(line.line, max(line.column, 1), max(line.column, 1) + 1)
                at += 1
            second = slot > function.start and self.code.slots[function.section][slot - 1].insn.opcode == isa.LD_IMM64
            spans.append(None if second else current)
        return spans

    def _kind(self, section: str) -> tuple[str, int, int]:
        """Program type, attach type and flags. Old objects name sections freely: "xdp_prog", "socket1", "2/7"."""
        row = section_row(section)
        other = OTHER_SECTIONS.get(section.removeprefix("?").partition("/")[0])
        if row is None and other is not None:
            message = f"programs of type {other} are not simulated: {section[:60]}"
            raise _Missing(
                Diagnostic(code="elf.other-type", message=message, hint=f"there are {', '.join(PROGRAM_TYPE_BY_NAME)}")
            )
        if row is None and self.default_type is None:
            near = [row for row in SECTIONS if not row.target and section.startswith(row.pattern)]
            row = max(near, key=lambda row: len(row.pattern), default=None)
        if row:
            return row.prog_type, row.attach_type, row.flags
        return self.default_type or ("sched_cls" if self.maps.iproute2 else "socket_filter"), 0, 0
