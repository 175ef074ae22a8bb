"""Records of a batch, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from vm.asm import assemble
from vm.errors import Diagnostic, VmError
from vm.facts import limits
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.insn import Instruction, decode
from vm.program import MapSpec, Program
from vm.runtime.memory import CONTEXT, SOCKET
from vm.verifier import PROFILES, Profile

MAX_REPEAT: Final = 1_000_000
MAX_RECORD_PACKET: Final = 1 << 16
MAX_CONTEXT: Final = 8192
MAX_MEM: Final = SOCKET - CONTEXT


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
    coverage: bool


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
        coverage=record.get("coverage") is True,
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
