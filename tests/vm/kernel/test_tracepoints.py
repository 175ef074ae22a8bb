"""The tables of trace events, against the running kernel's own description where it can be read."""

import platform
import re
from pathlib import Path

import pytest

from vm.facts.baseline import KERNEL
from vm.facts.syscalls import SYSCALLS, enter, leave
from vm.facts.tracepoints import HEADER, TRACEPOINTS, Field, Tracepoint

MOUNTS = (
    [line.split() for line in Path("/proc/mounts").read_text().splitlines()] if Path("/proc/mounts").is_file() else []
)
EVENTS = Path(next((place for _, place, kind, *_ in MOUNTS if kind == "tracefs"), "/sys/kernel/tracing")) / "events"
FIELD = re.compile(r"\tfield:(.*?)(\w+)((?:\[[^\]]*\])?);\toffset:(\d+);\tsize:(\d+);\tsigned:(\d);")

ROWS = (*TRACEPOINTS, *(make(row) for row in SYSCALLS for make in (enter, leave)))


def described(row: Tracepoint) -> tuple[Field, ...] | None:
    path = EVENTS / row.category / row.name / "format"
    if not path.is_file():
        return None
    found = FIELD.findall(path.read_text())
    return tuple(
        Field(name, kind.strip() + array, int(at), int(size), signed == "1")
        for kind, name, array, at, size, signed in found
    )


@pytest.mark.live
def test_every_layout_is_the_running_kernels():
    if not (EVENTS / "sched").is_dir() or not platform.release().startswith(KERNEL + "."):
        pytest.skip(f"needs tracefs of Linux {KERNEL} at {EVENTS.parent}")
    compared = 0
    for row in ROWS:
        fields = described(row)
        if fields is None:
            continue  # built without this event
        assert fields[: len(HEADER)] == HEADER
        assert fields[len(HEADER) :] == row.fields, f"{row.category}/{row.name}"
        compared += 1
    assert compared > 100


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_fields_do_not_overlap(row):
    end = 8
    for field in row.fields:
        assert field.offset >= end, field.name
        end = field.offset + field.size
