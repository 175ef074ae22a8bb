/** Completion as the editor offers it; it arrives with the editor's extras. */
import {
  acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus, moveCompletionSelection,
  selectedCompletionIndex,
} from '@codemirror/autocomplete' // prettier-ignore
import { Prec, type Extension } from '@codemirror/state'
import { keymap, type EditorView } from '@codemirror/view'
import { complete } from './complete'

/** Tab takes the first offer; Enter stays a new line unless one has moved into the list. */
function takeOffer(view: EditorView): boolean {
  if (completionStatus(view.state) !== 'active') return false
  if ((selectedCompletionIndex(view.state) ?? -1) < 0) moveCompletionSelection(true)(view)
  return acceptCompletion(view)
}

export function assist(): Extension {
  return [
    Prec.high(keymap.of([{ key: 'Tab', run: takeOffer }, ...closeBracketsKeymap, ...completionKeymap])),
    autocompletion({ override: [complete], icons: false, maxRenderedOptions: 60, selectOnOpen: false }),
    closeBrackets(),
  ]
}
