"""What runs stays inside what was claimed: at every interpreter step, one claimed state holds all registers.

Pruning is off, because a covered path is walked in no state of its own.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.fuzz import author, differ, families
from tests.vm.verifier.concrete import inside
from tests.vm.verifier.unpruned import judged
from vm.asm import assemble
from vm.facts import isa
from vm.interp import Interpreter
from vm.kernel.library import scenario
from vm.kernel.world import World
from vm.oops.shadow import Shadow
from vm.runtime.machine import Machine
from vm.session import Limits, Session
from vm.steps import Steps
from vm.verifier.scalar import Scalar, const
from vm.verifier.values import MAYBE_NULL, Pointer

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
DRAWN = ("alu", "branches", "stack", "packet", "maps", "calls", "loops", "atomics", "context")
EACH = 60
ROUNDS = 4
"""Runs of each program, each on another packet and with other numbers."""
FUEL = 20_000
EDGES = (0, 1, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1)


class Claims:
    """A watch: by slot, the registers of every state in which it was walked."""

    def __init__(self, program):
        self.states = [[] for _ in program.insns]

    def step(self, walk, pc):
        self.states[pc].append(tuple(walk.registers))

    def covered(self, walk, pc):
        pytest.fail("a path was pruned")


def claimed(program):
    """The states of a program that is accepted after a short walk, else None."""
    claims = Claims(program)
    verdict = judged(program, watch=claims)
    return claims.states if verdict and verdict.ok else None


def within(value, number):
    """Whether a register of which `value` is claimed may hold `number`."""
    if isinstance(value, Scalar):
        return inside(value, number)
    return not isinstance(value, Pointer) or number != 0 or bool(value.flags & MAYBE_NULL)


class Outside(AssertionError):  # noqa: N818 - what was found, not what went wrong
    """A register holds what no state allows."""


@dataclass(slots=True)
class Guard(Shadow):
    """A tracer that follows the registers and holds them against the claims before each instruction."""

    states: list = field(default_factory=list)
    checked: int = 0

    def stepped(self, pc, registers, memory):
        callers = len(self._callers)
        self._follow_frames()
        found = self.registers
        # a helper's step is told when it is done: after callbacks its arguments are gone
        called_back = len(self._callers) < callers and self._insns[pc].opcode == isa.CALL
        if not called_back and not any(all(map(within, state, found)) for state in self.states[pc]):
            shown = ", ".join(f"r{n}=0x{number:x}" for n, number in enumerate(found))
            raise Outside(f"slot {pc}: {shown} is in none of {len(self.states[pc])} states")
        self.checked += 1
        Shadow.stepped(self, pc, registers, memory)


class Restless(World):
    """A clock that shows another number, often an odd one, whenever it is read."""

    def __init__(self, rng):
        self.rng = rng
        super().__init__()

    @property
    def now_ns(self):
        return self.rng.choice(EDGES) if self.rng.random() < 0.5 else self.rng.getrandbits(self.rng.randrange(1, 65))

    @now_ns.setter
    def now_ns(self, value):
        pass


def enter(machine, kind, rng):
    frame = rng.randbytes(12) + bytes.fromhex("080045") + rng.randbytes(rng.choice((20, 49, 85, 400)))
    if kind == "xdp":
        return machine.enter_xdp(frame)
    if kind in {"sched_cls", "socket_filter"}:
        return machine.enter_skb(frame, link_layer=kind == "sched_cls")
    return machine.enter_plain(rng.randbytes(256))


def guarded(program, states, rng):
    """Run the program a few times; returns how many steps were looked at."""
    machine = Machine(program.maps, Restless(rng), programs=(program,))
    interpreter = Interpreter(machine, program)
    guard = Guard(states=states)
    for _ in range(ROUNDS):
        address = enter(machine, program.prog_type, rng)
        guard.begin(program, interpreter, address)
        outcome = interpreter.run((address,), FUEL, guard)
        assert outcome.fault is None, outcome.fault
    return guard.checked


def drawn():
    """Random programs, each with its name."""
    for family in DRAWN:
        for seed in range(EACH):
            name = f"containment {family} {seed}"
            yield name, differ.program(*families.FAMILIES[family](random.Random(name)))
    for seed in range(2 * EACH):
        yield f"author {seed}", author.Author(random.Random(seed)).case().program


def test_random_programs_stay_inside_their_claims():
    seen = Counter()
    for name, program in drawn():
        states = claimed(program)
        if states is None:
            continue
        seen["programs"] += 1
        try:
            seen["steps"] += guarded(program, states, random.Random(name))
        except Outside as outside:
            pytest.fail(f"{name}: {outside}")
    assert seen["programs"] > 300
    assert seen["steps"] > 20_000


def test_a_claim_that_is_too_narrow_is_noticed():
    program = differ.program("socket_filter", families.end())
    states = claimed(program)
    assert guarded(program, states, random.Random(0)) == 2 * ROUNDS
    states[1] = [(const(1), *state[1:]) for state in states[1]]
    with pytest.raises(Outside):
        guarded(program, states, random.Random(0))


class Guards(Steps):
    """Takes the place of a session's collector of steps: every program under its own guard."""

    def __init__(self, guards):
        super().__init__(left=0)
        self.guards = guards
        self.guard = None

    def begin(self, program, interpreter, context):
        self.interpreter = interpreter
        self.guard, whole = self.guards[program]
        self.guard.begin(whole, interpreter, context)

    def entered(self, program, context):
        self.guard, whole = self.guards[program.name]
        self.guard.begin(whole, self.interpreter, context)

    def stepped(self, pc, registers, memory):
        self.guard.stepped(pc, registers, memory)


def watched():
    """(name, unit, guards) of every example whose programs can all be walked whole."""
    for path in sorted(EXAMPLES.glob("*.s")):
        if path.stem.endswith(".broken"):
            continue
        unit = assemble(path.read_text())
        states = {program.name: claimed(program) for program in unit.programs}
        if all(states.values()):
            yield path.stem, unit, {p.name: (Guard(states=states[p.name]), p) for p in unit.programs}


def test_examples_stay_inside_their_claims():
    checked = {}
    for name, unit, guards in watched():
        session = Session(unit, scenario=scenario(None), trace=True, budgets=Limits(run_insns=FUEL // 4))
        session._steps = Guards(guards)
        while not session.done:
            session.advance(100)
        checked[name] = sum(guard.checked for guard, _ in guards.values())
    assert len(checked) > 15
    assert min(checked.values()) > 100
