/** The run at one moment. Everything here is a pure question to a `Run`; what is remembered between two
 * questions, so that they stay cheap in long runs, is in ledger.ts, replay.ts and hits.ts. */
import type { Stepped } from '../generated/protocol'
import type { Change, Invocation, Output, Run } from './run'
import type { Tape } from './tape'

/**
 * A moment: after `step` instructions of the invocation at position `event`.
 * `step` null means the invocation has ended; `event` -1 means before the first one.
 */
export interface Moment {
  readonly event: number
  readonly step: number | null
}

export function lastMoment(run: Run): Moment {
  return { event: run.invocations.length - 1, step: null }
}

/** Where one invocation's part of a tape lies: from `from` up to and without `to`. */
export interface Span {
  readonly from: number
  readonly to: number
}

type Listed = 'steps' | 'outputs' | 'changes'

export function spanOf(run: Run, event: number, list: Listed): Span {
  const here = run.invocations.at(event)
  if (!here) return { from: 0, to: 0 }
  if (list === 'steps') return { from: here.steps, to: here.stepsEnd ?? run.steps.length }
  return { from: here[list], to: run.invocations.at(event + 1)?.[list] ?? run[list].length }
}

/** How many steps were recorded of the invocation at this position. */
export function stepsIn(run: Run, event: number): number {
  const { from, to } = spanOf(run, event, 'steps')
  return to - from
}

/** The `index`-th instruction of that invocation, from 0. */
export function stepAt(run: Run, event: number, index: number): Stepped | undefined {
  const { from, to } = spanOf(run, event, 'steps')
  return index < 0 || from + index >= to ? undefined : run.steps.at(from + index)
}

/** How many outputs had come out when the invocation at `event` ended. */
export function outputsUntil(run: Run, event: number): number {
  return run.invocations.at(event + 1)?.outputs ?? run.outputs.length
}

export function changesOf(run: Run, event: number): readonly Change[] {
  const { from, to } = spanOf(run, event, 'changes')
  return run.changes.slice(from, to)
}

export function outputsOf(run: Run, event: number): readonly Output[] {
  const { from, to } = spanOf(run, event, 'outputs')
  return run.outputs.slice(from, to)
}

/** One instruction on: through the invocation, then into the next one. */
export function stepOn(run: Run, moment: Moment): Moment {
  const total = stepsIn(run, moment.event)
  if (moment.step !== null && moment.step + 1 < total) return { event: moment.event, step: moment.step + 1 }
  if (moment.step !== null && moment.event >= 0) return { event: moment.event, step: null }
  if (moment.event + 1 >= run.invocations.length) return moment
  return { event: moment.event + 1, step: run.steps.length === 0 ? null : 0 }
}

/** One instruction back: through the invocation, then to the end of the one before. */
export function stepBack(run: Run, moment: Moment): Moment {
  const total = stepsIn(run, moment.event)
  const step = moment.step ?? total
  if (step > 0) return { event: moment.event, step: step - 1 }
  return moment.event > 0 ? { event: moment.event - 1, step: null } : { event: Math.min(moment.event, 0), step: moment.step }
}

/** Like `stepOn`, but a call is one step: on to the first instruction of this frame or of an outer one. */
export function stepOver(run: Run, moment: Moment): Moment {
  if (moment.step === null) return stepOn(run, moment)
  const depth = stepAt(run, moment.event, moment.step)?.frame ?? 0
  return onUntil(run, moment, step => step.frame <= depth)
}

/** On until this frame has returned to its caller, or the invocation has ended. */
export function stepOut(run: Run, moment: Moment): Moment {
  if (moment.step === null) return stepOn(run, moment)
  const depth = stepAt(run, moment.event, moment.step)?.frame ?? 0
  return onUntil(run, moment, step => step.frame < depth)
}

function onUntil(run: Run, moment: Moment, there: (step: Stepped) => boolean): Moment {
  const total = stepsIn(run, moment.event)
  for (let step = (moment.step ?? -1) + 1; step < total; step++) {
    if (there(stepAt(run, moment.event, step)!)) return { event: moment.event, step }
  }
  return { event: moment.event, step: null }
}

/** Where a run is to stop. Places are `program:pc`; maps and streams are names. */
export interface Breakpoints {
  readonly places: ReadonlySet<string>
  readonly maps: ReadonlySet<string>
  readonly outputs: ReadonlySet<string>
}

/** What `outputs` of breakpoints calls lines of bpf_trace_printk. */
export const PRINTED = 'bpf_trace_printk'

/** Where a run stops: at a moment; or it cannot be told before the steps of the event `unknown` are there. */
export type Stop = { readonly moment: Moment } | { readonly unknown: number }

/**
 * On to the next breakpoint after `moment`, or null when none comes.
 *
 * An instruction stops before it runs. A map change or an output belongs to its invocation and stops at
 * the invocation's end, where it is seen.
 */
export function runOn(run: Run, moment: Moment, points: Breakpoints): Stop | null {
  const end = nextEnd(run, moment.step === null ? moment.event + 1 : Math.max(0, moment.event), points)
  const before = end ?? { event: run.invocations.length - 1, step: null }
  return (points.places.size ? nextStep(run, moment, before.event, points.places) : null) ?? (end && { moment: end })
}

/** The next step at one of the places, up to the event `last`. */
function nextStep(run: Run, moment: Moment, last: number, places: ReadonlySet<string>): Stop | null {
  const first = moment.step === null ? moment.event + 1 : moment.event
  for (let event = Math.max(0, first); event <= last; event++) {
    const { from, to } = spanOf(run, event, 'steps')
    if (from === to) return { unknown: event }
    const begin = event === moment.event && moment.step !== null ? from + moment.step + 1 : from
    for (let at = begin; at < to; at++) {
      const step = run.steps.at(at)!
      if (places.has(`${step.program}:${step.pc}`)) return { moment: { event, step: at - from } }
    }
  }
  return null
}

function nextEnd(run: Run, from: number, points: Breakpoints): Moment | null {
  let found = Infinity
  if (points.maps.size) {
    for (let i = run.changes.search(change => change.at >= from); i < run.changes.length; i++) {
      const change = run.changes.at(i)!
      if (!points.maps.has(change.map)) continue
      found = change.at
      break
    }
  }
  if (points.outputs.size) {
    for (let i = run.outputs.search(output => output.at >= from); i < run.outputs.length; i++) {
      const output = run.outputs.at(i)!
      if (output.at >= found) break
      if (output.kind === 'gap' || !points.outputs.has(output.kind === 'record' ? output.map : PRINTED)) continue
      found = output.at
      break
    }
  }
  return found === Infinity ? null : { event: found, step: null }
}

/** Hook verdicts and faults, and how often each came up to `event`; a chunk of the tape is counted once. */
export function tally(invocations: Tape<Invocation>, event: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const add = (name: string, count: number) => counts.set(name, (counts.get(name) ?? 0) + count)
  let left = Math.min(event + 1, invocations.length)
  for (const chunk of invocations.chunks) {
    if (left <= 0) break
    const whole = left >= chunk.length
    for (const [name, times] of whole ? counted(chunk) : count(chunk.slice(0, left))) add(name, times)
    left -= chunk.length
  }
  return counts
}

const COUNTED = new WeakMap<readonly Invocation[], ReadonlyMap<string, number>>()

/** A chunk never changes once it is on a tape. */
function counted(chunk: readonly Invocation[]): ReadonlyMap<string, number> {
  let known = COUNTED.get(chunk)
  if (!known) COUNTED.set(chunk, (known = count(chunk)))
  return known
}

function count(invocations: readonly Invocation[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const invocation of invocations) {
    const name = invocation.fault ? 'fault' : invocation.verdict
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}
