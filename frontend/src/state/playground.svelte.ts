/**
 * The one store of the page: the source, its run, the moment looked at, and what one can do.
 *
 * Panels read it and call its actions; none of them talks to the server.
 */
import { slots, type Slot } from '../language/slots'
import { ApiError, type Api, type CheckAnswer, type Checked, type RunRequest, type Snippet } from '../run/api'
import { emptyRun, fold, type Run } from '../run/run'
import { Follower, type Line, type Wires } from '../run/socket'
import { Hits } from '../run/hits'
import { Ledger } from '../run/ledger'
import { Replay, type State } from '../run/replay'
import { lastMoment, runOn, stepAt, stepBack, stepOn, stepOut, spanOf, stepOver, stepsIn, type Moment } from '../run/timeline'
import { Breaks } from './breaks.svelte'
import type { Frame } from '../generated/protocol'
import type { Boot, Example } from './boot'
import { Drafts, type Draft } from './drafts'

export type Phase = 'idle' | 'starting' | 'running' | 'ended'

/** A problem to show above everything: what happened and what can be done. */
export interface Notice {
  readonly tone: 'bad' | 'plain'
  readonly text: string
  readonly hint: string
}

const PAINT_PAUSE = 50 // milliseconds between folds: twenty paints a second are enough for an eye
const CHECK_PAUSE = 250
const DRAFT_PAUSE = 400
const BESIDE_PAUSE = 300

/** Where a move begins that had to ask for a trace: before the run, or at the begin or end of the event looked at. */
type Opening = 'start' | 'begin' | 'end'
type Move = (run: Run, moment: Moment) => Moment

export class Playground {
  readonly boot: Boot
  readonly #api: Api
  readonly #wires: Wires
  readonly #drafts: Drafts

  source = $state('')
  title = $state('')
  scenario = $state('')
  seed = $state('')
  snippet = $state<string | null>(null)
  parent = $state<string | null>(null)

  run = $state.raw<Run>(emptyRun(''))
  ranSource = $state('')
  phase = $state<Phase>('idle')
  traced = $state(false)
  tracing = $state(false)
  line = $state<Line>('closed')
  moment = $state.raw<Moment>({ event: -1, step: null })
  following = $state(true)

  checked = $state.raw<CheckAnswer | null>(null)
  checkedSource = $state('')
  notice = $state<Notice | null>(null)
  toast = $state('')
  /** A draft of this very page that was not shared, to be opened or left. */
  offer = $state.raw<Draft | null>(null)
  cursorLine = $state(1)
  /** The editor moves to this line when it changes; `n` makes the same line a new wish. */
  wish = $state.raw<{ line: number; n: number; focus: boolean }>({ line: 0, n: 0, focus: false })
  /** The editor takes over this text when it changes (examples, fixes, drafts). */
  replacement = $state.raw<{ text: string; n: number }>({ text: '', n: 0 })

  #follower: Follower | null = null
  #waiting: Frame[] = []
  #paint = 0
  #check = 0
  #checking: AbortController | null = null
  #draftTimer = 0
  #draftId: string = newId()
  #toastTimer = 0
  #clean = ''
  #moves: Move[] = []
  /** The traced run while it arrives. */
  #recorded: Run | null = null

  readonly slots: readonly Slot[] = $derived(slots(this.source))
  readonly ranSlots: readonly Slot[] = $derived(this.ranSource === this.source ? this.slots : slots(this.ranSource))
  readonly edited: boolean = $derived(this.source !== this.ranSource)
  readonly ledger = new Ledger()
  readonly breaks = new Breaks()
  readonly #hits = new Hits()
  readonly #replay = new Replay()
  /** How many instructions of the event looked at were recorded. */
  readonly steps = $derived(stepsIn(this.run, this.moment.event))
  readonly coverage = $derived(this.#hits.of(this.run))
  /** Registers, frames and memory at the moment looked at; nothing is written while no trace is there. */
  readonly machine: State = $derived(this.#replay.at(this.run, this.moment))

  /** The verdicts to show: of what stands in the editor if it was checked, else of what ran. */
  readonly verdicts: readonly Checked[] = $derived.by(() => {
    if (this.checked && this.checkedSource === this.source && this.checked.programs.length) return this.checked.programs
    return this.edited ? [] : this.#runVerdicts()
  })
  readonly refusal: Checked | null = $derived(this.verdicts.find(verdict => !verdict.ok) ?? null)
  readonly diagnostics = $derived(this.checkedSource === this.source ? (this.checked?.diagnostics ?? []) : [])

  constructor(boot: Boot, api: Api, wires: Wires, drafts: Drafts) {
    this.boot = boot
    this.#api = api
    this.#wires = wires
    this.#drafts = drafts
    this.source = this.#clean = boot.source
    this.title = boot.title
    this.scenario = boot.scenario === 'default' ? '' : (boot.scenario ?? '')
    this.seed = boot.seed ?? ''
    this.cursorLine = this.slots[0]?.line ?? 1
    this.snippet = boot.snippet?.id ?? null
    this.parent = boot.snippet?.parent ?? null
    this.offer = drafts.all().find(draft => draft.page === location.pathname && draft.source !== boot.source) ?? null
    this.#openBoot(boot)
  }

  #openBoot(boot: Boot): void {
    const id = boot.run?.id ?? boot.frames[0]?.run
    if (id === undefined) return
    this.ranSource = boot.source
    this.run = fold(emptyRun(id), boot.frames)
    this.traced = this.run.steps.length > 0
    this.#lookWhere(location.hash)
    this.phase = 'ended'
    if (!this.run.finished && boot.run) this.#follow(boot.run.id)
  }

  /** The moment a link points at (`#e=5`: the fifth event), else the last one. */
  #lookWhere(hash: string): void {
    const event = Number(new URLSearchParams(hash.slice(1)).get('e'))
    this.moment = lastMoment(this.run)
    if (event >= 1) this.look(event - 1)
  }

  // ---- editing -------------------------------------------------------------------------------

  edit(source: string): void {
    if (source === this.source) return
    this.source = source
    this.offer = null
    this.#keepSoon()
    this.checkSoon()
  }

  rename(title: string): void {
    this.title = title
    this.#keepSoon()
  }

  /** Put another text into the editor; the one that stood there stays in its undo history and drafts. */
  replace(source: string): void {
    this.replacement = { text: source, n: this.replacement.n + 1 }
  }

  openExample(example: Example): void {
    this.keep()
    this.#draftId = newId()
    this.title = example.title
    this.scenario = example.scenario ?? ''
    this.snippet = null
    this.parent = null
    this.#clean = example.source
    this.replace(example.source)
    history.pushState({}, '', '/')
    void this.start()
  }

  openDraft(draft: Draft): void {
    this.keep()
    this.offer = null
    this.#draftId = draft.id
    this.title = draft.title
    this.scenario = draft.scenario
    this.seed = draft.seed
    this.replace(draft.source)
  }

  drafts(): readonly Draft[] {
    return this.#drafts.all()
  }

  #keepSoon(): void {
    window.clearTimeout(this.#draftTimer)
    this.#draftTimer = window.setTimeout(() => this.keep(), DRAFT_PAUSE)
  }

  /** Keep the text now. Nothing is kept that was not changed here. */
  keep(): void {
    window.clearTimeout(this.#draftTimer)
    if (this.source === this.#clean || !this.source.trim()) return
    this.#drafts.keep({
      id: this.#draftId, page: location.pathname, title: this.title, source: this.source,
      scenario: this.scenario, seed: this.seed, saved: Date.now(),
    }) // prettier-ignore
  }

  goTo(line: number, focus = true): void {
    this.wish = { line, n: this.wish.n + 1, focus }
  }

  /** A closer look at one program; null when the source does not assemble. */
  analyze<T>(request: Parameters<Api['analyze']>[0], signal?: AbortSignal): Promise<T | null> {
    return this.#api.analyze<T>(request, signal)
  }

  // ---- checking ------------------------------------------------------------------------------

  checkSoon(): void {
    window.clearTimeout(this.#check)
    this.#check = window.setTimeout(() => void this.checkNow(), CHECK_PAUSE)
  }

  async checkNow(): Promise<void> {
    this.#checking?.abort()
    const source = this.source
    if (!source.trim()) return
    const abort = (this.#checking = new AbortController())
    try {
      const answer = await this.#api.check(source, abort.signal)
      if (abort.signal.aborted) return
      this.checked = answer
      this.checkedSource = source
    } catch {
      // checking is a courtesy: when it fails the last answer fades and Run still says what is wrong
    }
  }

  /** The run's own verdicts, in the shape of a check. */
  #runVerdicts(): Checked[] {
    return this.run.verdicts.map(verdict => {
      const program = this.run.programs.find(p => p.name === verdict.program)
      const refused = verdict.type === 'rejected' ? verdict : null
      return {
        name: verdict.program, section: program?.section ?? '', ok: !refused, insn: refused?.insn ?? null,
        line: refused?.line ?? null, code: refused?.code ?? '', error_line: refused?.error_line ?? '',
        error_lines: refused?.error_lines ?? [], stats: verdict.stats, explanation: refused?.explanation ?? null,
        log: '', lines: program?.lines ?? [],
      } // prettier-ignore
    })
  }

  // ---- running -------------------------------------------------------------------------------

  async start(trace = false, unverified = false): Promise<void> {
    if (this.phase === 'starting') return
    this.#halt()
    this.#recorded = null
    this.tracing = trace
    this.notice = null
    this.phase = 'starting'
    const source = trace ? this.ranSource : this.source
    try {
      const started = await this.#api.start({
        source,
        ...(this.scenario && { scenario: this.scenario }),
        ...(this.seed && { seed: this.seed }),
        ...(trace && { trace }),
        ...(unverified && { unverified }),
      })
      if (trace) this.#recorded = emptyRun(started.id)
      else this.#begin(started.id, source)
      this.#follow(started.id)
    } catch (error) {
      this.phase = 'ended'
      this.#complain(error)
    }
  }

  #begin(id: string, source: string): void {
    this.ranSource = source
    this.run = emptyRun(id)
    this.traced = false
    this.#recorded = null
    this.#moves = []
    this.moment = lastMoment(this.run)
    this.following = true
    void this.checkNow()
  }

  #complain(error: unknown): void {
    if (!(error instanceof ApiError)) throw error
    const wait = error.retryAfter ? ` Try again in ${error.retryAfter} s.` : ''
    const ofScenario = error.code.startsWith('scenario.')
    const place = error.line ? `${ofScenario ? 'Scenario, line' : 'Line'} ${error.line}: ` : ''
    this.notice = { tone: 'bad', text: place + error.message, hint: (error.hint + wait).trim() }
    if (error.line && !ofScenario) {
      this.checked = {
        diagnostics: [{ line: error.line, column: error.column ?? 1, code: error.code, message: error.message, hint: error.hint }],
        programs: [],
      }
      this.checkedSource = this.source
      void this.checkNow()
    }
  }

  #follow(id: string): void {
    this.phase = 'running'
    this.#follower = new Follower(
      { run: id, since: (this.#recorded ?? this.run).seq + 1, onFrame: frame => this.#queue(frame), onLine: line => this.#lineIs(line) },
      this.#wires,
    )
  }

  #lineIs(line: Line): void {
    this.line = line
    if (line !== 'closed') return
    this.#flush()
    if (this.phase === 'running') this.phase = 'ended'
  }

  #queue(frame: Frame): void {
    this.#waiting.push(frame)
    if (this.#paint) return
    this.#flush() // the first frame shows at once, the rest at the pace of the eye
    this.#paint = window.setTimeout(() => {
      this.#paint = 0
      this.#flush()
    }, PAINT_PAUSE)
  }

  #flush(): void {
    if (!this.#waiting.length) return
    const frames = this.#waiting
    this.#waiting = []
    if (this.#recorded) {
      this.#recorded = fold(this.#recorded, frames)
      if (this.#recorded.finished) this.phase = 'ended'
      return
    }
    this.run = fold(this.run, frames)
    if (this.following) this.moment = lastMoment(this.run)
    if (this.run.finished) this.#ended()
  }

  #ended(): void {
    this.phase = 'ended'
    const refused = this.run.verdicts.find(verdict => verdict.type === 'rejected')
    if (refused?.line && !this.edited) this.goTo(refused.line, false)
  }

  /** End the run that plays now; what it told so far stays. */
  async stop(): Promise<void> {
    try {
      await this.#api.stop(this.run.id)
    } catch (error) {
      this.#complain(error)
    }
  }

  #halt(): void {
    this.#follower?.stop()
    this.#follower = null
    this.#waiting = []
    window.clearTimeout(this.#paint)
    this.#paint = 0
  }

  offline = $state(false)

  online(): void {
    this.offline = false
    this.#follower?.hurry()
    if (this.notice?.tone === 'bad') this.notice = null
  }

  // ---- time ----------------------------------------------------------------------------------

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

  step(): void {
    void this.#move(stepOn, 'begin')
  }

  over(): void {
    void this.#move(stepOver, 'begin')
  }

  out(): void {
    void this.#move(stepOut, 'begin')
  }

  back(): void {
    void this.#move(stepBack, 'end')
  }

  /** On to the next breakpoint; with none set, and outside of any event, the whole run anew. */
  async continue(): Promise<void> {
    if (!this.breaks.any && this.moment.step === null) return this.start()
    const places = this.#places()
    const points = { places, maps: this.breaks.maps, outputs: this.breaks.outputs }
    if (this.following) this.moment = { event: -1, step: null }
    await this.#move((run, moment) => {
      const stop = runOn(run, moment, points)
      if (!stop) this.say(this.breaks.any ? 'No breakpoint further on' : 'Ran to the end')
      return stop ?? lastMoment(run)
    }, places.size ? 'start' : 'end') // prettier-ignore
  }

  toggleBreak(line = this.cursorLine): void {
    this.breaks.toggleLine(line)
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

  /** A move through time. The first one that needs steps asks for the run's trace; moves made meanwhile wait. */
  async #move(move: Move, opening: Opening): Promise<void> {
    this.#moves.push(move)
    if (this.tracing) return
    if (!this.traced && (opening !== 'end' || this.moment.step !== null || move === stepBack)) await this.#record(opening)
    const moves = this.#moves.splice(0)
    if (this.run.invocations.length === 0) return
    for (const next of moves) this.moment = next(this.run, this.moment)
    this.following = false
    this.#showLine()
  }

  #showLine(): void {
    if (this.currentLine) this.goTo(this.currentLine, false)
  }

  /** Play the same source, scenario and seed again with every step told. What was seen stays in sight meanwhile. */
  async #record(opening: Opening): Promise<void> {
    if (this.run.invocations.length === 0) return
    const event = Math.max(0, this.moment.event)
    this.tracing = true
    const shown = this.run
    await this.start(true)
    while (this.tracing && this.phase === 'running') await new Promise(done => setTimeout(done, 20))
    if (!this.tracing) return // somebody pressed Run
    this.tracing = false
    if (!this.#recorded) {
      this.run = shown
      return
    }
    this.run = this.#recorded
    this.#recorded = null
    this.traced = true
    const at = Math.min(event, this.run.invocations.length - 1)
    this.moment = opening === 'start' ? { event: -1, step: null } : { event: at, step: opening === 'begin' ? 0 : null }
  }

  /** Line of the instruction about to run at the moment looked at, if the moment is inside an event. */
  readonly currentLine: number | null = $derived.by(() => {
    if (this.moment.step === null) return null
    const step = stepAt(this.run, this.moment.event, Math.min(this.moment.step, this.steps - 1))
    return step ? this.lineOf(step.program, step.pc) : null
  })

  /** The program whose instruction stands on this line, or the last one begun before it; empty where there is none. */
  programAt(line: number): string {
    const exact = this.verdicts.find(verdict => verdict.lines.includes(line))
    const begun = this.verdicts.findLast(verdict => (verdict.lines[0] ?? Infinity) <= line)
    return (exact ?? begun ?? this.verdicts[0])?.name ?? ''
  }

  /** To an event, at the first time it stands before that instruction. */
  lookAtPlace(event: number, program: string, pc: number): void {
    const { from, to } = spanOf(this.run, event, 'steps')
    for (let at = from; at < to; at++) {
      const step = this.run.steps.at(at)!
      if (step.program !== program || step.pc !== pc) continue
      this.look(event, at - from)
      this.#showLine()
      return
    }
    this.look(event)
  }

  /** Record every step of the run, so that it is known which event reaches which instruction. */
  async record(): Promise<void> {
    if (!this.traced && !this.tracing) await this.#record('end')
  }

  /** Source line of a slot of a program of the run. */
  lineOf(program: string, pc: number): number | null {
    const known = this.run.programs.find(candidate => candidate.name === program)
    const told = known?.lines?.[pc]
    if (told) return told
    const own = this.ranSlots.filter(slot => slot.section === known?.section)
    return own.findLast(slot => slot.pc <= pc)?.line ?? null
  }

  // ---- sharing -------------------------------------------------------------------------------

  async share(): Promise<void> {
    this.notice = null
    try {
      const saved = await this.#api.save({
        source: this.source,
        ...(this.title.trim() && { title: this.title.trim() }),
        ...(this.scenario && { scenario: this.scenario }),
        ...(this.seed && { seed: this.seed }),
        ...(this.snippet && this.source !== this.#clean && { parent: this.snippet }),
      })
      if (this.snippet && this.snippet !== saved.id && this.source !== this.#clean) this.parent = this.snippet
      this.snippet = saved.id
      this.#clean = this.source
      this.#drafts.drop(this.#draftId)
      history.pushState({}, '', `/s/${saved.id}${this.following ? '' : `#e=${this.moment.event + 1}`}`)
      this.say((await copied(location.href)) ? 'Link copied' : 'Link is in the address bar')
    } catch (error) {
      this.#complain(error)
    }
  }

  async sourceOfObject(object: string): Promise<string> {
    return (await this.#api.disassemble(object)).source
  }

  snippetOf(id: string): Promise<Snippet> {
    return this.#api.snippet(id)
  }

  /** Another run beside the one looked at, to its end. */
  async playBeside(request: RunRequest): Promise<Run> {
    const { id } = await this.#api.start(request)
    let run = emptyRun(id)
    while (!run.finished) {
      run = fold(run, await this.#api.frames(id, run.seq + 1))
      if (!run.finished) await new Promise(done => setTimeout(done, BESIDE_PAUSE))
    }
    return run
  }

  verdictsOf(source: string): Promise<CheckAnswer> {
    return this.#api.check(source, new AbortController().signal)
  }

  say(text: string): void {
    this.toast = text
    window.clearTimeout(this.#toastTimer)
    this.#toastTimer = window.setTimeout(() => (this.toast = ''), 4_000)
  }

  /** One sentence for the status line: what became of the source. */
  readonly status: string = $derived.by(() => {
    if (this.notice) return this.notice.text
    if (this.phase === 'starting') return 'Starting…'
    const { run } = this
    const refused = run.verdicts.find(verdict => verdict.type === 'rejected')
    if (refused) return `rejected: ${refused.error_line}`
    const verdict = run.verdicts.length ? 'accepted' : ''
    if (run.finished) return [verdict, ENDS[run.finished.reason], run.finished.reason === 'done' ? '' : run.finished.message].filter(Boolean).join(' · ')
    if (run.progress) return `${run.progress.phase}: ${run.progress.done.toLocaleString('en')} of ${run.progress.total.toLocaleString('en')}`
    if (this.phase === 'running') return [verdict, 'running…'].filter(Boolean).join(' · ')
    return 'Not run yet'
  })
}

const ENDS: Record<NonNullable<Run['finished']>['reason'], string> = {
  done: 'done', rejected: 'rejected', fault: 'ended by a fault', limit: 'stopped at a limit', stopped: 'stopped', error: 'failed',
} // prettier-ignore

/** Unlike crypto.randomUUID this also works over plain HTTP on another host than localhost. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
