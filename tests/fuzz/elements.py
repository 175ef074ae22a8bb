"""Random operations on maps, by programs and by user space, asked of both engines and of the kernel.

python -m tests.fuzz.elements [--sequences N] [--seed S] [--type NAME ...] [--engine interp|jit]

One program a map does what it finds in the map `ask` and leaves what came of it in the map `answer`; user space
gives the commands of bpf(2). A sequence is a map and some dozens of steps. Compared are each answer, errno
values included, each value handed out, and all elements at the end.
"""

import argparse
import ctypes
import errno
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, Protocol

from tests.fuzz.natively import Module
from vm.asm import assemble
from vm.facts.baseline import CPUS
from vm.facts.map_types import MAP_TYPE_BY_NAME, NO_PREALLOC, RDONLY, WRONLY
from vm.interp import Interpreter
from vm.kernel.world import World
from vm.live import LiveMap, load
from vm.program import MapSpec, Program
from vm.runtime.machine import Machine
from vm.runtime.maps import elements

Answer = tuple[int, bytes]
"""What an operation returned (0 or more, or -errno), and the bytes it handed out."""

PROGRAM_OPS: Final = {
    "lookup": "map_lookup_elem", "update": "map_update_elem", "delete": "map_delete_elem", "push": "map_push_elem",
    "pop": "map_pop_elem", "peek": "map_peek_elem", "lookup_on": "map_lookup_percpu_elem",
}  # fmt: skip
USER_OPS: Final = ("lookup", "update", "delete", "next_key", "take")
TYPES: Final = (
    "hash", "array", "percpu_hash", "percpu_array", "lru_hash", "lru_percpu_hash", "lpm_trie", "queue", "stack",
    "bloom_filter", "prog_array", "array_of_maps", "hash_of_maps", "perf_event_array", "cgroup_array", "devmap",
    "devmap_hash", "cpumap", "sockmap", "sockhash", "xskmap", "stack_trace",
)  # fmt: skip
"""Ring buffers have steps of another kind: `tests.fuzz.streams`."""
INNER: Final = MapSpec(name="inner", type="array", key_size=4, value_size=4, max_entries=2)
OTHER: Final = MapSpec(name="other", type="hash", key_size=4, value_size=4, max_entries=2)
UNOPENED: Final = 900
"""A descriptor that nobody has opened."""
NOTHING: Final = 99
"""A number that names nothing: no descriptor, no interface."""
NUMBERS: Final = {
    "prog_array": (3, 4, 5, NOTHING), "array_of_maps": (3, 4, 5, NOTHING), "hash_of_maps": (3, 4, 5, NOTHING),
    "perf_event_array": (NOTHING,), "cgroup_array": (NOTHING,), "sockmap": (NOTHING,), "sockhash": (NOTHING,),
    "xskmap": (NOTHING,), "devmap": (0, 1, NOTHING), "devmap_hash": (0, 1, NOTHING),
    "cpumap": (0, 1, 192, 16384, 16385),
}  # fmt: skip
"""What elements of these maps refer to. 3 and 4 fit, 5 is of another kind."""
NAMED: Final = frozenset({"prog_array", "array_of_maps", "hash_of_maps"})
"""Types whose elements user space finds again, as an id."""
DESCRIBED: Final = NAMED | {"perf_event_array", "cgroup_array", "sockmap", "sockhash", "xskmap"}
"""Types that user space gives descriptors to."""
FLAGS: Final = (0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 8, 16, 1 << 32, 1 << 63)


@dataclass(frozen=True, slots=True)
class Step:
    """One operation. `key` None: of next_key, the first."""

    by_program: bool
    op: str
    key: bytes | None
    value: bytes
    flags: int = 0
    cpu: int = 0
    """The CPU that runs it; and of lookup_on, in the upper bits, the one asked about."""


class Side(Protocol):
    """Someone who has the map and does steps."""

    def do(self, step: Step) -> Answer: ...
    def contents(self) -> dict[bytes, bytes]: ...


# --- the program ----------------------------------------------------------------------------


def _round8(size: int) -> int:
    return -(-size // 8) * 8


_KEY: Final = 16
_FOUND: Final = 8

_BODIES: Final = {
    "lookup": "r2 = r6\n r2 += {key}\n call bpf_map_lookup_elem\n goto found",
    "lookup_on": "r2 = r6\n r2 += {key}\n r3 = *(u32 *)(r6 + 4)\n call bpf_map_lookup_percpu_elem\n goto found",
    "update": "r2 = r6\n r2 += {key}\n r3 = r6\n r3 += {value}\n r4 = *(u64 *)(r6 + 8)\n call bpf_map_update_elem\n goto done",
    "delete": "r2 = r6\n r2 += {key}\n call bpf_map_delete_elem\n goto done",
    "push": "r2 = r6\n r2 += {value}\n r3 = *(u64 *)(r6 + 8)\n call bpf_map_push_elem\n goto done",
    "pop": "r2 = r7\n r2 += {found}\n call bpf_map_pop_elem\n goto done",
    "peek": "r2 = r7\n r2 += {found}\n call bpf_map_peek_elem\n goto done",
}


@cache
def _program(type_: str, key_size: int, value_size: int) -> Program:
    """What does one operation on map 0: u32 which, u32 CPU, u64 flags, the key, the value, each padded to 8."""
    value = _KEY + _round8(key_size)
    operations = allowed(type_)
    places = {"key": _KEY, "value": value, "found": _FOUND}
    jumps = "\n".join(f" if r1 == {list(PROGRAM_OPS).index(op)} goto do_{op}" for op in operations)
    bodies = "\n".join(f"do_{op}:\n r1 = subject ll\n {_BODIES[op].format(**places)}" for op in operations)
    copies = "\n".join(
        f" r1 = *(u{8 * size} *)(r0 + {at})\n *(u{8 * size} *)(r7 + {_FOUND + at}) = r1"
        for at, size in _pieces(4 if "of_maps" in type_ else value_size)
    )
    inner = "" if "of_maps" not in type_ else (
        "*(u32 *)(r10 - 4) = 0\n r1 = r0\n r2 = r10\n r2 += -4\n call bpf_map_lookup_elem\n if r0 == 0 goto gone\n"
    )  # fmt: skip
    looks = any(op.startswith("lookup") for op in operations)
    found = f"found:\n if r0 == 0 goto gone\n {inner}\n{copies}\n r0 = 1\n goto done\ngone:\n r0 = 0\n"
    source = f"""\
.map subject, array, key=4, value=8, max_entries=1
.map ask, array, key=4, value={value + _round8(value_size)}, max_entries=1
.map answer, array, key=4, value={_FOUND + _round8(max(4, value_size))}, max_entries=1
.section socket
 r1 = subject ll
 r6 = ask[0] ll
 r7 = answer[0] ll
 r1 = *(u32 *)(r6 + 0)
{jumps}
 r0 = 99
 goto done
{bodies}
{found if looks else ""}
done:
 *(u64 *)(r7 + 0) = r0
 r0 = 0
 exit
"""
    return assemble(source).programs[0]


def _pieces(size: int) -> Iterator[tuple[int, int]]:
    """(offset, bytes) of the loads that copy `size` bytes."""
    at = 0
    while at < size:
        piece = next(piece for piece in (8, 4, 2, 1) if at + piece <= size and at % piece == 0)
        yield at, piece
        at += piece


def allowed(type_: str) -> list[str]:
    """The operations that a program can do; those that want a socket are left out."""
    helpers = ("map_delete_elem",) if type_.startswith("sock") else MAP_TYPE_BY_NAME[type_].helpers
    if type_ == "xskmap":
        return []
    return [op for op, helper in PROGRAM_OPS.items() if helper in helpers]


def program_of(spec: MapSpec) -> Program:
    """The program for a map."""
    made = _program(spec.type, spec.key_size, spec.value_size)
    others = (INNER, replace(INNER, name="second"), OTHER) if spec.type in CONTAINERS else ()
    return replace(made, maps=(spec, *made.maps[1:], *others))


def targets(program: Program) -> tuple[Program, ...]:
    """Programs by number, for a prog_array: 3 and 4 are of the kind that may be there, 5 is not."""
    exit_ = assemble(".section socket\nr0 = 0\nexit\n").programs[0]
    return (program,) * 3 + (exit_, exit_, replace(exit_, prog_type="xdp", section="xdp"))


def _asked(spec: MapSpec, step: Step) -> bytes:
    head = list(PROGRAM_OPS).index(step.op).to_bytes(4, "little") + (step.cpu >> 8).to_bytes(4, "little")
    head += step.flags.to_bytes(8, "little")
    return (
        head
        + (step.key or b"").ljust(_round8(spec.key_size), b"\0")
        + step.value[: spec.value_size].ljust(_round8(spec.value_size), b"\0")
    )


def _answered(spec: MapSpec, step: Step, answer: bytes) -> Answer:
    result = int.from_bytes(answer[:8], "little", signed=True)
    size = 4 if "of_maps" in spec.type else spec.value_size
    handed = result == 1 if step.op in {"lookup", "lookup_on"} else step.op in {"pop", "peek"}
    return result, answer[_FOUND : _FOUND + size] if handed else b""


ZERO: Final = bytes(4)
FRAME: Final = bytes(64)


# --- the kernel -----------------------------------------------------------------------------


class Theirs:
    """The kernel's map."""

    def __init__(self, spec: MapSpec) -> None:
        self.spec = spec
        self.loaded = load(program_of(spec), log_level=1)
        assert self.loaded.ok, (self.loaded.errno_name, self.loaded.error_lines, spec)
        self.map, self.ask, self.answer = self.loaded.maps[:3]
        self.others = [load(other) for other in targets(program_of(spec))[3:]] if spec.type == "prog_array" else []
        named = [other.fd for other in self.others] or [other.fd for other in self.loaded.maps[3:]]
        self.descriptors = dict(enumerate(named, 3)) | {NOTHING: UNOPENED} if spec.type in DESCRIBED else {}
        self.numbers = {
            self._id(fd): number for number, fd in self.descriptors.items() if spec.type in NAMED and number < 5
        }

    def _id(self, fd: int) -> bytes:
        """What user space finds where it has stored a descriptor."""
        with LiveMap(
            replace(self.spec, key_size=4, type=self.spec.type.replace("hash", "array"), max_entries=1, flags=0)
        ) as made:
            assert made.update(ZERO, fd.to_bytes(4, "little")) == 0
            return made.lookup(ZERO) or b""

    def _translated(self, value: bytes) -> bytes:
        """A number as the descriptor that it stands for."""
        if not self.descriptors or not value:
            return value
        return (
            self.descriptors[int.from_bytes(value[:4], "little")]
            .to_bytes(4, "little", signed=True)
            .ljust(len(value), b"\0")
        )

    def do(self, step: Step) -> Answer:
        if os.sched_getaffinity(0) != {step.cpu & 0xFF}:
            os.sched_setaffinity(0, {step.cpu & 0xFF})
        if not step.by_program:
            return self._command(replace(step, value=self._translated(step.value)))
        self.ask.update(ZERO, _asked(self.spec, step))
        self.loaded.test_run(FRAME)
        answer = self.answer.lookup(ZERO)
        assert answer is not None
        return _answered(self.spec, step, answer)

    def _command(self, step: Step) -> Answer:
        command = {"lookup": 1, "update": 2, "delete": 3, "next_key": 4, "take": 21}[step.op]
        room = ctypes.create_string_buffer(
            step.value, max(len(step.value), self.map.value_bytes, self.spec.key_size, 1)
        )
        bare = step.op == "delete"
        result = self.map._element(command, step.key, None if bare else room, step.flags)
        if result < 0 or step.op in {"update", "delete"}:
            return result, b""
        data = room.raw[: self.spec.key_size if step.op == "next_key" else self.map.value_bytes]
        if step.op == "lookup" and data in self.numbers:
            data = self.numbers[data].to_bytes(4, "little")
        return result, data

    def contents(self) -> dict[bytes, bytes]:
        """All elements that a walk over the keys finds."""
        found, key = {}, None
        if self.spec.flags & WRONLY or not self.spec.key_size:
            return {}
        while True:
            result, key = self.do(Step(False, "next_key", key, b""))
            if result < 0:
                return found
            result, value = self.do(Step(False, "lookup", key, b""))
            if result == 0:
                found[key] = value

    def close(self) -> None:
        for other in self.others:
            other.close()
        self.loaded.close()


# --- ours -----------------------------------------------------------------------------------


class Ours:
    """A machine's map."""

    def __init__(self, spec: MapSpec, engine: str) -> None:
        program = program_of(spec)
        self.spec = spec
        self.world = World()
        programs = targets(program) if spec.type == "prog_array" else (program,)
        self.machine = Machine(program.maps, self.world, programs=programs)
        self.map, self.ask, self.answer = self.machine.maps[:3]
        if engine == "jit":
            native = Module(self.machine, (program,), {0: frozenset()})
            self._run: Callable[[int], object] = lambda address: native.run(0, (address,), 10_000)
        else:
            interpreter = Interpreter(self.machine, program)
            self._run = lambda address: interpreter.run((address,), 10_000)

    def do(self, step: Step) -> Answer:
        self.world.cpu = step.cpu & 0xFF
        if not step.by_program:
            return self._command(step)
        self.ask.write(ZERO, _asked(self.spec, step))
        address = self.machine.enter_skb(FRAME, link_layer=False)
        outcome = self._run(address)
        assert getattr(outcome, "fault", None) is None, outcome
        return _answered(self.spec, step, self.answer.read(ZERO) or b"")

    def _command(self, step: Step) -> Answer:
        key = step.key or b""
        answer: bytes | int
        if step.op == "lookup":
            answer = elements.lookup(self.map, key, step.flags, step.value)
        elif step.op == "update":
            answer = elements.update(self.map, key, step.value, step.flags)
        elif step.op == "delete":
            answer = elements.delete(self.map, key)
        elif step.op == "next_key":
            answer = elements.next_key(self.map, step.key)
        else:
            answer = elements.lookup_and_delete(self.map, key, step.flags)
        return (answer, b"") if isinstance(answer, int) else (0, answer)

    def contents(self) -> dict[bytes, bytes]:
        """All elements that a walk over the keys finds."""
        found, key = {}, elements.next_key(self.map, None)
        while isinstance(key, bytes):
            value = elements.lookup(self.map, key)
            if isinstance(value, bytes):
                found[key] = value
            key = elements.next_key(self.map, key)
        return found


# --- drawing --------------------------------------------------------------------------------

CONTAINERS: Final = frozenset({"array_of_maps", "hash_of_maps"})
UNORDERED: Final = frozenset({"hash", "percpu_hash", "lru_hash", "lru_percpu_hash", "hash_of_maps", "devmap_hash"})
KEY_SIZES: Final = (1, 3, 4, 5, 8, 12, 16, 64, 70)
VALUE_SIZES: Final = (1, 2, 4, 7, 8, 12, 16, 33)
ROOMY: Final = 64
"""max_entries of an LRU map: the kernel's forgets early, and not in an order to rely on, when it is nearly full."""


def draw_spec(type_: str, rng: random.Random) -> MapSpec:
    """Some map of a type."""
    row = MAP_TYPE_BY_NAME[type_]
    key = 0 if 0 in row.key else 4 if row.key.high == 4 else rng.choice(KEY_SIZES)
    value = 4 if row.value.high == 4 else rng.choice((4, 8)) if row.value.low == 4 else rng.choice(VALUE_SIZES)
    entries, flags = rng.randrange(1, 7), 0
    if type_.startswith("lru"):
        entries = ROOMY
    elif type_ == "bloom_filter":
        entries = 1000
    elif type_ == "lpm_trie":
        key, flags = rng.choice((5, 6, 8, 11, 20)), NO_PREALLOC
    elif type_ == "stack_trace":
        value = rng.choice((8, 64))
    elif type_ == "devmap_hash":
        entries = rng.choice((1, 2, 4))
    elif row.flags & NO_PREALLOC and rng.random() < 0.5:
        flags = NO_PREALLOC
    if rng.random() < 0.1:
        flags |= rng.choice([flag for flag in (RDONLY, WRONLY) if row.flags & flag] or [0])
    inner = INNER if type_ in CONTAINERS else None
    return MapSpec(
        name="subject", type=type_, key_size=key, value_size=value, max_entries=entries, flags=flags, inner=inner
    )


class Author:
    """Writes the steps of one sequence."""

    def __init__(self, spec: MapSpec, rng: random.Random) -> None:
        self.spec, self.rng = spec, rng
        size = spec.key_size
        if spec.type == "lpm_trie":
            self.keys = [self._prefix() for _ in range(10)]
        elif MAP_TYPE_BY_NAME[spec.type].key.high == 4:
            self.keys = [n.to_bytes(4, "little") for n in (*range(spec.max_entries + 1), 1 << 31)]
        else:
            self.keys = [rng.randbytes(size) for _ in range(rng.randrange(2, 9))] if size else [b""]
        self.values = [rng.randbytes(spec.value_size) for _ in range(5)]

    def _prefix(self) -> bytes:
        rng, width = self.rng, self.spec.key_size - 4
        length = rng.choice((0, 1, 7, 8, 9, 8 * width - 1, 8 * width, 8 * width + 1, rng.randrange(8 * width + 1)))
        return length.to_bytes(4, "little") + bytes(rng.choice((0, 0, 0x80, 0xFF, 0xA0)) for _ in range(width))

    def steps(self, number: int) -> tuple[Step, ...]:
        return tuple(self.step() for _ in range(number))

    def step(self) -> Step:
        rng = self.rng
        by_program = bool(allowed(self.spec.type)) and rng.random() < 0.6
        op = rng.choice(allowed(self.spec.type) if by_program else USER_OPS)
        key: bytes | None = rng.choice(self.keys) if self.spec.key_size else None
        if op == "next_key" and (self.spec.type in UNORDERED or rng.random() < 0.2):
            key = None
        flags = rng.choice(FLAGS) if op in {"update", "push"} or (not by_program and rng.random() < 0.1) else 0
        if op in {"delete", "next_key"}:
            flags = 0
        cpu = rng.randrange(CPUS) if MAP_TYPE_BY_NAME[self.spec.type].per_cpu and rng.random() < 0.2 else 0
        asked = rng.choice((0, 1, CPUS, CPUS + 3, 0xFFFFFF)) if op == "lookup_on" else 0
        return Step(by_program, op, key, self.value(by_program), flags, cpu | asked << 8)

    def value(self, by_program: bool) -> bytes:
        rng, spec = self.rng, self.spec
        if spec.type in NUMBERS:
            return rng.choice(NUMBERS[spec.type]).to_bytes(4, "little").ljust(spec.value_size, b"\0")
        if MAP_TYPE_BY_NAME[spec.type].per_cpu and not by_program:
            return b"".join(
                (rng.choice(self.values) + rng.randbytes(7))[: _round8(spec.value_size)] for _ in range(CPUS)
            )
        return rng.choice(self.values)


def draw(type_: str, seed: int) -> tuple[MapSpec, tuple[Step, ...]]:
    """The sequence of a type and a seed; the same one everywhere."""
    rng = random.Random(f"{type_} {seed}")
    spec = draw_spec(type_, rng)
    return spec, Author(spec, rng).steps(rng.randrange(10, 50))


# --- comparing ------------------------------------------------------------------------------


def comparable(spec: MapSpec, step: Step, answer: Answer) -> Answer:
    """An answer without what may differ: the order of keys in a hash, and what its free places held before."""
    result, data = answer
    if step.op in {"lookup", "take"} and not step.by_program:
        data = without_padding(spec, data)
    if step.op == "next_key" and spec.type in UNORDERED:
        data = b""
    if step.op == "lookup" and not step.by_program and result < 0:
        data = b""
    return result, data


def without_padding(spec: MapSpec, data: bytes) -> bytes:
    """All CPUs' values of a hash: behind each lies what the place held that it was given."""
    if spec.type not in UNORDERED or not MAP_TYPE_BY_NAME[spec.type].per_cpu:
        return data
    stride = _round8(spec.value_size)
    return b"".join(data[start : start + spec.value_size] for start in range(0, len(data), stride))


def differing(type_: str, seed: int, engine: str) -> str:
    """The first step of a sequence on which the kernel and an engine part, in words; "" when there is none."""
    spec, steps = draw(type_, seed)
    ours, theirs = Ours(spec, engine), Theirs(spec)
    try:
        for number, step in enumerate(steps):
            mine, its = (comparable(spec, step, side.do(step)) for side in (ours, theirs))
            if mine != its:
                return f"{spec}\n  step {number}: {step}\n  kernel {_word(its)}, {engine} {_word(mine)}"
        mine, its = (everything(spec, side) for side in (ours, theirs))
        if mine != its:
            return f"{spec}\n  contents: kernel {its}, {engine} {mine}"
    finally:
        theirs.close()
    return ""


def everything(spec: MapSpec, side: Side) -> dict[bytes, bytes]:
    """All elements a side has in the end."""
    return {key: without_padding(spec, value) for key, value in side.contents().items()}


def _word(answer: Answer) -> str:
    result, data = answer
    return f"{errno.errorcode.get(-result, str(result)) if result < 0 else result} {data.hex()}"


# --- as data --------------------------------------------------------------------------------


def spec_to_json(spec: MapSpec) -> dict[str, Any]:
    """A map as a record holds it; what maps of maps are made for is always INNER."""
    return {name: getattr(spec, name) for name in ("type", "key_size", "value_size", "max_entries", "flags")}


def spec_of(record: dict[str, Any]) -> MapSpec:
    """The map of a record."""
    return MapSpec(name="subject", **record, inner=INNER if record["type"] in CONTAINERS else None)


def step_to_json(step: Step) -> list[Any]:
    """A step as a record holds it."""
    key = None if step.key is None else step.key.hex()
    return [step.by_program, step.op, key, step.value.hex(), step.flags, step.cpu]


def step_of(record: Sequence[Any]) -> Step:
    """The step of a record."""
    by_program, op, key, value, flags, cpu = record
    return Step(by_program, op, None if key is None else bytes.fromhex(key), bytes.fromhex(value), flags, cpu)


def main() -> int:
    """The command: 1 if anything was unlike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sequences", type=int, default=200, help="of each type")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--type", action="append", choices=TYPES)
    parser.add_argument("--engine", choices=["interp", "jit"], default="interp")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for type_ in options.type or TYPES:
        for seed in range(options.seed, options.seed + options.sequences):
            what = differing(type_, seed, options.engine)
            counts[type_] += bool(what)
            if what:
                sys.stdout.write(f"--- {type_} {seed}: {what}\n")
        sys.stdout.write(f"{type_:20} {options.sequences} sequences, {counts[type_]} differ\n")
        sys.stdout.flush()
    return int(counts.total() > 0)


if __name__ == "__main__":
    sys.exit(main())
