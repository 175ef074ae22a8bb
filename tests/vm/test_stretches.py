"""What nobody sees is run in stretches of native code, and nobody can tell."""

from dataclasses import replace

import pytest

from vm.engines import Foundry
from vm.run import Limits
from vm.session import Request, play

COUNT = """
.license "GPL"
.map ports, hash, key=8, value=8, max_entries=64
.map all, percpu_array, key=4, value=8, max_entries=2
"""

COUNTING = """
    *(u64 *)(r10 - 8) = r6
    *(u64 *)(r10 - 16) = 1
    r2 = r10
    r2 += -8
    r1 = ports ll
    call bpf_map_lookup_elem
    if r0 == 0 goto new
    r1 = *(u64 *)(r0 + 0)
    r1 += 1
    *(u64 *)(r0 + 0) = r1
    goto cpu
new:
    r1 = ports ll
    r2 = r10
    r2 += -8
    r3 = r10
    r3 += -16
    r4 = 0
    call bpf_map_update_elem
cpu:
    *(u32 *)(r10 - 4) = 1
    r2 = r10
    r2 += -4
    r1 = all ll
    call bpf_map_lookup_elem
    if r0 == 0 goto done
    call bpf_get_smp_processor_id
    r7 = r0
    call bpf_ktime_get_ns
    r0 >>= 10
    r0 += r7
    *(u32 *)(r10 - 4) = 0
    r2 = r10
    r2 += -4
    r1 = all ll
    r7 = r0
    call bpf_map_lookup_elem
    if r0 == 0 goto done
    *(u64 *)(r0 + 0) = r7
done:
"""

XDP = (
    COUNT
    + """
.section xdp
main:
    r9 = r1
    r6 = *(u32 *)(r1 + 0)
    r7 = *(u32 *)(r1 + 4)
    r2 = r6
    r2 += 38
    if r2 > r7 goto out
    r6 = *(u16 *)(r6 + 34)
    r6 &= 127
    r8 = r6
"""
    + COUNTING
    + """
    if r8 & 1 goto drop
    if r8 & 2 goto grow
    if r8 & 4 goto elsewhere
    if r8 & 8 goto back
    call bpf_get_prandom_u32
    r0 &= 1
    r0 += 1
    exit
grow:
    r1 = r9
    r2 = -20
    call bpf_xdp_adjust_head
    r1 = *(u32 *)(r9 + 0)
    r2 = *(u32 *)(r9 + 4)
    r3 = r1
    r3 += 20
    if r3 > r2 goto drop
    *(u64 *)(r1 + 0) = r8
out:
    r0 = 2
    exit
elsewhere:
    r1 = 3
    r2 = 0
    call bpf_redirect
    exit
back:
    r0 = 3
    exit
drop:
    r0 = 1
    exit
"""
)

PROBES = (
    COUNT
    + """
.section kprobe/vfs_read
entry:
    call bpf_get_current_pid_tgid
    r6 = r0
"""
    + COUNTING
    + """
    r0 = 0
    exit

.section kretprobe/vfs_read
back:
    r6 = *(u64 *)(r1 + 80)
    r6 &= 31
    *(u64 *)(r10 - 8) = r6
    r1 = ports ll
    r2 = r10
    r2 += -8
    call bpf_map_delete_elem
    r0 = 0
    exit

.section tracepoint/syscalls/sys_enter_read
enter:
    r6 = *(u64 *)(r1 + 32)
    *(u64 *)(r10 - 8) = r6
    *(u64 *)(r10 - 16) = r6
    r1 = ports ll
    r2 = r10
    r2 += -8
    r3 = r10
    r3 += -16
    r4 = 0
    call bpf_map_update_elem
    r0 = 0
    exit
"""
)

RING = """
.license "GPL"
.map events, ringbuf, max_entries=4096
.map seen, lru_hash, key=4, value=8, max_entries=8
.section tracepoint/sched/sched_switch
main:
    r6 = *(s32 *)(r1 + 56)
    r1 = events ll
    r2 = 16
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto full
    *(u64 *)(r0 + 0) = r6
    *(u64 *)(r0 + 8) = 7
    r1 = r0
    r2 = 0
    if r6 == 0 goto not
    call bpf_ringbuf_submit
    goto full
not:
    call bpf_ringbuf_discard
full:
    *(u32 *)(r10 - 4) = r6
    *(u64 *)(r10 - 16) = r6
    r1 = events ll
    r2 = r10
    r2 += -16
    r3 = 8
    r4 = 0
    call bpf_ringbuf_output
    r1 = seen ll
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -16
    r4 = 0
    call bpf_map_update_elem
    r0 = 0
    exit
"""

TRAFFIC = "duration 1s\ntraffic synflood rate=2500/s sources=200\ntraffic dns rate=300/s\n"
READS = "duration 1s\nprocess db runs=database threads=6 every=3ms\ntraffic dns rate=20/s\n"
USER = "poll ports every=90ms\nupdate ports at=400ms key=3 value=9\ndelete ports at=500ms key=3\n"

CASES = {
    "frames": (XDP, TRAFFIC),
    "frames and a controller": (XDP, TRAFFIC + USER),
    "frames, edited": (XDP, TRAFFIC + "edit 900 ttl=1\ndrop 901\n"),
    "frames, a window": (XDP, TRAFFIC + "tell events=1700:1710\n"),
    "probes": (PROBES, READS),
    "probes and a controller": (PROBES, READS + USER),
    "records": (RING, READS),
    "records, a slow reader": (RING, READS + "reader events rate=200/s\n"),
}
LIMITS = {
    "plenty": Limits(run_output=600),
    "few events": Limits(run_output=600, run_events=1777),
    "few instructions": Limits(run_output=600, run_insns=30_000),
    "few records": Limits(run_output=600, run_records=1111),
}


class Smithy:
    """Makes native code at once, and counts the stretches that it runs."""

    def __init__(self):
        self.lengths = []
        self.foundry = Foundry(worth=0, linked=self._linked)

    def _linked(self, native):
        run = native.stretch

        def stretch(*given):
            made = run(*given)
            self.lengths.append(made.invocations)
            return made

        native.stretch = stretch


def told(source, scenario, engine, limits, foundry=None):
    """The events of a run, the word left out that native code takes over."""
    request = Request(source=source, scenario=scenario, engine=engine)
    events = [event for frame in play(request, budgets=limits, foundry=foundry) for event in frame.events]
    assert events[-1].reason in {"done", "limit"}, events[-1]
    compiled = [event for event in events if event.type == "progress" and event.phase == "compile"]
    assert len(compiled) == (engine == "jit")
    return [event for event in events if event not in compiled]


@pytest.mark.parametrize("name", CASES)
def test_stretches_change_nothing(name):
    source, scenario = CASES[name]
    smithy = Smithy()
    limits = LIMITS["plenty"]
    events = told(source, scenario, "jit", limits, smithy.foundry)
    assert events == told(source, scenario, "interp", limits)
    assert sum(smithy.lengths) > events[-1].totals.hooks // 4, "few invocations were put off"
    assert max(smithy.lengths) > 8


@pytest.mark.parametrize("limits", LIMITS)
@pytest.mark.parametrize("name", ["frames", "probes", "records"])
def test_a_limit_is_met_at_the_same_invocation(name, limits):
    source, scenario = CASES[name]
    events = told(source, scenario, "jit", LIMITS[limits], Smithy().foundry)
    assert events == told(source, scenario, "interp", LIMITS[limits])


def test_programs_that_look_further_run_singly():
    for line in ("call bpf_get_current_task", "r1 = r10\n r1 += -8\n r2 = 8\n call bpf_get_current_comm"):
        source = f'.license "GPL"\n.section kprobe/vfs_read\nmain:\n {line}\n r0 = 0\n exit\n'
        smithy = Smithy()
        events = told(source, READS, "jit", LIMITS["plenty"], smithy.foundry)
        assert not smithy.lengths
        assert events == told(source, READS, "interp", LIMITS["plenty"])


def test_any_part_of_a_thinned_run_can_be_had_in_full():
    source, scenario = CASES["records"]
    whole = told(source, scenario, "interp", Limits(run_output=200_000))
    hooks = [event for event in whole if event.type in {"hook", "record", "returned"}]
    first = next(n for n, event in enumerate(hooks) if event.type == "hook" and event.n == 1500)
    last = next(n for n, event in enumerate(hooks) if event.type == "returned" and event.n == 1509)
    request = Request(source=source, scenario=scenario, engine="jit", window=(1500, 1509))
    part = list(play(request, foundry=replace(Smithy().foundry)))
    seen = [event for frame in part for event in frame.events if event.type in {"hook", "record", "returned"}]
    assert seen == hooks[first : last + 1]
