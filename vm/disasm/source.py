"""Objects as sources that assemble back to the same objects."""

from collections.abc import Iterator, Mapping, Sequence

from vm.disasm.listing import listing
from vm.program import MapSpec, Object, Program
from vm.sections import default_section, section_row


def map_line(spec: MapSpec, names: Sequence[str] = ()) -> str:
    """The `.map` directive that declares `spec` again; `names` are what the numbers in its contents stand for."""
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
        pairs = ", ".join(f"{_bytes(key)}: {_named(value, names)}" for key, value in spec.contents)
        parts.append(f"contents={{{pairs}}}")
    return ".map " + ", ".join(parts)


def _named(value: bytes, names: Sequence[str]) -> str:
    number = int.from_bytes(value[:4], "little")
    return names[number] if number < len(names) else _bytes(value)


def object_text(unit: Object, *, syntax: str = "kernel", notes: Mapping[str, Mapping[int, str]] | None = None) -> str:
    """A whole object as a source that assembles back: licence, maps, one section a program.

    notes   program name -> slot -> one line of comment, such as the line of C it came from
    """
    entries, listings = [], []
    taken: set[str] = set()
    for program in unit.programs:
        labels = dict(reversed(program.source_map.labels)) | {0: program.name}
        remarks = (notes or {}).get(program.name, {})
        text = listing(program.insns, syntax, program.maps, _fresh(labels, taken), taken, remarks)
        entries.append(text.partition(":")[0])
        listings.append(f"\n{_section(program)}\n.globl {entries[-1]}\n{text}".rstrip())
    parts = [f'.license "{_escaped(unit.license)}"'] if unit.license else []
    return "\n".join([*parts, *_map_lines(unit.maps, entries), *listings, ""])


def _section(program: Program) -> str:
    """The `.section` directive of a program; one that nobody knows is given by the usual name of its type."""
    row = None if section_row(program.section) else default_section(program.prog_type)
    return (
        f"# the section was called {program.section!r}\n.section {row.pattern}"
        if row
        else f".section {program.section}"
    )


def _map_lines(specs: Sequence[MapSpec], entries: Sequence[str]) -> Iterator[str]:
    """Every map, after those that it is made from. `entries` are the programs' names."""
    names = [spec.name for spec in specs]
    declared: set[str] = set()
    for spec in specs:
        for each in filter(None, (spec.inner, spec)):
            if each.name not in declared:
                declared.add(each.name)
                yield map_line(each, entries if each.type == "prog_array" else names if each.inner else ())


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
