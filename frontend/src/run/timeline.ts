/** The run at one moment. Everything here is a pure question to a `Run`; nothing is stored. */
import type { Stepped } from '../generated/protocol'
import type { Change, Invocation, Run } from './run'

/**
 * A moment: after `step` instructions of the invocation at position `event`.
 * `step` null means the invocation has ended; `event` -1 means before the first one.
 */
export interface Moment {
  readonly event: number
  readonly step: number | null
}

export interface Entry {
  readonly key: string
  /** cpu -> value; the one value of a map that is not per-CPU stands under 0. */
  readonly values: ReadonlyMap<number, string>
  /** The invocation (position) that wrote it last. */
  readonly writer: number
  readonly writes: number
}

export interface MapView {
  readonly entries: readonly Entry[]
  /** Keys changed by the invocation of the moment itself, and those it deleted. */
  readonly fresh: ReadonlySet<string>
  readonly deleted: readonly string[]
}

export function lastMoment(run: Run): Moment {
  return { event: run.invocations.length - 1, step: null }
}

/** The steps recorded for the invocation at this position. */
export function stepsOf(run: Run, event: number): readonly Stepped[] {
  const [from, to] = span(run, event, 'steps', run.steps.length)
  return run.steps.slice(from, to)
}

function span(run: Run, event: number, list: 'steps' | 'outputs' | 'changes', length: number): [number, number] {
  const here = run.invocations[event]
  if (!here) return [0, 0]
  return [here[list], run.invocations[event + 1]?.[list] ?? length]
}

/** How many outputs had come out when the invocation at `event` ended. */
export function outputsUntil(run: Run, event: number): number {
  return run.invocations[event + 1]?.outputs ?? run.outputs.length
}

export function changesOf(run: Run, event: number): readonly Change[] {
  const [from, to] = span(run, event, 'changes', run.changes.length)
  return run.changes.slice(from, to)
}

/** A map's contents when the invocation at `event` ended, in the order the keys first came. */
export function mapAt(run: Run, map: string, event: number): MapView {
  const entries = new Map<string, { key: string; values: Map<number, string>; writer: number; writes: number }>()
  const fresh = new Set<string>()
  const deleted: string[] = []
  for (const change of run.changes) {
    if (change.at > event) break
    if (change.map !== map) continue
    if (change.at === event) fresh.add(change.key)
    if (change.value === null) {
      entries.delete(change.key)
      if (change.at === event) deleted.push(change.key)
      continue
    }
    const entry = entries.get(change.key) ?? { key: change.key, values: new Map(), writer: -1, writes: 0 }
    entry.values.set(change.cpu ?? 0, change.value)
    entry.writer = change.at
    entry.writes += 1
    entries.set(change.key, entry)
  }
  return { entries: [...entries.values()], fresh, deleted }
}

export interface RegisterView {
  /** r0 to r10 as hex strings; null where nothing was written yet. */
  readonly values: readonly (string | null)[]
  readonly changed: ReadonlySet<number>
  /** The instruction just executed. */
  readonly last: Stepped | null
  readonly next: Stepped | null
  readonly memory: readonly { readonly address: string; readonly data: string; readonly fresh: boolean }[]
  readonly executed: number
  readonly total: number
}

/** Registers of the innermost frame, and what was stored, after `step` instructions of that invocation. */
export function registersAt(run: Run, moment: Moment): RegisterView {
  const steps = stepsOf(run, moment.event)
  const executed = Math.min(moment.step ?? steps.length, steps.length)
  const frames: (string | null)[][] = [new Array<string | null>(11).fill(null)]
  const memory = new Map<string, { address: string; data: string; fresh: boolean }>()
  let values = frames[0]!
  for (const [i, step] of steps.slice(0, executed).entries()) {
    values = frames[step.frame] ??= [...values]
    frames.length = step.frame + 1 // a return forgets the callee's registers
    for (const write of step.registers) values[write.reg] = write.value
    for (const write of step.memory) memory.set(write.address, { ...write, fresh: i === executed - 1 })
  }
  const last = steps[executed - 1] ?? null
  return {
    values,
    changed: new Set(last?.registers.map(write => write.reg)),
    last,
    next: steps[executed] ?? null,
    memory: [...memory.values()],
    executed,
    total: steps.length,
  }
}

/** One instruction on: through the invocation, then into the next one. */
export function stepOn(run: Run, moment: Moment): Moment {
  const total = stepsOf(run, moment.event).length
  if (moment.step !== null && moment.step + 1 < total) return { event: moment.event, step: moment.step + 1 }
  if (moment.step !== null && moment.event >= 0) return { event: moment.event, step: null }
  if (moment.event + 1 >= run.invocations.length) return moment
  return { event: moment.event + 1, step: total === 0 && run.steps.length === 0 ? null : 0 }
}

/** One instruction back: through the invocation, then to the end of the one before. */
export function stepBack(run: Run, moment: Moment): Moment {
  const total = stepsOf(run, moment.event).length
  const step = moment.step ?? total
  if (step > 0) return { event: moment.event, step: step - 1 }
  return moment.event > 0 ? { event: moment.event - 1, step: null } : { event: Math.min(moment.event, 0), step: moment.step }
}

/** How often each instruction (`program:pc`) ran in the whole run. */
export function coverage(run: Run): ReadonlyMap<string, number> {
  const hits = new Map<string, number>()
  for (const step of run.steps) {
    const place = `${step.program}:${step.pc}`
    hits.set(place, (hits.get(place) ?? 0) + 1)
  }
  return hits
}

/** Hook verdicts (or, without verdicts, return values) and how often each came up to `event`. */
export function tally(invocations: readonly Invocation[], event: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const invocation of invocations.slice(0, event + 1)) {
    const name = invocation.fault ? 'fault' : invocation.verdict
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}
