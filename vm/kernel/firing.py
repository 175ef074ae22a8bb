"""Firings: moments at which programs run, and how a point of the kernel becomes one."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from vm.facts.functions import FUNCTION_BY_NAME
from vm.kernel import contexts, layout, routes
from vm.kernel.chance import U64
from vm.kernel.hooks import Site, Watch
from vm.kernel.packets import describe
from vm.kernel.steps import Point
from vm.kernel.world import World

GOES_ON: Final = frozenset({None, "XDP_PASS", "TC_ACT_UNSPEC", "TC_ACT_OK", "TC_ACT_PIPE", "TC_ACT_RECLASSIFY"})
"""Verdicts with which a packet goes on its way; None is a program without a say."""

_DEVICES: Final = {row.index: row.name for row in routes.INTERFACES}
_NO_FIELDS: Final[Mapping[str, int]] = {}


class Firing(NamedTuple):
    """One moment at which programs run. Clock, CPU and task stand in the world.

    hooks     indexes into the hooks the simulation was given
    context   bytes behind r1, where there is no packet
    room      bytes that a program may read there, zeros behind the context's own; 0 for no more than these
    point     what was reached, where that is a point of the kernel
    ip        address of the probed function; 0 for other hooks
    stack, user_stack   return addresses at the hook, innermost first; () under a packet, and where nobody asks
    packet    the frame, for hooks of packets
    fields    of struct __sk_buff beside the packet's borders; empty for XDP
    """

    hooks: tuple[int, ...]
    kind: str
    context: bytes = b""
    room: int = 0
    point: Point | None = None
    ip: int = 0
    stack: tuple[int, ...] = ()
    user_stack: tuple[int, ...] = ()
    packet: bytes | None = None
    ifindex: int = 0
    queue: int = 0
    fields: Mapping[str, int] = _NO_FIELDS
    note: str = ""

    @property
    def summary(self) -> str:
        """What happens, for people; made only when somebody asks."""
        if self.point is not None:
            return summary(self.point)
        return self.note if self.packet is None else describe(self.packet)


class Firings:
    """Makes firings at the sites where programs are attached.

    fired   indexes of the hooks that have been fired
    """

    def __init__(self, world: World, watch: Watch) -> None:
        self.world, self.watch = world, watch
        self.fired: set[int] = set()

    def at(self, point: Point) -> Firing:
        """A point is reached by the task that runs."""
        task, ip = self.world.task, 0
        kind, target, hooks = point.site
        self.fired.update(hooks)
        if kind == "tracepoint":
            context, room = contexts.record(target, task.pid, point.fields), contexts.TRACEPOINT_CONTEXT
        elif kind == "raw_tracepoint":
            context, room = contexts.raw(point.arguments), 0
        else:
            ip, context, room = *self._probed(kind, target, point), 0
        if not self.world.stacks_are_read:
            return Firing(hooks, kind, context, room, point, ip)
        stack = layout.call_stack(task.frames, ip if kind == "kprobe" else 0)
        space = task.space
        user_stack = space.call_stack(task.functions, ip if kind == "uprobe" else 0) if space else ()
        return Firing(hooks, kind, context, room, point, ip, stack, user_stack)

    def _probed(self, kind: str, target: str, point: Point) -> tuple[int, bytes]:
        """(where a function begins, the registers there)."""
        task = self.world.task
        user = kind in {"uprobe", "uretprobe"}
        if user:
            assert task.space is not None
            ip, sp = task.space.function(target.rpartition(":")[2]), task.space.data + 0xF00
        else:
            ip, sp = layout.function_address(target), task.stack + 0x3C0
        return ip, contexts.registers(ip=ip, sp=sp, user=user, arguments=point.arguments, ax=point.value)

    def packet(
        self, site: Site, data: bytes, *, ifindex: int, queue: int = 0, fields: Mapping[str, int] = _NO_FIELDS
    ) -> Firing:
        """A packet comes to `site`."""
        self.fired.update(site.hooks)
        return Firing(site.hooks, site.kind, packet=data, ifindex=ifindex, queue=queue, fields=fields)

    def sample(self, context: bytes, stack: tuple[int, ...], user_stack: tuple[int, ...], note: str) -> Firing:
        """A clock strikes that programs of perf_event wait for."""
        site = self.watch.site("perf_event")
        assert site is not None
        self.fired.update(site.hooks)
        return Firing(site.hooks, site.kind, context, stack=stack, user_stack=user_stack, note=note)


def device_of(verdict: str | None, out: int | None) -> str | None:
    """The device by which a frame leaves after that verdict; None where it does not, or there is no such device."""
    if verdict == "XDP_TX":
        return "eth0"
    if verdict in {"XDP_REDIRECT", "TC_ACT_REDIRECT"} and out is not None:
        return _DEVICES.get(out)
    return None


def summary(point: Point) -> str:
    """A point in one line."""
    kind, target, _ = point.site
    name, note = target.rpartition("/")[2].rpartition(":")[2], point.note
    note = note() if callable(note) else note
    if kind in {"tracepoint", "raw_tracepoint"}:
        return f"{name}: {note}" if note else name
    if kind in {"kretprobe", "uretprobe"}:
        value = point.value if -4096 < point.value < 1 << 31 else f"{point.value & U64:#x}"
        return f"{name} returns {value}" + (f" ({note})" if note else "")
    if note:
        return f"{name}({note})"
    row = FUNCTION_BY_NAME.get(name)
    names = [arg for arg, _ in row.args] if row else [f"arg{n + 1}" for n in range(len(point.arguments))]
    return f"{name}({', '.join(f'{n}={v & U64:#x}' for n, v in zip(names, point.arguments, strict=False))})"
