/** Names of a source: where each is defined, where it is meant, and the outline they make. */
import { tokenizeLine, type LineState, type Token } from './tokens'

export interface Place {
  readonly from: number
  readonly to: number
}

export interface OutlineEntry {
  readonly kind: 'section' | 'program' | 'label' | 'map' | 'number'
  readonly name: string
  readonly line: number
}

interface Word extends Place {
  readonly text: string
  readonly section: string
  readonly line: number
  readonly defines: '' | 'label' | 'map' | 'number'
}

const NAMES = new Set(['label', 'name', 'helper', 'keyword'])
const GLOBAL: Readonly<Record<string, 'map' | 'number'>> = { '.map': 'map', '.equ': 'number', '.set': 'number' }

/** Every word of the source that may be a name somebody gave. */
function* words(source: string): Generator<Word> {
  const state: LineState = { comment: false }
  let [section, from, line] = ['', 0, 0]
  for (const text of source.split('\n')) {
    line += 1
    const tokens = tokenizeLine(text, state).filter(token => token.kind !== 'space' && token.kind !== 'comment')
    const [head, name] = tokens
    if (head && head.kind === 'directive' && /^\.(?:section|text)$/.test(head.text)) {
      section = head.text === '.text' ? '.text' : sectionName(tokens)
    } else {
      for (const [i, token] of tokens.entries()) {
        if (!NAMES.has(token.kind) || tokens[i - 1]?.text === ':' && head?.text === '.record') continue
        const defines = tokens[i + 1]?.text === ':' && labelPlace(tokens, i) ? 'label' : token === name ? (GLOBAL[head!.text] ?? '') : ''
        yield { text: token.text, section, line, defines, from: from + token.from, to: from + token.to }
      }
    }
    from += text.length + 1
  }
}

function sectionName(tokens: readonly Token[]): string {
  return tokens.slice(1).map(token => token.text).join('').split(',')[0]!.replaceAll('"', '')
}

/** A label begins its statement: nothing, another label or a semicolon stands before it. */
function labelPlace(tokens: readonly Token[], at: number): boolean {
  return at === 0 || tokens[at - 1]!.text === ';' || tokens[at - 1]!.text === ':'
}

/** Everything that means the same as the name at this position; empty where no name of the source stands. */
export function occurrences(source: string, position: number): Place[] {
  const all = [...words(source)]
  const here = all.find(word => word.from <= position && position <= word.to)
  if (!here) return []
  const same = all.filter(word => word.text === here.text)
  if (same.some(word => word.defines === 'map' || word.defines === 'number')) return same
  const homes = new Set(same.filter(word => word.defines === 'label').map(word => word.section))
  if (homes.size === 0) return []
  const own = homes.has(here.section) && here.section !== '.text'
  return same.filter(word => (own ? word.section === here.section : word.section === '.text' || !homes.has(word.section)))
}

/** Sections with their programs and labels, maps and numbers, in the order of the lines. */
export function outline(source: string): OutlineEntry[] {
  const found: OutlineEntry[] = []
  let begun = ''
  for (const word of words(source)) {
    if (!word.defines) continue
    if (word.defines !== 'label') found.push({ kind: word.defines, name: word.text, line: word.line })
    else {
      const first = word.section !== begun || found.length === 0
      if (first && word.section) found.push({ kind: 'section', name: word.section, line: word.line })
      found.push({ kind: first || word.section === '.text' ? 'program' : 'label', name: word.text, line: word.line })
      begun = word.section
    }
  }
  return found
}

const INDENT = '    '
const WIDEST = 48 // column beyond which comments are not pulled

/** The source with even indentation, and comments of neighbouring lines under each other. What it means stays. */
export function format(source: string): string {
  const state: LineState = { comment: false }
  const lines = source.split('\n').map(text => {
    const inside = state.comment
    const tokens = tokenizeLine(text, state)
    if (inside || state.comment) return { code: text, comment: '', kept: true } // block comments stay as drawn
    const comment = tokens.at(-1)?.kind === 'comment' && !tokens.at(-1)!.text.startsWith('/*') ? tokens.at(-1)!.text : ''
    const code = text.slice(0, text.length - comment.length).trim()
    const first = tokens.find(token => token.kind !== 'space')?.kind
    const flush = first === 'label' || first === 'directive' || (first === 'comment' && !/^\s/.test(text))
    return { code: code && !flush ? INDENT + code : code, comment: comment && !code && !flush ? INDENT + comment : comment, kept: false }
  })
  const columns = lines.map(line => (line.code && line.comment && !line.kept && line.code.length <= WIDEST ? line.code.length + 2 : 0))
  return lines
    .map((line, i) => {
      if (!line.comment) return line.code
      if (!line.code) return line.comment
      return line.code.padEnd(Math.max(...paragraph(columns, lines, i), line.code.length + 2)) + line.comment
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\n*$/, '\n')
}

/** Comment columns of the lines around `at` that no empty line separates from it. */
function paragraph(columns: readonly number[], lines: readonly { code: string; comment: string }[], at: number): number[] {
  const empty = (i: number) => !lines[i]?.code && !lines[i]?.comment
  let [from, to] = [at, at]
  while (from > 0 && !empty(from - 1)) from -= 1
  while (to < lines.length - 1 && !empty(to + 1)) to += 1
  return columns.slice(from, to + 1)
}
