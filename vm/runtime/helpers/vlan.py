"""Helpers on VLAN tags. The outermost tag may stand beside the packet, as cards keep it; others stand in it."""

import errno
import struct
from collections.abc import Mapping
from typing import Any, Final

from vm.runtime.contexts import VLANS, Context, protocol_of
from vm.runtime.helpers.packets import moved, skb_of
from vm.runtime.machine import Machine
from vm.runtime.packet import ETHERNET, Packet

PLACE, SIZE = 12, 4
"""Where in a frame a tag stands, behind both addresses, and its bytes."""
_FIELDS: Final = ("vlan_present", "vlan_proto", "vlan_tci")
ETH_P_8021Q: Final = VLANS[0]


def push(machine: Machine, _context: int, protocol: int, tci: int) -> int:
    """The tag beside the packet moves into it, and the new one takes its place."""
    context, packet = skb_of(machine)
    protocol &= 0xFFFF
    if context.get("vlan_present"):
        packet.insert(PLACE, SIZE)
        outer = context.get("vlan_proto") & 0xFFFF
        packet.store(PLACE, struct.pack("<H", outer) + struct.pack(">H", context.get("vlan_tci") & 0xFFFF))
        context.set("protocol", outer)
    _beside(context, protocol if protocol in VLANS else ETH_P_8021Q, tci & 0xFFFF)
    return moved(machine, 0)


def pop(machine: Machine, _context: int) -> int:
    """The outermost tag goes, from beside the packet or out of it; the next one in it comes to stand beside it."""
    context, packet = skb_of(machine)
    if context.get("vlan_present"):
        for field in _FIELDS:
            context.set(field, 0)
    elif context.get("protocol") in VLANS:
        if not _take(context, packet):
            return -errno.ENOMEM
    else:
        return 0
    protocol = context.get("protocol")
    if protocol in VLANS:
        tag = _take(context, packet)
        if not tag:
            machine.packet_moved()  # the first tag is gone
            return -errno.ENOMEM
        _beside(context, protocol, int.from_bytes(tag[2:], "big"))
    return moved(machine, 0)


def _beside(context: Context, protocol: int, tci: int) -> None:
    for field, value in zip(_FIELDS, (1, protocol, tci), strict=True):
        context.set(field, value)


def _take(context: Context, packet: Packet) -> bytes:
    """Take the tag out that the packet begins with: its bytes, none where the packet ends in it."""
    tag = packet.load(PLACE, SIZE)
    if tag is None or len(packet) < ETHERNET + SIZE:
        return b""
    packet.remove(PLACE, SIZE)
    packet.network = packet.link = max(ETHERNET, packet.network - SIZE)
    context.set("protocol", protocol_of(packet.load(0, min(len(packet), ETHERNET + 2)) or b""))
    return tag


BODIES: Final[Mapping[str, Any]] = {"skb_vlan_push": push, "skb_vlan_pop": pop}
