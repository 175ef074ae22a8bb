"""Whole runs: a scenario of 100,000 hooks through a program of some 30 instructions, as a session plays it."""

import time
from typing import Final

from tests.bench.measure import Row
from vm.session import Request, play

COUNT: Final = """
    *(u64 *)(r10 - 8) = r6
    *(u64 *)(r10 - 16) = 1
    r2 = r10
    r2 += -8
    r1 = counts ll
    call bpf_map_lookup_elem
    if r0 == 0 goto new
    r1 = *(u64 *)(r0 + 0)
    r2 = r1
    r2 >>= 3
    r2 ^= r1
    r2 *= 31
    r2 &= 255
    r6 ^= r2
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    goto out
new:
    r2 = r10
    r2 += -8
    r3 = r10
    r3 += -16
    r1 = counts ll
    r4 = 0
    call bpf_map_update_elem
out:
"""
MAP: Final = '.license "GPL"\n.map counts, hash, key=8, value=8, max_entries=1024\n'
FRAMES: Final = """
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r2 = r6
    r2 += 34
    if r2 > r7 goto out
    r6 = *(u8 *)(r6 + 29)
"""
CALLS: Final = "    call bpf_get_current_pid_tgid\n    r6 = r0\n    r6 >>= 32\n"
READS: Final = "duration 60s\nprocess db runs=database threads=34 every=16ms\n"
SWITCHES: Final = "duration 60s\nprocess db runs=database threads=24 every=12ms\n"

CASES: Final = {
    #  name          section, body, what it returns, scenario
    "XDP":           ("xdp", FRAMES + COUNT + "    r0 = XDP_PASS\n", "duration 10s\ntraffic synflood rate=10300/s\n"),
    "kprobe":        ("kprobe/vfs_read", CALLS + COUNT + "    r0 = 0\n", READS),
    "system call":   ("tracepoint/syscalls/sys_enter_read", CALLS + COUNT + "    r0 = 0\n", READS),
    "sched_switch":  ("tracepoint/sched/sched_switch", CALLS + COUNT + "    r0 = 0\n", SWITCHES),
}  # fmt: skip


def sessions() -> list[Row]:
    """Processor seconds of the JIT and of the interpreter, and what was streamed."""
    rows = []
    for name, (section, body, scenario) in CASES.items():
        source = f"{MAP}.section {section}\nmain:\n{body}    exit\n"
        native, hooks, told = _played(source, scenario, "jit")
        interpreted, _, _ = _played(source, scenario, "interp")
        figures = {
            "hooks": f"{hooks:,}",
            "native": f"{native:.2f} s",
            "interpreted": f"{interpreted:.2f} s",
            "told": f"{told:,} events",
        }
        rows.append(Row(name, figures))
    return rows


def _played(source: str, scenario: str, engine: str) -> tuple[float, int, int]:
    """(processor seconds, hooks, events streamed)."""
    begun, told = time.process_time(), 0
    for frame in play(Request(source=source, scenario=scenario, engine=engine)):
        told += len(frame.events)
        last = frame.events[-1]
    assert last.type == "finished", last
    assert last.reason in {"done", "limit"}, last.message
    return time.process_time() - begun, last.totals.hooks, told
