"""Helpers that ask the world: time, CPU, the current task, randomness."""

import errno
from collections.abc import Mapping
from typing import Any, Final

from vm.runtime.faults import FaultRaised
from vm.runtime.machine import Machine
from vm.runtime.maps.instance import MapInstance
from vm.runtime.maps.references import ROOT_CGROUP, CgroupArray

TICK_NS: Final = 1_000_000
"""A tick of 1000 Hz."""

INITIAL_JIFFIES: Final = (1 << 32) - 300 * 1000 & 0xFFFF_FFFF
"""The kernel starts its tick counter five minutes before it wraps 32 bits."""

TAI_AT_BOOT_NS: Final = 1_735_689_637_000_000_000
"""International atomic time at the simulated boot: the start of 2025 and 37 leap seconds."""

COARSE_NS: Final = 4_000_000
"""Step of the coarse clock."""

MAX_SIGNAL: Final = 64

PID_NAMESPACE: Final = (4, 0xF000_0004 - 8)
"""Device and inode of the simulated machine's only process namespace: nsfs, the first inodes."""


def comm(machine: Machine, room: int, size: int) -> int:
    name = machine.world.task.comm[: size - 1] if size else b""
    machine.memory.write(room, name.ljust(size, b"\0"))
    return 0


def pid_tgid(machine: Machine) -> int:
    task = machine.world.task
    return task.tgid << 32 | task.pid


def uid_gid(machine: Machine) -> int:
    task = machine.world.task
    return task.gid << 32 | task.uid


def pt_regs(machine: Machine, task: int) -> int:
    """Where the registers lie with which the current task came into the kernel: at the start of its kernel stack."""
    if task != machine.world.task.address:
        raise FaultRaised("bad-pointer", f"{task:#x} is not the current task", task)
    return machine.world.task.stack


def namespace_ids(machine: Machine, device: int, inode: int, room: int, size: int) -> int:
    if size != 8:
        machine.memory.write(room, bytes(size))
        return -errno.EINVAL
    if (device, inode) != PID_NAMESPACE:
        machine.memory.write(room, bytes(size))
        return -errno.EINVAL
    task = machine.world.task
    machine.memory.write(room, task.pid.to_bytes(4, "little") + task.tgid.to_bytes(4, "little"))
    return 0


def ancestor_cgroup(machine: Machine, level: int) -> int:
    """The hierarchy is two deep: the root, and each process' own below it."""
    level &= 0xFFFF_FFFF
    own = machine.world.task.cgroup_id
    return {0: 1, 1: own if own != 1 else 0}.get(level, 0)


def under_cgroup(machine: Machine, instance: MapInstance, index: int) -> int:
    """Whether the current task is in the cgroup stored at an index, or in one below it: 1 or 0."""
    return is_under(instance, index, machine.world.task.cgroup_id)


def is_under(instance: MapInstance, index: int, own: int) -> int:
    """Whether cgroup `own` is the one stored at an index, or below it; only the root has any below it."""
    if not isinstance(instance, CgroupArray):
        raise FaultRaised("bad-map", f"{instance.spec.name} holds no cgroups")
    key = (index & 0xFFFF_FFFF).to_bytes(4, "little")
    if instance.beyond(key):
        return -errno.E2BIG
    stored = instance.number(key)
    return -errno.EAGAIN if stored is None else int(stored in {ROOT_CGROUP, own})


def send_signal(_: Machine, signal: int) -> int:
    """The simulated tasks ignore signals; only numbers that are none are refused."""
    return 0 if 0 < signal & 0xFFFF_FFFF <= MAX_SIGNAL else -errno.EINVAL


BODIES: Final[Mapping[str, Any]] = {
    "ktime_get_ns": lambda machine: machine.world.now_ns,
    "ktime_get_boot_ns": lambda machine: machine.world.now_ns,
    "ktime_get_coarse_ns": lambda machine: machine.world.now_ns // COARSE_NS * COARSE_NS,
    "ktime_get_tai_ns": lambda machine: TAI_AT_BOOT_NS + machine.world.now_ns,
    "jiffies64": lambda machine: INITIAL_JIFFIES + machine.world.now_ns // TICK_NS,
    "get_prandom_u32": lambda machine: machine.world.random_u32(),
    "get_smp_processor_id": lambda machine: machine.world.cpu,
    "get_numa_node_id": lambda _: 0,
    "get_current_pid_tgid": pid_tgid,
    "get_current_uid_gid": uid_gid,
    "get_current_comm": comm,
    "get_current_task": lambda machine: machine.world.task.address,
    "get_current_task_btf": lambda machine: machine.world.task.address,
    "get_current_cgroup_id": lambda machine: machine.world.task.cgroup_id,
    "get_current_ancestor_cgroup_id": ancestor_cgroup,
    "task_pt_regs": pt_regs,
    "get_ns_current_pid_tgid": namespace_ids,
    "get_cgroup_classid": lambda *_: 0,
    "current_task_under_cgroup": under_cgroup,
    "send_signal": send_signal,
    "send_signal_thread": send_signal,
    "get_func_ip": lambda machine, _: machine.function_address,
    "get_attach_cookie": lambda *_: 0,
}
