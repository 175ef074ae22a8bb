"""What the kernel says about helpers, contexts and maps, in the form of tests/cases/facts/*.txt.

    python -m tests.record.facts

Every function asks and returns lines; `main` writes them. The tests compare the tables of `vm.facts`
with the recorded lines everywhere, and the lines with the kernel where one can be asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from vm import live
from vm.facts import isa
from vm.facts.contexts import CONTEXT_BY_NAME, Loads
from vm.facts.helpers import HELPERS, Arg, Helper
from vm.facts.map_types import MAP_TYPES
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME, PROGRAM_TYPES
from vm.insn import Instruction
from vm.program import MapSpec, Program

FOLDER = Path(__file__).parent.parent / "cases" / "facts"
TYPES = tuple(row.name for row in PROGRAM_TYPES)
END = (Instruction(0xB7, 0), Instruction(isa.EXIT))  # r0 = 0; exit
FREE_LICENCE, CLOSED_LICENCE = "GPL", "Proprietary"


def ask(
    prog_type: str,
    insns: Sequence[Instruction],
    *,
    maps: Sequence[MapSpec] = (),
    licence: str = FREE_LICENCE,
    level: int = 1,
) -> live.Loaded:
    """The kernel's answer, already closed."""
    program = Program(
        name="", section=prog_type, prog_type=prog_type, insns=tuple(insns), maps=tuple(maps), license=licence
    )
    with live.load(program, log_level=level) as answer:
        return answer


# Helpers: "id name: types that may call it | types where it is for GPL programs only"


def call(number: int) -> Instruction:
    return Instruction(isa.CALL, imm=number)


def helper_lines() -> Iterator[str]:
    """One line a helper, up to the last that the kernel knows."""
    number = 1
    while True:
        answers = {kind: ask(kind, (call(number), *END), level=2) for kind in TYPES}
        log = answers[TYPES[0]].log
        if "invalid func unknown" in log:
            return
        found = re.search(rf"call (\w+)#{number}\b", log)
        assert found
        may = [kind for kind in TYPES if not _says(answers[kind], "program of this type cannot use helper")]
        gpl = [kind for kind in may if _says(ask(kind, (call(number), *END), licence=CLOSED_LICENCE), "GPL-restricted")]
        yield f"{number} {found[1]}: {' '.join(may)} | {' '.join(gpl)}"
        number += 1


def _says(answer: live.Loaded, text: str) -> bool:
    return any(text in line for line in answer.error_lines)


# Contexts: "type offset width load store"

WIDTHS = (1, 2, 4, 8)
SPELT = {
    "pkt(": Loads.PACKET,
    "pkt_end(": Loads.PACKET_END,
    "pkt_meta(": Loads.PACKET_META,
    "sock_common_or_null(": Loads.SOCK_COMMON_OR_NULL,
    "scalar(": Loads.SCALAR,
}


def context_lines() -> Iterator[str]:
    """One line for every load or store that is allowed, over every offset and width up to past the end."""
    for kind in TYPES:
        context = CONTEXT_BY_NAME[PROGRAM_TYPE_BY_NAME[kind].context]
        for offset in range(-8, min(context.size, 256) + 9):
            for width in WIDTHS:
                load, store = _load(kind, offset, width), _store(kind, offset, width)
                if load != "-" or store != "-":
                    yield f"{kind} {offset} {width} {load} {store}"


def _load(kind: str, offset: int, width: int) -> str:
    size = isa.SIZE_BY_BYTES[width].code
    answer = ask(kind, (Instruction(isa.LDX | isa.MODE_MEM | size, 0, 1, offset), *END), level=2)
    if not answer.ok:
        return "-"
    brought = re.search(r"^0: \(..\) .*; R0=(\w+\()", answer.log, re.MULTILINE)
    assert brought, answer.log
    return SPELT[brought[1]].value


def _store(kind: str, offset: int, width: int) -> str:
    size = isa.SIZE_BY_BYTES[width].code
    insns = (Instruction(0xB7, 0), Instruction(isa.STX | isa.MODE_MEM | size, 1, 0, offset), Instruction(isa.EXIT))
    return "store" if ask(kind, insns).ok else "-"


# Maps: "helper: map types it takes"

KEYED = ("cpumap", "devmap", "xskmap", "sockmap", "prog_array", "perf_event_array", "cgroup_array", "array_of_maps", "reuseport_sockarray", "hash_of_maps", "sockhash", "devmap_hash")  # fmt: skip
NOT_ASKED = frozenset(("arena", "struct_ops", "sk_storage", "inode_storage", "task_storage", "cgrp_storage"))
"""Map types that need BTF or a memory mapping."""


def specimen(name: str) -> MapSpec:
    """A small map of that type."""
    row = next(row for row in MAP_TYPES if row.name == name)
    key = 4 if row.key.high >= 4 and 4 in row.key else row.key.low if name != "lpm_trie" else 8
    value = 4 if name in KEYED else 8 if 8 in row.value else row.value.low
    entries = 0 if row.entries.high == 0 else 4096 if row.entries.low == 4096 else 4
    inner = specimen("array") if row.needs == "inner map" else None
    return MapSpec(
        name="", type=name, key_size=key, value_size=value, max_entries=entries, flags=name == "lpm_trie", inner=inner
    )


def map_lines() -> Iterator[str]:
    """One line a helper that takes a map and that some program type may call without BTF."""
    for helper in HELPERS:
        if not helper.where or helper.note in {"sleeps", "callback"}:
            continue
        arguments = _arguments(helper)
        if arguments is None:
            continue
        kind = "sched_cls" if "sched_cls" in helper.where else min(helper.where)
        taken = []
        for row in MAP_TYPES:
            if row.name in NOT_ASKED:
                continue
            answer = ask(kind, (*_stack(), *arguments, call(helper.id), *END), maps=(specimen(row.name),))
            wants_socket = helper.name == "map_update_elem" and _says(answer, "expected=sock_common")
            if answer.ok or wants_socket or _says(answer, "Unreleased reference"):
                taken.append(row.name)
        yield f"{helper.name}: {' '.join(taken)}"


def _stack() -> Iterable[Instruction]:
    yield Instruction(0xBF, 6, 1)
    for offset in range(-64, 0, 8):
        yield Instruction(0x7A, 10, 0, offset)


def _arguments(helper: Helper) -> list[Instruction] | None:
    """Code that sets every argument to something fitting; None if the helper takes no map, or what we cannot make."""
    kinds = [param.kind for param in helper.params]
    if Arg.MAP not in kinds or set(kinds) & {Arg.TIMER, Arg.SOCK_COMMON_BTF}:
        return None
    code: list[Instruction] = []
    for register, kind in enumerate(kinds, 1):
        if kind is Arg.MAP:
            code += [Instruction(isa.LD_IMM64, register, isa.WIDE_MAP), Instruction(0)]
        elif kind is Arg.CTX:
            code.append(Instruction(0xBF, register, 6))
        elif kind.value.startswith(("map-", "mem", "dynptr")) and not kind.value.endswith("null"):
            code += [Instruction(0xBF, register, 10), Instruction(0x07, register, imm=-64)]
        else:
            code.append(Instruction(0xB7, register, imm=8 if "size" in kind.value else 0))
    return code


# Files

RECORDS = {"helpers.txt": helper_lines, "contexts.txt": context_lines, "maps.txt": map_lines}


def main() -> None:
    """Write every record."""
    for name, lines in RECORDS.items():
        (FOLDER / name).write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")


if __name__ == "__main__":
    main()
