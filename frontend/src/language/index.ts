/** eBPF assembly for CodeMirror 6: highlighting, hover, labels. */
import { HighlightStyle, LanguageSupport, StreamLanguage, syntaxHighlighting } from '@codemirror/language'
import { hoverTooltip } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { docOf, programTypeAt, statementDoc, type Doc } from './docs'
import { tokenizeLine, type Kind, type LineState } from './tokens'

const TAG_NAMES: Record<Kind, string | null> = {
  space: null, comment: 'comment', directive: 'meta', label: 'labelName', register: 'variableName', type: 'typeName',
  keyword: 'keyword', mnemonic: 'keyword', helper: 'function', number: 'number', string: 'string',
  field: 'propertyName', operator: 'operator', punctuation: 'punctuation', name: 'name',
} // prettier-ignore

interface StreamState extends LineState {
  tokens: { kind: Kind; to: number }[]
}

const ebpf = StreamLanguage.define<StreamState>({
  name: 'ebpf',
  startState: () => ({ comment: false, tokens: [] }),
  copyState: state => ({ comment: state.comment, tokens: [...state.tokens] }),
  token(stream, state) {
    if (stream.sol()) state.tokens = tokenizeLine(stream.string, state)
    const token = state.tokens.find(candidate => candidate.to > stream.pos)
    if (!token) {
      stream.skipToEnd()
      return null
    }
    stream.pos = token.to
    return TAG_NAMES[token.kind]
  },
  languageData: { commentTokens: { line: '#', block: { open: '/*', close: '*/' } } },
  tokenTable: { labelName: tags.labelName, function: tags.function(tags.variableName) },
})

const colours = HighlightStyle.define([
  { tag: tags.comment, class: 'tok-comment' },
  { tag: tags.meta, class: 'tok-directive' },
  { tag: tags.labelName, class: 'tok-label' },
  { tag: tags.function(tags.variableName), class: 'tok-helper' },
  { tag: tags.variableName, class: 'tok-register' },
  { tag: tags.typeName, class: 'tok-type' },
  { tag: tags.keyword, class: 'tok-keyword' },
  { tag: tags.number, class: 'tok-number' },
  { tag: tags.string, class: 'tok-string' },
  { tag: tags.propertyName, class: 'tok-field' },
  { tag: tags.operator, class: 'tok-operator' },
  { tag: tags.punctuation, class: 'tok-operator' },
])

const hover = hoverTooltip((view, pos) => {
  const line = view.state.doc.lineAt(pos)
  const token = tokenizeLine(line.text).find(t => line.from + t.from <= pos && pos < line.from + t.to)
  const doc = token && (docOf(token, programTypeAt(view.state.doc.toString(), pos)) ?? statementDoc(line.text, token))
  if (!token || !doc) return null
  return { pos: line.from + token.from, end: line.from + token.to, above: true, create: () => ({ dom: docCard(doc) }) }
})

function docCard(doc: Doc): HTMLElement {
  const card = document.createElement('div')
  card.className = 'doc-card'
  const add = (name: string, className: string, text: string) => {
    if (!text) return
    const part = card.appendChild(document.createElement(name))
    part.className = className
    // backticks mark code, as everywhere in explanations
    for (const [i, piece] of text.split('`').entries()) {
      if (i % 2) part.appendChild(document.createElement('code')).textContent = piece
      else part.append(piece)
    }
  }
  add('div', 'doc-title', doc.title)
  add('code', 'doc-form', doc.form)
  add('p', 'doc-text', doc.text)
  add('p', 'doc-notes', doc.notes.join(' · '))
  return card
}

/** Where the label under this position is defined, or null. */
export function definitionOf(source: string, word: string): number | null {
  const escaped = word.replace(/[.$]/g, '\\$&')
  return new RegExp(`^[ \\t]*(?:\\.map\\s+|\\.(?:equ|set)\\s+)?(${escaped})(?=\\s*[:,])`, 'm').exec(source)?.index ?? null
}

export function ebpfAssembly(): LanguageSupport {
  return new LanguageSupport(ebpf, [
    syntaxHighlighting(colours),
    hover,
  ])
}
