"""Objects as sources that assemble back to the same objects."""

from collections.abc import Mapping

from vm.disasm.listing import listing
from vm.program import MapSpec, Object
from vm.sections import default_section, section_row


def map_line(spec: MapSpec) -> str:
    """The `.map` directive that declares `spec` again."""
    parts = [spec.name, spec.type]
    for option, value in (("key", spec.key_size), ("value", spec.value_size), ("max_entries", spec.max_entries)):
        parts.append(f"{option}={value}")
    if spec.flags:
        parts.append(f"flags={spec.flags:#x}")
    if spec.map_extra:
        parts.append(f"map_extra={spec.map_extra}")
    if spec.frozen:
        parts.append("frozen=1")
    if spec.inner:
        parts.append(f"inner={spec.inner.name}")
    if spec.contents:
        pairs = ", ".join(f"{_bytes(key)}: {_bytes(value)}" for key, value in spec.contents)
        parts.append(f"contents={{{pairs}}}")
    return ".map " + ", ".join(parts)


def object_text(unit: Object, *, syntax: str = "kernel", notes: Mapping[str, Mapping[int, str]] | None = None) -> str:
    """A whole object as a source that assembles back: licence, maps, one section a program.

    notes   program name -> slot -> one line of comment, such as the line of C it came from
    """
    parts = [f'.license "{_escaped(unit.license)}"'] if unit.license else []
    declared: set[str] = set()
    for spec in unit.maps:
        if spec.inner and spec.inner.name not in declared:
            parts.append(map_line(spec.inner))
            declared.add(spec.inner.name)
        if spec.name not in declared:
            parts.append(map_line(spec))
            declared.add(spec.name)
    taken: set[str] = set()
    for program in unit.programs:
        labels = dict(reversed(program.source_map.labels)) | {0: program.name}
        remarks = (notes or {}).get(program.name, {})
        text = listing(program.insns, syntax, program.maps, _fresh(labels, taken), taken, remarks)
        section = program.section
        if section_row(section) is None and (row := default_section(program.prog_type)):
            parts.append(f"\n# the section was called {section!r}")
            section = row.pattern
        entry = text.partition(":")[0]
        parts.append(f"\n.section {section}\n.globl {entry}\n{text}".rstrip())
    return "\n".join([*parts, ""])


def _fresh(labels: Mapping[int, str], taken: set[str]) -> dict[int, str]:
    """The labels, with a number behind those that another program of the object already has."""
    fresh: dict[int, str] = {}
    for slot, name in labels.items():
        unique, count = name, 1
        while unique in taken or unique in fresh.values():
            count += 1
            unique = f"{name}_{count}"
        fresh[slot] = unique
    return fresh


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _bytes(data: bytes) -> str:
    return f"[{', '.join(map(str, data))}]"
