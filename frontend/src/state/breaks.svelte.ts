/** Breakpoints: lines of the source, maps that are written, streams that say something. */
export class Breaks {
  lines = $state.raw<ReadonlySet<number>>(new Set())
  maps = $state.raw<ReadonlySet<string>>(new Set())
  outputs = $state.raw<ReadonlySet<string>>(new Set())

  readonly any: boolean = $derived(this.lines.size + this.maps.size + this.outputs.size > 0)

  toggleLine(line: number): void {
    this.lines = toggled(this.lines, line)
  }

  /** The source was edited: breakpoints go where their lines went. */
  move(lines: readonly number[]): void {
    if (lines.length !== this.lines.size || lines.some(line => !this.lines.has(line))) this.lines = new Set(lines)
  }

  toggleMap(name: string): void {
    this.maps = toggled(this.maps, name)
  }

  toggleOutput(name: string): void {
    this.outputs = toggled(this.outputs, name)
  }

  clear(): void {
    this.lines = new Set()
    this.maps = new Set()
    this.outputs = new Set()
  }
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set)
  if (!next.delete(item)) next.add(item)
  return next
}
