/** The close look's pure parts: claims in words, paths as a tree, and a run held against the verifier's claims. */
import { describe, expect, it } from 'vitest'
import { brief, outline, refusedWay, stackOf, visitsOf, wayTo, type Analysis, type Claim, type Insn, type Numbers, type Path, type States, type Visit } from '../src/insight/analysis'
import { chainOf } from '../src/insight/chain'
import { followAll, Follower, inside, sights, type Told } from '../src/insight/follow'
import { lanes } from '../src/insight/lanes'
import { rope, share } from '../src/insight/overlay'

const hex = (value: bigint) => `0x${BigInt.asUintN(64, value).toString(16)}`

function numbers(umin: bigint, umax: bigint, mask = (1n << 64n) - 1n, value = 0n): Numbers {
  const small = umax < 1n << 31n
  return {
    value: hex(value), mask: hex(mask), umin: hex(umin), umax: hex(umax),
    smin: hex(umax < 1n << 63n ? umin : -(1n << 63n)), smax: hex(umax < 1n << 63n ? umax : (1n << 63n) - 1n),
    u32min: hex(small ? umin : 0n), u32max: hex(small ? umax : 0xffff_ffffn),
    s32min: hex(small ? umin : -(1n << 31n)), s32max: hex(small ? umax : 0x7fff_ffffn),
  } // prettier-ignore
}
const scalar = (umin: bigint, umax: bigint, mask?: bigint, value?: bigint): Claim => ({ text: '', kind: 'scalar', ...numbers(umin, umax, mask, value) })
const exactly = (value: bigint): Claim => {
  const low = BigInt.asIntN(32, value)
  return { ...scalar(value, value, 0n, value), smin: hex(value), smax: hex(value), u32min: hex(low & 0xffff_ffffn), u32max: hex(low & 0xffff_ffffn), s32min: hex(low), s32max: hex(low) }
}
const ANY = scalar(0n, (1n << 64n) - 1n)

describe('claims in words', () => {
  const rows: [Claim, string][] = [
    [ANY, 'any number'],
    [scalar(0n, 63n, 0x3fn), '0 … 63'],
    [scalar(0n, 56n, 0x38n), '0 … 56, multiple of 8'],
    [exactly(-4n), '-4'],
    [{ text: '', kind: 'map_value', map: 'counts', maybe_null: true, off: 0 }, 'value of counts or NULL'],
    [{ text: '', kind: 'fp', off: -8 }, 'stack−8'],
    [{ text: '', kind: 'pkt', off: 14, range: 34 }, 'packet+14, 34 bytes proved'],
  ]
  it.each(rows)('%# says %s', (claim, words) => expect(brief(claim)).toBe(words))
})

describe('inside', () => {
  const anchors = { stack: '0x1000', context: '0x2000' }
  const rows: [string, Claim, boolean][] = [
    ['0x3f', scalar(0n, 63n, 0x3fn), true],
    ['0x40', scalar(0n, 63n, 0x3fn), false],
    ['0x9', scalar(0n, 56n, 0x38n), false], // between the bounds, but not a multiple of 8
    ['0xfffffffffffffffc', exactly(-4n), true],
    ['0x0', { text: '', kind: 'map_value', maybe_null: false }, false],
    ['0x0', { text: '', kind: 'map_value', maybe_null: true }, true],
    ['0xff8', { text: '', kind: 'fp', off: -8 }, true],
    ['0xff0', { text: '', kind: 'fp', off: -8 }, false],
    ['0x2004', { text: '', kind: 'ctx', off: 4 }, true],
    ['0x2008', { text: '', kind: 'ctx', off: 4 }, false],
  ]
  it.each(rows)('%s in %j: %s', (value, claim, yes) => expect(inside(value, claim, anchors)).toBe(yes))
})

// A program of five instructions:  0: r2 = *ctx   1: if r2 > 5 goto 3   2: r3 = 1   3: r4 = r2   4: exit
const INSNS: Insn[] = [
  { pc: 0, line: 1, text: '', reads: 2, writes: 4, loads: true },
  { pc: 1, line: 2, text: '', reads: 4, writes: 0, loads: false },
  { pc: 2, line: 3, text: '', reads: 0, writes: 8, loads: false },
  { pc: 3, line: 4, text: '', reads: 4, writes: 16, loads: false },
  { pc: 4, line: 5, text: '', reads: 1, writes: 0, loads: false },
]
const VALUES = [ANY, scalar(0n, 5n, 7n), { text: 'ctx()', kind: 'ctx', off: 0 }, exactly(1n)] satisfies Claim[]
const frame = (...known: [number, number][]) => [Array.from({ length: 11 }, (_, register) => known.find(([r]) => r === register)?.[1] ?? -1), []] as const
const FRAMES = [frame([1, 2]), frame([1, 2], [2, 0]), frame([1, 2], [2, 1]), frame([1, 2], [2, 1], [3, 3]), frame([1, 2], [2, 1], [3, 3], [4, 1])]
const visit = (pc: number, path: number, before: number, of: number): Visit => [pc, path, before, [of], [-1], []]
const STATES: States = {
  values: VALUES, slots: [['mmmmrrrr', 1]], frames: FRAMES,
  visits: [visit(0, 0, -1, 0), visit(1, 0, 0, 1), visit(2, 0, 1, 2), visit(3, 0, 2, 3), visit(4, 0, 3, 4)],
} // prettier-ignore
const PATHS: Path[] = [
  { at: -1, start: 0, first: 0, last: 4, end: 'exit' },
  { at: 1, start: 3, first: -1, last: -1, end: 'covered', covered_at: 3, covered_by: 3, loose: [0b100], loose_stack: false },
]
const analysis = (more: Partial<Analysis> = {}): Analysis => ({
  name: 'p', section: 'xdp', ok: true, insn: null, insns: INSNS, walked: [1, 1, 1, 1, 1], left_out: {}, states: STATES, paths: PATHS, ...more,
}) // prettier-ignore

function follow(steps: [number, [number, string][]][]) {
  const told: Told[] = steps.map(([pc, writes]) => ({ pc, frame: 0, program: 'p', registers: writes.map(([reg, value]) => ({ reg, value })) }))
  const follower = new Follower(analysis(), { stack: null, context: '0x2000' })
  return [...sights(told)].map(sight => follower.step(sight))
}

describe('a run beside the claims', () => {
  it('fits where every value lies inside', () => {
    const found = follow([[0, [[1, '0x2000'], [2, '0x3']]], [1, []], [2, [[3, '0x1']]], [3, [[4, '0x3']]], [4, []]]) // prettier-ignore
    expect(found.map(step => step.visits)).toEqual([[0], [1], [2], [3], [4]])
    expect(found.flatMap(step => step.broken)).toEqual([])
  })

  it('names the register outside its claim', () => {
    const found = follow([[0, [[1, '0x2000'], [2, '0x9']]], [1, []], [2, []]]) // prettier-ignore
    expect(found[2]).toMatchObject({ broken: [2], lost: false })
  })

  it('goes on along the walk that covers a path, where loose registers claim nothing', () => {
    const found = follow([[0, [[1, '0x2000'], [2, '0x9']]], [1, []], [3, [[4, '0x9']]], [4, []]]) // prettier-ignore
    expect(found[2]).toMatchObject({ visits: [3], broken: [], loose: 0b100 })
    expect(found[3], 'what is computed from a loose register is loose').toMatchObject({ visits: [4], broken: [], loose: 0b10100 })
  })

  it('is lost where the verifier never went', () => {
    expect(follow([[0, [[1, '0x2000']]], [4, []]]).map(step => step.lost)).toEqual([false, true]) // prettier-ignore
  })

  it('follows a tail call into the other program, and catches a value that is wrong there', () => {
    const entry = { reg: 10, value: '0x9000' }
    const jump = (value: string): Told[] => [
      { pc: 0, frame: 0, program: 'first', registers: [{ reg: 1, value: '0x2000' }, entry, { reg: 7, value: '0x1' }] },
      { pc: 1, frame: 0, program: 'first', registers: [] },
      { pc: 0, frame: 0, program: 'second', registers: [{ reg: 1, value: '0x2000' }, entry, { reg: 2, value }] },
      { pc: 1, frame: 0, program: 'second', registers: [] },
      { pc: 2, frame: 0, program: 'second', registers: [] },
    ]
    const of = (name: string) => analysis({ name })
    const good = followAll(jump('0x3'), of)
    expect(good.map(step => [step.program, step.visits, step.lost])).toEqual([['first', [0], false], ['first', [1], false], ['second', [0], false], ['second', [1], false], ['second', [2], false]]) // prettier-ignore
    expect(good.reduce((sum, step) => sum + step.held, 0)).toBeGreaterThan(5)
    expect(good.flatMap(step => step.broken)).toEqual([])
    expect(followAll(jump('0x9'), of).at(-1)).toMatchObject({ program: 'second', broken: [2] })
    const unread = followAll(jump('0x3'), name => (name === 'first' ? analysis({ name }) : undefined))
    expect(unread.map(step => [step.states !== null, step.lost])).toEqual([[true, false], [true, false], [false, true], [false, true], [false, true]]) // prettier-ignore
  })

  it('finds nothing in the registers of a program that a tail call began but the context', () => {
    const [, second] = sights([
      { pc: 0, frame: 0, program: 'a', registers: [{ reg: 1, value: '0x2000' }, { reg: 10, value: '0x9000' }, { reg: 6, value: '0x5' }] },
      { pc: 0, frame: 0, program: 'b', registers: [{ reg: 1, value: '0x2000' }, { reg: 10, value: '0x9000' }, { reg: 0, value: '0x2' }] },
    ])
    expect(second).toMatchObject({ begins: true, frames: [[null, '0x2000', null, null, null, null, null, null, null, null, '0x9000']] })
  })

  it('sees a called function begin with its arguments and return r0', () => {
    const told: Told[] = [
      { pc: 0, frame: 0, program: 'p', registers: [{ reg: 1, value: '0x7' }] },
      { pc: 5, frame: 1, program: 'p', registers: [{ reg: 0, value: '0x8' }] },
      { pc: 1, frame: 0, program: 'p', registers: [] },
    ]
    const found = [...sights(told)]
    expect(found[1]!.frames[1]![1]).toBe('0x7')
    expect(found[2]!.frames).toHaveLength(1)
    expect(found[2]!.frames[0]![0]).toBe('0x8')
  })
})

describe('paths', () => {
  it('are a tree that names what covers a path', () => {
    const rows = outline(STATES, PATHS)
    expect(rows.map(row => [row.number, row.depth, row.from, row.coveredBy, row.length])).toEqual([[0, 0, null, null, 5], [1, 1, 1, 0, 0]]) // prettier-ignore
    expect(visitsOf(STATES, 3)).toEqual([3])
    expect(wayTo(STATES, 3)).toEqual([0, 1, 2, 3])
  })

  it('are drawn in lanes that do not overlap', () => {
    const found = lanes(STATES, PATHS)
    expect(found.map(lane => lane.x)).toEqual([0, 1])
    expect(found[1]).toMatchObject({ parent: { x: 0, y: 1 }, covered: { x: 0, y: 3 } })
  })

  it('mark the way to a refusal', () => {
    expect([...refusedWay(analysis({ ok: false, insn: 4, paths: PATHS.slice(0, 1) }))]).toEqual([0, 1, 2, 3, 4])
    expect(refusedWay(analysis()).size).toBe(0)
  })
})

it('a stack slot knows its place and what was spilled', () => {
  const states = { ...STATES, frames: [[FRAMES[0]![0], [-1, 0]] as const] }
  expect(stackOf(states, 0)).toEqual([{ offset: -16, kinds: 'mmmmrrrr', spilled: VALUES[1] }])
})

it('the rope reaches from the first line of a proof to its last', () => {
  const lines = rope({ line: 9, because: [4, 6] })
  expect([...lines.keys()]).toEqual([4, 5, 6, 7, 8, 9])
  expect(lines.get(4)).toContain('cm-because')
  expect(lines.get(9)).toContain('cm-proved')
  expect(rope({ line: 9, because: [9] }).size).toBe(0)
  expect([share(1, 8), share(8, 8), share(2, 8)]).toEqual([0, 1, 1 / 3])
})

describe('where a value came from', () => {
  /** A straight walk: [text, mask of registers written, call depth]. */
  function walk(...lines: [string, number, number?][]): Analysis {
    const visits = lines.map(([, , depth = 1], i): Visit => [i, 0, i - 1, new Array<number>(depth).fill(0), new Array<number>(depth).fill(-1), []])
    return analysis({ insns: lines.map(([text, writes], pc) => ({ pc, line: pc + 1, text, reads: 0, writes, loads: false })), states: { ...STATES, visits } })
  }

  it('goes over copies, arithmetic and spills to what made it', () => {
    const found = walk(['r6 = *(u32 *)(r1 + 0)', 1 << 6], ['r2 = r6', 4], ['r2 += 34', 4], ['*(u64 *)(r10 - 8) = r2', 0], ['r2 = 0', 4], ['r3 = *(u64 *)(r10 - 8)', 8], ['exit', 0])
    expect(chainOf(found, 6, 3)).toEqual([5, 3, 2, 1, 0])
    expect(chainOf(found, 6, 2)).toEqual([4])
    expect(chainOf(found, 6, 1)).toEqual([])
  })

  it('goes into functions for their answer, and out of them for their arguments', () => {
    const found = walk(['r1 = 7', 2], ['call f', 1], ['r0 = r1', 1, 2], ['r0 += 1', 1, 2], ['exit', 0, 2], ['r6 = r0', 64], ['exit', 0])
    expect(chainOf(found, 6, 6)).toEqual([5, 3, 2, 0])
  })
})
