"""Helpers on XDP frames: their borders and their bytes."""

import errno
from collections.abc import Mapping
from typing import Any, Final

from vm.runtime.alu import U32, signed
from vm.runtime.helpers.packets import MAX_LENGTH, moved, packet_of
from vm.runtime.machine import Machine


def adjust_head(machine: Machine, _context: int, delta: int) -> int:
    return moved(machine, packet_of(machine).adjust_head(signed(delta, 32)))


def adjust_tail(machine: Machine, _context: int, delta: int) -> int:
    return moved(machine, packet_of(machine).adjust_tail(signed(delta, 32)))


def adjust_meta(machine: Machine, _context: int, delta: int) -> int:
    return moved(machine, packet_of(machine).adjust_meta(signed(delta, 32)))


def xdp_load_bytes(machine: Machine, _context: int, offset: int, room: int, size: int) -> int:
    offset &= U32
    if offset > MAX_LENGTH or size > MAX_LENGTH:
        return -errno.EFAULT
    data = packet_of(machine).load(offset, size)
    if data is None:
        return -errno.EINVAL
    machine.memory.write(room, data)
    return 0


def xdp_store_bytes(machine: Machine, _context: int, offset: int, data: bytes, _size: int) -> int:
    offset &= U32
    if offset > MAX_LENGTH or len(data) > MAX_LENGTH:
        return -errno.EFAULT
    return 0 if packet_of(machine).store(offset, data) else -errno.EINVAL


BODIES: Final[Mapping[str, Any]] = {
    "xdp_adjust_head": adjust_head,
    "xdp_adjust_tail": adjust_tail,
    "xdp_adjust_meta": adjust_meta,
    "xdp_get_buff_len": lambda machine, _: len(packet_of(machine)),
    "xdp_load_bytes": xdp_load_bytes,
    "xdp_store_bytes": xdp_store_bytes,
}
