"""The instruction set, once. Source: RFC 9669, section 4, and what Linux 6.18 adds to it.

Every tool reads these rows: assembler, disassembler, verifier, interpreter, JIT, reference page,
Pygments lexer, editor completion. A row holds facts only. Behaviour lives with each tool, which
proves with `vm.facts.table.complete` that it left no row out. A row is an operation; the opcode
bytes that spell it are derived.
"""

from dataclasses import dataclass
from typing import Final

# Instruction classes: bits 2-0 of the opcode. RFC 9669, section 3.1.
LD: Final = 0
LDX: Final = 1
ST: Final = 2
STX: Final = 3
ALU32: Final = 4
JMP: Final = 5
JMP32: Final = 6
ALU64: Final = 7
CLASSES: Final = ("ld", "ldx", "st", "stx", "alu32", "jmp", "jmp32", "alu64")

# Source bit of arithmetic and jumps: bit 3.
IMM: Final = 0x00
REG: Final = 0x08

# Modes of loads and stores: bits 7-5. RFC 9669, section 5.
MODE_IMM: Final = 0x00
MODE_ABS: Final = 0x20
MODE_IND: Final = 0x40
MODE_MEM: Final = 0x60
MODE_MEMSX: Final = 0x80
MODE_ATOMIC: Final = 0xC0
MODE_PROBE: Final = 0x20
MODE_PROBE_SX: Final = 0x40
"""Of loads, in place of MODE_MEM and MODE_MEMSX: a load that brings 0 where nothing lies. Only accepted programs have
them, where they load through typed pointers; nobody can write one."""

LD_IMM64: Final = 0x18
"""Opcode of the two-slot load: LD | MODE_IMM | DW."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width of a memory access: bits 4-3 of the opcode."""

    name: str
    code: int
    bytes: int
    type: str  # as the kernel's syntax writes it


SIZES: Final = (
    Size("w",  0x00, 4, "u32"),
    Size("h",  0x08, 2, "u16"),
    Size("b",  0x10, 1, "u8"),
    Size("dw", 0x18, 8, "u64"),
)  # fmt: skip

SIZE_BY_CODE: Final = {size.code: size for size in SIZES}
SIZE_BY_BYTES: Final = {size.bytes: size for size in SIZES}


@dataclass(frozen=True, slots=True)
class AluOp:
    """One arithmetic operation. Its 32/64-bit and immediate/register opcodes are derived, not listed.

    operands   "binary" takes a register or an immediate; "unary" only dst; "extend" a register only
    off        value of the offset field that selects this row
    bits       for the sign extensions: width of what is extended; else 0
    """

    name: str  # mnemonic, documentation anchor, handler key
    code: int  # bits 7-4 of the opcode
    sign: str  # operator in kernel syntax, as in "r1 += r2"
    off: int
    operands: str
    bits: int
    since: str  # first kernel or instruction-set level
    effect: str  # what dst becomes, in the words of the reference page


ALU: Final = (
    #     name       code  sign    off operands  bits since     effect
    AluOp("add",     0x00, "+=",    0, "binary",  0, "v1",     "dst + src"),
    AluOp("sub",     0x10, "-=",    0, "binary",  0, "v1",     "dst - src"),
    AluOp("mul",     0x20, "*=",    0, "binary",  0, "v1",     "dst * src"),
    AluOp("div",     0x30, "/=",    0, "binary",  0, "v1",     "src != 0 ? dst / src : 0, unsigned"),
    AluOp("sdiv",    0x30, "s/=",   1, "binary",  0, "v4",     "src != 0 ? dst s/ src : 0, truncated toward zero"),
    AluOp("or",      0x40, "|=",    0, "binary",  0, "v1",     "dst | src"),
    AluOp("and",     0x50, "&=",    0, "binary",  0, "v1",     "dst & src"),
    AluOp("lsh",     0x60, "<<=",   0, "binary",  0, "v1",     "dst << (src & (width - 1))"),
    AluOp("rsh",     0x70, ">>=",   0, "binary",  0, "v1",     "dst >> (src & (width - 1)), filled with zeros"),
    AluOp("neg",     0x80, "-",     0, "unary",   0, "v1",     "-dst"),
    AluOp("mod",     0x90, "%=",    0, "binary",  0, "v1",     "src != 0 ? dst % src : dst, unsigned"),
    AluOp("smod",    0x90, "s%=",   1, "binary",  0, "v4",     "src != 0 ? dst s% src : dst, sign of dst"),
    AluOp("xor",     0xA0, "^=",    0, "binary",  0, "v1",     "dst ^ src"),
    AluOp("mov",     0xB0, "=",     0, "binary",  0, "v1",     "src"),
    AluOp("movsx8",  0xB0, "(s8)",  8, "extend",  8, "v4",     "src, its low 8 bits sign-extended"),
    AluOp("movsx16", 0xB0, "(s16)", 16, "extend", 16, "v4",    "src, its low 16 bits sign-extended"),
    AluOp("movsx32", 0xB0, "(s32)", 32, "extend", 32, "v4",    "src, its low 32 bits sign-extended; 64-bit only"),
    AluOp("arsh",    0xC0, "s>>=",  0, "binary",  0, "v1",     "dst s>> (src & (width - 1)), filled with the sign"),
)  # fmt: skip

ALU_BY_NAME: Final = {op.name: op for op in ALU}

END: Final = 0xD0
"""Operation code of the byte-order conversions."""


@dataclass(frozen=True, slots=True)
class ByteOrderOp:
    """One byte-order conversion: `imm` holds the width, class and source bit select the kind."""

    name: str  # e.g. "be16"
    opcode: int
    bits: int
    since: str
    effect: str


BYTE_ORDER: Final = (
    ByteOrderOp("le16",    ALU32 | END | IMM, 16, "v1", "the low 16 bits of dst, as little-endian"),
    ByteOrderOp("le32",    ALU32 | END | IMM, 32, "v1", "the low 32 bits of dst, as little-endian"),
    ByteOrderOp("le64",    ALU32 | END | IMM, 64, "v1", "dst, as little-endian"),
    ByteOrderOp("be16",    ALU32 | END | REG, 16, "v1", "the low 16 bits of dst, as big-endian"),
    ByteOrderOp("be32",    ALU32 | END | REG, 32, "v1", "the low 32 bits of dst, as big-endian"),
    ByteOrderOp("be64",    ALU32 | END | REG, 64, "v1", "dst, as big-endian"),
    ByteOrderOp("bswap16", ALU64 | END | IMM, 16, "v4", "the low 16 bits of dst, bytes reversed"),
    ByteOrderOp("bswap32", ALU64 | END | IMM, 32, "v4", "the low 32 bits of dst, bytes reversed"),
    ByteOrderOp("bswap64", ALU64 | END | IMM, 64, "v4", "dst, bytes reversed"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class JumpOp:
    """One conditional jump; JMP compares 64 bits, JMP32 the low 32."""

    name: str
    code: int
    sign: str  # operator in kernel syntax, as in "if r1 s> r2 goto"
    signed: bool
    since: str
    effect: str


JUMPS: Final = (
    #      name    code  sign   signed since  effect
    JumpOp("jeq",  0x10, "==",  False, "v1", "dst == src"),
    JumpOp("jgt",  0x20, ">",   False, "v1", "dst > src, unsigned"),
    JumpOp("jge",  0x30, ">=",  False, "v1", "dst >= src, unsigned"),
    JumpOp("jset", 0x40, "&",   False, "v1", "dst & src is not 0"),
    JumpOp("jne",  0x50, "!=",  False, "v1", "dst != src"),
    JumpOp("jsgt", 0x60, "s>",  True,  "v1", "dst > src, signed"),
    JumpOp("jsge", 0x70, "s>=", True,  "v1", "dst >= src, signed"),
    JumpOp("jlt",  0xA0, "<",   False, "v2", "dst < src, unsigned"),
    JumpOp("jle",  0xB0, "<=",  False, "v2", "dst <= src, unsigned"),
    JumpOp("jslt", 0xC0, "s<",  True,  "v2", "dst < src, signed"),
    JumpOp("jsle", 0xD0, "s<=", True,  "v2", "dst <= src, signed"),
)  # fmt: skip

JUMP_BY_CODE: Final = {op.code: op for op in JUMPS}


@dataclass(frozen=True, slots=True)
class ControlOp:
    """A transfer of control that compares nothing."""

    name: str
    opcode: int
    syntax: str
    since: str
    effect: str


JA: Final = JMP | 0x00
GOTOL: Final = JMP32 | 0x00
CALL: Final = JMP | 0x80
EXIT: Final = JMP | 0x90
MAY_GOTO: Final = JMP | 0xE0

CONTROL: Final = (
    ControlOp("ja",       JA,       "goto",     "v1",   "jump by off slots"),
    ControlOp("gotol",    GOTOL,    "gotol",    "v4",   "jump by imm slots"),
    ControlOp("call",     CALL,     "call",     "v1",   "src 0: helper imm; src 1: function at imm slots; src 2: kfunc"),
    ControlOp("exit",     EXIT,     "exit",     "v1",   "return r0 to the caller"),
    ControlOp("may_goto", MAY_GOTO, "may_goto", "6.9",  "jump by off slots when the iteration budget is spent"),
)  # fmt: skip

CONTROL_BY_OPCODE: Final = {op.opcode: op for op in CONTROL}

# Meaning of `src` in a call.
CALL_HELPER: Final = 0
CALL_LOCAL: Final = 1
CALL_KFUNC: Final = 2


@dataclass(frozen=True, slots=True)
class MemoryOp:
    """One kind of plain load or store; the size bits are added."""

    name: str  # mnemonic without its size letter
    cls: int
    mode: int
    sizes: tuple[int, ...]  # bytes it may have
    since: str
    effect: str


MEMORY: Final = (
    #        name     class mode         sizes         since effect
    MemoryOp("ldx",   LDX,  MODE_MEM,   (1, 2, 4, 8), "v1", "dst = *(size *)(src + off), zero-extended"),
    MemoryOp("ldxs",  LDX,  MODE_MEMSX, (1, 2, 4),    "v4", "dst = *(signed size *)(src + off), sign-extended"),
    MemoryOp("st",    ST,   MODE_MEM,   (1, 2, 4, 8), "v1", "*(size *)(dst + off) = imm"),
    MemoryOp("stx",   STX,  MODE_MEM,   (1, 2, 4, 8), "v1", "*(size *)(dst + off) = src"),
    MemoryOp("ldabs", LD,   MODE_ABS,   (1, 2, 4),    "v1", "r0 = packet bytes at imm, as big-endian; ends the program beyond the packet"),
    MemoryOp("ldind", LD,   MODE_IND,   (1, 2, 4),    "v1", "r0 = packet bytes at src + imm, as big-endian; ends the program beyond the packet"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AtomicOp:
    """One atomic operation of STX | MODE_ATOMIC, selected by `imm`.

    fetch   the old value comes back: in src, for cmpxchg in r0
    sizes   bytes it may have
    """

    name: str
    imm: int
    sign: str  # operator in kernel syntax where it has one
    fetch: bool
    sizes: tuple[int, ...]
    since: str
    effect: str


FETCH: Final = 0x01

ATOMICS: Final = (
    #        name             imm    sign  fetch  sizes         since   effect
    AtomicOp("add",           0x00,  "+=", False, (4, 8),       "v1",   "*(dst + off) += src"),
    AtomicOp("or",            0x40,  "|=", False, (4, 8),       "v3",   "*(dst + off) |= src"),
    AtomicOp("and",           0x50,  "&=", False, (4, 8),       "v3",   "*(dst + off) &= src"),
    AtomicOp("xor",           0xA0,  "^=", False, (4, 8),       "v3",   "*(dst + off) ^= src"),
    AtomicOp("fetch_add",     0x01,  "",   True,  (4, 8),       "v3",   "src = *(dst + off), and add src to memory"),
    AtomicOp("fetch_or",      0x41,  "",   True,  (4, 8),       "v3",   "src = *(dst + off), and or src into memory"),
    AtomicOp("fetch_and",     0x51,  "",   True,  (4, 8),       "v3",   "src = *(dst + off), and and src into memory"),
    AtomicOp("fetch_xor",     0xA1,  "",   True,  (4, 8),       "v3",   "src = *(dst + off), and xor src into memory"),
    AtomicOp("xchg",          0xE1,  "",   True,  (4, 8),       "v3",   "src and *(dst + off) change places"),
    AtomicOp("cmpxchg",       0xF1,  "",   True,  (4, 8),       "v3",   "r0 = *(dst + off), which becomes src if it was equal to r0"),
    AtomicOp("load_acquire",  0x100, "",   False, (1, 2, 4, 8), "6.15", "dst = *(src + off), ordered before what follows"),
    AtomicOp("store_release", 0x110, "",   False, (1, 2, 4, 8), "6.15", "*(dst + off) = src, ordered after what precedes"),
)  # fmt: skip

ATOMIC_BY_IMM: Final = {op.imm: op for op in ATOMICS}


@dataclass(frozen=True, slots=True)
class WideKind:
    """What a 64-bit immediate means: `src` of ld_imm64. RFC 9669, section 5.4."""

    name: str
    src: int
    effect: str


WIDE: Final = (
    WideKind("imm64",     0, "dst = the 64-bit immediate"),
    WideKind("map_fd",    1, "dst = address of a map"),
    WideKind("map_value", 2, "dst = address inside the value of a one-entry array, plus the second imm"),
    WideKind("btf_id",    3, "dst = address of a kernel variable"),
    WideKind("func",      4, "dst = address of a function, relative like a call"),
    WideKind("map_idx",   5, "dst = address of a map, by index into fd_array"),
    WideKind("idx_value", 6, "dst = address inside a map's value, by index into fd_array"),
)  # fmt: skip

WIDE_IMM: Final = 0
WIDE_MAP: Final = 1
WIDE_MAP_VALUE: Final = 2
WIDE_BTF: Final = 3
WIDE_FUNC: Final = 4
