"""What the output of some examples means, beyond what their pages promise (see test_gallery.py)."""

from pathlib import Path

from vm.asm import assemble
from vm.engines import Engines
from vm.kernel import packets
from vm.kernel.world import World
from vm.protocol import events as e
from vm.runtime.machine import Machine
from vm.session import Request, play
from vm.verifier import verify

ROOT = Path(__file__).resolve().parents[2]


def records(name: str, **request: str) -> list[bytes]:
    source = (ROOT / "examples" / f"{name}.s").read_text()
    frames = play(Request(source=source, **request))
    return [event.data for frame in frames for event in frame.events if isinstance(event, e.Record)]


def test_opensnoop_reports_absolute_paths_and_errors():
    names = [data[24:].split(b"\0")[0] for data in records("opensnoop")]
    assert len(names) > 50
    assert all(name.startswith(b"/") for name in names)
    failed = {int.from_bytes(data[4:8], "little", signed=True) for data in records("opensnoop", scenario="errors")}
    assert {-2, -13, -14} <= failed, "missing, forbidden, and a name that faults"


def test_execsnoop_reports_the_program_and_its_name():
    found = records("execsnoop", scenario="shell")
    assert len(found) > 20
    for data in found:
        comm, path = data[8:24].split(b"\0")[0], data[24:].split(b"\0")[0]
        assert path.rsplit(b"/", 1)[-1] == comm


def test_latencies_make_two_hills():
    source = (ROOT / "examples" / "read_latency.s").read_text()
    histogram: dict[int, int] = {}
    for frame in play(Request(source=source, scenario="disk")):
        for event in frame.events:
            if isinstance(event, e.MapChanged) and event.map == "latency" and event.value:
                histogram[int.from_bytes(event.key, "little")] = int.from_bytes(event.value, "little")
    memory, disk = sum(histogram.get(n, 0) for n in range(9, 14)), sum(histogram.get(n, 0) for n in range(20, 24))
    between = sum(histogram.get(n, 0) for n in range(14, 20))
    assert memory > 100
    assert disk > 50
    assert between * 5 < disk, "few take neither long nor short"


def test_the_port_counter_reports_questions_only():
    found = records("xdp_port_counter")
    assert len(found) > 10
    assert all(data[6:8] == b"\0\x35" for data in found)


def test_checkout_pairs_each_return_with_its_own_arguments():
    found = records("checkout_probe")
    assert len(found) > 10
    for data in found:
        price, quantity, total = (int.from_bytes(data[n : n + 4], "little") for n in (4, 8, 12))
        assert total == price * quantity
        assert data[16:].split(b"\0")[0] in {b"hello", b"ls -l", b"42", b"coffee"}


def test_replies_have_right_checksums():
    source = (ROOT / "examples" / "icmp_responder.s").read_text()
    program = assemble(source).programs[0]
    answer = verify(program)
    machine = Machine(program.maps, World(1), programs=(program,))
    engines = Engines(machine, (program,), {0: answer.packet_pointer_loads}, engine="interp")
    for size in (0, 1, 56, 1400):
        payload = bytes(n * 7 & 0xFF for n in range(size))
        request = packets.ip4(b"\xc6\x33\x64\x01", b"\x0a\0\0\x01", 1, packets.icmp_echo(7, size, payload))
        frame = packets.ethernet(b"\x02" * 6, b"\x04" * 6, 0x0800, request, pad=False)
        outcome = engines.run(0, (machine.enter_xdp(frame),), 1000)
        reply = packets.ip4(b"\x0a\0\0\x01", b"\xc6\x33\x64\x01", 1, packets.icmp_echo(7, size, payload, reply=True))
        assert outcome.retval == 3
        assert machine.packet_out() == packets.ethernet(b"\x04" * 6, b"\x02" * 6, 0x0800, reply, pad=False)
