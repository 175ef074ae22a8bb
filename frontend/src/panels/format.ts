/** Numbers and bytes for people. */

const UNITS: readonly (readonly [bigint, string])[] = [
  [1_000_000_000n, 's'],
  [1_000_000n, 'ms'],
  [1_000n, 'µs'],
]

/** A span of simulated time: `1.250 ms`, `830 ns`. */
export function duration(ns: bigint): string {
  for (const [unit, name] of UNITS) {
    if (ns < unit) continue
    const [whole, rest] = [ns / unit, ((ns % unit) * 1000n) / unit]
    return `${whole.toLocaleString('en')}.${String(rest).padStart(3, '0')} ${name}`
  }
  return `${ns} ns`
}

export function bytes(hex: string): number[] {
  return (hex.match(/../g) ?? []).map(pair => parseInt(pair, 16))
}

/** Memory bytes as the number a little-endian machine sees there; null unless 1, 2, 4 or 8 bytes. */
export function littleEndian(hex: string): bigint | null {
  if (![2, 4, 8, 16].includes(hex.length)) return null
  return BigInt(`0x${bytes(hex).reverse().map(byte => byte.toString(16).padStart(2, '0')).join('')}`) // prettier-ignore
}

export function grouped(value: bigint): string {
  return value.toLocaleString('en')
}

/** `0a000001 00000035`: hex in groups of four bytes. */
export function spaced(hex: string): string {
  return hex.replace(/(.{8})(?=.)/g, '$1 ')
}

/** Printable characters, others as dots; what follows the first NUL of a text is left out. */
export function ascii(hex: string): string {
  return bytes(hex).map(byte => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('') // prettier-ignore
}

/** The bytes as C text, when they are one: at least three printable characters, then only NULs. */
export function text(hex: string): string | null {
  const all = bytes(hex)
  const end = all.indexOf(0) < 0 ? all.length : all.indexOf(0)
  const printable = all.slice(0, end).every(byte => byte >= 0x20 && byte < 0x7f)
  return end >= 3 && printable && all.slice(end).every(byte => byte === 0) ? String.fromCharCode(...all.slice(0, end)) : null
}

/** Texts of three characters and more found inside the bytes, in order. */
export function texts(hex: string): string[] {
  return String.fromCharCode(...bytes(hex)).match(/[\x20-\x7e]{3,}/g) ?? []
}

/** A map's key or value in one line: as text, as a number, or as hex. */
export function cell(hex: string, asHex: boolean): string {
  if (asHex) return spaced(hex)
  const words = text(hex)
  if (words !== null) return JSON.stringify(words)
  const number = littleEndian(hex)
  return number === null ? spaced(hex) : grouped(number)
}

/** A register's value as a signed number, where that is the shorter way to say it. */
export function decimal(hex: string): string {
  const value = BigInt(hex)
  const signed = BigInt.asIntN(64, value)
  return signed < 0n && signed > -(1n << 32n) ? signed.toLocaleString('en') : grouped(value)
}

export function plural(count: number, noun: string, several = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : several}`
}
