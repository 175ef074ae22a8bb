/**
 * What the close look writes over the source: a rope from an instruction to the lines that make it safe,
 * and beside each line how often the verifier walked it. Joins the editor when it is first needed.
 */
import { Compartment, RangeSet, RangeSetBuilder, StateEffect, StateField, type Text } from '@codemirror/state'
import { Decoration, EditorView, gutter, GutterMarker, type DecorationSet } from '@codemirror/view'

export interface Overlay {
  /** Line -> how often the verifier walked it. */
  readonly walked: ReadonlyMap<number, number>
  /** A line, and the lines that make it safe. */
  readonly proof: { readonly line: number; readonly because: readonly number[] } | null
  /** A line, and the lines that made the value one asks about. */
  readonly chain: { readonly line: number; readonly because: readonly number[] } | null
}

const setOverlay = StateEffect.define<Overlay>()

class HeatMarker extends GutterMarker {
  constructor(
    readonly count: number,
    readonly share: number,
  ) {
    super()
  }

  override eq(other: HeatMarker): boolean {
    return other.count === this.count && other.share === this.share
  }

  override toDOM(): Node {
    const mark = document.createElement('span')
    mark.className = 'heat'
    mark.title = this.count ? `the verifier walked this ${this.count.toLocaleString('en')}×` : 'the verifier never came here'
    mark.style.setProperty('--heat', String(this.share))
    mark.textContent = this.count ? short(this.count) : '–'
    return mark
  }
}

function short(count: number): string {
  return count < 1000 ? String(count) : count < 100_000 ? `${Math.round(count / 100) / 10}k` : `${Math.round(count / 1000)}k`
}

interface Drawn {
  readonly lines: DecorationSet
  readonly heat: RangeSet<GutterMarker>
}

/** Which class each line between the first and the last of a proof wears. */
export function rope(proof: NonNullable<Overlay['proof']>): Map<number, string> {
  const lines = new Map<number, string>()
  const because = proof.because.filter(line => line !== proof.line)
  if (!because.length) return lines
  const first = Math.min(proof.line, ...because)
  const last = Math.max(proof.line, ...because)
  for (let line = first; line <= last; line++) lines.set(line, 'cm-rope')
  for (const line of because) lines.set(line, 'cm-rope cm-because')
  lines.set(proof.line, 'cm-rope cm-proved')
  for (const [line, end] of [[first, 'first'], [last, 'last']] as const) lines.set(line, `${lines.get(line)} cm-rope-${end}`) // prettier-ignore
  return lines
}

/** From 0 for a line walked once to 1 for the one walked most, by powers of two. */
export function share(count: number, most: number): number {
  return most <= 1 || count < 1 ? 0 : Math.log2(count) / Math.log2(most)
}

function draw(overlay: Overlay, doc: Text): Drawn {
  const tied = overlay.chain ?? overlay.proof
  const tone = overlay.chain ? ' cm-chain' : ''
  const marks = [...(tied ? rope(tied) : [])].map(([line, name]) => [line, name + tone] as const).filter(([line]) => line >= 1 && line <= doc.lines)
  const lines = marks.map(([line, name]) => Decoration.line({ class: name }).range(doc.line(line).from))
  const most = Math.max(0, ...overlay.walked.values())
  const builder = new RangeSetBuilder<GutterMarker>()
  for (const [line, count] of [...overlay.walked].sort(([a], [b]) => a - b)) {
    if (line < 1 || line > doc.lines) continue
    const at = doc.line(line).from
    builder.add(at, at, new HeatMarker(count, share(count, most)))
  }
  return { lines: Decoration.set(lines, true), heat: builder.finish() }
}

const drawn = StateField.define<Drawn>({
  create: () => ({ lines: Decoration.none, heat: RangeSet.empty }),
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setOverlay)) return draw(effect.value, transaction.state.doc)
    if (!transaction.docChanged) return value
    return { lines: value.lines.map(transaction.changes), heat: value.heat.map(transaction.changes) }
  },
  provide: field => EditorView.decorations.from(field, value => value.lines),
})

/** The page's one editor. */
export function editor(): EditorView | null {
  const element = document.querySelector<HTMLElement>('.editor .cm-editor')
  return element && EditorView.findFromDOM(element)
}

const heat = new Compartment()
const column = gutter({ class: 'cm-heat', markers: shown => shown.state.field(drawn).heat, initialSpacer: () => new HeatMarker(888, 0) })

export function show(overlay: Overlay): void {
  const view = editor()
  if (!view) return
  if (!view.state.field(drawn, false)) view.dispatch({ effects: StateEffect.appendConfig.of([drawn, heat.of([])]) })
  // The column takes room only while it has something to say.
  if (overlay.walked.size && !(heat.get(view.state) as unknown[]).length) view.dispatch({ effects: heat.reconfigure([column]) })
  view.dispatch({ effects: setOverlay.of(overlay) })
}

/** Put the cursor on a line and bring it into sight; the focus stays where it is. */
export function putCursor(line: number): void {
  const view = editor()
  if (!view || line < 1 || line > view.state.doc.lines) return
  const at = view.state.doc.line(line).from
  if (view.state.doc.lineAt(view.state.selection.main.head).number === line) return
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'nearest', yMargin: 60 }) })
}
