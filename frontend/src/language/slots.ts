/**
 * Which instruction slot each source line begins with.
 *
 * The run's `assembled` event may bring the exact map (`lines`); between runs, while one types, the
 * page counts for itself: a statement is one slot, a 64-bit immediate load two.
 */
import { tokenizeLine, type LineState, type Token } from './tokens'

export interface Slot {
  /** Section as written, or the function's label in `.text`. */
  readonly section: string
  readonly pc: number
  readonly line: number
  /** Whether it calls: r1 to r5 are lost. */
  readonly calls: boolean
}

const WIDE = /^(?:lddw|ld_?imm64|lddw?64)$/

/** Every instruction of the source with its section, slot index within the section, and line from 1. */
export function slots(source: string): Slot[] {
  const found: Slot[] = []
  const next = new Map<string, number>()
  const state: LineState = { comment: false }
  let section = ''
  for (const [index, text] of source.split('\n').entries()) {
    for (const statement of statements(tokenizeLine(text, state))) {
      if (statement[0]!.kind === 'directive') {
        if (/^\.(?:section|text)$/.test(statement[0]!.text)) section = sectionName(statement)
        continue
      }
      const pc = next.get(section) ?? 0
      found.push({ section, pc, line: index + 1, calls: /^callx?$/.test(statement[0]!.text) })
      next.set(section, pc + width(statement))
    }
  }
  return found
}

/** Statements of a line: tokens between semicolons, without space, comments and labels. */
function statements(tokens: readonly Token[]): Token[][] {
  const split: Token[][] = [[]]
  let label = false
  for (const token of tokens) {
    if (token.kind === 'space' || token.kind === 'comment') continue
    if (token.kind === 'label' && split.at(-1)!.length === 0) {
      label = true
      continue
    }
    if (label && token.text === ':') {
      label = false
      continue
    }
    if (token.text === ';') split.push([])
    else split.at(-1)!.push(token)
  }
  return split.filter(statement => statement.length > 0)
}

function sectionName(statement: readonly Token[]): string {
  if (statement[0]!.text === '.text') return '.text'
  return statement.slice(1).map(token => token.text).join('').split(',')[0]!.replaceAll('"', '')
}

function width(statement: readonly Token[]): number {
  return statement.at(-1)!.text === 'll' || WIDE.test(statement[0]!.text) ? 2 : 1
}

/** Places (`program:pc`) of the calls in programs whose slots' lines are known. */
export function callsIn(source: readonly Slot[], programs: readonly { readonly name: string; readonly lines: readonly number[] }[]): Set<string> {
  const byLine = new Map<number, Slot[]>()
  for (const slot of source) byLine.set(slot.line, [...(byLine.get(slot.line) ?? []), slot])
  const places = new Set<string>()
  for (const { name, lines } of programs) {
    lines.forEach((line, pc) => {
      const here = byLine.get(line)
      if (!here?.some(slot => slot.calls)) return
      const nth = pc - lines.indexOf(line) // slots of one line follow each other
      if (here.some(slot => slot.calls && slot.pc - here[0]!.pc === nth)) places.add(`${name}:${pc}`)
    })
  }
  return places
}
