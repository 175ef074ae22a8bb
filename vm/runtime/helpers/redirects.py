"""Helpers that send packets elsewhere, or ask whether they would fit there."""

import errno
from collections.abc import Mapping
from typing import Any, Final

from vm.kernel import routes
from vm.runtime.alu import U32, signed
from vm.runtime.faults import FaultRaised
from vm.runtime.helpers.packets import packet_of, skb_of
from vm.runtime.machine import Machine
from vm.runtime.maps.devices import CpuMap, DeviceHash, DeviceMap, XskMap
from vm.runtime.maps.instance import MapInstance
from vm.runtime.packet import ETHERNET

XDP_REDIRECT, TC_ACT_REDIRECT, TC_ACT_SHOT, XDP_ABORTED = 4, 7, 2, 0


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
    if isinstance(instance, XskMap):
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
    asked = machine.memory.load(room, 4)
    if flags and (asked or delta & U32):
        return -errno.EINVAL
    own = context.get("ingress_ifindex" if context.is_xdp else "ifindex")
    out = routes.interface(ifindex & U32 or own)
    if out is None:
        return -errno.ENODEV
    size = signed((asked + ETHERNET if asked else len(packet)) + delta, 32)
    machine.memory.write(room, out.mtu.to_bytes(4, "little"))
    return int(size > out.mtu + ETHERNET)


BODIES: Final[Mapping[str, Any]] = {
    "redirect": redirect,
    "redirect_peer": redirect_peer,
    "redirect_neigh": redirect_neigh,
    "redirect_map": redirect_map,
    "clone_redirect": clone_redirect,
    "check_mtu": check_mtu,
}
