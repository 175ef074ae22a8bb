/** Two texts, line by line. */
export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
  /** Line numbers from 1; null on the side where the line is not. */
  readonly before: number | null
  readonly after: number | null
}

/** The lines of both, in order, with the fewest of them gone or new (longest common subsequence). */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, now] = [before.replace(/\n$/, '').split('\n'), after.replace(/\n$/, '').split('\n')]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let end = 0
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1
  const lines: DiffLine[] = []
  const same = (i: number, j: number) => lines.push({ kind: 'same', text: now[j]!, before: i + 1, after: j + 1 })
  for (let i = 0; i < start; i++) same(i, i)
  const [rows, columns] = [old.length - start - end, now.length - start - end]
  const common = table(old.slice(start, start + rows), now.slice(start, start + columns))
  let [i, j] = [0, 0]
  while (i < rows || j < columns) {
    if (i < rows && j < columns && old[start + i] === now[start + j]) same(start + i++, start + j++)
    else if (i < rows && (j >= columns || common[i + 1]![j]! >= common[i]![j + 1]!)) lines.push({ kind: 'gone', text: old[start + i]!, before: start + ++i, after: null })
    else lines.push({ kind: 'new', text: now[start + j]!, before: null, after: start + ++j })
  }
  for (let k = end; k > 0; k--) same(old.length - k, now.length - k)
  return lines
}

/** Length of the longest common subsequence of the rests from each pair of places on. */
function table(old: readonly string[], now: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      rows[i]![j] = old[i] === now[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!)
    }
  }
  return rows
}

/** Runs of changed lines with `around` unchanged ones on each side; what lies between is left out. */
export function hunks(lines: readonly DiffLine[], around = 3): DiffLine[][] {
  const near = lines.map((_, i) => lines.slice(Math.max(0, i - around), i + around + 1).some(line => line.kind !== 'same'))
  const found: DiffLine[][] = []
  for (const [i, line] of lines.entries()) {
    if (!near[i]) continue
    if (!near[i - 1]) found.push([])
    found.at(-1)!.push(line)
  }
  return found
}
