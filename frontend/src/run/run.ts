/**
 * One run as the page sees it: a pure fold of frames.
 *
 * Lists only grow and keep the order of the protocol, so "the run at event n" is a prefix of each of
 * them (see timeline.ts); each is a `Tape`, so that a fold costs what it brings. 64-bit values stay the hex strings they came as; whoever shows one parses it.
 */
import type * as wire from '../generated/protocol'
import { plural } from '../panels/format'
import { Recorder, Tape } from './tape'

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
  /** A packet program's frame before it ran, as hex; the first bytes of a long one. `length` is the whole. */
  readonly data?: string
  readonly length?: number
  /** The frame afterwards, where the program changed it; and the device it left by. */
  readonly after?: string
  readonly afterLength?: number
  readonly out?: string
  /** Where this invocation's steps, outputs and changes begin in the run's lists; steps may lie in any order. */
  readonly steps: number
  /** Where its steps end, once it has ended. */
  readonly stepsEnd?: number
  readonly outputs: number
  readonly changes: number
}

/** A ring-buffer or perf record, a printed line, an act of user space, or a gap, in the order they came out. */
export type Output =
  | { readonly kind: 'record'; readonly at: number; readonly time: bigint; readonly map: string; readonly data: string }
  | { readonly kind: 'printed'; readonly at: number; readonly time: bigint; readonly text: string; readonly cpu: number; readonly comm: string }
  | { readonly kind: 'user'; readonly at: number; readonly time: bigint; readonly comm: string; readonly text: string; readonly act: wire.UserAction }
  /** `hooks` of them were left out altogether; 0 where an invocation was merely too talkative. */
  | { readonly kind: 'gap'; readonly at: number; readonly text: string; readonly hooks: number }

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
  /** Another one whenever invocations were put in between: what was remembered by position holds no longer. */
  readonly edition: number
  /** The last frame folded in; -1 before the first. */
  readonly seq: number
  readonly programs: readonly wire.ProgramInfo[]
  readonly maps: readonly wire.MapInfo[]
  readonly records: readonly wire.RecordLayout[]
  readonly verdicts: readonly Verdict[]
  /** What a loader would hear of a hook: told before the first event. */
  readonly notices: readonly wire.Notice[]
  readonly invocations: Tape<Invocation>
  readonly outputs: Tape<Output>
  readonly changes: Tape<Change>
  readonly steps: Tape<wire.Stepped>
  /** How often each instruction began, by `program:pc`; told at the end of runs that ask for it. */
  readonly counts: ReadonlyMap<string, number>
  /** What the simulated kernel counted; told at the end. */
  readonly counters: Readonly<Record<string, number>>
  /** What a refused program did to a kernel that ran it all the same, where the run asked for that. */
  readonly oops: wire.Oops | null
  readonly progress: wire.Progress | null
  readonly finished: wire.Finished | null
}

export function emptyRun(id: string): Run {
  return {
    id, edition: 0, seq: -1, programs: [], maps: [], records: [], counts: new Map(), counters: {}, verdicts: [], notices: [], invocations: new Tape(), outputs: new Tape(), changes: new Tape(), steps: new Tape(),
    oops: null, progress: null, finished: null,
  } // prettier-ignore
}

/** A run while frames are folded in: tapes are being recorded, the rest is simply replaced. */
type Draft = { -readonly [K in keyof Run]: Run[K] extends Tape<infer T> ? Recorder<T> : Run[K] }

/** Fold frames into the run. A frame already had, of another run, or out of order changes nothing. */
export function fold(run: Run, frames: readonly wire.Frame[]): Run {
  const draft: Draft = {
    ...run,
    invocations: new Recorder(run.invocations), outputs: new Recorder(run.outputs), changes: new Recorder(run.changes),
    steps: new Recorder(run.steps),
  } // prettier-ignore
  for (const frame of frames) {
    if (frame.run !== draft.id || frame.seq !== draft.seq + 1) continue
    for (const event of frame.events) apply(draft, event)
    draft.seq = frame.seq
  }
  if (draft.seq === run.seq) return run
  return {
    ...draft,
    invocations: draft.invocations.tape(), outputs: draft.outputs.tape(), changes: draft.changes.tape(), steps: draft.steps.tape(),
  } // prettier-ignore
}

function apply(run: Draft, event: wire.Event): void {
  const at = run.invocations.length - 1
  switch (event.type) {
    case 'assembled':
      run.programs = event.programs
      run.maps = event.maps
      run.records = event.records ?? []
      for (const map of event.maps) for (const { key, value } of map.contents ?? []) run.changes.push({ at: -1, map: map.name, key, value, cpu: null })
      return
    case 'accepted':
    case 'rejected':
      run.verdicts = [...run.verdicts, event]
      return
    case 'hook':
      run.invocations.push({
        n: event.n, time: BigInt(event.time_ns), section: event.section, cpu: event.cpu, pid: event.pid,
        tgid: event.tgid, comm: event.comm, summary: event.summary,
        steps: run.steps.length, outputs: run.outputs.length, changes: run.changes.length,
        ...packetOf(event),
      }) // prettier-ignore
      return
    case 'returned':
      amend(run, event.n, { retval: event.retval, insns: event.insns, ...(event.verdict && { verdict: event.verdict }), ...afterwards(event) })
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
    case 'user':
      run.outputs.push({ kind: 'user', at, time: BigInt(event.time_ns), comm: event.comm, text: event.summary, act: event })
      return
    case 'notice':
      run.notices = [...run.notices, event]
      return
    case 'counters':
      run.counters = event.counters
      return
    case 'coverage':
      run.counts = new Map([...run.counts, ...event.counts.map((count, pc) => [`${event.program}:${pc}`, count] as const)])
      return
    case 'stepped':
      run.steps.push(event)
      return
    case 'oops':
      run.oops = event
      return
    case 'gap':
      run.outputs.push({ kind: 'gap', at, text: gapText(event), hooks: event.dropped['hook'] ?? 0 })
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

function packetOf(hook: wire.Hook): Pick<Invocation, 'data' | 'length'> {
  return hook.data ? { data: hook.data, length: hook.length ?? hook.data.length / 2 } : {}
}

function afterwards(end: wire.Returned): Pick<Invocation, 'after' | 'afterLength' | 'out'> {
  return { ...(end.data && { after: end.data, afterLength: end.length ?? end.data.length / 2 }), ...(end.out && { out: end.out }) }
}

/** Complete the invocation `n`; it is the last one, or close to it when frames were thinned. */
function amend(run: Draft, n: number, more: Partial<Invocation>): void {
  for (let i = run.invocations.length - 1; i >= 0; i--) {
    const invocation = run.invocations.at(i)!
    if (invocation.n === n) {
      run.invocations.set(i, { ...invocation, ...more, stepsEnd: run.steps.length })
      return
    }
    if (invocation.n < n) return
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  hook: 'event', record: 'record', printed: 'printed line', map: 'map entry change', stepped: 'step', user: 'user action',
} // prettier-ignore

/** What a gap left out, as people count it: a hook and its end are one event. */
function gapText(gap: wire.Gap): string {
  const dropped = Object.entries(gap.dropped).flatMap(([type, count]) => (NOUNS[type] ? [plural(count, NOUNS[type])] : []))
  return `${dropped.join(', ') || 'something'} left out: ${gap.reason}`
}

/** A gap where invocations are still missing. */
export function gapOf(hooks: number, at: number): Output {
  return { kind: 'gap', at, text: `${plural(hooks, 'event')} left out`, hooks }
}

/** A new event type without a case above does not compile; one of a newer server changes nothing here. */
function unreachable(_event: never): void {}
