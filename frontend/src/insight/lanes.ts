/** The tree of paths as a drawing: a lane a path, instructions downwards. */
import type { Path, States } from './analysis'

export interface Lane {
  readonly number: number
  readonly x: number
  /** Slots between which the lane runs, inclusive, and every slot it stands on. */
  readonly from: number
  readonly to: number
  readonly end: Path['end']
  /** Lane and slot that it branched off from. */
  readonly parent: { readonly x: number; readonly y: number } | null
  /** Lane and slot where it meets the walk that covers it. */
  readonly covered: { readonly x: number; readonly y: number } | null
}

export const MAX_LANES = 80

/** A path takes the first column that is free over its whole extent, so that short ones share columns. */
export function lanes(states: States, paths: readonly Path[]): Lane[] {
  const columns: [number, number][][] = []
  const found: Lane[] = []
  const extents = paths.map(() => [Infinity, -Infinity] as [number, number])
  for (const [pc, path] of states.visits) {
    const extent = extents[path]
    if (!extent) continue
    extent[0] = Math.min(extent[0], pc)
    extent[1] = Math.max(extent[1], pc)
  }
  for (const [number, path] of paths.slice(0, MAX_LANES).entries()) {
    const extent = extents[number]!
    const branch = path.at >= 0 ? states.visits[path.at] : undefined
    const from = Math.min(extent[0], path.covered_at ?? Infinity, path.start)
    const to = Math.max(extent[1], path.covered_at ?? -Infinity, path.start)
    const top = Math.min(from, branch?.[0] ?? from)
    let x = columns.findIndex(column => column.every(([a, b]) => to < a || top > b))
    if (x < 0) x = columns.push([]) - 1
    columns[x]!.push([top, to])
    const parent = branch ? found[branch[1]] : undefined
    const cover = path.end === 'covered' && path.covered_by !== undefined ? states.visits[path.covered_by] : undefined
    const covering = cover ? found[cover[1]] : undefined
    found.push({
      number, x, from, to, end: path.end,
      parent: parent && branch ? { x: parent.x, y: branch[0] } : null,
      covered: covering && cover ? { x: covering.x, y: cover[0] } : null,
    }) // prettier-ignore
  }
  return found
}
