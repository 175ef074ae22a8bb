/** What the editor can do beyond writing; it arrives after the page is drawn. */
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import type { Extension } from '@codemirror/state'
import { keymap } from '@codemirror/view'

export function extras(): Extension {
  return [search({ top: true }), highlightSelectionMatches(), keymap.of(searchKeymap)]
}
