"""The tables against what Linux 6.18 answered, and the record against the kernel of this machine."""

from collections.abc import Iterable

import pytest

from tests.record import facts
from vm import live
from vm.facts.baseline import KERNEL
from vm.facts.contexts import CONTEXT_BY_NAME, Field
from vm.facts.helpers import GPL_EXCEPTIONS, HELPERS
from vm.facts.map_types import MAP_TYPES, READ_ONLY_TO_PROGRAMS
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME


def recorded(name: str) -> list[str]:
    return (facts.FOLDER / name).read_text(encoding="utf-8").splitlines()


def test_helpers() -> None:
    lines = recorded("helpers.txt")
    assert len(lines) == len(HELPERS)
    for row, line in zip(HELPERS, lines, strict=True):
        title, _, rest = line.partition(": ")
        may, _, gpl = rest.partition(" |")
        assert title == f"{row.id} {row.bpf_name}"
        assert set(may.split()) == row.where, title
        bound = {kind for kind in row.where if row.gpl and (row.name, kind) not in GPL_EXCEPTIONS}
        assert row.note == "sleeps" or set(gpl.split()) == bound, title


def _field(kind: str, offset: int, width: int) -> Field | None:
    fields = CONTEXT_BY_NAME[PROGRAM_TYPE_BY_NAME[kind].context].fields
    inside = [f for f in fields if f.offset <= offset and offset + width <= f.offset + f.size]
    return inside[0] if inside and offset % width == 0 and inside[0].attach_type is None else None


def _context_lines() -> Iterable[str]:
    """The record as the table would have it."""
    for kind in facts.TYPES:
        size = CONTEXT_BY_NAME[PROGRAM_TYPE_BY_NAME[kind].context].size
        for offset in range(-8, min(size, 256) + 9):
            for width in facts.WIDTHS:
                field = _field(kind, offset, width)
                if field is None:
                    continue
                load = field.loads.value if kind in field.read_by and width in field.widths else "-"
                store = "store" if kind in field.written_by and width in field.write_widths else "-"
                if load != "-" or store != "-":
                    yield f"{kind} {offset} {width} {load} {store}"


def test_contexts() -> None:
    assert list(_context_lines()) == recorded("contexts.txt")


def test_maps() -> None:
    lines = dict(line.split(":") for line in recorded("maps.txt"))
    assert len(lines) > 20
    for helper, types in lines.items():
        asked = [row for row in MAP_TYPES if row.name not in facts.NOT_ASKED]
        by_table = {row.name for row in asked if helper in row.helpers}
        if helper in {"map_update_elem", "map_delete_elem"}:
            by_table -= READ_ONLY_TO_PROGRAMS
        assert by_table == set(types.split()), helper


@pytest.mark.live
@pytest.mark.skipif(not live.available(), reason="no kernel here that loads programs (root and Linux needed)")
@pytest.mark.parametrize("name", facts.RECORDS)
def test_the_kernel_still_says_so(name: str) -> None:
    release = live.release()
    if not str(release).startswith(KERNEL):
        pytest.skip(f"this is Linux {release}, the tables are of {KERNEL}")
    assert list(facts.RECORDS[name]()) == recorded(name)
