/** Stack and packet bytes as the page draws them: what was written, by whom, and what a cell may mean. */
import { STACK_SIZE, stackTop, type Byte } from '../run/replay'

export interface Cell {
  /** Negative offset from the frame pointer of its first byte. */
  readonly from: number
  /** Eight bytes; null where nothing was written. */
  readonly bytes: readonly (Byte | null)[]
  readonly written: number
  /** The eight bytes as one number, as hex; null unless all are written. */
  readonly word: string | null
}

/** The 8-byte cells of a frame's stack, from its frame pointer down to the deepest one written. */
export function stackCells(memory: ReadonlyMap<number, Byte>, frame: number): Cell[] {
  const top = stackTop(frame)
  const cells: Cell[] = []
  let deepest = 0
  for (let from = -8; from >= -STACK_SIZE; from -= 8) {
    const bytes = Array.from({ length: 8 }, (_, i) => memory.get(top + from + i) ?? null)
    const written = bytes.filter(Boolean).length
    if (written) deepest = cells.length + 1
    cells.push({ from, bytes, written, word: written === 8 ? wordOf(bytes as Byte[]) : null })
  }
  return cells.slice(0, deepest)
}

function wordOf(bytes: readonly Byte[]): string {
  return `0x${[...bytes].reverse().map(byte => byte.value.toString(16).padStart(2, '0')).join('')}`
}

export interface PacketByte {
  readonly value: number
  /** After how many steps of the event it was written; 0 when it came with the frame. */
  readonly step: number
}

/** The frame with what the program wrote into it so far. */
export function packetBytes(data: Uint8Array, memory: ReadonlyMap<number, Byte>, start: number): PacketByte[] {
  return Array.from(data, (value, i) => memory.get(start + i) ?? { value, step: 0 })
}

export interface Block {
  readonly start: number
  readonly bytes: readonly Byte[]
}

/** Written bytes that lie outside stacks and packet, in runs of neighbours. */
export function otherBlocks(memory: ReadonlyMap<number, Byte>, ours: (offset: number) => boolean): Block[] {
  const places = [...memory.keys()].filter(offset => !ours(offset)).sort((a, b) => a - b)
  const blocks: { start: number; bytes: Byte[] }[] = []
  for (const place of places) {
    const last = blocks.at(-1)
    if (last && last.start + last.bytes.length === place && last.bytes.length < 16) last.bytes.push(memory.get(place)!)
    else blocks.push({ start: place, bytes: [memory.get(place)!] })
  }
  return blocks
}
