"""Helpers that make a socket buffer longer or shorter: at its ends, between its headers, for another protocol.

What they refuse, and in which order, was asked of Linux 6.18 over all modes, flags and lengths.
"""

import errno
from collections.abc import Mapping
from typing import Any, Final

from vm.facts.baseline import ENOTSUPP
from vm.runtime.alu import U32, signed
from vm.runtime.contexts import ETH_P_IP, ETH_P_IPV6
from vm.runtime.helpers.packets import moved, skb_of
from vm.runtime.machine import Machine
from vm.runtime.packet import ETHERNET, MAX_SKB, Packet

HEADERS: Final = {ETH_P_IP: 20, ETH_P_IPV6: 40}
"""Bytes of the network header by protocol, as the context holds it."""


def pull_data(machine: Machine, _context: int, size: int) -> int:
    """The packet is one piece here, so all of it can be reached already."""
    _, packet = skb_of(machine)
    return -errno.ENOMEM if size & U32 > len(packet) else 0


def change_tail(machine: Machine, _context: int, size: int, flags: int) -> int:
    _, packet = skb_of(machine)
    size &= U32
    if flags or size > MAX_SKB or size < max(packet.network, packet.transport):
        return -errno.EINVAL
    if packet.tunnelled:
        return -ENOTSUPP
    packet.resize(size)
    return moved(machine, 0)


def change_head(machine: Machine, _context: int, room: int, flags: int) -> int:
    _, packet = skb_of(machine)
    room &= U32
    if flags or len(packet) + room > MAX_SKB:
        return -errno.EINVAL
    packet.insert(0, room)
    packet.network += room
    packet.link = packet.network
    packet.transport += room if packet.transport else 0
    return moved(machine, 0)


def change_proto(machine: Machine, _context: int, protocol: int, flags: int) -> int:
    """From IPv4 to IPv6 or back: only the room for the header changes, the program fills it."""
    context, packet = skb_of(machine)
    if flags:
        return -errno.EINVAL
    change = context.get("protocol"), protocol & 0xFFFF
    if change == (ETH_P_IP, ETH_P_IPV6):
        packet.insert(packet.network, 20)
    elif change == (ETH_P_IPV6, ETH_P_IP):
        if packet.network + 20 > len(packet):
            return -errno.ENOMEM
        packet.remove(packet.network, 20)
    else:
        return -ENOTSUPP
    context.set("protocol", change[1])
    return moved(machine, 0)


# skb_adjust_room.

NET, MAC = 0, 1
"""Where room is made: behind the network header, or behind the Ethernet header."""

FIXED_GSO, ENCAP_IPV4, ENCAP_IPV6, ENCAP_GRE, ENCAP_UDP, NO_CSUM_RESET, ENCAP_ETH, DECAP_IPV4, DECAP_IPV6 = (
    1 << bit for bit in range(9)
)
INNER_MAC: Final = 56
"""Bits from here on hold the length of the Ethernet header inside of a tunnel."""
ENCAP_L3, ENCAP_L4, DECAP = ENCAP_IPV4 | ENCAP_IPV6, ENCAP_GRE | ENCAP_UDP, DECAP_IPV4 | DECAP_IPV6
KNOWN: Final = (1 << 9) - 1 | 0xFF << INNER_MAC
SHRINKING: Final = FIXED_GSO | NO_CSUM_RESET | DECAP
LARGEST: Final = 0xFFF


def adjust_room(machine: Machine, _context: int, delta: int, mode: int, flags: int) -> int:
    """Insert zeros or take bytes out, in front of what the headers lead to."""
    context, packet = skb_of(machine)
    delta, mode = signed(delta, 32), mode & U32
    header = HEADERS.get(context.get("protocol"))
    if flags & ~KNOWN:
        return -errno.EINVAL
    if abs(delta) > LARGEST:
        return -errno.EFAULT
    if header is None or mode not in {NET, MAC}:
        return -ENOTSUPP
    if flags & DECAP and (delta >= 0 or flags & DECAP == DECAP):
        return -errno.EINVAL
    at = packet.network + (header if mode == NET else 0)
    least = {DECAP_IPV4: HEADERS[ETH_P_IP], DECAP_IPV6: HEADERS[ETH_P_IPV6]}.get(flags & DECAP, header)
    if (delta < 0 and len(packet) - packet.network + delta < least) or len(packet) + max(0, delta) > MAX_SKB:
        return -ENOTSUPP
    if delta < 0:
        refusal = -errno.EINVAL if flags & ~SHRINKING else -errno.ENOMEM if at - delta > len(packet) else 0
    else:
        refusal = _refuse_tunnel(packet, flags, delta)
    if refusal:
        return refusal
    if delta < 0:
        packet.remove(at, -delta)
    else:
        packet.insert(at, delta)
    if flags & (ENCAP_L3 | DECAP):
        context.set("protocol", ETH_P_IP if flags & (ENCAP_IPV4 | DECAP_IPV4) else ETH_P_IPV6)
    if flags & ENCAP_L3:
        packet.tunnelled = True
        outer = HEADERS[ETH_P_IP if flags & ENCAP_IPV4 else ETH_P_IPV6]
        packet.transport = packet.network + outer if flags & ENCAP_L4 else 0
    if not flags & NO_CSUM_RESET:
        packet.verified = None
    return moved(machine, 0)


def _refuse_tunnel(packet: Packet, flags: int, room: int) -> int:
    """Why no tunnel's headers fit the room: -errno, or 0. Without an outer header nothing else is looked at."""
    if not flags & ENCAP_L3:
        return 0
    inner = flags >> INNER_MAC
    both = flags & ENCAP_L3 == ENCAP_L3 or flags & ENCAP_L4 == ENCAP_L4
    if both or (flags & ENCAP_ETH and inner < ETHERNET):
        return -errno.EINVAL
    if packet.tunnelled:
        return -errno.EALREADY
    return -errno.EINVAL if inner > room else 0


BODIES: Final[Mapping[str, Any]] = {
    "skb_pull_data": pull_data,
    "skb_change_tail": change_tail,
    "skb_change_head": change_head,
    "skb_change_proto": change_proto,
    "skb_adjust_room": adjust_room,
}
