"""What helpers on packets share: the packet in use, and bytes out of it."""

from typing import Final

from vm.runtime.contexts import Context
from vm.runtime.faults import FaultRaised
from vm.runtime.machine import Machine
from vm.runtime.packet import Packet

MAX_LENGTH: Final = 0xFFFF
"""Offsets and sizes beyond this are wrong for every packet."""


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


def moved(machine: Machine, answer: int) -> int:
    if answer == 0:
        machine.packet_moved()
    return answer


def cut(packet: Packet, offset: int, size: int) -> bytes | None:
    return packet.load(offset, size) if offset <= MAX_LENGTH and size <= MAX_LENGTH else None
