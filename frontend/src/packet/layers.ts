/**
 * A frame's bytes, named: which layer and which field each of them belongs to.
 *
 * Reads what it can and never fails: a short or odd frame has fewer fields.
 */
export interface Field {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly text: string
}

export interface Layer {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly fields: readonly Field[]
}

type Spell = (bytes: Uint8Array) => string
/** A field of a fixed layout: name, offset in its layer, size, how it is spelt. */
type Row = readonly [string, number, number, Spell]

export const number: Spell = bytes => String(bytes.reduce((sum, byte) => sum * 256 + byte, 0))
const hex: Spell = bytes => `0x${[...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')}`
const mac: Spell = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join(':')
export const ip4: Spell = bytes => [...bytes].join('.')

/** As RFC 5952 spells it: the longest run of zero groups is left out. */
export const ip6: Spell = bytes => {
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[2 * i]! * 256 + bytes[2 * i + 1]!).toString(16))
  const runs = [...groups.map(group => (group === '0' ? '0' : '1')).join('').matchAll(/0{2,}/g)]
  const run = runs.sort((a, b) => b[0].length - a[0].length)[0]
  if (!run) return groups.join(':')
  return `${groups.slice(0, run.index).join(':')}::${groups.slice(run.index + run[0].length).join(':')}`
}

const FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR']
const tcpFlags: Spell = bytes => FLAGS.filter((_, bit) => bytes[0]! & (1 << bit)).join(' ') || 'none'
const fragment: Spell = bytes => {
  const word = bytes[0]! * 256 + bytes[1]!
  return [word & 0x4000 ? 'DF' : '', word & 0x2000 ? 'MF' : '', `offset ${(word & 0x1fff) * 8}`].filter(Boolean).join(' ')
}

const named = (names: Readonly<Record<number, string>>): Spell => bytes => {
  const value = Number(number(bytes))
  return names[value] ? `${names[value]} (${value})` : String(value)
}
const ETHERTYPES: Readonly<Record<number, string>> = { 0x0800: 'IPv4', 0x0806: 'ARP', 0x86dd: 'IPv6', 0x8100: 'VLAN', 0x88a8: 'QinQ' }
const ethertype: Spell = bytes => `${ETHERTYPES[Number(number(bytes))] ?? 'other'} ${hex(bytes)}`
const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'ICMP', 2: 'IGMP', 6: 'TCP', 17: 'UDP', 47: 'GRE', 58: 'ICMPv6' }
const protocol = named(PROTOCOLS)

const ETHERNET: readonly Row[] = [['destination', 0, 6, mac], ['source', 6, 6, mac], ['type', 12, 2, ethertype]]
const VLAN: readonly Row[] = [['priority and id', 0, 2, bytes => `${(bytes[0]! & 15) * 256 + bytes[1]!}`], ['type', 2, 2, ethertype]]
const ARP: readonly Row[] = [
  ['hardware', 0, 2, number], ['protocol', 2, 2, ethertype], ['sizes', 4, 2, hex],
  ['operation', 6, 2, named({ 1: 'request', 2: 'reply' })],
  ['sender MAC', 8, 6, mac], ['sender IP', 14, 4, ip4], ['target MAC', 18, 6, mac], ['target IP', 24, 4, ip4],
] // prettier-ignore
const IPV4: readonly Row[] = [
  ['version, header length', 0, 1, bytes => `4, ${(bytes[0]! & 15) * 4} bytes`], ['type of service', 1, 1, hex],
  ['total length', 2, 2, number], ['id', 4, 2, number], ['fragment', 6, 2, fragment], ['TTL', 8, 1, number],
  ['protocol', 9, 1, protocol], ['checksum', 10, 2, hex], ['source', 12, 4, ip4], ['destination', 16, 4, ip4],
] // prettier-ignore
const IPV6: readonly Row[] = [
  ['version, class, flow', 0, 4, hex], ['payload length', 4, 2, number], ['next header', 6, 1, protocol], ['hop limit', 7, 1, number],
  ['source', 8, 16, ip6], ['destination', 24, 16, ip6],
] // prettier-ignore
const UDP: readonly Row[] = [['source port', 0, 2, number], ['destination port', 2, 2, number], ['length', 4, 2, number], ['checksum', 6, 2, hex]]
const TCP: readonly Row[] = [
  ['source port', 0, 2, number], ['destination port', 2, 2, number], ['sequence', 4, 4, number], ['acknowledged', 8, 4, number],
  ['header length', 12, 1, bytes => `${(bytes[0]! >> 4) * 4} bytes`], ['flags', 13, 1, tcpFlags], ['window', 14, 2, number],
  ['checksum', 16, 2, hex], ['urgent', 18, 2, number],
] // prettier-ignore
const ICMP: readonly Row[] = [
  ['type', 0, 1, named({ 0: 'echo reply', 3: 'unreachable', 8: 'echo request', 11: 'time exceeded', 128: 'echo request', 129: 'echo reply' })],
  ['code', 1, 1, number], ['checksum', 2, 2, hex], ['id', 4, 2, number], ['sequence', 6, 2, number],
] // prettier-ignore

/** The layers of a frame that begins with an Ethernet header, outermost first; the last one holds the rest. */
export function layers(bytes: Uint8Array): Layer[] {
  const found: Layer[] = []
  const word = (at: number) => (at + 2 <= bytes.length ? bytes[at]! * 256 + bytes[at + 1]! : -1)
  let at = take(found, bytes, 'Ethernet', 0, 14, ETHERNET)
  let type = word(12)
  while ((type === 0x8100 || type === 0x88a8) && at < bytes.length) {
    type = word(at + 2)
    at = take(found, bytes, 'VLAN', at, 4, VLAN)
  }
  if (type === 0x0800) at = internet4(found, bytes, at)
  else if (type === 0x86dd) at = internet6(found, bytes, at)
  else if (type === 0x0806) at = take(found, bytes, 'ARP', at, 28, ARP)
  if (at < bytes.length) found.push({ name: 'payload', from: at, to: bytes.length, fields: [] })
  return found
}

function take(found: Layer[], bytes: Uint8Array, name: string, from: number, size: number, rows: readonly Row[]): number {
  const to = Math.min(from + size, bytes.length)
  if (to <= from) return from
  const fields = rows
    .filter(([, offset, length]) => from + offset + length <= to)
    .map(([name, offset, length, spell]) => ({ name, from: from + offset, to: from + offset + length, text: spell(bytes.subarray(from + offset, from + offset + length)) }))
  const last = rows.at(-1)!
  const end = from + last[1] + last[2]
  if (end < to && name !== 'payload') fields.push({ name: 'options', from: end, to, text: `${to - end} bytes` })
  found.push({ name, from, to, fields })
  return to
}

function internet4(found: Layer[], bytes: Uint8Array, from: number): number {
  const size = Math.max(20, (bytes[from]! & 15) * 4)
  const at = take(found, bytes, 'IPv4', from, size, IPV4)
  const later = from + 8 <= bytes.length && ((bytes[from + 6]! & 0x1f) << 8) + bytes[from + 7]! > 0
  return later ? at : transport(found, bytes, at, bytes[from + 9] ?? -1)
}

function internet6(found: Layer[], bytes: Uint8Array, from: number): number {
  const at = take(found, bytes, 'IPv6', from, 40, IPV6)
  return transport(found, bytes, at, bytes[from + 6] ?? -1)
}

function transport(found: Layer[], bytes: Uint8Array, from: number, next: number): number {
  if (next === 17) return take(found, bytes, 'UDP', from, 8, UDP)
  if (next === 6) return take(found, bytes, 'TCP', from, Math.max(20, (bytes[from + 12] ?? 0x50) >> 4 << 2), TCP)
  if (next === 1 || next === 58) return take(found, bytes, next === 1 ? 'ICMP' : 'ICMPv6', from, 8, ICMP)
  return from
}

export function fromHex(text: string): Uint8Array {
  const clean = text.replace(/\s+/g, '')
  return Uint8Array.from({ length: clean.length >> 1 }, (_, i) => parseInt(clean.slice(2 * i, 2 * i + 2), 16))
}

export function toHex(bytes: Iterable<number>): string {
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
