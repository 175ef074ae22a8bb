"""Kept objects: one is used again only where everything that it was made from is the same."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from vm.asm import assemble
from vm.jit import execute, making
from vm.jit.body import Build
from vm.jit.engine import Native
from vm.jit.linkage import Linkage, MapLink, Unit
from vm.kernel.world import World
from vm.runtime.machine import Machine

INSNS = assemble("r0 = *(u32 *)(r1 + 0)\nexit").programs[0].insns
UNIT = Unit(index=0, insns=INSNS)
LINK = MapLink(type="array", key_size=4, value_size=8, max_entries=1, values=1 << 40)
GIVEN: dict[str, Any] = {"units": [UNIT], "linkage": Linkage([LINK]), "build": Build(), "level": 0}


class Kept(dict[bytes, bytes]):
    def put(self, key: bytes, image: bytes) -> None:
        self[key] = image


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "bytecode": lambda given: given.update(units=[replace(UNIT, insns=INSNS[:1] + INSNS)]),
    "what the verifier knew": lambda given: given.update(units=[replace(UNIT, pointer_loads=frozenset({0}))]),
    "another program beside it": lambda given: given.update(units=[UNIT, replace(UNIT, index=1)]),
    "the size of a map": lambda given: given.update(linkage=Linkage([replace(LINK, max_entries=2)])),
    "the place of a map": lambda given: given.update(linkage=Linkage([replace(LINK, values=1 << 41)])),
    "range checks": lambda given: given.update(build=Build(checked=True)),
    "coverage": lambda given: given.update(build=Build(coverage=True)),
    "doors": lambda given: given.update(build=Build(stretches=True)),
    "the level": lambda given: given.update(level=1),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_different_is_made_anew(what: str) -> None:
    kept, changed = Kept(), dict(GIVEN)
    CHANGES[what](changed)
    making.made(**GIVEN, cache=kept)
    making.made(**changed, cache=kept)
    assert len(kept) == 2


@pytest.mark.parametrize("fact", ["VERSION", "host_cpu", "host_features"])
def test_another_compiler_or_processor_makes_its_own(fact: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    making.made(**GIVEN, cache=kept)
    monkeypatch.setattr(execute, fact, "other" if fact == "VERSION" else lambda: "other")
    monkeypatch.setattr(execute, "compile_object", lambda *_: b"its own")
    assert making.made(**GIVEN, cache=kept) == b"its own"
    assert len(kept) == 2


def test_what_is_the_same_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    source, kept = assemble(".map seen, hash, key=4, value=8, max_entries=4\n.section xdp\nr0 = 7\nexit"), Kept()

    def answer() -> int:
        machine = Machine(source.maps, World(), programs=source.programs)
        native = Native(machine, source.programs, {0: frozenset()}, cache=kept)
        return native.run(0, (machine.enter_xdp(bytes(64)),), 100).retval

    assert answer() == 7
    monkeypatch.setattr(execute, "compile_object", lambda *_: pytest.fail("compiled again"))
    assert answer() == 7
    assert len(kept) == 1
