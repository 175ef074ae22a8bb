"""What user space does to the maps of a run: controllers, pollers, slow readers, on the world's clock.

A scenario says when; this room does it, as bpf(2) would, and tells of it. Nothing here runs while a
program does.
"""

import errno
from typing import Final

from vm.errors import Diagnostic, ScenarioError, Span
from vm.kernel.statements import ANYWAY, UPDATE_FLAGS, Control, Scenario
from vm.kernel.values import Bad, Cell, suggest
from vm.program import MapSpec, Object
from vm.protocol import events as e
from vm.protocol.events import Hex64
from vm.runtime.machine import Machine
from vm.runtime.maps import elements
from vm.runtime.maps.instance import MapInstance
from vm.runtime.maps.ringbuf import RingBuffer

ENTRIES: Final = 64
"""Elements of a dump that are told."""

_COMM: Final = {"update": "bpftool", "delete": "bpftool", "dump": "bpftool", "consume": "reader"}
ANY: Final = "*"


def check(scenario: Scenario, unit: Object) -> None:
    """Whether the scenario's own lines name maps and programs of the object, with keys and values that fit.

    Lines of built-in scenarios are not held to that: they suit some programs and do nothing to others.
    raises   ScenarioError with every complaint
    """
    known = {spec.name: spec for spec in unit.maps}
    programs = tuple(program.name for program in unit.programs)
    complaints = [
        Diagnostic(code="scenario.bad-map", message=bad.message, hint=bad.hint, span=Span(control.line, 1, 7))
        for control in scenario.controls
        if control.line
        for bad in _complaints(control, known, programs)
    ]
    if complaints:
        raise ScenarioError(complaints)


def _complaints(control: Control, known: dict[str, MapSpec], programs: tuple[str, ...]) -> list[Bad]:
    spec = known.get(control.map)
    if control.map == ANY and control.action == "consume":
        return []
    if spec is None:
        return [Bad(f"no map is called {control.map!r}", suggest(control.map, known) if known else "there is no map")]
    if control.action == "consume" and spec.type != "ringbuf":
        return [Bad(f"{spec.name} is no ring buffer", "reader takes records out of maps of type ringbuf")]
    found = []
    for cell, size in ((control.key, spec.key_size), (control.value, spec.value_size)):
        try:
            if cell is not None:
                _bytes(cell, size, spec, programs)
        except Bad as bad:
            found.append(bad)
    return found


def _bytes(cell: Cell, size: int, spec: MapSpec, programs: tuple[str, ...]) -> bytes:
    """A key or a value as the map holds it; a program of a prog_array is its number. Raises Bad."""
    if not cell.program or spec.type != "prog_array":
        return cell.sized(size)
    if cell.program not in programs:
        raise Bad(f"no program is called {cell.program!r}", suggest(cell.program, programs))
    return programs.index(cell.program).to_bytes(4, "little")


def loaded_later(scenario: Scenario) -> frozenset[str]:
    """Names of the programs that user space puts into some prog_array: they are called, not attached."""
    return frozenset(control.value.program for control in scenario.controls if control.value and control.value.program)


class UserSpace:
    """Does the controls of one run to its machine."""

    def __init__(self, machine: Machine, scenario: Scenario) -> None:
        self.machine = machine
        self._programs = tuple(program.name for program in machine.programs)
        self._maps = {instance.spec.name: instance for instance in machine.maps}
        for control in scenario.controls:
            if control.action == "consume":
                for ring in self._rings(control):
                    machine.read_slowly(ring.index)

    def _rings(self, control: Control) -> list[RingBuffer]:
        rings = [instance for instance in self.machine.maps if isinstance(instance, RingBuffer)]
        return [ring for ring in rings if control.map in {ANY, ring.spec.name}]

    def records(self, control: Control, now: Hex64) -> list[e.Record]:
        """What a reader takes this time: one record of each of its ring buffers."""
        return [
            e.Record(map=ring.spec.name, data=data, time_ns=now)
            for ring in self._rings(control)
            for _, data in ring.consume(1)
        ]

    def act(self, control: Control, now: Hex64) -> e.UserAction | None:
        """Do an update, a delete or a dump; None where a built-in scenario names a map that is not there."""
        instance = self._maps.get(control.map)
        if instance is None:
            return None
        try:
            spec = instance.spec
            key = _bytes(control.key, spec.key_size, spec, self._programs) if control.key else None
            value = _bytes(control.value, spec.value_size, spec, self._programs) if control.value else None
        except Bad:
            return None
        result, entries = _do(instance, control, key, value)
        return e.UserAction(
            time_ns=now, comm=_COMM[control.action], action=control.action,  # type: ignore[arg-type]
            map=control.map, key=key, value=value, result=result, entries=entries,
            summary=_summary(control, result),
        )  # fmt: skip


def _do(
    instance: MapInstance, control: Control, key: bytes | None, value: bytes | None
) -> tuple[int, tuple[e.MapEntry, ...] | None]:
    """(0 or more, or -errno; the first elements of a dump)."""
    if control.action == "update":
        assert key is not None
        assert value is not None
        return elements.update(instance, key, value, UPDATE_FLAGS[control.only]), None
    if control.action == "delete":
        assert key is not None
        return elements.delete(instance, key), None
    held = instance.dump()
    if held is None:
        return -errno.EOPNOTSUPP, None
    shown = tuple(e.MapEntry(key=key, value=value) for key, value in list(held.items())[:ENTRIES])
    return len(held), shown


def _summary(control: Control, result: int) -> str:
    """As one would type it to bpftool, and what came of it."""
    words = f"map {control.action} name {control.map}"
    words += f" key {control.key.text}" if control.key else ""
    words += f" value {control.value.text}" if control.value else ""
    words += f" {control.only}" if control.only != ANYWAY else ""
    if result < 0:
        return f"{words}: {errno.errorcode.get(-result, str(result))}"
    return f"{words}: {result} element{'' if result == 1 else 's'}" if control.action == "dump" else f"{words}: done"
