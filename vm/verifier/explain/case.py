"""One refusal to tell of, and what is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from vm.disasm import insn_text, statements
from vm.facts import isa
from vm.facts.helpers import HELPER_BY_ID, Helper
from vm.facts.rejections import Rejection
from vm.insn import Instruction
from vm.program import MapSpec, Program
from vm.verifier.explain.words import describe
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import Scalar
from vm.verifier.values import NotInit, Pointer, Value
from vm.verifier.walk import Walk

LOAD_ACQUIRE = next(op.imm for op in isa.ATOMICS if op.name == "load_acquire")
LISTED = 20_000
"""Instructions of a program that is spelt with its names; a longer one is spelt with numbers."""


class Told(NamedTuple):
    """What a teller says; an empty part is filled in from the table."""

    summary: str
    knew: str = ""
    needed: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One refusal.

    walk      None when the program was refused before any path was walked
    pc        slot complained of, -1 if the complaint has none
    register  number of the register complained of, -1 for none
    value     what it held
    """

    refusal: Refuse
    row: Rejection
    program: Program
    walk: Walk | None
    pc: int
    register: int
    value: Value | None
    _texts: dict[int, str] = field(default_factory=dict)

    def knew(self, name: str, default: int = 0) -> int:
        """A number that the refusing rule left."""
        found = self.refusal.knew.get(name, default)
        return found if isinstance(found, int) else default

    def word(self, name: str) -> str:
        """A word that the refusing rule left."""
        return str(self.refusal.knew.get(name, ""))

    @property
    def r(self) -> str:
        """The register complained of."""
        return f"r{self.register}"

    @property
    def held(self) -> str:
        """What the register complained of held, as a sentence; "" where the complaint has none."""
        return f"{self.r} is {describe(self.value)}." if self.register >= 0 else ""

    @property
    def insn(self) -> Instruction:
        """The instruction complained of."""
        inside = 0 <= self.pc < len(self.program.insns)
        return self.program.insns[self.pc] if inside else Instruction(0)

    @property
    def text(self) -> str:
        """The instruction as its author would write it."""
        return self.spelt(self.pc)

    def spelt(self, pc: int) -> str:
        """Any instruction of the program, with the names of its maps and labels."""
        program = self.program
        if not 0 <= pc < len(program.insns):
            return "the program"
        if not self._texts and len(program.insns) <= LISTED:
            labels = dict(program.source_map.labels)
            self._texts.update(statements(program.insns, maps=program.maps, labels=labels))
        return self._texts.get(pc) or insn_text(program.insns, pc, style="kernel")

    def where(self, pc: int) -> str:
        """A place in words: "instruction 7 (line 12)"."""
        line = self.program.source_map.line(pc)
        return f"instruction {pc} (line {line})" if line else f"instruction {pc}"

    def function(self, start: int) -> str:
        """Name of the function that begins at a slot."""
        named = {f.start: f.name for f in self.program.subprograms} | dict(self.program.source_map.labels)
        return named.get(start) or ("the main function" if start == 0 else f"the function at instruction {start}")

    def value_of(self, register: int) -> Value | None:
        """What a register of the running function holds."""
        walked = self.walk is not None and self.walk.state.frames and 0 <= register <= 10
        return self.walk.registers[register] if self.walk is not None and walked else None

    def map_called(self, name: str) -> MapSpec | None:
        return next((spec for spec in self.program.maps if spec.name == name), None)

    @property
    def helper(self) -> Helper | None:
        """The helper called by the instruction, if it calls one."""
        called = self.insn.opcode == isa.CALL and self.insn.src == isa.CALL_HELPER
        return HELPER_BY_ID.get(self.insn.imm) if called else None

    @property
    def actor(self) -> str:
        """Who touches memory here: the helper that is called, or the instruction."""
        return self.helper.bpf_name if self.helper else f"`{self.text}`"

    @property
    def writes(self) -> bool:
        """Whether the instruction is a store."""
        return self.insn.opcode & 7 in (isa.ST, isa.STX)


Teller: TypeAlias = Callable[[Case], Told]
Tellers: TypeAlias = Mapping[str, Teller]


def base_register(insn: Instruction) -> int:
    """The register that an instruction is about: the address of an access, the target of arithmetic; -1 for none."""
    cls = insn.opcode & 7
    if cls == isa.LDX:
        return insn.src
    if cls in (isa.ST, isa.STX):
        load_acquire = cls == isa.STX and insn.opcode & 0xE0 == isa.MODE_ATOMIC and insn.imm == LOAD_ACQUIRE
        return insn.src if load_acquire else insn.dst
    return insn.dst if cls in (isa.ALU32, isa.ALU64) else -1


def case_of(refusal: Refuse, row: Rejection, program: Program, walk: Walk | None, place: int | None) -> Case:
    """The case that a refusal makes."""
    pc = -1 if place is None else place
    given = refusal.knew.get("register", -1)
    number = given if isinstance(given, int) else -1
    if number < 0 and walk is not None and 0 <= pc < len(program.insns):
        number = base_register(program.insns[pc])
    value = refusal.knew.get("value")
    held: Value | None = value if isinstance(value, Scalar | Pointer | NotInit) else None
    if held is None and walk is not None and 0 <= number <= 10 and walk.state.frames:
        held = walk.registers[number]
    return Case(refusal, row, program, walk, pc, number, held)
