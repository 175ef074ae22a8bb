"""What becomes of frames: driver, XDP, taps, traffic control and the stack, on their way in and out.

Frames arrive on the receive queue of their flow and are handled on that CPU, under whichever task
runs there, as in the kernel's softirq.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from vm.facts.baseline import CPUS
from vm.kernel import contexts
from vm.kernel.agenda import Agenda
from vm.kernel.chance import Stream, mix
from vm.kernel.contexts import Value
from vm.kernel.firing import GOES_ON, Firing, Firings, device_of
from vm.kernel.hooks import Site
from vm.kernel.packets import describe
from vm.kernel.stack import FUNCTIONS, Drop, course
from vm.kernel.statements import Edit
from vm.kernel.steps import Note, Point, called, traced
from vm.kernel.traffic import Frame
from vm.kernel.world import DEVICE, DEVICE_INDEX

PROBING: Final = frozenset({"tracepoint", "raw_tracepoint", "kprobe", "kretprobe"})
"""Kinds of hook that may see a packet through a pointer."""

_ON_THE_WAY: Final = (
    "net/netif_receive_skb", *FUNCTIONS, "skb/kfree_skb", "sk_skb_reason_drop", "skb/consume_skb", "consume_skb",
    "__dev_queue_xmit", "net/net_dev_queue",
)  # fmt: skip
_CALL: Final = 0x5C  # how far into a function packets are freed


@dataclass(slots=True, eq=False)
class Wire:
    """A source of frames, on its own clock.

    waiting   the frame that comes next
    got_on    whether the last one got to where it was sent: what follows it waits for that
    """

    number: int
    frames: Iterator[tuple[int, Frame]]
    stop_ns: int
    network: "Network"
    waiting: Frame | None = None
    got_on: bool = False

    def draw(self, now_ns: int) -> int | None:
        """Take the next frame, and say when it comes; None when there is none."""
        gap, self.waiting = next(self.frames, (0, None))
        time = now_ns + gap
        return time if self.waiting is not None and time < self.stop_ns else None

    def happen(self, time: int) -> Iterator[Firing]:
        return self.network.arrive(time, self)


class Network:
    """The machine's network side.

    wants_packets   somebody looks at the present frame behind the XDP programs, so that their verdict matters now:
                    a hook, or the sender who waits for an answer
    """

    def __init__(self, seed: int, agenda: Agenda, firings: Firings, edits: Sequence[Edit]) -> None:
        self.agenda, self.firings, self.world = agenda, firings, firings.world
        self.counters = self.world.counters
        self._queues = Stream.named(seed, "receive queues").u64()
        self._edits = _by_frame(edits)
        self._frames = 0
        self._verdict: str | None = None
        self._changed: bytes | None = None
        self._out: int | None = None
        self._postponed = False
        self.watch = watch = firings.watch
        self._xdp, self._socket, self._ingress, self._egress = map(watch.site, ("xdp", "socket", "ingress", "egress"))
        self._looked_at = any(hook.kind in PROBING for hook in watch.hooks)
        self._probed = watch.any(*_ON_THE_WAY)
        self._seen = self._looked_at or bool(self._socket or self._ingress)
        self.wants_packets = self._seen
        self._awaited = False

    def plug(self, frames: Iterator[tuple[int, Frame]], start_ns: int, stop_ns: int) -> None:
        """A source of frames begins at `start_ns`."""
        wire = Wire(self.agenda.number(), frames, stop_ns, self)
        self._wait(wire, start_ns)

    def decide(self, verdict: str | None, packet: bytes | None = None, out: int | None = None) -> None:
        """What the programs of the last firing made of its packet.

        packet   its bytes, if they may have changed and it goes on
        out      index of the interface it was redirected to
        """
        self._verdict, self._changed, self._out = verdict, packet, out

    def postpone(self) -> None:
        """The last firing's packet has no verdict yet: `settle` tells it later. Only where nobody wants packets."""
        assert not self.wants_packets
        self._postponed = True

    def settle(self, verdict: str, out: int | None, times: int = 1) -> None:
        """What XDP programs decided; a frame may go out by the device it came from, or by the one it was redirected to."""
        self.counters[f"eth0 {verdict.lower()}"] += times
        if verdict in {"XDP_TX", "XDP_REDIRECT"}:
            name = device_of(verdict, out)
            self.counters[f"{name} tx_packets" if name else "eth0 xdp_redirect_err"] += times

    def _wait(self, wire: Wire, now_ns: int) -> None:
        time = wire.draw(now_ns)
        if time is not None:
            self.agenda.put(time, wire)

    def arrive(self, time: int, wire: Wire) -> Iterator[Firing]:
        """The frames of a wire that are due, until others come first."""
        while True:
            frame = wire.waiting
            assert frame is not None
            data = self._edited(frame.data) if frame.ingress else frame.data
            if data is None or (frame.follows and not wire.got_on):
                wire.got_on = False
            else:
                flow = flow_hash(self._queues, data)
                self.world.at(time, flow % CPUS)
                self._awaited = frame.awaited
                self.wants_packets = self._seen or frame.awaited
                wire.got_on = yield from self._receive(data, flow) if frame.ingress else self._send(data, flow)
            following = wire.draw(time)
            if following is None:
                return
            if not self.agenda.is_first(following, wire.number):
                self.agenda.put(following, wire)
                return
            time = following

    def _edited(self, data: bytes) -> bytes | None:
        """An incoming frame as the scenario's edits leave it; None for one that never arrives."""
        number, self._frames = self._frames, self._frames + 1
        for edit in self._edits.get(number, ()) if self._edits else ():
            changed = edit.applied(data)
            if changed is None:
                return None
            data = changed
        return data

    # In.

    def _receive(self, data: bytes, flow: int) -> Generator[Firing, None, bool]:
        """Driver, XDP, taps, traffic control, the stack, as far as the programs let the frame go: whether somebody takes it."""
        counters = self.counters
        counters["eth0 rx_packets"] += 1
        counters["eth0 rx_bytes"] += len(data)
        if self._xdp:
            self.decide(None)
            yield self.firings.packet(self._xdp, data, ifindex=DEVICE_INDEX, queue=self.world.cpu)
            if self._postponed:
                self._postponed = False
                return True  # for all that anybody will know
            verdict = self._verdict or "XDP_PASS"
            self.settle(verdict, self._out)
            if verdict == "XDP_ABORTED":
                aborted: dict[str, Value] = {"prog_id": 1, "act": 0, "ifindex": DEVICE_INDEX}
                event = self.watch.event("xdp/xdp_exception")
                yield from map(self.firings.at, traced(event, aborted, (self.world.device, 0, 0), "XDP_ABORTED"))
            if verdict != "XDP_PASS":
                return False
            data = data if self._changed is None else self._changed
        return not self.wants_packets or (yield from self._stack(data, flow))

    def _stack(self, data: bytes, flow: int) -> Generator[Firing, None, bool]:
        note, skb = self._buffer(data)
        record: dict[str, Value] = {"skbaddr": skb, "len": len(data), "name": DEVICE}
        received = self.watch.event("net/netif_receive_skb").plain
        if received:
            yield self.firings.at(Point(received, fields=record, note=note))
        for site in (self._socket, self._ingress):
            if site and len(data) >= 14:
                self.decide(None)
                yield self._skb(site, data, flow)
                if site is self._ingress and not self._passed("ingress"):
                    yield from self._freed(skb, data, "__netif_receive_skb_core", Drop.TC_INGRESS, note)
                    return False
                data = data if site is self._socket or self._changed is None else self._changed
        if not self._probed and not self._awaited:
            return True
        functions, drop = course(data)
        for name in functions if self._probed else ():
            yield from map(self.firings.at, called(self.watch.function(name), (skb, self.world.device, 0, 0), note))
        yield from self._freed(skb, data, functions[-1] if functions else "__netif_receive_skb_core", drop, note)
        return drop is None

    def _freed(self, skb: int, data: bytes, function: str, drop: Drop | None, note: Note) -> Iterator[Firing]:
        """The packet's buffer is free again: somebody took the packet, or `function` dropped it."""
        if not self._probed:
            return
        location = self.watch.function(function).address + _CALL
        place: dict[str, Value] = {"skbaddr": skb, "location": location}
        raw: tuple[int, ...] = (skb, location)
        arguments: tuple[int, ...] = (skb,)
        if drop is None:
            event, ends = self.watch.event("skb/consume_skb"), self.watch.function("consume_skb")
        else:
            note = partial(_dropped, drop, data)
            place |= {"protocol": int.from_bytes(data[12:14], "big"), "reason": drop}
            event, ends = self.watch.event("skb/kfree_skb"), self.watch.function("sk_skb_reason_drop")
            raw, arguments = (*raw, drop, 0), (0, skb, drop)
        yield from map(self.firings.at, called(ends, arguments, note, traced(event, place, raw, note)))

    # Out.

    def _send(self, data: bytes, flow: int) -> Generator[Firing, None, bool]:
        """Traffic control and the device: whether the frame leaves."""
        if self._egress:
            self.decide(None)
            yield self._skb(self._egress, data, flow)
            if not self._passed("egress"):
                return False
        self.counters["eth0 tx_packets"] += 1
        self.counters["eth0 tx_bytes"] += len(data)
        note, skb = self._buffer(data)
        if self._probed:
            record: dict[str, Value] = {"skbaddr": skb, "len": len(data), "name": DEVICE}
            queued = self.watch.event("net/net_dev_queue").plain
            inner = [Point(queued, fields=record, note=note)] if queued else []
            xmit = called(self.watch.function("__dev_queue_xmit"), (skb, 0), note, inner)
            yield from map(self.firings.at, xmit)
        return True

    def _skb(self, site: Site, data: bytes, flow: int) -> Firing:
        fields = contexts.sk_buff(
            data, ifindex=DEVICE_INDEX, queue=self.world.cpu, ingress=site.kind != "egress", flow_hash=flow
        )
        return self.firings.packet(site, data, ifindex=DEVICE_INDEX, fields=fields)

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

    def _buffer(self, data: bytes) -> tuple[Note, int]:
        """A description of a frame and its struct sk_buff, filled only where some hook can look at them."""
        if not self._looked_at:
            return "", 0
        return partial(describe, data) if self._probed else "", self.world.packet(data)


def _dropped(drop: Drop, data: bytes) -> str:
    return f"{drop.name}: {describe(data)}"


def _by_frame(edits: Sequence[Edit]) -> Mapping[int, list[Edit]]:
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        found.setdefault(edit.frame, []).append(edit)
    return found


def flow_hash(seed: int, data: bytes) -> int:
    """A number that frames of one IPv4 flow share: from the 12 bytes of addresses and ports."""
    return mix(mix(seed ^ int.from_bytes(data[26:34], "big")) ^ int.from_bytes(data[34:38], "big"))
