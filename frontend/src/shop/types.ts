/** What the server says of rooms; `playground/workshops/{state,grid}.py` write it. */
export interface TestTold {
  readonly visibility: 'shown' | 'name' | 'hidden'
  readonly points: number
  readonly name?: string
}

export interface StepTold {
  readonly id: string
  readonly n: number
  readonly title: string
  readonly html: string
  readonly points: number
  readonly starter: string
  readonly scenario: string | null
  readonly hints: number
  readonly tests: readonly TestTold[]
}

export interface WorkTold {
  readonly state: State
  readonly code: string
  readonly passed: number
  readonly total: number
  readonly points: number
  readonly attempts: number
  readonly shown: boolean
  readonly hints: readonly string[]
  readonly source?: string
  readonly solution?: string
}

export type State = 'new' | 'editing' | 'rejected' | 'tests' | 'passed' | 'shown'

export interface Me {
  readonly id: string
  readonly name: string
  readonly hand: boolean
  readonly consent: string
  readonly removed: boolean
  readonly work: Readonly<Record<string, WorkTold>>
}

export interface RoomTold {
  readonly ended: boolean
  readonly pacing: 'free' | 'gated' | 'timed'
  readonly gate: number | null
  readonly deadline: string | null
  readonly banner: string
  readonly spotlight: { readonly name: string; readonly step: string; readonly source: string } | null
}

export interface NoticeTold {
  readonly id: number
  readonly kind: 'hint' | 'push' | 'comment' | 'ask' | 'bring'
  readonly data: {
    readonly step?: string
    readonly source?: string
    readonly title?: string
    readonly line?: number
    readonly text?: string
    readonly by?: string
    readonly code?: string
  }
}

export interface Finding {
  readonly what: string
  readonly expected?: string
  readonly actual?: string
}

export interface Result {
  readonly name: string
  readonly category?: string
  readonly passed: boolean
  readonly points: number
  readonly of: number
  readonly system: boolean
  readonly visibility?: string
  readonly findings?: readonly Finding[]
  readonly smallest?: string
}

export interface SubmissionTold {
  readonly id: string
  readonly kind: 'check' | 'submit'
  readonly state: 'queued' | 'running' | 'done' | 'error'
  readonly queue_position?: number
  readonly passed: number
  readonly total: number
  readonly points: number
  readonly earned: number
  readonly of: number
  readonly results: readonly Result[]
}

export interface PersonTold {
  readonly id: string
  readonly name: string
  readonly hidden: boolean
  readonly removed: boolean
  readonly hand: string | null
  readonly online: boolean
  readonly idle: number
  readonly step: string
  readonly consent: string
  readonly need: number
}

/** state, code, passed, total, points, hints, shown, attempts */
export type Cell = readonly [State, string, number, number, number, number, boolean, number]

export interface GridRoom {
  readonly open: boolean
  readonly code: string | null
  readonly cap: number
  readonly ends: string | null
  readonly ended: string | null
  readonly pacing: 'free' | 'gated' | 'timed'
  readonly gate: number
  readonly deadline: string | null
  readonly banner: string
  readonly keep_days: number
  readonly spotlight: { readonly participant: string; readonly step: string } | null
  readonly count: number
}

export interface GridTold {
  readonly type: 'grid'
  readonly version: number
  readonly full: boolean
  readonly room: GridRoom
  readonly people: readonly PersonTold[]
  readonly cells: Readonly<Record<string, Readonly<Record<string, Cell>>>>
  readonly columns: Readonly<Record<string, Column>>
}

export interface Column {
  readonly passed: number
  readonly stuck: number
  readonly codes: Readonly<Record<string, number>>
  readonly median_s: number | null
}

export interface StepHead {
  readonly id: string
  readonly n: number
  readonly title: string
  readonly points: number
}

/** A cell from near. */
export interface Looked {
  readonly name: string
  readonly source: string
  readonly diff: readonly { readonly kind: string; readonly line: number | null; readonly text: string }[]
  readonly state: State
  readonly code: string
  readonly attempts: number
  readonly hints: number
  readonly shown: boolean
  readonly points: number
  readonly results: readonly Result[]
  readonly comments: readonly { readonly line: number; readonly text: string; readonly by: string }[]
}

export interface Regraded {
  readonly state: string
  readonly applied: boolean
  readonly changes: readonly { readonly name: string; readonly step: string; readonly before: number; readonly after: number }[]
}

export const WORDS: Readonly<Record<State, string>> = {
  new: 'not started',
  editing: 'editing',
  rejected: 'rejected',
  tests: 'tests',
  passed: 'passed',
  shown: 'shown',
}
