"""From registers to what a helper's body works with, by the argument kinds of `vm.facts.helpers`.

A body sees maps as maps, keys and readable memory as bytes, memory to fill as an address that is
known to be writable for as long as the length says. Whatever an unverified program passes, a body
is called with sound arguments or the run ends in a fault.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from vm.facts.helpers import Arg, Param
from vm.runtime.faults import FaultRaised
from vm.runtime.machine import Machine
from vm.runtime.maps.instance import MapInstance
from vm.runtime.memory import FUNCTIONS, READ, WRITE

U32: Final = (1 << 32) - 1

Decoder: TypeAlias = Callable[[Machine, int, int, Any], Any]
"""(machine, register, the length that belongs to it, the map argument before it) -> argument"""


def _bytes(machine: Machine, address: int, size: int, _: object) -> bytes:
    return machine.memory.read(address, size)


def _bytes_or_none(machine: Machine, address: int, size: int, _: object) -> bytes | None:
    return machine.memory.read(address, size) if address else None


def _room(machine: Machine, address: int, size: int, _: object) -> int:
    if size:
        machine.memory.region(address, size, WRITE)
    return address


def _room_or_null(machine: Machine, address: int, size: int, _: object) -> int:
    if address and size:
        machine.memory.region(address, size, WRITE)
    return address


def _both_ways(machine: Machine, address: int, size: int, _: object) -> int:
    if size:
        machine.memory.region(address, size, READ)
        machine.memory.region(address, size, WRITE)
    return address


def _map(machine: Machine, handle: int, _size: int, _: object) -> MapInstance:
    return machine.map_at(handle)


def _key(machine: Machine, address: int, _size: int, instance: MapInstance) -> bytes:
    return machine.memory.read(address, instance.spec.key_size)


def _value(machine: Machine, address: int, _size: int, instance: MapInstance) -> bytes:
    return machine.memory.read(address, instance.spec.value_size)


def _value_or_none(machine: Machine, address: int, _size: int, instance: MapInstance) -> bytes | None:
    return machine.memory.read(address, instance.spec.value_size) if address else None


def _value_room(machine: Machine, address: int, _size: int, instance: MapInstance) -> int:
    return _room(machine, address, instance.spec.value_size, instance)


def _number(_machine: Machine, value: int, _size: int, _: object) -> int:
    return value


def _length(_machine: Machine, value: int, _size: int, _: object) -> int:
    return value & U32


def _context(machine: Machine, address: int, _size: int, _: object) -> int:
    if machine.context is None or address != machine.context.address:
        raise FaultRaised("bad-pointer", "the argument is not the program's context", address)
    return address


def _context_or_null(machine: Machine, address: int, size: int, _: object) -> int:
    return _context(machine, address, size, None) if address else 0


def _function(_machine: Machine, address: int, _size: int, _: object) -> int:
    slot, rest = divmod(address - FUNCTIONS, 8)
    if rest or not 0 <= slot < 1 << 20:
        raise FaultRaised("bad-pointer", f"{address:#x} is no function of this program", address)
    return slot


def _string(machine: Machine, address: int, _size: int, _: object) -> bytes:
    region = machine.memory.region(address, 1, READ)
    text = machine.memory.read(address, region.end - address)
    end = text.find(b"\0")
    if end < 0:
        raise FaultRaised("bad-pointer", "the string has no end", address)
    return text[:end]


_FIXED: Final = {Arg.LONG_OUT: 8, Arg.U32_INOUT: 4, Arg.DYNPTR: 16, Arg.DYNPTR_OUT: 16, Arg.DYNPTR_RELEASE: 16}
"""Bytes behind arguments whose kind fixes their size."""

DECODERS: Final[Mapping[Arg, Decoder]] = {
    Arg.ANYTHING: _number,
    Arg.UNCHECKED: _number,
    Arg.MAP: _map,
    Arg.MAP_KEY: _key,
    Arg.MAP_VALUE: _value,
    Arg.MAP_VALUE_OR_NULL: _value_or_none,
    Arg.MAP_VALUE_OUT: _value_room,
    Arg.MEM: _bytes,
    Arg.MEM_OR_NULL: _bytes_or_none,
    Arg.MEM_WRITE: _both_ways,
    Arg.MEM_WRITE_OR_NULL: _room_or_null,
    Arg.MEM_OUT: _room,
    Arg.MEM_OUT_OR_NULL: _room_or_null,
    Arg.MEM_FIXED: _bytes,
    Arg.LONG_OUT: _room,
    Arg.U32_INOUT: _both_ways,
    Arg.SIZE: _length,
    Arg.SIZE_OR_ZERO: _length,
    Arg.ALLOC_SIZE: _number,
    Arg.CTX: _context,
    Arg.CTX_OR_NULL: _context_or_null,
    Arg.RINGBUF_MEM: _number,
    Arg.FUNC: _function,
    Arg.STACK_OR_NULL: _number,
    Arg.CONST_STR: _string,
    Arg.SOCK_COMMON: _number,
    Arg.SOCK_COMMON_BTF: _number,
    Arg.TASK: _number,
    Arg.TASK_OR_NULL: _number,
    Arg.CGROUP_OR_NULL: _number,
    Arg.BTF: _number,
    Arg.BTF_OR_NULL: _number,
    Arg.PERCPU_BTF: _number,
    Arg.SPIN_LOCK: _number,
    Arg.TIMER: _number,
    Arg.KPTR_DEST: _number,
    Arg.DYNPTR: _room,
    Arg.DYNPTR_OUT: _room,
    Arg.DYNPTR_RELEASE: _room,
}
assert DECODERS.keys() == set(Arg), "every kind of argument has a decoder"

_SIZES: Final = {Arg.SIZE, Arg.SIZE_OR_ZERO}


def decoder(params: Sequence[Param]) -> Callable[[Machine, Sequence[int]], list[Any]]:
    """A function from a machine and its registers to the arguments of a body with these parameters."""
    plan: list[tuple[Decoder, int, int, int]] = []
    for n, param in enumerate(params):
        sized = n + 1 < len(params) and params[n + 1].kind in _SIZES
        fixed = param.size or _FIXED.get(param.kind, 0)
        plan.append((DECODERS[param.kind], n + 1, n + 2 if sized else 0, fixed))

    def decode(machine: Machine, r: Sequence[int]) -> list[Any]:
        instance: Any = None
        arguments: list[Any] = []
        for convert, register, size_register, fixed in plan:
            size = r[size_register] & U32 if size_register else fixed
            argument = convert(machine, r[register], size, instance)
            if convert is _map:
                instance = argument
            arguments.append(argument)
        return arguments

    return decode
