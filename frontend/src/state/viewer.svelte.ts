/**
 * A run and the moment of it that is looked at; every way to move through it.
 *
 * A run tells events; the steps inside of them are had by playing it again, a stretch at a time, when
 * somebody steps there. So do events that were left out of a flood.
 */
import { callsIn, slots, type Slot } from '../language/slots'
import type { RunRequest } from '../run/api'
import { Hits } from '../run/hits'
import { Ledger } from '../run/ledger'
import { merge, positionOf } from '../run/merge'
import { Replay, type State } from '../run/replay'
import { emptyRun, type Run } from '../run/run'
import { lastMoment, runOn, spanOf, stepAt, stepBack, stepOn, stepOut, stepOver, stepsIn, type Moment } from '../run/timeline'
import { head, missingAfter, recordedIn, stretch, unrecorded } from '../run/window'
import type { Beside } from './beside'
import { Breaks } from './breaks.svelte'

type Move = (run: Run, moment: Moment) => Moment

const MOST_WINDOWS = 12 // stretches that one search may have recorded

export abstract class Viewer {
  run = $state.raw<Run>(emptyRun(''))
  /** What was run: the source, and everything else that makes the run what it is. */
  asked = $state.raw<RunRequest>({ source: '' })
  moment = $state.raw<Moment>({ event: -1, step: null })
  following = $state(true)
  /** Steps are being recorded, or events that were left out fetched. */
  tracing = $state(false)

  readonly #beside: Beside
  #actions: (() => Promise<void>)[] = []
  #acting = false
  /** Number of the event that was walked into last; at its end a step leads into the next one. */
  #walked = -1

  readonly ledger = new Ledger()
  readonly breaks = new Breaks()
  readonly #hits = new Hits()
  readonly #replay = new Replay()
  readonly ranSource: string = $derived(this.asked.source)
  readonly ranSlots: readonly Slot[] = $derived(slots(this.ranSource))
  readonly #calls = $derived(callsIn(this.ranSlots, this.run.programs))
  /** Whether steps of some events were recorded, and of how many. */
  readonly traced: boolean = $derived(this.run.steps.length > 0)
  readonly recorded: number = $derived(recordedIn(this.run))
  /** How many instructions of the event looked at were recorded. */
  readonly steps = $derived(stepsIn(this.run, this.moment.event))
  readonly coverage = $derived(this.#hits.of(this.run))
  /** Whether it is known how often each instruction ran. */
  readonly counted: boolean = $derived(this.run.counts.size > 0 || this.traced)
  /** Registers, frames and memory at the moment looked at; nothing is written while no trace is there. */
  readonly machine: State = $derived(this.#replay.at(this.run, this.moment, this.#calls))

  constructor(beside: Beside) {
    this.#beside = beside
  }

  /** Whether the run still goes on: moves wait for its end. */
  protected abstract get busy(): boolean
  protected abstract complain(error: unknown): void
  abstract say(text: string): void
  abstract goTo(line: number, focus?: boolean): void
  abstract start(): Promise<void>

  /** Another run begins: what waited for the old one is forgotten. */
  protected forget(): void {
    this.#beside.stop()
    this.#actions = []
    this.#walked = -1
    this.tracing = false
  }

  // ---- looking -------------------------------------------------------------------------------

  look(event: number, step: number | null = null): void {
    this.moment = { event: Math.max(-1, Math.min(event, this.run.invocations.length - 1)), step }
    this.following = false
  }

  lookBy(events: number): void {
    this.look(Math.max(0, this.moment.event + events))
  }

  /** After so many instructions of the event looked at; all of them is its end. */
  lookAtStep(step: number): void {
    this.look(this.moment.event, step >= this.steps ? null : step)
    this.#showLine()
  }

  latest(): void {
    this.moment = lastMoment(this.run)
    this.following = true
  }

  /** To an event, at the first time it stands before that instruction. */
  lookAtPlace(event: number, program: string, pc: number): void {
    const { from, to } = spanOf(this.run, event, 'steps')
    for (let at = from; at < to; at++) {
      const step = this.run.steps.at(at)!
      if (step.program !== program || step.pc !== pc) continue
      this.#walked = this.run.invocations.at(event)!.n
      this.look(event, at - from)
      this.#showLine()
      return
    }
    this.look(event)
  }

  #showLine(): void {
    if (this.currentLine) this.goTo(this.currentLine, false)
  }

  /** Line of the instruction about to run at the moment looked at, if the moment is inside an event. */
  readonly currentLine: number | null = $derived.by(() => {
    if (this.moment.step === null) return null
    const step = stepAt(this.run, this.moment.event, Math.min(this.moment.step, this.steps - 1))
    return step ? this.lineOf(step.program, step.pc) : null
  })

  /** Source line of a slot of a program of the run. */
  lineOf(program: string, pc: number): number | null {
    const known = this.run.programs.find(candidate => candidate.name === program)
    const told = known?.lines?.[pc]
    if (told) return told
    const own = this.ranSlots.filter(slot => slot.section === known?.section)
    return own.findLast(slot => slot.pc <= pc)?.line ?? null
  }

  // ---- moving --------------------------------------------------------------------------------

  step(): void {
    this.#do(() => this.#move(stepOn))
  }

  over(): void {
    this.#do(() => this.#move(stepOver))
  }

  out(): void {
    this.#do(() => this.#move(stepOut))
  }

  back(): void {
    this.#do(() => this.#move(stepBack))
  }

  /** On to the next breakpoint; with none set, and outside of any event, the whole run anew. */
  continue(): void {
    if (!this.breaks.any && this.moment.step === null) void this.start()
    else this.#do(() => this.#runOn())
  }

  /** Record the steps of the whole run, as far as that is reasonable: which event reaches which instruction? */
  record(): void {
    this.#do(async () => {
      for (let windows = 0, event = 0; event < this.run.invocations.length && windows < MOST_WINDOWS; event++) {
        if (!unrecorded(this.run, event)) continue
        windows += 1
        if (!(await this.#record(event))) return
      }
    })
  }

  /** How often the instruction at `place` (`program:pc`) ran: in the whole run where that was counted, else in what was recorded. */
  ran(place: string): number {
    return (this.run.counts.size ? this.run.counts.get(place) : this.coverage.get(place)?.count) ?? 0
  }

  /** Have each instruction of the whole run counted, in native code. */
  count(): void {
    this.#do(async () => {
      await this.#fetch({ coverage: true, engine: 'jit', window: [0, 0] })
    })
  }

  /** Fetch events that were left out after the one at this position, as many as one window holds. */
  fill(event: number): void {
    this.#do(async () => {
      const gap = missingAfter(this.run, event)
      if (!gap) return
      const { first, last } = head(gap)
      if (await this.#fetch({ window: [first, last] })) this.look(positionOf(this.run, first))
    })
  }

  /** Moves come one after the other; those made while something is fetched or the run goes on wait. */
  #do(action: () => Promise<void>): void {
    this.#actions.push(action)
    void this.act()
  }

  /** Do what waits. */
  protected async act(): Promise<void> {
    if (this.#acting || this.busy) return
    this.#acting = true
    try {
      for (let next = this.#actions.shift(); next; next = this.#actions.shift()) await next()
    } finally {
      this.#acting = false
    }
  }

  async #move(move: Move): Promise<void> {
    const event = Math.max(0, this.moment.event)
    if (event >= this.run.invocations.length) return
    const back = move === stepBack
    if (this.moment.step !== null || back || this.run.invocations.at(event)!.n !== this.#walked) {
      if (!(await this.#record(event))) return
      if (this.moment.step === null && !back) this.moment = { event: Math.max(0, this.moment.event), step: 0 }
    }
    let next = move(this.run, this.moment)
    if (next.step !== null && unrecorded(this.run, next.event)) {
      if (!(await this.#record(next.event))) return
      next = move(this.run, this.moment) // an event that had been left out may have come in between
    }
    this.moment = next
    this.#walked = this.run.invocations.at(next.event)?.n ?? -1
    this.following = false
    this.#showLine()
  }

  async #runOn(): Promise<void> {
    const points = { places: this.#places(), maps: this.breaks.maps, outputs: this.breaks.outputs }
    if (this.following) this.moment = { event: -1, step: null }
    this.following = false
    for (let windows = 0; ; windows++) {
      const stop = runOn(this.run, this.moment, points)
      if (stop && 'unknown' in stop) {
        if (windows < MOST_WINDOWS && (await this.#record(stop.unknown))) continue
        this.look(stop.unknown - 1)
        if (windows === MOST_WINDOWS) this.say(`No breakpoint up to event ${this.run.invocations.at(stop.unknown)!.n}; Continue looks on`)
        return
      }
      if (!stop) this.say(this.breaks.any ? 'No breakpoint further on' : 'Ran to the end')
      this.moment = stop?.moment ?? lastMoment(this.run)
      this.#walked = this.run.invocations.at(this.moment.event)?.n ?? -1
      return this.#showLine()
    }
  }

  /** The instructions of the run that breakpoints stand at: the first one of each line. */
  #places(): Set<string> {
    const places = new Set<string>()
    for (const line of this.breaks.lines) {
      for (const program of this.run.programs) {
        const pc = program.lines.indexOf(line)
        if (pc >= 0) places.add(`${program.name}:${pc}`)
      }
    }
    return places
  }

  /** Have the steps of an event, and of those around it. Whether they are there. */
  async #record(event: number): Promise<boolean> {
    if (!unrecorded(this.run, event)) return event < this.run.invocations.length
    const { n } = this.run.invocations.at(event)!
    const { first, last } = stretch(this.run, event)
    const whole = first === 0 && last + 1 === this.run.finished?.totals.hooks
    if (!(await this.#fetch({ trace: true, ...(!whole && { window: [first, last] }) }))) return false
    if (!unrecorded(this.run, positionOf(this.run, n))) return true
    this.say(`The steps of event ${n} cannot be had`)
    return false
  }

  /** Play the run again, telling other things of it, and take in what it tells. */
  async #fetch(more: Partial<RunRequest>): Promise<boolean> {
    const before = this.run
    this.tracing = true
    try {
      const part = await this.#beside.play({ ...this.asked, ...more })
      if (!part || this.run.id !== before.id) return false // another run began
      const n = this.run.invocations.at(this.moment.event)?.n
      this.run = merge(this.run, part)
      if (n !== undefined) this.moment = { ...this.moment, event: positionOf(this.run, n) }
      return true
    } catch (error) {
      this.#actions = []
      this.complain(error)
      return false
    } finally {
      this.tracing = false
    }
  }
}
