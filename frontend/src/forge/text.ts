/** Scenario texts as the forge writes them: one statement a line, on top of a built-in scenario. */
import type { Recipe } from '../packet/build'
import { toHex } from '../packet/layers'
import type { Captured } from '../packet/pcap'

/** Bytes of a scenario; the server takes 64 KiB. */
export const MOST = 64_000

export function isText(scenario: string): boolean {
  return /\s/.test(scenario.trim())
}

/** The text to edit: what is played now, or a line that uses the built-in scenario of that name. */
export function textOf(scenario: string): string {
  return isText(scenario) ? scenario.trimEnd() + '\n' : `use ${scenario || 'default'}\n`
}

/** The name alone, where the text says nothing more; `default` is the empty one. */
export function scenarioOf(text: string): string {
  const lines = text.split('\n').filter(line => line.trim())
  const name = lines.length === 1 ? /^use\s+([\w-]+)\s*$/.exec(lines[0]!)?.[1] : undefined
  return name === undefined ? text : name === 'default' ? '' : name
}

export function quoted(text: string): string {
  return /^[\w.:/+-]+$/.test(text) ? text : `"${text.replaceAll('"', "'")}"`
}

const FLAGS = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg'] as const

/** A packet as a statement; only what differs from the scenario language's own defaults is said. */
export function packetLine(recipe: Recipe, at: string, count: number, every: string): string {
  const words = [`packet ${recipe.transport} at=${at}`, `src=${recipe.source}`, `dst=${recipe.destination}`]
  if (recipe.transport !== 'icmp') words.push(`sport=${recipe.sourcePort}`, `dport=${recipe.destinationPort}`)
  if (recipe.transport === 'tcp') words.push(`flags=${FLAGS.filter((_, bit) => recipe.flags & (1 << bit)).join('+')}`)
  if (recipe.ttl !== 64) words.push(`ttl=${recipe.ttl}`)
  if (recipe.vlan !== null) words.push(`vlan=${recipe.vlan}`)
  if (/^0x([0-9a-f]{2})+$/i.test(recipe.payload)) words.push(`hex=${quoted(recipe.payload.slice(2))}`)
  else if (recipe.payload) words.push(`text=${quoted(recipe.payload)}`)
  if (count > 1) words.push(`count=${count}`, `every=${every}`)
  return words.join(' ')
}

export function frameLine(bytes: Uint8Array, at: string): string {
  return `frame at=${at} hex=${toHex(bytes)}`
}

export function editLine(frame: number, bytes: Uint8Array): string {
  return `edit ${frame} hex=${toHex(bytes)}`
}

/** Frames of a capture as statements, as many as still fit; times keep their distances, within a minute. */
export function captureLines(frames: readonly Captured[], room: number): { readonly lines: readonly string[]; readonly last: bigint } {
  const lines: string[] = []
  let [used, last] = [0, 0n]
  for (const { at, bytes } of frames) {
    if (at >= 60_000_000_000n) break
    const line = frameLine(bytes, `${at}ns`)
    used += line.length + 1
    if (used > room) break
    lines.push(line)
    last = at
  }
  return { lines, last }
}
