/** Which instruction ran how often, and in which events: counted once, however often it is asked. */
import type { Stepped } from '../generated/protocol'
import type { Run } from './run'
import { spanOf } from './timeline'

export interface Hit {
  readonly count: number
  /** Positions of the invocations that reached it, rising. */
  readonly events: readonly number[]
}

export type Coverage = ReadonlyMap<string, Hit>

export class Hits {
  #counted: Run | null = null
  #hits = new Map<string, { count: number; events: number[] }>()

  /** By place, `program:pc`. Another map whenever something may have been added, so that watchers notice. */
  of(run: Run): Coverage {
    if (this.#counted?.steps === run.steps && this.#counted.invocations === run.invocations) return this.#hits
    this.#counted = run
    this.#hits = new Map()
    for (let event = 0; event < run.invocations.length; event++) {
      const { from, to } = spanOf(run, event, 'steps')
      for (let at = from; at < to; at++) this.#add(run.steps.at(at)!, event)
    }
    return this.#hits
  }

  #add({ program, pc }: Stepped, event: number): void {
    const place = `${program}:${pc}`
    const hit = this.#hits.get(place)
    if (!hit) this.#hits.set(place, { count: 1, events: [event] })
    else {
      hit.count += 1
      if (hit.events.at(-1) !== event) hit.events.push(event)
    }
  }
}
