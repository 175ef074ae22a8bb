"""Random use of ring buffers, by programs and by their reader, asked of both engines and of the kernel.

python -m tests.fuzz.streams [--sequences N] [--seed S] [--engine interp|jit]

A program reserves, submits, discards, outputs, asks, nested and through dynamic pointers too, with sizes from
nothing to more than the ring holds; between its runs a reader takes records. Compared are each answer, each
record, and what the reader finds. `tests.fuzz.elements` does the same for maps with elements.
"""

import argparse
import random
import struct
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from tests.fuzz.natively import Module
from vm.asm import assemble
from vm.interp import Interpreter
from vm.kernel.world import World
from vm.live import load
from vm.runtime.machine import Machine
from vm.runtime.maps.ringbuf import RingBuffer

ANSWERS: Final = 16
SIZES: Final = (1, 7, 8, 9, 100, 500, 1000, 2040, 4000, 4080, 4088, 4089, 8192, 1 << 29, (1 << 30) - 1)
RUNS: Final = 5
FRAME: Final = bytes(64)
HEAD: Final = """\
.map ring, ringbuf, max_entries={ring}
.map answers, array, key=4, value=256, max_entries=1
.map bytes, array, key=4, value=4096, max_entries=1
.section socket
 r6 = answers[0] ll
 r7 = bytes[0] ll
"""
DYNPTR: Final = -32


class Author:
    """Writes one program, an action after the other; each leaves its answers in the next u64 of `answers`."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._place = self._label = 0

    def source(self) -> str:
        text = [HEAD.format(ring=self.rng.choice((4096, 4096, 8192)))]
        while self._place < ANSWERS - 3:
            text.append(self.rng.choice((self.output, self.reserve, self.nested, self.query, self.dynptr))())
        return "\n".join([*text, " r0 = 0", " exit"])

    def answer(self) -> str:
        """r0 goes into the next place."""
        self._place += 1
        return f" *(u64 *)(r6 + {8 * self._place}) = r0\n"

    def label(self) -> str:
        self._label += 1
        return f"l{self._label}"

    def flags(self) -> int:
        return self.rng.choice((0, 0, 0, 0, 1, 2, 3, 4))

    def output(self) -> str:
        size = self.rng.choice([size for size in SIZES if size <= 4096])
        setup = f" *(u8 *)(r7 + 0) = {self.rng.randrange(256)}\n r1 = ring ll\n r2 = r7\n r3 = {size}\n r4 = {self.flags()}\n"
        return setup + " call bpf_ringbuf_output\n" + self.answer()

    def _reserve(self, out: str) -> str:
        size, flags = self.rng.choice(SIZES), self.rng.choice((0, 0, 0, 0, 0, 1))
        return (
            f" r1 = ring ll\n r2 = {size}\n r3 = {flags}\n call bpf_ringbuf_reserve\n if r0 == 0 goto {out}\n"
            f" *(u8 *)(r0 + 0) = {self.rng.randrange(256)}\n"
        )

    def _commit(self) -> str:
        return f" r2 = {self.rng.choice((0, 0, 1, 2, 4))}\n call bpf_ringbuf_{self.rng.choice(('submit', 'submit', 'discard'))}\n"

    def reserve(self) -> str:
        out = self.label()
        return self._reserve(out) + " r1 = r0\n" + self._commit() + f" r0 = 1\n{out}:\n" + self.answer()

    def nested(self) -> str:
        """A record is written while another one is."""
        out, inner = self.label(), self.label()
        text = self._reserve(out) + " r8 = r0\n" + self._reserve(inner) + " r9 = r0\n"
        first, second = self.rng.sample(("r8", "r9"), 2)
        text += f" r1 = {first}\n{self._commit()} r1 = {second}\n{self._commit()} r0 = 2\n goto {out}\n"
        text += f"{inner}:\n r1 = r8\n{self._commit()} r0 = 1\n{out}:\n"
        return text + self.answer()

    def query(self) -> str:
        return (
            f" r1 = ring ll\n r2 = {self.rng.choice((0, 1, 2, 3, 3, 3, 4))}\n call bpf_ringbuf_query\n" + self.answer()
        )

    def dynptr(self) -> str:
        rng, here = self.rng, f" r1 = r10\n r1 += {DYNPTR}\n"
        size = rng.choice((0, *SIZES[:-2], (1 << 24) - 1, 1 << 24))
        text = f" r1 = ring ll\n r2 = {size}\n r3 = {rng.choice((0, 0, 0, 1))}\n r4 = r10\n r4 += {DYNPTR}\n call bpf_ringbuf_reserve_dynptr\n"
        text += self.answer()
        offset, length = rng.choice((0, 1, 8, 99, 5000)), rng.choice((1, 8, 100, 600))
        if rng.random() < 0.7:
            text += f"{here} r2 = {offset}\n r3 = r7\n r4 = {length}\n r5 = {rng.choice((0, 0, 0, 1))}\n call bpf_dynptr_write\n"
            text += self.answer()
        text += f"{here} r2 = {rng.choice((0, 0, 1, 2))}\n call bpf_ringbuf_{rng.choice(('submit', 'submit', 'discard'))}_dynptr\n"
        return text


Takes = Sequence[int | None]
Left = tuple[tuple[int, ...], list[bytes]]
"""What a run leaves: the answers, and the records that the reader takes after it."""


def draw(seed: int) -> tuple[str, Takes]:
    """A program's source, and how many records the reader takes after each run (None: all there are)."""
    rng = random.Random(f"stream {seed}")
    return Author(rng).source(), tuple(rng.choice((None, None, 0, 1, 2)) for _ in range(RUNS))


def _numbers(answers: bytes | None) -> tuple[int, ...]:
    return struct.unpack(f"<{ANSWERS}q", (answers or b"")[8 : 8 + 8 * ANSWERS])


def theirs(source: str, takes: Takes) -> Iterator[Left]:
    """What each run leaves in the kernel."""
    with load(assemble(source).programs[0]) as loaded:
        assert loaded.ok, loaded.error_lines
        for most in takes:
            loaded.test_run(FRAME)
            yield _numbers(loaded.maps[1].lookup(bytes(4))), loaded.maps[0].records(most)


def ours(source: str, takes: Takes, engine: str) -> Iterator[Left]:
    """What each run leaves in a machine."""
    program = assemble(source).programs[0]
    machine = Machine(program.maps, World(), programs=(program,))
    ring = machine.maps[0]
    assert isinstance(ring, RingBuffer)
    if engine == "jit":
        module = Module(machine, (program,), {0: frozenset()})
        run: Callable[[int], object] = lambda address: module.run(0, (address,), 10_000)  # noqa: E731
    else:
        interpreter = Interpreter(machine, program)
        run = lambda address: interpreter.run((address,), 10_000)  # noqa: E731
    for most in takes:
        outcome = run(machine.enter_skb(FRAME, link_layer=False))
        assert getattr(outcome, "fault", None) is None, outcome
        yield _numbers(machine.maps[1].read(bytes(4))), [data for _, data in ring.consume(most)]


def differing(seed: int, engine: str) -> str:
    """The first run on which the kernel and an engine part; "" when there is none."""
    source, takes = draw(seed)
    for number, (its, mine) in enumerate(zip(theirs(source, takes), ours(source, takes, engine), strict=True)):
        if its != mine:
            return "\n".join(
                (f"run {number}", *(f"  {who}: {_word(what)}" for who, what in (("kernel", its), (engine, mine))))
            )
    return ""


def digests(records: Sequence[bytes]) -> list[str]:
    """Of each record its length, its first bytes and a checksum."""
    return [f"{len(data)} {data[:8].hex()} {zlib.crc32(data):08x}" for data in records]


def _word(left: Left) -> str:
    answers, records = left
    return f"{answers}, {digests(records)}"


def main() -> int:
    """The command: 1 if anything was unlike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--engine", choices=["interp", "jit"], default="interp")
    options = parser.parse_args()
    unlike = 0
    for seed in range(options.seed, options.seed + options.sequences):
        what = differing(seed, options.engine)
        unlike += bool(what)
        if what:
            sys.stdout.write(f"--- {seed}: {what}\n")
    sys.stdout.write(f"{options.sequences} sequences, {unlike} differ\n")
    return int(unlike > 0)


if __name__ == "__main__":
    sys.exit(main())
