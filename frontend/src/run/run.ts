/**
 * One run as the page sees it: a pure fold of frames.
 *
 * Lists only grow and keep the order of the protocol, so "the run at event n" is a prefix of each of
 * them (see timeline.ts). 64-bit values stay the hex strings they came as; whoever shows one parses it.
 */
import type * as wire from '../generated/protocol'

/** One firing of one program: from its `hook` to its `returned` or `fault`. */
export interface Invocation {
  readonly n: number
  readonly time: bigint
  readonly section: string
  readonly cpu: number
  readonly pid: number
  readonly tgid: number
  readonly comm: string
  readonly summary: string
  readonly retval?: string
  readonly insns?: number
  readonly verdict?: string
  readonly fault?: wire.Faulted
  /** Where this invocation's steps, outputs and changes begin in the run's lists. */
  readonly steps: number
  readonly outputs: number
  readonly changes: number
}

/** A ring-buffer or perf record, a printed line, or a gap, in the order they came out. */
export type Output =
  | { readonly kind: 'record'; readonly at: number; readonly time: bigint; readonly map: string; readonly data: string }
  | { readonly kind: 'printed'; readonly at: number; readonly time: bigint; readonly text: string; readonly cpu: number; readonly comm: string }
  | { readonly kind: 'gap'; readonly at: number; readonly text: string }

/** A map entry is not what it was. `at` is the position of the invocation that did it, -1 before any. */
export interface Change {
  readonly at: number
  readonly map: string
  readonly key: string
  readonly value: string | null
  readonly cpu: number | null
}

export type Verdict = wire.Accepted | wire.Rejected

export interface Run {
  readonly id: string
  /** The last frame folded in; -1 before the first. */
  readonly seq: number
  readonly programs: readonly wire.ProgramInfo[]
  readonly maps: readonly wire.MapInfo[]
  readonly verdicts: readonly Verdict[]
  readonly invocations: readonly Invocation[]
  readonly outputs: readonly Output[]
  readonly changes: readonly Change[]
  readonly steps: readonly wire.Stepped[]
  readonly progress: wire.Progress | null
  readonly finished: wire.Finished | null
}

export function emptyRun(id: string): Run {
  return {
    id, seq: -1, programs: [], maps: [], verdicts: [], invocations: [], outputs: [], changes: [], steps: [],
    progress: null, finished: null,
  } // prettier-ignore
}

type Draft = { -readonly [K in keyof Run]: Run[K] extends readonly (infer T)[] ? T[] : Run[K] }

/**
 * Fold frames into the run. A frame already had, of another run, or out of order changes nothing.
 * The lists are copied once a call, however many frames it brings: give it what came since the last paint.
 */
export function fold(run: Run, frames: readonly wire.Frame[]): Run {
  const draft: Draft = {
    ...run,
    programs: [...run.programs], maps: [...run.maps], verdicts: [...run.verdicts], invocations: [...run.invocations],
    outputs: [...run.outputs], changes: [...run.changes], steps: [...run.steps],
  } // prettier-ignore
  for (const frame of frames) {
    if (frame.run !== draft.id || frame.seq !== draft.seq + 1) continue
    for (const event of frame.events) apply(draft, event)
    draft.seq = frame.seq
  }
  return draft.seq === run.seq ? run : draft
}

function apply(run: Draft, event: wire.Event): void {
  const at = run.invocations.length - 1
  switch (event.type) {
    case 'assembled':
      run.programs = [...event.programs]
      run.maps = [...event.maps]
      return
    case 'accepted':
    case 'rejected':
      run.verdicts.push(event)
      return
    case 'hook':
      run.invocations.push({
        n: event.n, time: BigInt(event.time_ns), section: event.section, cpu: event.cpu, pid: event.pid,
        tgid: event.tgid, comm: event.comm, summary: event.summary,
        steps: run.steps.length, outputs: run.outputs.length, changes: run.changes.length,
      }) // prettier-ignore
      return
    case 'returned':
      amend(run, event.n, { retval: event.retval, insns: event.insns, ...(event.verdict && { verdict: event.verdict }) })
      return
    case 'fault':
      amend(run, event.n, { fault: event })
      return
    case 'record':
      run.outputs.push({ kind: 'record', at, time: BigInt(event.time_ns), map: event.map, data: event.data })
      return
    case 'printed':
      run.outputs.push({ kind: 'printed', at, time: BigInt(event.time_ns), text: event.text, cpu: event.cpu, comm: event.comm })
      return
    case 'map':
      run.changes.push({
        at, map: event.map, key: event.key, value: event.deleted ? null : (event.value ?? null), cpu: event.cpu ?? null,
      }) // prettier-ignore
      return
    case 'stepped':
      run.steps.push(event)
      return
    case 'gap':
      run.outputs.push({ kind: 'gap', at, text: gapText(event) })
      return
    case 'progress':
      run.progress = event
      return
    case 'finished':
      run.finished = event
      run.progress = null
      return
    default:
      unreachable(event)
  }
}

/** Complete the invocation `n`; it is the last one, or close to it when frames were thinned. */
function amend(run: Draft, n: number, more: Partial<Invocation>): void {
  for (let i = run.invocations.length - 1; i >= 0; i--) {
    const invocation = run.invocations[i]!
    if (invocation.n === n) {
      run.invocations[i] = { ...invocation, ...more }
      return
    }
    if (invocation.n < n) return
  }
}

function gapText(gap: wire.Gap): string {
  const dropped = Object.entries(gap.dropped).map(([type, count]) => `${count.toLocaleString('en')} ${type}`)
  return `${dropped.join(', ')} left out: ${gap.reason}`
}

/** A new event type without a case above does not compile. */
function unreachable(event: never): void {
  console.warn('an event of a newer protocol', event)
}
