"""The small IP stack: what it takes, what it frees and why; and that answers depend on questions."""

from collections import Counter
from itertools import islice, pairwise

import pytest

from vm.kernel import packets as p
from vm.kernel.chance import Stream
from vm.kernel.firing import Firing
from vm.kernel.forms import Form, build, rewrite
from vm.kernel.hooks import Hook
from vm.kernel.library import scenario
from vm.kernel.simulation import Simulation
from vm.kernel.stack import Drop, course
from vm.kernel.traffic import TRAFFIC, Knobs

UDP = build("udp", Form(payload=b"question"))
TCP = build("tcp", Form(dport=443))
UDP6 = build("udp", Form(src=p.ipv6("2001:db8:1::7"), payload=b"question"))


def changed(frame: bytes, at: int, data: bytes) -> bytes:
    return frame[:at] + data + frame[at + len(data) :]


@pytest.mark.parametrize(
    ("frame", "functions", "drop"),
    [
        (UDP, ("ip_rcv", "ip_local_deliver", "udp_rcv"), None),
        (TCP, ("ip_rcv", "ip_local_deliver", "tcp_v4_rcv"), None),
        (build("icmp", Form(payload=b"ping")), ("ip_rcv", "ip_local_deliver", "icmp_rcv"), None),
        (UDP6, ("ipv6_rcv", "udpv6_rcv"), None),
        (build("udp", Form(dport=54)), ("ip_rcv", "ip_local_deliver", "udp_rcv"), Drop.NO_SOCKET),
        (build("tcp", Form(dport=81)), ("ip_rcv", "ip_local_deliver", "tcp_v4_rcv"), Drop.NO_SOCKET),
        (changed(UDP, 14, b"\x55"), ("ip_rcv",), Drop.IP_INHDR),
        (changed(UDP, 14, b"\x44"), ("ip_rcv",), Drop.IP_INHDR),
        (changed(UDP, 22, b"\x00"), ("ip_rcv",), Drop.IP_CSUM),
        (changed(UDP, 44, b"?"), ("ip_rcv", "ip_local_deliver", "udp_rcv"), Drop.UDP_CSUM),
        (changed(UDP, 40, b"\0\0"), ("ip_rcv", "ip_local_deliver", "udp_rcv"), None),  # a UDP checksum of 0 says: none
        (changed(TCP, 50, b"??"), ("ip_rcv", "ip_local_deliver", "tcp_v4_rcv"), Drop.TCP_CSUM),
        (rewrite(UDP, {"dst": p.ipv4("10.0.0.9")}), ("ip_rcv",), Drop.IP_INADDRERRORS),
        (rewrite(UDP6, {"dst": p.ipv6("2001:db8::9")}), ("ipv6_rcv",), Drop.IP_INADDRERRORS),
        (UDP[:40], ("ip_rcv",), Drop.PKT_TOO_SMALL),
        (UDP[:30], ("ip_rcv",), Drop.IP_INHDR),
        (build("udp", Form(vlan=10)), (), Drop.UNHANDLED_PROTO),
    ],
)
def test_course(frame, functions, drop):
    assert course(frame) == (functions, drop)


@pytest.mark.parametrize("kind", TRAFFIC, ids=lambda kind: kind.name)
def test_questions_that_are_answered_are_taken(kind):
    for _, frame in islice(kind.frames(Stream.named(1, kind.name), Knobs(kind.rate, kind.sources)), 300):
        if frame.awaited and frame.ingress and kind.name != "portscan":
            assert course(frame.data).drop is None


@pytest.mark.parametrize("kind", TRAFFIC, ids=lambda kind: kind.name)
def test_a_frame_is_awaited_where_the_next_one_follows(kind):
    frames = [
        frame for _, frame in islice(kind.frames(Stream.named(1, kind.name), Knobs(kind.rate, kind.sources)), 300)
    ]
    for before, after in pairwise(frames):
        assert before.awaited == after.follows
        assert not before.awaited or before.ingress != after.ingress or kind.name == "http"


def counted(verdict: str, *hooks: str, text: str = "dns-http") -> Counter[str]:
    simulation = Simulation(scenario(text), [Hook(kind) for kind in hooks])
    for firing in simulation:
        if isinstance(firing, Firing):
            simulation.network.decide(verdict, firing.packet)
    return simulation.counters


def test_what_is_dropped_is_not_answered():
    passed, dropped = counted("XDP_PASS", "xdp"), counted("XDP_DROP", "xdp")
    assert passed["eth0 tx_packets"] > 100
    assert dropped["eth0 tx_packets"] == 0
    assert 100 < dropped["eth0 rx_packets"] < passed["eth0 rx_packets"], "nobody goes on with a dropped connection"
    assert counted("TC_ACT_SHOT", "ingress")["eth0 tx_packets"] == 0
    assert counted("TC_ACT_SHOT", "egress")["eth0 tx_packets"] == 0


def test_frames_keep_their_numbers_whatever_is_dropped():
    """An edit of frame 40 changes the same frame of the wire, if it arrives."""
    text = "use dns-http\nedit 40 ttl=9\n"
    seen = []
    for verdict in ("XDP_PASS", "XDP_DROP"):
        simulation = Simulation(scenario(text), [Hook("xdp")])
        for firing in simulation:
            if firing.packet[14] == 0x45 and firing.packet[22] == 9:
                seen.append((simulation.world.now_ns, firing.packet))
            simulation.network.decide(verdict, firing.packet)
    assert len(set(seen)) == 1
