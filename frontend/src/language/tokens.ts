/**
 * eBPF assembly, token by token: what the highlighter, the completion and the slot count agree on.
 *
 * A line tokenizer is enough for a language whose statements end with the line; every word list comes
 * from the generated facts.
 */
import { CONSTANTS, CONTEXTS, DIRECTIVES, HELPERS, KEYWORDS, MAP_TYPES, OPERATIONS, type ContextFact, type FieldFact } from '../generated/facts'

export type Kind =
  | 'space' | 'comment' | 'directive' | 'label' | 'register' | 'type' | 'keyword' | 'mnemonic' | 'helper'
  | 'number' | 'string' | 'field' | 'operator' | 'punctuation' | 'name' // prettier-ignore

export interface Token {
  readonly kind: Kind
  readonly from: number
  readonly to: number
  readonly text: string
}

export const HELPER_BY_NAME = new Map(HELPERS.map(helper => [helper.name, helper]))
export const FIELD_BY_NAME = new Map<string, { context: ContextFact; field: FieldFact }>(
  CONTEXTS.flatMap(context => context.fields.map(field => [`${context.name}.${field.name}`, { context, field }] as const)),
)
export const OPERATION_BY_MNEMONIC = new Map(OPERATIONS.flatMap(op => op.mnemonics.map(word => [word, op] as const)))
export const DIRECTIVE_BY_NAME = new Map(DIRECTIVES.map(directive => [directive.name, directive]))
export const MAP_TYPE_BY_NAME = new Map(MAP_TYPES.map(type => [type.name, type]))
export const CONSTANT_BY_NAME = new Map(CONSTANTS.map(constant => [constant.name, constant]))
const KEYWORD_SET = new Set(KEYWORDS)
const SYMBOLIC = new Set(OPERATIONS.flatMap(op => op.mnemonics).filter(word => /^(exit|call|ja)$/.test(word)))

const COMMENT = /^(?:#.*|\/\/.*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$))/
const SPACE = /^\s+/
const STRING = /^"(?:[^"\\]|\\.)*"?/
const HELPER_ID = /^#\d+/ // the number that listings put behind a helper's name
const NUMBER = /^(?:0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)\b/
const DIRECTIVE = /^\.[A-Za-z_]\w*/
const REGISTER = /^%?[rw](?:10|\d)\b/
const TYPE = /^[su](?:8|16|32|64)\b/
const WORD = /^[A-Za-z_.$][\w.$/]*/
const OPERATOR = /^(?:s?(?:>>=|<<=)|s(?:>=|<=|>|<|\/=|%=)|[-+*/|&^%]=|[<>]=|[!=]=|[-+*/&|^=<>!~])/

export interface LineState {
  comment: boolean // inside a block comment
}

/** The tokens of one line. `state` carries an open block comment from line to line. */
export function tokenizeLine(text: string, state: LineState = { comment: false }): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const token = state.comment ? closeComment(text, at, state) : nextToken(text, at, tokens, state)
    tokens.push(token)
    at = token.to
  }
  return tokens
}

function closeComment(text: string, from: number, state: LineState): Token {
  const end = text.indexOf('*/', from)
  state.comment = end < 0
  return make('comment', text, from, end < 0 ? text.length : end + 2)
}

function make(kind: Kind, text: string, from: number, to: number): Token {
  return { kind, from, to, text: text.slice(from, to) }
}

function nextToken(text: string, from: number, before: readonly Token[], state: LineState): Token {
  const rest = text.slice(from)
  const match = (pattern: RegExp) => pattern.exec(rest)?.[0].length ?? 0
  const take = (kind: Kind, length: number) => make(kind, text, from, from + length)

  let length = match(SPACE)
  if (length) return take('space', length)
  length = /\w/.test(text[from - 1] ?? '') ? match(HELPER_ID) : 0
  if (length) return take('number', length)
  length = match(COMMENT)
  if (length) {
    const comment = take('comment', length)
    state.comment = comment.text.startsWith('/*') && (length < 4 || !comment.text.endsWith('*/'))
    return comment
  }
  length = match(STRING)
  if (length) return take('string', length)
  length = match(NUMBER)
  if (length) return take('number', length)
  length = match(REGISTER)
  if (length) return take('register', length)
  length = match(TYPE)
  if (length) return take('type', length)
  const signed = /^s(?:>>=|>=|<=|>|<|\/=|%=)/.exec(rest)
  if (signed) return take('operator', signed[0].length)
  length = match(DIRECTIVE)
  if (length && first(before)) return take('directive', length)
  length = match(WORD)
  if (length) return word(take('name', length), rest, before)
  length = match(OPERATOR)
  return length ? take('operator', length) : take('punctuation', 1)
}

/** No token but space and labels came before on this line. */
function first(before: readonly Token[]): boolean {
  return before.every(token => token.kind === 'space' || token.kind === 'label' || token.text === ':' || token.text === ';')
}

function word(token: Token, rest: string, before: readonly Token[]): Token {
  const { text } = token
  const as = (kind: Kind): Token => ({ ...token, kind })
  if (first(before) && /^[\w.$]+\s*:(?!:)/.test(rest)) return as('label')
  if (HELPER_BY_NAME.has(text) || HELPER_BY_NAME.has(`bpf_${text}`)) return as('helper')
  if (FIELD_BY_NAME.has(text)) return as('field')
  if (CONSTANT_BY_NAME.has(text)) return as('number')
  const previous = before.findLast(t => t.kind !== 'space')
  if (previous && /^(?:goto|gotol|may_goto)$/.test(previous.text)) return as('label')
  if (KEYWORD_SET.has(text) || SYMBOLIC.has(text)) return as('keyword')
  if (OPERATION_BY_MNEMONIC.has(text) && first(before)) return as('mnemonic')
  if (before[0]?.text === '.map' && MAP_TYPE_BY_NAME.has(text)) return as('type')
  return token
}
