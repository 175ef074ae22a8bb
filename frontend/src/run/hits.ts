/** Which instruction ran how often, and in which events: counted once a step, however often it is asked. */
import type { Run } from './run'
import { eventOfStep } from './timeline'

export interface Hit {
  readonly count: number
  /** Positions of the invocations that reached it, rising. */
  readonly events: readonly number[]
}

export type Coverage = ReadonlyMap<string, Hit>

export class Hits {
  #run = ''
  #read = 0
  #hits = new Map<string, { count: number; events: number[] }>()

  /** By place, `program:pc`. A new map whenever something was added, so that watchers notice. */
  of(run: Run): Coverage {
    if (run.id !== this.#run || run.steps.length < this.#read) {
      this.#run = run.id
      this.#read = 0
      this.#hits = new Map()
    } else if (this.#read === run.steps.length) return this.#hits
    let event = eventOfStep(run, this.#read)
    for (; this.#read < run.steps.length; this.#read++) {
      while ((run.invocations.at(event + 1)?.steps ?? Infinity) <= this.#read) event += 1
      const step = run.steps.at(this.#read)!
      const place = `${step.program}:${step.pc}`
      const hit = this.#hits.get(place)
      if (!hit) this.#hits.set(place, { count: 1, events: [event] })
      else {
        hit.count += 1
        if (hit.events.at(-1) !== event) hit.events.push(event)
      }
    }
    return (this.#hits = new Map(this.#hits))
  }
}
