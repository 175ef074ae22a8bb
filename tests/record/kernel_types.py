"""Which members the kernel's structures have, from the BTF of this machine's kernel, as `vm/facts/kernel_types.py`.

    python -m tests.record.kernel_types

Everything that a program can reach from the pointers it gets: maps, the current task, sockets.
"""

import struct
import textwrap
from collections.abc import Iterator
from pathlib import Path

from tests.record.layouts import SOURCE
from vm.elf import btf
from vm.facts.helpers import HELPERS
from vm.facts.map_types import KERNEL_STRUCTS

TABLE = Path(__file__).parents[2] / "vm" / "facts" / "kernel_types.py"
SOCKETS = [helper.name.removeprefix("skc_to_") for helper in HELPERS if helper.name.startswith("skc_to_")]
ROOTS = ("bpf_map", *KERNEL_STRUCTS.values(), "task_struct", "vm_area_struct", "pt_regs", "sock_common", *SOCKETS)
WIDTH = 118
RECORDS = {btf.STRUCT, btf.UNION}


class Writer:
    """Structures by the name they have in the table."""

    def __init__(self, types: btf.Btf) -> None:
        self.types = types
        self.names: dict[int, str] = {}
        self.waiting: list[btf.Type] = []

    def name(self, kind: btf.Type) -> str:
        """What a structure is called: its own name, and a number where several have it or it has none."""
        if id(kind) not in self.names:
            taken = sum(name.partition("~")[0] == kind.name for name in self.names.values())
            self.names[id(kind)] = f"{kind.name}~{taken}" if taken or not kind.name else kind.name
            self.waiting.append(kind)
        return self.names[id(kind)]

    def rows(self) -> Iterator[str]:
        """A line each, until nothing new is named."""
        while self.waiting:
            kind = self.waiting.pop()
            word = "union" if kind.kind == btf.UNION else "struct"
            yield " ".join([word, self.name(kind), f"{kind.ref}:", *map(self.member, self.types.fields(kind))])

    def member(self, member: btf.Field) -> str:
        place = f"{member.bit}+{member.width}" if member.width else str(member.bit // 8)
        return f"{member.name}={place}:{self.spelt(member.type)}"

    def spelt(self, number: int) -> str:
        kind = self.types.resolved(number)
        if kind.kind == btf.ARRAY:
            element, _, count = struct.unpack("<III", kind.rest)
            return f"{self.spelt(element)}[{count}]"
        if kind.kind in RECORDS:
            return f".{self.name(kind)}"
        if kind.kind == btf.PTR:
            behind = self.types.resolved(kind.ref)
            return f"*{self.name(behind)}" if behind.kind in RECORDS else "*"
        return str(kind.ref)


def main() -> None:
    """Write the table."""
    types = btf.parse(SOURCE.read_bytes(), most=1_000_000)
    by_name = {kind.name: kind for kind in reversed(types.types) if kind.kind == btf.STRUCT}
    writer = Writer(types)
    for name in dict.fromkeys(ROOTS):
        writer.name(by_name[name])
    fill = textwrap.TextWrapper(WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False).fill
    rows = "\n".join(sorted(map(fill, writer.rows())))
    head, mark, _ = TABLE.read_text().partition('TABLE: Final = """\\\n')
    TABLE.write_text(f'{head}{mark}{rows}\n"""\n')


if __name__ == "__main__":
    main()
