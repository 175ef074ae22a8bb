"""Programs as one LLVM module: the functions of the bytecode, and doors for the host (`vm.jit.doors`).

Every function gets `mem`, the arena, and `ctl`, the control block (`vm.jit.control`): the count of
executed instructions comes back in it, and the fault, if one ended the run. Instructions are counted a basic block at a time; the limit is checked where
control goes back and where a function is called, exactly as the interpreter does it.

What has no native form (unknown opcodes, control that leaves a function) raises `NotLowered`: the
interpreter takes such bytecode and says exactly what is wrong with it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from vm.facts.isa import (
    ALU,
    ALU32,
    ALU64,
    BYTE_ORDER,
    CALL,
    CALL_HELPER,
    CALL_LOCAL,
    END,
    EXIT,
    GOTOL,
    JA,
    JMP,
    JMP32,
    JUMP_BY_CODE,
    LD,
    LD_IMM64,
    LDX,
    MAY_GOTO,
    MODE_ABS,
    MODE_IND,
    MODE_MEM,
    MODE_MEMSX,
    REG,
    SIZE_BY_CODE,
    ST,
    STX,
    WIDE_FUNC,
    WIDE_IMM,
    WIDE_MAP,
    WIDE_MAP_VALUE,
)
from vm.facts.registers import FP, R0
from vm.insn import Instruction
from vm.jit import access, calls, debug, doors, native, stretching
from vm.jit.alu import BYTE_SWAPS, OPERATIONS
from vm.jit.blocks import NotLowered, jump_target, shape
from vm.jit.body import Body, Build
from vm.jit.emit import REGISTERS
from vm.jit.jumps import condition
from vm.jit.linkage import Linkage, Unit
from vm.runtime.memory import FUNCTIONS

ALU_ROWS: Final = {(op.code, op.off): op for op in ALU}
BYTE_ORDER_ROWS: Final = {(op.opcode, op.bits): op for op in BYTE_ORDER}
PARAMETERS: Final = "ptr noalias %mem, ptr noalias %ctl, i64 %a1, i64 %a2, i64 %a3, i64 %a4, i64 %a5, i64 %fp"


class Lowering(Body):
    """The instructions of one function, each by its row."""

    def text(self) -> str:
        """The function, as LLVM IR."""
        self._entry()
        pc = self.start
        while pc < self.end:
            if pc in self.outline.leaders:
                self._begin_block(pc)
            self._lower(pc)
            pc += 2 if self.insns[pc].opcode == LD_IMM64 else 1
        body = "\n".join(self.f.lines)
        scope = f"!dbg {debug.scope(self.unit.index, self.start)} " if self.build.lines else ""
        linkage = "" if self.build.lines else "internal "  # what is to be shown must not vanish into its caller
        return f"define {linkage}i64 @{self.unit.symbol(self.start)}({PARAMETERS}) #0 {scope}{{\n{body}\n}}\n"

    def _entry(self) -> None:
        f = self.f
        f.lines.append("entry:")
        if self.build.lines:
            f.location = debug.location(self.unit.index, self.start)
        for reg in range(REGISTERS):
            f.put(f"%r{reg}.slot = alloca i64")
            initial = f"%a{reg}" if 1 <= reg <= 5 else "%fp" if reg == FP else "0"
            f.put(f"store i64 {initial}, ptr %r{reg}.slot")
        f.put("%count.slot = alloca i64")
        f.put(f"store i64 {f.word('count')}, ptr %count.slot")
        f.put(f"%limit = add i64 {f.word('limit')}, 0")
        for pc in range(self.start, self.end):
            if self.insns[pc].opcode == MAY_GOTO:
                f.put(f"%may{pc}.slot = alloca i64")
                f.put(f"store i64 {calls.MAY_GOTO_BUDGET}, ptr %may{pc}.slot")
        f.put(f"br label %b{self.start}")

    def _begin_block(self, pc: int) -> None:
        if self.open and pc != self.start:
            self.go(pc)
        self.f.block(f"b{pc}")
        if self.build.lines:
            self.f.lines.append(f"  ; slot {pc}")
        self.executed = 0
        self.open = True

    def _lower(self, pc: int) -> None:
        insn = self.insns[pc]
        self.executed += 1
        if insn.dst > FP or (insn.src > FP and insn.opcode not in (LD_IMM64, CALL)):
            raise NotLowered("a register beyond r10")
        if self.build.lines:
            self.f.location = debug.location(self.unit.index, pc)
        if self.build.coverage:
            self._count_coverage(pc)
        CLASSES[insn.opcode & 7](self, insn, pc)

    def _count_coverage(self, pc: int) -> None:
        f = self.f
        base = f.word("coverage", "ptr")
        slot = f.let(f"getelementptr i64, ptr {base}, i64 {self.unit.coverage + pc}")
        old = f.let(f"load i64, ptr {slot}")
        f.put(f"store i64 {f.let(f'add i64 {old}, 1')}, ptr {slot}")

    # --- arithmetic -----------------------------------------------------------------------

    def alu(self, insn: Instruction, pc: int) -> None:
        """Classes ALU32 and ALU64."""
        if insn.dst == FP:
            raise NotLowered("a write to r10")
        if insn.opcode & 0xF0 == END:
            row = BYTE_ORDER_ROWS.get((insn.opcode, insn.imm))
            if row is None:
                raise NotLowered(f"no byte-order conversion at {pc}")
            self.f.set(insn.dst, BYTE_SWAPS[row.name](self.f, self.f.get(insn.dst), row.bits))
            return
        op = ALU_ROWS.get((insn.opcode & 0xF0, insn.off))
        if op is None or (op.operands == "extend" and not insn.opcode & REG):
            raise NotLowered(f"no arithmetic at {pc}")
        if insn.opcode & 7 == ALU64:
            src = self.operand(insn, 64)
            dst = "0" if op.name == "mov" else self.f.get(insn.dst)
            self.f.set(insn.dst, OPERATIONS[op.name](self.f, dst, src, 64))
        else:
            src = self.operand(insn, 32)
            dst = "0" if op.name == "mov" else self.f.get32(insn.dst)
            self.f.set32(insn.dst, OPERATIONS[op.name](self.f, dst, src, 32))

    def operand(self, insn: Instruction, bits: int) -> str:
        """The source of arithmetic or of a comparison: a register or the immediate."""
        if insn.opcode & REG:
            return self.f.get(insn.src) if bits == 64 else self.f.get32(insn.src)
        return str(insn.imm)

    # --- control --------------------------------------------------------------------------

    def jump(self, insn: Instruction, pc: int) -> None:
        """Classes JMP and JMP32."""
        special = CONTROL.get(insn.opcode)
        if special is not None:
            special(self, insn, pc)
            return
        row = JUMP_BY_CODE.get(insn.opcode & 0xF0)
        if row is None:
            raise NotLowered(f"no jump at {pc}")
        bits = 64 if insn.opcode & 7 == JMP else 32
        dst = self.f.get(insn.dst) if bits == 64 else self.f.get32(insn.dst)
        taken = condition(self.f, row.name, dst, self.operand(insn, bits), bits)
        self.branch(taken, insn, pc)

    def branch(self, taken: str, insn: Instruction, pc: int) -> None:
        """End the block by a jump that is taken when `taken` (an i1) is true."""
        f = self.f
        target = jump_target(insn, pc)
        assert target is not None
        self.settle()
        if target > pc:
            f.end(f"br i1 {taken}, label %b{target}, label %b{pc + 1}")
        else:
            back = f.label("back")
            f.end(f"br i1 {taken}, label %{back}, label %b{pc + 1}")
            f.block(back)
            self.check_limit(pc)
            f.end(f"br label %b{target}")
        self.open = False

    def goto(self, insn: Instruction, pc: int) -> None:
        """`goto` and `gotol`."""
        target = jump_target(insn, pc)
        assert target is not None
        self.settle()
        if target <= pc:
            self.check_limit(pc)
        self.f.end(f"br label %b{target}")
        self.open = False

    def may_goto(self, insn: Instruction, pc: int) -> None:
        """Jump when the iteration budget of this place is spent."""
        f = self.f
        left = f.let(f"load i64, ptr %may{pc}.slot")
        spent = f.let(f"icmp eq i64 {left}, 0")
        less = f.let(f"sub i64 {left}, 1")
        f.put(f"store i64 {less}, ptr %may{pc}.slot")
        self.branch(spent, insn, pc)

    def call(self, insn: Instruction, pc: int) -> None:
        """A helper or a function of this program."""
        if insn.src == CALL_HELPER:
            calls.helper(self, insn.imm, pc)
        elif insn.src == CALL_LOCAL:
            calls.local(self, pc + 1 + insn.imm, pc)
        else:
            raise NotLowered("a kfunc")
        for reg in range(1, 6):
            self.f.set(reg, "0")

    def exit(self, insn: Instruction, pc: int) -> None:  # noqa: ARG002 - a row of the table
        """Back to the caller with r0."""
        f = self.f
        f.write_word("count", self.count())
        f.put(f"ret i64 {f.get(R0)}")
        self.open = False

    # --- memory ---------------------------------------------------------------------------

    def load(self, insn: Instruction, pc: int) -> None:
        """Class LDX."""
        mode, size = insn.opcode & 0xE0, SIZE_BY_CODE[insn.opcode & 0x18].bytes
        if insn.dst == FP or mode not in (MODE_MEM, MODE_MEMSX) or (mode == MODE_MEMSX and size == 8):
            raise NotLowered(f"no load at {pc}")
        access.load(self, insn, pc, size, signed=mode == MODE_MEMSX)

    def store(self, insn: Instruction, pc: int) -> None:
        """Classes ST and STX, atomic operations included."""
        mode, size = insn.opcode & 0xE0, SIZE_BY_CODE[insn.opcode & 0x18].bytes
        if mode == MODE_MEM:
            value = str(insn.imm) if insn.opcode & 7 == ST else self.f.get(insn.src)
            access.store(self, insn, pc, size, value)
        elif mode == access.MODE_ATOMIC and insn.opcode & 7 == STX:
            access.atomic(self, insn, pc, size)
        else:
            raise NotLowered(f"no store at {pc}")

    def wide(self, insn: Instruction, pc: int) -> None:
        """Class LD: 64-bit immediates and the old packet loads."""
        mode = insn.opcode & 0xE0
        if mode in (MODE_ABS, MODE_IND) and insn.opcode & 0x18 != 0x18:
            calls.packet_load(self, insn, pc)
            return
        if insn.opcode != LD_IMM64 or insn.dst >= FP:
            raise NotLowered(f"no wide load at {pc}")
        self.f.set(insn.dst, str(self._constant(insn, self.insns[pc + 1].imm, pc)))

    def _constant(self, insn: Instruction, upper: int, pc: int) -> int:
        if insn.src == WIDE_IMM:
            return (upper & 0xFFFFFFFF) << 32 | insn.imm & 0xFFFFFFFF
        if insn.src == WIDE_MAP:
            return self.linkage.handle(insn.imm)
        if insn.src == WIDE_MAP_VALUE:
            return self.linkage.value(insn.imm) + (upper & 0xFFFFFFFF)
        if insn.src == WIDE_FUNC:
            return FUNCTIONS + 8 * (pc + 1 + insn.imm)
        raise NotLowered(f"no such wide load at {pc}")


CLASSES: Final[Mapping[int, Callable[[Lowering, Instruction, int], None]]] = {
    LD: Lowering.wide,
    LDX: Lowering.load,
    ST: Lowering.store,
    STX: Lowering.store,
    ALU32: Lowering.alu,
    ALU64: Lowering.alu,
    JMP: Lowering.jump,
    JMP32: Lowering.jump,
}

CONTROL: Final[Mapping[int, Callable[[Lowering, Instruction, int], None]]] = {
    JA: Lowering.goto,
    GOTOL: Lowering.goto,
    CALL: Lowering.call,
    EXIT: Lowering.exit,
    MAY_GOTO: Lowering.may_goto,
}


def lower(units: Sequence[Unit], linkage: Linkage, build: Build) -> str:
    """The module of all `units`: LLVM IR as text.

    raises   NotLowered when one of them has no native form
    """
    outlines = [shape(unit.insns) for unit in units]
    helpers = {row.name for row in calls.called(units)}
    parts = [native.DECLARATIONS, doors.enter(units)]
    if not build.lines:
        parts.append(doors.run())
    if build.loops:
        parts += doors.loops(units, told=not helpers <= native.PURE)
    if build.stretches:
        parts.append(stretching.door(linkage))
    if build.checked:
        parts.append(native.CHECK)
    parts += native.definitions(sorted(helpers), linkage, checked=build.checked)
    for unit, outline in zip(units, outlines, strict=True):
        parts += [Lowering(unit, outline, index, linkage, build).text() for index in range(len(outline.functions))]
    if build.lines:
        parts.append(debug.metadata(units, outlines))
    if calls.calls_back(units):
        parts.append(doors.call(units, [[start for start, _ in outline.functions] for outline in outlines]))
    return "\n".join(parts)
