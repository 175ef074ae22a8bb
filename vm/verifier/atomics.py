"""Atomic read-modify-write, load-acquire and store-release."""

from typing import Final

from vm.facts import isa
from vm.insn import Instruction
from vm.verifier import memory
from vm.verifier.compute import check_target, source
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import UNKNOWN
from vm.verifier.values import CTX, FLOW_KEYS, MAYBE_NULL, PKT, PKT_META, Pointer, kind_text
from vm.verifier.walk import Walk

_SIZES: Final = {size.code: size.bytes for size in isa.SIZES}
_CMPXCHG: Final = 0xF1
_LOAD_ACQUIRE: Final = 0x100
_STORE_RELEASE: Final = 0x110
_FORBIDDEN: Final = frozenset((CTX, PKT, PKT_META, FLOW_KEYS, *memory.SOCKETS))


def atomic(walk: Walk, insn: Instruction, pc: int) -> int:
    """Any instruction of the atomic mode."""
    operation = isa.ATOMIC_BY_IMM.get(insn.imm)
    if operation is None:
        line = f"BPF_ATOMIC uses invalid atomic opcode {insn.imm & 0xFFFFFFFF:02x}"
        raise Refuse("structure.unknown-opcode", "EINVAL", line)
    size = _SIZES[insn.opcode & 0x18]
    if operation.imm == _LOAD_ACQUIRE:
        base = source(walk, insn.src)
        check_target(insn.dst)
        memory.load(walk, insn.src, insn.off, size, insn.dst, strict=True)
        walk.same_kind(base, pc)
        _check_base(base, insn.src, "loads from")
    elif operation.imm == _STORE_RELEASE:
        value, base = source(walk, insn.src), source(walk, insn.dst)
        memory.store(walk, insn.dst, insn.off, size, value, insn.src, strict=True)
        walk.same_kind(base, pc)
        _check_base(base, insn.dst, "stores into")
    else:
        _modify(walk, insn, size)
    return pc + 1


def _check_base(base: object, register: int, verb: str) -> None:
    if isinstance(base, Pointer) and base.kind in _FORBIDDEN and not base.flags & MAYBE_NULL:
        line = f"BPF_ATOMIC {verb} R{register} {kind_text(base)} is not allowed"
        raise Refuse("access.atomic", "EACCES", line, register=register, value=base)


def _modify(walk: Walk, insn: Instruction, size: int) -> None:
    if size < 4:
        raise Refuse("structure.unknown-opcode", "EINVAL", "invalid atomic operand size")
    value, base = source(walk, insn.src), source(walk, insn.dst)
    if insn.imm == _CMPXCHG and memory.is_secret(walk, source(walk, 0)):
        raise Refuse("pointer.leak", "EACCES", "R0 leaks addr into mem", register=0)
    if memory.is_secret(walk, value):
        raise Refuse("pointer.leak", "EACCES", f"R{insn.src} leaks addr into mem", register=insn.src)
    _check_base(base, insn.dst, "stores into")
    target = -1
    if insn.imm & isa.FETCH:
        target = 0 if insn.imm == _CMPXCHG else insn.src
        check_target(target)
        walk.registers[target] = UNKNOWN
    memory.load(walk, insn.dst, insn.off, size, -1, strict=True)
    if target >= 0:
        memory.load(walk, insn.dst, insn.off, size, target, strict=True)
    memory.store(walk, insn.dst, insn.off, size, None, -1, strict=True)
