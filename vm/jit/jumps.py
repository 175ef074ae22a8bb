"""Conditions in LLVM IR: one comparison a row of `vm.facts.isa.JUMPS`."""

from typing import Final

from vm.facts.isa import JUMPS
from vm.facts.table import complete
from vm.jit.emit import Function

_PREDICATES: Final = complete(
    JUMPS,
    {
        "jeq": "eq",
        "jgt": "ugt",
        "jge": "uge",
        "jset": "",  # no comparison of LLVM's: see `condition`
        "jne": "ne",
        "jsgt": "sgt",
        "jsge": "sge",
        "jlt": "ult",
        "jle": "ule",
        "jslt": "slt",
        "jsle": "sle",
    },
)


def condition(f: Function, name: str, dst: str, src: str, bits: int) -> str:
    """An i1 that is true when the jump called `name` is taken; operands of `bits` bits."""
    predicate = _PREDICATES[name]
    if not predicate:
        common = f.let(f"and i{bits} {dst}, {src}")
        return f.let(f"icmp ne i{bits} {common}, 0")
    return f.let(f"icmp {predicate} i{bits} {dst}, {src}")
