/**
 * Follow a run: every frame once, in order, whatever the network does.
 *
 * A dropped socket is opened again from the next frame wanted, after a jittered, growing pause. Where
 * sockets do not get through at all, the same frames are asked for over HTTP.
 */
import type { Frame } from '../generated/protocol'

export type Line = 'connecting' | 'live' | 'reconnecting' | 'polling' | 'offline' | 'closed'

export interface Followed {
  readonly run: string
  readonly since: number
  onFrame(frame: Frame): void
  onLine(line: Line): void
}

/** The outside world, so that tests can be one. */
export interface Wires {
  open(url: string): WebSocket
  frames(run: string, since: number): Promise<readonly Frame[]>
  later(action: () => void, ms: number): number
  forget(timer: number): void
  random(): number
}

const FIRST_PAUSE = 250 // milliseconds
const LONGEST_PAUSE = 8_000
const POLL_PAUSE = 700
const DEAF_SOCKETS = 3 // sockets that brought nothing before HTTP takes over
const NORMAL = 1000 // close code: the run has no more frames
const GONE = new Set([4404, 1008]) // close codes that another try cannot mend

export function browserWires(frames: Wires['frames']): Wires {
  const base = location.origin.replace(/^http/, 'ws')
  return {
    open: url => new WebSocket(base + url),
    frames,
    later: (action, ms) => window.setTimeout(action, ms),
    forget: timer => window.clearTimeout(timer),
    random: Math.random,
  }
}

export function pause(attempt: number, random: () => number): number {
  const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt)
  return longest / 2 + (longest / 2) * random()
}

export class Follower {
  #next: number
  #attempt = 0
  #socket: WebSocket | null = null
  #timer = 0
  #stopped = false
  readonly #wires: Wires
  readonly #target: Followed

  constructor(target: Followed, wires: Wires) {
    this.#target = target
    this.#wires = wires
    this.#next = target.since
    target.onLine('connecting')
    this.#connect()
  }

  stop(): void {
    this.#end('closed')
  }

  /** The browser says the network is back: try now, not when the pause is over. */
  hurry(): void {
    if (this.#stopped || this.#socket) return
    this.#wires.forget(this.#timer)
    this.#attempt = 0
    this.#connect()
  }

  #connect(): void {
    if (this.#stopped) return
    const socket = this.#wires.open(`/ws/runs/${this.#target.run}/?since=${this.#next}`)
    this.#socket = socket
    socket.onopen = () => this.#target.onLine('live')
    socket.onmessage = message => this.#take(JSON.parse(String(message.data)) as Frame)
    socket.onclose = close => {
      if (this.#socket !== socket) return
      this.#socket = null
      if (close.code === NORMAL || GONE.has(close.code)) this.#end('closed')
      else this.#retry()
    }
  }

  /** A frame already had is a resend; one too far ahead means that some were lost: ask again from ours. */
  #take(frame: Frame): void {
    if (this.#stopped || frame.seq < this.#next) return
    if (frame.seq > this.#next) {
      this.#socket?.close()
      return
    }
    this.#next += 1
    this.#attempt = 0
    this.#target.onFrame(frame)
    if (frame.events.some(event => event.type === 'finished')) this.#end('closed')
  }

  #retry(): void {
    if (this.#stopped) return
    if (this.#attempt >= DEAF_SOCKETS) {
      void this.#poll()
      return
    }
    this.#target.onLine('reconnecting')
    this.#wait(() => this.#connect())
  }

  #wait(action: () => void): void {
    this.#timer = this.#wires.later(action, pause(this.#attempt++, this.#wires.random))
  }

  async #poll(): Promise<void> {
    if (this.#stopped) return
    try {
      const frames = await this.#wires.frames(this.#target.run, this.#next)
      this.#target.onLine('polling')
      for (const frame of frames) this.#take(frame)
      if (!this.#stopped) this.#timer = this.#wires.later(() => void this.#poll(), POLL_PAUSE)
    } catch {
      if (this.#stopped) return
      this.#target.onLine('offline')
      this.#wait(() => void this.#poll())
    }
  }

  #end(line: Line): void {
    if (this.#stopped) return
    this.#stopped = true
    this.#wires.forget(this.#timer)
    const socket = this.#socket
    this.#socket = null
    socket?.close()
    this.#target.onLine(line)
  }
}
