import { describe, expect, it } from 'vitest'
import type { Event, Frame } from '../src/generated/protocol'
import { emptyRun, fold } from '../src/run/run'
import { changesOf, coverage, lastMoment, mapAt, outputsUntil, registersAt, stepBack, stepOn, stepsOf, tally } from '../src/run/timeline'

const stats = { insns_processed: 9, total_states: 1, peak_states: 1, max_states_per_insn: 0 }

function hook(n: number): Event {
  return { type: 'hook', n, time_ns: `0x${(n * 1000).toString(16)}`, section: 'xdp', cpu: 0, pid: 1, tgid: 1, comm: 'a', summary: 's' }
}

function stepped(pc: number, registers: [number, string][] = [], frame = 0): Event {
  return { type: 'stepped', program: 'p', pc, frame, registers: registers.map(([reg, value]) => ({ reg, value })), memory: [] }
}

const returned = (n: number, verdict = 'XDP_PASS'): Event => ({ type: 'returned', n, retval: '0x2', insns: 3, verdict })
const wrote = (key: string, value: string): Event => ({ type: 'map', map: 'm', key, value, deleted: false })

function frames(...events: Event[][]): Frame[] {
  return events.map((list, seq) => ({ run: 'r', seq, events: list }))
}

const EVENTS: Event[] = [
  { type: 'assembled', programs: [{ name: 'p', section: 'xdp', prog_type: 'xdp', insns: 3, lines: [] }], maps: [] },
  { type: 'accepted', program: 'p', stats },
  hook(0), stepped(0, [[0, '0x1']]), stepped(1), wrote('01', '0a'), returned(0),
  hook(1), stepped(0, [[0, '0xffffffffffffffff']]), stepped(1), stepped(0), wrote('01', '0b'), wrote('02', '01'), returned(1, 'XDP_DROP'),
  hook(2), { type: 'record', map: 'ring', data: 'ff', time_ns: '0x7d0' }, { type: 'map', map: 'm', key: '01', deleted: true }, returned(2),
  { type: 'finished', reason: 'done', message: '', totals: { hooks: 3, insns: 9, records: 1, printed: 0, faults: 0 } },
] // prettier-ignore

describe('fold', () => {
  it('gives the same run however the events are cut into frames', () => {
    const whole = fold(emptyRun('r'), frames(EVENTS))
    for (const size of [1, 2, 5, 7]) {
      const cut: Event[][] = []
      for (let i = 0; i < EVENTS.length; i += size) cut.push(EVENTS.slice(i, i + size))
      const oneByOne = frames(...cut).reduce((run, frame) => fold(run, [frame]), emptyRun('r'))
      expect({ ...oneByOne, seq: 0 }).toEqual({ ...whole, seq: 0 })
      expect({ ...fold(emptyRun('r'), frames(...cut)), seq: 0 }).toEqual({ ...whole, seq: 0 })
    }
  })

  it('ignores strays, repeats and frames out of order', () => {
    const [first, second] = frames([hook(0)], [returned(0)]) as [Frame, Frame]
    const run = fold(emptyRun('r'), [first])
    expect(fold(run, [first])).toBe(run)
    expect(fold(run, [{ ...second, run: 'another' }])).toBe(run)
    expect(fold(run, [{ ...second, seq: 2 }])).toBe(run)
    expect(fold(run, [second]).invocations[0]).toMatchObject({ retval: '0x2', verdict: 'XDP_PASS' })
  })

  it('never changes the run it was given', () => {
    const before = fold(emptyRun('r'), frames([hook(0)]))
    const copy = structuredClone(before)
    fold(before, [{ run: 'r', seq: 1, events: [returned(0), hook(1)] }])
    expect(before).toEqual(copy)
  })

  it('says what a gap left out', () => {
    const run = fold(emptyRun('r'), frames([{ type: 'gap', dropped: { record: 1200 }, reason: 'too many to show' }]))
    expect(run.outputs[0]).toMatchObject({ kind: 'gap', text: '1,200 record left out: too many to show' })
  })

  it('keeps a fault with its invocation', () => {
    const fault: Event = { type: 'fault', n: 0, kind: 'fuel', insn: 4, address: null, message: 'm' }
    expect(fold(emptyRun('r'), frames([hook(0), fault])).invocations[0]?.fault).toEqual(fault)
  })
})

describe('the run at a moment', () => {
  const run = fold(emptyRun('r'), frames(EVENTS))

  it.each([
    [0, { '01': '0a' }, ['01'], []],
    [1, { '01': '0b', '02': '01' }, ['01', '02'], []],
    [2, { '02': '01' }, ['01'], ['01']],
  ])('knows the map after event %i', (event, contents, fresh, deleted) => {
    const view = mapAt(run, 'm', event)
    expect(Object.fromEntries(view.entries.map(entry => [entry.key, entry.values.get(0)]))).toEqual(contents)
    expect([...view.fresh]).toEqual(fresh)
    expect(view.deleted).toEqual(deleted)
  })

  it('remembers who wrote a key, and how often', () => {
    expect(mapAt(run, 'm', 1).entries[0]).toMatchObject({ writer: 1, writes: 2 })
    expect(changesOf(run, 1)).toHaveLength(2)
  })

  it('cuts outputs and steps by event', () => {
    expect([0, 1, 2].map(event => outputsUntil(run, event))).toEqual([0, 0, 1])
    expect([0, 1, 2].map(event => stepsOf(run, event).length)).toEqual([2, 3, 0])
  })

  it('folds register writes up to the step', () => {
    expect(registersAt(run, { event: 1, step: 0 }).values[0]).toBeNull()
    expect(registersAt(run, { event: 1, step: 1 }).values[0]).toBe('0xffffffffffffffff')
    expect(registersAt(run, { event: 0, step: null }).values[0]).toBe('0x1')
  })

  it("forgets a callee's registers when it returns", () => {
    const calls = fold(emptyRun('r'), frames([
      hook(0), stepped(0, [[6, '0x1']]), stepped(1), stepped(5, [[6, '0x9']], 1), stepped(6, [], 1), stepped(2, [[0, '0x3']]),
    ])) // prettier-ignore
    expect(registersAt(calls, { event: 0, step: 3 }).values[6]).toBe('0x9')
    expect(registersAt(calls, { event: 0, step: 5 }).values[6]).toBe('0x1')
  })

  it('walks every step on and back again', () => {
    const seen = [{ event: 0, step: 0 as number | null }]
    for (let moment = seen[0]!; ; ) {
      const next = stepOn(run, moment)
      if (next === moment) break
      seen.push((moment = next))
    }
    expect(seen.map(moment => `${moment.event}:${moment.step ?? 'end'}`)).toEqual(['0:0', '0:1', '0:end', '1:0', '1:1', '1:2', '1:end', '2:0', '2:end'])
    expect(stepBack(run, { event: 1, step: 0 })).toEqual({ event: 0, step: null })
    expect(stepBack(run, { event: 0, step: null })).toEqual({ event: 0, step: 1 })
    expect(stepBack(run, { event: 0, step: 0 })).toEqual({ event: 0, step: 0 })
  })

  it('counts how often each instruction ran and each verdict was given', () => {
    expect(coverage(run).get('p:0')).toBe(3)
    expect(Object.fromEntries(tally(run.invocations, 1))).toEqual({ XDP_PASS: 1, XDP_DROP: 1 })
    expect(lastMoment(run)).toEqual({ event: 2, step: null })
  })
})
