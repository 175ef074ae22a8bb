"""Random programs that a verifier accepts, with a frame to run them on: both engines against the kernel's test run.

python -m tests.fuzz.accepted [--programs N] [--seed S] [--engine interp|jit]

`tests.fuzz.author` writes them.
"""

import argparse
import random
import sys
from collections import Counter
from dataclasses import replace

from tests.fuzz.author import JUMPS, KEYED, MAPS, RING, Author, Case
from vm.insn import encode
from vm.interp import Interpreter
from vm.jit.engine import Native
from vm.kernel.world import World
from vm.live import KernelError, load
from vm.program import Program
from vm.runtime.machine import Machine, Record
from vm.verifier import Verified, verify

FUEL = 1 << 27
TAKEN = (1).to_bytes(4, "little")
"""The key of `jumps` under which the following program stands, and its number here."""
LINKED = tuple(replace(spec, contents=((TAKEN, TAKEN),)) if spec.type == "prog_array" else spec for spec in MAPS)


def ours(case: Case, engine: str) -> tuple[object, ...]:
    """What our machine makes of it: (r0's low half or the fault, frame, maps, ring records)."""
    kind, programs = case.program.prog_type, (case.program, case.following)
    machine = Machine(LINKED, World(), programs=programs)
    address = (
        machine.enter_xdp(case.frame)
        if kind == "xdp"
        else machine.enter_skb(case.frame, link_layer=kind == "sched_cls")
    )
    if engine == "interp":
        outcome = Interpreter(machine, case.program).run((address,), FUEL)
    else:
        loads = {number: pointer_loads(program) for number, program in enumerate(programs)}
        outcome = Native(machine, programs, loads, level=0).run(0, (address,), FUEL)
    frame = machine.packet_out()
    maps = [instance.dump() for instance in machine.maps[:KEYED]]
    records = [output.data for output in machine.drain() if isinstance(output, Record)]
    return outcome.fault or outcome.retval & 0xFFFF_FFFF, frame, maps, records


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


def compare(case: Case, engine: str) -> tuple[str, object]:
    """("equal" | "refused" | "untested" | "unlike", what was unlike)."""
    theirs = kernel(case)
    if isinstance(theirs, str):
        return theirs, None
    machine = ours(case, engine)
    return ("equal", None) if machine == theirs else ("unlike", (theirs, machine))


def main() -> int:
    """The command: 1 if anything was unlike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--engine", choices=["interp", "jit"], default="interp")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for number in range(options.seed, options.seed + options.programs):
        case = Author(random.Random(number)).case()
        answer, difference = compare(case, options.engine)
        counts[answer] += 1
        if answer == "unlike":
            what = (number, case.program.prog_type, encode(case.program.insns).hex(), case.frame.hex(), difference)
            sys.stdout.write(f"{what}\n")
    sys.stdout.write(f"{dict(counts)}\n")
    return int(counts["unlike"] > 0)


if __name__ == "__main__":
    sys.exit(main())
