"""Who runs where: wakeups, switches, time slices, children awaited."""

import struct
from collections import Counter

from vm.facts.tracepoints import TRACEPOINT_BY_NAME
from vm.kernel.hooks import Hook
from vm.kernel.library import scenario
from vm.kernel.scenario import parse
from vm.kernel.scheduler import SLICE_NS, WAKE_NS
from vm.kernel.simulation import Simulation

_EVENTS = ("sched_waking", "sched_wakeup", "sched_wakeup_new", "sched_switch", "sched_process_exit")


def number(name, field, record):
    place = next(f for f in TRACEPOINT_BY_NAME[f"sched/{name}"].fields if f.name == field)
    return struct.unpack_from("<q" if place.size == 8 else "<i", record, place.offset)[0]


def told(text, *more):
    """(time, CPU, thread that runs, event, record) of every event of the scheduler, and of `more` hooks."""
    hooks = [Hook("tracepoint", f"sched/{name}") for name in _EVENTS] + list(more)
    simulation = Simulation(scenario(text), hooks)
    for firing in simulation:
        (n,) = firing.hooks
        name = _EVENTS[n] if n < len(_EVENTS) else hooks[n].target
        yield simulation.world.now_ns, simulation.world.cpu, simulation.world.task.pid, name, firing.context


def test_every_task_is_woken_once_before_it_gets_a_cpu():
    runnable, waits = set(), []
    since = {}
    for now, _, _, name, record in told("web"):
        if name in {"sched_wakeup", "sched_wakeup_new"}:
            pid = number(name, "pid", record)
            assert pid not in runnable
            runnable.add(pid)
            since[pid] = now
        elif name == "sched_switch":
            before, state, after = (number(name, f, record) for f in ("prev_pid", "prev_state", "next_pid"))
            if before:
                assert (before in runnable) == (state == 0), "who sleeps has to be woken"
            if after:
                waits.append(now - since[after])
                runnable.discard(after)
    assert min(waits) >= WAKE_NS
    assert max(waits) > 100_000, "some wait for a busy CPU"


def test_a_newborn_is_woken_by_its_parent_alone():
    born, woken = set(), set()
    for _, _, runs, name, record in told("process make runs=forker every=10ms\n"):
        if name == "sched_wakeup_new":
            assert runs != number(name, "pid", record)
            born.add(number(name, "pid", record))
        elif name in {"sched_waking", "sched_wakeup"}:
            woken.add(number(name, "pid", record))
    assert len(born) > 100
    assert not born & woken


BUSY = """
process gzip runs=cruncher threads=4 every=100ms
process bash runs=shell every=20ms
duration 500ms
"""


def test_who_computes_is_preempted_when_others_wait():
    longest, got_cpu = 0, {}
    preempted = Counter()
    for now, _, _, name, record in told(BUSY):
        if name != "sched_switch":
            continue
        before, state, after = (number(name, f, record) for f in ("prev_pid", "prev_state", "next_pid"))
        if before and before in got_cpu:
            longest = max(longest, now - got_cpu.pop(before))
            preempted[before] += state == 0
        got_cpu[after] = now
    assert sum(preempted.values()) > 20
    assert longest >= SLICE_NS


def test_wait_returns_when_the_child_has_ended():
    ended, waits = {}, 0
    hooks = Hook("tracepoint", "syscalls/sys_enter_wait4"), Hook("tracepoint", "syscalls/sys_exit_wait4")
    for now, _, runs, name, record in told("shell", *hooks):
        if name == "sched_process_exit":
            ended[number(name, "pid", record)] = now
        elif name == "syscalls/sys_exit_wait4":
            (child,) = struct.unpack_from("<q", record, 16)
            assert child in ended
            assert child != runs
            waits += 1
    assert waits > 20


def test_a_call_of_a_scenario_comes_at_its_time():
    simulation = Simulation(parse("process p runs=cron\ncall tick at=7ms\n"), [Hook("kprobe", "tick")])
    next(iter(simulation))
    assert simulation.elapsed_ns == 7_000_000
