/** Eight bytes of an instruction, field by field, as RFC 9669 lays them out. */
export interface Part {
  readonly name: 'opcode' | 'regs' | 'offset' | 'imm'
  readonly bytes: readonly string[]
  /** What the number itself does not say: the operation, where a jump leads, which half it is. */
  readonly note: string
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

const WIDTHS: Readonly<Record<Part['name'], readonly [from: number, to: number]>> = { opcode: [0, 1], regs: [1, 2], offset: [2, 4], imm: [4, 8] }

/** The slots of one instruction's bytes: one, or two for a 64-bit load. */
export function slotsOf(hex: string, pc: number): Slot[] {
  return Array.from({ length: hex.length / 16 }, (_, i) => slot(hex.slice(16 * i, 16 * i + 16), pc + i, i > 0))
}

function slot(hex: string, pc: number, second: boolean): Slot {
  const bytes = hex.match(/../g) ?? []
  const opcode = parseInt(bytes[0] ?? '0', 16)
  const part = (name: Part['name'], note = ''): Part => ({ name, bytes: bytes.slice(...WIDTHS[name]), note })
  if (second) return { pc, second, parts: [part('opcode'), part('regs'), part('offset'), part('imm', 'upper half')] }
  return { pc, second, parts: [part('opcode', opcodeName(opcode)), part('regs'), part('offset', target(opcode, fieldOf(hex, 0, 'offset'), pc)), part('imm')] }
}

/** `ADD | X | ALU64`: operation, source, class; or mode, size, class for memory. */
export function opcodeName(opcode: number): string {
  const group = CLASSES[opcode & 7]!
  if (group === 'ALU' || group === 'ALU64') return [ALU[opcode >> 4] ?? '?', opcode & 8 ? 'X' : 'K', group].join(' | ')
  if (group === 'JMP' || group === 'JMP32') return [JMP[opcode >> 4] ?? '?', opcode & 8 ? 'X' : 'K', group].join(' | ')
  return [MODES[opcode >> 5], SIZES[(opcode >> 3) & 3], group].join(' | ')
}

/** `to 12` for what jumps by its offset. */
function target(opcode: number, offset: number, pc: number): string {
  const jumps = (opcode & 7) === 5 || (opcode & 7) === 6
  const operation = opcode >> 4
  return !jumps || operation === 8 || operation === 9 || opcode === 0x06 ? '' : `to ${pc + 1 + offset}`
}

// ---- editing -----------------------------------------------------------------------------------

export type Field = 'dst' | 'src' | 'offset' | 'imm'

/** The instruction's bytes with those of one part of one slot replaced; null when what was typed is not so many bytes. */
export function withBytes(hex: string, slot: number, part: Part['name'], typed: string): string | null {
  const [from, to] = WIDTHS[part]
  const bytes = typed.replace(/\s|0x/gi, '').toLowerCase()
  if (bytes.length !== 2 * (to - from) || !/^[0-9a-f]*$/.test(bytes)) return null
  const at = 16 * slot + 2 * from
  return hex.slice(0, at) + bytes + hex.slice(at + bytes.length)
}

/** The value of a field of one slot; numbers are signed, registers are not. */
export function fieldOf(hex: string, slot: number, field: Field): number {
  const view = viewOf(hex, slot)
  if (field === 'dst') return view.getUint8(1) & 15
  if (field === 'src') return view.getUint8(1) >> 4
  return field === 'offset' ? view.getInt16(2, true) : view.getInt32(4, true)
}

/** The instruction's bytes with a field of one slot set to what was typed, `-8` or `0xfff8`; null when that is no such number. */
export function withField(hex: string, slot: number, field: Field, typed: string): string | null {
  const text = typed.trim()
  if (!/^-?(?:0x[0-9a-f]+|\d+)$/i.test(text)) return null
  const value = text.startsWith('-') ? -Number(text.slice(1)) : Number(text)
  const bits = { dst: 4, src: 4, offset: 16, imm: 32 }[field]
  const lowest = field === 'dst' || field === 'src' ? 0 : -(2 ** (bits - 1))
  if (value < lowest || value >= 2 ** bits) return null
  const view = viewOf(hex, slot)
  if (field === 'dst') view.setUint8(1, (view.getUint8(1) & 0xf0) | value)
  else if (field === 'src') view.setUint8(1, (view.getUint8(1) & 15) | (value << 4))
  else if (field === 'offset') view.setInt16(2, value, true)
  else view.setInt32(4, value, true)
  const bytes = Array.from({ length: 8 }, (_, i) => view.getUint8(i).toString(16).padStart(2, '0')).join('')
  return hex.slice(0, 16 * slot) + bytes + hex.slice(16 * slot + 16)
}

function viewOf(hex: string, slot: number): DataView {
  return new DataView(Uint8Array.from(hex.slice(16 * slot, 16 * slot + 16).match(/../g) ?? [], byte => parseInt(byte, 16)).buffer)
}
