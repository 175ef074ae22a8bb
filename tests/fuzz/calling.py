"""Programs that call helpers: every helper of every program type, with arguments of every kind.

Most arguments fit, some nearly do. Maps of every type that needs neither BTF nor a memory mapping are at
hand; r6 is the context, r7 to r9 hold numbers, looked-up values, records, packet pointers, maps, sockets.
"""

import random
from collections.abc import Callable

from vm.facts import isa
from vm.facts.helpers import HELPER_BY_NAME, HELPERS, Arg, Helper
from vm.facts.map_types import MAP_TYPE_BY_NAME, RDONLY_PROG, WRONLY_PROG
from vm.facts.program_types import PROGRAM_TYPES
from vm.insn import Instruction
from vm.program import MapSpec

Code = list[Instruction]

COMMON = (
    "map_lookup_elem", "map_update_elem", "map_delete_elem", "tail_call", "csum_diff", "perf_event_output",
    "ringbuf_output", "ringbuf_reserve", "ringbuf_submit", "ringbuf_discard", "map_push_elem", "map_pop_elem",
    "map_peek_elem", "probe_read_user", "probe_read_kernel", "probe_read_kernel_str", "skb_load_bytes", "skb_store_bytes",
    "xdp_adjust_head", "get_current_comm", "trace_printk", "strtol", "check_mtu", "map_lookup_percpu_elem",
)  # fmt: skip
"""Called more often than the rest."""


def _map(kind: str, key: int, value: int, entries: int = 4, flags: int = 0) -> MapSpec:
    return MapSpec(name="", type=kind, key_size=key, value_size=value, max_entries=entries, flags=flags)


MAPS = (
    _map("hash", 8, 64), _map("array", 4, 64), _map("ringbuf", 0, 0, 4096), _map("hash", 8, 64, 4, RDONLY_PROG),
    _map("hash", 8, 64, 4, WRONLY_PROG), _map("prog_array", 4, 4), _map("perf_event_array", 4, 4), _map("queue", 0, 16),
    _map("percpu_array", 4, 16), _map("lpm_trie", 8, 8, 4, 1), _map("stack_trace", 4, 80), _map("xskmap", 4, 4),
    _map("bloom_filter", 0, 8), _map("percpu_hash", 8, 16), _map("array", 4, 32, 1, RDONLY_PROG), _map("devmap", 4, 4),
    _map("cgroup_array", 4, 4), _map("user_ringbuf", 0, 0, 4096), _map("sockmap", 4, 4), _map("lru_hash", 4, 4),
)  # fmt: skip
VALUES = (0, 1, 3, 4, 8, 13, 14)
"""Maps whose values are looked up."""

RING = 2
PACKET_FIELDS = {"xdp": (0, 4), "sched_cls": (76, 80)}
END = (Instruction(0xB7, 0), Instruction(isa.EXIT))


def put(register: int, number: int) -> Code:
    return [Instruction(0xB7, register, imm=number)]


def copy(register: int, source: int) -> Code:
    return [Instruction(0xBF, register, source)]


def add(register: int, number: int) -> Code:
    return [Instruction(0x07, register, imm=number)]


def call(name: str) -> Code:
    return [Instruction(isa.CALL, imm=HELPER_BY_NAME[name].id)]


def map_address(register: int, index: int) -> Code:
    return [Instruction(isa.LD_IMM64, register, isa.WIDE_MAP, imm=index), Instruction(0)]


def unless_null() -> Code:
    """Leave if r0 is 0."""
    return [Instruction(0x55, 0, off=2), *END]


# What r7, r8 and r9 may hold


def _unknown(rng: random.Random, kind: str, register: int) -> Code:
    return [*call("get_prandom_u32"), *copy(register, 0)]


def _bounded(rng: random.Random, kind: str, register: int) -> Code:
    mask = rng.choice((1, 3, 7, 8, 15, 63, 64, 65, 0x7FFFFFFF))
    return [*_unknown(rng, kind, register), Instruction(0x57, register, imm=mask)]


def _constant(rng: random.Random, kind: str, register: int) -> Code:
    return put(register, rng.choice((0, 0, 1, 4, 8, 16, 64, -1, 512)))


def _a_map(rng: random.Random, kind: str, register: int) -> Code:
    return map_address(register, rng.randrange(len(MAPS)))


def _stack_somewhere(rng: random.Random, kind: str, register: int) -> Code:
    mask = Instruction(0x57, 0, imm=rng.choice((7, 8, 56)))
    return [*call("get_prandom_u32"), mask, *copy(register, 10), *add(register, -64), Instruction(0x0F, register, 0)]


def _value(rng: random.Random, kind: str, register: int) -> Code:
    key = [Instruction(rng.choice((0x7A, 0x62)), 10, off=-8, imm=rng.choice((0, 1, 3, 4, 7)))]
    code = [*key, *map_address(1, rng.choice(VALUES)), *copy(2, 10), *add(2, rng.choice((-8, -8, -8, -4)))]
    code += call("map_lookup_elem")
    if rng.random() < 0.5:
        code += unless_null()
    code += copy(register, 0)
    return code + (add(register, rng.choice((4, 8, -8, 60))) if rng.random() < 0.2 else [])


def _record(rng: random.Random, kind: str, register: int) -> Code:
    code = [*map_address(1, RING), *put(2, rng.choice((0, 8, 16, 64))), *put(3, 0), *call("ringbuf_reserve")]
    if rng.random() < 0.5:
        code += unless_null()
    return [*code, *copy(register, 0), *(add(register, 8) if rng.random() < 0.1 else [])]


def _socket(rng: random.Random, kind: str, register: int) -> Code:
    if kind not in {"socket_filter", "sched_cls"}:
        return put(register, 0)
    check = [Instruction(0x55, register, off=2), *END] if rng.random() < 0.6 else []
    return [Instruction(0x79, register, 6, 168), *check]


def _packet(rng: random.Random, kind: str, register: int) -> Code:
    if kind not in PACKET_FIELDS:
        return put(register, 0)
    data, end = PACKET_FIELDS[kind]
    code = [Instruction(0x61, register, 6, data), Instruction(0x61, 2, 6, end), *copy(1, register)]
    return [*code, *add(1, rng.choice((8, 16, 64))), Instruction(0xBD, 1, 2, 2), *END]


THINGS: tuple[Callable[[random.Random, str, int], Code], ...] = (
    _unknown, _bounded, _bounded, _constant, _a_map, _stack_somewhere, _value, _value, _record, _record, _socket, _packet,
)  # fmt: skip


# Arguments


def argument(rng: random.Random, helper: Helper, register: int, kind: Arg) -> Code:
    k = rng.random()
    if k < 0.12:
        return rng.choice((
            copy(register, rng.choice((6, 7, 8, 9, 10))), put(register, rng.choice((0, 1, 8, -1))),
            map_address(register, rng.randrange(len(MAPS))), [],
        ))  # fmt: skip
    if k < 0.3:
        return copy(register, rng.choice((7, 8, 9)))
    return fitting(rng, helper, register, kind)


def fitting(rng: random.Random, helper: Helper, register: int, kind: Arg) -> Code:
    if kind is Arg.MAP:
        good = [n for n, spec in enumerate(MAPS) if helper.name in MAP_TYPE_BY_NAME[spec.type].helpers]
        return map_address(register, rng.choice(good) if good and rng.random() < 0.8 else rng.randrange(len(MAPS)))
    if kind in {Arg.CTX, Arg.CTX_OR_NULL}:
        return [*copy(register, 6), *(add(register, 8) if rng.random() < 0.03 else [])]
    if kind in {Arg.SIZE, Arg.SIZE_OR_ZERO, Arg.ALLOC_SIZE}:
        return put(register, rng.choice((0, 1, 4, 8, 16, 20, 40, 64, 65, -1, 1 << 29)))
    if kind is Arg.ANYTHING:
        return put(register, rng.choice((0, 0, 1, 5)))
    if kind is Arg.FUNC or (kind.value.endswith("null") and rng.random() < 0.4):
        return put(register, 0)
    off = rng.choice((-64, -64, -56, -8, -16, -4, -12, -128, -512, -520, 0, 8, -60))
    return [*copy(register, 10), *add(register, off)]


def helpers(rng: random.Random) -> tuple[str, Code, tuple[MapSpec, ...]]:
    """One or two calls, and sometimes a look at what they left."""
    kind = rng.choice(PROGRAM_TYPES).name
    code = copy(6, 1)
    for off in range(-64, 0, 8):
        if rng.random() < 0.9:
            code.append(Instruction(rng.choice((0x7A, 0x7A, 0x7A, 0x62)), 10, off=off, imm=rng.choice((0, 0, 1, 3, 5))))
    for register in (7, 8, 9):
        code += rng.choice(THINGS)(rng, kind, register)
    reachable = [row for row in HELPERS if kind in row.where]
    for _ in range(rng.choice((1, 1, 2))):
        common = rng.random() < 0.5
        helper = rng.choice([row for row in reachable if row.name in COMMON] if common else reachable)
        for register, param in enumerate(helper.params, 1):
            code += argument(rng, helper, register, param.kind)
        code.append(Instruction(isa.CALL, imm=helper.id))
        if rng.random() < 0.3:
            code += copy(rng.choice((7, 8, 9)), 0)
        elif rng.random() < 0.2:
            code.append(Instruction(0x71, 0, rng.choice((7, 8, 9, 10)), rng.choice((0, 8, 63, -64))))
    return kind, [*code, *END], MAPS
