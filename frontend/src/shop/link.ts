/**
 * The room's socket: whole state on connect, then changes. After a loss it comes back with full jitter, so that a
 * class does not return in one wave; where sockets do not get through it asks over HTTP.
 */
const FIRST = 500 // milliseconds
const LONGEST = 4_000
const POLL = 3_000
const DEAF = 3 // sockets in a row that said nothing, before HTTP takes over
const OVER = 1000

export class RoomLink {
  #socket: WebSocket | null = null
  #deaf = 0
  #polling = false
  #stopped = false

  constructor(
    readonly path: string,
    readonly poll: () => Promise<object>,
    readonly onMessage: (message: { readonly type: string }) => void,
    readonly onLine: (live: boolean) => void,
  ) {
    this.#open()
    window.addEventListener('pagehide', () => this.stop())
  }

  stop(): void {
    this.#stopped = true
    this.#socket?.close()
  }

  #open(): void {
    if (this.#stopped) return
    const socket = (this.#socket = new WebSocket(location.origin.replace(/^http/, 'ws') + this.path))
    let heard = false
    socket.onmessage = event => {
      heard = true
      this.#deaf = 0
      this.#polling = false
      this.onLine(true)
      this.onMessage(JSON.parse(event.data as string) as { type: string })
    }
    socket.onclose = event => {
      this.onLine(false)
      if (this.#stopped || (event.code === OVER && heard)) return
      this.#deaf += heard ? 0 : 1
      if (this.#deaf >= DEAF && !this.#polling) void this.#ask()
      setTimeout(() => this.#open(), pause(this.#deaf, Math.random()))
    }
  }

  async #ask(): Promise<void> {
    this.#polling = true
    while (this.#polling && !this.#stopped) {
      try {
        this.onMessage((await this.poll()) as { type: string })
      } catch {
        // the next round tries again
      }
      await new Promise(done => setTimeout(done, POLL * (0.75 + Math.random() / 2)))
    }
  }
}

/** Full jitter: anything up to a bound that doubles, from half a second to four. */
export function pause(attempt: number, random: number): number {
  return FIRST + random * Math.min(LONGEST - FIRST, FIRST * 2 ** (attempt + 1))
}
