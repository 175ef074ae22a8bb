/** What kind of picture a map deserves, and the figures for it. */
import type { MapInfo } from '../generated/protocol'
import type { Entry } from '../run/ledger'
import { bytes, littleEndian } from './format'

export type MapKind = 'stream' | 'histogram' | 'trie' | 'lru' | 'table'

const BUCKETS = { least: 16, most: 64 }

/** The view a map opens with. */
export function kindOf(info: MapInfo, entries: readonly Entry[]): MapKind {
  if (/ringbuf|perf_event_array/.test(info.type)) return 'stream'
  if (info.type === 'lpm_trie') return 'trie'
  if (info.type.startsWith('lru_')) return 'lru'
  return mayBeHistogram(info) && entries.filter(entry => total(entry) !== 0n).length > 2 ? 'histogram' : 'table'
}

/** An array of as many counters as a log2 histogram has buckets. */
export function mayBeHistogram(info: MapInfo): boolean {
  const fits = info.max_entries >= BUCKETS.least && info.max_entries <= BUCKETS.most && (info.value_size === 4 || info.value_size === 8)
  return fits && /^(percpu_)?array$/.test(info.type)
}

/** The number an entry holds, summed over its CPUs; null when it is no number. */
export function total(entry: Entry): bigint | null {
  let sum = 0n
  for (const value of entry.values.values()) {
    const number = littleEndian(value)
    if (number === null) return null
    sum += number
  }
  return sum
}

export interface Bucket {
  readonly index: number
  /** `[64, 128)`, as bpftrace draws it. */
  readonly range: string
  readonly count: bigint
  /** Percent of the fullest bucket. */
  readonly share: number
  readonly key: string
}

/** Buckets of a log2 histogram, from the first filled one to the last. */
export function histogram(entries: readonly Entry[]): Bucket[] {
  const counts = new Map<number, { count: bigint; key: string }>()
  for (const entry of entries) counts.set(Number(littleEndian(entry.key) ?? 0n), { count: total(entry) ?? 0n, key: entry.key })
  const filled = [...counts].filter(([, { count }]) => count > 0n).map(([index]) => index)
  const [first, last] = [Math.min(...filled), Math.max(...filled)]
  const most = [...counts.values()].reduce((max, { count }) => (count > max ? count : max), 1n)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const { count, key } = counts.get(first + i) ?? { count: 0n, key: '' }
    return { index: first + i, range: range(first + i), count, share: Number((count * 1000n) / most) / 10, key }
  })
}

function range(index: number): string {
  return `[${index ? short(1n << BigInt(index)) : '0'}, ${short(1n << BigInt(index + 1))})`
}

const SUFFIXES = ['', 'K', 'M', 'G', 'T', 'P', 'E']

function short(value: bigint): string {
  const step = SUFFIXES.findLastIndex((_, i) => value >= 1n << BigInt(10 * i))
  return `${value >> BigInt(10 * Math.max(0, step))}${SUFFIXES[Math.max(0, step)]}`
}

export interface Prefix {
  readonly entry: Entry
  /** `10.0.0.0/8` or hex with a length. */
  readonly name: string
  /** How many shorter prefixes of the map contain it. */
  readonly depth: number
}

/** The prefixes of an LPM trie as a tree: each under the longest one that contains it. */
export function trie(entries: readonly Entry[]): Prefix[] {
  const parsed = entries
    .map(entry => ({ entry, length: Number(littleEndian(entry.key.slice(0, 8)) ?? 0n), bits: bitsOf(entry.key.slice(8)) }))
    .sort((a, b) => (a.bits.slice(0, a.length) < b.bits.slice(0, b.length) ? -1 : 1))
  const path: typeof parsed = []
  return parsed.map(prefix => {
    while (path.length && !(path.at(-1)!.length <= prefix.length && prefix.bits.startsWith(path.at(-1)!.bits.slice(0, path.at(-1)!.length)))) path.pop()
    path.push(prefix)
    return { entry: prefix.entry, name: prefixName(prefix.entry.key, prefix.length), depth: path.length - 1 }
  })
}

function bitsOf(hex: string): string {
  return bytes(hex).map(byte => byte.toString(2).padStart(8, '0')).join('')
}

function prefixName(key: string, length: number): string {
  const data = bytes(key.slice(8))
  return `${data.length === 4 ? data.join('.') : key.slice(8)}/${length}`
}

/** Percent of the largest number among the entries. */
export function shares(entries: readonly Entry[]): (entry: Entry) => number {
  const most = entries.reduce((max, entry) => { const n = total(entry); return n !== null && n > max ? n : max }, 0n) // prettier-ignore
  return entry => {
    const mine = total(entry)
    return mine === null || most === 0n ? 0 : Number((mine * 1000n) / most) / 10
  }
}

/** Entries in the order a person looks for them: by number where keys are numbers, else by bytes. */
export function byKey(entries: readonly Entry[]): Entry[] {
  return entries
    .map(entry => ({ entry, number: littleEndian(entry.key) }))
    .sort((a, b) => (a.number !== null && b.number !== null ? (a.number < b.number ? -1 : 1) : a.entry.key < b.entry.key ? -1 : 1))
    .map(({ entry }) => entry)
}
