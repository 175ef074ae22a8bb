import { describe, expect, it } from 'vitest'
import { tokenizeLine, type Kind } from '../src/language/tokens'
import samples from './tokens.json'

/** Kinds that the Pygments lexer and the editor both name; see tests/architecture/test_tokens.py. */
const SHARED: ReadonlySet<Kind> = new Set(['comment', 'directive', 'type', 'keyword', 'register', 'helper', 'string'])

function tokens(source: string) {
  const state = { comment: false }
  return source.split('\n').flatMap((line, number) =>
    tokenizeLine(line, state)
      .filter(token => SHARED.has(token.kind))
      .map(token => [token.kind, number, token.from, token.text]),
  )
}

describe('the editor sees what the Pygments lexer sees', () => {
  for (const sample of samples) {
    it(sample.name, () => expect(tokens(sample.source)).toEqual(sample.tokens))
  }
})
