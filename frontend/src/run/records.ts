/** Records decoded by the layouts of the source's `.record` directives. */
import type { RecordLayout } from '../generated/protocol'
import { ip6, fromHex } from '../packet/layers'
import { ascii, duration, littleEndian } from '../panels/format'

export interface Decoded {
  readonly name: string
  readonly text: string
}

const SIZES: Readonly<Record<string, number>> = {
  u8: 1, u16: 2, u32: 4, u64: 8, s8: 1, s16: 2, s32: 4, s64: 8, be16: 2, be32: 4, be64: 8, char: 1, hex: 1, bool: 1, ns: 8,
  ipv4: 4, ipv6: 16, mac: 6,
} // prettier-ignore

/** The fields of a record; what it is too short for is left out, what it holds beyond them stands under `rest`. */
export function decode(data: string, layout: RecordLayout): Decoded[] {
  const fields: Decoded[] = []
  let at = 0
  for (const { name, type: whole } of layout.fields) {
    const [type = '', count = '1'] = whole.split(/[[\]]/)
    const size = SIZES[type] ?? 0
    const end = at + 2 * size * Number(count)
    if (size === 0 || end > data.length) break
    fields.push({ name, text: spell(data.slice(at, end), type, size) })
    at = end
  }
  if (at < data.length && /[1-9a-f]/.test(data.slice(at))) fields.push({ name: 'rest', text: data.slice(at) })
  return fields
}

function spell(data: string, type: string, size: number): string {
  if (type === 'char') return JSON.stringify(ascii(data.replace(/^((?:..)*?)00.*$/, '$1'))) // as C reads it
  if (type === 'hex') return data
  const items = data.match(new RegExp(`.{${2 * size}}`, 'g')) ?? []
  return items.map(item => one(item, type)).join(' ')
}

function one(item: string, type: string): string {
  if (type === 'ipv4') return fromHex(item).join('.')
  if (type === 'ipv6') return ip6(fromHex(item))
  if (type === 'mac') return item.match(/../g)!.join(':')
  if (type === 'bool') return item === '00' ? 'no' : 'yes'
  if (type.startsWith('be')) return BigInt(`0x${item}`).toLocaleString('en')
  const value = littleEndian(item)!
  if (type === 'ns') return duration(value)
  return (type.startsWith('s') ? BigInt.asIntN(4 * item.length, value) : value).toLocaleString('en')
}
