/** Where a statement stands in its line. */
import { tokenizeLine } from './tokens'

export interface StatementPlace {
  readonly from: number
  readonly to: number
  /** Written as `mov r0, 1`, not as `r0 = 1`. */
  readonly mnemonic: boolean
}

/** The `nth` instruction of a line, from 0: without its label, the comment and the space around it. */
export function statementAt(line: string, nth: number): StatementPlace | null {
  const tokens = tokenizeLine(line)
  let seen = -1
  let found: { from: number; to: number; mnemonic: boolean } | null = null
  let open = false
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'comment') break
    if (token.text === ';') open = false
    else if (token.kind === 'space' || token.kind === 'label' && !open || !open && token.text === ':' && tokens[i - 1]?.kind === 'label') continue // prettier-ignore
    else if (!open) {
      if (found && seen === nth) return found
      open = true
      seen += 1
      found = { from: token.from, to: token.to, mnemonic: token.kind === 'mnemonic' }
    } else found!.to = token.to
  }
  return seen === nth ? found : null
}
