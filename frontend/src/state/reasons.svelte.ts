/** Why the kernel cares, per rejection: fetched when the first program is refused. */
import type { RejectionFact } from '../generated/rejections'

class Reasons {
  #rows = $state.raw<ReadonlyMap<string, RejectionFact> | null>(null)
  #asked = false

  /** The row of a code; null until it is here, or when the code is unknown. */
  of(code: string): RejectionFact | null {
    if (!this.#asked) {
      this.#asked = true
      void import('../generated/rejections').then(facts => {
        this.#rows = new Map(facts.REJECTIONS.map(row => [row.code, { ...row, title: row.title[0]!.toUpperCase() + row.title.slice(1) }]))
      })
    }
    return this.#rows?.get(code) ?? null
  }
}

export const reasons = new Reasons()
