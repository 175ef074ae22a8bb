/** What is known of the word under the cursor: one answer for hover, completion and the Explain panel. */
import { OPERATIONS, PROGRAM_TYPES, REGISTERS, type ProgramTypeFact } from '../generated/facts'
import { programTypeOf } from './programs'
import {
  CONSTANT_BY_NAME, DIRECTIVE_BY_NAME, FIELD_BY_NAME, HELPER_BY_NAME, MAP_TYPE_BY_NAME, OPERATION_BY_MNEMONIC, tokenizeLine, type Token,
} from './tokens' // prettier-ignore

export interface Doc {
  readonly title: string
  readonly kind: string
  readonly form: string
  readonly text: string
  readonly notes: readonly string[]
}

const SIGNS: readonly (readonly [RegExp, string, string])[] = [
  [/^if\b/, 'jump', 'Jumps when the condition holds; `s` before a comparison makes it signed, `w` registers compare 32 bits'],
  [/^(goto|gotol)\b/, 'jump', 'Jumps always'],
  [/^call\b/, 'call', 'Calls a helper or a subprogram with r1 to r5; r0 is the answer, r1 to r5 are lost'],
  [/^exit\b/, 'exit', 'Returns to the caller, or ends the program with r0 as its result'],
  [/^lock\b/, 'atomic', 'Changes memory in one step, whatever other CPUs do'],
  [/^\*\(/, 'store', 'Stores the low bytes of a register, or a number, at an address'],
  [/^[rw]\d+ = \*\(/, 'load', 'Loads from an address; u8, u16 and u32 fill the rest with zeros, s8 to s32 with the sign'],
  [/^r\d+ = .*\bll$/, 'load', 'Loads a 64-bit number or a map: takes two slots'],
  [/^[rw]\d+ = (be|le|bswap)/, 'byte order', 'Swaps bytes, or not, so that the value has that order'],
  [/^[rw]\d+ = \(s\d/, 'move', 'Moves and extends the sign'],
  [/^[rw]\d+ = /, 'move', 'Moves; with `w` registers the upper half becomes 0'],
  [/^[rw]\d+ \S+= /, 'arithmetic', 'Computes in place; with `w` registers on 32 bits, the upper half becomes 0'],
]

/** The type of the program that the text before `position` leads to; null before the first section, and in functions. */
export function programTypeAt(source: string, position: number): ProgramTypeFact | null {
  const section = [...source.slice(0, position).matchAll(/^[ \t]*\.(?:section[ \t]+"?([^\s,"#]+)|text\b)/gm)].at(-1)?.[1]
  return section ? programTypeOf(section) : null
}

/** The document of one token, or null when there is nothing to say; `type` is the program it stands in. */
export function docOf(token: Token, type: ProgramTypeFact | null = null): Doc | null {
  const { text } = token
  if (token.kind === 'helper') return helperDoc(text, type)
  if (token.kind === 'field') return fieldDoc(text)
  if (token.kind === 'directive') {
    const directive = DIRECTIVE_BY_NAME.get(text)
    return directive ? { title: directive.name, kind: 'directive', form: directive.form, text: directive.doc, notes: [] } : null
  }
  if (token.kind === 'register') {
    const register = REGISTERS[Number(text.replace(/\D/g, ''))]
    const notes = text.includes('w') ? ['the low 32 bits; writing it clears the upper half'] : []
    if (register && !register.preserved) notes.push('lost at every call')
    return register ? { title: text, kind: 'register', form: '', text: register.role, notes } : null
  }
  const constant = token.kind === 'number' ? CONSTANT_BY_NAME.get(text) : undefined
  if (constant) return { title: text, kind: 'constant', form: String(constant.value), text: constant.doc, notes: [] }
  const operation = OPERATION_BY_MNEMONIC.get(text)
  if (operation && (token.kind === 'mnemonic' || token.kind === 'keyword')) {
    return { title: text, kind: operation.group, form: operation.kernel, text: operation.effect, notes: [] }
  }
  const mapType = token.kind === 'type' ? MAP_TYPE_BY_NAME.get(text) : undefined
  return mapType ? { title: text, kind: 'map type', form: '', text: mapType.doc, notes: [] } : null
}

function helperDoc(name: string, type: ProgramTypeFact | null): Doc | null {
  const helper = HELPER_BY_NAME.get(name) ?? HELPER_BY_NAME.get(`bpf_${name}`)
  if (!helper) return null
  const notes = [`helper ${helper.id}, since Linux ${helper.since}`]
  if (helper.gpl_only) notes.push('only for GPL-compatible programs')
  if (type && !helper.types.includes(type.name)) notes.push(`not for ${type.name} programs: ${helper.types.join(', ')}`)
  if (!helper.runs) notes.push('known to the verifier here, not yet executable')
  return { title: helper.name, kind: 'helper', form: helper.signature, text: helper.doc, notes }
}

const ACCESS: Readonly<Record<string, string>> = { r: 'read only', rw: 'may be written', '': 'not for programs' }

function fieldDoc(name: string): Doc | null {
  const known = FIELD_BY_NAME.get(name)
  if (!known) return null
  const { context, field } = known
  const types = PROGRAM_TYPES.filter(type => type.context === context.name).map(type => type.name)
  return {
    title: name,
    kind: 'context field',
    form: `offset ${field.offset}, ${field.size} ${field.size === 1 ? 'byte' : 'bytes'}`,
    text: field.doc,
    notes: [ACCESS[field.access] ?? '', types.join(', ')].filter(Boolean),
  }
}

const STATEMENT_WORDS = new Set(['operator', 'keyword', 'punctuation', 'type'])

/** What the instruction does that a sign or a keyword belongs to: for hovering over `+=`, `goto`, `*(u32 *)`. */
export function statementDoc(text: string, token: Token): Doc | null {
  if (!STATEMENT_WORDS.has(token.kind) || !token.text.trim()) return null
  const statement = statementOf(tokenizeLine(text))
  const sign = SIGNS.find(([pattern]) => pattern.test(statement))
  if (!sign) return null
  const operation = token.kind === 'operator' ? OPERATIONS.find(row => row.kernel.split(' ').includes(token.text) && row.group !== 'memory') : undefined
  const notes = operation && token.text !== '=' ? [`${operation.kernel}: ${operation.effect}`, operation.mnemonics.join(', ')] : []
  return { title: token.text, kind: sign[1], form: statement, text: `${sign[2]}.`, notes: notes.filter(Boolean) }
}

function statementOf(tokens: readonly Token[]): string {
  return tokens.filter(token => token.kind !== 'comment').map(token => token.text).join('').replace(/^\s*[\w.$]+:\s*/, '').trim().replace(/\s+/g, ' ') // prettier-ignore
}

/** What the statement on this line does, in a sentence, and the words in it that have more to tell. */
export function lineDoc(text: string): { readonly kind: string; readonly text: string; readonly words: readonly Doc[] } | null {
  const tokens = tokenizeLine(text).filter(token => token.kind !== 'comment')
  const statement = statementOf(tokens)
  const sign = SIGNS.find(([pattern]) => pattern.test(statement))
  const seen = new Set<string>()
  const words = tokens.flatMap(token => {
    if (sign && token.kind === 'keyword') return [] // the sentence says it
    const doc = docOf(token)
    if (!doc || seen.has(doc.title)) return []
    seen.add(doc.title)
    return [doc]
  })
  if (!sign && words.length === 0) return null
  return { kind: sign?.[1] ?? words[0]!.kind, text: sign?.[2] ?? words[0]!.text, words }
}
