"""Native code against the live kernel's JIT, on the same programs and the same packet."""

from dataclasses import replace
from pathlib import Path

from tests.bench.measure import Row, computing, duration, geometric_mean, median, side_by_side
from vm.asm import assemble
from vm.engines import Engines, Foundry
from vm.interp import Interpreter
from vm.jit import execute
from vm.jit.engine import Native
from vm.jit.lower import lower
from vm.kernel.world import World
from vm.live import Loaded, load
from vm.program import Object, Program
from vm.runtime.machine import Machine
from vm.verifier import verify

PROGRAMS = Path(__file__).parent / "programs"
FRAME = bytes.fromhex(
    "ffffffffffff010203040506080045000032000040004011f96c0a0000010a00000204d20035001e0000" + "78" * 40
)
TARGET_NS = 3_000_000
"""Repetitions are chosen so that one measurement takes about this long."""
ROUNDS = 2000
"""How often the native loop goes through its frames."""
FOREVER = 1 << 62


def sources() -> dict[str, Object]:
    """The programs by name."""
    return {path.stem: assemble(path.read_text()) for path in sorted(PROGRAMS.glob("*.s"))}


def pointer_loads(program: Program) -> frozenset[int]:
    """What the verifier found; the programs here are accepted."""
    answer = verify(program)
    assert answer.ok, program.name
    return answer.packet_pointer_loads


def native(source: Object) -> tuple[Native, int]:
    """An engine with the frame in place, and the address of the context."""
    machine = Machine(source.maps, World(), programs=source.programs)
    engine = Native(machine, source.programs, {n: pointer_loads(p) for n, p in enumerate(source.programs)}, loops=True)
    return engine, machine.enter_xdp(FRAME)


def against_kernel() -> list[Row]:
    """Time of one run, net: without what an empty program takes in the same loop."""
    rows = []
    empty = assemble("r0 = 2\nexit\n")
    engine_empty, context_empty = native(empty)
    with load(empty.programs[0]) as kernel_empty:
        for name, source in sources().items():
            engine, context = native(source)
            with load(source.programs[0]) as kernel:
                rows.append(_compare(name, engine, context, kernel, engine_empty, context_empty, kernel_empty))
    mean = geometric_mean(row.ratio for row in rows if row.ratio)
    worst = max(row.ratio for row in rows if row.ratio)
    rows.append(Row("geometric mean", {"ours/kernel net": f"{mean:.2f}"}, mean))
    rows.append(Row("worst", {"ours/kernel net": f"{worst:.2f}"}, worst))
    return rows


def _compare(
    name: str, engine: Native, context: int, kernel: Loaded, empty: Native, context_empty: int, kernel_empty: Loaded
) -> Row:
    once = max(1, kernel.test_run(FRAME, repeat=1000).duration_ns)
    times = max(1000, TARGET_NS // once)

    def ours() -> float:
        return computing(lambda: engine.repeat(0, (context,), FOREVER, times)) / times

    def ours_empty() -> float:
        return computing(lambda: empty.repeat(0, (context_empty,), FOREVER, times)) / times

    def theirs() -> float:
        return kernel.test_run(FRAME, repeat=times).duration_ns

    def theirs_empty() -> float:
        return kernel_empty.test_run(FRAME, repeat=times).duration_ns

    gross_ours, gross_theirs, gross = side_by_side(ours, theirs)
    loop_ours, loop_theirs, _ = side_by_side(ours_empty, theirs_empty)
    net_ours, net_theirs = max(gross_ours - loop_ours, 0.3), max(gross_theirs - loop_theirs, 1.0)
    return Row(
        name,
        {
            "ours": duration(gross_ours),
            "kernel": duration(gross_theirs),
            "ours/kernel gross": f"{gross:.2f}",
            "ours net": duration(net_ours),
            "kernel net": duration(net_theirs),
            "ours/kernel net": f"{net_ours / net_theirs:.2f}",
        },
        net_ours / net_theirs,
    )


def interpreter() -> list[Row]:
    """Instructions a second of the interpreter, plain and traced."""
    rows = []
    for name, source in sources().items():
        machine = Machine(source.maps, World(), programs=source.programs)
        engine = Interpreter(machine, source.programs[0])
        plain, traced = _rate(engine, machine, None), _rate(engine, machine, _Silent())
        rows.append(Row(name, {"plain": f"{plain / 1e6:.2f} M/s", "traced": f"{traced / 1e6:.2f} M/s"}))
    return rows


class _Silent:
    """A tracer that looks away."""

    def stepped(self, pc: int, registers: object, memory: object) -> None:
        """Nothing."""

    def entered(self, program: object, context: int) -> None:
        """Nothing."""


def _rate(engine: Interpreter, machine: Machine, tracer: _Silent | None) -> float:
    insns = engine.run((machine.enter_xdp(FRAME),), FOREVER, tracer).insns
    times = max(1, 100_000 // insns)
    context = machine.enter_xdp(FRAME)

    def run() -> float:
        return computing(lambda: [engine.run((context,), FOREVER, tracer) for _ in range(times)])

    return insns * times / median(run, 5) * 1e9


def compiling() -> list[Row]:
    """Time from bytecode to machine code, and from a kept object to a linked one."""
    rows = []
    for name, source in sources().items():
        engine, _ = native(source)
        build = replace(engine.build, loops=False)  # as a run wants it
        ir = lower(engine.units, engine.linkage, build)
        image = execute.compile_object(ir)
        figures = {
            "instructions": str(len(source.programs[0].insns)),
            "to IR": duration(median(lambda e=engine, b=build: computing(lambda: lower(e.units, e.linkage, b)), 5)),
            "O0": duration(median(lambda i=ir: computing(lambda: execute.compile_object(i, 0)), 5)),
            "O2": duration(median(lambda i=ir: computing(lambda: execute.compile_object(i, 2)), 5)),
            "link": duration(median(lambda o=image: computing(lambda: execute.Code(o)), 5)),
        }
        rows.append(Row(name, figures))
    return rows


def first_result() -> list[Row]:
    """A program of 100 instructions, from source to the first native result, as a warm worker does it."""
    lines = [f"    r0 += {n}\n    r0 ^= {n * 7}" for n in range(48)]
    text = "\n".join(
        [".section xdp", "    r0 = *(u32 *)(r1 + xdp_md.ingress_ifindex)", *lines, "    r0 &= 3", "    exit", ""]
    )
    kept: dict[bytes, bytes] = {}

    class Cache:
        def get(self, key: bytes) -> bytes | None:
            return kept.get(key)

        def put(self, key: bytes, image: bytes) -> None:
            kept[key] = image

    def result(cache: Cache | None) -> None:
        source = assemble(text)
        machine = Machine(source.maps, World(), programs=source.programs)
        loads = {0: pointer_loads(source.programs[0])}
        Engines(machine, source.programs, loads, foundry=Foundry(worth=0, cache=cache)).run(
            0, (machine.enter_xdp(FRAME),), FOREVER
        )

    def engine_only(cache: Cache) -> float:
        source = assemble(text)
        loads = {0: pointer_loads(source.programs[0])}
        machine = Machine(source.maps, World(), programs=source.programs)
        return computing(
            lambda: Engines(machine, source.programs, loads, foundry=Foundry(worth=0, cache=cache)).run(
                0, (machine.enter_xdp(FRAME),), FOREVER
            )
        )

    result(Cache())
    return [
        Row("source to first native result", {"time": duration(median(lambda: computing(lambda: result(None))))}),
        Row("verified program to result, cached object", {"time": duration(median(lambda: engine_only(Cache())))}),
    ]


def frames() -> list[Row]:
    """Frames a second: our native loop over many frames, the kernel's test run with repeat over one of them."""
    rows = []
    for name in ("parse_count", "hash_count", "percpu_histogram", "checksum"):
        source = sources()[name]
        engine, _ = native(source)
        machine = engine.machine
        assert machine.packet is not None
        start = machine.packet.data & 0xFFFF_FFFF
        batch = [(start, start + len(FRAME))] * 256
        with load(source.programs[0]) as kernel:

            def ours(engine: Native = engine, batch: list[tuple[int, int]] = batch) -> float:
                return computing(lambda: engine.batch(0, batch, ROUNDS, FOREVER)) / (len(batch) * ROUNDS)

            def theirs(kernel: Loaded = kernel) -> float:
                return kernel.test_run(FRAME, repeat=256 * ROUNDS).duration_ns

            a, b, ratio = side_by_side(ours, theirs)
        figures = {"ours": f"{1e3 / a:.1f} M/s", "kernel": f"{1e3 / b:.1f} M/s", "times": f"{1 / ratio:.1f}"}
        rows.append(Row(name, figures, 1 / ratio))
    return rows
