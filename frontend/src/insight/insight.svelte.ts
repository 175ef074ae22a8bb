/** The close look at the program in the editor: fetched when a panel wants it, one selection for all of them. */
import { untrack } from 'svelte'
import { ApiError } from '../run/api'
import type { Invocation } from '../run/run'
import { stepAt, stepsIn } from '../run/timeline'
import type { Playground } from '../state/playground.svelte'
import { visitsOf, type Analysis, type Insn } from './analysis'
import { putCursor, show, type Overlay } from './overlay'
import { followAll, type Followed } from './follow'

const PAUSE = 350 // milliseconds after the last keystroke
const VIEWS = ['states', 'paths', 'proof', 'graph', 'log'] as const
const CHECKED_STEPS = 8_000

interface Asked {
  readonly source: string
  readonly program: string
}

/** What following a whole trace found. */
export interface Audit {
  readonly values: number
  readonly steps: number
  /** Steps at which the verifier's walk could not be followed. */
  readonly unread: number
  /** The first value outside its claim: event position, step, register. */
  readonly bug: { readonly event: number; readonly step: number; readonly register: number } | null
}

export class Insight {
  readonly #playground: Playground
  #asking: AbortController | null = null
  #timer = 0
  /** By invocation: their positions move when more of a run arrives. */
  #followed = new WeakMap<Invocation, readonly Followed[]>()
  /** Programs asked for on behalf of a trace: each once a source. */
  #tried = { source: '', programs: new Set<string>() }
  #waiting: Asked | null = null

  /** What was read of the programs of one source, by name. */
  #read = $state.raw<{ readonly source: string; readonly programs: ReadonlyMap<string, Analysis> }>({ source: '', programs: new Map() })
  native = $state.raw<Analysis | null>(null)
  trouble = $state('')
  busy = $state(false)
  /** The visit looked at, when one was chosen by hand. */
  chosen = $state<number | null>(null)
  /** The instruction chosen by hand, and the line the cursor was sent to for it. */
  #picked = $state.raw<{ pc: number; line: number; step: number | null } | null>(null)

  constructor(playground: Playground) {
    this.#playground = playground
  }

  /** Name of the program that the cursor, or the step, is in; else the refused one, else the first. */
  readonly program: string = $derived.by(() => {
    const { verdicts, cursorLine } = this.#playground
    const stepping = this.#stepping()
    if (stepping && verdicts.some(verdict => verdict.name === stepping.program)) return stepping.program
    const here = verdicts.find(verdict => verdict.lines.includes(cursorLine))
    return (here ?? verdicts.find(verdict => !verdict.ok) ?? verdicts[0])?.name ?? ''
  })

  /** The analysis, if it is of what the editor shows now. */
  readonly current: Analysis | null = $derived(this.#of(this.program))

  #of(program: string): Analysis | null {
    return (this.#read.source === this.#playground.source && this.#read.programs.get(program)) || null
  }

  readonly #lines: readonly string[] = $derived.by(() => this.#playground.source.split('\n'))
  readonly #byPc: ReadonlyMap<number, Insn> = $derived(new Map(this.current?.insns.map(insn => [insn.pc, insn])))
  readonly byLine: ReadonlyMap<number, readonly Insn[]> = $derived.by(() => {
    const lines = new Map<number, Insn[]>()
    for (const insn of this.current?.insns ?? []) lines.set(insn.line, [...(lines.get(insn.line) ?? []), insn])
    return lines
  })

  /** The selected instruction: the one about to run while stepping, else the one at the cursor. */
  readonly pc: number | null = $derived.by(() => {
    const picked = this.#picked
    const stepping = this.#stepping()
    if (picked && picked.line === this.#playground.cursorLine && picked.step === this.#playground.moment.step) return picked.pc
    if (stepping && stepping.program === this.current?.name) return stepping.pc
    return this.byLine.get(this.#playground.cursorLine)?.[0]?.pc ?? null
  })

  readonly insn: Insn | null = $derived(this.pc === null ? null : (this.#byPc.get(this.pc) ?? null))
  readonly visits: readonly number[] = $derived(this.current?.states && this.pc !== null ? visitsOf(this.current.states, this.pc) : [])
  /** The visit looked at: chosen, or where the run went, or the first. */
  readonly visit: number | null = $derived.by(() => {
    if (this.chosen !== null && this.visits.includes(this.chosen)) return this.chosen
    const run = this.followed?.states === this.current?.states && this.followed?.visits.find(visit => this.visits.includes(visit))
    return run || run === 0 ? run : (this.visits[0] ?? null)
  })

  #stepping(): { program: string; pc: number } | null {
    const { moment, run, edited } = this.#playground
    if (moment.step === null || edited) return null
    const steps = stepsIn(run, moment.event)
    return steps ? (stepAt(run, moment.event, Math.min(moment.step, steps - 1)) ?? null) : null
  }

  /** Why the selected instruction is safe. */
  readonly reasons = $derived((this.current?.proof ?? []).filter(reason => reason.pc === this.pc))

  lineOf(pc: number): number {
    return this.#byPc.get(pc)?.line ?? 0
  }

  /** The source's own text of an instruction, which names labels and maps. */
  textOf(pc: number): string {
    const line = this.lineOf(pc)
    const written = line ? (this.#lines[line - 1] ?? '').replace(/\s*(?:#|\/\/).*$/, '').trim() : ''
    const alone = line > 0 && this.byLine.get(line)?.length === 1
    return (alone && written) || (this.#byPc.get(pc)?.text ?? '')
  }

  // ---- over the source -----------------------------------------------------------------------

  /** Panels that want something drawn over the source, and what. */
  #wanted = new Map<string, Partial<Overlay>>()

  /** Draw over the source until the panel goes; call in an effect, whose clean-up this returns. */
  overlay(panel: string, overlay: Partial<Overlay>): () => void {
    this.#wanted.set(panel, overlay)
    this.#draw()
    return () => {
      this.#wanted.delete(panel)
      this.#draw()
    }
  }

  #draw(): void {
    show(Object.assign({ walked: new Map(), proof: null, chain: null }, ...this.#wanted.values()) as Overlay)
  }

  /** Line -> how often the verifier walked its instructions. */
  readonly cost: ReadonlyMap<number, number> = $derived.by(() => {
    const lines = new Map<number, number>()
    for (const insn of this.current?.insns ?? []) if (insn.line) lines.set(insn.line, Math.max(lines.get(insn.line) ?? 0, this.current!.walked[insn.pc] ?? 0))
    return lines
  })

  // ---- asking --------------------------------------------------------------------------------

  /** A panel is in sight: have what it shows. Call in an effect. */
  want(): void {
    const { source, diagnostics } = this.#playground
    const { program } = this
    window.clearTimeout(this.#timer)
    if (!source.trim() || diagnostics.length || !program) return
    if (this.#of(program) || (this.#waiting?.source === source && this.#waiting.program === program)) return
    this.#timer = window.setTimeout(() => void this.#ask({ source, program }), this.#read.source && this.#read.source !== source ? PAUSE : 0)
  }

  /** Claims are wanted for every program that the trace ran: tail calls lead from one to the next. Call in an effect. */
  wantTraced(): void {
    if (!this.current || this.busy || !this.#traced) return
    const { verdicts, source } = this.#playground
    if (this.#tried.source !== source) this.#tried = { source, programs: new Set() }
    const program = this.#ran.find(name => !this.#of(name) && !this.#tried.programs.has(name) && verdicts.some(verdict => verdict.name === name))
    if (!program) return
    this.#tried.programs.add(program)
    void this.#ask({ source, program })
  }

  readonly #traced = $derived.by(() => this.#playground.traced && !this.#playground.edited)
  readonly #ran: readonly string[] = $derived.by(() => [...new Set([...this.#playground.coverage.keys()].map(place => place.slice(0, place.lastIndexOf(':'))))])

  async #ask(asked: Asked): Promise<void> {
    this.#asking?.abort()
    const abort = (this.#asking = new AbortController())
    this.#waiting = asked
    this.busy = true
    try {
      const answer = await this.#playground.analyze<Analysis>({ ...asked, want: VIEWS }, abort.signal)
      if (abort.signal.aborted || !answer) return
      const known = this.#read.source === asked.source ? this.#read.programs : []
      this.#followed = new WeakMap()
      this.chosen = null
      this.#read = { source: asked.source, programs: new Map([...known, [asked.program, answer]]) }
      this.trouble = ''
    } catch (error) {
      if (abort.signal.aborted) return
      this.trouble = error instanceof ApiError ? error.message : 'The analysis could not be read'
    } finally {
      if (!abort.signal.aborted) {
        this.busy = false
        this.#waiting = null
      }
    }
  }

  async wantNative(): Promise<void> {
    const { source } = this.#playground
    const { program } = this
    if (!program || (this.native?.name === program && this.#nativeSource === source)) return
    this.#nativeSource = source
    try {
      this.native = await this.#playground.analyze<Analysis>({ source, program, want: ['native'] })
    } catch (error) {
      this.trouble = error instanceof ApiError ? error.message : 'The native code could not be read'
    }
  }
  #nativeSource = ''

  // ---- choosing ------------------------------------------------------------------------------

  /** Select an instruction everywhere: the cursor goes to its line, the focus stays. */
  select(pc: number): void {
    const line = this.lineOf(pc)
    const { moment } = this.#playground
    this.#picked = { pc, line: line || this.#playground.cursorLine, step: moment.step }
    if (line) putCursor(line)
  }

  selectVisit(visit: number): void {
    const pc = this.current?.states?.visits[visit]?.[0]
    if (pc === undefined) return
    this.select(pc)
    this.chosen = visit
  }

  // ---- claimed beside seen -------------------------------------------------------------------

  /** What the verifier claims where the run stands; null without a trace of this very program. */
  readonly followed: Followed | null = $derived.by(() => {
    const { moment, run } = this.#playground
    if (!this.current?.states || !this.#traced || moment.event < 0) return null
    const total = stepsIn(run, moment.event)
    if (!total) return null
    return this.#trail(moment.event)[Math.min(moment.step ?? total - 1, total - 1)] ?? null
  })

  /** The whole invocation followed, once. */
  #trail(event: number): readonly Followed[] {
    const { run } = this.#playground
    const invocation = run.invocations.at(event)!
    const known = this.#followed.get(invocation)
    if (known) return known
    const steps = Array.from({ length: stepsIn(run, event) }, (_, step) => stepAt(run, event, step)!)
    const trail = followAll(steps, program => this.#read.programs.get(program))
    this.#followed.set(invocation, trail)
    return trail
  }

  /** Every recorded value of the run, held against its claim; of at most CHECKED_STEPS steps. */
  audit(): Audit {
    const { run } = this.#playground
    let [values, steps, unread] = [0, 0, 0]
    for (let event = 0; event < run.invocations.length && steps < CHECKED_STEPS; event++) {
      for (const [step, followed] of this.#trail(event).entries()) {
        steps += 1
        if (followed.lost) unread += 1
        else if (followed.broken.length) return { values, steps, unread, bug: { event, step, register: followed.broken[0]! } }
        values += followed.held
      }
    }
    return { values, steps, unread, bug: null }
  }
}

let made: { playground: Playground; insight: Insight } | null = null

/** The one insight of a playground. It outlives the panel that asks first: what it derives belongs to no component. */
export function insightOf(playground: Playground): Insight {
  if (made?.playground !== playground) {
    untrack(() =>
      $effect.root(() => {
        made = { playground, insight: new Insight(playground) }
      }),
    )
  }
  return made!.insight
}
