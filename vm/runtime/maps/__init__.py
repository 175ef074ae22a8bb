"""The maps: one class a family, all created by `create`. Semantics are bpf(2)'s."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from vm.errors import Diagnostic, VmError
from vm.facts.baseline import CPUS
from vm.facts.map_types import EXCLUSIVE, MAP_TYPE_BY_NAME
from vm.program import MapSpec
from vm.runtime.maps.array import ArrayMap, PerCpuArrayMap
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

__all__ = ["MAKERS", "CurrentCpu", "MapError", "MapInstance", "check", "create"]


def check(spec: MapSpec) -> None:
    """Raise MapError where bpf(2) would not create that map, or this machine cannot."""
    row = MAP_TYPE_BY_NAME.get(spec.type)
    if row is None or spec.type not in MAKERS:
        raise MapError(spec, f"there is no map type {spec.type!r}" if row is None else f"{row.name} needs {row.needs}")
    for what, size, sizes in (
        ("key_size", spec.key_size, row.key),
        ("value_size", spec.value_size, row.value),
        ("max_entries", spec.max_entries, row.entries),
    ):
        if size not in sizes:
            raise MapError(spec, f"{what} {size} is none that a {row.name} map can have")
    if spec.type in {"ringbuf", "user_ringbuf"} and spec.max_entries & (spec.max_entries - 1):
        raise MapError(spec, f"max_entries {spec.max_entries} is no power of two")
    if spec.flags & ~row.flags or any(spec.flags & a and spec.flags & b for a, b in EXCLUSIVE):
        raise MapError(spec, f"flags {spec.flags:#x} are not what a {row.name} map takes")
    if row.needs == "inner map" and spec.inner is None:
        raise MapError(spec, "a map of maps needs an inner map")
    per_cpu = CPUS if row.per_cpu else 1
    for key, value in spec.contents:
        if len(key) != spec.key_size or len(value) not in {spec.value_size, -(-spec.value_size // 8) * 8 * per_cpu}:
            raise MapError(spec, "contents does not fit key_size and value_size")


class MapError(VmError):
    """This map cannot be created."""

    def __init__(self, spec: MapSpec, why: str) -> None:
        super().__init__(Diagnostic(code="map.refused", message=f"map {spec.name}: {why}", span=spec.span))


def create(index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> MapInstance:
    """The map that `spec` describes, with its `contents` stored, as number `index` of a machine.

    The type must be a row of MAKERS and the geometry one that bpf(2) accepts.
    """
    instance = MAKERS[spec.type](index, spec, memory, cpu)
    for key, value in spec.contents:
        instance.write(key, value)
    return instance
