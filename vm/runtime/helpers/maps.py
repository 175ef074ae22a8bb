"""Helpers on maps. Answers are the maps' own; here is only what depends on the kind of map."""

import errno
from collections.abc import Mapping
from typing import Any, Final

from vm.facts import limits
from vm.runtime.faults import FaultRaised
from vm.runtime.machine import Machine, TailCall
from vm.runtime.maps.instance import MapInstance
from vm.runtime.maps.queue import BloomFilter
from vm.runtime.maps.references import ProgArray

MAX_TAIL_CALLS: Final = limits.value("tail-calls")
MAX_LOOPS: Final = limits.value("bpf-loop")
TOO_MANY: Final = -errno.E2BIG & 0xFFFF_FFFF
"""-E2BIG as bpf_loop's inlined form gives it: a 32-bit move, so the upper half is 0. Observed on Linux 6.18."""


def lookup(_: Machine, instance: MapInstance, key: bytes) -> int:
    return instance.lookup(key)


def lookup_percpu(_: Machine, instance: MapInstance, key: bytes, cpu: int) -> int:
    return instance.lookup_on(key, cpu & 0xFFFF_FFFF)


def update(_: Machine, instance: MapInstance, key: bytes, value: bytes, flags: int) -> int:
    return instance.update(key, value, flags)


def delete(_: Machine, instance: MapInstance, key: bytes) -> int:
    return instance.delete(key)


def push(_: Machine, instance: MapInstance, value: bytes, flags: int) -> int:
    return instance.push(value, flags)


def pop(machine: Machine, instance: MapInstance, room: int) -> int:
    return _copied(machine, instance.pop(), room, instance.spec.value_size)


def peek(machine: Machine, instance: MapInstance, room: int) -> int:
    """The next element of a queue or stack; whether a bloom filter may have seen what lies in `room`."""
    asked = machine.memory.peek(room, instance.spec.value_size) or b""
    answer = instance.peek(asked)
    if isinstance(instance, BloomFilter):
        return answer if isinstance(answer, int) else 0
    return _copied(machine, answer, room, instance.spec.value_size)


def _copied(machine: Machine, answer: bytes | int, room: int, size: int) -> int:
    """Store an element where the caller wants it; of an error, zeros and the error."""
    if isinstance(answer, int):
        machine.memory.write(room, bytes(size))
        return answer
    machine.memory.write(room, answer)
    return 0


def tail_call(machine: Machine, _context: int, instance: MapInstance, index: int) -> int:
    """Leaves for another program; comes back, with the program going on, when there is none."""
    if not isinstance(instance, ProgArray):
        return 0
    number = instance.number((index & 0xFFFF_FFFF).to_bytes(4, "little"))
    if number is None or number >= len(machine.programs) or machine.tail_calls >= MAX_TAIL_CALLS:
        return 0
    machine.tail_calls += 1
    raise TailCall(number)


def for_each(machine: Machine, instance: MapInstance, function: int, context: int, flags: int) -> int:
    """Calls `function(map, key, value, context)` for each element until it returns 1; how many it was called for.

    The key is handed over at the map's scratch place, the value at its own.
    """
    if flags:
        return -errno.EINVAL
    if instance.slots is None:
        return -errno.EOPNOTSUPP
    calls = 0
    for key in list(instance.keys()):
        value = instance.lookup(key)
        if not value:
            continue
        calls += 1
        place = machine.scratch(key)
        with machine.nested():
            stop = machine.call_function(function, (instance.handle, place, value, context, 0))
        if stop:
            break
    return calls


def loop(machine: Machine, rounds: int, function: int, context: int, flags: int) -> int:
    """Calls `function(n, context)` for n from 0 until it returns 1 or all rounds are done; how many were."""
    rounds &= 0xFFFF_FFFF
    if flags:
        return -errno.EINVAL
    if rounds > MAX_LOOPS:
        return TOO_MANY
    for n in range(rounds):
        if machine.call_function(function, (n, context, 0, 0, 0)):
            return n + 1
    return rounds


def spin_lock(machine: Machine, lock: int) -> int:
    """One CPU runs at a time, so a free lock is had at once; taking it twice would never end."""
    if machine.memory.load(lock, 4):
        raise FaultRaised("bad-pointer", "the lock is taken already: this would wait for ever", lock, 4)
    machine.memory.store(lock, 4, 1)
    return 0


def spin_unlock(machine: Machine, lock: int) -> int:
    machine.memory.store(lock, 4, 0)
    return 0


BODIES: Final[Mapping[str, Any]] = {
    "map_lookup_elem": lookup,
    "map_lookup_percpu_elem": lookup_percpu,
    "map_update_elem": update,
    "map_delete_elem": delete,
    "map_push_elem": push,
    "map_pop_elem": pop,
    "map_peek_elem": peek,
    "spin_lock": spin_lock,
    "spin_unlock": spin_unlock,
    "tail_call": tail_call,
    "for_each_map_elem": for_each,
    "loop": loop,
}
