/**
 * The one store of the page: the source, its run (see viewer.svelte.ts), and what one can do.
 *
 * Panels read it and call its actions; none of them talks to the server.
 */
import { slots, type Slot } from '../language/slots'
import { ApiError, type Api, type CheckAnswer, type Checked, type Diagnostic, type RunRequest, type Snippet } from '../run/api'
import { positionOf } from '../run/merge'
import { emptyRun, fold, type Run } from '../run/run'
import { Follower, type Line, type Wires } from '../run/socket'
import { lastMoment } from '../run/timeline'
import { Beside } from './beside'
import type { Frame } from '../generated/protocol'
import type { Boot, Drift, Example } from './boot'
import { Drafts, type Draft } from './drafts'
import { statusOf } from './status'
import { Viewer } from './viewer.svelte'

export type Phase = 'idle' | 'starting' | 'running' | 'ended'

/** Dialogs, of which one at most is open. */
export type Sheet = 'palette' | 'keys' | 'forge' | 'compare' | 'shared'

/** Something to do, on a button. */
export interface Action {
  readonly label: string
  run(): void
}

/** A problem to show above everything: what happened and what can be done. */
export interface Notice {
  readonly tone: 'bad' | 'plain'
  readonly text: string
  readonly hint: string
  readonly action?: Action
}

/** Milliseconds between folds: twenty paints a second are enough for an eye, and none may take more than a third of the time. */
const PAINT_PAUSE = { least: 50, most: 400, share: 2 }
const CHECK_PAUSE = 250
const DRAFT_PAUSE = 400

export class Playground extends Viewer {
  readonly boot: Boot
  readonly #api: Api
  readonly #wires: Wires
  readonly #drafts: Drafts
  readonly #beside: Beside

  source = $state('')
  title = $state('')
  scenario = $state('')
  seed = $state('')
  snippet = $state<string | null>(null)
  parent = $state<string | null>(null)

  phase = $state<Phase>('idle')
  line = $state<Line>('closed')

  checked = $state.raw<CheckAnswer | null>(null)
  checkedSource = $state('')
  notice = $state.raw<Notice | null>(null)
  /** Why the source asked for last cannot be run: what the assembler said first. Its line says so too. */
  unread = $state('')
  toast = $state('')
  /** What can be done about what the toast says. */
  toastAction = $state.raw<Action | null>(null)
  /** A draft of this very page that was not shared, to be opened or left. */
  offer = $state.raw<Draft | null>(null)
  /** The dialog that is open, of those that anything on the page may open. */
  sheet = $state<'' | Sheet>('')
  /** The address of what stands here, as it was opened or saved last. */
  address = here()
  /** The text as it was opened or saved last. */
  #clean = $state('')
  /** Whether what stands here is what the link in the address bar shows. */
  readonly isShared: boolean = $derived(this.snippet !== null && this.source === this.#clean)
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
  #told = false // that the engine changed

  readonly slots: readonly Slot[] = $derived(slots(this.source))
  readonly edited: boolean = $derived(this.source !== this.ranSource)

  /** The verdicts to show: of what stands in the editor if it was checked, else of what ran. */
  readonly verdicts: readonly Checked[] = $derived.by(() => {
    if (this.checked && this.checkedSource === this.source && this.checked.programs.length) return this.checked.programs
    return this.edited ? [] : this.#runVerdicts()
  })
  readonly refusal: Checked | null = $derived(this.verdicts.find(verdict => !verdict.ok) ?? null)
  readonly diagnostics = $derived(this.checkedSource === this.source ? (this.checked?.diagnostics ?? []) : [])

  constructor(boot: Boot, api: Api, wires: Wires, drafts: Drafts) {
    const beside = new Beside(api, wires)
    super(beside)
    this.#beside = beside
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
    this.#openBoot(boot)
    this.#tellDrift(boot.drift)
    this.#resume()
  }

  /** A page loaded again shows what was being typed; elsewhere a draft is offered. */
  #resume(): void {
    const draft = this.#drafts.resumed(here())
    if (!draft || draft.source === this.source) {
      this.offer = this.#drafts.all().find(kept => kept.page === here() && kept.source !== this.source) ?? null
      return
    }
    const original = this.source
    this.#take(draft)
    this.checkSoon()
    this.say('Your draft, as you left it', { label: 'Show the original', run: () => this.replace(original) })
  }

  #take(draft: Draft): void {
    this.#draftId = draft.id
    this.title = draft.title
    this.source = draft.source
    this.scenario = draft.scenario
    this.seed = draft.seed
  }

  #openBoot(boot: Boot): void {
    const id = boot.run?.id ?? boot.frames[0]?.run
    if (id === undefined) return
    this.asked = this.#request()
    this.run = fold(emptyRun(id), boot.frames)
    this.#lookWhere(location.hash)
    this.phase = 'ended'
    if (!this.run.finished && boot.run) this.#follow(boot.run.id)
  }

  /** The moment a link points at (`#e=5`: the fifth event), else the last one. */
  #lookWhere(hash: string): void {
    const event = Number(new URLSearchParams(hash.slice(1)).get('e'))
    this.moment = lastMoment(this.run)
    if (event >= 1) this.look(positionOf(this.run, event - 1))
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

  openExample(example: Example, address = `/?example=${example.id}`): void {
    this.keep()
    this.#draftId = newId()
    this.title = example.title
    this.scenario = example.scenario ?? ''
    this.#open(example.source, address)
    void this.start()
  }

  /** Another program in place of this one: what a file holds, an example. */
  #open(source: string, address: string): void {
    this.offer = null
    this.notice = null
    this.seed = ''
    this.snippet = this.parent = null
    this.#clean = source
    this.replace(source)
    this.source = source // the editor follows a moment later; what runs now is this
    this.checkSoon()
    this.#goes(address)
  }

  openFile(name: string, source: string): void {
    this.keep()
    this.#draftId = newId()
    this.title = name.replace(/\.\w+$/, '')
    this.scenario = ''
    this.#open(source, '/')
    this.#clean = '' // nowhere else: what was opened is kept as a draft
    this.keep()
  }

  /** A draft goes on where it was begun. */
  openDraft(draft: Draft): void {
    this.keep()
    this.offer = null
    if (draft.page !== here()) {
      this.snippet = /^\/s\/(\w+)$/.exec(draft.page)?.[1] ?? null
      this.parent = null
      this.#clean = ''
      this.#goes(draft.page)
    }
    this.#take(draft)
    this.replace(draft.source)
    this.checkSoon()
  }

  /** The address bar names what stands here; in a class it stays with the lesson. */
  #goes(address: string): void {
    if (this.boot.page === 'room') return
    if (location.pathname + location.search + location.hash === address) return
    history.pushState({}, '', address)
    this.address = here()
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
      id: this.#draftId, page: this.address, title: this.title, source: this.source,
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
    } catch (error) {
      // checking is a courtesy: when it fails the last answer fades; a source that cannot even be looked at is said
      if (error instanceof ApiError && error.status === 400 && source === this.source) this.#cannotRead(error)
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

  /** Verify and play; `unverified`: as a kernel module would run. */
  async start(unverified = false): Promise<void> {
    if (this.phase === 'starting') return
    this.#halt()
    this.notice = null
    this.unread = ''
    if (!this.source.trim()) return this.#say('There is nothing to run yet', 'Type a program, or open an example')
    if (this.diagnostics[0]) return this.#unreadable(this.diagnostics[0])
    this.phase = 'starting'
    const request = this.#request(unverified)
    try {
      const { id } = await this.#api.start(request)
      this.#begin(id, request)
    } catch (error) {
      this.phase = 'ended'
      this.complain(error)
    }
  }

  /** What stands on the page now, to be run. */
  #request(unverified = false): RunRequest {
    return {
      source: this.source,
      ...(this.scenario && { scenario: this.scenario }),
      ...(this.seed.trim() && { seed: spelledSeed(this.seed.trim()) }),
      ...(unverified && { unverified }),
    }
  }

  #begin(id: string, request: RunRequest): void {
    this.asked = request
    this.run = emptyRun(id)
    this.moment = lastMoment(this.run)
    this.following = true
    this.#follow(id)
    void this.checkNow()
  }

  protected get busy(): boolean {
    return this.phase === 'starting' || this.phase === 'running'
  }

  protected complain(error: unknown): void {
    if (!(error instanceof ApiError)) throw error
    const ofScenario = error.code.startsWith('scenario.')
    if (error.line && !ofScenario) return this.#cannotRead(error, true)
    const wait = error.retryAfter ? ` Try again in ${error.retryAfter} s.` : ''
    const text = ofScenario && error.line ? `Events, line ${error.line}: ${error.message}` : error.message
    this.#say(text, (error.hint + wait).trim(), ofScenario ? { label: 'Edit the events', run: () => (this.sheet = 'forge') } : undefined)
  }

  #say(text: string, hint: string, action?: Action): void {
    this.notice = { tone: 'bad', text, hint, ...(action && { action }) }
  }

  /** The source is at fault: its line, the status and Explain say so. */
  #cannotRead({ line, column, code, message, hint }: ApiError, run = false): void {
    const found = { line: line ?? 1, column: column ?? 1, code, message, hint }
    this.checked = { diagnostics: [found], programs: [] }
    this.checkedSource = this.source
    if (!run) return
    this.#unreadable(found)
    void this.checkNow() // which finds the other lines as well
  }

  #unreadable({ line, message }: Diagnostic): void {
    this.unread = `Line ${line}: ${message}`
    this.goTo(line, false)
  }

  #follow(id: string): void {
    this.phase = 'running'
    this.#follower = new Follower(
      { run: id, since: this.run.seq + 1, onFrame: frame => this.#queue(frame), onLine: line => this.#lineIs(line) },
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
    this.#show() // the first frame shows at once, the rest at the pace of the eye
  }

  /** Fold in what came, and again after a pause that follows from what the paint cost. */
  #show(): void {
    if (!this.#waiting.length) {
      this.#paint = 0
      return
    }
    const begun = performance.now()
    this.#flush()
    const { least, most, share } = PAINT_PAUSE
    this.#paint = window.setTimeout(() => {
      const cost = performance.now() - begun // until the browser had time for us again
      this.#paint = window.setTimeout(() => this.#show(), Math.max(least, Math.min(most, share * cost)))
    })
  }

  #flush(): void {
    if (!this.#waiting.length) return
    const frames = this.#waiting
    this.#waiting = []
    this.run = fold(this.run, frames)
    if (this.following) this.moment = lastMoment(this.run)
    if (this.run.finished) this.#ended()
  }

  #ended(): void {
    this.phase = 'ended'
    const refused = this.run.verdicts.find(verdict => verdict.type === 'rejected')
    if (refused?.line && !this.edited) this.goTo(refused.line, false)
    void this.act() // steps asked for while it ran
    if (this.boot.aged && this.isShared && !this.#told) void this.#api.drift(this.snippet!).then(drift => this.#tellDrift(drift))
  }

  /** An old link: say kindly what the engine of today makes of it. */
  #tellDrift(drift: Drift | null): void {
    if (!drift) return
    this.#told = true
    this.notice = drift.verdict
      ? { tone: 'plain', text: 'The engine has changed since this was shared, and its verdict with it.', hint: `Then: ${drift.was} Now: ${drift.now}` }
      : { tone: 'plain', text: 'The engine has changed since this was shared: the verdict is the same, the run goes another way.', hint: `Then: ${drift.was}` }
  }

  /** End the run that plays now; what it told so far stays. */
  async stop(): Promise<void> {
    try {
      await this.#api.stop(this.run.id)
    } catch (error) {
      this.complain(error)
    }
  }

  #halt(): void {
    this.forget()
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

  toggleBreak(line = this.cursorLine): void {
    this.breaks.toggleLine(line)
  }

  /** The program whose instruction stands on this line, or the last one begun before it; empty where there is none. */
  programAt(line: number): string {
    const exact = this.verdicts.find(verdict => verdict.lines.includes(line))
    const begun = this.verdicts.findLast(verdict => (verdict.lines[0] ?? Infinity) <= line)
    return (exact ?? begun ?? this.verdicts[0])?.name ?? ''
  }

  // ---- sharing -------------------------------------------------------------------------------

  async share(): Promise<void> {
    this.notice = null
    try {
      const saved = await this.#api.save({
        source: this.source,
        ...(this.title.trim() && { title: this.title.trim() }),
        ...(this.scenario && { scenario: this.scenario }),
        ...(this.seed.trim() && { seed: spelledSeed(this.seed.trim()) }),
        ...(this.snippet && this.source !== this.#clean && { parent: this.snippet }),
      })
      if (this.snippet && this.snippet !== saved.id && this.source !== this.#clean) this.parent = this.snippet
      this.snippet = saved.id
      this.#clean = this.source
      this.#drafts.drop(this.#draftId)
      const at = this.run.invocations.at(this.moment.event)
      const address = `/s/${saved.id}${this.following || !at ? '' : `#e=${at.n + 1}`}`
      this.#goes(address)
      const { copied } = await import('../craft/takeaway')
      this.say((await copied(location.origin + address)) ? 'Link copied' : 'Link is in the address bar', { label: 'Embed, picture, files…', run: () => (this.sheet = 'shared') })
    } catch (error) {
      this.complain(error)
    }
  }

  /** That dialog was closed; another one may be open by now. */
  leave(sheet: Sheet): void {
    if (this.sheet === sheet) this.sheet = ''
  }

  async sourceOfObject(object: string): Promise<string> {
    return (await this.#api.disassemble(object)).source
  }

  snippetOf(id: string): Promise<Snippet> {
    return this.#api.snippet(id)
  }

  /** Another run beside the one looked at, to its end; an empty one when Run was pressed meanwhile. */
  async playBeside(request: RunRequest): Promise<Run> {
    return (await this.#beside.play(request)) ?? emptyRun('')
  }

  verdictsOf(source: string): Promise<CheckAnswer> {
    return this.#api.check(source, new AbortController().signal)
  }

  say(text: string, action: Action | null = null): void {
    this.toast = text
    this.toastAction = action
    window.clearTimeout(this.#toastTimer)
    this.#toastTimer = window.setTimeout(() => (this.toast = ''), action ? 9_000 : 4_000)
  }

  readonly status: string = $derived((this.notice?.tone === 'bad' && this.notice.text) || this.unread || statusOf(this.run, this.phase))
}

/** What the address bar names, without the moment looked at. */
function here(): string {
  return location.pathname + location.search
}

/** A number written in decimals as the server reads it; anything else stays, for the server to say what is wrong. */
function spelledSeed(seed: string): string {
  return /^\d{1,20}$/.test(seed) ? `0x${BigInt(seed).toString(16)}` : seed
}

/** Unlike crypto.randomUUID this also works over plain HTTP on another host than localhost. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
