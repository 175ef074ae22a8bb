"""One function on its way to LLVM IR: its block at hand, how it counts, leaves and fails.

What fills it, instruction by instruction, stands above: `vm.jit.lower`, with `access` for memory and `calls` for calls.
"""

from dataclasses import dataclass

from vm.jit.blocks import Shape
from vm.jit.emit import Function
from vm.jit.linkage import Linkage, Unit
from vm.jit.numbers import FAULT_NUMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """Which native form is wanted.

    checked    the range of every access is checked, for programs that no verifier accepted
    coverage   counts every instruction, at several times the price
    lines      debug locations: line n + 1 is slot n
    loops      also `repeat` and `batch`, which cost as much to compile as the programs themselves
    stretches  also `stretch` (`vm.jit.stretches`)
    """

    checked: bool = False
    coverage: bool = False
    lines: bool = False
    loops: bool = False
    stretches: bool = False


class Body:
    """One function of one program."""

    def __init__(self, unit: Unit, outline: Shape, index: int, linkage: Linkage, build: Build) -> None:
        self.unit = unit
        self.insns = unit.insns
        self.outline = outline
        self.start, self.end = outline.functions[index]
        self.linkage = linkage
        self.build = build
        self.f = Function()
        self.executed = 0  # instructions of the block at hand, up to and with the current one
        self.open = True  # the block at hand has no terminator yet

    def count(self) -> str:
        """The instructions executed so far, the current one included."""
        before = self.f.let("load i64, ptr %count.slot")
        return self.f.let(f"add i64 {before}, {self.executed}")

    def settle(self) -> str:
        """Book the block's instructions now; what follows in the block counts from 0 again."""
        total = self.count()
        self.f.put(f"store i64 {total}, ptr %count.slot")
        self.executed = 0
        return total

    def go(self, pc: int) -> None:
        """End the block by going on at slot `pc`."""
        self.settle()
        self.f.end(f"br label %b{pc}")
        self.open = False

    def fail(self, kind: str, pc: int, address: str = "0", size: int = 0) -> None:
        """End the block: the run ends here with a fault. `kind` names one, or is an operand with its number."""
        f = self.f
        for name, value in (
            ("count", self.count()),
            ("fault", kind if kind.startswith("%") else str(FAULT_NUMBERS[kind])),
            ("fault_pc", str(pc)),
            ("program", str(self.unit.index)),
            ("fault_address", address),
            ("fault_size", str(size)),
        ):
            f.write_word(name, value)
        f.put("ret i64 0")

    def fail_if(self, bad: str, kind: str, pc: int, address: str = "0", size: int = 0) -> None:
        """Go on in a new block unless `bad` (an i1) is true."""
        f = self.f
        wrong, right = f.label("wrong"), f.label("right")
        f.flush()
        f.put(f"br i1 {bad}, label %{wrong}, label %{right}, !prof !0")
        f.block(wrong)
        self.fail(kind, pc, address, size)
        f.block(right)

    def leave_if_faulted(self) -> None:
        """After a call: if it ended the run, so does this function."""
        f = self.f
        bad = f.let(f"icmp ne i64 {f.word('fault')}, 0")
        out, on = f.label("out"), f.label("on")
        f.flush()
        f.put(f"br i1 {bad}, label %{out}, label %{on}, !prof !0")
        f.block(out)
        f.put("ret i64 0")
        f.block(on)

    def check_limit(self, pc: int) -> None:
        """End the run here if the budget is spent; call it after `settle`."""
        f = self.f
        spent = f.let("load i64, ptr %count.slot")
        self.fail_if(f.let(f"icmp uge i64 {spent}, %limit"), "out-of-fuel", pc)
