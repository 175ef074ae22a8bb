"""Checks of a program's text before any path is walked: functions, jumps, immediates, opcodes.

In the kernel's order, which decides what it complains of first. Fields that must be zero are mostly
checked when an instruction is walked, not here. Each function raises `Refuse`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final

from vm.facts import isa, limits
from vm.facts.baseline import FUNCTION_TYPES, LAST_TYPE, VARIABLE_TYPES
from vm.facts.helpers import GPL_COMPATIBLE, HELPER_BY_NAME
from vm.facts.map_types import MAP_TYPE_BY_NAME, MAY_SLEEP
from vm.facts.program_types import SLEEPABLE
from vm.insn import Instruction
from vm.program import Program
from vm.verifier.refusal import Refuse

MAX_DIRECT_OFFSET: Final = 1 << 29
"""Offset from which on a direct value address is refused whatever the value's size."""

_TAIL_CALL: Final = HELPER_BY_NAME["tail_call"].id
_WIDE: Final = {kind.name: kind.src for kind in isa.WIDE}
_JMP_CLASSES: Final = (isa.JMP, isa.JMP32)
_ENDS: Final = (isa.EXIT, isa.JA, isa.GOTOL)


def _known_opcodes() -> frozenset[int]:
    """Every opcode byte that means something, derived from the tables."""
    sources = (isa.IMM, isa.REG)
    codes = {isa.LD_IMM64, isa.JA, isa.GOTOL, isa.CALL, isa.EXIT, isa.MAY_GOTO}
    codes |= {cls | op.code | src for op in isa.ALU for cls in (isa.ALU32, isa.ALU64) for src in sources}
    codes -= {cls | isa.ALU_BY_NAME["neg"].code | isa.REG for cls in (isa.ALU32, isa.ALU64)}
    codes |= {op.opcode for op in isa.BYTE_ORDER}
    codes |= {cls | op.code | src for op in isa.JUMPS for cls in _JMP_CLASSES for src in sources}
    codes |= {op.cls | op.mode | isa.SIZE_BY_BYTES[size].code for op in isa.MEMORY for size in op.sizes}
    codes |= {isa.STX | isa.MODE_ATOMIC | size.code for size in isa.SIZES}
    return frozenset(codes)


KNOWN_OPCODES: Final = _known_opcodes()


def pattern(opcode_set: Iterable[int]) -> re.Pattern[bytes]:
    """What finds opcode bytes of this set, for `slots`."""
    return re.compile(b"[" + b"".join([re.escape(bytes([opcode])) for opcode in sorted(opcode_set)]) + b"]", re.DOTALL)


def opcodes_of(program: Program) -> bytes:
    """The opcode of every slot: most passes mind few instructions, and `slots` skips the others fast."""
    return bytes([insn.opcode for insn in program.insns])


def slots(opcodes: bytes, wanted: re.Pattern[bytes]) -> list[int]:
    """The slots with a wanted opcode, rising."""
    return [found.start() for found in wanted.finditer(opcodes)]


ENTERING: Final = pattern((isa.CALL, isa.LD_IMM64))
"""May name a function of the program."""
WIDE: Final = pattern((isa.LD_IMM64,))
JUMPING: Final = pattern([
    opcode
    for opcode in range(256)
    if opcode & 7 in _JMP_CLASSES and opcode & 0xF0 not in {isa.CALL & 0xF0, isa.EXIT & 0xF0}
])  # fmt: skip
"""May go elsewhere than to the next instruction, and stays in its function."""
CALLING_OR_JUMPING: Final = pattern([
    opcode for opcode in range(256) if opcode & 7 in _JMP_CLASSES or opcode == isa.LD_IMM64
])  # fmt: skip
_LOOKED_AT: Final = pattern(
    {opcode for opcode in range(256) if opcode & 7 == isa.LDX or opcode not in KNOWN_OPCODES} | {isa.LD_IMM64}
)
"""What `resolve` has to look at: loads, 64-bit immediates and what is no opcode."""


def is_local_call(insn: Instruction) -> bool:
    """A call of another function of this program."""
    return insn.opcode == isa.CALL and insn.src == isa.CALL_LOCAL


def is_function_address(insn: Instruction) -> bool:
    """A load of a function's address, for a helper that calls back."""
    return insn.opcode == isa.LD_IMM64 and insn.src == isa.WIDE_FUNC


def jump_target(insn: Instruction, pc: int) -> int:
    """Where a jump at slot `pc` leads when taken."""
    return pc + 1 + (insn.imm if insn.opcode == isa.GOTOL else insn.off)


def find_subprograms(program: Program) -> tuple[int, ...]:
    """First slots of the program's functions, rising, the program's own 0 first."""
    starts = {0}
    for pc in slots(opcodes_of(program), ENTERING):
        insn = program.insns[pc]
        if insn.opcode == isa.CALL and insn.src == isa.CALL_KFUNC:
            _check_kernel_function(program, pc)
        if is_local_call(insn) or is_function_address(insn):
            target = pc + insn.imm + 1
            if not 0 <= target < len(program.insns):
                raise Refuse("call.bad-target", "EINVAL", "call to invalid destination", insn=pc)
            starts.add(target)
            if len(starts) > limits.value("subprograms"):
                raise Refuse("structure.too-many-functions", "E2BIG", "too many subprograms", insn=pc)
    return tuple(sorted(starts))


def _check_kernel_function(program: Program, pc: int) -> None:
    """What a call of a kernel function must say, so far as that does not depend on how the kernel was built."""
    insn = program.insns[pc]
    if program.license not in GPL_COMPATIBLE:
        text = "cannot call kernel function from non-GPL compatible program"
        raise Refuse("call.gpl-only", "EINVAL", text, insn=pc, helper="a kernel function")
    if insn.off:
        why = "negative offset disallowed for kernel module function call"
        if insn.off > 0:
            why = "kfunc offset > 0 without fd_array is invalid"
        text = "failed to find BTF for kernel function"
        raise Refuse("call.kfunc", "EPROTO" if insn.off > 0 else "EINVAL", why, text, insn=pc)
    if not insn.imm:
        return  # it is complained of where it is reached
    if insn.imm not in FUNCTION_TYPES:
        text = f"kernel btf_id {insn.imm & 0xFFFF_FFFF} is not a function"
        raise Refuse("call.kfunc", "EINVAL", text, insn=pc)
    raise Refuse("verifier.not-modelled", "EINVAL", "calls of kernel functions are not modelled here", insn=pc)


def check_jumps(program: Program, opcodes: bytes, starts: tuple[int, ...]) -> None:
    """Every jump stays in its function, and every function ends in a jump or an exit."""
    insns = program.insns
    jumps = slots(opcodes, JUMPING)
    first = 0
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(insns)
        last = bisect_left(jumps, end)
        for pc in jumps[first:last]:
            target = jump_target(insns[pc], pc)
            if not start <= target < end:
                text = f"jump out of range from insn {pc} to {target}"
                raise Refuse("structure.jump-out-of-range", "EINVAL", text, insn=pc)
        first = last
        if insns[end - 1].opcode not in _ENDS:
            raise Refuse("structure.fall-through", "EINVAL", "last insn is not an exit or jmp", insn=end - 1)


def _check_described(program: Program, starts: tuple[int, ...]) -> None:
    described = tuple(function.start for function in program.subprograms)
    if len(described) != len(starts):
        line = "number of funcs in func_info doesn't match number of subprogs"
    elif described != starts:
        line = "func_info BTF section doesn't match subprog layout in BPF program"
    else:
        return
    raise Refuse("structure.function-info", "EINVAL", line)


def check_subprogram_bodies(program: Program, starts: tuple[int, ...]) -> None:
    """Functions are those that type information describes; without any they may not end the whole program."""
    if program.subprograms:
        _check_described(program, starts)
    if program.subprograms or len(starts) == 1:
        return
    packet: set[int] = set()
    tail: set[int] = set()
    for pc, insn in enumerate(program.insns):
        if insn.opcode & 7 == isa.LD and insn.opcode & 0xE0 in {isa.MODE_ABS, isa.MODE_IND}:
            packet.add(bisect_right(starts, pc) - 1)
        elif insn.opcode == isa.CALL and insn.src == isa.CALL_HELPER and insn.imm == _TAIL_CALL:
            tail.add(bisect_right(starts, pc) - 1)
    for number, start in enumerate(starts[1:], 1):
        if number in packet:
            raise Refuse("structure.packet-load", "EINVAL", "LD_ABS is not allowed in subprogs without BTF", insn=start)
        if number in tail:
            raise Refuse(
                "structure.tail-call", "EINVAL", "tail_call is not allowed in subprogs without BTF", insn=start
            )


def resolve(program: Program, opcodes: bytes) -> None:
    """Every opcode is known, and every 64-bit immediate names what exists."""
    insns = program.insns
    used: set[int] = set()
    second = -1
    for pc in slots(opcodes, _LOOKED_AT):
        if pc == second:  # the second half of a wide instruction
            continue
        insn = insns[pc]
        opcode = insn.opcode
        if opcode & 7 == isa.LDX and (opcode & 0xE0 not in {isa.MODE_MEM, isa.MODE_MEMSX} or insn.imm):
            raise Refuse("structure.reserved-field", "EINVAL", "BPF_LDX uses reserved fields", insn=pc)
        if opcode == isa.LD_IMM64:
            _check_wide(program, pc, used)
            second = pc + 1
        elif opcode not in KNOWN_OPCODES:
            raise Refuse("structure.unknown-opcode", "EINVAL", f"unknown opcode {opcode:02x}", insn=pc)


def _check_wide(program: Program, pc: int, used: set[int]) -> None:
    """One ld_imm64; `used` collects the maps named."""
    insns = program.insns
    insn = insns[pc]
    upper = insns[pc + 1] if pc + 1 < len(insns) else None
    if upper is None or upper.opcode or upper.dst or upper.src or upper.off:
        raise Refuse("structure.ldimm64", "EINVAL", "invalid bpf_ld_imm64 insn", insn=pc)
    kind = insn.src
    if kind in {isa.WIDE_IMM, isa.WIDE_FUNC}:
        return
    if kind == isa.WIDE_BTF:
        raise _refuse_kernel_variable(insn.imm, upper.imm, pc)
    by_index = kind in {_WIDE["map_idx"], _WIDE["idx_value"]}
    direct = kind in {_WIDE["map_value"], _WIDE["idx_value"]}
    if not (by_index or direct or kind == isa.WIDE_MAP) or (upper.imm and not direct):
        raise Refuse("structure.ldimm64", "EINVAL", "unrecognized bpf_ld_imm64 insn", insn=pc)
    if by_index:
        raise Refuse("structure.bad-map", "EPROTO", "fd_idx without fd_array is invalid", insn=pc)
    if not 0 <= insn.imm < len(program.maps):
        raise Refuse("structure.bad-map", "EBADF", "fd -1 is not pointing to valid bpf_map", insn=pc)
    if program.flags & SLEEPABLE and program.maps[insn.imm].type not in MAY_SLEEP:
        text = "Sleepable programs can only use array, hash, ringbuf and local storage maps"
        raise Refuse("map.sleepable", "EINVAL", text, insn=pc, map=program.maps[insn.imm].name)
    used.add(insn.imm)
    if len(used) > limits.value("used-maps"):
        text = f"The total number of maps per program has reached the limit of {limits.value('used-maps')}"
        raise Refuse("structure.too-many-maps", "E2BIG", text, insn=pc)
    if direct:
        _check_direct(program, pc, insn.imm, upper.imm & 0xFFFF_FFFF)


def _refuse_kernel_variable(number: int, module: int, pc: int) -> Refuse:
    """Kernel variables and functions by the number of their type: other numbers are complained of as the kernel does."""
    if module:
        return Refuse("structure.kernel-variable", "EINVAL", "invalid module BTF object FD specified.", insn=pc)
    if not 0 <= number <= LAST_TYPE:
        text = f"ldimm64 insn specifies invalid btf_id {number}."
        return Refuse("structure.kernel-variable", "ENOENT", text, insn=pc)
    if number not in VARIABLE_TYPES:
        text = f"pseudo btf_id {number} in ldimm64 isn't KIND_VAR or KIND_FUNC"
        return Refuse("structure.kernel-variable", "EINVAL", text, insn=pc)
    return Refuse("verifier.not-modelled", "EINVAL", "kernel variables are not modelled here", insn=pc)


def _check_direct(program: Program, pc: int, index: int, offset: int) -> None:
    """An address inside the value of a map."""
    spec = program.maps[index]
    if offset >= MAX_DIRECT_OFFSET:
        text = f"direct value offset of {offset} is not allowed"
        raise Refuse("structure.direct-value", "EINVAL", text, insn=pc)
    if not MAP_TYPE_BY_NAME[spec.type].direct:
        raise Refuse("structure.direct-value", "EINVAL", "no direct value access support for this map type", insn=pc)
    if spec.max_entries != 1 or offset >= spec.value_size:
        text = f"invalid access to map value pointer, value_size={spec.value_size} off={offset}"
        raise Refuse("structure.direct-value", "ENOTSUPP" if spec.max_entries != 1 else "EINVAL", text, insn=pc)
