"""Writing LLVM IR as text: fresh names, and the eleven registers of the function being written.

Text, not a builder's objects: it is several times faster to make, and it is what the page shows.
"""

from typing import Final

from vm.facts.baseline import PAGE_SIZE
from vm.jit.control import field
from vm.runtime.memory import ARENA_SIZE

REGISTERS: Final = 11


class Function:
    """One LLVM function under construction.

    Registers live in stack slots (`%r0.slot`), which LLVM turns into values; inside one basic block
    they are read and written once, so that the text stays short.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._fresh = 0
        self._known: dict[int, str] = {}
        self._dirty: set[int] = set()
        self.location = ""
        """Debug location of what is put next: reference to metadata, or "" for none."""

    def name(self) -> str:
        """A value name nobody else uses."""
        self._fresh += 1
        return f"%v{self._fresh}"

    def label(self, purpose: str) -> str:
        """A block name nobody else uses."""
        self._fresh += 1
        return f"{purpose}.{self._fresh}"

    def put(self, line: str) -> None:
        """Append one instruction."""
        self.lines.append(f"  {line}, !dbg {self.location}" if self.location else f"  {line}")

    def let(self, expression: str) -> str:
        """Append `name = expression` and return the name."""
        name = self.name()
        self.put(f"{name} = {expression}")
        return name

    def block(self, label: str) -> None:
        """Begin a basic block. The one before it must have been ended by a terminator."""
        self.lines.append(f"{label}:")
        self._known.clear()
        self._dirty.clear()

    def end(self, terminator: str) -> None:
        """End the block: registers go back to their slots, then the terminator."""
        self.flush()
        self.put(terminator)

    def flush(self) -> None:
        """Write the registers changed in this block back to their slots."""
        for reg in sorted(self._dirty):
            self.put(f"store i64 {self._known[reg]}, ptr %r{reg}.slot")
        self._dirty.clear()

    def get(self, reg: int) -> str:
        """The 64-bit value of a register, as an operand."""
        value = self._known.get(reg)
        if value is None:
            value = self._known[reg] = self.let(f"load i64, ptr %r{reg}.slot")
        return value

    def get32(self, reg: int) -> str:
        """The low 32 bits of a register, as an operand of type i32."""
        return self.let(f"trunc i64 {self.get(reg)} to i32")

    def set(self, reg: int, value: str) -> None:
        """Give a register a 64-bit value: a name, or a number as text."""
        self._known[reg] = value
        self._dirty.add(reg)

    def set32(self, reg: int, value: str) -> None:
        """Give a register a 32-bit value; the upper half becomes 0. Source: RFC 9669, section 4.1."""
        self.set(reg, self.let(f"zext i32 {value} to i64"))

    def word(self, name: str, type_: str = "i64") -> str:
        """The value of one word of the control block."""
        return self.let(f"load {type_}, ptr {self.let(field(name))}")

    def write_word(self, name: str, value: str) -> None:
        """Set one word of the control block."""
        self.put(f"store i64 {value}, ptr {self.let(field(name))}")


def define(name: str, parameters: str, f: Function, attributes: str = "alwaysinline") -> str:
    """A function of the module that only the module calls."""
    body = "\n".join(f.lines)
    return f"define internal i64 @{name}({parameters}) #0 {attributes} {{\n{body}\n}}\n"


def confined(f: Function, address: str, size: int) -> str:
    """A host pointer to `size` bytes that lie in the arena or the page behind it, whatever the address."""
    offset = f.let(f"and i64 {address}, {ARENA_SIZE - 1}")
    if size > PAGE_SIZE:  # an access this long could leave the page behind the arena
        offset = f.let(f"call i64 @llvm.umin.i64(i64 {offset}, i64 {ARENA_SIZE - size})")
    return f.let(f"getelementptr i8, ptr %mem, i64 {offset}")
