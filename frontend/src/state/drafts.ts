/**
 * What was typed and not shared, kept in this browser.
 *
 * A draft belongs to the page it was begun on and to one tab; opening a link makes another draft and
 * overwrites none. The oldest go when there are more than fifty.
 */
export interface Draft {
  readonly id: string
  readonly page: string
  readonly title: string
  readonly source: string
  readonly scenario: string
  readonly seed: string
  /** Milliseconds since 1970. */
  readonly saved: number
}

const PREFIX = 'draft:'
const MOST = 50

export class Drafts {
  readonly #store: Storage
  /** Page -> draft, of this tab alone. */
  readonly #tab: Storage

  constructor(store: Storage, tab: Storage) {
    this.#store = store
    this.#tab = tab
  }

  /** What this tab was typing on a page when it was loaded again, or came back to it. */
  resumed(page: string): Draft | null {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    if (navigation?.type !== 'reload' && navigation?.type !== 'back_forward') return null
    const id = this.#tab.getItem(PREFIX + page)
    return this.all().find(draft => draft.id === id) ?? null
  }

  /** All drafts, newest first. Unreadable entries are skipped, not removed. */
  all(): Draft[] {
    const found: Draft[] = []
    for (let i = 0; i < this.#store.length; i++) {
      const key = this.#store.key(i)!
      if (!key.startsWith(PREFIX)) continue
      try {
        found.push(JSON.parse(this.#store.getItem(key)!) as Draft)
      } catch {
        continue
      }
    }
    return found.sort((a, b) => b.saved - a.saved)
  }

  /** Returns false when the browser refuses to keep it (private mode, full). */
  keep(draft: Draft): boolean {
    try {
      this.#store.setItem(PREFIX + draft.id, JSON.stringify(draft))
      this.#tab.setItem(PREFIX + draft.page, draft.id)
      for (const old of this.all().slice(MOST)) this.drop(old.id)
      return true
    } catch {
      return false
    }
  }

  drop(id: string): void {
    this.#store.removeItem(PREFIX + id)
  }
}
