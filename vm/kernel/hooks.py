"""Hooks: where a program is attached, read off its section name, and which points of the world fire it.

The names are libbpf's. A function name may hold `*`, as kprobe.multi allows. A program whose section
names no target (`.section kprobe`) is attached where its kind is most at home.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from vm.facts.program_types import Section
from vm.kernel.layout import function_address
from vm.sections import section_row

DEFAULT_FUNCTION: Final = "vfs_read"
DEFAULT_TRACEPOINT: Final = "syscalls/sys_enter_openat"
DEFAULT_RAW: Final = "sys_enter"
DEFAULT_USER_FUNCTION: Final = "/usr/bin/bash:readline"

PACKET_KINDS: Final = frozenset({"xdp", "ingress", "egress", "socket"})

_PROBES: Final[dict[str, tuple[str, ...]]] = {
    "kernel-entry": ("kprobe",),
    "kernel-return": ("kretprobe",),
    "kernel-both": ("kprobe", "kretprobe"),
    "user-entry": ("uprobe",),
    "user-return": ("uretprobe",),
    "user-both": ("uprobe", "uretprobe"),
}
"""Event sources of `vm.facts.program_types.SECTIONS` that are functions -> kinds of hook."""


@dataclass(frozen=True, slots=True)
class Hook:
    """One attachment.

    kind     "kprobe", "kretprobe", "uprobe", "uretprobe", "tracepoint", "raw_tracepoint", "perf_event",
             "xdp", "ingress", "egress", "socket"
    target   function, `category/event`, `binary:function`; "" for the kinds that need none
    """

    kind: str
    target: str = ""

    @property
    def pattern(self) -> bool:
        """Whether the target stands for several functions."""
        return "*" in self.target or "?" in self.target


def hooks_of(section: str, prog_type: str) -> tuple[Hook, ...]:
    """Where a program of `section` is attached: mostly one hook, two for the session kinds.

    Never fails: a section that libbpf would not know gives the default of the program type.
    """
    row = section_row(section)
    target = section.removeprefix("?")[len(row.pattern) + 1 :] if row else ""
    match prog_type:
        case "kprobe":
            kinds = _PROBES.get(row.hook if row else "", ("kprobe",))
            return tuple(Hook(kind, _function(kind, row, target)) for kind in kinds)
        case "tracepoint":
            return (Hook("tracepoint", target if "/" in target else DEFAULT_TRACEPOINT),)
        case "raw_tracepoint":
            return (Hook("raw_tracepoint", target or DEFAULT_RAW),)
        case "perf_event":
            return (Hook("perf_event"),)
        case "sched_cls":
            return (Hook("egress" if "egress" in section else "ingress"),)
        case "socket_filter":
            return (Hook("socket"),)
        case _:
            return (Hook("xdp"),)


def _function(kind: str, row: Section | None, target: str) -> str:
    if kind in {"uprobe", "uretprobe"}:
        return _without_offset(target) if ":" in target else DEFAULT_USER_FUNCTION
    if row and row.target == "system call":
        return f"__x64_sys_{target or 'openat'}"
    return _without_offset(target) or DEFAULT_FUNCTION


def _without_offset(target: str) -> str:
    return target.partition("+")[0]


class Watch:
    """Which hooks are wanted, and by which programs. `at` is asked at every point of the world."""

    __slots__ = ("_events", "_functions", "_known", "_syscalls", "hooks")

    def __init__(self, hooks: Sequence[Hook]) -> None:
        self.hooks = tuple(hooks)
        self._known: dict[tuple[str, str], tuple[int, ...]] = {}
        self._functions: dict[str, tuple[int, bool, bool]] = {}
        self._events: dict[str, tuple[bool, bool]] = {}
        self._syscalls: dict[str, bool] = {}

    def at(self, kind: str, target: str) -> tuple[int, ...]:
        """Indexes of the hooks that this point fires, in their order; () for most points."""
        key = (kind, target)
        found = self._known.get(key)
        if found is None:
            found = tuple(n for n, hook in enumerate(self.hooks) if hook.kind == kind and _fits(hook, target))
            self._known[key] = found
        return found

    def function(self, name: str) -> tuple[int, bool, bool]:
        """A kernel function: (its address, is its entry watched, are its returns)."""
        found = self._functions.get(name)
        if found is None:
            ends = bool(self.at("kprobe", name)), bool(self.at("kretprobe", name))
            found = self._functions[name] = (function_address(name), *ends)
        return found

    def ends(self, name: str) -> bool:
        """Whether entry or return of a kernel function is watched."""
        _, entry, leave = self.function(name)
        return entry or leave

    def event(self, name: str) -> tuple[bool, bool]:
        """Trace event `category/event`: (is it watched, is the raw tracepoint of the same name)."""
        found = self._events.get(name)
        if found is None:
            raw = self.at("raw_tracepoint", name.partition("/")[2])
            found = self._events[name] = (bool(self.at("tracepoint", name)), bool(raw))
        return found

    def syscall(self, name: str) -> bool:
        """Whether any trace event of this system call is watched."""
        found = self._syscalls.get(name)
        if found is None:
            events = [f"syscalls/sys_{way}_{name}" for way in ("enter", "exit")]
            events += ["raw_syscalls/sys_enter", "raw_syscalls/sys_exit"]
            found = self._syscalls[name] = any(any(self.event(event)) for event in events)
        return found


def _fits(hook: Hook, target: str) -> bool:
    return fnmatchcase(target, hook.target) if hook.pattern else hook.target == target
