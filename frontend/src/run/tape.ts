/**
 * A list that only grows, as an immutable value: appending copies one chunk, never the list.
 *
 * A run of half a million steps is painted twenty times a second while it arrives; with plain arrays every
 * paint would copy it whole.
 */
const BITS = 10
const SIZE = 1 << BITS
const MASK = SIZE - 1

export class Tape<T> implements Iterable<T> {
  constructor(
    readonly chunks: readonly (readonly T[])[] = [],
    readonly length = 0,
  ) {}

  static of<T>(...items: T[]): Tape<T> {
    const recorder = new Recorder(new Tape<T>())
    for (const item of items) recorder.push(item)
    return recorder.tape()
  }

  at(index: number): T | undefined {
    return index < 0 || index >= this.length ? undefined : this.chunks[index >> BITS]![index & MASK]
  }

  get last(): T | undefined {
    return this.at(this.length - 1)
  }

  slice(from = 0, to = this.length): T[] {
    const found: T[] = []
    for (let i = Math.max(0, from); i < Math.min(to, this.length); i++) found.push(this.chunks[i >> BITS]![i & MASK]!)
    return found
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const chunk of this.chunks) yield* chunk
  }

  /** The first index whose item passes; the items must be in order: once one passes, all after it do. */
  search(passes: (item: T) => boolean): number {
    let [low, high] = [0, this.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (passes(this.at(middle)!)) high = middle
      else low = middle + 1
    }
    return low
  }
}

/** Writes on a tape; the tape it began with never changes. */
export class Recorder<T> {
  readonly #from: Tape<T>
  #chunks: T[][] | null = null
  readonly #own = new Set<number>()
  length: number

  constructor(from: Tape<T>) {
    this.#from = from
    this.length = from.length
  }

  at(index: number): T | undefined {
    return index < 0 || index >= this.length ? undefined : (this.#chunks ?? this.#from.chunks)[index >> BITS]![index & MASK]
  }

  push(item: T): void {
    this.#chunk(this.length >> BITS).push(item)
    this.length += 1
  }

  set(index: number, item: T): void {
    this.#chunk(index >> BITS)[index & MASK] = item
  }

  /** What was recorded; the very tape it began with when that was nothing. */
  tape(): Tape<T> {
    return this.#chunks ? new Tape(this.#chunks, this.length) : this.#from
  }

  #chunk(at: number): T[] {
    this.#chunks ??= [...this.#from.chunks] as T[][]
    if (!this.#own.has(at)) {
      this.#chunks[at] = [...(this.#chunks[at] ?? [])]
      this.#own.add(at)
    }
    return this.#chunks[at]!
  }
}
