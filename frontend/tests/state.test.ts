/** What the page says and keeps: the status line, drafts by page and tab, words put right. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Accepted, Event, Finished } from '../src/generated/protocol'
import type { Insn } from '../src/insight/analysis'
import { linesOf } from '../src/insight/flow'
import { corrected } from '../src/language/corrections'
import { isCapture } from '../src/packet/pcap'
import { emptyRun, fold, type Run } from '../src/run/run'
import { Drafts, type Draft } from '../src/state/drafts'
import { statusOf } from '../src/state/status'

const ACCEPTED = { type: 'accepted', program: 'p', stats: {} } as Accepted
const ended = (reason: Finished['reason'], message: string) => ({ type: 'finished', reason, message, totals: {} }) as Finished
const run = (...events: readonly Event[]): Run => fold(emptyRun('r'), [{ run: 'r', seq: 0, events }])

describe('the status line', () => {
  const rows: [Run, string][] = [
    [run(), 'Not run yet'],
    [run({ type: 'progress', phase: 'verify', done: 151_589, total: 1_000_000 }), 'verifying: 151,589 instructions walked'],
    [run(ACCEPTED, { type: 'progress', phase: 'play', done: 102_300_000, total: 10_000_000_000 }), 'playing: 102.300 ms of 10.000 s'],
    [run(ACCEPTED, ended('done', 'played')), 'accepted · done'],
    [run(ACCEPTED, ended('limit', 'run-wall: more than 9000 milliseconds')), 'accepted · stopped at a limit · more than 9000 milliseconds (wall time of one run, set-up included)'],
    [run(ACCEPTED, ended('fault', 'null: address 0')), 'accepted · ended by a fault · null: address 0'],
  ]
  it.each(rows)('%# says %s', (told, words) => expect(statusOf(told, 'ended')).toBe(words))

  it('says what is under way', () => {
    expect(statusOf(run(), 'starting')).toBe('Starting…')
    expect(statusOf(run(ACCEPTED), 'running')).toBe('accepted · running…')
  })
})

describe('drafts', () => {
  const draft = (id: string, page: string, saved: number): Draft => ({ id, page, title: '', source: id, scenario: '', seed: '', saved })
  const store = (): Storage => {
    const kept = new Map<string, string>()
    return {
      get length() {
        return kept.size
      },
      key: n => [...kept.keys()][n] ?? null,
      getItem: key => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: key => void kept.delete(key),
      clear: () => kept.clear(),
    }
  }
  const arrivedBy = (type: string) => vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as PerformanceNavigationTiming])
  afterEach(() => vi.restoreAllMocks())

  it('come back to the tab that loads its page again, and to no other', () => {
    const [browser, tab] = [store(), store()]
    new Drafts(browser, tab).keep(draft('mine', '/s/a', 1))
    new Drafts(browser, store()).keep(draft('theirs', '/s/a', 2))
    arrivedBy('reload')
    expect(new Drafts(browser, tab).resumed('/s/a')?.id).toBe('mine')
    expect(new Drafts(browser, tab).resumed('/')).toBeNull()
    expect(new Drafts(browser, store()).resumed('/s/a')).toBeNull()
    arrivedBy('navigate')
    expect(new Drafts(browser, tab).resumed('/s/a')).toBeNull()
    expect(new Drafts(browser, tab).all().map(({ id }) => id)).toEqual(['theirs', 'mine'])
  })

  it('that were shared do not come back', () => {
    const [browser, tab] = [store(), store()]
    const drafts = new Drafts(browser, tab)
    drafts.keep(draft('mine', '/', 1))
    drafts.drop('mine')
    arrivedBy('reload')
    expect(drafts.resumed('/')).toBeNull()
  })
})

describe('a word that was meant', () => {
  const found = (column: number, end: number, hint: string) => ({ line: 2, column, end, code: 'asm.x', message: 'no', hint })

  it('is put in its place and nowhere else', () => {
    const source = 'mvo\n    mvo r1, 5  # mvo\n'
    expect(corrected(source, found(5, 8, 'did you mean mov?'))).toEqual({ word: 'mov', source: 'mvo\n    mov r1, 5  # mvo\n' })
  })

  it('is not guessed', () => {
    expect(corrected('\n    mvo r1, 5', found(5, 8, 'a value size is 1 to 64'))).toBeNull()
    expect(corrected('\n    mvo r1, 5', found(5, 14, 'did you mean mov?'))).toBeNull()
    expect(corrected('', found(5, 8, 'did you mean mov?'))).toBeNull()
  })
})

describe('the graph of a long block', () => {
  const insns = (count: number) => Array.from({ length: count }, (_, pc) => ({ pc, line: pc + 1, text: '' }) as Insn)

  it('folds its middle and loses nothing', () => {
    expect(linesOf(insns(48))).toHaveLength(48)
    const lines = linesOf(insns(3_900))
    const fold = lines.find(line => 'folded' in line)!
    expect(lines).toHaveLength(48)
    expect(fold).toEqual({ folded: 3_853, from: 39, to: 3_891 })
  })
})

it('a capture is known by its first bytes', () => {
  const file = (hex: string) => Uint8Array.from({ length: 24 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2) || '0', 16))
  expect(['a1b2c3d4', 'd4c3b2a1', '4d3cb2a1', '0a0d0d0a'].map(magic => isCapture(file(magic)))).toEqual([true, true, true, true])
  expect([isCapture(file('7f454c46')), isCapture(file('0a0d0d0a').subarray(0, 20))]).toEqual([false, false])
})
