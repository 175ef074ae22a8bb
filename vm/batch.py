"""`python -m vm batch`: JSON lines in, JSON lines out; one record, one result, flushed line by line.

A rim: the fields are those of the interface documentation, everything behind them is the rooms'.
A record that cannot be used gets a result with `error`; nothing a record holds ends the process.
Verdicts and native code of the last programs are kept, so records that differ only in input are cheap.
"""

import json
import struct
import sys
import traceback
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from time import perf_counter_ns
from typing import Any, Final, TextIO

from vm.asm import assemble
from vm.check import uncreatable
from vm.engines import Engines, Foundry
from vm.errors import Diagnostic, VmError
from vm.facts import isa, limits
from vm.facts.contexts import CONTEXT_BY_NAME
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.insn import Instruction, decode
from vm.kernel.world import World
from vm.program import MapSpec, Program
from vm.runtime import maps
from vm.runtime.machine import Machine, Outcome, Record
from vm.runtime.memory import CONTEXT, SOCKET
from vm.verifier import PROFILES, Profile, Refused, Verified, verify

Json = dict[str, Any]

CACHED: Final = 16
"""Programs whose verdicts are kept."""

MAX_REPEAT: Final = 1_000_000
FUEL: Final = limits.value("run-insns")
"""Instructions one run may take: a batch has nobody waiting at a page."""

MAP_MEMORY: Final = 256 << 20
"""Bytes of all maps of a record."""

NETWORK: Final = frozenset({"xdp", "socket_filter", "sched_cls"})
MAX_RECORD_PACKET: Final = 1 << 16
MAX_CONTEXT: Final = 8192
MAX_MEM: Final = SOCKET - CONTEXT

SKB_INPUT: Final = (
    ("mark", 8, 4), ("priority", 32, 4), ("ingress_ifindex", 36, 4), ("ifindex", 40, 4), ("cb", 48, 20),
    ("tstamp", 152, 8), ("wire_len", 160, 4), ("gso_segs", 164, 4), ("gso_size", 176, 4), ("hwtstamp", 184, 8),
)  # fmt: skip
"""Fields of a given __sk_buff that a test run takes over: name, offset, size in bytes."""


NOT_CREATED: Final[Json] = {
    "ok": False, "errno_name": "EINVAL", "error_line": "", "error_lines": [], "insns_processed": 0,
    "total_states": 0, "peak_states": 0, "max_states_per_insn": 0, "code": "load.map", "insn": None,
}  # fmt: skip
"""The answer where BPF_MAP_CREATE refuses: nothing is left to load."""


class RecordError(VmError):
    """The record cannot be used; the message says why."""

    def __init__(self, message: str) -> None:
        super().__init__(Diagnostic(code="batch.bad-record", message=message))


@dataclass(frozen=True, slots=True)
class Request:
    """A record, read and checked."""

    program: Program
    verify: bool
    run: bool
    log_level: int
    profile: Profile
    data: bytes
    context: bytes
    mem: bytes | None
    engine: str
    repeat: int


def serve(lines: Iterable[str], out: TextIO) -> None:
    """Answer every line of `lines` on `out`, in order."""
    answers = Answers()
    for line in lines:
        if line.strip():
            out.write(json.dumps(answers.to_line(line), separators=(",", ":")) + "\n")
            out.flush()


class Objects:
    """Native code of the last programs, kept in memory."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()

    def get(self, key: bytes) -> bytes | None:
        return self._kept.get(key)

    def put(self, key: bytes, image: bytes) -> None:
        self._kept[key] = image
        if len(self._kept) > CACHED:
            self._kept.popitem(last=False)


class Answers:
    """Answers records; keeps the last verdicts and the last native code."""

    def __init__(self) -> None:
        self._objects = Objects()
        self._verdicts: OrderedDict[tuple[object, ...], Verified | Refused] = OrderedDict()

    def to_line(self, line: str) -> Json:
        """The result for one line of input."""
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            return {"id": None, "error": f"no JSON: {error}"}
        if not isinstance(record, dict):
            return {"id": None, "error": "a record is a JSON object"}
        try:
            return self.to_record(record)
        except Exception as bug:  # noqa: BLE001 - ours; it must not take the answers to other records with it
            traceback.print_exc(file=sys.stderr)
            return {"id": record.get("id"), "error": f"internal error: {type(bug).__name__}: {bug}"}

    def to_record(self, record: Json) -> Json:
        """The result for one record."""
        result: Json = {"id": record.get("id")}
        try:
            result.update(self._answer(read(record)))
        except VmError as error:
            result["error"] = "; ".join(_sentence(diagnostic) for diagnostic in error.diagnostics)
        return result

    def _answer(self, request: Request) -> Json:
        result: Json = {}
        verdict: Verified | Refused | None = None
        refusal = next(filter(None, map(uncreatable, request.program.maps)), None) if request.verify else None
        if refusal:
            return {**NOT_CREATED, "error": f"a map cannot be created: {refusal.message}"}
        if request.verify:
            verdict = self._verdict(request.program, request.log_level, request.profile)
            result.update(spelt(verdict))
            if request.log_level:
                result["log"] = verdict.log
            if not verdict.ok:
                return result
        if request.run:
            result.update(run(request, verdict, self._objects))
        return result

    def _verdict(self, program: Program, log_level: int, profile: Profile) -> Verified | Refused:
        key = (program.prog_type, program.insns, program.maps, program.flags, program.license,
               program.expected_attach_type, log_level, profile)  # fmt: skip
        known = self._verdicts.get(key)
        if known is None:
            known = self._verdicts[key] = verify(program, log_level=log_level, profile=profile)
            if len(self._verdicts) > CACHED:
                self._verdicts.popitem(last=False)
        return known


def spelt(verdict: Verified | Refused) -> Json:
    """A verdict in the fields of a batch result; `python -m vm verify --json` shares them."""
    stats = verdict.stats
    result: Json = {
        "ok": verdict.ok,
        "errno_name": "",
        "error_line": "",
        "error_lines": [],
        "insns_processed": stats.insns_processed,
        "total_states": stats.total_states,
        "peak_states": stats.peak_states,
        "max_states_per_insn": stats.max_states_per_insn,
    }
    if isinstance(verdict, Refused):
        result |= {
            "errno_name": verdict.errno_name,
            "error_line": verdict.error_lines[-1] if verdict.error_lines else "",
            "error_lines": list(verdict.error_lines),
            "code": verdict.code,
            "insn": verdict.insn,
        }
    return result


# Reading a record.


def read(record: Mapping[str, Any]) -> Request:
    """The record as a request; raises VmError where it is unusable."""
    if "id" not in record:
        raise RecordError("id is missing")
    prog_type = _text(record, "prog_type")
    if prog_type not in PROGRAM_TYPE_BY_NAME:
        raise RecordError(f"prog_type {prog_type!r} is none of {', '.join(PROGRAM_TYPE_BY_NAME)}")
    asked = record.get("do", ["verify"])
    if not isinstance(asked, list) or not asked or any(step not in ("verify", "run") for step in asked):
        raise RecordError('do is a list out of "verify" and "run"')
    engine = record.get("engine", "interp")
    if engine not in ("interp", "jit"):
        raise RecordError('engine is "interp" or "jit"')
    profile = _text(record, "profile", "root")
    if profile not in PROFILES:
        raise RecordError(f"profile is one of {', '.join(PROFILES)}")
    program = _program(record, prog_type)
    return Request(
        program=program,
        verify="verify" in asked,
        run="run" in asked,
        log_level=_number(record, "log_level", 0, 0, 2),
        profile=PROFILES[profile],
        data=_hex(record, "data_in", MAX_RECORD_PACKET),
        context=_hex(record, "ctx_in", MAX_CONTEXT),
        mem=_hex(record, "mem", MAX_MEM) if "mem" in record else None,
        engine=engine,
        repeat=_number(record, "repeat", 1, 1, MAX_REPEAT),
    )


def _program(record: Mapping[str, Any], prog_type: str) -> Program:
    given = tuple(_map_spec(n, entry) for n, entry in enumerate(_list(record, "maps")))
    if ("insns" in record) == ("asm" in record):
        raise RecordError("a record has insns or asm, and not both")
    if "insns" in record:
        insns, specs = decode(_hex(record, "insns", limits.value("program-insns") * 8)), given
    else:
        insns, specs = _assembled(_text(record, "asm"), prog_type, given)
    return Program(
        name="main",
        section=prog_type,
        prog_type=prog_type,
        insns=insns,
        maps=specs,
        expected_attach_type=_number(record, "expected_attach_type", 0, 0, 0xFFFF_FFFF),
        license=_text(record, "license", "GPL"),
        flags=_number(record, "prog_flags", 0, 0, 0xFFFF_FFFF),
    )


def _assembled(
    source: str, prog_type: str, given: tuple[MapSpec, ...]
) -> tuple[tuple[Instruction, ...], tuple[MapSpec, ...]]:
    """The first program of a source, its own maps behind the record's."""
    if len(source.encode("utf-8", "surrogatepass")) > limits.value("source-size"):
        raise RecordError(f"asm is longer than {limits.value('source-size')} bytes")
    assembled = assemble(source, default_type=prog_type)
    if not assembled.programs:
        raise RecordError("asm holds no program")
    insns = assembled.programs[0].insns
    if not given:
        return insns, assembled.maps
    if assembled.maps:
        raise RecordError("maps stand in the record or in asm, and not in both")
    return insns, given


def _map_spec(n: int, entry: object) -> MapSpec:
    if not isinstance(entry, dict):
        raise RecordError(f"map {n} is no object")
    contents = entry.get("contents", {})
    pairs = contents.items() if isinstance(contents, dict) else contents
    if not isinstance(contents, (dict, list)) or any(len(pair) != 2 for pair in pairs):
        raise RecordError(f"contents of map {n} is no object of hex keys and values")
    inner = entry.get("inner")
    spec = MapSpec(
        name=str(entry.get("name", f"map{n}"))[:15],
        type=_text(entry, "type"),
        key_size=_number(entry, "key_size", _number(entry, "key", 0, 0, 1 << 31), 0, 1 << 31),
        value_size=_number(entry, "value_size", _number(entry, "value", 0, 0, 1 << 31), 0, 1 << 31),
        max_entries=_number(entry, "max_entries", 0, 0, (1 << 32) - 1),
        flags=_number(entry, "flags", 0, 0, (1 << 32) - 1),
        map_extra=_number(entry, "map_extra", 0, 0, (1 << 64) - 1),
        inner=_map_spec(n, inner) if inner is not None else None,
        frozen=entry.get("frozen") is True,
    )
    return replace(spec, contents=tuple((_bytes(key, "a key"), _bytes(value, "a value")) for key, value in pairs))


def _list(record: Mapping[str, Any], field: str) -> list[Any]:
    value = record.get(field, [])
    if not isinstance(value, list) or len(value) > limits.value("map-count"):
        raise RecordError(f"{field} is a list of at most {limits.value('map-count')}")
    return value


def _text(record: Mapping[str, Any], field: str, default: str | None = None) -> str:
    value = record.get(field, default)
    if not isinstance(value, str):
        raise RecordError(f"{field} is missing or no string")
    return value


def _number(record: Mapping[str, Any], field: str, default: int, low: int, high: int) -> int:
    value = record.get(field, default)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise RecordError(f"{field} is no whole number from {low} to {high}")
    return value


def _hex(record: Mapping[str, Any], field: str, most: int) -> bytes:
    data = _bytes(record.get(field, ""), field)
    if len(data) > most:
        raise RecordError(f"{field} is longer than {most} bytes")
    return data


def _bytes(text: object, what: str) -> bytes:
    try:
        return bytes.fromhex(text if isinstance(text, str) else "?")
    except ValueError:
        raise RecordError(f"{what} is no hex string") from None


def _sentence(diagnostic: Diagnostic) -> str:
    place = f"line {diagnostic.span.line}, column {diagnostic.span.column}: " if diagnostic.span else ""
    return place + diagnostic.message


# Running.


def run(request: Request, verdict: Verified | Refused | None, objects: Objects) -> Json:
    """Run the program `repeat` times on the same input and maps, which it may change; the result's fields.

    A test run of the kernel does the same: what one round writes into the packet, the next one finds.

    Without a verdict nobody has verified the program: every access is checked, in either engine.
    """
    for spec in request.program.maps:
        maps.check(spec)
    program, loads = masked(request.program), {}
    if isinstance(verdict, Verified):
        program, loads = request.program, {0: verdict.packet_pointer_loads}
    machine = Machine(program.maps, World(), programs=(program,), map_memory=MAP_MEMORY)
    machine.perf_listening(on=False)
    engines = Engines(machine, (program,), loads, engine=request.engine, foundry=Foundry(cache=objects, worth=0))
    engines.prepare(0)
    spent, outcome = 0, Outcome(retval=0, insns=0)
    arguments = enter(machine, request)
    for _ in range(request.repeat):
        start = perf_counter_ns()
        outcome = engines.run(0, arguments, FUEL)
        spent += perf_counter_ns() - start
        if outcome.fault is not None:
            break
    return _told(machine, outcome) | {"duration_ns": spent // request.repeat}


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


def _told(machine: Machine, outcome: Outcome) -> Json:
    result: Json = {
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


def main(stdin: Iterator[str], stdout: TextIO) -> int:
    """The command."""
    serve(stdin, stdout)
    return 0
