"""A packet's tunnel, as a value: `vm.runtime.helpers.tunnels` sets and reads it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tunnel:
    """What is known of a packet's tunnel, on the way out."""

    number: int
    source: bytes
    target: bytes
    tos: int
    ttl: int
    flags: int
    label: int
    ipv6: bool
