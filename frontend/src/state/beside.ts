/** Runs played beside the one looked at: a stretch of it in full, or another one to compare it with. */
import type { Frame } from '../generated/protocol'
import type { Api, RunRequest } from '../run/api'
import { emptyRun, fold, type Run } from '../run/run'
import { Follower, type Line, type Wires } from '../run/socket'

export class Beside {
  readonly #api: Api
  readonly #wires: Wires
  readonly #followers = new Set<Follower>()

  constructor(api: Api, wires: Wires) {
    this.#api = api
    this.#wires = wires
  }

  /** Play a request to its end; null when `stop` came first. Rejects with an ApiError when it cannot begin. */
  async play(request: RunRequest): Promise<Run | null> {
    const { id } = await this.#api.start(request)
    const frames: Frame[] = []
    await new Promise<void>(resolve => {
      const told = { run: id, since: 0, onFrame: (frame: Frame) => frames.push(frame), onLine: (line: Line) => line === 'closed' && resolve() }
      this.#followers.add(new Follower(told, this.#wires))
    })
    const run = fold(emptyRun(id), frames)
    return run.finished ? run : null
  }

  /** Leave whatever plays. */
  stop(): void {
    for (const follower of this.#followers) follower.stop()
    this.#followers.clear()
  }
}
