"""Which registers each instruction may still read: backward data flow over one function at a time.

A register is live before an instruction if some path from it reads the register before writing
it. Masks have bit n for register n. What an unread register holds tells no two states apart.
"""

from collections.abc import Sequence
from typing import Final

from vm.facts import isa
from vm.facts.helpers import HELPER_BY_ID, PERFMON_ONLY, WITHOUT_ARGUMENTS, Arg
from vm.insn import Instruction
from vm.program import Program
from vm.verifier.structure import CALLING_OR_JUMPING, pattern, slots

ALL: Final = 0x3FF
_CALLER_SAVED: Final = 0x3F
_ARGUMENTS: Final = 0x3E
_COMPARE_AND_EXCHANGE: Final = 0xF1
_LOAD_ACQUIRE: Final = 0x100
_STORE_RELEASE: Final = 0x110


def uses(insn: Instruction, prog_type: str, *, perfmon: bool = True) -> tuple[int, int]:
    """Registers read and registers written by `insn`, as masks."""
    cls = insn.opcode & 7
    dst, src = 1 << insn.dst, 1 << insn.src
    if cls in {isa.ALU64, isa.ALU32}:
        code = insn.opcode & 0xF0
        by_register = insn.opcode & isa.REG
        if code == isa.END:
            return dst, dst
        if code == isa.ALU_BY_NAME["mov"].code:
            return (src if by_register else 0), dst
        return (dst | src if by_register else dst), dst
    if cls == isa.LD:
        return (0, dst) if insn.opcode == isa.LD_IMM64 else (0xFFFF, 0)
    if cls == isa.LDX:
        return src, dst
    if cls == isa.ST:
        return dst, 0
    if cls == isa.STX:
        return _uses_of_store(insn, dst, src)
    return _uses_of_jump(insn, prog_type, dst, src, perfmon=perfmon)


def _uses_of_store(insn: Instruction, dst: int, src: int) -> tuple[int, int]:
    if insn.opcode & 0xE0 != isa.MODE_ATOMIC:
        return dst | src, 0
    if insn.imm == _COMPARE_AND_EXCHANGE:
        return 1 | dst | src, 1
    if insn.imm == _LOAD_ACQUIRE:
        return src, dst
    if insn.imm == _STORE_RELEASE:
        return dst | src, 0
    return dst | src, (src if insn.imm & isa.FETCH else 0)


def _uses_of_jump(insn: Instruction, prog_type: str, dst: int, src: int, *, perfmon: bool) -> tuple[int, int]:
    code = insn.opcode
    if code == isa.EXIT:
        return 1, 0
    if code in {isa.JA, isa.GOTOL, isa.MAY_GOTO}:
        return 0, 0
    if code == isa.CALL:
        return arguments(insn, prog_type, perfmon=perfmon), _CALLER_SAVED
    return (dst | src if code & isa.REG else dst), 0


def arguments(insn: Instruction, prog_type: str, *, perfmon: bool = True) -> int:
    """Registers a call reads: all five, unless it is a helper this program may call."""
    helper = HELPER_BY_ID.get(insn.imm) if insn.src == isa.CALL_HELPER else None
    if helper is None or prog_type not in helper.where or (helper.name in PERFMON_ONLY and not perfmon):
        return _ARGUMENTS
    if (helper.name, prog_type) in WITHOUT_ARGUMENTS:
        return 0
    return (2 << sum(param.kind is not Arg.UNCHECKED for param in helper.params)) - 2


def _plain_uses(opcode: int) -> tuple[int, int, int] | None:
    """Whether an opcode reads dst, reads src, writes dst; None when that takes a look at its other fields."""
    cls = opcode & 7
    if cls == isa.LD or opcode in {isa.EXIT, isa.CALL}:
        return None
    if cls == isa.STX and opcode & 0xE0 == isa.MODE_ATOMIC:
        return None
    read, written = uses(Instruction(opcode, 1, 2), "")
    return read >> 1 & 1, read >> 2 & 1, written >> 1 & 1


_PLAIN_USES: Final = tuple([_plain_uses(opcode) for opcode in range(256)])
_LOOKED_AT: Final = pattern([opcode for opcode in range(256) if _PLAIN_USES[opcode] is None])
"""What they do not tell."""


class _Effects(dict[tuple[int, ...], tuple[int, int]]):
    """(opcode, dst, src) -> registers read, and registers not written; made when first asked for."""

    def __missing__(self, key: tuple[int, ...]) -> tuple[int, int]:
        opcode, dst, src = key
        reads_dst, reads_src, writes = _PLAIN_USES[opcode] or (0, 0, 0)
        found = self[key] = reads_dst << dst | reads_src << src, ~(writes << dst)
        return found


_EFFECTS: Final = _Effects()
_STOPS: Final = bytes([bool(CALLING_OR_JUMPING.match(bytes([opcode]))) for opcode in range(256)])
"""By opcode: something else may follow than the slot behind it."""


def _effects(program: Program, opcodes: bytes, *, perfmon: bool) -> list[tuple[int, int]]:
    """Of every instruction: registers read, and registers not written."""
    effects = [_EFFECTS[insn[:3]] for insn in program.insns]
    for pc in slots(opcodes, _LOOKED_AT):
        read, written = uses(program.insns[pc], program.prog_type, perfmon=perfmon)
        effects[pc] = read, ~written
    return effects


def live_registers(
    program: Program, opcodes: bytes, successors: Sequence[Sequence[int]], *, back: bool, perfmon: bool = True
) -> tuple[int, ...]:
    """The mask of live registers before each slot.

    back      whether some jump leads back; if none does, one round sees everything
    perfmon   whether the loader may call every helper of the program's type
    """
    effects = _effects(program, opcodes, perfmon=perfmon)
    stops = opcodes.translate(_STOPS)
    before = [0] * len(effects)
    changed = True
    while changed:
        changed = False
        live = 0
        for pc in range(len(effects) - 1, -1, -1):
            if stops[pc]:
                live = 0
                for following in successors[pc]:
                    live |= before[following]
            read, kept = effects[pc]
            live = live & kept | read
            if live != before[pc]:
                before[pc] = live
                changed = back
    return tuple(before)


def lines(live: Sequence[int], loops: Sequence[int], texts: Sequence[str]) -> list[str]:
    """The log's block of live registers.

    texts   every slot's instruction as the log writes it; "" for the second half of a wide one
    """
    shown = ["Live regs before insn:"]
    for pc, text in enumerate(texts):
        if text:
            loop = f"{loops[pc]:>3} " if loops[pc] else "    "
            registers = "".join([str(n) if live[pc] >> n & 1 else "." for n in range(10)])
            shown.append(f"{loop}{pc:>3}: {registers} {text}")
    return shown
