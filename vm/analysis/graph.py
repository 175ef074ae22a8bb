"""Control flow as blocks and edges: what is executed in one go, and where it may go on."""

from dataclasses import dataclass

from vm.analysis.trail import is_conditional
from vm.facts import isa
from vm.insn import Instruction
from vm.program import Program


@dataclass(frozen=True, slots=True)
class Block:
    """Slots `start` to `end`, both included, of function `subprogram`."""

    start: int
    end: int
    subprogram: int


@dataclass(frozen=True, slots=True)
class Edge:
    """From the block that ends at slot `source` to the one that begins at slot `target`.

    kind   "next" falls through, "jump" is taken, "call" enters a function
    """

    source: int
    target: int
    kind: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Blocks in program order, and the edges between them."""

    blocks: tuple[Block, ...]
    edges: tuple[Edge, ...]


def graph(program: Program) -> Graph:
    """The program's control flow. Jumps that lead nowhere have no edge: the verifier refuses those."""
    insns = program.insns
    count = len(insns)
    starts, functions, edges = {0}, {0}, []
    for pc, insn in _instructions(insns):
        following = pc + (2 if insn.opcode == isa.LD_IMM64 else 1)
        if insn.opcode == isa.CALL and insn.src == isa.CALL_LOCAL:
            functions.add(pc + 1 + insn.imm)
            edges.append(Edge(pc, pc + 1 + insn.imm, "call"))
            starts.add(following)
            edges.append(Edge(pc, following, "next"))
        elif insn.opcode == isa.LD_IMM64 and insn.src == _FUNCTION:
            functions.add(pc + 1 + insn.imm)
        elif insn.opcode == isa.EXIT:
            starts.add(following)
        elif insn.opcode in (isa.JA, isa.GOTOL) or is_conditional(insn.opcode):
            target = pc + 1 + (insn.imm if insn.opcode == isa.GOTOL else insn.off)
            edges.append(Edge(pc, target, "jump"))
            if is_conditional(insn.opcode):
                edges.append(Edge(pc, following, "next"))
            starts |= {target, following}
    starts |= functions
    blocks = _blocks(insns, sorted(start for start in starts if 0 <= start < count), sorted(functions))
    return Graph(blocks, tuple(_joined(blocks, edges, insns)))


_FUNCTION = 4
"""Source register of a 64-bit load that brings a function's address."""


def _instructions(insns: tuple[Instruction, ...]) -> list[tuple[int, Instruction]]:
    """Without the second halves of wide loads."""
    found, pc = [], 0
    while pc < len(insns):
        found.append((pc, insns[pc]))
        pc += 2 if insns[pc].opcode == isa.LD_IMM64 else 1
    return found


def _blocks(insns: tuple[Instruction, ...], starts: list[int], functions: list[int]) -> tuple[Block, ...]:
    ends = [*[start - 1 for start in starts[1:]], len(insns) - 1]
    return tuple(
        Block(start, end, sum(function <= start for function in functions) - 1)
        for start, end in zip(starts, ends, strict=True)
    )


def _joined(blocks: tuple[Block, ...], edges: list[Edge], insns: tuple[Instruction, ...]) -> list[Edge]:
    """All edges whose target exists, with those from blocks that end because another begins."""
    starts = {block.start for block in blocks}
    leaving = {edge.source for edge in edges}
    found = [edge for edge in edges if edge.target in starts]
    for block in blocks:
        last = _last(insns, block)
        if last not in leaving and insns[last].opcode != isa.EXIT and block.end + 1 in starts:
            found.append(Edge(last, block.end + 1, "next"))
    return sorted(found, key=lambda edge: (edge.source, edge.target))


def _last(insns: tuple[Instruction, ...], block: Block) -> int:
    """Slot of the block's last instruction, which may be a wide one."""
    wide = block.end > block.start and insns[block.end - 1].opcode == isa.LD_IMM64
    return block.end - 1 if wide else block.end
