/** What somebody types to user space while looking at an event, as a timed entry of the scenario: bpftool's words, or the scenario's own. */
import { BOOT_NS } from '../generated/facts'
import type { MapInfo } from '../generated/protocol'
import { quoted, textOf } from './text'

export interface Entry {
  /** The statement, without its time. */
  readonly words: string
  readonly map: string
}

/** A complaint, in one line. */
export class Unreadable extends Error {}

const VERBS = ['update', 'delete', 'dump']

/** `bpftool map update name counts key 5 value 1`, `update counts key=5 value=1`, `delete counts key hex 0a 00 00 01`, `dump counts`. */
export function read(line: string, maps: readonly MapInfo[]): Entry {
  const words = line.trim().replace(/^#\s*/, '').replace(/^(sudo\s+)?bpftool\s+/, '').replace(/^map\s+/, '').replaceAll('=', ' ').split(/\s+/) // prettier-ignore
  const [verb = '', ...rest] = words
  if (!VERBS.includes(verb)) throw new Unreadable(`${verb ? `“${verb}”` : 'Nothing'} is none of ${VERBS.join(', ')}`)
  if (rest[0] === 'name') rest.shift()
  const map = rest.shift() ?? ''
  if (!maps.some(info => info.name === map)) throw new Unreadable(`No map is called “${map}”; there ${maps.length === 1 ? 'is' : 'are'} ${maps.map(info => info.name).join(', ')}`)
  if (verb === 'dump') return { map, words: `poll ${map} every=60s` }
  const [key, value] = operands(rest)
  if (!key) throw new Unreadable(`${verb} needs a key: ${verb} ${map} key 5${verb === 'update' ? ' value 1' : ''}`)
  if (verb === 'delete') return { map, words: `delete ${map} key=${quoted(key)}` }
  if (!value) throw new Unreadable(`update needs a value: update ${map} key ${key} value 1`)
  const only = rest.find(word => word === 'exist' || word === 'noexist')
  return { map, words: `update ${map} key=${quoted(key)} value=${quoted(value)}${only ? ` only=${only}` : ''}` }
}

/** What stands behind `key` and behind `value`, without bpftool's flag at the end. */
function operands(words: readonly string[]): readonly [string, string] {
  const rest = words.filter(word => !['any', 'exist', 'noexist'].includes(word))
  const at = rest.indexOf('value')
  const key = at < 0 ? rest : rest.slice(0, at)
  return [operand(key[0] === 'key' ? key.slice(1) : key), at < 0 ? '' : operand(rest.slice(at + 1))]
}

/** One word as it is; several, or `hex` and several, are bytes. */
function operand(words: readonly string[]): string {
  const hex = words[0] === 'hex'
  const bytes = hex ? words.slice(1) : words
  if (!hex && bytes.length <= 1) return bytes[0] ?? ''
  return `hex:${bytes.map(byte => Number.parseInt(byte, hex ? 16 : byte.startsWith('0x') ? 16 : 10) & 0xff).map(byte => byte.toString(16).padStart(2, '0')).join('')}` // prettier-ignore
}

/** The scenario's text with the entry in it, right behind the moment `time` of the simulated clock. */
export function recorded(scenario: string, entry: Entry, time: bigint): string {
  const [verb, map, ...rest] = entry.words.split(' ')
  return `${textOf(scenario)}${[verb, map, `at=${time - BOOT_NS + 1n}ns`, ...rest].join(' ')}\n`
}
