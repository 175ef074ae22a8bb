import { describe, expect, it } from 'vitest'
import type { Event, Frame } from '../src/generated/protocol'
import { Hits } from '../src/run/hits'
import { Ledger, type MapView } from '../src/run/ledger'
import { offsetOf, placeName, Replay, stackTop } from '../src/run/replay'
import { emptyRun, fold } from '../src/run/run'
import { changesOf, lastMoment, outputsUntil, runOn, stepBack, stepOn, stepOut, stepOver, stepsIn, tally, type Breakpoints, type Moment } from '../src/run/timeline'
import { Tape } from '../src/run/tape'

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
  { type: 'assembled', programs: [{ name: 'p', section: 'xdp', prog_type: 'xdp', insns: 3, lines: [] }], maps: [], records: [] },
  { type: 'accepted', program: 'p', stats },
  hook(0), stepped(0, [[0, '0x1']]), stepped(1), wrote('01', '0a'), returned(0),
  hook(1), stepped(0, [[0, '0xffffffffffffffff']]), stepped(1), stepped(0), wrote('01', '0b'), wrote('02', '01'), returned(1, 'XDP_DROP'),
  hook(2), { type: 'record', map: 'ring', data: 'ff', time_ns: '0x7d0' }, { type: 'map', map: 'm', key: '01', deleted: true }, returned(2),
  { type: 'finished', reason: 'done', message: '', totals: { hooks: 3, insns: 9, records: 1, printed: 0, faults: 0 } },
] // prettier-ignore

function registers(run: ReturnType<typeof fold>, moment: Moment) {
  return new Replay().at(run, moment).frames.at(-1)!.registers
}

describe('a tape', () => {
  it('never changes what was read from it, and copies only the chunks it writes to', () => {
    const events = Array.from({ length: 3000 }, (_, n) => hook(n))
    const before = fold(emptyRun('r'), frames(events))
    const after = fold(before, [{ run: 'r', seq: 1, events: [returned(2999), hook(3000)] }])
    expect(before.invocations).toHaveLength(3000)
    expect(before.invocations.at(2999)?.verdict).toBeUndefined()
    expect(after.invocations.at(2999)?.verdict).toBe('XDP_PASS')
    expect(after.invocations.chunks[0]).toBe(before.invocations.chunks[0])
    expect(after.steps).toBe(before.steps)
    expect([...after.invocations].map(event => event.n)).toEqual(Array.from({ length: 3001 }, (_, n) => n))
  })

  it('finds a place by halving', () => {
    const tape = Tape.of(1, 3, 3, 7)
    expect([0, 1, 2, 3, 7, 8].map(wanted => tape.search(item => item >= wanted))).toEqual([0, 0, 1, 1, 3, 4])
  })
})

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
    expect(fold(run, [second]).invocations.at(0)).toMatchObject({ retval: '0x2', verdict: 'XDP_PASS' })
  })

  it('never changes the run it was given', () => {
    const before = fold(emptyRun('r'), frames([hook(0)]))
    const copy = { ...before, invocations: before.invocations.slice() }
    fold(before, [{ run: 'r', seq: 1, events: [returned(0), hook(1)] }])
    expect({ ...before, invocations: before.invocations.slice() }).toEqual(copy)
  })

  it('says what a gap left out', () => {
    const run = fold(emptyRun('r'), frames([{ type: 'gap', dropped: { hook: 3, returned: 3, record: 1200 }, reason: 'too many to show' }]))
    expect(run.outputs.at(0)).toMatchObject({ kind: 'gap', text: '3 events, 1,200 records left out: too many to show', hooks: 3 })
  })

  it('keeps a fault with its invocation', () => {
    const fault: Event = { type: 'fault', n: 0, kind: 'fuel', insn: 4, address: null, message: 'm' }
    expect(fold(emptyRun('r'), frames([hook(0), fault])).invocations.at(0)?.fault).toEqual(fault)
  })
})

describe('the run at a moment', () => {
  const run = fold(emptyRun('r'), frames(EVENTS))

  it.each([
    [0, { '01': '0a' }, ['01'], []],
    [1, { '01': '0b', '02': '01' }, ['01', '02'], []],
    [2, { '02': '01' }, ['01'], ['01']],
  ])('knows the map after event %i', (event, contents, fresh, deleted) => {
    const view = new Ledger().view(run, 'm', event)
    expect(Object.fromEntries(view.entries.map(entry => [entry.key, entry.values.get(0)]))).toEqual(contents)
    expect([...view.fresh]).toEqual(fresh)
    expect(view.deleted).toEqual(deleted)
  })

  it('begins with what the source puts into a map', () => {
    const map = { name: 'm', type: 'lpm_trie', key_size: 8, value_size: 1, max_entries: 8, flags: 1, contents: [{ key: '07', value: '63' }] }
    const filled = fold(emptyRun('r'), frames([{ ...EVENTS[0], maps: [map] } as Event, ...EVENTS.slice(1)]))
    expect([...new Ledger().view(filled, 'm', -1).entries].map(entry => [entry.key, entry.values.get(0)])).toEqual([['07', '63']])
    expect(new Ledger().view(filled, 'm', 2).entries).toHaveLength(2)
  })

  it('remembers who wrote a key, and how often', () => {
    expect(new Ledger().view(run, 'm', 1).entries[0]).toMatchObject({ writer: 1, writes: 2 })
    expect(changesOf(run, 1)).toHaveLength(2)
  })

  it('cuts outputs and steps by event', () => {
    expect([0, 1, 2].map(event => outputsUntil(run, event))).toEqual([0, 0, 1])
    expect([0, 1, 2].map(event => stepsIn(run, event))).toEqual([2, 3, 0])
  })

  it('folds register writes up to the step', () => {
    expect(registers(run, { event: 1, step: 0 })[0]).toBeNull()
    expect(registers(run, { event: 1, step: 1 })[0]).toBe('0xffffffffffffffff')
    expect(registers(run, { event: 0, step: null })[0]).toBe('0x1')
  })

  it("forgets a callee's registers when it returns", () => {
    const calls = fold(emptyRun('r'), frames([
      hook(0), stepped(0, [[6, '0x1']]), stepped(1), stepped(5, [[6, '0x9']], 1), stepped(6, [], 1), stepped(2, [[0, '0x3']]),
    ])) // prettier-ignore
    expect(registers(calls, { event: 0, step: 3 })[6]).toBe('0x9')
    expect(registers(calls, { event: 0, step: 5 })[6]).toBe('0x1')
  })

  it('empties r1 to r5 when a call comes back, and everything but the context when a program begins', () => {
    const calling = fold(emptyRun('r'), frames([
      hook(0), stepped(0, [[1, '0x9'], [10, '0x8'], [1, '0x7']]), stepped(1, [[6, '0x5']]), stepped(2, [[0, '0x2a']]), stepped(3),
      stepped(4, [[1, '0x9'], [10, '0x8']]),
    ])) // prettier-ignore
    const at = (step: number) => new Replay().at(calling, { event: 0, step }, new Set(['p:2'])).frames[0]!.registers
    expect(at(0).slice(0, 2)).toEqual([null, '0x9'])
    expect(at(2).slice(0, 7)).toEqual([null, '0x7', null, null, null, null, '0x5'])
    expect(at(3).slice(0, 7)).toEqual(['0x2a', null, null, null, null, null, '0x5'])
    expect(at(4)).toEqual([null, '0x9', ...new Array<null>(8).fill(null), '0x8'])
  })

  it('answers the same however one scrubs', () => {
    const ledger = new Ledger()
    const sorted = (view: MapView) => ({ ...view, entries: [...view.entries].sort((a, b) => (a.key < b.key ? -1 : 1)) })
    const at = (event: number) => sorted(ledger.view(run, 'm', event))
    const [first, last] = [at(0), at(2)]
    expect(at(1)).toEqual(sorted(new Ledger().view(run, 'm', 1)))
    expect(at(0)).toEqual(first)
    expect(at(2)).toEqual(last)
    expect(at(-1).entries).toEqual([])
    expect(ledger.history(run, 'm', '01').map(change => change.value)).toEqual(['0a', '0b', null])
    expect(ledger.history(run, 'm', '01', 0)).toHaveLength(1)
  })

  it('counts on from where it stood when more arrives', () => {
    const [hits, half] = [new Hits(), fold(emptyRun('r'), frames(EVENTS.slice(0, 8)))]
    expect(hits.of(half).get('p:0')).toEqual({ count: 1, events: [0] })
    const more = fold(half, [{ run: 'r', seq: 1, events: EVENTS.slice(8) }])
    expect(hits.of(more)).toEqual(new Hits().of(run))
    expect(hits.of(more)).toBe(hits.of(more))
  })

  it('keeps long invocations cheap and right: checkpoints give what a walk from the start gives', () => {
    const long = fold(emptyRun('r'), frames([hook(0), ...Array.from({ length: 5000 }, (_, i) => stepped(i % 7, [[i % 5, `0x${i.toString(16)}`]]))]))
    const replay = new Replay()
    for (const step of [4999, 10, 2048, 2047, 4096, 0, 3000]) expect(replay.at(long, { event: 0, step })).toEqual(new Replay().at(long, { event: 0, step }))
    expect(registers(long, { event: 0, step: 2051 })[2050 % 5]).toBe('0x802')
  })

  it('lays stores out as bytes, and gives a called function an empty stack and the answer back', () => {
    const top = (frame: number) => 0xffff_8880_0000_0000n + BigInt(stackTop(frame))
    const store = (frame: number, below: bigint, data: string): Event => ({ type: 'stepped', program: 'p', pc: 1, frame, registers: [], memory: [{ address: `0x${(top(frame) - below).toString(16)}`, data }] })
    const calls = fold(emptyRun('r'), frames([
      hook(0), store(0, 8n, '0102030405060708'), stepped(2), store(1, 16n, 'ff'), stepped(3, [[0, '0x2a']], 1), stepped(4, [], 0), stepped(5), store(1, 8n, 'ee'),
    ])) // prettier-ignore
    const at = (step: number) => new Replay().at(calls, { event: 0, step })
    expect(at(2).frames).toHaveLength(2)
    expect(BigInt(at(2).frames[1]!.registers[10]!)).toBe(top(1))
    expect(at(3).memory.get(stackTop(1) - 16)).toEqual({ value: 255, step: 3 })
    expect(at(4).frames.map(frame => frame.registers[0])).toEqual(['0x2a'])
    expect(at(6).memory.has(stackTop(1) - 16)).toBe(false)
    expect(at(6).memory.get(stackTop(0) - 1)).toEqual({ value: 8, step: 1 })
    expect(offsetOf('0x10')).toBeNull()
  })

  it.each([
    ['0xffff888000010004', 'ctx+4'], ['0xffff888000020ff8', 'fp-8'], ['0xffff888000023000', 'fp of frame 1'],
    ['0xffff88800010010e', 'packet+14'], ['0xffff888100000100', 'map b'], ['0x2a', ''],
  ])('names %s %s', (address, name) => expect(placeName(address, [{ name: 'a' }, { name: 'b' }])).toBe(name)) // prettier-ignore

  it('steps over calls and out of them', () => {
    const calls = fold(emptyRun('r'), frames([hook(0), stepped(0), stepped(5, [], 1), stepped(6, [], 1), stepped(1), returned(0)]))
    expect(stepOver(calls, { event: 0, step: 0 })).toEqual({ event: 0, step: 3 })
    expect(stepOver(calls, { event: 0, step: 1 })).toEqual({ event: 0, step: 2 })
    expect(stepOut(calls, { event: 0, step: 1 })).toEqual({ event: 0, step: 3 })
    expect(stepOut(calls, { event: 0, step: 3 })).toEqual({ event: 0, step: null })
  })

  it('runs on to the next breakpoint: an instruction, a map, a stream', () => {
    const points = (part: Partial<Breakpoints>): Breakpoints => ({ places: new Set(), maps: new Set(), outputs: new Set(), ...part })
    const on = (part: Partial<Breakpoints>, moment: Moment) => {
      const stop = runOn(run, moment, points(part))
      return stop && 'moment' in stop ? stop.moment : stop
    }
    const start = { event: -1, step: null }
    expect(on({ places: new Set(['p:1']) }, start)).toEqual({ event: 0, step: 1 })
    expect(on({ places: new Set(['p:1']) }, { event: 0, step: 1 })).toEqual({ event: 1, step: 1 })
    expect(on({ places: new Set(['p:1']) }, { event: 1, step: 1 })).toEqual({ unknown: 2 }) // its steps were not recorded
    expect(on({ places: new Set(['p:9']), maps: new Set(['m']) }, start)).toEqual({ event: 0, step: null })
    expect(on({ maps: new Set(['m']) }, start)).toEqual({ event: 0, step: null })
    expect(on({ maps: new Set(['m']) }, { event: 0, step: null })).toEqual({ event: 1, step: null })
    expect(on({ outputs: new Set(['ring']) }, start)).toEqual({ event: 2, step: null })
    expect(on({ places: new Set(['p:0']), maps: new Set(['m']) }, { event: 0, step: 0 })).toEqual({ event: 0, step: null })
    expect(on({ maps: new Set(['other']) }, start)).toBeNull()
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
    expect(new Hits().of(run).get('p:0')).toEqual({ count: 3, events: [0, 1] })
    expect(Object.fromEntries(tally(run.invocations, 1))).toEqual({ XDP_PASS: 1, XDP_DROP: 1 })
    expect(lastMoment(run)).toEqual({ event: 2, step: null })
  })
})
