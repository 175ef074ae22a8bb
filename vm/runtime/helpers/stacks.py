"""Helpers on call stacks. The simulated kernel's stack is what the hook says: `machine.call_stack`."""

import errno
import struct
from collections.abc import Iterable, Mapping
from typing import Any, Final

from vm.facts.helpers import HELPER_BY_NAME
from vm.facts.isa import CALL
from vm.program import Program
from vm.runtime.machine import Machine
from vm.runtime.maps.index import hash_of
from vm.runtime.maps.instance import MapInstance
from vm.runtime.maps.references import StackTraces

SKIP: Final = 0xFF
USER, COMPARE_BY_HASH, REUSE_ID, USER_BUILD_ID = 1 << 8, 1 << 9, 1 << 10, 1 << 11
_STACKID: Final = SKIP | USER | COMPARE_BY_HASH | REUSE_ID
_STACK: Final = SKIP | USER | USER_BUILD_ID


def _frames(machine: Machine, flags: int) -> tuple[int, ...]:
    if flags & USER:
        return machine.user_stack[flags & SKIP :]
    return machine.call_stack[flags & SKIP :]


def stackid(machine: Machine, _context: int, instance: MapInstance, flags: int) -> int:
    """The id under which the current stack is kept in a stack_trace map, or -errno."""
    if flags & ~_STACKID or not isinstance(instance, StackTraces):
        return -errno.EINVAL
    frames = _frames(machine, flags)[: instance.spec.value_size // 8]
    if not frames:
        return -errno.EFAULT
    trace = struct.pack(f"<{len(frames)}Q", *frames).ljust(instance.spec.value_size, b"\0")
    buckets = 1 << (instance.spec.max_entries - 1).bit_length()
    key = (hash_of(trace) & (buckets - 1)).to_bytes(4, "little")
    if key in instance.entries and instance.entries[key] != trace and not flags & REUSE_ID:
        return -errno.EEXIST
    instance.entries[key] = trace
    return int.from_bytes(key, "little")


def stack(machine: Machine, _context: int, room: int, size: int, flags: int) -> int:
    """Bytes of the current stack stored, 8 a frame; zeros fill the rest."""
    if flags & ~_STACK or size % 8 or (flags & USER_BUILD_ID):
        machine.memory.write(room, bytes(size))
        return -errno.EINVAL
    frames = _frames(machine, flags)[: size // 8]
    if not frames:
        machine.memory.write(room, bytes(size))
        return -errno.EFAULT
    machine.memory.write(room, struct.pack(f"<{len(frames)}Q", *frames).ljust(size, b"\0"))
    return 8 * len(frames)


def task_stack(machine: Machine, task: int, room: int, size: int, flags: int) -> int:
    if task != machine.world.task.address:
        machine.memory.write(room, bytes(size))
        return -errno.EFAULT
    return stack(machine, 0, room, size, flags)


BODIES: Final[Mapping[str, Any]] = {"get_stackid": stackid, "get_stack": stack, "get_task_stack": task_stack}


def are_read(programs: Iterable[Program]) -> bool:
    """Whether any of these programs can ask for call stacks."""
    numbers = {HELPER_BY_NAME[name].id for name in BODIES}
    return any(insn.opcode == CALL and insn.imm in numbers for program in programs for insn in program.insns)
