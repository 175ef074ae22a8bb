"""A record's program on a record's input."""

import struct
from dataclasses import replace
from time import perf_counter_ns
from typing import Any, Final

from vm.batch.reading import Request
from vm.engines import Engines, Foundry
from vm.facts import isa, limits
from vm.facts.contexts import CONTEXT_BY_NAME
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.insn import Instruction
from vm.jit.making import ObjectCache
from vm.kernel.world import World
from vm.program import Program
from vm.runtime import maps
from vm.runtime.machine import Machine, Outcome, Record
from vm.verifier import Refused, Verified

FUEL: Final = limits.value("run-insns")
"""Instructions one run may take: a batch has nobody waiting at a page."""

MAP_MEMORY: Final = 256 << 20
"""Bytes of all maps of a record."""

NETWORK: Final = frozenset({"xdp", "socket_filter", "sched_cls"})

SKB_INPUT: Final = (
    ("mark", 8, 4), ("priority", 32, 4), ("ingress_ifindex", 36, 4), ("ifindex", 40, 4), ("cb", 48, 20),
    ("tstamp", 152, 8), ("wire_len", 160, 4), ("gso_segs", 164, 4), ("gso_size", 176, 4), ("hwtstamp", 184, 8),
)  # fmt: skip
"""Fields of a given __sk_buff that a test run takes over: name, offset, size in bytes."""


def run(request: Request, verdict: Verified | Refused | None, objects: ObjectCache) -> dict[str, Any]:
    """Run the program `repeat` times on the same input and maps, which it may change; the result's fields.

    A test run of the kernel does the same: what one round writes into the packet, the next one finds.

    Without a verdict nobody has verified the program: every access is checked, in either engine.
    """
    maps.check(request.program.maps)
    program, loads = masked(request.program), {}
    if isinstance(verdict, Verified):
        program, loads = verdict.runnable, {0: verdict.packet_pointer_loads}
    machine = Machine(program.maps, World(), programs=(program,), map_memory=MAP_MEMORY)
    machine.perf_listening(on=False)
    engines = Engines(
        machine, (program,), loads, engine=request.engine, foundry=Foundry(cache=objects, worth=0),
        coverage=request.coverage,
    )  # fmt: skip
    engines.prepare(0)
    spent, outcome = 0, Outcome(retval=0, insns=0)
    arguments = enter(machine, request)
    for _ in range(request.repeat):
        start = perf_counter_ns()
        outcome = engines.run(0, arguments, FUEL)
        spent += perf_counter_ns() - start
        if outcome.fault is not None:
            break
    counts = {"coverage": engines.counts()[0]} if request.coverage else {}
    return _told(machine, outcome) | counts | {"duration_ns": spent // request.repeat}


def masked(program: Program) -> Program:
    """The program with constant shifts brought below their width: what a run without verifier means by them."""
    shifts = {isa.ALU_BY_NAME[name].code for name in ("lsh", "rsh", "arsh")}

    def mask(insn: Instruction) -> Instruction:
        cls = insn.opcode & 7
        if cls not in {isa.ALU32, isa.ALU64} or insn.opcode & isa.REG or insn.opcode & 0xF0 not in shifts:
            return insn
        return insn._replace(imm=insn.imm & (63 if cls == isa.ALU64 else 31))

    seconds = {pc + 1 for pc, insn in enumerate(program.insns) if insn.opcode == isa.LD_IMM64}
    return replace(program, insns=tuple(insn if pc in seconds else mask(insn) for pc, insn in enumerate(program.insns)))


def enter(machine: Machine, request: Request) -> tuple[int, ...]:
    """Lay the input out; r1 and what follows it."""
    if request.mem is not None and not request.verify:
        address = machine.enter_plain(request.mem, writable=True)
        return (address, len(request.mem)) if request.mem else (0, 0)
    kind = request.program.prog_type
    if kind == "xdp":
        return (_enter_xdp(machine, request),)
    if kind in NETWORK:
        values = {
            name: int.from_bytes(request.context[offset : offset + size], "little")
            for name, offset, size in SKB_INPUT
            if any(request.context[offset : offset + size])
        }
        return (machine.enter_skb(request.data, link_layer=kind == "sched_cls", values=values),)
    context = CONTEXT_BY_NAME[PROGRAM_TYPE_BY_NAME[kind].context]
    return (machine.enter_plain(request.context.ljust(context.size, b"\0")),)


def _enter_xdp(machine: Machine, request: Request) -> int:
    """A frame; a given xdp_md says in `data` how many of the bytes in front are metadata."""
    words = struct.unpack("<6I", request.context[:24].ljust(24, b"\0"))
    meta = words[0] if words[0] <= min(len(request.data), 252) and not words[0] % 4 else 0
    return machine.enter_xdp(request.data, meta=meta, rx_queue=words[4], ifindex=words[3] or 1)


def _told(machine: Machine, outcome: Outcome) -> dict[str, Any]:
    result: dict[str, Any] = {
        "retval": outcome.retval,
        "data_out": machine.packet_out().hex(),
        "maps_out": [_contents(instance) for instance in machine.maps],
        "ring_out": _records(machine),
    }
    if outcome.fault is not None:
        fault = outcome.fault
        result["fault"] = {"kind": fault.kind, "insn": fault.pc, "address": fault.address, "message": fault.message}
    return result


def _contents(instance: maps.MapInstance) -> dict[str, str] | None:
    dumped = instance.dump()
    return None if dumped is None else {key.hex(): value.hex() for key, value in dumped.items()}


def _records(machine: Machine) -> dict[str, list[str]]:
    records: dict[str, list[str]] = {
        str(instance.index): [] for instance in machine.maps if instance.spec.type == "ringbuf"
    }
    for output in machine.drain():
        if isinstance(output, Record) and str(output.map) in records:
            records[str(output.map)].append(output.data.hex())
    return records
