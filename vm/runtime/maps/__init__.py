"""The maps: one class a family, all created by `create`. Semantics are bpf(2)'s."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from vm.errors import Diagnostic, VmError
from vm.facts.map_types import MAP_TYPE_BY_NAME
from vm.program import MapSpec
from vm.runtime.maps.array import ArrayMap, PerCpuArrayMap
from vm.runtime.maps.creation import complaint, uncreatable, unstorable
from vm.runtime.maps.devices import CpuMap, DeviceHash, DeviceMap, SockHash, SockMap, XskMap
from vm.runtime.maps.hash import HashMap, LruHashMap, LruPerCpuHashMap, PerCpuHashMap
from vm.runtime.maps.instance import CurrentCpu, MapInstance
from vm.runtime.maps.lpm import LpmTrie
from vm.runtime.maps.queue import BloomFilter, QueueMap, StackMap
from vm.runtime.maps.references import CgroupArray, HashOfMaps, InnerMaps, PerfEventArray, ProgArray, StackTraces
from vm.runtime.maps.ringbuf import RingBuffer, UserRingBuffer
from vm.runtime.memory import Memory

Maker: TypeAlias = Callable[[int, MapSpec, Memory, CurrentCpu], MapInstance]

MAKERS: Final[Mapping[str, Maker]] = {
    "hash": HashMap,
    "array": ArrayMap,
    "prog_array": ProgArray,
    "perf_event_array": PerfEventArray,
    "percpu_hash": PerCpuHashMap,
    "percpu_array": PerCpuArrayMap,
    "stack_trace": StackTraces,
    "lru_hash": LruHashMap,
    "lru_percpu_hash": LruPerCpuHashMap,
    "lpm_trie": LpmTrie,
    "array_of_maps": InnerMaps,
    "hash_of_maps": HashOfMaps,
    "devmap": DeviceMap,
    "devmap_hash": DeviceHash,
    "cpumap": CpuMap,
    "cgroup_array": CgroupArray,
    "sockmap": SockMap,
    "sockhash": SockHash,
    "xskmap": XskMap,
    "queue": QueueMap,
    "stack": StackMap,
    "ringbuf": RingBuffer,
    "user_ringbuf": UserRingBuffer,
    "bloom_filter": BloomFilter,
}
"""By the kernel's name of the type. A type that is not here is known by name only."""

__all__ = ["MAKERS", "CurrentCpu", "MapError", "MapInstance", "check", "complaints", "create", "uncreatable"]


def complaints(specs: Sequence[MapSpec]) -> Iterator[Diagnostic]:
    """Why these maps cannot be created and filled, or not run here: at most one complaint a map."""
    for spec in specs:
        found = uncreatable(spec)
        if spec.type not in MAKERS and spec.type in MAP_TYPE_BY_NAME:
            found = complaint(spec, "not-simulated", f"maps of type {spec.type} cannot be run here")
        found = found or unstorable(spec, specs)
        if found is not None:
            yield found


def check(specs: Sequence[MapSpec]) -> None:
    """Raise MapError for the first of these complaints."""
    for found in complaints(specs):
        raise MapError(found)


class MapError(VmError):
    """This map cannot be created."""


def create(index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> MapInstance:
    """The map that `spec` describes, with its `contents` stored, as number `index` of a machine.

    The type must be a row of MAKERS and the geometry one that bpf(2) accepts.
    """
    instance = MAKERS[spec.type](index, spec, memory, cpu)
    for key, value in spec.contents:
        instance.write(key, value)
    return instance
