"""Which kind of program a section name chooses, as libbpf reads it."""

from vm.facts.program_types import SECTION_BY_PATTERN, SECTIONS, Section


def section_row(name: str) -> Section | None:
    """The row that `name` selects: an exact pattern, or the longest one in front of a "/"; None if there is none.

    libbpf 1.0 and later refuse a target behind a pattern that takes none ("xdp/prog"); older
    objects have them, so they are taken here.
    """
    name = name.removeprefix("?")  # "do not load by itself"
    row = SECTION_BY_PATTERN.get(name)
    head = name
    while row is None and "/" in head:
        head = head.rpartition("/")[0]
        row = SECTION_BY_PATTERN.get(head)
    return row


def default_section(prog_type: str) -> Section | None:
    """The plainest section of `prog_type`: what a source without `.section` counts as."""
    return next((row for row in SECTIONS if row.prog_type == prog_type), None)
