"""The objects under tests/cases/elf, each beside the C source it was compiled from by clang 14."""

import io
import random
import shutil
import struct
import subprocess
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from elftools.elf.elffile import ELFFile
from hypothesis import given, settings
from hypothesis import strategies as st

from vm.asm import assemble
from vm.disasm import object_text
from vm.elf import load, read_object
from vm.elf.assembly import llvm, raw
from vm.errors import ObjectError
from vm.facts import isa
from vm.facts.baseline import CPUS
from vm.facts.layouts import layouts
from vm.facts.structs import STRUCTS
from vm.insn import Instruction
from vm.interp import Interpreter
from vm.kernel.world import World
from vm.program import MapSpec, Object, Program
from vm.runtime.machine import Machine
from vm.verifier import verify

CASES = Path(__file__).parents[2] / "cases" / "elf"
OBJECTS = {path.stem: path.read_bytes() for path in sorted(CASES.glob("*.o"))}
SMALL = [name for name, data in OBJECTS.items() if len(data) < 1 << 14]
"""Objects that are damaged at every place, one at a time."""


def programs(result: Object) -> list[tuple[str, str, str]]:
    return [(program.name, program.section, program.prog_type) for program in result.programs]


def maps(result: Object) -> list[tuple[str, str, int, int, int]]:
    return [(spec.name, spec.type, spec.key_size, spec.value_size, spec.max_entries) for spec in result.maps]


def named(result: Object) -> dict[str, object]:
    """The maps by name, with the names of what they hold: a source declares templates of inner maps beside them."""
    programs_, maps_ = [p.source_map.labels[0][1] for p in result.programs], [spec.name for spec in result.maps]

    def held(spec: MapSpec) -> object:
        names = programs_ if spec.type == "prog_array" else maps_ if spec.inner else None
        return [(key, names[int.from_bytes(value, "little")] if names else value) for key, value in spec.contents]

    return {
        spec.name: (replace(spec, contents=(), inner=None), spec.inner and spec.inner.name, held(spec))
        for spec in result.maps
    }


def said(program: Program) -> list[Instruction | tuple[Instruction, str]]:
    """The instructions, with maps by name."""
    wide = {isa.WIDE_MAP, isa.WIDE_MAP_VALUE}
    return [
        (insn._replace(imm=0), program.maps[insn.imm].name)
        if insn.opcode == isa.LD_IMM64 and insn.src in wide
        else insn
        for insn in program.insns
    ]


def test_every_object_has_its_source() -> None:
    assert OBJECTS.keys() == {path.stem for path in CASES.glob("*.c")}


def test_btf_maps_and_data_sections() -> None:
    result = load(OBJECTS["counts"])
    assert programs(result) == [("count_frames", "xdp", "xdp"), ("count_reads", "kprobe/vfs_read", "kprobe")]
    assert maps(result) == [
        ("counts", "hash", 4, 8, 10),
        ("events", "ringbuf", 0, 0, 4096),
        (".data", "array", 4, 4, 1),
        (".rodata", "array", 4, 13, 1),
        (".bss", "array", 4, 8, 1),
    ]
    contents = {spec.name: dict(spec.contents)[bytes(4)] for spec in result.maps if spec.contents}
    assert contents == {".data": b"\5\0\0\0", ".rodata": b"\7\0\0\0read %d\n\0", ".bss": bytes(8)}
    assert result.license == "GPL"


def test_a_large_object_of_many_programs() -> None:
    """Subprograms, tail calls, all data sections, thousands of instructions: the verifier takes all of it."""
    result = load(OBJECTS["flows"])
    assert programs(result) == [
        ("meter", "xdp/meter", "xdp"),
        ("ports", "xdp/ports", "xdp"),
        ("digest", "xdp/digest", "xdp"),
        ("shaper", "tc", "sched_cls"),
    ]
    assert {name for name, *_ in maps(result)} == {"flows", "totals", "stages", ".rodata", ".data", ".bss"}
    assert [spec.type for spec in result.maps if spec.name in {"flows", "totals", "stages"}].count("lru_hash") == 1
    assert len(result.programs[2].insns) > 3000
    assert [verify(program).ok for program in result.programs] == [True] * 4


def test_addresses_point_into_their_maps() -> None:
    program = load(OBJECTS["counts"]).programs[0]
    loads = {
        (insn.src, program.maps[insn.imm].name, program.insns[pc + 1].imm)
        for pc, insn in enumerate(program.insns)
        if insn.opcode == isa.LD_IMM64
    }
    assert loads == {(1, "counts", 0), (2, ".data", 0), (2, ".rodata", 0), (2, ".bss", 0)}


def test_shared_functions_follow_each_program_that_calls_them() -> None:
    for program in load(OBJECTS["counts"]).programs:
        _, shared = program.subprograms
        assert shared.name == "scaled"
        calls = [
            pc + 1 + i.imm for pc, i in enumerate(program.insns) if i.opcode == isa.CALL and i.src == isa.CALL_LOCAL
        ]
        assert calls == [shared.start]
        assert program.insns[-1].opcode == isa.EXIT


def test_callbacks_are_linked_transitively() -> None:
    for program in load(OBJECTS["callbacks"]).programs:
        names = {sub.start: sub.name for sub in program.subprograms}
        pointed = [
            pc + 1 + i.imm for pc, i in enumerate(program.insns) if i.opcode == isa.LD_IMM64 and i.src == isa.WIDE_FUNC
        ]
        assert [names[start] for start in pointed] == ["each"]


def test_maps_of_old_objects() -> None:
    result = load(OBJECTS["legacy"])
    assert maps(result) == [("flows", "hash", 8, 16, 100), ("drops", "array", 4, 8, 1)]
    assert result.maps[0].flags == 1
    assert programs(result) == [("filter", "socket1", "socket_filter")]


def test_maps_of_iproute2() -> None:
    result = load(OBJECTS["iproute2"])
    assert [(spec.name, spec.inner.name if spec.inner else None) for spec in result.maps] == [
        ("inner", None),
        ("outer", "inner"),
        ("calls", None),
    ]
    assert programs(result) == [("tail", "2/0", "sched_cls"), ("entry", "from-container", "sched_cls")]
    first = bytes(4)
    assert [dict(spec.contents) for spec in result.maps] == [{}, {first: first}, {first: first}]


def test_maps_hold_programs_and_maps_from_the_start() -> None:
    result = load(OBJECTS["chained"])
    assert named(result)["stages"][2] == [(b"\2\0\0\0", "shaped"), (b"\5\0\0\0", "counted")]  # type: ignore[index]
    assert named(result)["tables"][2] == [(bytes(4), "second"), (b"\3\0\0\0", "first")]  # type: ignore[index]
    machine = Machine(result.maps, World(), programs=result.programs)
    entry = next(program for program in result.programs if program.name == "entry")
    for program in result.programs:
        assert verify(program).ok
    outcome = Interpreter(machine, entry).run((machine.enter_xdp(bytes(64)),), 1000)
    assert (outcome.retval, outcome.fault) == (2, None)
    first = next(instance for instance in machine.maps if instance.spec.name == "first")
    assert first.dump() == {bytes(4): (7).to_bytes(8, "little")}


def test_a_program_that_is_not_taken_leaves_its_place_empty() -> None:
    loaded = read_object(OBJECTS["chained"].replace(b"xdp/shaped", b"lsm/shaped"))
    assert [omitted.name for omitted in loaded.omitted] == ["shaped"]
    assert loaded.notes == ("map stages: nothing under key 2, as shaped is not here",)


def test_a_portable_object_finds_the_fields_of_this_kernel() -> None:
    """Its own offsets are all wrong: what it is told comes from the layouts of Linux 6.18, by name."""
    loaded = read_object(OBJECTS["portable"])
    assert programs(loaded.object)[0] == ("layout", "kprobe/vfs_read", "kprobe")
    machine = Machine(loaded.object.maps, World(), programs=loaded.object.programs)
    assert verify(loaded.object.programs[0]).ok
    outcome = Interpreter(machine, loaded.object.programs[0]).run((machine.enter_plain(bytes(168)),), 10_000)
    assert outcome.fault is None
    told = struct.unpack("<8q", machine.maps[0].dump()[bytes(4)])
    comm = next(row for row in STRUCTS if row.name == "task_struct").member("comm").offset
    old, new, mode_size, repair_shift, session, version = told[2:]
    assert told[0] == comm
    assert (old, new) == (0, 1)
    assert (mode_size, repair_shift, session) == (2, 63, 3)
    assert version == 6 << 16 | 18 << 8


def test_what_an_object_asks_for_in_vain_is_said() -> None:
    loaded = read_object(OBJECTS["portable"])
    reasons = {omitted.name: omitted.reason.code for omitted in loaded.omitted}
    assert reasons == {"elsewhere": "elf.other-type", "lonely": "elf.unknown-symbol"}
    refused = verify(loaded.object.programs[1])
    assert refused.error_lines == ("invalid func unknown#195896080",)
    assert [note.partition(":")[0] for note in loaded.notes] == ["map told", "kprobe/vfs_write"]
    assert len(loaded.remarks()) == 4


def test_maps_that_leave_their_size_to_a_loader() -> None:
    specs = {spec.name: spec for spec in load(OBJECTS["portable"]).maps}
    assert (specs["events"].max_entries, specs["told"].max_entries) == (CPUS, 128)
    assert specs[".kconfig"].value_size == 8


def test_layouts_are_those_of_the_simulated_structures() -> None:
    for row in STRUCTS:
        layout = layouts()[row.name]
        assert layout is not None
        assert layout.size == row.size
        for member in row.members:
            first, _, inner = member.name.partition(".")
            place = layout.fields[first]
            bit = place.bit + (layouts()[place.type[1:]].fields[inner].bit if inner else 0)  # type: ignore[union-attr]
            assert bit == 8 * member.offset, (row.name, member.name)


def test_slots_know_their_line_of_c() -> None:
    loaded = read_object(OBJECTS["counts"])
    source = (CASES / "counts.c").read_text().splitlines()
    rows = loaded.lines["count_frames"]
    assert rows
    for slot, row in rows:
        assert row.text == source[row.line - 1].strip(), slot
    assert loaded.object.programs[0].source_map.line(0) == rows[0][1].line


@pytest.mark.parametrize("name", OBJECTS)
def test_disassembled_objects_assemble_back(name: str) -> None:
    result = load(OBJECTS[name])
    for syntax in ("kernel", "mnemonic"):
        again = assemble(object_text(result, syntax=syntax))
        assert [said(program) for program in again.programs] == [said(program) for program in result.programs]
        assert named(again).items() >= named(result).items()
        assert again.license == result.license


@pytest.mark.skipif(not shutil.which("llvm-mc"), reason="llvm-mc is not installed")
@pytest.mark.parametrize("name", OBJECTS)
def test_llvm_assembles_the_export(name: str, tmp_path: Path) -> None:
    result = load(OBJECTS[name])
    (tmp_path / "a.s").write_text(llvm(result))
    command = ["llvm-mc", "-triple", "bpf", "-filetype=obj", str(tmp_path / "a.s"), "-o", str(tmp_path / "a.o")]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    with (tmp_path / "a.o").open("rb") as file:
        elf = ELFFile(file)
        code = {section.name: section.data() for section in elf.iter_sections()}
    for section in {program.section for program in result.programs}:
        expected = b"".join(raw(program) for program in result.programs if program.section == section)
        assert len(code[section]) == len(expected)
        unlinked = {
            at
            for at in range(0, len(expected), 8)
            if expected[at] == isa.LD_IMM64 and expected[at + 1] >> 4 == isa.WIDE_MAP
        }
        assert all(
            code[section][at : at + 8] == expected[at : at + 8]
            for at in range(0, len(expected), 8)
            if at not in unlinked
        )


# -- what is malformed


def outcome(data: bytes) -> None:
    begun = time.process_time()
    with suppress(ObjectError):
        load(data)
    assert time.process_time() - begun < 1  # seconds


def with_header(data: bytes, section: str, offset: int, value: int) -> bytes:
    """The object with another u64 at `offset` of the header of `section`."""
    with io.BytesIO(data) as file:
        elf = ELFFile(file)
        at = elf["e_shoff"] + 64 * elf.get_section_index(section) + offset
    return data[:at] + struct.pack("<Q", value) + data[at + 8 :]


HOSTILE = {
    "a definition of a map that ends within a word": (
        with_header(OBJECTS["legacy"], "maps", 32, 33), "elf.bad-map", "has 13 bytes"),
    "a section of the whole file": (
        with_header(with_header(OBJECTS["legacy"], "maps", 24, 0), "maps", 32, len(OBJECTS["legacy"])),
        "elf.bad-sections", "over one another"),
    "an access string with a sign": (
        OBJECTS["portable"].replace(b"\x000:1\0", b"\x00-9\0\0"), "elf.bad-btf", "'-9' is no access string"),
    "an access string of many digits": (
        OBJECTS["portable"].replace(b"\x000:1\0", b"\x001_0\0"), "elf.bad-btf", "no access string"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_objects_are_told_what_is_wrong(what: str) -> None:
    data, code, words = HOSTILE[what]
    with pytest.raises(ObjectError) as caught:
        load(data)
    assert caught.value.diagnostics[0].code == code
    assert words in caught.value.diagnostics[0].message


@pytest.mark.parametrize("name", SMALL)
def test_every_truncation_is_refused(name: str) -> None:
    data = OBJECTS[name]
    for size in range(0, len(data) - 1, 7):
        with pytest.raises(ObjectError):
            load(data[:size])


@pytest.mark.parametrize("name", SMALL)
def test_damaged_objects_end_soon(name: str) -> None:
    chance = random.Random(name)
    for _ in range(1000):
        data = bytearray(OBJECTS[name])
        for _ in range(chance.choice((1, 1, 2, 5, 20))):
            at = chance.randrange(len(data))
            data[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        outcome(bytes(data))


@pytest.mark.parametrize("name", SMALL)
def test_damaged_words_end_soon(name: str) -> None:
    """Sizes, counts and offsets at their extremes: every aligned word once."""
    chance, original = random.Random(name), OBJECTS[name]
    for at in range(0, len(original) - 4, 4):
        word = chance.choice((b"\xff\xff\xff\xff", bytes(4), b"\xff\xff\xff\x7f"))
        outcome(original[:at] + word + original[at + 4 :])


def test_a_large_object_that_is_damaged_ends_soon() -> None:
    """A sample of what the small ones suffer at every place."""
    chance, original = random.Random("flows"), OBJECTS["flows"]
    for _ in range(25):
        at = chance.randrange(0, len(original) - 4, 4)
        outcome(original[:at] + chance.choice((b"\xff" * 4, bytes(4), b"\xff\xff\xff\x7f")) + original[at + 4 :])
        outcome(original[: chance.randrange(len(original))])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_behind_a_header_are_refused(data: bytes) -> None:
    with pytest.raises(ObjectError):
        load(OBJECTS["legacy"][:24] + data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "elf.not-elf"),
        (b"\x7fELF\x01\x01\x01" + bytes(57), "elf.not-bpf"),
        (b"\x7fELF" + bytes(1 << 20), "elf.too-large"),
    ],
)
def test_refusals_have_codes(data: bytes, code: str) -> None:
    with pytest.raises(ObjectError) as caught:
        load(data)
    assert caught.value.diagnostics[0].code == code
