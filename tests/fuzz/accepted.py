"""Random programs that a verifier accepts, with a frame to run them on: both engines against the kernel's test run.

python -m tests.fuzz.accepted [--programs N] [--seed S] [--engine interp|jit]

`tests.fuzz.author` writes them.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tests.fuzz.author import JUMPS, KEYED, MAPS, RING, Author, Case
from tests.fuzz.natively import Module, groups
from vm.insn import encode
from vm.interp import Interpreter
from vm.kernel.world import World
from vm.live import KernelError, load
from vm.program import Program
from vm.runtime.machine import Machine, Outcome, Record
from vm.verifier import Verified, verify

FUEL = 1 << 27
TAKEN = (1).to_bytes(4, "little")
"""The key of `jumps` under which the following program stands, and its number here."""
LINKED = tuple(replace(spec, contents=((TAKEN, TAKEN),)) if spec.type == "prog_array" else spec for spec in MAPS)


def machine_of(case: Case) -> Machine:
    """A machine for the program, and for what its tail calls lead to."""
    return Machine(LINKED, World(), programs=(case.program, case.following))


def ours(case: Case, machine: Machine, run: Callable[[int], Outcome]) -> tuple[object, ...]:
    """What our machine makes of it: (r0's low half or the fault, frame, maps, ring records)."""
    kind = case.program.prog_type
    if kind == "xdp":
        address = machine.enter_xdp(case.frame)
    else:
        address = machine.enter_skb(case.frame, link_layer=kind == "sched_cls")
    outcome = run(address)
    frame = machine.packet_out()
    maps = [instance.dump() for instance in machine.maps[:KEYED]]
    records = [output.data for output in machine.drain() if isinstance(output, Record)]
    return outcome.fault or outcome.retval & 0xFFFF_FFFF, frame, maps, records


def interpreted(case: Case) -> tuple[object, ...]:
    """`ours`, by the interpreter."""
    machine = machine_of(case)
    return ours(case, machine, lambda address: Interpreter(machine, case.program).run((address,), FUEL))


def natively(cases: Sequence[Case]) -> Iterator[tuple[object, ...]]:
    """`ours` for each, by native code; the tail calls of all of them lead to the first one's."""
    first, *others = cases
    programs = [first.program, first.following, *(case.program for case in others)]
    loads = {number: pointer_loads(program) for number, program in enumerate(programs)}
    module = Module(machine_of(first), programs, loads)
    for number, case in zip((0, *range(2, len(programs))), cases, strict=True):
        machine = machine_of(case)
        module.onto(machine)
        yield ours(case, machine, lambda address, number=number: module.run(number, (address,), FUEL))


def pointer_loads(program: Program) -> frozenset[int]:
    """What native code wants to know from the verifier."""
    verdict = verify(program)
    return verdict.packet_pointer_loads if isinstance(verdict, Verified) else frozenset()


def kernel(case: Case) -> tuple[object, ...] | str:
    """The same of the kernel; "refused", or "untested" where it does not take the frame."""
    with load(case.program) as loaded, load(case.following) as following:
        if not loaded.ok or not following.ok:
            return "refused"
        checked = loaded.maps[JUMPS].update(TAKEN, following.fd.to_bytes(4, "little"))
        assert checked == 0, checked
        try:
            ran = loaded.test_run(case.frame)
        except KernelError:
            return "untested"
        maps = [live.dump() for live in loaded.maps[:KEYED]]
        return ran.retval, ran.data_out, maps, loaded.maps[RING].records()


def compare(cases: Sequence[Case], engine: str) -> list[tuple[str, object]]:
    """For each ("equal" | "refused" | "untested" | "unlike", what was unlike). They share what tail calls lead to."""
    theirs = [kernel(case) for case in cases]
    ran = [case for case, answer in zip(cases, theirs, strict=True) if not isinstance(answer, str)]
    own = iter(map(interpreted, ran) if engine == "interp" else natively(ran) if ran else ())
    answers: list[tuple[str, object]] = []
    for answer in theirs:
        if isinstance(answer, str):
            answers.append((answer, None))
            continue
        machine = next(own)
        answers.append(("equal", None) if machine == answer else ("unlike", (answer, machine)))
    return answers


def draw(numbers: Sequence[int]) -> list[Case]:
    """The cases of these numbers; of one kind, the first one's, and with its following program."""
    first = Author(random.Random(numbers[0])).case()
    kind = first.program.prog_type
    others = [Author(random.Random(number), kind).case() for number in numbers[1:]]
    return [first, *(replace(case, following=first.following) for case in others)]


def main() -> int:
    """The command: 1 if anything was unlike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--engine", choices=["interp", "jit"], default="interp")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for group in groups(range(options.seed, options.seed + options.programs)):
        cases = draw(group)
        for number, case, (answer, difference) in zip(group, cases, compare(cases, options.engine), strict=True):
            counts[answer] += 1
            if answer == "unlike":
                what = (number, case.program.prog_type, encode(case.program.insns).hex(), case.frame.hex(), difference)
                sys.stdout.write(f"{what}\n")
        if sum(counts.values()) % 10_000 < len(group):
            sys.stdout.write(f"{dict(counts)}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{dict(counts)}\n")
    return int(counts["unlike"] > 0)


if __name__ == "__main__":
    sys.exit(main())
