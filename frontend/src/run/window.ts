/**
 * Which part of a run to ask for in full: its steps, or invocations that were left out.
 *
 * A run is the same every time it is played, so any stretch of it can be had by playing it again and
 * telling only that stretch. Hooks are named by their number `n`, which thinning does not change.
 */
import type { Run } from './run'
import { stepsIn } from './timeline'

/** Numbers of the first and the last hook. */
export interface Window {
  readonly first: number
  readonly last: number
}

/** Steps that one window asks for, and invocations that were left out: what is played again in well under a second. */
export const STEPS = 20_000
export const HOOKS = 2_000

const UNKNOWN = 1_000 // instructions of an invocation that a fault ended

/** Hooks that were fired and not told between the invocation at this position and the next; null when there are none. */
export function missingAfter(run: Run, event: number): Window | null {
  const first = (run.invocations.at(event)?.n ?? -1) + 1
  const next = run.invocations.at(event + 1)?.n ?? run.finished?.totals.hooks ?? first
  return next > first ? { first, last: next - 1 } : null
}

/** As much of a gap as one window holds, from its beginning. */
export function head(gap: Window): Window {
  return { first: gap.first, last: Math.min(gap.last, gap.first + HOOKS - 1) }
}

/** Instructions that the invocation at this position executed. */
function cost(run: Run, event: number): number {
  return run.invocations.at(event)!.insns ?? UNKNOWN
}

/** Whether steps of the invocation at this position are still to be had. */
export function unrecorded(run: Run, event: number): boolean {
  return event >= 0 && event < run.invocations.length && stepsIn(run, event) === 0
}

/**
 * The stretch around an event whose steps fit into one window: mostly what comes after it, for that is where
 * one steps to. Invocations that are recorded already end it.
 */
export function stretch(run: Run, event: number, steps = STEPS): Window {
  let [from, to] = [event, event]
  let left = steps - cost(run, event)
  /** Take in the neighbour, and what lies untold between, while both fit. */
  const take = (next: number, beside: number, reserve: number): boolean => {
    if (!unrecorded(run, next)) return false
    const between = Math.abs(run.invocations.at(next)!.n - run.invocations.at(beside)!.n) - 1
    const price = cost(run, next) * (1 + between)
    if (left - price < reserve) return false
    left -= price
    return true
  }
  while (take(to + 1, to, steps / 4)) to += 1
  while (take(from - 1, from, 0)) from -= 1
  while (take(to + 1, to, 0)) to += 1
  return { first: run.invocations.at(from)!.n, last: run.invocations.at(to)!.n }
}

/** How many invocations have their steps. */
export function recordedIn(run: Run): number {
  let count = 0
  for (let event = 0; event < run.invocations.length; event++) if (!unrecorded(run, event)) count += 1
  return count
}
