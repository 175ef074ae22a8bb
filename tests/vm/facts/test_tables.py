"""The tables by themselves: names told apart, numbers in order, everything said in words, every reader served."""

import ast
import itertools
import re
from pathlib import Path

import pytest

from vm.facts import contexts, helpers, map_types, program_types, rejections
from vm.facts.helpers import Arg

VERIFIER = Path(__file__).parents[3] / "vm" / "verifier"

TABLES = {
    "helpers": (helpers.HELPERS, "name"),
    "contexts": (contexts.CONTEXTS, "name"),
    "program types": (program_types.PROGRAM_TYPES, "name"),
    "sections": (program_types.SECTIONS, "pattern"),
    "map types": (map_types.MAP_TYPES, "name"),
    "rejections": (rejections.REJECTIONS, "code"),
}


@pytest.mark.parametrize("table", TABLES)
def test_names_are_told_apart(table: str) -> None:
    rows, name = TABLES[table]
    names = [getattr(row, name) for row in rows]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rows", [helpers.HELPERS, map_types.MAP_TYPES], ids=["helpers", "map types"])
def test_numbers_count_from_one_without_gaps(rows: tuple[helpers.Helper, ...]) -> None:
    assert [row.id for row in rows] == list(range(1, len(rows) + 1))


def test_every_row_says_what_it_is() -> None:
    rows = (*helpers.HELPERS, *map_types.MAP_TYPES, *contexts.CONTEXTS, *program_types.PROGRAM_TYPES)
    assert all(row.doc and not row.doc.endswith(".") for row in rows)
    assert all(field.doc for context in contexts.CONTEXTS for field in context.fields)
    assert all(row.title and row.hint and row.why for row in rejections.REJECTIONS)
    silent = {row.code for row in rejections.REJECTIONS if not row.wordings}
    assert silent == {"load.size", "load.map", "load.flags", "load.permission"}, (
        "bpf(2) says nothing before it verifies; the verifier does"
    )


@pytest.mark.parametrize("context", contexts.CONTEXTS, ids=lambda context: context.name)
def test_fields_do_not_overlap(context: contexts.Context) -> None:
    fields = sorted(context.fields, key=lambda field: field.offset)
    assert all(one.offset + one.size <= other.offset for one, other in itertools.pairwise(fields))
    assert fields[-1].offset + fields[-1].size <= context.size


def test_tables_name_each_other_truly() -> None:
    types = program_types.PROGRAM_TYPE_BY_NAME.keys()
    assert all(helper.where <= types for helper in helpers.HELPERS)
    assert all(section.prog_type in types for section in program_types.SECTIONS)
    assert all(row.context in contexts.CONTEXT_BY_NAME for row in program_types.PROGRAM_TYPES)
    known = helpers.HELPER_BY_NAME.keys()
    assert all(set(row.helpers) <= known for row in map_types.MAP_TYPES)


def test_a_length_follows_its_memory() -> None:
    sizes, memory = (
        {Arg.SIZE, Arg.SIZE_OR_ZERO},
        {kind for kind in Arg if kind.name.startswith("MEM_") or kind is Arg.MEM},
    )
    for helper in helpers.HELPERS:
        for before, param in zip((None, *helper.params), helper.params, strict=False):
            assert (param.kind in sizes) <= (before is not None and before.kind in memory), helper.name
            assert (param.kind is Arg.MEM_FIXED) == bool(param.size), helper.name


def test_every_kind_of_argument_accepts_something() -> None:
    assert helpers.ACCEPTS.keys() == set(Arg) - {Arg.ANYTHING, Arg.UNCHECKED}


def _codes_raised() -> dict[str, str]:
    """Codes that the verifier refuses with, each with a place; f-strings as patterns."""
    found: dict[str, str] = {}
    for path in VERIFIER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refuse":
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.JoinedStr):
                        pieces = [v.value if isinstance(v, ast.Constant) else "*" for v in part.values]
                        found["".join(map(str, pieces))] = f"{path.name}:{node.lineno}"
                    elif isinstance(part, ast.Constant) and re.fullmatch(r"[a-z]+\.[a-z-]+", str(part.value)):
                        found[str(part.value)] = f"{path.name}:{node.lineno}"
    return found


def test_every_code_the_verifier_uses_has_a_row() -> None:
    raised = _codes_raised()
    assert len(raised) > 40
    rows = rejections.REJECTION_BY_CODE.keys()
    missing = {
        code: place
        for code, place in raised.items()
        if not any(re.fullmatch(re.escape(code).replace(r"\*", ".+"), row) for row in rows)
    }
    assert not missing


def test_the_classes_met_most_are_all_there() -> None:
    ranks = {row.rank for row in rejections.REJECTIONS if row.rank}
    assert {f"E{n:02}" for n in range(1, 26)} - {"E12"} <= ranks  # E12 shares its row with E11
