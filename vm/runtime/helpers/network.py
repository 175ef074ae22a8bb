"""Helpers on packets: XDP's borders and bytes, socket buffers' bytes, VLAN tags and checksums, redirects."""

import errno
import struct
from collections.abc import Mapping
from typing import Any, Final

from vm.kernel import routes
from vm.runtime.alu import U32, signed
from vm.runtime.contexts import Context
from vm.runtime.faults import FaultRaised
from vm.runtime.machine import Machine
from vm.runtime.maps.instance import MapInstance
from vm.runtime.maps.references import CpuMap, DeviceHash, DeviceMap, SocketTable
from vm.runtime.packet import ETHERNET, MAX_SKB, Packet

XDP_REDIRECT, TC_ACT_REDIRECT, TC_ACT_SHOT, XDP_ABORTED = 4, 7, 2, 0
ETH_P_8021Q, ETH_P_8021AD, ETH_P_IP, ETH_P_IPV6 = 0x8100, 0x88A8, 0x0800, 0x86DD
MAX_LENGTH: Final = 0xFFFF
ENOTSUPP: Final = 524
"""The kernel's own "not supported", which user space has no name for."""


def packet_of(machine: Machine) -> Packet:
    """The packet; a program type without one cannot call these helpers unless nobody verified it."""
    if machine.packet is None:
        raise FaultRaised("bad-pointer", "there is no packet in this context")
    return machine.packet


def skb_of(machine: Machine) -> tuple[Context, Packet]:
    packet, context = packet_of(machine), machine.context
    if context is None or not context.is_skb:
        raise FaultRaised("bad-pointer", "the context is no socket buffer")
    return context, packet


# XDP.


def _moved(machine: Machine, answer: int) -> int:
    if answer == 0:
        machine.packet_moved()
    return answer


def adjust_head(machine: Machine, _context: int, delta: int) -> int:
    return _moved(machine, packet_of(machine).adjust_head(signed(delta, 32)))


def adjust_tail(machine: Machine, _context: int, delta: int) -> int:
    return _moved(machine, packet_of(machine).adjust_tail(signed(delta, 32)))


def adjust_meta(machine: Machine, _context: int, delta: int) -> int:
    return _moved(machine, packet_of(machine).adjust_meta(signed(delta, 32)))


def xdp_load_bytes(machine: Machine, _context: int, offset: int, room: int, size: int) -> int:
    data = _cut(packet_of(machine), offset & U32, size)
    if data is None:
        return -errno.EINVAL
    machine.memory.write(room, data)
    return 0


def xdp_store_bytes(machine: Machine, _context: int, offset: int, data: bytes, _size: int) -> int:
    offset &= U32
    if offset > MAX_LENGTH or len(data) > MAX_LENGTH or not packet_of(machine).store(offset, data):
        return -errno.EINVAL
    return 0


def _cut(packet: Packet, offset: int, size: int) -> bytes | None:
    return packet.load(offset, size) if offset <= MAX_LENGTH and size <= MAX_LENGTH else None


# Socket buffers: bytes.


def skb_load_bytes(machine: Machine, _context: int, offset: int, room: int, size: int) -> int:
    """Copy out of the packet; zeros and -EFAULT where it has no such bytes."""
    data = _cut(packet_of(machine), offset & U32, size)
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
    if flags or size > MAX_SKB or size < (0 if packet.mac else ETHERNET):
        return -errno.EINVAL
    return _moved(machine, packet.resize(size))


def change_head(machine: Machine, _context: int, room: int, flags: int) -> int:
    _, packet = skb_of(machine)
    room &= U32
    if flags or room > MAX_SKB or len(packet) + room > MAX_SKB:
        return -errno.EINVAL
    network = packet.network
    answer = packet.insert(0, room)
    packet.network = network if answer else network + room
    return _moved(machine, answer)


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
    return _moved(machine, answer)


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
    return _moved(machine, answer)


# Socket buffers: VLAN tags, which the card keeps beside the packet.


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


# Checksums. Sums are ones' complement over 16-bit words as they lie in memory.


def fold(total: int) -> int:
    """A sum of any size as 16 bits."""
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total


def fold32(total: int) -> int:
    """A sum of any size as 32 bits, carries added back in."""
    while total >> 32:
        total = (total & U32) + (total >> 32)
    return total


def partial(data: bytes, seed: int = 0) -> int:
    """The kernel's csum_partial: a 32-bit sum of `data` and a seed."""
    padded = data + bytes(-len(data) % 4)
    return fold32(seed + sum(struct.unpack(f"<{len(padded) // 4}I", padded)))


def csum_diff(
    _: Machine, before: bytes | None, _before_size: int, after: bytes | None, _after_size: int, seed: int
) -> int:
    """Seed + after - before. Sizes of any length are taken, whatever the documentation says of four."""
    old, new = before or b"", after or b""
    seed &= U32
    if old and new:
        total = fold32(partial(new, fold32(seed + (~partial(old) & U32))))
    elif new:
        total = partial(new, seed)
    elif old:
        total = ~partial(old, ~seed & U32) & U32
    else:
        total = seed
    return fold(total)


HEADER_SIZE, MARK_MANGLED_0, PSEUDO_HEADER, MARK_ENFORCE, IPV6_PSEUDO = 0xF, 1 << 5, 1 << 4, 1 << 6, 1 << 7


def _replace(packet: Packet, offset: int, before: int, after: int, size: int, *, mangled: bool = False) -> int:
    """Put into the checksum at `offset` that a field changed from one value to another; size 0: by a difference."""
    place = packet.load(offset, 2)
    if place is None:
        return -errno.EFAULT
    check = struct.unpack("<H", place)[0]
    if mangled and check == 0:
        return 0
    mask = U32 if size in {0, 4} else 0xFFFF
    total = (~check & 0xFFFF) + (after & mask) + (0 if size == 0 else ~before & mask)
    check = ~fold(fold32(total)) & 0xFFFF
    if mangled and check == 0:
        check = 0xFFFF
    packet.store(offset, struct.pack("<H", check))
    return 0


def l3_csum_replace(machine: Machine, _context: int, offset: int, before: int, after: int, flags: int) -> int:
    _, packet = skb_of(machine)
    size, offset = flags & HEADER_SIZE, offset & U32
    if flags & ~HEADER_SIZE:
        return -errno.EINVAL
    if offset > MAX_LENGTH or offset % 2 or packet.load(offset, 2) is None:
        return -errno.EFAULT
    if size not in {0, 2, 4} or (size == 0 and before):
        return -errno.EINVAL
    return _replace(packet, offset, before, after, size)


def l4_csum_replace(machine: Machine, _context: int, offset: int, before: int, after: int, flags: int) -> int:
    _, packet = skb_of(machine)
    size, offset = flags & HEADER_SIZE, offset & U32
    if flags & ~(HEADER_SIZE | MARK_MANGLED_0 | MARK_ENFORCE | PSEUDO_HEADER | IPV6_PSEUDO):
        return -errno.EINVAL
    if offset > MAX_LENGTH or offset % 2 or packet.load(offset, 2) is None:
        return -errno.EFAULT
    if size not in {0, 2, 4} or (size == 0 and before):
        return -errno.EINVAL
    mangled = bool(flags & MARK_MANGLED_0) and not flags & MARK_ENFORCE
    return _replace(packet, offset, before, after, size, mangled=mangled)


def csum_level(machine: Machine, _context: int, level: int) -> int:
    """The level of checksums that the card verified: none here."""
    skb_of(machine)
    query, change, reset = 0, {1, 2}, 3
    if level == query:
        return -errno.EACCES
    return 0 if level in change or level == reset else -errno.EINVAL


# Redirects.


def redirect(machine: Machine, ifindex: int, flags: int) -> int:
    """Send the packet out of another interface, when the program returns what this returns."""
    xdp = machine.context is not None and machine.context.is_xdp
    if flags if xdp else flags & ~1:
        return XDP_ABORTED if xdp else TC_ACT_SHOT
    machine.redirect = (ifindex & U32, flags)
    return XDP_REDIRECT if xdp else TC_ACT_REDIRECT


def redirect_peer(machine: Machine, ifindex: int, flags: int) -> int:
    if flags:
        return TC_ACT_SHOT
    machine.redirect = (ifindex & U32, flags)
    return TC_ACT_REDIRECT


def redirect_neigh(machine: Machine, ifindex: int, _params: bytes | None, size: int, flags: int) -> int:
    if flags or (size and size < 20):
        return TC_ACT_SHOT
    machine.redirect = (ifindex & U32, flags)
    return TC_ACT_REDIRECT


BROADCAST, EXCLUDE_INGRESS = 8, 16


def redirect_map(machine: Machine, instance: MapInstance, key: int, flags: int) -> int:
    """Send the packet where a map says; the low bits of the flags when it says nothing."""
    actions = 3
    allowed = actions | (BROADCAST | EXCLUDE_INGRESS if isinstance(instance, (DeviceMap, DeviceHash)) else 0)
    if flags & ~allowed:
        return XDP_ABORTED
    if isinstance(instance, SocketTable):
        return flags & actions
    if not isinstance(instance, (DeviceMap, DeviceHash, CpuMap)):
        raise FaultRaised("bad-map", f"{instance.spec.name} is no map to redirect by")
    number = instance.number((key & U32).to_bytes(4, "little"))
    if number is None and not flags & BROADCAST:
        return flags & actions
    machine.redirect = (number or 0, flags)
    return XDP_REDIRECT


def clone_redirect(machine: Machine, _context: int, ifindex: int, flags: int) -> int:
    """Send a copy out of interface `ifindex`; the simulated machine has no interface to refuse it."""
    skb_of(machine)
    if flags & ~1:
        return -errno.EINVAL
    return 0 if ifindex & U32 else -errno.EINVAL


MTU_SEGMENTS: Final = 1


def check_mtu(machine: Machine, _context: int, ifindex: int, room: int, delta: int, flags: int) -> int:
    """Does the packet, `delta` bytes longer, fit the interface? 0, or 1 when it does not; tells the MTU."""
    context, packet = machine.context, packet_of(machine)
    if flags & ~MTU_SEGMENTS or context is None or (flags and context.is_xdp):
        return -errno.EINVAL
    own = context.get("ingress_ifindex" if context.is_xdp else "ifindex")
    out = routes.interface(ifindex & U32 or own)
    if out is None:
        return -errno.ENODEV
    asked = machine.memory.load(room, 4)
    size = (asked or len(packet) - ETHERNET) + signed(delta, 32)
    machine.memory.write(room, out.mtu.to_bytes(4, "little"))
    return int(size > out.mtu)


def get_hash(machine: Machine, _context: int) -> int:
    """A hash of the flow: addresses, ports and protocol, as far as the packet has them."""
    context, packet = skb_of(machine)
    known = context.get("hash")
    if known:
        return known
    flow = packet.load(packet.network, 24) or packet.load(0, len(packet)) or b""
    value = partial(flow) * 0x9E37_79B1 & U32 or 1
    context.set("hash", value)
    return value


def set_hash(machine: Machine, _context: int, value: int) -> int:
    skb_of(machine)[0].set("hash", value)
    return 0


def set_hash_invalid(machine: Machine, _context: int) -> int:
    skb_of(machine)[0].set("hash", 0)
    return 0


def ecn_set_ce(machine: Machine, _context: int) -> int:
    """Mark congestion in the IP header if the sender can be told; 1 when it is marked."""
    _, packet = skb_of(machine)
    at = packet.network
    first = packet.load(at, 20)
    if first is None or first[0] >> 4 != 4 or first[1] & 3 == 0:
        return 0
    if first[1] & 3 != 3:
        header = bytearray(first)
        header[1] |= 3
        packet.store(at + 1, bytes(header[1:2]))
        words = struct.unpack("<HH", first[0:2] + bytes(header[0:2]))
        _replace(packet, at + 10, words[0], words[1], 2)
    return 1


def set_tstamp(machine: Machine, _context: int, value: int, kind: int) -> int:
    context, _ = skb_of(machine)
    kind &= U32
    if kind > 1 or (kind == 0 and value):
        return -errno.EINVAL
    context.set("tstamp", value)
    context.set("tstamp_type", kind)
    return 0


BODIES: Final[Mapping[str, Any]] = {
    "xdp_adjust_head": adjust_head,
    "xdp_adjust_tail": adjust_tail,
    "xdp_adjust_meta": adjust_meta,
    "xdp_get_buff_len": lambda machine, _: len(packet_of(machine)),
    "xdp_load_bytes": xdp_load_bytes,
    "xdp_store_bytes": xdp_store_bytes,
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
    "csum_diff": csum_diff,
    "l3_csum_replace": l3_csum_replace,
    "l4_csum_replace": l4_csum_replace,
    "csum_update": lambda *_: -ENOTSUPP,
    "csum_level": csum_level,
    "redirect": redirect,
    "redirect_peer": redirect_peer,
    "redirect_neigh": redirect_neigh,
    "redirect_map": redirect_map,
    "clone_redirect": clone_redirect,
    "check_mtu": check_mtu,
    "get_hash_recalc": get_hash,
    "set_hash": set_hash,
    "set_hash_invalid": set_hash_invalid,
    "skb_ecn_set_ce": ecn_set_ce,
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
