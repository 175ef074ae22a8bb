"""The clockwork: a scenario, a seed and the hooks wanted go in, firings come out in order of time.

Every CPU has a run queue. A task keeps its CPU until it sleeps or ends; waking, it waits for its
turn. Frames arrive on the receive queue of their flow and are handled on that CPU, under whichever
task runs there, as in the kernel's softirq.

The caller runs the programs a firing names and tells `decide` how a packet fared before it asks for
the next one. Between firings come the scenario's controls: what user space does to maps, which is the
caller's to do, since the maps are no part of the world.
"""

import heapq
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from vm.facts.baseline import CPUS
from vm.facts.functions import FUNCTION_BY_NAME
from vm.kernel import contexts, layout, routes
from vm.kernel.activity import TASK_DEAD, TASK_RUNNING, Activity, Interrupt, Point, Sleep, Start, Steps
from vm.kernel.behaviours import BEHAVIOUR_BY_NAME
from vm.kernel.chance import U64, Stream, mix
from vm.kernel.exercise import Exerciser
from vm.kernel.hooks import Hook, Watch
from vm.kernel.packets import describe
from vm.kernel.scenario import Control, Edit, Scenario, SingleFrame
from vm.kernel.tasks import Task
from vm.kernel.traffic import TRAFFIC_BY_NAME, Frame, Knobs
from vm.kernel.world import BOOT_NS, DEFAULT_SEED, DEVICE, DEVICE_INDEX, World

SAMPLE_OFFSET: Final = 0x24
SAMPLE_PERIOD: Final = 1_000_000
"""`sample_period` of perf_event samples: cycles, as the counter was asked for."""

PROBING: Final = frozenset({"tracepoint", "raw_tracepoint", "kprobe", "kretprobe"})
"""Kinds of hook that may see a packet through a pointer."""

GOES_ON: Final = frozenset({None, "XDP_PASS", "TC_ACT_UNSPEC", "TC_ACT_OK", "TC_ACT_PIPE", "TC_ACT_RECLASSIFY"})
"""Verdicts with which a packet goes on its way; None is a program without a say."""

OTHER_DEVICES: Final = {row.index: row.name for row in routes.INTERFACES}

_NO_FIELDS: Final[Mapping[str, int]] = {}


class Firing(NamedTuple):
    """One moment at which programs run. Clock, CPU and task stand in the world.

    hooks     indexes into the hooks the simulation was given
    context   bytes behind r1, where there is no packet
    packet    the frame, for hooks of packets
    fields    of struct __sk_buff beside the packet's borders; empty for XDP
    point     what was reached, where that is a point of the kernel
    ip        address of the probed function; 0 for other hooks
    stack, user_stack   return addresses at the hook, innermost first; () under a packet
    """

    hooks: tuple[int, ...]
    kind: str
    context: bytes = b""
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


@dataclass(slots=True, eq=False)
class _Runner:
    """A task and what it still has to do. `number` orders what happens at the same nanosecond."""

    number: int
    task: Task
    steps: Steps
    on_cpu: bool = False


@dataclass(slots=True, eq=False)
class _Wire:
    """A source of frames, or of samples (`frames` None), on its own clock."""

    number: int
    frames: Iterator[tuple[int, Frame]] | None
    stop_ns: int
    waiting: Frame | None = None
    cpu: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class _Irq:
    """A device finishes something: `points` are reached on `cpu`, under whoever runs there."""

    number: int
    cpu: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Clockwork:
    """User space comes back to a map."""

    number: int
    control: Control


class Simulation:
    """One scenario, played. Iterate it once.

    counters   what the kernel counts, by name: frames of devices by their fate, returns that were missed
    """

    def __init__(self, scenario: Scenario, hooks: Sequence[Hook], *, seed: int | None = None) -> None:
        self.scenario = scenario
        self.seed = next(s for s in (seed, scenario.seed, DEFAULT_SEED) if s is not None)
        self.world = World(self.seed)
        self.watch = Watch(hooks)
        self.end_ns = BOOT_NS + scenario.duration_ns
        self.fired: set[int] = set()
        self.counters: Counter[str] = self.world.counters
        self._edits = _by_frame(scenario.edits)
        self._frames = 0
        self._agenda: list[tuple[int, int, _Runner | _Wire | _Irq | _Clockwork]] = []
        self._queues: list[deque[_Runner]] = [deque() for _ in range(CPUS)]
        self._count = 0
        self._verdict: str | None = None
        self._changed: bytes | None = None
        self._out: int | None = None
        self._looked_at = any(hook.kind in PROBING for hook in hooks)
        self._stack_watched = self._looked_at or any(hook.kind in {"socket", "ingress"} for hook in hooks)
        self._queues_of_flow = Stream.named(self.seed, "receive queues").u64()
        self._people()
        self._wires()
        for control in scenario.controls:
            self._count += 1
            heapq.heappush(self._agenda, (BOOT_NS + control.at_ns, self._count, _Clockwork(self._count, control)))

    @property
    def elapsed_ns(self) -> int:
        """Nanoseconds of the scenario that were played."""
        return self.world.now_ns - BOOT_NS

    @property
    def wants_packets(self) -> bool:
        """Whether anybody looks at a frame behind the XDP programs, so that their changes matter."""
        return self._stack_watched

    def decide(self, verdict: str | None, packet: bytes | None = None, out: int | None = None) -> None:
        """What the programs of the last firing made of its packet.

        packet   its bytes, if they may have changed and it goes on
        out      index of the interface it was redirected to
        """
        self._verdict, self._changed, self._out = verdict, packet, out

    def __iter__(self) -> Iterator[Firing | Control]:
        while self._agenda:
            time, _, actor = heapq.heappop(self._agenda)
            if time >= self.end_ns:
                return
            if isinstance(actor, _Wire):
                yield from self._wire(time, actor)
            elif isinstance(actor, _Runner):
                yield from self._run(time, actor)
            elif isinstance(actor, _Irq):
                self.world.at(time, actor.cpu)
                for point in actor.points:
                    yield from self._point(point)
            else:
                yield from self._control(time, actor)

    def _control(self, time: int, clockwork: _Clockwork) -> Iterator[Control]:
        control = clockwork.control
        if control.stop_ns and time >= BOOT_NS + control.stop_ns:
            return
        self.world.at(time, self.world.cpu)
        yield control
        if control.every_ns:
            heapq.heappush(self._agenda, (time + control.every_ns, clockwork.number, clockwork))

    # The beginning.

    def _people(self) -> None:
        processes = self.scenario.processes
        by_name: dict[str, Activity] = {}
        for n, process in enumerate(processes):
            behaviour = BEHAVIOUR_BY_NAME[process.runs]
            cpu = n % CPUS if process.cpu is None else process.cpu
            exe = process.exe or behaviour.exe
            leader = self.world.spawn(process.name, exe=exe, uid=process.uid, cpu=cpu)
            for k in range(process.threads):
                task = self.world.thread(leader, process.name, (cpu + k) % CPUS) if k else leader
                activity = self._activity(task)
                by_name.setdefault(process.name, activity)
                pace = process.every_ns or behaviour.every_ns
                self._begin(task, behaviour.steps(activity, pace), BOOT_NS + activity.stream.below(pace))
        for call in self.scenario.calls:
            name = call.by or (processes[0].name if processes else "")
            caller = by_name[name] if name else self._activity(self.world.init)
            steps = caller.call(call.function, call.arguments, call.value, (), "as the scenario says", ns=call.takes_ns)
            self._begin(caller.task, steps, BOOT_NS + call.at_ns)
        if self.scenario.exercise_ns:
            exerciser = Exerciser(self.world, self.watch, self.fired, self.scenario.exercise_ns)
            tasks = [runner.task for _, _, runner in self._agenda if isinstance(runner, _Runner)]
            for task, steps in exerciser.actors(tasks):
                self._begin(task, steps, BOOT_NS + self.scenario.exercise_ns + 137_000 * self._count)

    def _activity(self, task: Task) -> Activity:
        return Activity(self.world, self.watch, task, Stream.named(self.seed, f"task {task.pid}"))

    def _begin(self, task: Task, steps: Steps, at_ns: int) -> None:
        self._count += 1
        heapq.heappush(self._agenda, (at_ns, self._count, _Runner(self._count, task, steps)))

    def _wires(self) -> None:
        for n, stream in enumerate(self.scenario.streams):
            kind = TRAFFIC_BY_NAME[stream.kind]
            knobs = Knobs(stream.rate or kind.rate, stream.sources or kind.sources)
            frames = kind.frames(Stream.named(self.seed, f"traffic {n} {stream.kind}"), knobs)
            self._plug(frames, BOOT_NS + stream.start_ns, BOOT_NS + stream.stop_ns if stream.stop_ns else self.end_ns)
        for single in self.scenario.frames:
            self._plug(_repeated(single), BOOT_NS, self.end_ns)
        if any(hook.kind == "perf_event" for hook in self.watch.hooks):
            for cpu in range(CPUS):
                self._count += 1
                first = BOOT_NS + self.scenario.sample_ns * (cpu + 1) // CPUS
                heapq.heappush(self._agenda, (first, self._count, _Wire(self._count, None, self.end_ns, cpu=cpu)))

    def _plug(self, frames: Iterator[tuple[int, Frame]], start_ns: int, stop_ns: int) -> None:
        self._count += 1
        self._await(_Wire(self._count, frames, stop_ns), start_ns)

    # Frames and samples.

    def _await(self, wire: _Wire, now_ns: int) -> None:
        """Put the next frame of a source on the agenda."""
        assert wire.frames is not None
        gap, wire.waiting = next(wire.frames, (0, None))
        if wire.waiting is not None and now_ns + gap < wire.stop_ns:
            heapq.heappush(self._agenda, (now_ns + gap, wire.number, wire))

    def _wire(self, time: int, wire: _Wire) -> Iterator[Firing]:
        if wire.frames is None:
            self.world.at(time, wire.cpu)
            yield from self._sample()
            heapq.heappush(self._agenda, (time + self.scenario.sample_ns, wire.number, wire))
            return
        frame = wire.waiting
        assert frame is not None
        if frame.ingress:
            number, self._frames = self._frames, self._frames + 1
            for edit in self._edits.get(number, ()) if self._edits else ():
                changed = edit.applied(frame.data)
                if changed is None:
                    self._await(wire, time)
                    return
                frame = Frame(changed)
        flow = flow_hash(self._queues_of_flow, frame.data)
        self.world.at(time, flow % CPUS)
        yield from self._receive(frame, flow) if frame.ingress else self._send(frame, flow)
        self._await(wire, time)

    def _receive(self, frame: Frame, flow: int) -> Iterator[Firing]:
        """Driver, XDP, taps, traffic control, the stack: as far as the programs let the frame go."""
        data, queue = frame.data, self.world.cpu
        counters = self.counters
        counters["eth0 rx_packets"] += 1
        counters["eth0 rx_bytes"] += len(data)
        hooks = self.watch.at("xdp", "")
        if hooks:
            self.decide(None)
            yield self._fire(hooks, "xdp", packet=data, ifindex=DEVICE_INDEX, queue=queue)
            verdict = self._verdict or "XDP_PASS"
            counters[f"eth0 {verdict.lower()}"] += 1
            if verdict != "XDP_PASS":
                self._leave(verdict)
                return
            data = data if self._changed is None else self._changed
        if self._stack_watched:
            yield from self._stack(data, flow)

    def _leave(self, verdict: str) -> None:
        """A frame goes out by a device's transmit queue: the one it came from, or the one it was redirected to."""
        if verdict in {"XDP_TX", "XDP_REDIRECT"}:
            name = device_of(verdict, self._out)
            self.counters[f"{name} tx_packets" if name else "eth0 xdp_redirect_err"] += 1

    def _stack(self, data: bytes, flow: int) -> Iterator[Firing]:
        note, skb = self._buffer(data)
        record: dict[str, contexts.Value] = {"skbaddr": skb, "len": len(data), "name": DEVICE}
        yield from self._point(Point("tracepoint", "net/netif_receive_skb", fields=record, note=note))
        for kind in ("socket", "ingress"):
            hooks = self.watch.at(kind, "")
            if hooks and len(data) >= 14:
                fields = contexts.sk_buff(
                    data, ifindex=DEVICE_INDEX, queue=self.world.cpu, ingress=True, flow_hash=flow
                )
                self.decide(None)
                yield self._fire(hooks, kind, packet=data, ifindex=DEVICE_INDEX, fields=fields)
                if kind == "ingress" and not self._passed("ingress"):
                    return
                data = data if kind != "ingress" or self._changed is None else self._changed
        if data[12:14] == b"\x08\0" and len(data) >= 34:
            for function in (
                "ip_rcv",
                {6: "tcp_v4_rcv", 17: "udp_rcv", 1: "icmp_rcv"}.get(data[23], "ip_local_deliver"),
            ):
                yield from self._point(Point("kprobe", function, (skb, 0, 0, 0), note=note))
                yield from self._point(Point("kretprobe", function, value=0, note=note))

    def _send(self, frame: Frame, flow: int) -> Iterator[Firing]:
        hooks = self.watch.at("egress", "")
        if hooks:
            fields = contexts.sk_buff(
                frame.data, ifindex=DEVICE_INDEX, queue=self.world.cpu, ingress=False, flow_hash=flow
            )
            self.decide(None)
            yield self._fire(hooks, "egress", packet=frame.data, ifindex=DEVICE_INDEX, fields=fields)
            if not self._passed("egress"):
                return
        self.counters["eth0 tx_packets"] += 1
        self.counters["eth0 tx_bytes"] += len(frame.data)
        note, skb = self._buffer(frame.data)
        record: dict[str, contexts.Value] = {"skbaddr": skb, "len": len(frame.data), "name": DEVICE}
        yield from self._point(Point("kprobe", "__dev_queue_xmit", (skb, 0), note=note))
        yield from self._point(Point("tracepoint", "net/net_dev_queue", fields=record, note=note))
        yield from self._point(Point("kretprobe", "__dev_queue_xmit", value=0, note=note))

    def _passed(self, way: str) -> bool:
        """Whether traffic control lets the frame go on; counts it where it does not."""
        if self._verdict in GOES_ON:
            return True
        if self._verdict == "TC_ACT_REDIRECT":
            name = device_of(self._verdict, self._out)
            self.counters[f"{name} tx_packets" if name else f"eth0 tc_{way}_redirect_err"] += 1
        else:
            self.counters[f"eth0 tc_{way}_drop"] += 1
        return False

    def _buffer(self, data: bytes) -> tuple[str, int]:
        """A description of a frame and its struct sk_buff, filled only where some hook can look at them."""
        return (describe(data), self.world.packet(data)) if self._looked_at else ("", 0)

    def _sample(self) -> Iterator[Firing]:
        hooks = self.watch.at("perf_event", "")
        task, user = self.world.task, False
        if task.frames:  # inside of the kernel, some way into the innermost function
            ip, sp, where = task.frames[-1] + SAMPLE_OFFSET, task.stack + 0x3C0, "the kernel"
        elif task.space is not None:
            ip, sp, user, where = (
                task.space.function(task.function) + SAMPLE_OFFSET,
                task.space.data + 0x800,
                True,
                task.function,
            )
        else:
            ip, sp, where = layout.function_address("default_idle"), task.address + 0x800, "default_idle"
        regs = contexts.registers(ip=ip, sp=sp, user=user)
        data = contexts.perf_event(regs=regs, period=SAMPLE_PERIOD, address=0)
        yield self._fire(hooks, "perf_event", note=f"sample in {task.name}, {where}, at {ip:#x}", context=data)

    # Tasks.

    def _run(self, time: int, runner: _Runner) -> Iterator[Firing]:
        """One runner's turn: wake it if it slept, then go on until it spends time, sleeps or ends."""
        cpu = runner.task.cpu
        self.world.at(time, cpu)
        if not runner.on_cpu:
            if self.world.running[cpu] is not self.world.idle[cpu]:
                self._queues[cpu].append(runner)
                return
            yield from self._switch_in(runner)
        for step in runner.steps:
            if isinstance(step, int):
                heapq.heappush(self._agenda, (time + step, runner.number, runner))
                return
            if isinstance(step, Point):
                yield from self._point(step)
            elif isinstance(step, Start):
                self._begin(step.task, step.steps, time + 5_000)
            elif isinstance(step, Interrupt):
                self._count += 1
                irq = _Irq(self._count, self.world.cpu, step.points)
                heapq.heappush(self._agenda, (time + step.ns, self._count, irq))
            else:
                yield from self._switch_out(runner, step)
                return
        yield from self._switch_out(runner, Sleep(0, TASK_DEAD))

    def _switch_in(self, runner: _Runner) -> Iterator[Firing]:
        """The CPU was idle and takes this task."""
        task, cpu = runner.task, self.world.cpu
        woken: dict[str, contexts.Value] = {"comm": task.comm, "pid": task.pid, "prio": task.prio, "target_cpu": cpu}
        note = f"{task.name} [{task.pid}] wakes"
        yield from self._point(Point("tracepoint", "sched/sched_wakeup", fields=woken, note=note))
        yield from self._point(Point("raw_tracepoint", "sched_wakeup", (task.address,), note=note))
        yield from self._switch(self.world.idle[cpu], task, TASK_RUNNING)
        runner.on_cpu = True

    def _switch_out(self, runner: _Runner, sleep: Sleep) -> Iterator[Firing]:
        """The task leaves its CPU, to the next in the queue or to the idle task."""
        cpu, now = runner.task.cpu, self.world.now_ns
        following = self._queues[cpu].popleft() if self._queues[cpu] else None
        yield from self._switch(runner.task, following.task if following else self.world.idle[cpu], sleep.state)
        runner.on_cpu = False
        if sleep.state != TASK_DEAD:
            heapq.heappush(self._agenda, (now + max(sleep.ns, 1), runner.number, runner))
        if following:
            following.on_cpu = True
            heapq.heappush(self._agenda, (now, following.number, following))

    def _switch(self, previous: Task, following: Task, state: int) -> Iterator[Firing]:
        fields: dict[str, contexts.Value] = {
            "prev_comm": previous.comm, "prev_pid": previous.pid, "prev_prio": previous.prio, "prev_state": state,
            "next_comm": following.comm, "next_pid": following.pid, "next_prio": following.prio,
        }  # fmt: skip
        note = f"{previous.name} [{previous.pid}] to {following.name} [{following.pid}]"
        yield from self._point(Point("tracepoint", "sched/sched_switch", fields=fields, note=note))
        raw = (0, previous.address, following.address, state)
        yield from self._point(Point("raw_tracepoint", "sched_switch", raw, note=note))
        self.world.store(previous.address, "task_struct", "__state", state)
        self.world.running[self.world.cpu] = following
        self.world.at(self.world.now_ns, self.world.cpu)

    # Firing.

    def _point(self, point: Point) -> Iterator[Firing]:
        hooks = self.watch.at(point.kind, point.target)
        if not hooks:
            return
        task, space, ip = self.world.task, self.world.task.space, 0
        if point.kind in {"kprobe", "kretprobe"}:
            ip = layout.function_address(point.target)
        elif point.kind in {"uprobe", "uretprobe"}:
            assert space is not None
            ip = space.function(point.target.rpartition(":")[2])
        self.fired.update(hooks)
        yield Firing(
            hooks=hooks, kind=point.kind, point=point, context=self._context(point, ip), ip=ip,
            stack=layout.call_stack(task.frames, ip if point.kind == "kprobe" else 0),
            user_stack=(space.function("main_loop") + 0x40, space.function("main") + 0x40) if space else (),
        )  # fmt: skip

    def _fire(
        self, hooks: tuple[int, ...], kind: str, *, note: str = "", context: bytes = b"", packet: bytes | None = None,
        ifindex: int = 0, queue: int = 0, fields: Mapping[str, int] = _NO_FIELDS,
    ) -> Firing:  # fmt: skip
        self.fired.update(hooks)
        return Firing(
            hooks=hooks, kind=kind, note=note, context=context, packet=packet,
            ifindex=ifindex, queue=queue, fields=fields,
        )  # fmt: skip

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
        return DEVICE.decode()
    if verdict in {"XDP_REDIRECT", "TC_ACT_REDIRECT"} and out is not None:
        return OTHER_DEVICES.get(out)
    return None


def _by_frame(edits: Sequence[Edit]) -> dict[int, list[Edit]]:
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        found.setdefault(edit.frame, []).append(edit)
    return found


def _repeated(single: SingleFrame) -> Iterator[tuple[int, Frame]]:
    """The frames of one line, each with the time since the one before."""
    frame = Frame(single.data, single.ingress)
    yield single.at_ns, frame
    for _ in range(single.count - 1):
        yield single.every_ns, frame


def flow_hash(seed: int, data: bytes) -> int:
    """A number that frames of one IPv4 flow share: from the 12 bytes of addresses and ports."""
    return mix(mix(seed ^ int.from_bytes(data[26:34], "big")) ^ int.from_bytes(data[34:38], "big"))


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
