"""Functions to programs: relocations applied, what is called copied behind its caller, source lines attached."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from vm.elf import btf, maps
from vm.elf.reader import (
    R_BPF_64_32,
    R_BPF_64_64,
    STB_LOCAL,
    STT_FUNC,
    STT_NOTYPE,
    STT_SECTION,
    Elf,
    Relocation,
    read,
    wrong,
)
from vm.errors import Span
from vm.facts import isa
from vm.facts.program_types import SECTIONS
from vm.insn import SLOT, Instruction, decode
from vm.program import MapSpec, Object, Program, SourceMap, Subprogram
from vm.sections import section_row

TEXT: Final = ".text"
MAX_PROGRAMS: Final = 256
MAX_LINKED: Final = 1 << 20
"""Slots of all programs of one object together."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An object, and the source lines of its programs: name -> (slot, line), where BTF has them."""

    object: Object
    lines: dict[str, tuple[tuple[int, btf.Line], ...]]


@dataclass(frozen=True, slots=True)
class Function:
    """Slots `start` to `end` of a section."""

    name: str
    section: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Slot:
    """A slot whose relocation is applied; `callee` is the (section, slot) it calls or points to."""

    insn: Instruction
    callee: tuple[int, int] | None = None


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
    lines = btf.lines(ext.data, types) if types and ext and ext.data else {}
    return _Loader(elf, maps.find(elf, types), lines, default_type).loaded()


@dataclass(slots=True)
class _Loader:
    elf: Elf
    maps: maps.Maps
    lines: dict[str, list[btf.Line]]
    default_type: str | None
    code: dict[int, list[_Slot]] = field(default_factory=dict)
    functions: dict[int, list[Function]] = field(default_factory=dict)
    linked: int = 0

    def loaded(self) -> Loaded:
        """The whole object."""
        for index, section in enumerate(self.elf.sections):
            if section.is_code:
                self.functions[index] = self._functions(index)
                self.code[index] = self._relocated(index)
        license_ = self.elf.named("license")
        text = license_.data.split(b"\0")[0].decode("utf-8", "replace") if license_ else ""
        specs = tuple(self.maps.specs)
        programs: list[Program] = []
        lines: dict[str, tuple[tuple[int, btf.Line], ...]] = {}
        for function in self._programs():
            program, rows = self._program(function, specs, text)
            programs.append(program)
            lines[program.name] = rows
        if not programs:
            raise wrong("no-program", "the object holds no program")
        return Loaded(Object(programs=tuple(programs), maps=specs, license=text), lines)

    # -- functions

    def _functions(self, index: int) -> list[Function]:
        """The functions of a section, without gaps; a section without symbols is one."""
        section = self.elf.sections[index]
        size = section.size // SLOT
        symbols = [
            s
            for s in self.elf.symbols
            if s.section == index and s.name and s.value % SLOT == 0 and s.value < section.size
        ]
        chosen = [s for s in symbols if s.type == STT_FUNC] or [
            s for s in symbols if s.type == STT_NOTYPE and s.bind != STB_LOCAL
        ]
        starts = {s.value // SLOT: s.name for s in chosen}
        starts.setdefault(0, section.name)
        ordered = sorted(starts)
        ends = [*ordered[1:], size]
        return [Function(starts[start], index, start, end) for start, end in zip(ordered, ends, strict=True)]

    def _programs(self) -> list[Function]:
        """What can be attached: every function outside .text; those of .text where there is nothing else."""
        programs = [
            function
            for index, functions in self.functions.items()
            if self.elf.sections[index].name != TEXT
            for function in functions
        ]
        programs = programs or [function for functions in self.functions.values() for function in functions]
        if len(programs) > MAX_PROGRAMS:
            raise wrong("too-many-programs", f"{len(programs)} programs, at most {MAX_PROGRAMS} are taken")
        return programs

    # -- relocations

    def _relocated(self, index: int) -> list[_Slot]:
        section = self.elf.sections[index]
        slots = [_Slot(insn) for insn in decode(section.data)]
        for at, slot in enumerate(slots):
            insn = slot.insn
            if insn.opcode == isa.CALL and insn.src == isa.CALL_LOCAL:
                slots[at] = _Slot(insn, (index, at + 1 + insn.imm))
        for relocation in self.elf.relocations.get(index, ()):
            self._apply(section.name, slots, relocation)
        return slots

    def _apply(self, where: str, slots: list[_Slot], relocation: Relocation) -> None:
        at, odd = divmod(relocation.offset, SLOT)
        if odd or at >= len(slots):
            raise wrong("bad-relocation", f"a relocation lies outside {where[:60]}")
        insn = slots[at].insn
        if insn.opcode == isa.LD_IMM64 and relocation.type == R_BPF_64_64 and at + 1 < len(slots):
            slots[at : at + 2] = self._address(insn, slots[at + 1].insn, relocation)
        elif insn.opcode == isa.CALL and relocation.type in {R_BPF_64_32, R_BPF_64_64}:
            slots[at] = self._call(insn, relocation)
        else:
            raise wrong("bad-relocation", f"slot {at} of {where[:60]} cannot be relocated by type {relocation.type}")

    def _address(self, insn: Instruction, second: Instruction, relocation: Relocation) -> list[_Slot]:
        symbol = relocation.symbol
        offset = symbol.value + (insn.imm & 0xFFFF_FFFF)
        if symbol.section in self.maps.data:
            index = self.maps.data[symbol.section]
            first = insn._replace(src=isa.WIDE_MAP_VALUE, imm=index)
            return [_Slot(first), _Slot(second._replace(imm=_signed(offset)))]
        place = self.maps.places.get((symbol.section, offset))
        if place is not None:
            return [_Slot(insn._replace(src=isa.WIDE_MAP, imm=place)), _Slot(second._replace(imm=0))]
        if symbol.section in self.functions and offset % SLOT == 0:
            return [
                _Slot(insn._replace(src=isa.WIDE_FUNC), (symbol.section, offset // SLOT)),
                _Slot(second._replace(imm=0)),
            ]
        raise wrong(
            "unknown-symbol",
            f"nothing here is called {symbol.name[:60] or 'that'}",
            "kernel variables and Kconfig values are not simulated",
        )

    def _call(self, insn: Instruction, relocation: Relocation) -> _Slot:
        symbol = relocation.symbol
        if symbol.section not in self.functions:
            raise wrong(
                "unknown-symbol",
                f"no function is called {symbol.name[:60]}",
                "kernel functions (kfuncs) are not simulated",
            )
        slot = symbol.value // SLOT + (insn.imm + 1 if symbol.type == STT_SECTION else 0)
        return _Slot(insn._replace(src=isa.CALL_LOCAL), (symbol.section, slot))

    # -- linking

    def _program(
        self, main: Function, specs: tuple[MapSpec, ...], license_: str
    ) -> tuple[Program, tuple[tuple[int, btf.Line], ...]]:
        order, placed = self._order(main)
        insns: list[Instruction] = []
        spans: list[Span | None] = []
        rows: list[tuple[int, btf.Line]] = []
        for function in order:
            base = len(insns)
            insns += [self._settled(function, at, base, placed) for at in range(function.start, function.end)]
            spans += self._spans(function, base, rows)
        section = self.elf.sections[main.section].name
        prog_type, attach_type, flags = self._kind(section)
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
                callee = self._function(self.code[function.section][at].callee, function)
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
        if place is None or place[0] not in self.functions:
            return None
        section, slot = place
        if section == caller.section and caller.start < slot < caller.end:
            return None
        functions = self.functions[section]
        at = bisect_right([function.start for function in functions], slot) - 1
        function = functions[max(at, 0)]
        if slot != function.start:
            raise wrong("bad-relocation", f"a call leads into the middle of {function.name[:60]}")
        return function

    def _settled(self, function: Function, at: int, base: int, placed: dict[tuple[int, int], int]) -> Instruction:
        slot = self.code[function.section][at]
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
            second = slot > function.start and self.code[function.section][slot - 1].insn.opcode == isa.LD_IMM64
            spans.append(None if second else current)
        return spans

    def _kind(self, section: str) -> tuple[str, int, int]:
        """Program type, attach type and flags. Old objects name sections freely: "xdp_prog", "socket1", "2/7"."""
        row = section_row(section)
        if row is None and self.default_type is None:
            near = [row for row in SECTIONS if not row.target and section.startswith(row.pattern)]
            row = max(near, key=lambda row: len(row.pattern), default=None)
        if row:
            return row.prog_type, row.attach_type, row.flags
        return self.default_type or ("sched_cls" if self.maps.iproute2 else "socket_filter"), 0, 0


def _signed(value: int) -> int:
    value &= 0xFFFF_FFFF
    return value - (1 << 32) if value >> 31 else value
