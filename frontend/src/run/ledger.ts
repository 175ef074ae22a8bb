/**
 * Maps through time: the contents at any moment, who wrote an entry and what it held before.
 *
 * A cursor per map applies and takes back changes, so scrubbing costs the distance moved and not the
 * length of the run.
 */
import type { Change, Run } from './run'

export interface Entry {
  readonly key: string
  /** cpu -> value; the one value of a map that is not per-CPU stands under 0. */
  readonly values: ReadonlyMap<number, string>
  /** The invocation (position) that wrote it last. */
  readonly writer: number
  /** How often it changed since it came into the map. */
  readonly writes: number
}

export interface MapView {
  /** In no particular order. */
  readonly entries: readonly Entry[]
  /** Keys changed by the invocation of the moment itself, and those it deleted. */
  readonly fresh: ReadonlySet<string>
  readonly deleted: readonly string[]
}

class Book {
  readonly changes: Change[] = []
  readonly #before: (Entry | undefined)[] = [] // of each applied change, what its key held before
  readonly #entries = new Map<string, Entry>()
  #applied = 0

  /** The entries after the first `count` changes. */
  at(count: number): Iterable<Entry> {
    while (this.#applied < count) this.#apply()
    while (this.#applied > count) this.#takeBack()
    return this.#entries.values()
  }

  /** Whether the key is there at the moment last asked for. */
  has(key: string): boolean {
    return this.#entries.has(key)
  }

  #apply(): void {
    const change = this.changes[this.#applied]!
    const old = this.#entries.get(change.key)
    this.#before[this.#applied++] = old
    if (change.value === null) {
      this.#entries.delete(change.key)
      return
    }
    const values = new Map(old?.values)
    values.set(change.cpu ?? 0, change.value)
    this.#entries.set(change.key, { key: change.key, values, writer: change.at, writes: (old?.writes ?? 0) + 1 })
  }

  #takeBack(): void {
    const change = this.changes[--this.#applied]!
    const old = this.#before[this.#applied]
    if (old) this.#entries.set(change.key, old)
    else this.#entries.delete(change.key)
  }

  /** How many changes the invocations up to `event` made. */
  until(event: number): number {
    let [low, high] = [0, this.changes.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.changes[middle]!.at > event) high = middle
      else low = middle + 1
    }
    return low
  }
}

export class Ledger {
  #edition = ''
  #read = 0
  #books = new Map<string, Book>()

  /** A map's contents when the invocation at `event` ended. */
  view(run: Run, map: string, event: number): MapView {
    const book = this.#book(run, map)
    const count = book.until(event)
    const entries = [...book.at(count)]
    let first = count
    while (first > 0 && book.changes[first - 1]!.at === event) first -= 1
    const own = book.changes.slice(first, count)
    const fresh = new Set(own.map(change => change.key))
    const gone = new Set(own.flatMap(change => (change.value === null ? [change.key] : [])))
    return { entries, fresh, deleted: [...gone].filter(key => !book.has(key)) }
  }

  /** Every change of one key up to `event`, oldest first. */
  history(run: Run, map: string, key: string, event = Infinity): readonly Change[] {
    return this.#book(run, map).changes.filter(change => change.key === key && change.at <= event)
  }

  #book(run: Run, map: string): Book {
    this.#take(run)
    let book = this.#books.get(map)
    if (!book) this.#books.set(map, (book = new Book()))
    return book
  }

  #take(run: Run): void {
    const edition = `${run.id} ${run.edition}`
    if (edition !== this.#edition || run.changes.length < this.#read) {
      this.#edition = edition
      this.#read = 0
      this.#books = new Map()
    }
    for (; this.#read < run.changes.length; this.#read++) {
      const change = run.changes.at(this.#read)!
      let book = this.#books.get(change.map)
      if (!book) this.#books.set(change.map, (book = new Book()))
      book.changes.push(change)
    }
  }
}
