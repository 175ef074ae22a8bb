"""Helpers on socket buffers: their bytes, and what is known about the packet."""

import errno
from collections.abc import Mapping
from typing import Any, Final

from vm.runtime.alu import U32
from vm.runtime.contexts import ETH_P_IP, ETH_P_IPV6
from vm.runtime.helpers import checksums
from vm.runtime.helpers.packets import MAX_LENGTH, cut, packet_of, skb_of
from vm.runtime.helpers.tasks import is_under
from vm.runtime.machine import Machine
from vm.runtime.maps.references import ROOT_CGROUP


def skb_load_bytes(machine: Machine, _context: int, offset: int, room: int, size: int) -> int:
    """Copy out of the packet; zeros and -EFAULT where it has no such bytes."""
    data = cut(packet_of(machine), offset & U32, size)
    machine.memory.write(room, bytes(size) if data is None else data)
    return -errno.EFAULT if data is None else 0


def skb_load_bytes_relative(machine: Machine, _context: int, offset: int, room: int, size: int, start: int) -> int:
    """Like skb_load_bytes, from the Ethernet header (0) or from the network header (1)."""
    packet, offset = packet_of(machine), offset & U32
    base = {0: -packet.mac, 1: packet.network}.get(start & U32)
    data = None
    if base is not None and offset <= MAX_LENGTH:
        data = packet.load(base + offset, size)
    machine.memory.write(room, bytes(size) if data is None else data)
    return -errno.EFAULT if data is None else 0


RECOMPUTE_CSUM, INVALIDATE_HASH = 1, 2


def skb_store_bytes(machine: Machine, _context: int, offset: int, data: bytes, _size: int, flags: int) -> int:
    if flags & ~(RECOMPUTE_CSUM | INVALIDATE_HASH):
        return -errno.EINVAL
    context, packet = skb_of(machine)
    offset &= U32
    if offset > 0x7FFF_FFFF or not packet.store(offset, data):
        return -errno.EFAULT
    if flags & INVALIDATE_HASH:
        context.set("hash", 0)
    return 0


def change_type(machine: Machine, _context: int, kind: int) -> int:
    context, _ = skb_of(machine)
    if context.get("pkt_type") > 3 or kind & U32 > 3:
        return -errno.EINVAL
    context.set("pkt_type", kind)
    return 0


# What is known about the packet.


def get_hash(machine: Machine, _context: int) -> int:
    """A hash of the flow: addresses, ports and protocol, as far as the packet has them."""
    context, packet = skb_of(machine)
    known = context.get("hash")
    if known:
        return known
    flow = packet.load(packet.network, 24) or packet.load(0, len(packet)) or b""
    value = checksums.partial(flow) * 0x9E37_79B1 & U32 or 1
    context.set("hash", value)
    return value


def set_hash(machine: Machine, _context: int, value: int) -> int:
    skb_of(machine)[0].set("hash", value)
    return 0


def set_hash_invalid(machine: Machine, _context: int) -> int:
    skb_of(machine)[0].set("hash", 0)
    return 0


REALTIME, MONOTONIC, TAI = range(3)
"""Clocks of a packet's time."""


def set_tstamp(machine: Machine, _context: int, value: int, kind: int) -> int:
    """When an IP packet is to be sent, or was received: a time of one clock."""
    context, _ = skb_of(machine)
    kind &= U32
    if context.get("protocol") not in {ETH_P_IP, ETH_P_IPV6}:
        return -errno.EOPNOTSUPP
    if kind > TAI or (kind != REALTIME and not value):
        return -errno.EINVAL
    context.set("tstamp", value)
    context.set("tstamp_type", kind)
    return 0


BODIES: Final[Mapping[str, Any]] = {
    "skb_load_bytes": skb_load_bytes,
    "skb_load_bytes_relative": skb_load_bytes_relative,
    "skb_store_bytes": skb_store_bytes,
    "skb_change_type": change_type,
    "get_hash_recalc": get_hash,
    "set_hash": set_hash,
    "set_hash_invalid": set_hash_invalid,
    "skb_set_tstamp": set_tstamp,
    "get_route_realm": lambda *_: 0,
    "skb_cgroup_classid": lambda *_: 0,
    "skb_cgroup_id": lambda *_: 1,
    "skb_ancestor_cgroup_id": lambda *arguments: 1 if arguments[2] & U32 == 0 else 0,
    "skb_under_cgroup": lambda _machine, _context, instance, index: is_under(instance, index, ROOT_CGROUP),
    "get_socket_cookie": lambda *_: 1,
    "get_socket_uid": lambda *_: 0,
    "get_netns_cookie": lambda *_: 1,
}
