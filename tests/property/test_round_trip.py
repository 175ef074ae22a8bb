"""Whatever bytes: their disassembly assembles back to them, in both syntaxes."""

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from vm.asm import assemble
from vm.disasm import disassemble, insn_text
from vm.errors import AsmError
from vm.facts import isa
from vm.insn import Instruction, decode, encode

OPCODES = sorted(
    {cls | op.code | src for op in isa.ALU for cls in (isa.ALU32, isa.ALU64) for src in (isa.IMM, isa.REG)}
    | {cls | op.code | src for op in isa.JUMPS for cls in (isa.JMP, isa.JMP32) for src in (isa.IMM, isa.REG)}
    | {op.cls | op.mode | isa.SIZE_BY_BYTES[size].code for op in isa.MEMORY for size in op.sizes}
    | {op.opcode for op in (*isa.CONTROL, *isa.BYTE_ORDER)}
    | {isa.STX | isa.MODE_ATOMIC | size.code for size in isa.SIZES}
    | {isa.LD_IMM64, isa.CALL | isa.REG}
)
IMMS = st.sampled_from([0, 1, 8, 16, 32, 64, -1, *(op.imm for op in isa.ATOMICS)]) | st.integers(
    -(1 << 31), (1 << 31) - 1
)
OFFS = st.sampled_from([0, 0, 1, 8, 16, 32, -1, 2]) | st.integers(-(1 << 15), (1 << 15) - 1)
REGISTERS = st.sampled_from([0, 0, 1, 2, 10]) | st.integers(0, 15)
INSNS = st.builds(Instruction, st.sampled_from(OPCODES) | st.integers(0, 255), REGISTERS, REGISTERS, OFFS, IMMS)
WIDE = st.builds(
    lambda dst, kind, low, high: [Instruction(isa.LD_IMM64, dst, kind, 0, low), Instruction(0, 0, 0, 0, high)],
    st.integers(0, 10), st.integers(0, 7), IMMS, IMMS,
)  # fmt: skip
PROGRAMS = st.lists(INSNS.map(lambda insn: [insn]) | WIDE, min_size=1, max_size=24).map(lambda parts: [*chain(*parts)])


@settings(max_examples=400, deadline=None)
@given(PROGRAMS, st.sampled_from(["kernel", "mnemonic"]))
def test_disassembly_assembles_back(insns: list[Instruction], syntax: str) -> None:
    text = disassemble(insns, syntax=syntax)
    assert assemble(text).programs[0].insns == tuple(insns)


@settings(max_examples=200, deadline=None)
@given(st.binary(min_size=8, max_size=160))
def test_any_bytes_survive(data: bytes) -> None:
    code = data[: len(data) // 8 * 8]
    assert encode(assemble(disassemble(decode(code))).programs[0].insns) == code


VALID = INSNS.filter(lambda insn: insn.dst <= 10 and insn.src <= 10 and insn.opcode not in {isa.LD_IMM64, isa.CALL})


@settings(max_examples=400, deadline=None)
@given(VALID)
def test_the_logs_spelling_assembles_to_what_it_says(insn: Instruction) -> None:
    """A line of the verifier's log names every field that its instruction uses."""
    if insn_text([insn], 0, style="kernel").startswith(".insn"):
        return
    assert assemble(insn_text([insn], 0, opcode=False)).programs[0].insns == (insn,)


PIECES = [
    *"rw0123456789+-*/%&|^<>=()[]{},;:#'\"\\. \n\t",
    "\u20ac",
    "ll",
    "if ",
    "goto ",
    "call ",
    ".map ",
    ".equ ",
    "u32",
    "0x",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=120).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS | st.text(max_size=200))
def test_any_text_assembles_or_is_refused(source: str) -> None:
    try:
        assemble(source)
    except AsmError as error:
        lines = source.split("\n")
        for diagnostic in error.diagnostics:
            span = diagnostic.span
            assert span
            assert 1 <= span.line <= len(lines)
            assert diagnostic.render(source)
