"""Instructions as closures: what one slot does to the registers. Control flow is `blocks`' business.

An operation takes the register list, changes it (and memory), returns nothing, and raises
FaultRaised where the program does what it may not.
"""

from collections.abc import Callable
from struct import Struct
from typing import Final, TypeAlias

from vm.facts import isa
from vm.facts.registers import FP
from vm.insn import Instruction
from vm.runtime.alu import ALU32, ALU64, ATOMIC_STORES, BYTE_SWAPS, U32, U64, signed
from vm.runtime.faults import FaultRaised
from vm.runtime.machine import Machine
from vm.runtime.memory import FUNCTIONS, HIGH_HALF, READ, WRITE, Memory

Registers: TypeAlias = list[int]
Operation: TypeAlias = Callable[[Registers], None]

_UNSIGNED: Final = {1: Struct("<B"), 2: Struct("<H"), 4: Struct("<I"), 8: Struct("<Q")}
_SIGNED: Final = {1: Struct("<b"), 2: Struct("<h"), 4: Struct("<i")}

_ALU_ROWS: Final = {(op.code, op.off): op for op in isa.ALU}
_BYTE_ORDER_ROWS: Final = {(op.opcode, op.bits): op for op in isa.BYTE_ORDER}


def failing(kind: str, message: str) -> Operation:
    """An operation that only ever faults."""

    def fail(_: Registers) -> None:
        raise FaultRaised(kind, message)

    return fail


def bad_opcode(insn: Instruction) -> Operation:
    return failing("bad-opcode", f"opcode {insn.opcode:#04x} with off {insn.off} and imm {insn.imm} is no instruction")


def operation(machine: Machine, insn: Instruction) -> Operation:
    """What the plain (not jumping, one-slot) instruction `insn` does."""
    if insn.dst > FP or insn.src > FP:
        return failing("bad-register", f"r{max(insn.dst, insn.src)} does not exist")
    cls = insn.opcode & 7
    if cls in {isa.ALU32, isa.ALU64}:
        return _written(insn.dst, _arithmetic(insn))
    if cls == isa.LDX and insn.opcode & 0xE0 in {isa.MODE_PROBE, isa.MODE_PROBE_SX}:
        return _written(insn.dst, _probe(machine, insn))
    if cls == isa.LDX:
        return _written(insn.dst, _load(machine.memory, insn))
    if cls == isa.ST and insn.opcode & 0xE0 == isa.MODE_MEM:
        return _store_immediate(machine.memory, insn)
    if cls == isa.STX and insn.opcode & 0xE0 == isa.MODE_MEM:
        return _store(machine.memory, insn)
    if cls == isa.STX and insn.opcode & 0xE0 == isa.MODE_ATOMIC:
        return _atomic(machine.memory, insn)
    return bad_opcode(insn)


def wide_load(machine: Machine, insn: Instruction, high: int, pc: int, slots: int) -> Operation:
    """The two-slot ld_imm64 at `pc`; `high` is the second slot's imm."""
    if insn.src == isa.WIDE_IMM:
        value = insn.imm & U32 | (high & U32) << 32
    elif insn.src in {isa.WIDE_MAP, isa.WIDE_MAP_VALUE}:
        if not 0 <= insn.imm < len(machine.maps):
            return failing("bad-map", f"there is no map {insn.imm}")
        instance = machine.maps[insn.imm]
        value = instance.handle
        if insn.src == isa.WIDE_MAP_VALUE:
            if instance.slots is None or instance.slots.capacity == 0:
                return failing("bad-map", f"a {instance.spec.type} map has no value with an address of its own")
            value = instance.slots.address(0) + (high & U32) & U64
    elif insn.src == isa.WIDE_FUNC:
        target = pc + 1 + insn.imm
        if not 0 <= target < slots:
            return failing("bad-jump", f"the function at slot {target} is outside of the program")
        value = FUNCTIONS + 8 * target
    else:
        return failing("bad-opcode", f"ld_imm64 with src {insn.src} needs a kernel's own addresses")
    dst = insn.dst

    def load(r: Registers) -> None:
        r[dst] = value

    return _written(dst, load)


def _written(dst: int, op: Operation) -> Operation:
    """`op`, unless it would change the frame pointer."""
    return failing("bad-register", "r10 is read-only") if dst == FP else op


def _arithmetic(insn: Instruction) -> Operation:
    code, dst, src = insn.opcode & 0xF0, insn.dst, insn.src
    if code == isa.END:
        return _byte_order(insn)
    row = _ALU_ROWS.get((code, insn.off))
    by_register = bool(insn.opcode & isa.REG)
    if row is None or (row.operands == "extend" and not by_register) or (row.operands == "unary" and by_register):
        return bad_opcode(insn)
    if insn.opcode & 7 == isa.ALU64:
        return _wide(row.name, dst, src) if by_register else _wide_by(row.name, dst, insn.imm & U64)
    if row.name == "movsx32":
        return bad_opcode(insn)
    return _narrow(row.name, dst, src) if by_register else _narrow_by(row.name, dst, insn.imm & U32)


def _wide(name: str, dst: int, src: int) -> Operation:
    apply = ALU64[name]

    def op(r: Registers) -> None:
        r[dst] = apply(r[dst], r[src])

    return op


def _wide_by(name: str, dst: int, imm: int) -> Operation:
    apply = ALU64[name]

    def op(r: Registers) -> None:
        r[dst] = apply(r[dst], imm)

    return op


def _narrow(name: str, dst: int, src: int) -> Operation:
    apply = ALU32[name]

    def op(r: Registers) -> None:
        r[dst] = apply(r[dst] & U32, r[src] & U32)

    return op


def _narrow_by(name: str, dst: int, imm: int) -> Operation:
    apply = ALU32[name]

    def op(r: Registers) -> None:
        r[dst] = apply(r[dst] & U32, imm)

    return op


def _byte_order(insn: Instruction) -> Operation:
    row = _BYTE_ORDER_ROWS.get((insn.opcode, insn.imm))
    if row is None:
        return bad_opcode(insn)
    dst, apply = insn.dst, BYTE_SWAPS[row.name]

    def op(r: Registers) -> None:
        r[dst] = apply(r[dst])

    return op


def _load(memory: Memory, insn: Instruction) -> Operation:
    mode, size = insn.opcode & 0xE0, isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes
    extend = mode == isa.MODE_MEMSX
    if mode not in {isa.MODE_MEM, isa.MODE_MEMSX} or (extend and size == 8):
        return bad_opcode(insn)
    dst, src, off, pages, check = insn.dst, insn.src, insn.off, memory.pages, memory.region
    unpack = (_SIGNED if extend else _UNSIGNED)[size].unpack_from

    def load(r: Registers) -> None:
        address = r[src] + off & U64
        region = pages.get(address >> 12)
        if region is None or address < region.start or address + size > region.end or not region.access & READ:
            region = check(address, size, READ)
        r[dst] = unpack(region.buffer, address - region.bias)[0]

    def load_signed(r: Registers) -> None:
        load(r)
        r[dst] &= U64

    if extend:
        return load_signed
    if size != 4:
        return load

    def load_field(r: Registers) -> None:
        address = r[src] + off & U64
        region = pages.get(address >> 12)
        if region is None or address < region.start or address + 4 > region.end or not region.access & READ:
            region = check(address, 4, READ)
        value = unpack(region.buffer, address - region.bias)[0]
        if region.pointers and address - region.start in region.pointers:
            value |= HIGH_HALF
        r[dst] = value

    return load_field


def _probe(machine: Machine, insn: Instruction) -> Operation:
    """A load from memory of the kernel, which brings 0 where nothing lies."""
    signed, size = insn.opcode & 0xE0 == isa.MODE_PROBE_SX, isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes
    dst, src, off, pages = insn.dst, insn.src, insn.off, machine.memory.pages

    def probe(r: Registers) -> None:
        address = r[src] + off & U64
        region = pages.get(address >> 12)
        if region is not None and region.start <= address and address + size <= region.end:
            found: bytes | None = bytes(region.buffer[address - region.bias :][:size])
        else:
            found = machine.world.read_kernel(address, size)
        r[dst] = int.from_bytes(found or b"", "little", signed=signed) & U64

    return probe


def _store(memory: Memory, insn: Instruction) -> Operation:
    size = isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes
    dst, src, off, pages, check = insn.dst, insn.src, insn.off, memory.pages, memory.region
    pack, mask = _UNSIGNED[size].pack_into, (1 << 8 * size) - 1

    def store(r: Registers) -> None:
        address = r[dst] + off & U64
        region = pages.get(address >> 12)
        if region is None or address < region.start or address + size > region.end or not region.access & WRITE:
            region = check(address, size, WRITE)
        pack(region.buffer, address - region.bias, r[src] & mask)

    return store


def _store_immediate(memory: Memory, insn: Instruction) -> Operation:
    size = isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes
    dst, off, pages, check = insn.dst, insn.off, memory.pages, memory.region
    data = (insn.imm & (1 << 8 * size) - 1).to_bytes(size, "little")

    def store(r: Registers) -> None:
        address = r[dst] + off & U64
        region = pages.get(address >> 12)
        if region is None or address < region.start or address + size > region.end or not region.access & WRITE:
            region = check(address, size, WRITE)
        start = address - region.bias
        region.buffer[start : start + size] = data

    return store


def _atomic(memory: Memory, insn: Instruction) -> Operation:
    size, row = isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes, isa.ATOMIC_BY_IMM.get(insn.imm)
    if row is None or size not in row.sizes:
        return bad_opcode(insn)
    dst, src, off = insn.dst, insn.src, insn.off
    mask = (1 << 8 * size) - 1

    def address_of(base: int) -> int:
        address = base + off & U64
        if address % size:
            raise FaultRaised("unaligned", f"atomic operation on {size} bytes at {address:#x}", address, size)
        return address

    if row.name == "load_acquire":

        def load(r: Registers) -> None:
            r[dst] = memory.load(address_of(r[src]), size)

        return _written(dst, load)
    if row.name == "cmpxchg":

        def exchange(r: Registers) -> None:
            address = address_of(r[dst])
            memory.region(address, size, WRITE)
            old = memory.load(address, size)
            if old == r[0] & mask:
                memory.store(address, size, r[src])
            r[0] = old

        return exchange
    apply = ATOMIC_STORES[row.name]
    assert apply is not None

    def update(r: Registers) -> None:
        address = address_of(r[dst])
        memory.region(address, size, WRITE)
        memory.store(address, size, apply(memory.load(address, size), r[src]))

    def fetch(r: Registers) -> None:
        address = address_of(r[dst])
        memory.region(address, size, WRITE)
        old = memory.load(address, size)
        memory.store(address, size, apply(old, r[src]))
        r[src] = old

    if row.name == "store_release":

        def release(r: Registers) -> None:
            memory.store(address_of(r[dst]), size, r[src])

        return release
    return _written(src, fetch) if row.fetch else update


def load_packet(machine: Machine, insn: Instruction) -> Callable[[Registers], bool]:
    """ld_abs and ld_ind: False when the packet has no such bytes, which ends the program with 0."""
    size, src, imm = isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes, insn.src, insn.imm
    indirect = insn.opcode & 0xE0 == isa.MODE_IND

    def load(r: Registers) -> bool:
        packet = machine.packet
        if packet is None:
            raise FaultRaised("bad-pointer", "there is no packet to load from")
        data = packet.classic(signed((r[src] if indirect else 0) + imm, 32), size)
        if data is None:
            return False
        r[0] = int.from_bytes(data, "big")
        r[1:6] = (0, 0, 0, 0, 0)
        return True

    return load
