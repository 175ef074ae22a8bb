"""Faults that native code noted in its control block, as the interpreter would have told them."""

from typing import Final

from vm.facts.isa import ATOMICS, MODE_ATOMIC, ST, STX
from vm.insn import Instruction
from vm.jit.control import INDEX, Control
from vm.runtime.faults import KINDS, Fault, FaultRaised
from vm.runtime.memory import READ, WRITE, Memory

TOO_DEEP: Final = "calls nest deeper than 8 frames"

_LOAD_ACQUIRE: Final = next(op.imm for op in ATOMICS if op.name == "load_acquire")
_FAULT, _PC, _ADDRESS, _SIZE = (INDEX[name] for name in ("fault", "fault_pc", "fault_address", "fault_size"))


def noted(control: Control, memory: Memory, insn: Instruction | None) -> Fault:
    """The fault in the control block; `insn` is the one that faulted, if it is known."""
    words = control.words
    kind, size = KINDS[words[_FAULT] - 1].name, words[_SIZE]
    address = words[_ADDRESS] if size else None
    message = _message(control, memory, kind, address, size, stores=insn is not None and _stores(insn))
    return Fault(kind=kind, pc=words[_PC], message=message, address=address, size=size)


def out_of_fuel(control: Control) -> str:
    """What is said when the budget is used up."""
    return f"the budget of {control.words[INDEX['limit']]} instructions is used up"


def _message(control: Control, memory: Memory, kind: str, address: int | None, size: int, *, stores: bool) -> str:
    """The sentence that the interpreter would have said: memory says it about its own faults."""
    if kind == "out-of-fuel":
        return out_of_fuel(control)
    if kind == "unaligned":
        return f"atomic operation on {size} bytes at {address:#x}"
    if address is not None:
        for access in (WRITE, READ) if stores else (READ,):  # an atomic operation wants both
            try:
                memory.region(address, size, access)
            except FaultRaised as raised:
                if raised.kind == kind:
                    return raised.message
    return TOO_DEEP if kind == "call-depth" else kind


def _stores(insn: Instruction) -> bool:
    return insn.opcode & 7 in {ST, STX} and not (insn.opcode & 0xE0 == MODE_ATOMIC and insn.imm == _LOAD_ACQUIRE)
