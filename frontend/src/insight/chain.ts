/** Where a register's value came from: back along the path that the verifier walked, over copies, spills and calls. */
import type { Analysis } from './analysis'

/** What is followed: a register, or eight bytes of the frame's own stack. */
type Place = { readonly register: number } | { readonly slot: number }

export const LONGEST = 24 // links
const LOOK_BACK = 4000 // visits

const COPY = /^[rw]\d+ = (?:\(s\d+\)\s?)?[rw](\d+)$/
const SELF = /^[rw]\d+ (?!=)\S+ |^lock /
const STACK_LOAD = /^r\d+ = \*\([us]\d+ \*\)\(r10 ([-+]) (\d+)\)$/
const STACK_STORE = /^\*\([us]\d+ \*\)\(r10 ([-+]) (\d+)\) = (?:r(\d+)|-?\w+)$/

/** Slots of the instructions that made the value in `register` before that visit, latest first. */
export function chainOf(analysis: Analysis, visit: number, register: number): number[] {
  const { visits } = analysis.states!
  const insns = new Map(analysis.insns.map(insn => [insn.pc, insn]))
  const found: number[] = []
  let place: Place | null = { register }
  let depth = visits[visit]![3].length
  let later = visit
  for (let left = LOOK_BACK; left > 0 && place && found.length < LONGEST; left--) {
    const at = visits[later]![2]
    if (at < 0) break
    const there = visits[at]![3].length
    const after = visits[later]![3].length
    later = at
    const insn = insns.get(visits[at]![0])
    if (there > depth) {
      // Inside of a function that was called on the way: it made r0, and nothing else of ours.
      if (after === depth && 'register' in place && place.register === 0) depth = there
      else continue
    } else if (there < depth) {
      // Where our function was called: its arguments were the caller's.
      if (!('register' in place) || place.register < 1 || place.register > 5) break
      depth = there
      continue
    }
    if (!insn) continue
    const next = over(place, insn.text, insn.writes)
    if (next === place) continue
    found.push(insn.pc)
    place = next === 'here' ? place : next
  }
  return found
}

/** Where the value was before the instruction: the same place, `here` when it was changed in place, null when it was made. */
function over(place: Place, text: string, writes: number): Place | 'here' | null {
  if ('slot' in place) {
    const store = STACK_STORE.exec(text)
    if (!store || offset(store) !== place.slot) return place
    return store[3] ? { register: Number(store[3]) } : null
  }
  if (!((writes >> place.register) & 1)) return place
  const copied = COPY.exec(text)
  if (copied) return { register: Number(copied[1]) }
  const loaded = STACK_LOAD.exec(text)
  if (loaded) return { slot: offset(loaded) }
  return SELF.test(text) ? 'here' : null
}

function offset(match: RegExpExecArray): number {
  return match[1] === '-' ? -Number(match[2]) : Number(match[2])
}
