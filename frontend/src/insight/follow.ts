/**
 * Claimed beside seen: a run followed along the paths that the verifier walked.
 *
 * At every step some visit of the verifier must fit: its instruction is the one about to run, and every
 * register holds a value inside the claim. Where the verifier stopped because another walk covers the
 * rest, the run goes on along that walk; registers of which that walk says less than was known, because
 * nothing rests on them, are "loose" from there on, and so is whatever is computed from them.
 */
import type { Analysis, Claim, Insn, Numbers, States } from './analysis'

/** Registers of one call frame before a step, as hex strings; null where nothing was written. */
export type Seen = readonly (string | null)[]

/** What a step of a trace tells, as far as it matters here. */
export interface Told {
  readonly pc: number
  readonly frame: number
  readonly program: string
  readonly registers: readonly { readonly reg: number; readonly value: string }[]
}

export interface Sight {
  readonly pc: number
  readonly program: string
  /** A program begins here: at the event, or by a tail call. */
  readonly begins: boolean
  readonly frames: readonly Seen[]
}

/** A place on the verifier's map: a visit, and what is loose there. */
interface Stand {
  readonly visit: number
  /** By frame: mask of registers about which nothing is claimed. */
  readonly loose: readonly number[]
  readonly looseMemory: boolean
}

export interface Followed {
  /** The program that runs, and what the verifier knew of it; null where that was not read yet. */
  readonly program: string
  readonly states: States | null
  /** How many values were held against a claim here. */
  readonly held: number
  /** Visits that fit before this step; empty once the trail is lost. */
  readonly visits: readonly number[]
  /** Registers of the innermost frame that are not claimed. */
  readonly loose: number
  /** Registers whose value lies outside every claim that could hold: a bug of ours. */
  readonly broken: readonly number[]
  readonly lost: boolean
}

const LOST = { held: 0, visits: [], loose: 0x7ff, broken: [], lost: true } as const

/** Whether a value seen is one that the claim allows. `seen` are the registers of its frame. */
export function inside(value: string, claim: Claim, anchors: Anchors): boolean {
  const number = BigInt(value)
  if (claim.kind === 'scalar') return within(number, claim as Claim & Numbers)
  if (number === 0n) return claim.maybe_null === true
  if (claim.kind === 'fp' && anchors.stack && (claim.frame ?? 0) === 0) return within(number - BigInt(anchors.stack), offset(claim))
  if (claim.kind === 'ctx' && anchors.context) return within(number - BigInt(anchors.context), offset(claim))
  return true
}

/** Addresses that claims are relative to, as far as they are known: what r10 and r1 held at the start. */
export interface Anchors {
  readonly stack: string | null
  readonly context: string | null
}

/** Registers before each step of one invocation. A called function begins with its caller's, a program with r1 and r10. */
export function* sights(steps: Iterable<Told>): Generator<Sight> {
  const frames: (string | null)[][] = [new Array<string | null>(11).fill(null)]
  let first = true
  for (const step of steps) {
    while (frames.length <= step.frame) frames.push([...frames.at(-1)!])
    while (frames.length > step.frame + 1) {
      const answer = frames.pop()![0]!
      frames.at(-1)![0] = answer
    }
    const registers = frames[step.frame]!
    const begins = first || step.registers.some(write => write.reg === 10)
    if (begins) enter(registers, step)
    first = false
    yield { pc: step.pc, program: step.program, begins, frames: frames.map(frame => [...frame]) }
    for (const { reg, value } of step.registers) registers[reg] = value
  }
}

function enter(registers: (string | null)[], step: Told): void {
  registers.fill(null)
  for (const { reg, value } of step.registers) if ((reg === 1 || reg === 10) && registers[reg] === null) registers[reg] = value
}

/** One invocation followed, program by program: a tail call leads into another one, which has claims of its own. */
export function followAll(steps: Iterable<Told>, analysisOf: (program: string) => Analysis | undefined): Followed[] {
  const found: Followed[] = []
  let [follower, states, program, base]: [Follower | null, States | null, string, number] = [null, null, '', 0]
  for (const sight of sights(steps)) {
    if (sight.begins) {
      base = sight.frames.length - 1
      program = sight.program
      const analysis = analysisOf(program)
      states = analysis?.states ?? null
      follower = states ? new Follower(analysis!, { context: sight.frames[base]![1] ?? null, stack: sight.frames[base]![10] ?? null }) : null
    }
    // Back from a program that a function had jumped to: its caller's walk cannot be taken up again.
    const away = sight.program !== program || sight.frames.length <= base
    if (follower && !away) found.push({ program, states, ...follower.step({ ...sight, frames: sight.frames.slice(base) }) })
    else found.push({ program: sight.program, states: away ? null : states, ...LOST })
  }
  return found
}

const U64 = (1n << 64n) - 1n

function within(value: bigint, n: Numbers): boolean {
  const unsigned = value & U64
  const signed = BigInt.asIntN(64, value)
  const low = unsigned & 0xffff_ffffn
  const low_signed = BigInt.asIntN(32, value)
  return (
    (unsigned & ~BigInt(n.mask)) === BigInt(n.value) &&
    unsigned >= BigInt(n.umin) && unsigned <= BigInt(n.umax) &&
    signed >= BigInt.asIntN(64, BigInt(n.smin)) && signed <= BigInt.asIntN(64, BigInt(n.smax)) &&
    low >= BigInt(n.u32min) && low <= BigInt(n.u32max) &&
    low_signed >= BigInt.asIntN(64, BigInt(n.s32min)) && low_signed <= BigInt.asIntN(64, BigInt(n.s32max))
  ) // prettier-ignore
}

/** The offset a pointer's claim allows: its fixed part plus its variable one. */
function offset(claim: Claim): Numbers {
  const fixed = BigInt(claim.off ?? 0)
  const of = (name: 'smin' | 'smax') => BigInt.asIntN(64, BigInt(claim.var?.[name] ?? '0x0')) + fixed
  const hex = (value: bigint) => `0x${(value & U64).toString(16)}`
  return {
    value: '0x0', mask: hex(-1n), umin: '0x0', umax: hex(-1n), smin: hex(of('smin')), smax: hex(of('smax')),
    u32min: '0x0', u32max: '0xffffffff', s32min: hex(-(1n << 31n)), s32max: '0x7fffffff',
  } // prettier-ignore
}

const ARGUMENTS = 0x3e // r1 to r5

export class Follower {
  readonly #states: States
  readonly #insns = new Map<number, Insn>()
  /** Visit -> visits and coverings that may come next. */
  readonly #next = new Map<number, Stand[]>()
  readonly #anchors: Anchors
  #stands: readonly Stand[]
  #last: number | null = null

  constructor(analysis: Analysis, anchors: Anchors) {
    this.#states = analysis.states!
    this.#anchors = anchors
    for (const insn of analysis.insns) this.#insns.set(insn.pc, insn)
    this.#states.visits.forEach((visit, number) => {
      const stand = { visit: number, loose: [], looseMemory: false }
      this.#link(visit[2], stand)
      // A path may begin at the very instruction it was put aside at: the verifier split a value in two.
      const before = this.#states.visits[visit[2]]
      if (before && before[0] === visit[0] && before[1] !== visit[1]) this.#link(before[2], stand)
    })
    for (const path of analysis.paths ?? []) {
      if (path.end !== 'covered' || path.covered_by === undefined || path.covered_by < 0) continue
      const before = path.last >= 0 ? path.last : path.at
      this.#link(before, { visit: path.covered_by, loose: path.loose ?? [], looseMemory: path.loose_stack ?? false })
    }
    this.#stands = this.#next.get(-1) ?? []
  }

  #link(before: number, stand: Stand): void {
    this.#next.set(before, [...(this.#next.get(before) ?? []), stand])
  }

  /** The run stands before `sight.pc` now. Call once a step, in order. */
  step(sight: Pick<Sight, 'pc' | 'frames'>): Omit<Followed, 'program' | 'states'> {
    const arrived = this.#last === null ? this.#stands : this.#stands.flatMap(stand => this.#onward(stand))
    const here = unique(arrived.filter(stand => this.#fits(stand, sight)))
    this.#last = sight.pc
    this.#stands = here
    if (!here.length) return LOST
    const wrong = here.map(stand => this.#broken(stand, sight))
    const good = here.filter((_, i) => !wrong[i]!.length)
    if (good.length) this.#stands = good
    const depth = sight.frames.length - 1
    return {
      held: this.#held(this.#stands[0]!, sight.frames[depth]!),
      visits: this.#stands.map(stand => stand.visit),
      loose: this.#stands.reduce((mask, stand) => mask & (stand.loose[depth] ?? 0), 0x7ff),
      broken: good.length ? [] : wrong.reduce((least, one) => (one.length < least.length ? one : least)),
      lost: false,
    }
  }

  #held(stand: Stand, seen: Seen): number {
    const depth = this.#depth(stand.visit) - 1
    const [registers] = this.#states.frames[this.#states.visits[stand.visit]![3][depth]!]!
    return registers.reduce((sum, claim, register) => sum + (claim >= 0 && seen[register] != null && !(((stand.loose[depth] ?? 0) >> register) & 1) ? 1 : 0), 0)
  }

  #fits(stand: Stand, sight: Pick<Sight, 'pc' | 'frames'>): boolean {
    const visit = this.#states.visits[stand.visit]!
    return visit[0] === sight.pc && visit[3].length === sight.frames.length
  }

  /** Where the verifier may have been next, with what the instruction at the last stand made loose. */
  #onward(stand: Stand): Stand[] {
    const depth = this.#depth(stand.visit)
    const after = this.#spread(stand)
    return (this.#next.get(stand.visit) ?? []).map(next => {
      const depthThere = this.#depth(next.visit)
      const loose = union(after.loose, next.loose, depthThere)
      if (depthThere > depth) loose[depth] = loose[depth]! | ((stand.loose[depth - 1] ?? 0) & ARGUMENTS)
      if (depthThere < depth) loose[depthThere - 1] = (loose[depthThere - 1]! & ~1) | ((stand.loose[depth - 1] ?? 0) & 1)
      return { visit: next.visit, loose, looseMemory: after.looseMemory || next.looseMemory }
    })
  }

  #depth(visit: number): number {
    return this.#states.visits[visit]![3].length
  }

  /** What is loose after the instruction: results of loose operands are, results of others no longer. */
  #spread(stand: Stand): Stand {
    const insn = this.#insns.get(this.#states.visits[stand.visit]![0])
    if (!insn) return stand
    const loose = [...stand.loose]
    const at = this.#depth(stand.visit) - 1
    const mask = loose[at] ?? 0
    const tainted = (mask & insn.reads) !== 0 || (insn.loads && stand.looseMemory)
    loose[at] = tainted ? mask | insn.writes : mask & ~insn.writes
    // a stored value that nothing is known of makes the memory it may be loaded from unknown, too
    const stores = insn.writes === 0 && tainted
    return { visit: stand.visit, loose, looseMemory: stand.looseMemory || stores }
  }

  #broken(stand: Stand, sight: Pick<Sight, 'frames'>): number[] {
    const found: number[] = []
    this.#states.visits[stand.visit]![3].forEach((number, depth) => {
      if (depth < sight.frames.length - 1) return // outer frames wait; they were looked at when they ran
      const [registers] = this.#states.frames[number]!
      const seen = sight.frames[depth]!
      registers.forEach((claim, register) => {
        const value = seen[register]
        if (claim < 0 || value === null || value === undefined || (stand.loose[depth] ?? 0) >> register & 1) return // prettier-ignore
        if (!inside(value, this.#states.values[claim]!, this.#anchors)) found.push(register)
      })
    })
    return found
  }
}

function union(a: readonly number[], b: readonly number[], depth: number): number[] {
  return Array.from({ length: depth }, (_, i) => (a[i] ?? 0) | (b[i] ?? 0))
}

/** One stand a visit: the one that claims least wins, so that nothing is called a bug that is none. */
function unique(stands: readonly Stand[]): Stand[] {
  const found = new Map<number, Stand>()
  for (const stand of stands) {
    const before = found.get(stand.visit)
    found.set(
      stand.visit,
      before
        ? { visit: stand.visit, loose: union(before.loose, stand.loose, Math.max(before.loose.length, stand.loose.length)), looseMemory: before.looseMemory || stand.looseMemory }
        : stand,
    )
  }
  return [...found.values()]
}
