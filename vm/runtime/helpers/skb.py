"""Helpers on socket buffers: bytes, room for headers, VLAN tags, and what is known about the packet."""

import errno
import struct
from collections.abc import Mapping
from typing import Any, Final

from vm.facts.baseline import ENOTSUPP
from vm.runtime.alu import U32, signed
from vm.runtime.helpers import checksums
from vm.runtime.helpers.packets import MAX_LENGTH, cut, moved, packet_of, skb_of
from vm.runtime.machine import Machine
from vm.runtime.packet import ETHERNET, MAX_SKB

ETH_P_8021Q, ETH_P_8021AD, ETH_P_IP, ETH_P_IPV6 = 0x8100, 0x88A8, 0x0800, 0x86DD


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


def skb_pull_data(machine: Machine, _context: int, size: int) -> int:
    """The packet is one piece here, so all of it can be reached already."""
    _, packet = skb_of(machine)
    return -errno.ENOMEM if size & U32 > len(packet) else 0


def change_tail(machine: Machine, _context: int, size: int, flags: int) -> int:
    _, packet = skb_of(machine)
    size &= U32
    if flags or size > MAX_SKB or size < packet.network:
        return -errno.EINVAL
    return moved(machine, packet.resize(size))


def change_head(machine: Machine, _context: int, room: int, flags: int) -> int:
    _, packet = skb_of(machine)
    room &= U32
    if flags or room > MAX_SKB or len(packet) + room > MAX_SKB:
        return -errno.EINVAL
    network = packet.network
    answer = packet.insert(0, room)
    packet.network = network if answer else network + room
    return moved(machine, answer)


NET, MAC = 0, 1
"""Where skb_adjust_room makes room: behind the network header, or behind the Ethernet header."""


def adjust_room(machine: Machine, _context: int, delta: int, mode: int, flags: int) -> int:
    """Insert or take out bytes between the headers. Encapsulation flags need real tunnels: -EINVAL."""
    context, packet = skb_of(machine)
    delta = signed(delta, 32)
    if flags & ~0xFF or flags & 0x7F:
        return -errno.EINVAL
    protocol = struct.unpack(">H", struct.pack("<H", context.get("protocol") & 0xFFFF))[0]
    header = {ETH_P_IP: 20, ETH_P_IPV6: 40}.get(protocol)
    if header is None or abs(delta) > 0xFFF:
        return -ENOTSUPP if header is None else -errno.EFAULT
    if mode & U32 not in {NET, MAC}:
        return -ENOTSUPP
    at = packet.network + (header if mode == NET else 0)
    if delta < 0 and len(packet) + delta < packet.network + header:
        return -ENOTSUPP
    answer = packet.insert(at, delta) if delta >= 0 else packet.remove(at, -delta)
    return moved(machine, answer)


def change_type(machine: Machine, _context: int, kind: int) -> int:
    context, _ = skb_of(machine)
    if context.get("pkt_type") > 3 or kind & U32 > 3:
        return -errno.EINVAL
    context.set("pkt_type", kind)
    return 0


def change_proto(machine: Machine, _context: int, protocol: int, flags: int) -> int:
    """From IPv4 to IPv6 or back: only the room for the header changes, the program fills it."""
    context, packet = skb_of(machine)
    if flags:
        return -errno.EINVAL
    old = context.get("protocol")
    new = protocol & 0xFFFF
    four, six = struct.unpack("<HH", struct.pack(">HH", ETH_P_IP, ETH_P_IPV6))
    if (old, new) == (four, six):
        answer = packet.insert(packet.network, 20)
    elif (old, new) == (six, four):
        answer = packet.remove(packet.network, 20)
    else:
        return -ENOTSUPP
    if answer == 0:
        context.set("protocol", new)
    return moved(machine, answer)


# VLAN tags, which the card keeps beside the packet.


def vlan_push(machine: Machine, _context: int, protocol: int, tci: int) -> int:
    context, packet = skb_of(machine)
    wire = struct.unpack(">H", struct.pack("<H", protocol & 0xFFFF))[0]
    if wire not in {ETH_P_8021Q, ETH_P_8021AD}:
        wire = ETH_P_8021Q
    if context.get("vlan_present"):  # the outer tag goes into the packet, the new one beside it
        answer = packet.insert(12, 4)
        if answer:
            return answer
        tag = struct.pack("<H", context.get("vlan_proto") & 0xFFFF) + struct.pack(
            ">H", context.get("vlan_tci") & 0xFFFF
        )
        packet.store(12, tag)
    context.set("vlan_present", 1)
    context.set("vlan_proto", struct.unpack("<H", struct.pack(">H", wire))[0])
    context.set("vlan_tci", tci & 0xFFFF)
    machine.packet_moved()
    return 0


def vlan_pop(machine: Machine, _context: int) -> int:
    context, packet = skb_of(machine)
    if context.get("vlan_present"):
        for field in ("vlan_present", "vlan_proto", "vlan_tci"):
            context.set(field, 0)
    kind = struct.unpack(">H", packet.load(12, 2) or bytes(2))[0]
    if kind in {ETH_P_8021Q, ETH_P_8021AD} and len(packet) >= ETHERNET + 4:
        tag = packet.load(12, 4) or bytes(4)
        packet.remove(12, 4)
        context.set("vlan_present", 1)
        context.set("vlan_proto", struct.unpack("<H", tag[:2])[0])
        context.set("vlan_tci", struct.unpack(">H", tag[2:])[0])
        context.set("protocol", struct.unpack("<H", packet.load(12, 2) or bytes(2))[0])
    machine.packet_moved()
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


def set_tstamp(machine: Machine, _context: int, value: int, kind: int) -> int:
    context, _ = skb_of(machine)
    kind &= U32
    if kind > 1 or (kind == 0 and value):
        return -errno.EINVAL
    context.set("tstamp", value)
    context.set("tstamp_type", kind)
    return 0


BODIES: Final[Mapping[str, Any]] = {
    "skb_load_bytes": skb_load_bytes,
    "skb_load_bytes_relative": skb_load_bytes_relative,
    "skb_store_bytes": skb_store_bytes,
    "skb_pull_data": skb_pull_data,
    "skb_change_tail": change_tail,
    "skb_change_head": change_head,
    "skb_change_type": change_type,
    "skb_change_proto": change_proto,
    "skb_adjust_room": adjust_room,
    "skb_vlan_push": vlan_push,
    "skb_vlan_pop": vlan_pop,
    "get_hash_recalc": get_hash,
    "set_hash": set_hash,
    "set_hash_invalid": set_hash_invalid,
    "skb_set_tstamp": set_tstamp,
    "get_route_realm": lambda *_: 0,
    "skb_cgroup_classid": lambda *_: 0,
    "skb_cgroup_id": lambda *_: 1,
    "skb_ancestor_cgroup_id": lambda *arguments: 1 if arguments[2] & U32 == 0 else 0,
    "skb_under_cgroup": lambda *_: -errno.EAGAIN,
    "get_socket_cookie": lambda *_: 1,
    "get_socket_uid": lambda *_: 0,
    "get_netns_cookie": lambda *_: 1,
}
