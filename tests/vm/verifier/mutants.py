"""Rules of the verifier, each bent a little. The recorded answers must notice every one of them.

A mutant is a piece of one room's source and what stands there instead. The package is imported anew with that
change, and judges recorded programs until an answer differs from the kernel's.

python -m tests.vm.verifier.mutants: all of them, with the programs that noticed.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from tests.fuzz import differ
from tests.vm.verifier import corpus
from tests.vm.verifier.test_cases import documents, program_of, recorded_program
from vm.commands.compare import COUNTS, PROFILES
from vm.program import Program
from vm.verifier import ROOT, Profile

PACKAGE = "vm.verifier"
ROOM = Path(__file__).parents[3] / "vm" / "verifier"
CASES = Path(__file__).parents[2] / "cases" / "verifier"

LONGEST = 10_000
"""Instructions walked: programs that take longer are left out."""


class Mutant(NamedTuple):
    """In `room`.py, `was` becomes `instead`."""

    name: str
    room: str
    was: str
    instead: str


MUTANTS = (
    Mutant("a byte swap keeps the id",               "compute", "truncated(value, size).anonymous() if size < 8", "truncated(value, size) if size < 8"),
    Mutant("known comparisons need no precision",    "jump",    "            precision.mark(walk, target)\n", "            pass\n"),
    Mutant("or-null pointers may be moved",          "pointer", "if pointer.flags & MAYBE_NULL:", "if False:"),
    Mutant("a callback is walked once",              "calls",   "walk.state.frame.callback_depth >= rounds.umax", "walk.state.frame.callback_depth >= 1"),
    Mutant("offsets may be huge",                    "pointer", "MAX_OFFSET: Final = 1 << 29", "MAX_OFFSET: Final = 1 << 31"),
    Mutant("pointers of unknown offset are fine",    "pointer", "elif smin == S64_MIN:", "elif False:"),
    Mutant("moved packet pointers keep their range", "pointer", "        result.range = 0\n    return result\n\n\ndef _subtract", "    return result\n\n\ndef _subtract"),
    Mutant("a failed packet check proves as much",   "jump",    '    if name == "jgt":\n        _good(here', '    if name == "jgt":\n        _good(there'),
    Mutant("packet bounds are one byte off",         "memory",  "off + size <= pointer.range", "off + size <= pointer.range + 1"),
    Mutant("regions are one byte longer",            "memory",  "off >= 0 and (size > 0 or zero_ok) and off + size <= limit", "off >= 0 and (size > 0 or zero_ok) and off + size <= limit + 1"),
    Mutant("only the low end is checked",            "memory",  '    _check_inside(register, pointer, var.umax + off, size, limit, "max", zero_ok=zero_ok)\n', ""),
    Mutant("negative indexes are fine",              "memory",  "if smin < 0 and smin + off < 0:", "if False:"),
    Mutant("device maps may be written",             "memory",  " or (write and spec.type in READ_ONLY_TO_PROGRAMS):", ":"),
    Mutant("a register of 0 settles NULL checks",    "jump",    "        and not by_register  # a register that is known to be 0 does not count\n", ""),
    Mutant("what a copy was moved by is forgotten",  "pointer", "offset.mask, offset.off, offset.smin", "offset.mask, 0, offset.smin"),
    Mutant("read-only maps may be written",          "memory",  "if spec.flags & (RDONLY_PROG if write else WRONLY_PROG) or", "if"),
    Mutant("classifiers may not write packets",      "memory",  'frozenset(("xdp", "sched_cls", "sched_act"))', 'frozenset(("xdp", "sched_act"))'),
    Mutant("the stack may be misaligned",            "memory",  "walk.strict_alignment or pointer.kind is STACK", "walk.strict_alignment or False"),
    Mutant("moved contexts may be read",             "memory",  "elif pointer.off and not fixed_ok:", "elif False:"),
    Mutant("the stack is deeper",                    "stack",   "STACK_SIZE: Final = 512", "STACK_SIZE: Final = 520"),
    Mutant("a narrow store leaves the spill",        "stack",   "    if kinds[7] != SPILL:\n        return kinds\n", "    if kinds[7] != DYNAMIC:\n        return kinds\n"),
    Mutant("part of a spilled pointer is a number",  "stack",   '        raise Refuse("stack.partial-fill", "EACCES", "invalid size of register fill")\n', "        walk.registers[target] = UNKNOWN\n"),
    Mutant("a helper's buffer is not forgotten",     "calls",   "        stack.scribble(walk, *call.raw)\n", "        pass\n"),
    Mutant("lookups are never null",                 "calls",   "        value.flags = MAYBE_NULL\n", ""),
    Mutant("a missed index of an array is there",    "calls",   "call.key < spec.max_entries", "call.key <= spec.max_entries"),
    Mutant("moving the packet is harmless",          "calls",   "        walk.clear_packet_pointers()\n", "        pass\n"),
    Mutant("any licence will do",                    "calls",   "if helper.gpl and", "if False and"),
    Mutant("any map will do",                        "calls",   "    if name in row.helpers and not no_socket:\n", "    if True:\n"),
    Mutant("r1 to r5 survive a call",                "calls",   "registers[0:6] = [NOT_INIT] * 6\n    registers[0]", "registers[0]"),
    Mutant("references may be lost",                 "subprograms", "    if references:\n", "    if False:\n"),
    Mutant("a callback may return anything",         "subprograms", 'if not (result.smin >= low and result.smax <= high):\n            raise _outside(result, low, high, "At callback', 'if False:\n            raise _outside(result, low, high, "At callback'),
    Mutant("stack pointers may be returned",         "subprograms", "if isinstance(result, Pointer) and result.kind is STACK:", "if False:"),
    Mutant("combined stacks may be any depth",       "verify",  "        stackdepth.check(program, flow, walk.stack_depths)\n", ""),
    Mutant("dead code is fine",                      "cfg",     "    if lost >= 0:\n", "    if False:\n"),
    Mutant("jumps may leave the function",           "structure", "if not start <= target < end:", "if False:"),
    Mutant("functions need no end",                  "structure", "if insns[end - 1].opcode not in _ENDS:", "if False:"),
    Mutant("dividing by a constant zero is fine",    "compute", "if code in (0x30, 0x90) and not insn.imm:", "if False:"),
    Mutant("constants may shift too far",            "compute", "if code in (0x60, 0x70, 0xC0) and not 0", "if False and not 0"),
    Mutant("imprecise scalars match nothing",        "prune",   "        if not precise and how == NOT_EXACT:\n            return True\n", ""),
    Mutant("all scalars match",                      "prune",   "        if not precise and how == NOT_EXACT:\n", "        if how == NOT_EXACT:\n"),
    Mutant("checkpoints are kept sooner",            "prune",   "(jumps >= 2 and insns >= 8)", "(jumps >= 2 and insns >= 7)"),
    Mutant("checkpoints are dropped sooner",         "prune",   "MISSES: Final = 3", "MISSES: Final = 2"),
    Mutant("endless loops are not noticed",          "prune",   'raise Refuse("loop.infinite"', 'return True\n        raise Refuse("loop.infinite"'),
    Mutant("links through additions are lost",       "compute", '    if not value.id or value.adds or name not in ("add", "sub"):\n', "    if True:\n"),
    Mutant("linked scalars learn nothing",           "jump",    "        new = _shifted(value, known)\n", "        new = value\n"),
    Mutant("stores of an arbitrary width are linked", "stack",  "value = linkable(walk, source, value) if fits else value.anonymous()", "value = linkable(walk, source, value)"),
    Mutant("a dynamic pointer may be read",          "stack",   "    if slot.kinds[7] == DYNAMIC:\n        line", "    if False:\n        line"),
    Mutant("a reserved dynamic pointer may be lost", "dynptr",  "    if held.ref:\n", "    if False:\n"),
    Mutant("slices outlive their pointer",           "dynptr",  "    _forget_slices(walk, held.id)\n", ""),
)  # fmt: skip


class _Bent(importlib.abc.SourceLoader):
    """Loads one room's source with the change in it."""

    def __init__(self, mutant: Mutant) -> None:
        self._path = ROOM / f"{mutant.room}.py"
        source = self._path.read_text()
        assert mutant.was in source, f"{mutant.room}.py no longer says what the mutant {mutant.name!r} changes"
        self._source = source.replace(mutant.was, mutant.instead, 1)

    def get_data(self, path: str) -> bytes:
        return self._source.encode()

    def get_filename(self, fullname: str) -> str:
        return str(self._path)

    def path_stats(self, path: str) -> dict[str, Any]:
        raise OSError("never cached")


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._name = f"{PACKAGE}.{mutant.room}"
        self._loader = _Bent(mutant)

    def find_spec(self, fullname: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(fullname, self._loader) if fullname == self._name else None


@contextmanager
def bent(mutant: Mutant) -> Iterator[Callable[..., Any]]:
    """`verify` of a verifier with that change; the one everybody else uses stays as it is."""
    kept = {name: module for name, module in sys.modules.items() if f"{name}.".startswith(f"{PACKAGE}.")}
    parent = sys.modules["vm"]
    finder = _Finder(mutant)
    for name in kept:
        del sys.modules[name]
    sys.meta_path.insert(0, finder)
    try:
        with mock.patch.dict(os.environ, {"EBPF_COMPILED": ""}):  # sources are bent, not what was built from them
            verify = importlib.import_module(PACKAGE).verify
        yield verify
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if f"{name}.".startswith(f"{PACKAGE}.")]:
            del sys.modules[name]
        sys.modules.update(kept)
        parent.verifier = kept[PACKAGE]  # type: ignore[attr-defined]


class Expected(NamedTuple):
    """A program and what must be said of it; None is not looked at."""

    name: str
    program: Program
    ok: bool
    error_lines: list[str] | None
    counts: list[int] | None
    code: str | None
    profile: Profile = ROOT


def expectations() -> list[Expected]:
    """Recorded answers and documents, of every kind in turn."""
    families: dict[str, list[Expected]] = {}
    for case in corpus.families():
        kernel, family, profile = case["kernel"], case["family"], PROFILES[case["profile"]]
        name = f"{family} {case['seed']}"
        row = Expected(
            name, differ.program_of(case), kernel["ok"], kernel["error_lines"], kernel["stats"], None, profile
        )
        families.setdefault(f"{family} {case['profile']}", []).append(row)
    for path in corpus.areas():
        for case, kernel in zip(corpus.programs(path), corpus.answers(path), strict=True):
            if "unmodelled" in case.options:
                continue
            answer = (kernel["ok"], kernel["error_lines"], kernel["stats"])
            row = Expected(case.name, case.program(), *answer, None, case.profile)
            families.setdefault(f"written {path.stem}", []).append(row)
    for path in sorted((CASES / "recorded").glob("*.jsonl")):
        for record in map(json.loads, path.read_text().splitlines()):
            accepted = record["verdict"] == "accept"
            stats = record.get("stats")
            counts = [stats[0], stats[2], stats[3], stats[1]] if stats else None
            row = Expected(
                record.get("id", path.stem), recorded_program(record), accepted, record["error_lines"], counts, None
            )
            families.setdefault(path.stem, []).append(row)
    for parameters in documents():
        (case,) = parameters.values
        if case.get("profile", "root") == "root":
            row = Expected(case["case"], program_of(case), "accept" in case, None, None, case.get("reject"))
            families.setdefault("documents", []).append(row)
    rows = [row for turn in zip_longest(*families.values()) for row in turn if row is not None]
    return [row for row in rows if row.counts is None or row.counts[0] < LONGEST]


def notices(verify: Callable[..., Any], row: Expected) -> bool:
    """Whether this verifier's answer is not the recorded one; breaking down is one way to be wrong."""
    try:
        answer = verify(row.program, profile=row.profile)
    except Exception:  # noqa: BLE001 - a bent rule may break anything
        return True
    counts = [getattr(answer.stats, name) for name in COUNTS]
    return (
        answer.ok != row.ok
        or (row.error_lines is not None and list(getattr(answer, "error_lines", ())) != row.error_lines)
        or (row.counts is not None and counts != row.counts)
        or (row.code is not None and answer.code != row.code)
    )


def killer(mutant: Mutant, rows: list[Expected]) -> str:
    """Name of the first program whose answer changes; "" when nothing notices."""
    with bent(mutant) as verify:
        return next((row.name for row in rows if notices(verify, row)), "")


def main() -> int:
    """The command."""
    rows = expectations()
    alive = 0
    for mutant in MUTANTS:
        found = killer(mutant, rows)
        alive += not found
        sys.stdout.write(f"{mutant.name:45} {found or 'NOTHING NOTICED IT'}\n")
    sys.stdout.write(f"{len(MUTANTS) - alive} of {len(MUTANTS)} noticed by {len(rows)} programs\n")
    return int(alive > 0)


if __name__ == "__main__":
    sys.exit(main())
