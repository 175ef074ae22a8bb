/** What the editor can do beyond writing; it arrives after the page is drawn. */
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import type { ChangeSpec, Extension } from '@codemirror/state'
import { EditorView, keymap, showDialog } from '@codemirror/view'
import { assist } from '../language/assist'
import { format, occurrences } from '../language/symbols'

export function extras(): Extension {
  return [
    assist(),
    search({ top: true }),
    highlightSelectionMatches(),
    keymap.of([...searchKeymap, { key: 'F2', run: rename }, { key: 'Shift-Alt-f', run: formatAll }]),
  ]
}

const NAME = '[A-Za-z_.$][A-Za-z0-9_.$]*'

/** Ask for another name of the label, map or number under the cursor, and give it everywhere it is meant. */
export function rename(view: EditorView): boolean {
  const source = view.state.doc.toString()
  const places = occurrences(source, view.state.selection.main.head)
  if (places.length === 0) return false
  const old = source.slice(places[0]!.from, places[0]!.to)
  const { result } = showDialog(view, {
    label: `Rename ${old} in ${places.length} ${places.length === 1 ? 'place' : 'places'} to`,
    input: { value: old, pattern: NAME, required: '', spellcheck: 'false' },
    focus: true,
    submitLabel: 'Rename',
    top: true,
  })
  void result.then(form => {
    const name = (form?.querySelector('input')?.value ?? '').trim()
    if (name && name !== old && view.state.doc.toString() === source) {
      view.dispatch({ changes: places.map(({ from, to }): ChangeSpec => ({ from, to, insert: name })), userEvent: 'rename' })
    }
    view.focus()
  })
  return true
}

export function formatAll(view: EditorView): boolean {
  const source = view.state.doc.toString()
  const changes = lineChanges(source, format(source))
  if (changes.length) view.dispatch({ changes, userEvent: 'format' })
  return true
}

/** Line by line where the count of lines is the same, so that breakpoints and the cursor stay; else the whole. */
function lineChanges(before: string, after: string): ChangeSpec[] {
  if (before === after) return []
  const [old, lines] = [before.split('\n'), after.split('\n')]
  if (old.length !== lines.length) return [{ from: 0, to: before.length, insert: after }]
  const changes: ChangeSpec[] = []
  let from = 0
  for (const [i, text] of old.entries()) {
    if (text !== lines[i]) changes.push({ from, to: from + text.length, insert: lines[i]! })
    from += text.length + 1
  }
  return changes
}
