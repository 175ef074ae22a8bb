"""The clockwork: what fires, in which order, and that nothing depends on anything but scenario and seed."""

import struct
from collections import Counter
from itertools import islice

import pytest

from vm.facts.baseline import CPUS
from vm.facts.functions import FUNCTIONS
from vm.facts.program_types import SECTIONS
from vm.facts.syscalls import SYSCALLS
from vm.facts.tracepoints import TRACEPOINTS
from vm.kernel import contexts
from vm.kernel.calls import NEVER_RETURN
from vm.kernel.disk import SERVICE_NS
from vm.kernel.hooks import Hook, hooks_of
from vm.kernel.library import SCENARIOS, scenario
from vm.kernel.scenario import parse
from vm.kernel.simulation import Firing, Simulation
from vm.kernel.world import MAXACTIVE

TARGETS = {
    "": "",
    "function": "/vfs_read",
    "system call": "/openat",
    "path:function": "//opt/shop/bin/shop:checkout",
    "path:provider:name": "//opt/shop/bin/shop:shop:sale",
    "group/event": "/sched/sched_switch",
    "event": "/sched_switch",
}


def fired(hooks, *, name="default", seed=None, most=None):
    simulation = Simulation(scenario(name), hooks, seed=seed)
    return simulation, list(islice(told(simulation), most))


def told_of(text, hooks):
    return list(told(Simulation(parse(text), hooks)))


def told(simulation):
    world = simulation.world
    for firing in simulation:
        if isinstance(firing, Firing):
            yield world.now_ns, world.cpu, world.task.pid, firing


@pytest.mark.parametrize("row", SECTIONS, ids=lambda row: row.pattern)
def test_the_default_scenario_fires_every_kind_of_section(row):
    hooks = hooks_of(row.pattern + TARGETS[row.target], row.prog_type)
    _, firings = fired(hooks)
    assert {hook for _, _, _, firing in firings for hook in firing.hooks} == set(range(len(hooks)))


def test_the_default_scenario_fires_every_tracepoint_and_every_function():
    hooks = [Hook("tracepoint", f"{row.category}/{row.name}") for row in TRACEPOINTS]
    hooks += [Hook("kprobe", row.name) for row in FUNCTIONS]
    hooks += [Hook("kretprobe", row.name) for row in FUNCTIONS if row.name not in NEVER_RETURN]
    hooks += [Hook("kprobe", "no_such_function"), Hook("tracepoint", "no/such_event"), Hook("raw_tracepoint", "none")]
    simulation, _ = fired(hooks)
    assert simulation.fired == set(range(len(hooks)))


def test_the_default_scenario_fires_every_system_calls_tracepoints():
    hooks = [Hook("tracepoint", f"syscalls/sys_{way}_{row.name}") for row in SYSCALLS for way in ("enter", "exit")]
    simulation, _ = fired(hooks)
    missing = {hooks[n].target for n in range(len(hooks))} - {hooks[n].target for n in simulation.fired}
    assert missing <= {"syscalls/sys_exit_exit", "syscalls/sys_exit_exit_group"}, "these never return"


@pytest.mark.parametrize("entry", SCENARIOS, ids=lambda entry: entry.name)
def test_time_never_falls_and_a_cpu_runs_one_task_at_a_time(entry):
    switches = [Hook("tracepoint", "sched/sched_switch")]
    simulation = Simulation(scenario(entry.name), switches)
    running, last = dict.fromkeys(range(CPUS), 0), 0
    for firing in simulation:
        world = simulation.world
        assert world.now_ns >= last
        if not isinstance(firing, Firing):
            continue
        last = world.now_ns
        prev_pid, next_pid = (struct.unpack_from("<i", firing.context, at)[0] for at in (24, 56))
        assert running[world.cpu] == prev_pid == world.task.pid, "the task that leaves is the one that ran"
        running[world.cpu] = next_pid


def test_the_same_seed_gives_the_same_world_and_another_seed_another():
    hooks = [Hook("kprobe", "vfs_read"), Hook("xdp"), Hook("tracepoint", "sched/sched_process_exec")]
    first, second, other = (fired(hooks, seed=seed)[1] for seed in (5, 5, 6))
    assert first == second
    assert first != other


@pytest.mark.parametrize("name", ["web", "busy", "forks"])
@pytest.mark.parametrize(
    "alone", [Hook("tracepoint", "sched/sched_switch"), Hook("raw_tracepoint", "sys_enter")], ids=str
)
def test_watching_more_changes_nothing_for_those_who_watch_less(name, alone):
    """However finely a call is cut into steps by those who look: tasks are preempted at the same nanosecond."""
    more = [
        Hook("perf_event"),
        Hook("ingress"),
        Hook("kprobe", "*"),
        Hook("uprobe", "*"),
        Hook("tracepoint", "block/*"),
    ]
    few = [(t, c, p, f.summary) for t, c, p, f in fired([alone], name=name)[1]]
    among = [(t, c, p, f.summary) for t, c, p, f in fired([alone, *more], name=name)[1] if 0 in f.hooks]
    assert few
    assert few == among


def test_what_never_returns_fires_no_return_probe():
    hooks = [Hook("kprobe", "do_exit"), Hook("kretprobe", "do_exit"), Hook("kretprobe", "__x64_sys_exit_group")]
    simulation, _ = fired(hooks)
    assert simulation.fired == {0}


def test_entries_and_returns_pair_up_by_thread():
    hooks = [Hook("kprobe", "vfs_read"), Hook("kretprobe", "vfs_read")]
    inside = Counter()
    for _, _, pid, firing in told_of("process postgres runs=database threads=4 every=1ms\n", hooks):
        inside[pid] += 1 if 0 in firing.hooks else -1
        assert inside[pid] in {0, 1}
    assert len(inside) == 4
    assert any(inside.values()), "some are inside when the scenario ends"


def test_functions_nest_and_some_return_without_an_entry():
    hooks = [Hook("kprobe", "vfs_read"), Hook("kretprobe", "vfs_read")]
    inside, deepest, unannounced = Counter(), 0, 0
    for _, _, pid, firing in fired(hooks)[1]:
        inside[pid] += 1 if 0 in firing.hooks else -1
        deepest = max(deepest, inside[pid])
        if inside[pid] < 0:
            inside[pid], unannounced = 0, unannounced + 1
    assert deepest == 2
    assert unannounced == 1


def test_probes_see_arguments_and_returns_in_their_registers():
    text = "process bash runs=shell\ncall made_up at=1ms args=1,2,3,4,5,6 returns=-2 takes=5us\n"
    simulation = Simulation(parse(text), [Hook("kprobe", "made_up"), Hook("kretprobe", "made_up")])
    (start, entry), (end, leave) = [(simulation.world.now_ns, firing.context) for firing in simulation]
    register = {name: 8 * n for n, name in enumerate(contexts.PT_REGS)}
    values = [struct.unpack_from("<Q", entry, register[name])[0] for name in ("di", "si", "dx", "cx", "r8", "r9")]
    assert values == [1, 2, 3, 4, 5, 6]
    assert struct.unpack_from("<q", leave, register["ax"])[0] == -2
    assert end - start == 5_000


def test_a_file_name_at_openat_is_an_absolute_path_in_user_memory():
    simulation = Simulation(scenario(None), [Hook("tracepoint", "syscalls/sys_enter_openat")])
    names = set()
    for firing in simulation:
        (pointer,) = struct.unpack_from("<Q", firing.context, 24)
        text = simulation.world.read_user(pointer, 64)
        assert text is not None
        names.add(text.split(b"\0")[0])
    assert len(names) > 5
    assert all(name.startswith(b"/") for name in names)


def test_exec_records_say_which_file_and_who():
    simulation = Simulation(scenario("shell"), [Hook("tracepoint", "sched/sched_process_exec")])
    count = 0
    for firing in simulation:
        where, pid, old_pid = struct.unpack_from("<Iii", firing.context, 8)
        at, size = where & 0xFFFF, where >> 16
        name = firing.context[at : at + size]
        assert name.endswith(b"\0")
        assert name.startswith(b"/usr/")
        assert pid == old_pid == simulation.world.task.pid
        assert name[:-1].rsplit(b"/", 1)[-1] == simulation.world.task.comm
        count += 1
    assert count > 10


BUSY_DISK = "process postgres runs=database threads=16 every=1ms\nduration 200ms\n"


def test_the_disk_reports_by_interrupt_under_whoever_runs_and_later_requests_wait():
    hooks = [Hook("tracepoint", "block/block_rq_issue"), Hook("tracepoint", "block/block_rq_complete")]
    issued, under, waits = {}, Counter(), []
    for now, cpu, pid, firing in told_of(BUSY_DISK, hooks):
        sector = firing.context[16:24]
        if 0 in firing.hooks:
            issued[sector] = now, cpu, pid
        else:
            then, on, who = issued.pop(sector)
            assert cpu == on
            under[who == pid] += 1
            waits.append(now - then)
    assert under[False] > 20 * max(1, under[True]), "the task that waits does not run"
    assert min(waits) >= SERVICE_NS // 2
    assert max(waits) > 2 * SERVICE_NS, "more requests than the disk works on at once"


def test_a_kretprobe_misses_returns_when_too_many_are_inside():
    hooks = [Hook("kprobe", "vfs_fsync"), Hook("kretprobe", "vfs_fsync")]
    text = BUSY_DISK.replace("threads=16", "threads=60")
    simulation = Simulation(parse(text), hooks)
    seen = Counter(firing.hooks for _, _, _, firing in told(simulation))
    missed = simulation.counters["kretprobe vfs_fsync missed"]
    assert missed > 10
    assert seen[1,] > 10
    assert 0 <= seen[0,] - seen[1,] - missed <= MAXACTIVE, "what is inside at the end was counted once"


def test_dropped_frames_go_no_further():
    seen = Counter()
    simulation = Simulation(scenario("mixed"), [Hook("xdp"), Hook("ingress")])
    for firing in simulation:
        seen[firing.kind] += 1
        if firing.kind == "xdp":
            simulation.network.decide("XDP_DROP" if seen["xdp"] % 2 else "XDP_PASS", firing.packet)
    assert seen["xdp"] > 100
    assert abs(seen["ingress"] - seen["xdp"] // 2) <= seen["xdp"] // 20, "frames without a whole header go nowhere"


def test_xdp_sees_dns_over_ipv4_among_much_else():
    frames = [firing.packet for _, _, _, firing in fired([Hook("xdp")])[1]]
    dns = [f for f in frames if f[12:14] == b"\x08\0" and len(f) > 42 and f[23] == 17 and f[36:38] == b"\0\x35"]
    assert len(dns) > 10
    kinds = {f[12:14] for f in frames}
    assert {b"\x08\0", b"\x08\x06", b"\x86\xdd", b"\x81\0"} <= kinds
    assert min(map(len, frames)) < 60
