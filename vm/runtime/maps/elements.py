"""The commands of bpf(2) on elements, as user space gives them at any time: what is right for every map comes
first (flags, whether user space may read or write it at all), then the map's own answer.

Each gives bytes or 0 where it succeeds and -errno where it does not. Order and numbers are those of Linux 6.18,
asked command by command.
"""

import errno

from vm.facts.map_types import RDONLY, WRONLY
from vm.runtime.maps.flags import LOCK
from vm.runtime.maps.instance import MapInstance


def _may_read(instance: MapInstance) -> bool:
    return not instance.spec.flags & WRONLY


def _may_write(instance: MapInstance) -> bool:
    return not (instance.spec.flags & RDONLY or instance.spec.frozen)


def _refused(flags: int, *, allowed: bool) -> int:
    """Why a value is not handed out: -errno, or 0. BPF_F_LOCK needs a lock in the value, and no map here has one."""
    if flags & ~LOCK:
        return -errno.EINVAL
    if not allowed:
        return -errno.EPERM
    return -errno.EINVAL if flags else 0


def lookup(instance: MapInstance, key: bytes, flags: int = 0, asked: bytes = b"") -> bytes | int:
    """BPF_MAP_LOOKUP_ELEM: the value, of a per-CPU map every CPU's, padded to 8 bytes.

    asked   what the value's room holds before the call: a bloom filter is asked about that
    """
    refusal = _refused(flags, allowed=_may_read(instance))
    return refusal or instance.fetch(key, asked)


def update(instance: MapInstance, key: bytes, value: bytes, flags: int = 0) -> int:
    """BPF_MAP_UPDATE_ELEM."""
    if not _may_write(instance):
        return -errno.EPERM
    if flags & LOCK:
        return -errno.EINVAL
    return instance.write(key, value, flags)


def delete(instance: MapInstance, key: bytes) -> int:
    """BPF_MAP_DELETE_ELEM."""
    return instance.remove(key) if _may_write(instance) else -errno.EPERM


def next_key(instance: MapInstance, key: bytes | None) -> bytes | int:
    """BPF_MAP_GET_NEXT_KEY: the key behind `key`, the first one for None or for a key that is not there."""
    return instance.next_key(key) if _may_read(instance) else -errno.EPERM


def lookup_and_delete(instance: MapInstance, key: bytes, flags: int = 0) -> bytes | int:
    """BPF_MAP_LOOKUP_AND_DELETE_ELEM: the value that was taken out."""
    refusal = _refused(flags, allowed=_may_read(instance) and _may_write(instance))
    return refusal or instance.take(key)
