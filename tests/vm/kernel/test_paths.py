"""What happens on the way: a request from its bio to its end, packets freed with their reason, memory taken and given back."""

import struct
from collections import Counter

from vm.kernel.firing import Firing
from vm.kernel.hooks import Hook
from vm.kernel.library import scenario
from vm.kernel.simulation import Simulation
from vm.kernel.stack import Drop

WAY = (
    "submit_bio", "block/block_bio_queue", "blk_mq_submit_bio", "block/block_getrq", "block/block_io_start",
    "block/block_plug", "block/block_unplug", "blk_mq_start_request", "block/block_rq_issue",
    "blk_mq_end_request", "block/block_rq_complete", "blk_account_io_done", "block/block_io_done",
)  # fmt: skip


def hook(name: str) -> Hook:
    return Hook("tracepoint" if "/" in name else "kprobe", name)


def told(text: str, *names: str, verdict: str = ""):
    """(name of the hook, context, thread) of everything that fires."""
    hooks = [hook(name) for name in names] + ([Hook("xdp")] if verdict else [])
    simulation = Simulation(scenario(text), hooks)
    for firing in simulation:
        if isinstance(firing, Firing) and firing.packet is None:
            yield names[firing.hooks[0]], firing.context, simulation.world.task.pid
        elif isinstance(firing, Firing):
            simulation.network.decide(verdict)


def test_a_request_goes_its_whole_way():
    text = "process db runs=database every=20ms\nduration 400ms\n"
    ways = [name for name, _, _ in told(text, *WAY)]
    assert len(ways) > 5 * len(WAY)
    for n in range(0, len(ways) - len(WAY), len(WAY)):
        assert tuple(ways[n : n + len(WAY)]) == WAY, "one reader: one request after the other"


def test_dropped_packets_say_why():
    reasons = Counter()
    for name, record, _ in told("malformed", "skb/kfree_skb", "skb/consume_skb"):
        reasons[struct.unpack_from("<I", record, 36)[0] if name == "skb/kfree_skb" else 0] += 1
    assert {Drop.IP_INHDR, Drop.IP_CSUM, Drop.PKT_TOO_SMALL, Drop.UNHANDLED_PROTO} <= reasons.keys()
    assert reasons[0] > 10, "some are taken"


def test_an_aborted_program_is_told():
    events = list(told("pings", "xdp/xdp_exception", verdict="XDP_ABORTED"))
    assert len(events) > 50
    assert not list(told("pings", "xdp/xdp_exception", verdict="XDP_PASS"))


def test_what_is_taken_comes_back():
    pairs = (("kmem/kmalloc", "kmem/kfree"), ("kmem/kmem_cache_alloc", "kmem/kmem_cache_free"))
    for taken, freed in pairs:
        held, count = set(), 0
        for name, record, _ in told("shell", taken, freed):
            (pointer,) = struct.unpack_from("<Q", record, 16)
            if name == taken:
                assert pointer not in held
                held.add(pointer)
                count += 1
            else:
                held.remove(pointer)
        assert count > 20
        assert len(held) < 5


def test_accept_knows_its_listener():
    simulation = Simulation(scenario("web"), [Hook("kprobe", "inet_csk_accept")])
    next(iter(simulation))
    world = simulation.world
    (sock,) = {firing.point.arguments[0] for firing in list(simulation)[:20]}
    assert struct.unpack("<H", world.read_kernel(sock + 14, 2) or b"") == (80,)
