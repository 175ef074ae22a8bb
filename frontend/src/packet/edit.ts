/** A frame's fields as a form: what they hold as people write it, and the frame with one of them changed. */
import { address, repair } from './build'
import { ip4, ip6, type Field, type Layer } from './layers'

/** Fields that are worth a form; lengths and checksums follow by themselves. */
const EDITABLE: Readonly<Record<string, readonly string[]>> = {
  Ethernet: ['destination', 'source'],
  VLAN: ['priority and id'],
  ARP: ['operation', 'sender IP', 'target IP'],
  IPv4: ['type of service', 'id', 'TTL', 'source', 'destination'],
  IPv6: ['hop limit', 'source', 'destination'],
  UDP: ['source port', 'destination port'],
  TCP: ['source port', 'destination port', 'sequence', 'flags', 'window'],
  ICMP: ['type', 'code', 'id', 'sequence'],
  ICMPv6: ['type', 'code', 'id', 'sequence'],
}

export interface Entry {
  readonly label: string
  readonly field: Field
  readonly value: string
}

export function entries(bytes: Uint8Array, layers: readonly Layer[]): Entry[] {
  return layers.flatMap(layer =>
    layer.fields
      .filter(field => EDITABLE[layer.name]?.includes(field.name))
      .map(field => ({ label: isTag(field) ? 'VLAN id' : `${layer.name} ${field.name}`, field, value: written(bytes.subarray(field.from, field.to), field) })),
  )
}

function written(part: Uint8Array, field: Field): string {
  if (part.length === 6 || isTag(field)) return field.text
  if (part.length === 16) return ip6(part)
  if (isAddress(field)) return ip4(part)
  return String(part.reduce((sum, byte) => sum * 256 + byte, 0))
}

function isAddress({ name, from, to }: Field): boolean {
  return to - from === 4 && /^source$|^destination$|IP$/.test(name)
}

/** A VLAN tag: its low 12 bits are the id, the others stay as they are. */
function isTag({ name }: Field): boolean {
  return name === 'priority and id'
}

/** The bytes that a text means for a field; null when it means none. */
export function read(text: string, field: Field): Uint8Array | null {
  const size = field.to - field.from
  if (size === 16) {
    const found = address(text, 6)
    return found && Uint8Array.from(found)
  }
  const parts = size === 6 ? text.split(':').map(part => (/^[0-9a-f]{1,2}$/i.test(part) ? parseInt(part, 16) : NaN)) : isAddress(field) ? text.split('.').map(part => (/^\d{1,3}$/.test(part) ? Number(part) : NaN)) : null // prettier-ignore
  if (parts) return parts.length === size && parts.every(part => part <= 255) ? Uint8Array.from(parts) : null
  if (!/^(?:\d+|0x[0-9a-f]+)$/i.test(text.trim())) return null
  const value = Number(text)
  return value < (isTag(field) ? 4096 : 256 ** size) ? Uint8Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** (size - 1 - i)) % 256) : null
}

/** The frame with that field changed and its checksums right again; null when the text means nothing. */
export function changed(bytes: Uint8Array, field: Field, text: string): Uint8Array | null {
  const part = read(text, field)
  if (!part) return null
  if (isTag(field)) part[0]! |= bytes[field.from]! & 0xf0
  const next = bytes.slice()
  next.set(part, field.from)
  return recompute(next)
}

/** Checksums made right; what lies behind the packet, as padding does, stays. */
export function recompute(frame: Uint8Array): Uint8Array {
  const end = endOf(frame)
  const whole = frame.slice()
  whole.set(repair(frame.slice(0, end)))
  return whole
}

/** Where the packet ends by its own word, or the frame where that cannot be. */
function endOf(frame: Uint8Array): number {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length)
  let at = 12
  while (at + 6 <= frame.length && (view.getUint16(at) === 0x8100 || view.getUint16(at) === 0x88a8)) at += 4
  const type = at + 2 <= frame.length ? view.getUint16(at) : 0
  at += 2
  if (type === 0x0800 && at + 20 <= frame.length) return plausible(at + view.getUint16(at + 2), at + 20, frame.length)
  if (type === 0x86dd && at + 40 <= frame.length) return plausible(at + 40 + view.getUint16(at + 4), at + 40, frame.length)
  return frame.length
}

function plausible(end: number, least: number, most: number): number {
  return end >= least && end <= most ? end : most
}
