import { beforeEach, describe, expect, it } from 'vitest'
import type { Event, Frame } from '../src/generated/protocol'
import { Follower, pause, type Line, type Wires } from '../src/run/socket'

class FakeSocket {
  onopen: (() => void) | null = null
  onmessage: ((message: { data: string }) => void) | null = null
  onclose: ((close: { code: number }) => void) | null = null
  closed = false
  constructor(readonly url: string) {}
  close(): void {
    this.closed = true
    this.onclose?.({ code: 1005 })
  }
}

const END: Event = { type: 'finished', reason: 'done', message: '', totals: { hooks: 0, insns: 0, records: 0, printed: 0, faults: 0 } }
const frame = (seq: number, ...events: Event[]): Frame => ({ run: 'r', seq, events })

let sockets: FakeSocket[]
let timers: { action: () => void; ms: number }[]
let served: Frame[] | Error
let lines: Line[]
let got: number[]

const wires: Wires = {
  open: url => {
    const socket = new FakeSocket(url)
    sockets.push(socket)
    return socket as unknown as WebSocket
  },
  frames: async (_run, since) => {
    if (served instanceof Error) throw served
    return served.filter(candidate => candidate.seq >= since)
  },
  later: (action, ms) => timers.push({ action, ms }),
  forget: () => undefined,
  random: () => 1,
}

function follow(since = 0): Follower {
  return new Follower({ run: 'r', since, onFrame: f => got.push(f.seq), onLine: line => lines.push(line) }, wires)
}

const latest = () => sockets.at(-1)!
const send = (f: Frame) => latest().onmessage!({ data: JSON.stringify(f) })
const drop = (code = 1006) => latest().onclose!({ code })
const wait = () => timers.shift()!.action()
const settle = () => new Promise(done => setTimeout(done))

beforeEach(() => {
  sockets = []
  timers = []
  lines = []
  got = []
  served = []
})

describe('a follower', () => {
  it('asks from the frame wanted and ends with the run', () => {
    follow(4)
    expect(latest().url).toBe('/ws/runs/r/?since=4')
    latest().onopen!()
    send(frame(4))
    send(frame(5, END))
    expect(got).toEqual([4, 5])
    expect(lines).toEqual(['connecting', 'live', 'closed'])
    expect(latest().closed).toBe(true)
  })

  it('resumes after a lost connection without losing or repeating a frame', () => {
    follow()
    send(frame(0))
    send(frame(1))
    drop()
    expect(lines.at(-1)).toBe('reconnecting')
    wait()
    expect(latest().url).toBe('/ws/runs/r/?since=2')
    send(frame(1))
    send(frame(2, END))
    expect(got).toEqual([0, 1, 2])
  })

  it('asks again when a frame is missing', () => {
    follow()
    send(frame(0))
    send(frame(2))
    expect(got).toEqual([0])
    wait()
    expect(latest().url).toBe('/ws/runs/r/?since=1')
  })

  it('takes a normal close as the end', () => {
    follow()
    drop(1000)
    expect(lines.at(-1)).toBe('closed')
    expect(timers).toEqual([])
  })

  it('asks over HTTP where sockets do not get through', async () => {
    follow()
    for (let i = 0; i < 3; i++) {
      drop()
      wait()
    }
    served = [frame(0), frame(1, END)]
    drop()
    await settle()
    expect(got).toEqual([0, 1])
    expect(lines).toContain('polling')
    expect(lines.at(-1)).toBe('closed')
  })

  it('says offline, and hurries when the network is back', async () => {
    const follower = follow()
    for (let i = 0; i < 3; i++) {
      drop()
      wait()
    }
    served = new Error('no network')
    drop()
    await settle()
    expect(lines.at(-1)).toBe('offline')
    const before = sockets.length
    follower.hurry()
    expect(sockets).toHaveLength(before + 1)
    send(frame(0, END))
    expect(got).toEqual([0])
  })

  it('is deaf once stopped', () => {
    const follower = follow()
    follower.stop()
    send(frame(0))
    expect(got).toEqual([])
  })

  it('waits longer each time, never longest', () => {
    expect([0, 1, 2, 10].map(attempt => pause(attempt, () => 1))).toEqual([250, 500, 1000, 8000])
    expect(pause(2, () => 0)).toBe(500)
  })
})
