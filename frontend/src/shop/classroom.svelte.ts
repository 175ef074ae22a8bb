/** A participant's side of a room: the step one is at, what came back, what the host says. */
import type { Playground } from '../state/playground.svelte'
import type { Asker } from './ask'
import { RoomLink } from './link'
import type { Me, NoticeTold, RoomTold, StepTold, SubmissionTold, WorkTold } from './types'

export interface StateTold {
  readonly type: 'state'
  readonly room: RoomTold
  readonly me: Me
  readonly notices: readonly NoticeTold[]
}

export interface RoomBoot {
  readonly csrf: string
  readonly room: { readonly id: string; readonly title: string; readonly url: string; readonly intro: string }
  readonly policy: { readonly penalty: number; readonly hint_cost: number }
  readonly steps: readonly StepTold[]
  readonly step: string
  readonly state: StateTold
  readonly ws: string
}

const DRAFT_PAUSE = 1_500
const ASK_PAUSE = 600
const NOTHING: WorkTold = { state: 'new', code: '', passed: 0, total: 0, points: 0, attempts: 0, shown: false, hints: [] }

export class Classroom {
  readonly steps: readonly StepTold[]
  readonly title: string
  readonly intro: string
  room = $state.raw<RoomTold>(null!)
  me = $state.raw<Me>(null!)
  notices = $state.raw<readonly NoticeTold[]>([])
  at = $state('')
  live = $state(true)
  busy = $state('')
  wrong = $state('')
  result = $state.raw<SubmissionTold | null>(null)
  solution = $state<string | null>(null)

  readonly step: StepTold = $derived.by(() => this.steps.find(step => step.id === this.at) ?? this.steps[0]!)
  readonly work: WorkTold = $derived(this.me.work[this.at] ?? NOTHING)
  readonly here: readonly NoticeTold[] = $derived(this.notices.filter(notice => notice.data.step === this.at))

  #sources = new Map<string, string>()
  #saved = ''
  #timer = 0
  #dismissed = new Set<number>()

  constructor(
    readonly boot: RoomBoot,
    readonly ask: Asker,
    readonly playground: Playground,
  ) {
    this.steps = boot.steps
    this.title = boot.room.title
    this.intro = boot.room.intro
    this.room = boot.state.room
    this.me = boot.state.me
    this.notices = boot.state.notices.filter(notice => notice.kind !== 'bring')
    this.at = boot.step
    this.#saved = boot.state.me.work[boot.step]?.source ?? ''
    for (const [step, work] of Object.entries(boot.state.me.work)) if (work.source !== undefined) this.#sources.set(step, work.source)
    new RoomLink(boot.ws, () => ask.get(`${boot.room.url}/state?since=${this.#last}`), message => this.#hear(message as never), live => (this.live = live))
  }

  get #last(): number {
    return this.notices.at(-1)?.id ?? 0
  }

  #hear(message: StateTold | { type: 'room'; room: RoomTold } | { type: 'me'; me: Me } | { type: 'notices'; notices: readonly NoticeTold[] }): void {
    if (message.type === 'state' || message.type === 'room') this.room = message.room
    if (message.type === 'state' || message.type === 'me') this.me = message.me
    if (message.type === 'state' || message.type === 'notices') this.#listen(message.notices, message.type === 'notices')
  }

  #listen(told: readonly NoticeTold[], now: boolean): void {
    const known = new Set(this.notices.map(notice => notice.id))
    const fresh = told.filter(notice => !known.has(notice.id) && !this.#dismissed.has(notice.id))
    const brought = fresh.findLast(notice => notice.kind === 'bring')
    this.notices = [...this.notices, ...fresh.filter(notice => notice.kind !== 'bring')]
    if (now && brought?.data.step) void this.open(brought.data.step)
  }

  dismiss(notice: NoticeTold): void {
    this.#dismissed.add(notice.id)
    this.notices = this.notices.filter(one => one.id !== notice.id)
  }

  isOpen(step: StepTold): boolean {
    return this.room.gate === null || step.n <= this.room.gate
  }

  /** To another step; what stands in the editor is kept. */
  async open(id: string): Promise<void> {
    const next = this.steps.find(step => step.id === id)
    if (!next || id === this.at || !this.isOpen(next)) return
    await this.keep()
    this.#sources.set(this.at, this.playground.source)
    this.at = id
    this.result = null
    this.solution = null
    const source = this.#sources.get(id) ?? next.starter
    this.#saved = source
    this.playground.scenario = next.scenario ?? ''
    this.playground.title = next.title
    this.playground.replace(source)
  }

  /** The editor changed: keep it before long. */
  changed(): void {
    window.clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.keep(), DRAFT_PAUSE)
  }

  async keep(): Promise<void> {
    window.clearTimeout(this.#timer)
    const { source } = this.playground
    if (source === this.#saved || this.room.ended) return
    this.#saved = source
    try {
      await this.#post('/draft', { step: this.at, source })
    } catch {
      this.#saved = '' // the next change tries again
    }
  }

  #post<T>(path: string, body: object): Promise<T> {
    return this.ask.post<T>(this.boot.room.url + path, body)
  }

  async #try<T>(what: string, action: () => Promise<T>): Promise<T | null> {
    this.busy = what
    this.wrong = ''
    try {
      return await action()
    } catch (error) {
      this.wrong = (error as Error).message
      return null
    } finally {
      this.busy = ''
    }
  }

  /** Play the tests: those one can see, or all of them for points. */
  async grade(kind: 'check' | 'submit'): Promise<void> {
    const step = this.at
    await this.#try(kind, async () => {
      this.#saved = this.playground.source
      const { id } = await this.#post<{ id: string }>(`/${kind}`, { step, source: this.playground.source })
      for (;;) {
        const told = await this.ask.get<SubmissionTold>(`${this.boot.room.url}/submissions/${id}`)
        if (this.at === step) this.result = told
        if (told.state === 'done' || told.state === 'error') return
        await new Promise(done => setTimeout(done, ASK_PAUSE * (0.7 + Math.random() * 0.6)))
      }
    })
  }

  async hint(): Promise<void> {
    await this.#try('hint', () => this.#post('/hint', { step: this.at }))
  }

  async skip(): Promise<void> {
    const told = await this.#try('skip', () => this.#post<{ solution: string }>('/skip', { step: this.at }))
    if (told) this.solution = told.solution
  }

  async wave(): Promise<void> {
    await this.#try('hand', () => this.#post('/hand', { up: !this.me.hand }))
  }

  async consent(step: string | null): Promise<void> {
    await this.#try('consent', () => this.#post('/consent', { step }))
  }

  /** A source from elsewhere: what one had is a draft of this browser's editor history, Ctrl+Z away. */
  take(source: string): void {
    this.playground.replace(source)
  }

  async links(): Promise<readonly { step: string; title: string; url: string }[]> {
    await this.keep()
    const told = await this.#try('links', () => this.ask.get<{ links: { step: string; title: string; url: string }[] }>(`${this.boot.room.url}/mine`))
    return told?.links ?? []
  }
}
