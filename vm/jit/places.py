"""Where the maps of a machine lie, for the native code that works on the very same bytes."""

import ctypes

from vm.jit.control import Control
from vm.jit.linkage import MapLink
from vm.jit.maps import DESCRIPTOR
from vm.runtime.machine import Machine
from vm.runtime.maps.hash import HashMap, LruHashMap
from vm.runtime.maps.instance import MapInstance
from vm.runtime.maps.lpm import LpmTrie
from vm.runtime.maps.queue import QueueMap
from vm.runtime.maps.ringbuf import RingBuffer


def map_link(instance: MapInstance) -> MapLink:
    """A map as native code is linked against it."""
    spec, slots = instance.spec, instance.slots
    return MapLink(
        type=spec.type,
        key_size=spec.key_size,
        value_size=spec.value_size,
        max_entries=spec.max_entries,
        flags=spec.flags,
        values=slots.region.start if slots is not None and slots.capacity else None,
        area=instance.region.start if isinstance(instance, RingBuffer) else None,
    )


def flat_buffers(instance: MapInstance) -> list[bytearray | memoryview | None]:
    """The flat buffers of a map, in the order of DESCRIPTOR."""
    flat: dict[str, bytearray | memoryview] = {}
    if instance.slots is not None:
        flat |= {"keys": instance.slots.keys, "live": instance.slots.live, "top": instance.slots.used}
    if isinstance(instance, HashMap | LpmTrie):
        table = instance.table
        flat |= {"keys": table.keys, "heads": table.heads, "chain": table.chain, "counts": table.counts}
    if isinstance(instance, LruHashMap):
        flat["order"] = instance.recency.order
    if isinstance(instance, LpmTrie):
        flat["lengths"] = instance.lengths
    if isinstance(instance, QueueMap):
        flat |= {"store": instance.store, "state": instance.state}
    if isinstance(instance, RingBuffer):
        flat |= {"positions": instance.positions, "pending": instance.pending}
    return [flat.get(name) for name in DESCRIPTOR]


class Places:
    """The addresses of a machine's arena and maps, in a control block. Holds what native code has the address of.

    arena   address of the arena
    """

    def __init__(self, machine: Machine, control: Control) -> None:
        assert machine.memory.arena is not None
        self.arena = ctypes.addressof(ctypes.c_char.from_buffer(machine.memory.arena))
        self._alive: list[object] = []
        self._descriptors = (ctypes.c_uint64 * (len(DESCRIPTOR) * len(machine.maps) + 1))()
        for number, instance in enumerate(machine.maps):
            for word, buffer in enumerate(flat_buffers(instance)):
                self._descriptors[number * len(DESCRIPTOR) + word] = self._keep(buffer)
        control.set("maps", ctypes.addressof(self._descriptors))

    def _keep(self, buffer: bytearray | memoryview | None) -> int:
        """The host address of a flat buffer, which stays where it is from now on."""
        if buffer is None or not len(buffer):
            return 0
        view = (ctypes.c_char * memoryview(buffer).nbytes).from_buffer(buffer)
        self._alive.append(view)
        return ctypes.addressof(view)
