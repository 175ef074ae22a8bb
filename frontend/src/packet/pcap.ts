/** Frames out of a capture file: pcap in both byte orders and both clocks, and pcapng. Nothing leaves the browser. */
export interface Captured {
  /** Nanoseconds after the first frame of the file. */
  readonly at: bigint
  readonly bytes: Uint8Array
}

export class NotACapture extends Error {}

const ETHERNET = 1
const PCAPNG = 0x0a0d0d0a
const MOST = 1_000 // frames: what a scenario may hold
const LONGEST = 3_520 // bytes: what fits an XDP packet on one page

export function readCapture(file: ArrayBuffer): Captured[] {
  if (file.byteLength < 24) throw new NotACapture('The file is too short for a capture')
  const magic = new DataView(file).getUint32(0)
  const found = magic === PCAPNG ? blocks(file) : records(file, magic)
  const first = found.reduce((least, frame) => (frame.at < least ? frame.at : least), found[0]?.at ?? 0n)
  return found.map(frame => ({ at: frame.at - first, bytes: frame.bytes.slice(0, LONGEST) }))
}

/** magic -> little-endian?, nanoseconds of the clock's smaller unit */
const MAGICS: Readonly<Record<number, readonly [boolean, bigint]>> = {
  0xa1b2c3d4: [false, 1_000n], 0xd4c3b2a1: [true, 1_000n], 0xa1b23c4d: [false, 1n], 0x4d3cb2a1: [true, 1n],
} // prettier-ignore

/** Whether a file begins as captures do. */
export function isCapture(bytes: Uint8Array): boolean {
  if (bytes.length < 24) return false
  const magic = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  return magic === PCAPNG || magic in MAGICS
}

function records(file: ArrayBuffer, magic: number): Captured[] {
  const kind = MAGICS[magic]
  if (!kind) throw new NotACapture('This is neither pcap nor pcapng')
  const [little, unit] = kind
  const view = new DataView(file)
  wantEthernet(view.getUint32(20, little) & 0xffff)
  const found: Captured[] = []
  for (let at = 24; at + 16 <= file.byteLength && found.length < MOST; ) {
    const size = view.getUint32(at + 8, little)
    if (at + 16 + size > file.byteLength) break // cut off
    const time = BigInt(view.getUint32(at, little)) * 1_000_000_000n + BigInt(view.getUint32(at + 4, little)) * unit
    found.push({ at: time, bytes: new Uint8Array(file, at + 16, size) })
    at += 16 + size
  }
  return found
}

const [SECTION, INTERFACE, PACKET] = [PCAPNG, 1, 6]

function blocks(file: ArrayBuffer): Captured[] {
  const view = new DataView(file)
  const found: Captured[] = []
  let little = true
  let units: bigint[] = [] // ticks a second, by interface
  for (let at = 0; at + 12 <= file.byteLength && found.length < MOST; ) {
    if (view.getUint32(at) === SECTION) {
      little = view.getUint32(at + 8, true) === 0x1a2b3c4d
      units = []
    }
    const type = view.getUint32(at, little)
    const size = view.getUint32(at + 4, little)
    if (size < 12 || at + size > file.byteLength) break
    if (type === INTERFACE) {
      wantEthernet(view.getUint16(at + 8, little))
      units.push(resolution(view, at + 16, at + size - 4, little))
    } else if (type === PACKET) {
      const ticks = (BigInt(view.getUint32(at + 12, little)) << 32n) | BigInt(view.getUint32(at + 16, little))
      const unit = units[view.getUint32(at + 8, little)] ?? 1_000_000n
      const length = Math.min(view.getUint32(at + 20, little), size - 32)
      found.push({ at: (ticks * 1_000_000_000n) / unit, bytes: new Uint8Array(file, at + 28, length) })
    }
    at += size
  }
  return found
}

/** Option 9 of an interface: the clock's resolution; microseconds when it is not said. */
function resolution(view: DataView, from: number, to: number, little: boolean): bigint {
  for (let at = from; at + 4 <= to; ) {
    const [code, size] = [view.getUint16(at, little), view.getUint16(at + 2, little)]
    if (code === 0) break
    if (code === 9 && size >= 1) {
      const value = view.getUint8(at + 4)
      return value & 0x80 ? 1n << BigInt(value & 0x7f) : 10n ** BigInt(value)
    }
    at += 4 + size + ((4 - (size % 4)) % 4)
  }
  return 1_000_000n
}

function wantEthernet(link: number): void {
  if (link !== ETHERNET) throw new NotACapture(`The capture's link type is ${link}: only Ethernet (1) can be played`)
}
