/** Eight bytes of an instruction, field by field, as RFC 9669 lays them out. */
export interface Part {
  readonly name: 'opcode' | 'regs' | 'offset' | 'imm'
  readonly bytes: readonly string[]
  readonly says: string
}

export interface Slot {
  readonly pc: number
  /** The second half of a 64-bit load: only its immediate means something. */
  readonly second: boolean
  readonly parts: readonly Part[]
}

const CLASSES = ['LD', 'LDX', 'ST', 'STX', 'ALU', 'JMP', 'JMP32', 'ALU64'] as const
const ALU = ['ADD', 'SUB', 'MUL', 'DIV', 'OR', 'AND', 'LSH', 'RSH', 'NEG', 'MOD', 'XOR', 'MOV', 'ARSH', 'END'] as const
const JMP = ['JA', 'JEQ', 'JGT', 'JGE', 'JSET', 'JNE', 'JSGT', 'JSGE', 'CALL', 'EXIT', 'JLT', 'JLE', 'JSLT', 'JSLE', 'JCOND'] as const
const SIZES = ['W', 'H', 'B', 'DW'] as const
const MODES = ['IMM', 'ABS', 'IND', 'MEM', 'MEMSX', '', 'ATOMIC', ''] as const

/** The slots of one instruction's bytes: one, or two for a 64-bit load. */
export function slotsOf(hex: string, pc: number): Slot[] {
  return Array.from({ length: hex.length / 16 }, (_, i) => slot(hex.slice(16 * i, 16 * i + 16), pc + i, i > 0))
}

function slot(hex: string, pc: number, second: boolean): Slot {
  const bytes = hex.match(/../g) ?? []
  const view = new DataView(Uint8Array.from(bytes, byte => parseInt(byte, 16)).buffer)
  const [opcode, registers, offset, imm] = [view.getUint8(0), view.getUint8(1), view.getInt16(2, true), view.getInt32(4, true)]
  return {
    pc,
    second,
    parts: [
      { name: 'opcode', bytes: bytes.slice(0, 1), says: second ? 'none' : opcodeName(opcode) },
      { name: 'regs', bytes: bytes.slice(1, 2), says: second ? 'none' : `src ${registers >> 4}, dst ${registers & 15}` },
      { name: 'offset', bytes: bytes.slice(2, 4), says: second ? 'none' : offsetSays(opcode, offset, pc) },
      { name: 'imm', bytes: bytes.slice(4, 8), says: second ? `upper half ${unsigned(imm)}` : String(imm) },
    ],
  }
}

function unsigned(value: number): string {
  return `0x${(value >>> 0).toString(16)}`
}

/** `ADD | X | ALU64`: operation, source, class; or mode, size, class for memory. */
export function opcodeName(opcode: number): string {
  const group = CLASSES[opcode & 7]!
  if (group === 'ALU' || group === 'ALU64') return [ALU[opcode >> 4] ?? '?', opcode & 8 ? 'X' : 'K', group].join(' | ')
  if (group === 'JMP' || group === 'JMP32') return [JMP[opcode >> 4] ?? '?', opcode & 8 ? 'X' : 'K', group].join(' | ')
  return [MODES[opcode >> 5], SIZES[(opcode >> 3) & 3], group].join(' | ')
}

function offsetSays(opcode: number, offset: number, pc: number): string {
  const jumps = (opcode & 7) === 5 || (opcode & 7) === 6
  const operation = opcode >> 4
  if (!jumps || operation === 8 || operation === 9 || opcode === 0x06) return String(offset)
  return `${offset >= 0 ? '+' : ''}${offset}, to ${pc + 1 + offset}`
}
