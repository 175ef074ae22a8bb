/** The word that was meant, where the assembler says which: put in by one click. */
import type { Diagnostic } from '../run/api'

export interface Correction {
  readonly word: string
  /** Columns of the wrong word, from 1; `end` is just past it. */
  readonly from: number
  readonly end: number
}

export function correction(line: string, { column, end, hint = '' }: Diagnostic): Correction | null {
  const word = /^did you mean ([\w.$:/-]+)\?$/.exec(hint)?.[1]
  if (word === undefined || end === undefined) return null
  return /^[\w.$:/-]+$/.test(line.slice(column - 1, end - 1)) ? { word, from: column, end } : null
}

/** The whole source with the word put right; null where no single word is meant. */
export function corrected(source: string, found: Diagnostic): { readonly word: string; readonly source: string } | null {
  const lines = source.split('\n')
  const line = lines[found.line - 1] ?? ''
  const better = correction(line, found)
  if (!better) return null
  lines[found.line - 1] = line.slice(0, better.from - 1) + better.word + line.slice(better.end - 1)
  return { word: better.word, source: lines.join('\n') }
}
