"""Hooks: where a program is attached, read off its section name, and which points of the world fire it.

The names are libbpf's. A function name may hold `*`, as kprobe.multi allows. A program whose section
names no target (`.section kprobe`) is attached where its kind is most at home.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Final, NamedTuple

from vm.facts.program_types import Section
from vm.facts.syscalls import SYSCALL_BY_NAME
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


class Site(NamedTuple):
    """A place of the world where programs are attached.

    hooks   indexes of their hooks, in order; never empty
    """

    kind: str
    target: str
    hooks: tuple[int, ...]


class Ends(NamedTuple):
    """A function: where it begins in the kernel, and its entry and return where they are watched."""

    address: int
    entry: Site | None
    leave: Site | None


class Event(NamedTuple):
    """A trace event, and the raw tracepoint of the same name, where they are watched."""

    plain: Site | None
    raw: Site | None


class Gates(NamedTuple):
    """The trace events of a system call: those that all calls pass, and its own.

    fields   names of the fields of its own on entry: its number, then its arguments
    """

    enter: Event | None
    exit: Event | None
    own_enter: Site | None
    own_exit: Site | None
    fields: tuple[str, ...]


class Watch:
    """Which hooks are wanted, and by which programs. Answers are None, or hold None, where nobody watches.

    site       (kind, target) -> what is attached there
    function   name of a kernel function -> Ends
    event      `category/event` -> Event
    syscall    name of a system call -> Gates
    user_function   (path of a program, name) -> its entry, its return
    any        names of kernel functions and of trace events -> whether one of them is watched
    """

    def __init__(self, hooks: Sequence[Hook]) -> None:
        self.hooks = tuple(hooks)
        self.site, self.function = cache(self._site), cache(self._function)
        self.event, self.syscall = cache(self._event), cache(self._syscall)
        self.user_function, self.any = cache(self._user_function), cache(self._any)

    def _site(self, kind: str, target: str = "") -> Site | None:
        hooks = tuple(n for n, hook in enumerate(self.hooks) if hook.kind == kind and _fits(hook, target))
        return Site(kind, target, hooks) if hooks else None

    def _function(self, name: str) -> Ends:
        return Ends(function_address(name), self._site("kprobe", name), self._site("kretprobe", name))

    def _user_function(self, exe: str, name: str) -> tuple[Site | None, Site | None]:
        return self._site("uprobe", f"{exe}:{name}"), self._site("uretprobe", f"{exe}:{name}")

    def _any(self, *names: str) -> bool:
        return any(any(self._event(name)) if "/" in name else any(self._function(name)[1:]) for name in names)

    def _event(self, name: str) -> Event:
        return Event(self._site("tracepoint", name), self._site("raw_tracepoint", name.partition("/")[2]))

    def _syscall(self, name: str) -> Gates | None:
        enter, leave = (self._event(f"raw_syscalls/sys_{way}") for way in ("enter", "exit"))
        sites = (
            enter if any(enter) else None, leave if any(leave) else None,
            self._site("tracepoint", f"syscalls/sys_enter_{name}"), self._site("tracepoint", f"syscalls/sys_exit_{name}"),
        )  # fmt: skip
        fields = "__syscall_nr", *(arg for arg, _ in SYSCALL_BY_NAME[name].args)
        return Gates(*sites, fields) if any(sites) else None


def _fits(hook: Hook, target: str) -> bool:
    return fnmatchcase(target, hook.target) if hook.pattern else hook.target == target
