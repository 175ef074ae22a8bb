/** What `POST /api/v1/analyze` tells of one program, and pure questions to it. */
export interface Numbers {
  readonly value: string
  readonly mask: string
  readonly umin: string
  readonly umax: string
  readonly smin: string
  readonly smax: string
  readonly u32min: string
  readonly u32max: string
  readonly s32min: string
  readonly s32max: string
}

/** A claim about one register or spilled slot. `kind` "scalar" carries numbers; pointers may have `var`. */
export interface Claim extends Partial<Numbers> {
  readonly text: string
  readonly kind: string
  readonly id?: number
  readonly maybe_null?: boolean
  readonly off?: number
  readonly frame?: number
  readonly var?: Numbers
  readonly map?: string
  readonly range?: number
}

export interface Insn {
  readonly pc: number
  readonly line: number
  readonly text: string
  readonly reads: number
  readonly writes: number
  readonly loads: boolean
}

/** [slot, path, visit before it, frames, callsites, references] */
export type Visit = readonly [number, number, number, readonly number[], readonly number[], readonly number[]]

export interface States {
  readonly values: readonly Claim[]
  readonly slots: readonly (readonly [string, number])[]
  readonly frames: readonly (readonly [readonly number[], readonly number[]])[]
  readonly visits: readonly Visit[]
}

export interface Path {
  readonly at: number
  readonly start: number
  readonly first: number
  readonly last: number
  readonly end: 'exit' | 'covered' | 'refused' | 'open'
  readonly covered_at?: number
  readonly covered_by?: number
  readonly loose?: readonly number[]
  readonly loose_stack?: boolean
}

export interface Reason {
  readonly pc: number
  readonly register: number
  readonly says: string
  readonly because: readonly (readonly [number, string])[]
}

export type Line = readonly [string, number | null]

export interface Graph {
  readonly blocks: readonly (readonly [number, number, number])[]
  readonly edges: readonly (readonly [number, number, 'next' | 'jump' | 'call'])[]
  readonly functions: readonly (readonly [string, number])[]
}

export interface Native {
  readonly llvm: readonly Line[]
  readonly x86_64: readonly Line[]
  readonly aarch64: readonly Line[]
}

export interface Analysis {
  readonly name: string
  readonly section: string
  readonly ok: boolean | null
  readonly insn: number | null
  readonly insns: readonly Insn[]
  readonly walked: readonly number[]
  readonly left_out: Readonly<Record<string, string>>
  readonly states?: States
  readonly paths?: readonly Path[]
  readonly proof?: readonly Reason[]
  readonly graph?: Graph
  readonly native?: Native | null
  readonly log?: readonly Line[]
}

/** Numbers of the visits to a slot, in the order walked. */
export function visitsOf(states: States, pc: number): number[] {
  return states.visits.flatMap((visit, number) => (visit[0] === pc ? [number] : []))
}

/** The claim about a register before a visit's instruction, in the frame at that depth; null where nothing is known. */
export function claimOf(states: States, visit: number, register: number, depth?: number): Claim | null {
  const frames = states.visits[visit]?.[3] ?? []
  const frame = states.frames[frames[depth ?? frames.length - 1] ?? -1]
  return states.values[frame?.[0][register] ?? -1] ?? null
}

export interface StackClaim {
  /** Offset from the frame's end: -8 for the first eight bytes. */
  readonly offset: number
  readonly kinds: string
  readonly spilled: Claim | null
}

export function stackOf(states: States, visit: number, depth?: number): StackClaim[] {
  const frames = states.visits[visit]?.[3] ?? []
  const frame = states.frames[frames[depth ?? frames.length - 1] ?? -1]
  return (frame?.[1] ?? []).flatMap((slot, index) => {
    const found = states.slots[slot]
    return found ? [{ offset: -8 * (index + 1), kinds: found[0], spilled: states.values[found[1]] ?? null }] : []
  })
}

/** Visits on the way to this one, from the program's first instruction on, itself included. */
export function wayTo(states: States, visit: number): number[] {
  const way: number[] = []
  for (let at = visit; at >= 0; at = states.visits[at]![2]) way.push(at)
  return way.reverse()
}

// ---- claims in words ---------------------------------------------------------------------------

const U64 = (1n << 64n) - 1n
const S64_MIN = -(1n << 63n)

/** A claim as one would say it: `0 … 63`, `any number`, `value of counts or NULL`. */
export function brief(claim: Claim): string {
  if (claim.kind === 'scalar') return range(claim as Claim & Numbers)
  const moved = (claim.off ?? 0) + (claim.var && claim.var.mask === '0x0' ? Number(BigInt.asIntN(64, BigInt(claim.var.value))) : 0)
  const by = moved ? (moved > 0 ? `+${moved}` : `−${-moved}`) : ''
  const unknown = claim.var && claim.var.mask !== '0x0' ? ` + ${range(claim.var)}` : ''
  const where = (PLACES[claim.kind] ?? (() => claim.kind))(claim)
  return `${where}${by}${unknown}${claim.maybe_null ? ' or NULL' : ''}${claim.range ? `, ${claim.range} bytes proved` : ''}`
}

const PLACES: Record<string, (claim: Claim) => string> = {
  ctx: () => 'context',
  fp: claim => (claim.frame ? `stack of frame ${claim.frame}` : 'stack'),
  map_ptr: claim => `map ${claim.map ?? ''}`,
  map_value: claim => `value of ${claim.map ?? 'a map'}`,
  map_key: claim => `key of ${claim.map ?? 'a map'}`,
  pkt: () => 'packet',
  pkt_end: () => 'end of packet',
  pkt_meta: () => 'packet metadata',
  mem: () => 'memory',
}

function range(numbers: Numbers): string {
  const umin = BigInt(numbers.umin)
  const umax = BigInt(numbers.umax)
  const smin = BigInt.asIntN(64, BigInt(numbers.smin))
  const smax = BigInt.asIntN(64, BigInt(numbers.smax))
  if (numbers.mask === '0x0') return grouped(BigInt.asIntN(64, BigInt(numbers.value)))
  const bits = BigInt(numbers.mask)
  const step = bits & -bits
  const multiple = step > 1n && BigInt(numbers.value) % step === 0n ? `, multiple of ${step}` : ''
  if (umin === 0n && umax === U64) {
    if (smin === S64_MIN && smax === (1n << 63n) - 1n) return `any number${multiple}`
    return `${grouped(smin)} … ${grouped(smax)}${multiple}`
  }
  return `${grouped(umin)} … ${grouped(umax)}${multiple}`
}

function grouped(value: bigint): string {
  const size = value < 0n ? -value : value
  return size > 0xffff_ffffn ? (value < 0n ? '−' : '') + `0x${size.toString(16)}` : value.toLocaleString('en')
}

// ---- the tree of paths -------------------------------------------------------------------------

export interface Branch {
  readonly number: number
  readonly depth: number
  readonly path: Path
  /** Slot of the branch it left, null for the first path. */
  readonly from: number | null
  /** Number of the path that covers it. */
  readonly coveredBy: number | null
  readonly length: number
}

/** Paths in outline order: a path, then what branched off it, latest first as the verifier takes them. */
export function outline(states: States, paths: readonly Path[]): Branch[] {
  const children = new Map<number, number[]>()
  const roots: number[] = []
  const pathOf = (visit: number | undefined) => (visit === undefined || visit < 0 ? null : (states.visits[visit]?.[1] ?? null))
  paths.forEach((path, number) => {
    const parent = pathOf(path.at)
    if (parent === null || parent >= number) roots.push(number)
    else children.set(parent, [...(children.get(parent) ?? []), number])
  })
  const found: Branch[] = []
  const waiting = roots.reverse().map(number => ({ number, depth: 0 }))
  while (waiting.length) {
    const { number, depth } = waiting.pop()!
    const path = paths[number]!
    found.push({
      number, depth, path,
      from: path.at >= 0 ? (states.visits[path.at]?.[0] ?? null) : null,
      coveredBy: path.end === 'covered' ? pathOf(path.covered_by) : null,
      length: path.first < 0 ? 0 : states.visits.reduce((sum, visit) => sum + (visit[1] === number ? 1 : 0), 0),
    }) // prettier-ignore
    for (const child of children.get(number) ?? []) waiting.push({ number: child, depth: depth + 1 })
  }
  return found
}

/** Slots on the way to the refusal: what the picture marks as rejected. */
export function refusedWay(analysis: Analysis): ReadonlySet<number> {
  const path = analysis.paths?.at(-1)
  if (analysis.ok !== false || !analysis.states || !path || path.last < 0) return new Set()
  return new Set(wayTo(analysis.states, path.last).map(visit => analysis.states!.visits[visit]![0]))
}
