"""The verifier against the live kernel's, at log level 0, on programs made to stress it.

Both sides count the time that the thread computed, ours in `verify`, the kernel's in bpf(2), in turn, so that what
else the machine does touches neither. The kernel's includes its compiler, some hundredths of it.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable

from tests.bench.measure import Row, Unavailable, computing, duration, geometric_mean, side_by_side
from tests.vm.verifier import test_limit
from vm import compiled as native
from vm.asm import assemble
from vm.live import load
from vm.program import Program
from vm.verifier import Refused, Verified, verify

ROUNDS = 15
PLAIN = {"EBPF_COMPILED": ""}


def straight() -> str:
    """Arithmetic without a branch."""
    lines = [f"r{n % 5 + 1} += {n}\nr{n % 5 + 1} ^= {n * 3}\nr0 += r{n % 5 + 1}" for n in range(1000)]
    return "\n".join(["r0 = *(u32 *)(r1 + 12)", *[f"r{n} = {n}" for n in range(1, 6)], *lines, "exit"])


def loop() -> str:
    """A bounded loop, walked round by round."""
    return "r0 = 0\nr1 = 0\nagain:\nr0 += r1\nr1 += 1\nr0 &= 0xffff\nif r1 < 1000 goto again\nexit"


def diamonds() -> str:
    """Branches that part and meet again."""
    lines = ["r0 = 0", "r2 = *(u32 *)(r1 + 12)"]
    for n in range(200):
        lines += [f"r3 = r2\nr3 >>= {n % 31}\nr3 &= 1\nif r3 == 0 goto even{n}\nr0 += {n}\neven{n}:\nr0 ^= {n}"]
    return "\n".join([*lines, "exit"])


def parser() -> str:
    """Headers of a packet, one bounds check after another."""
    lines = ["r2 = *(u32 *)(r1 + 0)", "r3 = *(u32 *)(r1 + 4)", "r0 = 2"]
    for _ in range(60):
        lines += [
            "r4 = r2\nr4 += 20\nif r4 > r3 goto out\nr5 = *(u8 *)(r2 + 9)\nr5 &= 15\nr5 <<= 2\nr2 += r5\nr0 += r5"
        ]
    return "\n".join([*lines, "out:", "r0 = 2", "exit"])


SOURCES: dict[str, Callable[[], str]] = {"straight": straight, "loop": loop, "diamonds": diamonds, "parser": parser}


def plain() -> list[Row]:
    """Time to a verdict, the sources run by CPython as they are."""
    return _elsewhere("against_kernel", PLAIN)


def compiled() -> list[Row]:
    """The same with the build of these sources."""
    if not native.build():
        raise Unavailable("the verifier is not compiled, or not from these sources: make compile")
    return _elsewhere("against_kernel", {})


def _elsewhere(name: str, environment: dict[str, str]) -> list[Row]:
    """The rows of a function of this room, called in a process of its own."""
    code = "import json; from tests.bench import verifying\n"
    code += f"print(json.dumps([(row.name, row.figures, row.ratio) for row in verifying.{name}()]))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return [Row(*row) for row in json.loads(done.stdout)]


def against_kernel() -> list[Row]:
    """Time to a verdict."""
    rows = []
    for name, make in SOURCES.items():
        program = assemble('.license "GPL"\n.section xdp\n' + make() + "\n").programs[0]
        answer = verify(program)
        insns = answer.stats.insns_processed

        def ours(program: Program = program) -> float:
            return computing(lambda: verify(program))

        def theirs(program: Program = program) -> float:
            with load(program) as loaded:
                return loaded.load_ns

        ours(), theirs()  # once for nothing: caches
        a, b, ratio = side_by_side(ours, theirs, ROUNDS)
        figures = {
            "verdict": "accepted" if answer.ok else "rejected",
            "processed": str(insns),
            "ours (computing)": duration(a),
            "kernel (computing)": duration(b),
            "ours/kernel": f"{ratio:.2f}",
            "ours, insns/s": f"{insns / a * 1e6:.0f} k",
        }
        rows.append(Row(name, figures, ratio))
    mean = geometric_mean(row.ratio for row in rows if row.ratio)
    rows.append(Row("geometric mean", {"ours/kernel": f"{mean:.2f}"}, mean))
    return rows


def at_the_limit() -> list[Row]:
    """Until the verifier gives up: a loop with all of the stack spilled to in every round, larger states there are none."""
    rows = [Row("plain", _elsewhere("limit", PLAIN)[0].figures)]
    if native.build():
        rows.append(Row("compiled", _elsewhere("limit", {})[0].figures))
    return rows


def limit() -> list[Row]:
    """One walk up to the limit, and the most memory this process ever had."""
    program = assemble(test_limit.source()).programs[0]
    walked: list[Verified | Refused] = []
    taken = computing(lambda: walked.append(verify(program)))
    stats = walked[0].stats
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    figures = {"processed": str(stats.insns_processed), "states": str(stats.total_states)}
    return [Row("", {**figures, "computing": duration(taken), "memory": f"{peak} MB"})]
