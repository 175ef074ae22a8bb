"""Whether bpf(2) would create a map, and take what the source says is in it.

Complaints are values; `vm.runtime.maps` says which types can be run here at all.
"""

from collections.abc import Sequence
from typing import Final

from vm.errors import Diagnostic, Span
from vm.facts.baseline import CPUS
from vm.facts.map_types import EXCLUSIVE, INNER_MAP, MAP_TYPE_BY_NAME, NO_PREALLOC, Sizes
from vm.program import MapSpec

_AT_TOP: Final = Span(1, 1, 1)


def uncreatable(spec: MapSpec) -> Diagnostic | None:
    """Why bpf(2) would not create this map; None if it would."""
    row = MAP_TYPE_BY_NAME.get(spec.type)
    if row is None:
        return complaint(spec, "unknown-type", f"no map type is called {spec.type!r}")
    for what, size, sizes in (
        ("key size", spec.key_size, row.key),
        ("value size", spec.value_size, row.value),
        ("max_entries", spec.max_entries, row.entries),
    ):
        if size not in sizes:
            return complaint(spec, "bad-size", f"a {what} of {size} does not go with type {spec.type}", _range(sizes))
    if spec.type in {"ringbuf", "user_ringbuf"} and spec.max_entries & spec.max_entries - 1:
        hint = "it is the size of the buffer in bytes: a power of two, at least 4096"
        return complaint(spec, "bad-size", f"a ring buffer of {spec.max_entries} bytes", hint)
    if spec.type == "lpm_trie" and not spec.flags & NO_PREALLOC:
        return complaint(spec, "bad-flags", "a lpm_trie needs the flag BPF_F_NO_PREALLOC", "say flags=1")
    if row.needs == "inner map" and spec.inner is None:
        hint = "say inner=NAME, the name of another map"
        return complaint(spec, "no-inner", "a map of maps needs an inner map", hint)
    if spec.flags & ~row.flags or any(spec.flags & a and spec.flags & b for a, b in EXCLUSIVE):
        return complaint(spec, "bad-flags", f"flags {spec.flags:#x} do not go with type {spec.type}")
    return None


def unstorable(spec: MapSpec, specs: Sequence[MapSpec]) -> Diagnostic | None:
    """Why bpf(2) would not store the map's contents, where `specs` are all maps by number; None if it would."""
    row = MAP_TYPE_BY_NAME[spec.type]
    padded = -(-spec.value_size // 8) * 8 * (CPUS if row.per_cpu else 1)
    indexed = row.key.high == spec.key_size == 4 and spec.type not in _BY_KEY
    for key, value in spec.contents:
        number = int.from_bytes(key[:4], "little")
        if len(key) != spec.key_size or len(value) not in {spec.value_size, padded}:
            return complaint(spec, "bad-contents", "contents does not fit key_size and value_size")
        if indexed and number >= spec.max_entries:
            hint = f"indexes are below max_entries, which is {spec.max_entries}"
            return complaint(spec, "bad-contents", f"contents has an element at index {number}", hint)
        wrong = _unlike(spec, specs, int.from_bytes(value[:4], "little"))
        if wrong:
            return complaint(spec, "bad-contents", wrong, "inner maps are all made like the one that inner= names")
    held = len({key for key, _ in spec.contents}) if spec.key_size else len(spec.contents)
    if held > spec.max_entries:
        return complaint(spec, "bad-contents", f"{held} elements do not fit max_entries, which is {spec.max_entries}")
    return None


_BY_KEY: Final = frozenset({"devmap_hash"})
"""Types whose keys are four bytes and no indexes."""


def _unlike(spec: MapSpec, specs: Sequence[MapSpec], number: int) -> str:
    """What is wrong with map `number` as an inner map of this one."""
    if spec.inner is None:
        return ""
    if number >= len(specs):
        return f"there is no map {number} to be inside"
    return "" if fits(specs[number], spec.inner) else f"{specs[number].name} is not like {spec.inner.name}"


_SIZED: Final = frozenset({"array", "percpu_array"})
"""Inner maps whose max_entries must be the template's, as programs rely on it."""


def fits(spec: MapSpec, template: MapSpec) -> bool:
    """Whether a map can be stored where the map of maps was made for maps like `template`."""
    alike = all(getattr(spec, name) == getattr(template, name) for name in ("type", "key_size", "value_size", "flags"))
    sized = spec.type not in _SIZED or spec.flags & INNER_MAP or spec.max_entries == template.max_entries
    return alike and bool(sized) and spec.map_extra == template.map_extra


def complaint(spec: MapSpec, code: str, message: str, hint: str = "") -> Diagnostic:
    """What is wrong with a map, laid at its directive."""
    return Diagnostic(code=f"map.{code}", message=f"map {spec.name}: {message}", hint=hint, span=spec.span or _AT_TOP)


def _range(sizes: Sizes) -> str:
    if sizes.low == sizes.high:
        return f"it is {sizes.low}"
    return f"it is {sizes.low} to {sizes.high}" + (f" in steps of {sizes.step}" if sizes.step > 1 else "")
