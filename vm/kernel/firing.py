"""Firings: moments at which programs run, and how a point of the kernel becomes one."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from vm.facts.functions import FUNCTION_BY_NAME
from vm.kernel import contexts, layout, routes
from vm.kernel.chance import U64
from vm.kernel.hooks import Watch
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
    packet    the frame, for hooks of packets
    fields    of struct __sk_buff beside the packet's borders; empty for XDP
    point     what was reached, where that is a point of the kernel
    ip        address of the probed function; 0 for other hooks
    stack, user_stack   return addresses at the hook, innermost first; () under a packet
    """

    hooks: tuple[int, ...]
    kind: str
    context: bytes = b""
    room: int = 0
    packet: bytes | None = None
    ifindex: int = 0
    queue: int = 0
    fields: Mapping[str, int] = _NO_FIELDS
    ip: int = 0
    stack: tuple[int, ...] = ()
    user_stack: tuple[int, ...] = ()
    point: Point | None = None
    note: str = ""

    @property
    def summary(self) -> str:
        """What happens, for people; made only when somebody asks."""
        if self.point is not None:
            return summary(self.point)
        return self.note if self.packet is None else describe(self.packet)


class Firings:
    """Makes firings out of points that somebody watches.

    fired   indexes of the hooks that have been fired
    """

    def __init__(self, world: World, watch: Watch) -> None:
        self.world, self.watch = world, watch
        self.fired: set[int] = set()

    def at(self, point: Point) -> Firing | None:
        """A point is reached by the task that runs."""
        hooks = self.watch.at(point.kind, point.target)
        if not hooks:
            return None
        self.fired.update(hooks)
        task, ip = self.world.task, 0
        space = task.space
        if point.kind in {"kprobe", "kretprobe"}:
            ip = layout.function_address(point.target)
        elif point.kind in {"uprobe", "uretprobe"}:
            assert space is not None
            ip = space.function(point.target.rpartition(":")[2])
        return Firing(
            hooks=hooks, kind=point.kind, point=point, context=self._context(point, ip), ip=ip,
            room=contexts.TRACEPOINT_CONTEXT if point.kind == "tracepoint" else 0,
            stack=layout.call_stack(task.frames, ip if point.kind == "kprobe" else 0),
            user_stack=space.call_stack(task.functions, ip if point.kind == "uprobe" else 0) if space else (),
        )  # fmt: skip

    def each(self, *points: Point) -> Iterator[Firing]:
        """Points reached one after the other, as far as they are watched."""
        for point in points:
            firing = self.at(point)
            if firing is not None:
                yield firing

    def packet(
        self, hooks: tuple[int, ...], kind: str, data: bytes, *, ifindex: int, queue: int = 0,
        fields: Mapping[str, int] = _NO_FIELDS,
    ) -> Firing:  # fmt: skip
        """A packet comes to `hooks`."""
        self.fired.update(hooks)
        return Firing(hooks=hooks, kind=kind, packet=data, ifindex=ifindex, queue=queue, fields=fields)

    def _context(self, point: Point, ip: int) -> bytes:
        task = self.world.task
        if point.kind == "tracepoint":
            return contexts.record(point.target, task.pid, point.fields)
        if point.kind == "raw_tracepoint":
            return contexts.raw(point.arguments)
        user = task.space if point.kind in {"uprobe", "uretprobe"} else None
        sp = user.data + 0xF00 if user else task.stack + 0x3C0
        return contexts.registers(ip=ip, sp=sp, user=user is not None, arguments=point.arguments, ax=point.value)


def device_of(verdict: str | None, out: int | None) -> str | None:
    """The device by which a frame leaves after that verdict; None where it does not, or there is no such device."""
    if verdict == "XDP_TX":
        return "eth0"
    if verdict in {"XDP_REDIRECT", "TC_ACT_REDIRECT"} and out is not None:
        return _DEVICES.get(out)
    return None


def summary(point: Point) -> str:
    """A point in one line."""
    name = point.target.rpartition("/")[2].rpartition(":")[2]
    if point.kind in {"tracepoint", "raw_tracepoint"}:
        return f"{name}: {point.note}" if point.note else name
    if point.kind in {"kretprobe", "uretprobe"}:
        value = point.value if -4096 < point.value < 1 << 31 else f"{point.value & U64:#x}"
        return f"{name} returns {value}" + (f" ({point.note})" if point.note else "")
    if point.note:
        return f"{name}({point.note})"
    row = FUNCTION_BY_NAME.get(name)
    names = [arg for arg, _ in row.args] if row else [f"arg{n + 1}" for n in range(len(point.arguments))]
    return f"{name}({', '.join(f'{n}={v & U64:#x}' for n, v in zip(names, point.arguments, strict=False))})"
