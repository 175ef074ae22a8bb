/** What the page writes over the source: the line about to run, the refusal at its line, slot numbers. */
import { RangeSet, RangeSetBuilder, StateEffect, StateField, type EditorState, type Extension, type Text } from '@codemirror/state'
import { Decoration, EditorView, gutter, GutterMarker, WidgetType, type DecorationSet } from '@codemirror/view'

export interface Refusal {
  readonly line: number
  readonly summary: string
  readonly kernel: string
  readonly hint: string
}

export interface Marks {
  readonly current: number | null
  readonly refusal: Refusal | null
  readonly origin: readonly number[]
  /** Line -> slot number and how often it ran (null: no trace). */
  readonly slots: ReadonlyMap<number, { readonly pc: number; readonly hits: number | null }>
  /** Line of a program's name -> what the verifier says of it. */
  readonly verdicts: ReadonlyMap<number, Verdict>
  /** Line -> what the assembler says of it. */
  readonly problems: ReadonlyMap<number, string>
}

export interface Verdict {
  readonly ok: boolean
  readonly says: string
}

const NONE: Marks = { current: null, refusal: null, origin: [], slots: new Map(), verdicts: new Map(), problems: new Map() }

export const setMarks = StateEffect.define<Marks>()
/** Lines with a breakpoint, from 1. */
export const setBreaks = StateEffect.define<ReadonlySet<number>>()

class RefusalNote extends WidgetType {
  constructor(readonly refusal: Refusal) {
    super()
  }

  override eq(other: RefusalNote): boolean {
    return JSON.stringify(other.refusal) === JSON.stringify(this.refusal)
  }

  override toDOM(): HTMLElement {
    // The editor measures the widget without margins: the space around the note is the frame's padding.
    const frame = document.createElement('div')
    frame.className = 'cm-refusal-frame'
    const note = frame.appendChild(document.createElement('div'))
    note.className = 'cm-refusal'
    note.setAttribute('role', 'note')
    note.setAttribute('aria-label', `Why line ${this.refusal.line} is refused`)
    for (const [name, text] of [
      ['summary', this.refusal.summary],
      ['kernel', this.refusal.kernel],
      ['hint', this.refusal.hint],
    ] as const) {
      if (!text) continue
      const part = note.appendChild(document.createElement(name === 'kernel' ? 'code' : 'div'))
      part.className = `cm-refusal-${name}`
      // backticks mark code, as everywhere in explanations
      for (const [i, piece] of (name === 'kernel' ? [text] : text.split('`')).entries()) {
        if (i % 2) part.appendChild(document.createElement('code')).textContent = piece
        else part.append(piece)
      }
    }
    return frame
  }
}

/** Behind the text of its line, so that nothing moves while one types. */
class Problem extends WidgetType {
  constructor(readonly text: string) {
    super()
  }

  override eq(other: Problem): boolean {
    return other.text === this.text
  }

  override toDOM(): HTMLElement {
    const note = document.createElement('span')
    note.className = 'cm-problem'
    note.setAttribute('role', 'note')
    note.textContent = this.text
    return note
  }
}

class SlotMarker extends GutterMarker {
  constructor(
    readonly pc: number,
    readonly hits: number | null,
  ) {
    super()
  }

  override eq(other: SlotMarker): boolean {
    return other.pc === this.pc && other.hits === this.hits
  }

  override toDOM(): Node {
    const mark = document.createElement('span')
    mark.textContent = String(this.pc)
    mark.className = this.hits === null ? 'slot' : this.hits ? 'slot slot-ran' : 'slot slot-never'
    mark.title = this.hits === null ? `instruction ${this.pc}` : `instruction ${this.pc}, ran ${this.hits.toLocaleString('en')}×`
    return mark
  }
}

class VerdictMarker extends GutterMarker {
  constructor(readonly verdict: Verdict) {
    super()
  }

  override eq(other: VerdictMarker): boolean {
    return other.verdict.ok === this.verdict.ok && other.verdict.says === this.verdict.says
  }

  override toDOM(): Node {
    const mark = document.createElement('span')
    mark.className = this.verdict.ok ? 'verdict-mark verdict-good' : 'verdict-mark verdict-bad'
    mark.textContent = this.verdict.ok ? '✓' : '✗'
    mark.title = this.verdict.says
    return mark
  }
}

interface Drawn {
  readonly marks: Marks
  readonly lines: DecorationSet
  readonly slots: RangeSet<GutterMarker>
}

function draw(marks: Marks, doc: Text): Drawn {
  const lines: { at: number; decoration: Decoration }[] = []
  const line = (number: number, className: string) => {
    if (number >= 1 && number <= doc.lines) lines.push({ at: doc.line(number).from, decoration: Decoration.line({ class: className }) })
  }
  if (marks.current) line(marks.current, 'cm-now')
  for (const origin of marks.origin) line(origin, 'cm-origin')
  for (const [number, text] of marks.problems) {
    if (number <= doc.lines) lines.push({ at: doc.line(number).to, decoration: Decoration.widget({ widget: new Problem(text), side: 2 }) })
  }
  if (marks.refusal && marks.refusal.line <= doc.lines) {
    line(marks.refusal.line, 'cm-refused')
    const widget = Decoration.widget({ widget: new RefusalNote(marks.refusal), block: true, side: 1 })
    lines.push({ at: doc.line(marks.refusal.line).to, decoration: widget })
  }
  const ranges = lines.map(({ at, decoration }) => decoration.range(at))
  return { marks, lines: Decoration.set(ranges, true), slots: slotMarkers(marks, doc) }
}

function slotMarkers(marks: Marks, doc: Text): RangeSet<GutterMarker> {
  const builder = new RangeSetBuilder<GutterMarker>()
  for (const number of [...new Set([...marks.verdicts.keys(), ...marks.slots.keys()])].sort((a, b) => a - b)) {
    if (number > doc.lines) break
    const at = doc.line(number).from
    const [verdict, slot] = [marks.verdicts.get(number), marks.slots.get(number)]
    if (verdict) builder.add(at, at, new VerdictMarker(verdict))
    if (number === marks.refusal?.line) builder.add(at, at, new VerdictMarker({ ok: false, says: marks.refusal.summary }))
    if (slot) builder.add(at, at, new SlotMarker(slot.pc, slot.hits))
  }
  return builder.finish()
}

const drawn = StateField.define<Drawn>({
  create: state => draw(NONE, state.doc),
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMarks)) return draw(effect.value, transaction.state.doc)
    if (!transaction.docChanged) return value
    return { ...value, lines: value.lines.map(transaction.changes), slots: value.slots.map(transaction.changes) }
  },
  provide: field => EditorView.decorations.from(field, value => value.lines),
})

export function drawMarks(): Extension {
  return [
    drawn,
    gutter({
      class: 'cm-slots',
      markers: view => view.state.field(drawn).slots,
      initialSpacer: () => new SlotMarker(888, null),
    }),
  ]
}

class BreakMarker extends GutterMarker {
  override toDOM(): Node {
    const mark = document.createElement('span')
    mark.className = 'break-point'
    mark.title = 'Breakpoint (F9): runs stop before this line'
    return mark
  }
}

const BREAK = new BreakMarker()

const breaks = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(value, transaction) {
    const { doc } = transaction.state
    for (const effect of transaction.effects) {
      if (!effect.is(setBreaks)) continue
      return RangeSet.of([...effect.value].filter(line => line <= doc.lines).sort((a, b) => a - b).map(line => BREAK.range(doc.line(line).from)))
    }
    return value.map(transaction.changes)
  },
})

/** The lines at which breakpoints stand now: an edit moves them along. */
export function breakLines(state: EditorState): number[] {
  const lines = new Set<number>()
  for (let cursor = state.field(breaks).iter(); cursor.value; cursor.next()) lines.add(state.doc.lineAt(cursor.from).number)
  return [...lines]
}

/** A gutter for breakpoints; a click on a line's place in it calls `toggle`. */
export function drawBreaks(toggle: (line: number) => void): Extension {
  return [
    breaks,
    gutter({
      class: 'cm-breaks',
      renderEmptyElements: true, // an empty place can be clicked
      markers: view => view.state.field(breaks),
      initialSpacer: () => BREAK,
      domEventHandlers: {
        mousedown(view, block) {
          toggle(view.state.doc.lineAt(block.from).number)
          return true
        },
      },
    }),
  ]
}

/** For tests: the marks that stand in a state. */
export function marksOf(state: EditorState): Marks {
  return state.field(drawn).marks
}
