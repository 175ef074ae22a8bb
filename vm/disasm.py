"""Instructions to text, in three styles, from the same tables that the assembler reads.

    kernel     r0 = *(u32 *)(r1 + 4)      assembles back to the same bytes
    mnemonic   ldxw r0, [r1+4]            likewise
    verifier   (61) r0 = *(u32 *)(r1 +4)  exactly as the log of Linux 6.18 prints it

What no instruction's encoding allows (unknown opcodes, unused fields that are not zero) is written as
its bytes, `.insn 3f10ffff00000000`, in the first two styles.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from vm.facts import isa
from vm.facts.helpers import HELPER_BY_ID
from vm.insn import Instruction
from vm.program import MapSpec, Object
from vm.sections import default_section, section_row

_WORD: Final = re.compile(r"[A-Za-z_.$][\w.$]{0,127}", re.ASCII)
_RESERVED: Final = re.compile(
    r"[rw][0-9]+|ll|map|skb|pc|subprog|addr_space_cast|load_acquire|s(?=[<>/%])", re.IGNORECASE
)
_ALU: Final = {(op.code, op.off): op for op in isa.ALU}
_CASTS: Final = {op.off: op for op in isa.ALU if op.operands == "extend"}
_ORDERS: Final = {(op.opcode, op.bits): op for op in isa.BYTE_ORDER}
_MOV: Final = isa.ALU_BY_NAME["mov"].code
_NEG: Final = isa.ALU_BY_NAME["neg"].code
_WIDE: Final = {kind.src: kind.name for kind in isa.WIDE}
_U64: Final = (1 << 64) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What the numbers of a program are called. `places` maps a slot to its label."""

    maps: Sequence[str | None] = ()
    places: Mapping[int, str] = field(default_factory=dict)

    def target(self, pc: int, distance: int) -> str:
        """A jump's or call's target as the text writes it."""
        return self.places.get(pc + 1 + distance, f"{distance:+d}")


_Form: TypeAlias = Callable[[Instruction, int, _Names], str | None]


def insn_text(
    insns: Sequence[Instruction], pc: int, *, style: str = "verifier", opcode: bool = True, wide: int | None = None
) -> str:
    """One instruction.

    style    "verifier", "kernel" or "mnemonic"
    opcode   for "verifier": whether "(b7) " stands in front
    wide     for ld_imm64 in style "verifier": the number to show, since the kernel shows addresses of maps
    """
    insn = insns[pc]
    second = insns[pc + 1] if pc + 1 < len(insns) else Instruction(0)
    if style == "verifier":
        text = _verifier(insn, second, wide)
        unknown = text.startswith("BUG_")  # the log spells these by the opcode alone
        return f"({insn.opcode:02x}) {text}" if opcode and not unknown else text
    forms = _MNEMONIC if style == "mnemonic" else _KERNEL
    return _text(insn, second, pc, forms, _Names())[0]


def disassemble(
    insns: Sequence[Instruction],
    *,
    syntax: str = "kernel",
    maps: Sequence[MapSpec] = (),
    labels: Mapping[int, str] | None = None,
) -> str:
    """A listing that assembles back to `insns`, one instruction a line, with labels at every target.

    syntax   "kernel" or "mnemonic"
    maps     whose names stand for the indices in `imm`; they must be declared where the text is assembled
    labels   slot -> name for places that have one; others are made up
    """
    return _listing(insns, syntax, maps, labels or {}, set(), {})


def statements(
    insns: Sequence[Instruction],
    *,
    syntax: str = "kernel",
    maps: Sequence[MapSpec] = (),
    labels: Mapping[int, str] | None = None,
) -> dict[int, str]:
    """Every instruction by its slot, as a source writes it: maps and the places of `labels` by name, other targets as distances."""
    labels = labels or {}
    names = _names(insns, maps, labels, set())
    given = _Names(maps=names.maps, places={slot: name for slot, name in names.places.items() if slot in labels})
    forms = _MNEMONIC if syntax == "mnemonic" else _KERNEL
    texts, pc = {}, 0
    while pc < len(insns):
        second = insns[pc + 1] if pc + 1 < len(insns) else Instruction(0)
        texts[pc], slots = _text(insns[pc], second, pc, forms, given)
        pc += slots
    return texts


def _listing(
    insns: Sequence[Instruction],
    syntax: str,
    maps: Sequence[MapSpec],
    labels: Mapping[int, str],
    taken: set[str],
    notes: Mapping[int, str],
) -> str:
    """As `disassemble`; no label is one of `taken`, to which those used are added. `notes` are comments by slot."""
    names = _names(insns, maps, labels, taken)
    forms = _MNEMONIC if syntax == "mnemonic" else _KERNEL
    lines: list[str] = []
    pc = 0
    while pc < len(insns):
        if pc in names.places:
            lines.append(f"{names.places[pc]}:")
        if pc in notes:
            lines.append(f"    # {notes[pc]}")
        second = insns[pc + 1] if pc + 1 < len(insns) else Instruction(1)
        text, slots = _text(insns[pc], second, pc, forms, names)
        lines.append(f"    {text}")
        pc += slots
    return "\n".join([*lines, ""])


def map_line(spec: MapSpec) -> str:
    """The `.map` directive that declares `spec` again."""
    parts = [spec.name, spec.type]
    for option, value in (("key", spec.key_size), ("value", spec.value_size), ("max_entries", spec.max_entries)):
        parts.append(f"{option}={value}")
    if spec.flags:
        parts.append(f"flags={spec.flags:#x}")
    if spec.map_extra:
        parts.append(f"map_extra={spec.map_extra}")
    if spec.frozen:
        parts.append("frozen=1")
    if spec.inner:
        parts.append(f"inner={spec.inner.name}")
    if spec.contents:
        pairs = ", ".join(f"{_bytes(key)}: {_bytes(value)}" for key, value in spec.contents)
        parts.append(f"contents={{{pairs}}}")
    return ".map " + ", ".join(parts)


def object_text(unit: Object, *, syntax: str = "kernel", notes: Mapping[str, Mapping[int, str]] | None = None) -> str:
    """A whole object as a source that assembles back: licence, maps, one section a program.

    notes   program name -> slot -> one line of comment, such as the line of C it came from
    """
    parts = [f'.license "{_escaped(unit.license)}"'] if unit.license else []
    declared: set[str] = set()
    for spec in unit.maps:
        if spec.inner and spec.inner.name not in declared:
            parts.append(map_line(spec.inner))
            declared.add(spec.inner.name)
        if spec.name not in declared:
            parts.append(map_line(spec))
            declared.add(spec.name)
    taken: set[str] = set()
    for program in unit.programs:
        labels = dict(reversed(program.source_map.labels)) | {0: program.name}
        remarks = (notes or {}).get(program.name, {})
        listing = _listing(program.insns, syntax, program.maps, _fresh(labels, taken), taken, remarks)
        section = program.section
        if section_row(section) is None and (row := default_section(program.prog_type)):
            parts.append(f"\n# the section was called {section!r}")
            section = row.pattern
        entry = listing.partition(":")[0]
        parts.append(f"\n.section {section}\n.globl {entry}\n{listing}".rstrip())
    return "\n".join([*parts, ""])


def _fresh(labels: Mapping[int, str], taken: set[str]) -> dict[int, str]:
    """The labels, with a number behind those that another program of the object already has."""
    fresh: dict[int, str] = {}
    for slot, name in labels.items():
        unique, count = name, 1
        while unique in taken or unique in fresh.values():
            count += 1
            unique = f"{name}_{count}"
        fresh[slot] = unique
    return fresh


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _bytes(data: bytes) -> str:
    return f"[{', '.join(map(str, data))}]"


# -- names


def _names(insns: Sequence[Instruction], maps: Sequence[MapSpec], labels: Mapping[int, str], taken: set[str]) -> _Names:
    map_names = [spec.name for spec in maps]
    usable = [
        name if _WORD.fullmatch(name) and not _RESERVED.fullmatch(name) and map_names.count(name) == 1 else None
        for name in map_names
    ]
    targets = _targets(insns)
    taken |= set(map_names)
    places: dict[int, str] = {}
    for slot, name in labels.items():
        if 0 <= slot < len(insns) and _WORD.fullmatch(name) and not _RESERVED.fullmatch(name) and name not in taken:
            places.setdefault(slot, name)
            taken.add(places[slot])
    for slot, stem in sorted(targets.items()):
        if slot not in places:
            name = f"{stem}{slot}"
            while name in taken:
                name += "_"
            places[slot] = name
            taken.add(name)
    return _Names(maps=usable, places=places)


def _targets(insns: Sequence[Instruction]) -> dict[int, str]:
    """Every slot that something jumps to or calls, with the stem of its name."""
    targets: dict[int, str] = {}
    seconds = set()
    for pc, insn in enumerate(insns):
        if pc in seconds:
            continue
        if insn.opcode == isa.LD_IMM64:
            seconds.add(pc + 1)
        distance, stem = _distance(insn)
        if stem:
            targets[pc + 1 + distance] = max(stem, targets.get(pc + 1 + distance, ""), key=len)
    return {slot: stem for slot, stem in targets.items() if 0 <= slot < len(insns) and slot not in seconds}


def _distance(insn: Instruction) -> tuple[int, str]:
    opcode = insn.opcode
    if opcode == isa.CALL and insn.src == isa.CALL_LOCAL:
        return insn.imm, "function_"
    if opcode == isa.LD_IMM64 and insn.src == isa.WIDE_FUNC:
        return insn.imm, "function_"
    if opcode == isa.GOTOL:
        return insn.imm, "L"
    if opcode in {isa.JA, isa.MAY_GOTO} or (opcode & 7 in {isa.JMP, isa.JMP32} and opcode & 0xF0 in isa.JUMP_BY_CODE):
        return insn.off, "L"
    return 0, ""


# -- text that assembles back


def _text(
    insn: Instruction, second: Instruction, pc: int, forms: Mapping[int, _Form], names: _Names
) -> tuple[str, int]:
    """The text of one instruction, and how many slots it covers."""
    if insn.dst <= 10 and insn.src <= 10 and insn.opcode == isa.LD_IMM64:
        text = _wide_text(insn, second, pc, names, mnemonic=forms is _MNEMONIC)
        if text:
            return text, 2
    elif insn.dst <= 10 and insn.src <= 10 and (form := forms.get(insn.opcode)):
        text = form(insn, pc, names)
        if text:
            return text, 1
    return f".insn {insn.encode().hex()}", 1


def _wide_text(insn: Instruction, second: Instruction, pc: int, names: _Names, *, mnemonic: bool) -> str | None:
    if second[:4] != (0, 0, 0, 0) or insn.off or insn.src not in _WIDE:
        return None
    value = _wide_value(insn, second, pc, names)
    return f"lddw r{insn.dst}, {value}" if mnemonic else f"r{insn.dst} = {value} ll"


def _wide_value(insn: Instruction, second: Instruction, pc: int, names: _Names) -> str:
    low, high = insn.imm, second.imm
    if insn.src == isa.WIDE_IMM:
        return f"{(high << 32 | low & 0xFFFF_FFFF) & _U64:#x}"
    name = names.maps[low] if 0 <= low < len(names.maps) else None
    if insn.src == isa.WIDE_MAP and name and not high:
        return name
    if insn.src == isa.WIDE_MAP_VALUE and name:
        return f"{name}[0] {'-' if high < 0 else '+'} {abs(high)}"
    if insn.src == isa.WIDE_FUNC and not high and pc + 1 + low in names.places:
        return names.places[pc + 1 + low]
    tail = f" {'-' if high < 0 else '+'} {abs(high)}" if high else ""
    return f"{_WIDE[insn.src]} {low}{tail}"


def _unused(insn: Instruction, uses: str) -> bool:
    """Whether every field outside `uses` (d, s, o, i) is zero."""
    return all(
        letter in uses or not value
        for letter, value in zip("dsoi", (insn.dst, insn.src, insn.off, insn.imm), strict=True)
    )


def _address(insn: Instruction, base: int) -> str:
    sign = "-" if insn.off < 0 else "+"
    return f"(r{base} {sign} {abs(insn.off)})"


def _bracket(insn: Instruction, base: int) -> str:
    return f"[r{base}{insn.off:+d}]" if insn.off else f"[r{base}]"


# Kernel syntax


def _k_alu(insn: Instruction, _: int, __: _Names) -> str | None:
    cls, code = insn.opcode & 7, insn.opcode & 0xF0
    r = "w" if cls == isa.ALU32 else "r"
    by_register = insn.opcode & isa.REG
    if code == _MOV and by_register and insn.off == 1:
        as_number = insn.imm & 0xFFFF_FFFF
        return f"{r}{insn.dst} = addr_space_cast(r{insn.src}, {as_number >> 16}, {as_number & 0xFFFF})"
    op = _ALU.get((code, insn.off))
    if op is None:
        return None
    if op.operands == "unary":
        return f"{r}{insn.dst} = -{r}{insn.dst}" if not by_register and _unused(insn, "d") else None
    if not _unused(insn, "dso" if by_register else "dio"):
        return None
    if op.operands == "extend":
        fits = by_register and not (op.bits == 32 and cls == isa.ALU32)
        return f"{r}{insn.dst} = {op.sign}{r}{insn.src}" if fits else None
    return f"{r}{insn.dst} {op.sign} " + (f"{r}{insn.src}" if by_register else str(insn.imm))


def _k_order(insn: Instruction, _: int, __: _Names) -> str | None:
    op = _ORDERS.get((insn.opcode, insn.imm))
    return f"r{insn.dst} = {op.name} r{insn.dst}" if op and _unused(insn, "di") else None


def _k_load(insn: Instruction, _: int, __: _Names) -> str | None:
    sign = "s" if insn.opcode & 0xE0 == isa.MODE_MEMSX else "u"
    return f"r{insn.dst} = *({_type(insn, sign)} *){_address(insn, insn.src)}" if _unused(insn, "dso") else None


def _type(insn: Instruction, sign: str = "u") -> str:
    return f"{sign}{isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes * 8}"


def _k_store_imm(insn: Instruction, _: int, __: _Names) -> str | None:
    return f"*({_type(insn)} *){_address(insn, insn.dst)} = {insn.imm}" if _unused(insn, "doi") else None


def _k_store(insn: Instruction, _: int, __: _Names) -> str | None:
    return f"*({_type(insn)} *){_address(insn, insn.dst)} = r{insn.src}" if _unused(insn, "dso") else None


def _k_packet(insn: Instruction, _: int, __: _Names) -> str | None:
    indirect = insn.opcode & 0xE0 == isa.MODE_IND
    if not _unused(insn, "si" if indirect else "i"):
        return None
    sign = "-" if insn.imm < 0 else "+"
    return f"r0 = *({_type(insn)} *)skb[" + (f"r{insn.src} {sign} {abs(insn.imm)}]" if indirect else f"{insn.imm}]")


def _atomic_row(insn: Instruction) -> tuple[isa.AtomicOp, int] | None:
    op = isa.ATOMIC_BY_IMM.get(insn.imm)
    size = isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes
    return (op, size) if op and size in op.sizes else None


def _k_atomic(insn: Instruction, _: int, __: _Names) -> str | None:
    row = _atomic_row(insn)
    return _atomic_text(insn, row[0], _address) if row else None


def _atomic_text(insn: Instruction, op: isa.AtomicOp, address: Callable[[Instruction, int], str]) -> str:
    """An atomic operation in the kernel's syntax."""
    kind = f"({_type(insn)} *)"
    wide = "64" if isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes == 8 else ""
    if op.sign:
        return f"lock *{kind}{address(insn, insn.dst)} {op.sign} r{insn.src}"
    if op.name == "load_acquire":
        return f"r{insn.dst} = load_acquire({kind}{address(insn, insn.src)})"
    if op.name == "store_release":
        return f"store_release({kind}{address(insn, insn.dst)}, r{insn.src})"
    if op.name == "cmpxchg":
        return f"r0 = atomic{wide}_cmpxchg({kind}{address(insn, insn.dst)}, r0, r{insn.src})"
    return f"r{insn.src} = atomic{wide}_{op.name}({kind}{address(insn, insn.dst)}, r{insn.src})"


def _k_jump(insn: Instruction, pc: int, names: _Names) -> str | None:
    by_register = insn.opcode & isa.REG
    if not _unused(insn, "dso" if by_register else "doi"):
        return None
    r = "w" if insn.opcode & 7 == isa.JMP32 else "r"
    sign = isa.JUMP_BY_CODE[insn.opcode & 0xF0].sign
    right = f"{r}{insn.src}" if by_register else str(insn.imm)
    return f"if {r}{insn.dst} {sign} {right} goto {names.target(pc, insn.off)}"


def _k_control(insn: Instruction, pc: int, names: _Names) -> str | None:
    opcode = insn.opcode
    if opcode == isa.GOTOL:
        return f"gotol {names.target(pc, insn.imm)}" if _unused(insn, "i") else None
    if opcode in {isa.JA, isa.MAY_GOTO}:
        word = isa.CONTROL_BY_OPCODE[opcode].syntax
        return f"{word} {names.target(pc, insn.off)}" if _unused(insn, "o") else None
    return "exit" if _unused(insn, "") else None


def _k_call(insn: Instruction, pc: int, names: _Names) -> str | None:
    if not _unused(insn, "si"):
        return None
    match insn.src:
        case isa.CALL_HELPER:
            helper = HELPER_BY_ID.get(insn.imm)
            known = helper and helper.bpf_name not in names.places.values()
            return f"call {helper.bpf_name}" if helper and known else f"call {insn.imm}"
        case isa.CALL_LOCAL:
            place = names.places.get(pc + 1 + insn.imm)
            return f"call {place or f'pc{insn.imm:+d}'}"
        case isa.CALL_KFUNC:
            return f"call kfunc#{insn.imm}" if insn.imm >= 0 else None
    return None


def _k_callx(insn: Instruction, _: int, __: _Names) -> str | None:
    return f"callx r{insn.dst}" if _unused(insn, "d") else None


# Mnemonics


def _m_alu(insn: Instruction, _: int, __: _Names) -> str | None:
    cls, code = insn.opcode & 7, insn.opcode & 0xF0
    by_register = insn.opcode & isa.REG
    op = _ALU.get((code, insn.off))
    if op is None:
        return None
    suffix = "32" if cls == isa.ALU32 else "64" if op.operands == "extend" else ""
    if op.operands == "unary":
        return f"{op.name}{suffix} r{insn.dst}" if not by_register and _unused(insn, "d") else None
    if not _unused(insn, "dso" if by_register else "dio"):
        return None
    if op.operands == "extend" and (not by_register or (op.bits == 32 and cls == isa.ALU32)):
        return None
    return f"{op.name}{suffix} r{insn.dst}, " + (f"r{insn.src}" if by_register else str(insn.imm))


def _m_order(insn: Instruction, _: int, __: _Names) -> str | None:
    op = _ORDERS.get((insn.opcode, insn.imm))
    return f"{op.name} r{insn.dst}" if op and _unused(insn, "di") else None


def _m_memory(op: isa.MemoryOp) -> _Form:
    def text(insn: Instruction, _: int, __: _Names) -> str | None:
        name = op.name + isa.SIZE_BY_CODE[insn.opcode & 0x18].name
        uses, form = {
            isa.LDX: ("dso", f"{name} r{insn.dst}, {_bracket(insn, insn.src)}"),
            isa.ST: ("doi", f"{name} {_bracket(insn, insn.dst)}, {insn.imm}"),
            isa.STX: ("dso", f"{name} {_bracket(insn, insn.dst)}, r{insn.src}"),
            isa.LD: ("si", f"{name} r{insn.src}, {insn.imm}")
            if op.mode == isa.MODE_IND
            else ("i", f"{name} {insn.imm}"),
        }[op.cls]
        return form if _unused(insn, uses) else None

    return text


def _m_atomic(insn: Instruction, _: int, __: _Names) -> str | None:
    row = _atomic_row(insn)
    if row is None:
        return None
    op, size = row
    if 1 in op.sizes:
        name = op.name + isa.SIZE_BY_BYTES[size].name
        load = op.name == "load_acquire"
        return (
            f"{name} r{insn.dst}, {_bracket(insn, insn.src)}"
            if load
            else f"{name} {_bracket(insn, insn.dst)}, r{insn.src}"
        )
    name = op.name.replace("fetch_", "fetch ") + ("32" if size == 4 else "")
    return f"lock {name} {_bracket(insn, insn.dst)}, r{insn.src}"


def _m_jump(insn: Instruction, pc: int, names: _Names) -> str | None:
    by_register = insn.opcode & isa.REG
    if not _unused(insn, "dso" if by_register else "doi"):
        return None
    name = isa.JUMP_BY_CODE[insn.opcode & 0xF0].name + ("32" if insn.opcode & 7 == isa.JMP32 else "")
    right = f"r{insn.src}" if by_register else str(insn.imm)
    return f"{name} r{insn.dst}, {right}, {names.target(pc, insn.off)}"


def _m_control(insn: Instruction, pc: int, names: _Names) -> str | None:
    text = _k_control(insn, pc, names)
    return text and text.replace("gotol", "ja32").replace("goto ", "ja ") if insn.opcode != isa.MAY_GOTO else text


def _forms(
    alu: _Form, order: _Form, memory: Mapping[str, _Form], atomic: _Form, jump: _Form, control: _Form
) -> dict[int, _Form]:
    forms: dict[int, _Form] = {}
    for cls in (isa.ALU32, isa.ALU64):
        for op in isa.ALU:
            forms |= {cls | op.code | source: alu for source in (isa.IMM, isa.REG)}
    for row in isa.BYTE_ORDER:
        forms[row.opcode] = order
    for op_ in isa.MEMORY:
        for size in op_.sizes:
            forms[op_.cls | op_.mode | isa.SIZE_BY_BYTES[size].code] = memory[op_.name]
    for size_ in isa.SIZES:
        forms[isa.STX | isa.MODE_ATOMIC | size_.code] = atomic
    for cls in (isa.JMP, isa.JMP32):
        for jump_op in isa.JUMPS:
            forms |= {cls | jump_op.code | source: jump for source in (isa.IMM, isa.REG)}
    forms |= {row.opcode: control for row in isa.CONTROL}
    return forms | {isa.CALL: _k_call, isa.CALL | isa.REG: _k_callx}


_KERNEL: Final = _forms(
    _k_alu,
    _k_order,
    {"ldx": _k_load, "ldxs": _k_load, "st": _k_store_imm, "stx": _k_store, "ldabs": _k_packet, "ldind": _k_packet},
    _k_atomic,
    _k_jump,
    _k_control,
)
_MNEMONIC: Final = _forms(
    _m_alu, _m_order, {op.name: _m_memory(op) for op in isa.MEMORY}, _m_atomic, _m_jump, _m_control
)


# -- the verifier's log


def _log_address(insn: Instruction, base: int) -> str:
    return f"(r{base} {insn.off:+d})"


def _verifier(insn: Instruction, second: Instruction, wide: int | None) -> str:
    """One instruction as the log prints it: fields that an instruction does not use are not looked at."""
    match insn.opcode & 7:
        case isa.ALU32 | isa.ALU64:
            return _v_alu(insn)
        case isa.LDX | isa.ST | isa.STX:
            return _v_memory(insn)
        case isa.LD:
            return _v_ld(insn, second, wide)
        case _:
            return _v_jump(insn)


def _v_alu(insn: Instruction) -> str:
    code, by_register = insn.opcode & 0xF0, insn.opcode & isa.REG
    r = "w" if insn.opcode & 7 == isa.ALU32 else "r"
    if code == isa.END:
        order = "bswap" if r == "r" else "be" if by_register else "le"
        return f"r{insn.dst} = {order}{insn.imm} r{insn.dst}"
    if code == _NEG:
        return f"{r}{insn.dst} = -{r}{insn.dst}"
    if code == _MOV and by_register and insn.off == 1 and r == "r":
        return _k_alu(insn, 0, _Names()) or ""
    if code == _MOV and by_register and insn.off == -1 and r == "r":
        return f"r{insn.dst} = &(void __percpu *)(r{insn.src})"
    op = _ALU.get((code, insn.off)) or _ALU.get((code, 0))
    if op is None:
        return f"BUG_alu_{insn.opcode:02x}"
    if op.operands == "extend" and by_register:
        return f"{r}{insn.dst} = {op.sign}{r}{insn.src}"
    sign = "=" if op.operands == "extend" else op.sign
    return f"{r}{insn.dst} {sign} " + (f"{r}{insn.src}" if by_register else str(insn.imm))


def _v_memory(insn: Instruction) -> str:
    cls, mode = insn.opcode & 7, insn.opcode & 0xE0
    if cls == isa.STX and mode == isa.MODE_ATOMIC:
        op = isa.ATOMIC_BY_IMM.get(insn.imm)
        return _atomic_text(insn, op, _log_address) if op else f"BUG_{insn.opcode:02x}"
    if cls == isa.LDX and mode in {isa.MODE_MEM, isa.MODE_MEMSX}:
        sign = "s" if mode == isa.MODE_MEMSX else "u"
        return f"r{insn.dst} = *({_type(insn, sign)} *){_log_address(insn, insn.src)}"
    if mode == isa.MODE_MEM:
        right = f"r{insn.src}" if cls == isa.STX else str(insn.imm)
        return f"*({_type(insn)} *){_log_address(insn, insn.dst)} = {right}"
    return {isa.LDX: "BUG_ldx_", isa.ST: "BUG_st_"}.get(cls, "BUG_") + f"{insn.opcode:02x}"


def _v_ld(insn: Instruction, second: Instruction, wide: int | None) -> str:
    mode = insn.opcode & 0xE0
    if mode == isa.MODE_ABS:
        return f"r0 = *({_type(insn)} *)skb[{insn.imm}]"
    if mode == isa.MODE_IND:
        return f"r0 = *({_type(insn)} *)skb[r{insn.src} + {insn.imm}]"
    if insn.opcode == isa.LD_IMM64:
        value = second.imm << 32 | insn.imm & 0xFFFF_FFFF if wide is None else wide
        return f"r{insn.dst} = {value & _U64:#x}"
    return f"BUG_ld_{insn.opcode:02x}"


def _v_jump(insn: Instruction) -> str:
    opcode = insn.opcode
    if opcode == isa.CALL:
        return f"call {_v_callee(insn)}"
    if opcode == isa.MAY_GOTO and insn.src:  # no may_goto, and a comparison that has no sign
        return f"if r{insn.dst} (null) {insn.imm & 0xFFFF_FFFF:#x} goto pc{insn.off:+d}"
    if opcode in isa.CONTROL_BY_OPCODE:
        if opcode == isa.EXIT:
            return "exit"
        distance = insn.imm if opcode == isa.GOTOL else insn.off
        return f"{isa.CONTROL_BY_OPCODE[opcode].syntax} pc{distance:+d}"
    r = "w" if opcode & 7 == isa.JMP32 else "r"
    op = isa.JUMP_BY_CODE.get(opcode & 0xF0)
    if op is None:
        return f"BUG_jmp_{opcode:02x}"
    right = f"{r}{insn.src}" if opcode & isa.REG else f"{insn.imm & 0xFFFF_FFFF:#x}"
    return f"if {r}{insn.dst} {op.sign} {right} goto pc{insn.off:+d}"


def _v_callee(insn: Instruction) -> str:
    if insn.src == isa.CALL_LOCAL:
        return f"pc{insn.imm:+d}"
    helper = HELPER_BY_ID.get(insn.imm) if insn.src == isa.CALL_HELPER else None
    name = helper.bpf_name if helper else "kernel-function" if insn.src == isa.CALL_KFUNC else "unknown"
    if not insn.imm and insn.src == isa.CALL_HELPER:
        name = "bpf_unspec"
    return f"{name}#{insn.imm}"
