/**
 * A part of a run, played again and told in full, put into the run it belongs to.
 *
 * Steps are laid beside the invocations that lack them. Invocations that had been left out are put in where
 * they belong, with what they put out and changed; what then still is left out is said by gaps as before.
 */
import { gapOf, type Change, type Invocation, type Output, type Run } from './run'
import { Recorder, Tape } from './tape'
import { changesOf, outputsOf, spanOf, stepsIn } from './timeline'
import { missingAfter } from './window'

/** The run with everything that `part` knows more of. Positions of invocations may change, their numbers do not. */
export function merge(run: Run, part: Run): Run {
  const known = new Set<number>()
  for (const { n } of run.invocations) known.add(n)
  const whole = [...part.invocations].every(({ n }) => known.has(n)) ? run : filled(run, part, known)
  const counts = part.counts.size ? part.counts : run.counts
  return { ...withSteps(whole, part), counts }
}

/** Position of the invocation with this number, or of the first one after it. */
export function positionOf(run: Run, n: number): number {
  return run.invocations.search(invocation => invocation.n >= n)
}

function withSteps(run: Run, part: Run): Run {
  if (part.steps.length === 0) return run
  const [invocations, steps] = [new Recorder(run.invocations), new Recorder(run.steps)]
  for (let event = 0; event < part.invocations.length; event++) {
    const { from, to } = spanOf(part, event, 'steps')
    const at = positionOf(run, part.invocations.at(event)!.n)
    if (from === to || stepsIn(run, at)) continue
    const begin = steps.length
    for (let i = from; i < to; i++) steps.push(part.steps.at(i)!)
    invocations.set(at, { ...run.invocations.at(at)!, steps: begin, stepsEnd: steps.length })
  }
  return { ...run, invocations: invocations.tape(), steps: steps.tape() }
}

/** An invocation with what it put out and changed, wherever it was told. */
interface Told {
  readonly invocation: Invocation
  readonly outputs: readonly Output[]
  readonly changes: readonly Change[]
}

function filled(run: Run, part: Run, known: ReadonlySet<number>): Run {
  const end = run.steps.length // steps of the part are laid out afterwards
  const added = tell(part).filter(({ invocation }) => !known.has(invocation.n))
  const all = [...tell(run), ...added.map(told => ({ ...told, invocation: { ...told.invocation, steps: end, stepsEnd: end } }))]
  all.sort((a, b) => a.invocation.n - b.invocation.n)
  const press = new Press(run, acts(run, part))
  all.forEach((told, at) => press.print(told, at))
  return press.run()
}

function tell(run: Run): Told[] {
  return Array.from({ length: run.invocations.length }, (_, at) => ({
    invocation: run.invocations.at(at)!,
    outputs: outputsOf(run, at),
    changes: changesOf(run, at),
  }))
}

type Act = Output & { readonly kind: 'user' }

/** What user space did, each act once, however often it was told; by time. */
function acts(...runs: readonly Run[]): Act[] {
  const found = new Map<string, Act>()
  for (const run of runs) for (const output of run.outputs) if (output.kind === 'user') found.set(`${output.time} ${output.text}`, output)
  return [...found.values()].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
}

/** Acts of user space and gaps between invocations are laid anew; everything else stays with its invocation. */
function stays(output: Output): boolean {
  return output.kind !== 'user' && !(output.kind === 'gap' && output.hooks)
}

/** Prints a run anew, invocation by invocation. */
class Press {
  readonly #run: Run
  readonly #acts: Act[]
  readonly #invocations = new Recorder<Invocation>(new Tape())
  readonly #outputs = new Recorder<Output>(new Tape())
  readonly #changes = new Recorder<Change>(new Tape())
  /** Entry -> CPU -> what it holds by now: a change to what it holds already is none. */
  readonly #held = new Map<string, Map<number | null, string>>()

  constructor(run: Run, userActs: Act[]) {
    this.#run = run
    this.#acts = userActs
    for (const output of run.outputs) {
      if (output.at >= 0) break
      if (stays(output)) this.#outputs.push(output)
    }
    for (const change of run.changes) {
      if (change.at >= 0) break
      this.#change(change, -1)
    }
  }

  print({ invocation, outputs, changes }: Told, at: number): void {
    this.#gap(invocation.n, at - 1)
    this.#actUntil(invocation.time, at - 1)
    const begins = { outputs: this.#outputs.length, changes: this.#changes.length }
    this.#invocations.push({ ...invocation, ...begins })
    for (const output of outputs) if (stays(output)) this.#outputs.push({ ...output, at })
    for (const change of changes) this.#change(change, at)
  }

  run(): Run {
    const at = this.#invocations.length - 1
    this.#actUntil(null, at)
    const printed = { ...this.#run, edition: this.#run.edition + 1, invocations: this.#invocations.tape() }
    const rest = missingAfter(printed, at)
    if (rest) this.#outputs.push(gapOf(rest.last - rest.first + 1, at))
    return { ...printed, outputs: this.#outputs.tape(), changes: this.#changes.tape() }
  }

  #gap(n: number, at: number): void {
    const before = this.#invocations.at(at)?.n ?? -1
    if (n > before + 1) this.#outputs.push(gapOf(n - before - 1, at))
  }

  /** What user space did before that time; all that is left with null. */
  #actUntil(time: bigint | null, at: number): void {
    while (this.#acts.length && (time === null || this.#acts[0]!.time <= time)) this.#outputs.push({ ...this.#acts.shift()!, at })
  }

  #change(change: Change, at: number): void {
    const { map, key, cpu, value } = change
    const entry = `${map} ${key}`
    const held = this.#held.get(entry)
    if (held && (value === null ? held.size === 0 : held.get(cpu) === value)) return
    if (value === null) this.#held.set(entry, new Map())
    else if (held) held.set(cpu, value)
    else this.#held.set(entry, new Map([[cpu, value]]))
    this.#changes.push({ ...change, at })
  }
}
