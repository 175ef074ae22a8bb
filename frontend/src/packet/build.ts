/** Frames made from a form, with lengths and checksums computed; and frames repaired after an edit. */
import { fromHex } from './layers'

export type Transport = 'udp' | 'tcp' | 'icmp' | 'other'

export interface Recipe {
  readonly transport: Transport
  readonly version: 4 | 6
  readonly source: string
  readonly destination: string
  readonly sourcePort: number
  readonly destinationPort: number
  readonly flags: number // TCP
  readonly ttl: number
  readonly vlan: number | null
  /** Text, or bytes as hex after `0x`. */
  readonly payload: string
}

export const RECIPE: Recipe = {
  transport: 'udp', version: 4, source: '198.51.100.7', destination: '10.0.0.1', sourcePort: 40_000, destinationPort: 53,
  flags: 2, ttl: 64, vlan: null, payload: '',
} // prettier-ignore

const HOST = [0x52, 0x54, 0, 0, 0, 1]
const PEER = [0x52, 0x54, 0, 0, 0, 2]
const PROTOCOL = { udp: 17, tcp: 6, icmp: 1, other: 253 } as const
const ICMP6 = 58

/** The bytes of an IPv4 or IPv6 address as written; null when it is none. */
export function address(text: string, version: 4 | 6): number[] | null {
  return version === 4 ? address4(text) : address6(text)
}

function address4(text: string): number[] | null {
  const parts = text.trim().split('.').map(part => (/^\d{1,3}$/.test(part) ? Number(part) : 256))
  return parts.length === 4 && parts.every(part => part < 256) ? parts : null
}

function address6(text: string): number[] | null {
  const halves = text.trim().split('::')
  if (halves.length > 2) return null
  const groups = halves.map(half => (half ? half.split(':') : []))
  const missing = 8 - groups.flat().length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  const all = halves.length === 1 ? groups[0]! : [...groups[0]!, ...new Array<string>(missing).fill('0'), ...groups[1]!]
  if (!all.every(group => /^[0-9a-fA-F]{1,4}$/.test(group))) return null
  return all.flatMap(group => word(parseInt(group, 16)))
}

const word = (value: number): number[] => [(value >> 8) & 255, value & 255]

/** The frame of a recipe; null when an address of it cannot be read. */
export function build(recipe: Recipe): Uint8Array | null {
  const source = address(recipe.source, recipe.version)
  const destination = address(recipe.destination, recipe.version)
  if (!source || !destination) return null
  const content = payload(recipe.payload)
  const body = [...transport(recipe, content.length), ...content]
  const next = recipe.transport === 'icmp' && recipe.version === 6 ? ICMP6 : PROTOCOL[recipe.transport]
  const header = recipe.version === 4
    ? [0x45, 0, ...word(20 + body.length), 0, 1, 0x40, 0, recipe.ttl, next, 0, 0, ...source, ...destination]
    : [0x60, 0, 0, 0, ...word(body.length), next, recipe.ttl, ...source, ...destination] // prettier-ignore
  const type = recipe.version === 4 ? [8, 0] : [0x86, 0xdd]
  const tag = recipe.vlan === null ? [] : [0x81, 0, ...word(recipe.vlan)]
  return repair(Uint8Array.from([...HOST, ...PEER, ...tag, ...type, ...header, ...body]))
}

function payload(text: string): number[] {
  return /^0x([0-9a-fA-F]{2})*$/.test(text) ? [...fromHex(text.slice(2))] : [...new TextEncoder().encode(text)]
}

function transport(recipe: Recipe, length: number): number[] {
  const ports = [...word(recipe.sourcePort), ...word(recipe.destinationPort)]
  if (recipe.transport === 'udp') return [...ports, ...word(8 + length), 0, 0]
  if (recipe.transport === 'tcp') return [...ports, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, recipe.flags, 0xff, 0xff, 0, 0, 0, 0]
  if (recipe.transport === 'icmp') return [recipe.version === 4 ? 8 : 128, 0, 0, 0, 0, 1, 0, 1]
  return []
}

/** The frame with lengths and checksums as its other bytes want them; parts it is too short for stay as they are. */
export function repair(frame: Uint8Array): Uint8Array {
  const bytes = frame.slice()
  const view = new DataView(bytes.buffer)
  let at = 14
  let type = bytes.length >= 14 ? view.getUint16(12) : 0
  while ((type === 0x8100 || type === 0x88a8) && at + 4 <= bytes.length) {
    type = view.getUint16(at + 2)
    at += 4
  }
  if (type === 0x0800 && at + 20 <= bytes.length) repair4(bytes, view, at)
  if (type === 0x86dd && at + 40 <= bytes.length) repair6(bytes, view, at)
  return bytes
}

function repair4(bytes: Uint8Array, view: DataView, at: number): void {
  const size = (bytes[at]! & 15) * 4
  if (size < 20 || at + size > bytes.length) return
  view.setUint16(at + 2, bytes.length - at)
  view.setUint16(at + 10, 0)
  view.setUint16(at + 10, checksum(bytes.subarray(at, at + size)))
  const fragmented = view.getUint16(at + 6) & 0x3fff
  if (!fragmented) repairTransport(bytes, view, at + size, bytes[at + 9]!, bytes.subarray(at + 12, at + 20))
}

function repair6(bytes: Uint8Array, view: DataView, at: number): void {
  view.setUint16(at + 4, bytes.length - at - 40)
  repairTransport(bytes, view, at + 40, bytes[at + 6]!, bytes.subarray(at + 8, at + 40))
}

/** Where the checksum lies in a transport header, and how long that header is at least. */
const SUMS: Readonly<Record<number, readonly [number, number]>> = { 6: [16, 20], 17: [6, 8], 1: [2, 8], [ICMP6]: [2, 8] }

function repairTransport(bytes: Uint8Array, view: DataView, at: number, next: number, addresses: Uint8Array): void {
  const place = SUMS[next]
  if (!place || at + place[1] > bytes.length) return
  const length = bytes.length - at
  if (next === 17) view.setUint16(at + 4, length)
  view.setUint16(at + place[0], 0)
  const pseudo = next === 1 ? [] : [...addresses, ...(addresses.length === 8 ? [0, next] : []), ...word(length >> 16), ...word(length), ...(addresses.length === 32 ? [0, next] : [])]
  const sum = checksum(Uint8Array.from([...pseudo, ...bytes.subarray(at)]))
  view.setUint16(at + place[0], next === 17 && sum === 0 ? 0xffff : sum)
}

/** The internet checksum of RFC 1071. */
export function checksum(bytes: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 2) sum += bytes[i]! * 256 + (bytes[i + 1] ?? 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000)
  return ~sum & 0xffff
}
