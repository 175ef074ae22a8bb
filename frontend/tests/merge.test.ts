import { describe, expect, it } from 'vitest'
import type { Event, Frame } from '../src/generated/protocol'
import { Hits } from '../src/run/hits'
import { Ledger } from '../src/run/ledger'
import { merge, positionOf } from '../src/run/merge'
import { Replay } from '../src/run/replay'
import { emptyRun, fold, type Run } from '../src/run/run'
import { spanOf, stepsIn } from '../src/run/timeline'
import { head, missingAfter, recordedIn, stretch, unrecorded } from '../src/run/window'

const HOOKS = 40
const INSNS = 10

/** A run of so many hooks that counts them in a map, as the server tells it: of a window in full, else every n-th. */
function told(wanted: (n: number) => boolean, trace = false, id = 'r'): Run {
  const events: Event[] = [{ type: 'assembled', programs: [{ name: 'p', section: 'xdp', prog_type: 'xdp', insns: INSNS, lines: [] }], maps: [], records: [] }]
  let left = 0
  const gap = () => {
    if (left) events.push({ type: 'gap', dropped: { hook: left, returned: left, record: left }, reason: 'thinned' })
    left = 0
  }
  for (let n = 0; n < HOOKS; n++) {
    if (n % 16 === 5) events.push({ type: 'user', time_ns: `0x${(n * 1000 - 1).toString(16)}`, comm: 'ctl', action: 'dump', map: 'm', result: 0, summary: `look ${n}` })
    if (!wanted(n)) {
      left += 1
      continue
    }
    gap()
    events.push({ type: 'hook', n, time_ns: `0x${(n * 1000).toString(16)}`, section: 'xdp', cpu: 0, pid: 1, tgid: 1, comm: 'a', summary: `s${n}` })
    if (trace) for (let pc = 0; pc < INSNS; pc++) events.push({ type: 'stepped', program: 'p', pc, frame: 0, registers: [{ reg: 0, value: `0x${(n * 100 + pc).toString(16)}` }], memory: [] })
    events.push({ type: 'record', map: 'ring', data: n.toString(16).padStart(2, '0'), time_ns: `0x${(n * 1000).toString(16)}` })
    events.push({ type: 'map', map: 'm', key: '00', value: (n + 1).toString(16).padStart(2, '0'), deleted: false })
    events.push({ type: 'returned', n, retval: '0x2', insns: INSNS })
  }
  gap()
  events.push({ type: 'finished', reason: 'done', message: '', totals: { hooks: HOOKS, insns: HOOKS * INSNS, records: HOOKS, printed: 0, faults: 0 } })
  const frames: Frame[] = []
  for (let at = 0; at < events.length; at += 256) frames.push({ run: id, seq: frames.length, events: events.slice(at, at + 256) })
  return fold(emptyRun(id), frames)
}

const within = (first: number, last: number) => (n: number) => n >= first && n <= last
const numbers = (run: Run) => [...run.invocations].map(({ n }) => n)
const value = (run: Run, event: number) => [...new Ledger().view(run, 'm', event).entries][0]?.values.get(0)
const whole = told(() => true)
const thinned = told(n => n < 4 || n % 10 === 9)

describe('merging', () => {
  it('lays steps beside the invocations that lack them, in whatever order they come', () => {
    const later = merge(whole, told(within(30, 33), true))
    const both = merge(later, told(within(2, 3), true))
    expect(numbers(both)).toEqual(numbers(whole))
    expect([...both.invocations].flatMap(({ n }, at) => (stepsIn(both, at) ? [n] : []))).toEqual([2, 3, 30, 31, 32, 33])
    expect(new Replay().at(both, { event: 3, step: 2 }).frames[0]!.registers[0]).toBe('0x12d')
    expect(new Replay().at(both, { event: 31, step: 10 }).frames[0]!.registers[0]).toBe('0xc25')
    expect(new Hits().of(both).get('p:4')).toEqual({ count: 6, events: [2, 3, 30, 31, 32, 33] })
    expect(merge(both, told(within(30, 31), true)).steps).toHaveLength(both.steps.length) // nothing twice
    expect(both.changes).toBe(whole.changes)
  })

  it('puts invocations in that were left out, until the run is as if it had been told whole', () => {
    let run = thinned
    while (numbers(run).length < HOOKS) {
      const at = [...run.invocations.slice().keys()].find(event => missingAfter(run, event))!
      const { first, last } = head(missingAfter(run, at)!)
      run = merge(run, told(within(first, last)))
    }
    expect([...run.invocations]).toEqual([...whole.invocations])
    expect([...run.outputs]).toEqual([...whole.outputs])
    expect([...run.changes]).toEqual([...whole.changes])
  })

  it('says what is still missing, and keeps maps right at every moment', () => {
    const run = merge(thinned, told(within(12, 14), true))
    expect(numbers(run)).toEqual([0, 1, 2, 3, 9, 12, 13, 14, 19, 29, 39])
    expect([...run.outputs].flatMap(output => (output.kind === 'gap' ? [[run.invocations.at(output.at)!.n, output.hooks]] : []))).toEqual([[3, 5], [9, 2], [14, 4], [19, 9], [29, 9]]) // prettier-ignore
    for (const [at, n] of numbers(run).entries()) expect(value(run, at)).toBe((n + 1).toString(16).padStart(2, '0'))
    for (const output of run.outputs) if (output.kind === 'record') expect(parseInt(output.data, 16)).toBe(run.invocations.at(output.at)!.n)
    expect(new Ledger().history(run, 'm', '00').map(change => change.at)).toEqual([...run.invocations.slice().keys()]) // no change twice
    expect(spanOf(run, positionOf(run, 13), 'steps')).toEqual({ from: INSNS, to: 2 * INSNS })
    expect(run.edition).toBe(thinned.edition + 1)
  })

  it('lets a ledger that stood elsewhere answer as a new one does', () => {
    const ledger = new Ledger()
    expect(ledger.view(thinned, 'm', 6).entries[0]?.values.get(0)).toBe('1e')
    expect(ledger.view(merge(thinned, told(within(12, 14))), 'm', 6).entries[0]?.values.get(0)).toBe('0e')
  })
})

describe('what to ask for', () => {
  it('takes in what fits around an event, more after it than before', () => {
    expect(stretch(whole, 20, 1000)).toEqual({ first: 0, last: HOOKS - 1 })
    expect(stretch(whole, 20, 80)).toEqual({ first: 18, last: 25 })
    expect(stretch(whole, 20, 1)).toEqual({ first: 20, last: 20 })
  })

  it('counts what lies untold between, and ends where steps are there already', () => {
    expect(stretch(thinned, 5, 100)).toEqual({ first: 19, last: 19 }) // its neighbours are 10 hooks away, 100 steps
    expect(stretch(thinned, 5, 120)).toEqual({ first: 9, last: 19 })
    expect(stretch(merge(whole, told(within(10, 12), true)), 14, 1000)).toEqual({ first: 13, last: HOOKS - 1 })
  })

  it('knows what is missing and what was recorded', () => {
    const run = merge(whole, told(within(10, 12), true))
    expect([unrecorded(run, 9), unrecorded(run, 10), unrecorded(run, 99), unrecorded(run, -1)]).toEqual([true, false, false, false])
    expect(recordedIn(run)).toBe(3)
    expect(missingAfter(thinned, 3)).toEqual({ first: 4, last: 8 })
    expect(missingAfter(thinned, 0)).toBeNull()
    expect(missingAfter(told(within(1, 2)), -1)).toEqual({ first: 0, last: 0 })
    expect(missingAfter(told(within(0, 2)), 2)).toEqual({ first: 3, last: HOOKS - 1 })
  })
})
