/** Completion: what may stand here, by where "here" is in the statement. */
import { snippetCompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { CONSTANTS, CONTEXTS, DIRECTIVES, HELPERS, MAP_TYPES, OPERATIONS, PROGRAM_TYPES, type ProgramTypeFact } from '../generated/facts'
import { programTypeAt } from './docs'
import { tokenizeLine } from './tokens'

/** Helpers, those that the program's type may call first; the others say so. */
function helpers(type: ProgramTypeFact | null): readonly Completion[] {
  return HELPERS.map(helper => {
    const ours = !type || helper.types.includes(type.name)
    const notes = [ours ? '' : `Not for ${type.name} programs.`, helper.runs ? '' : 'Known to the verifier here, not yet executable.', helper.gpl_only ? 'Only for GPL-compatible programs.' : '']
    return {
      label: helper.name,
      type: 'function',
      detail: helper.signature,
      info: [helper.doc, ...notes].filter(Boolean).join('\n'),
      boost: (helper.runs ? 1 : -1) - (ours ? 0 : 40),
    }
  })
}

const WANTED = /^\w+ argument$/
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']

/** Fields of the program's own context, of all where the type is not known: arguments of the function first, others as they lie in memory. */
function fields(type: ProgramTypeFact | null): readonly Completion[] {
  return CONTEXTS.filter(context => !type || context.name === type.context).flatMap(context =>
    context.fields.map((field, i) => ({
      label: `${context.name}.${field.name}`,
      type: 'property',
      detail: field.doc,
      info: `offset ${field.offset}, ${field.size} ${field.size === 1 ? 'byte' : 'bytes'}`,
      boost: WANTED.test(field.doc) ? 90 - ORDINALS.indexOf(field.doc.split(' ')[0]!) : -i,
    })),
  )
}

const constants: readonly Completion[] = CONSTANTS.map(constant => ({
  label: constant.name,
  type: 'constant',
  detail: String(constant.value),
  info: constant.doc,
}))

const mapTypes: readonly Completion[] = MAP_TYPES.map(type => ({ label: type.name, type: 'type', info: type.doc }))
const sections: readonly Completion[] = PROGRAM_TYPES.flatMap(type =>
  type.sections.map(section => ({ label: section, type: 'namespace', detail: type.name, info: type.doc, boost: section.includes('.') ? -9 : 0 })),
)

const directives: readonly Completion[] = DIRECTIVES.map(directive => ({
  label: directive.name,
  type: 'keyword',
  detail: directive.form,
  info: directive.doc,
}))

const statements: readonly Completion[] = [
  snippetCompletion('call ${helper}', { label: 'call', type: 'keyword', detail: 'helper or subprogram' }),
  snippetCompletion('if r${0} == 0 goto ${label}', { label: 'if', type: 'keyword', detail: 'conditional jump' }),
  snippetCompletion('goto ${label}', { label: 'goto', type: 'keyword', detail: 'jump' }),
  snippetCompletion('lock *(u64 *)(r${0} + 0) += r${1}', { label: 'lock', type: 'keyword', detail: 'atomic change' }),
  snippetCompletion('*(u${64} *)(r10 - ${8}) = r${1}', { label: '*(u64 *)', type: 'keyword', detail: 'store' }),
  { label: 'exit', type: 'keyword', detail: 'return r0' },
  ...OPERATIONS.filter(op => op.mnemonics.length > 0).flatMap(op =>
    op.mnemonics.map(word => ({ label: word, type: 'keyword', detail: op.kernel, info: op.effect, boost: -20 })),
  ),
]

/** Labels defined, maps declared and numbers named in the text. */
export function names(source: string): { labels: string[]; maps: string[]; numbers: string[] } {
  const all = (pattern: RegExp) => [...new Set([...source.matchAll(pattern)].map(match => match[1]!))]
  return {
    labels: all(/^\s*([A-Za-z_.$][\w.$]*):/gm),
    maps: all(/^\s*\.map\s+([A-Za-z_]\w*)/gm),
    numbers: all(/^\s*\.(?:equ|set)\s+([A-Za-z_]\w*)/gm),
  }
}

export function complete(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[A-Za-z_.$][\w.$/]*/)
  if (!word && !context.explicit) return null
  const from = word?.from ?? context.pos
  const line = context.state.doc.lineAt(context.pos)
  const before = line.text.slice(0, from - line.from)
  if (tokenizeLine(line.text).some(t => (t.kind === 'comment' || t.kind === 'string') && t.from < from - line.from && t.to >= from - line.from)) return null
  const source = context.state.doc.toString()
  const options = candidates(before, source, programTypeAt(source, line.from))
  return options.length ? { from, options: [...options], validFor: /^[\w.$/]*$/ } : null
}

function candidates(before: string, source: string, type: ProgramTypeFact | null): readonly Completion[] {
  const known = names(source)
  const labels = known.labels.map(label => ({ label, type: 'constant', detail: 'label' }))
  const maps = known.maps.map(label => ({ label, type: 'variable', detail: 'map', apply: `${label} ll` }))
  const numbers = known.numbers.map(label => ({ label, type: 'constant', detail: '.equ' }))
  if (/\b(?:goto|gotol|may_goto)\s+$/.test(before)) return labels
  if (/\bcall\s+$/.test(before)) return [...helpers(type), ...labels]
  if (/^\s*\.section\s+$/.test(before)) return sections
  if (/^\s*\.map\s+\w+\s*,\s*$/.test(before)) return mapTypes
  if (/\(\s*%?r\d+\s*[-+]\s*$/.test(before)) return [...fields(type), ...numbers]
  if (/^\s*(?:[\w.$]+:\s*)?$/.test(before)) return [...statements, ...directives]
  if (/=\s*$/.test(before)) return [...maps, ...numbers, ...constants]
  return [...numbers, ...constants]
}
