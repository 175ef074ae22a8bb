/**
 * The machine inside an invocation: registers, call frames and memory after any number of steps.
 *
 * A trace tells writes only; the state is their sum. Checkpoints on the way make a step in the middle of a
 * long invocation as cheap as one at its beginning.
 */
import type { MemoryWrite, Stepped } from '../generated/protocol'
import type { Invocation, Run } from './run'
import { spanOf, type Moment } from './timeline'

/** Where the simulated machine puts things; vm/runtime/memory.py draws the same map. */
export const ARENA = 0xffff_8880_0000_0000n
const HANDLES = 0xffff_8881_0000_0000n
const HANDLE_STRIDE = 256n
const CONTEXT = 0x0001_0000
const SOCKET = 0x0001_8000
const STACKS = 0x0002_0000
const SCRATCH = 0x0004_0000
const PACKET_BLOCK = 0x0010_0000
const MAPS = 0x0100_0000
const STACK_STRIDE = 8192
const STACK_TOP = 4096
export const STACK_SIZE = 512
export const PACKET = PACKET_BLOCK + 256 // its first byte; headroom lies before it

export interface CallFrame {
  readonly program: string
  /** The instruction about to run, or for outer frames the call that is under way. */
  readonly pc: number
  /** r0 to r10 as hex strings; null where nothing was written yet. */
  readonly registers: readonly (string | null)[]
}

/** One byte that was written: its value, and after how many steps of the invocation. */
export interface Byte {
  readonly value: number
  readonly step: number
}

export interface State {
  readonly frames: readonly CallFrame[]
  /** Offset in the arena -> byte. */
  readonly memory: ReadonlyMap<number, Byte>
  readonly changed: ReadonlySet<number>
  /** The instruction just executed, and the one about to run. */
  readonly last: Stepped | null
  readonly next: Stepped | null
  readonly executed: number
  readonly total: number
}

interface Frame {
  program: string
  pc: number
  registers: (string | null)[]
  /** The last instruction was a call: r1 to r5 are lost when it comes back. */
  called: boolean
}

interface Machine {
  frames: Frame[]
  memory: Map<number, Byte>
  executed: number
}

const EVERY = 2048 // steps between checkpoints
const NO_CALLS: Calls = new Set()

function begin(): Machine {
  return { frames: [{ program: '', pc: 0, registers: new Array<string | null>(11).fill(null), called: false }], memory: new Map(), executed: 0 }
}

function copy(machine: Machine): Machine {
  return { ...machine, frames: machine.frames.map(frame => ({ ...frame, registers: [...frame.registers] })), memory: new Map(machine.memory) }
}

/** Places (`program:pc`) of the calls of a program; whoever has none loses nothing at calls. */
export type Calls = ReadonlySet<string>

function execute(machine: Machine, step: Stepped, calls: Calls): void {
  const { frames, memory } = machine
  arrive(machine, step)
  const frame = frames[step.frame]!
  frame.called = calls.has(`${step.program}:${step.pc}`)
  for (const write of step.registers) frame.registers[write.reg] = write.value
  machine.executed += 1
  for (const write of step.memory) store(memory, write, machine.executed)
}

/** Stand at an instruction about to run: the frame it runs in may be a new one, or an outer one come back to. */
function arrive(machine: Machine, step: Stepped): void {
  const { frames } = machine
  if (step.frame >= frames.length) enter(machine, step.frame)
  if (step.frame < frames.length - 1) {
    const answer = frames.at(-1)!.registers[0]!
    frames.length = step.frame + 1
    frames[step.frame]!.registers[0] = answer
  }
  const frame = frames[step.frame]!
  if (begins(step)) enterProgram(frame, step)
  else if (frame.called) frame.registers.fill(null, 1, 6)
  Object.assign(frame, { program: step.program, pc: step.pc, called: false })
}

/** A program finds the context in r1, its stack's end in r10, and nothing else. */
function enterProgram(frame: Frame, step: Stepped): void {
  frame.registers.fill(null)
  for (const { reg, value } of [...step.registers].reverse()) if (reg === 1 || reg === 10) frame.registers[reg] = value // the first of each was there before
}

/** Whether a program begins here, at the event or by a tail call: only then r10 is told. */
export function begins(step: { readonly registers: readonly { readonly reg: number }[] }): boolean {
  return step.registers.some(write => write.reg === 10)
}

/** A called function sees its caller's registers; its stack holds nothing yet. */
function enter(machine: Machine, frame: number): void {
  const caller = machine.frames.at(-1)!
  machine.frames[frame] = { ...caller, registers: [...caller.registers], called: false }
  const top = stackTop(frame)
  machine.frames[frame].registers[10] = hex(ARENA + BigInt(top))
  for (let at = top - STACK_SIZE; at < top; at++) machine.memory.delete(at)
}

function store(memory: Map<number, Byte>, write: MemoryWrite, step: number): void {
  const start = offsetOf(write.address)
  if (start === null) return
  for (let i = 0; i < write.data.length / 2; i++) memory.set(start + i, { value: parseInt(write.data.slice(2 * i, 2 * i + 2), 16), step })
}

export class Replay {
  #steps: Run['steps'] | null = null
  #event: Invocation | undefined
  #points: Machine[] = []

  /** The state at a moment of a traced run. */
  at(run: Run, moment: Moment, calls: Calls = NO_CALLS): State {
    const { from, to } = spanOf(run, moment.event, 'steps')
    const total = to - from
    const executed = Math.min(moment.step ?? total, total)
    const event = run.invocations.at(moment.event)
    if (run.steps !== this.#steps || event !== this.#event) {
      this.#steps = run.steps
      this.#event = event
      this.#points = [begin()]
    }
    const machine = this.#machine(run, from, executed, calls)
    const last = executed > 0 ? run.steps.at(from + executed - 1)! : null
    const next = executed < total ? run.steps.at(from + executed)! : null
    if (next) arrive(machine, next)
    return { ...machine, changed: new Set(last?.registers.map(write => write.reg)), last, next, total }
  }

  #machine(run: Run, from: number, executed: number, calls: Calls): Machine {
    const point = Math.min(Math.floor(executed / EVERY), this.#points.length - 1)
    const machine = copy(this.#points[point]!)
    while (machine.executed < executed) {
      execute(machine, run.steps.at(from + machine.executed)!, calls)
      if (machine.executed === this.#points.length * EVERY) this.#points.push(copy(machine))
    }
    return machine
  }
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`
}

/** Offset of an address in the arena; null outside. */
export function offsetOf(address: string): number | null {
  const offset = BigInt(address) - ARENA
  return offset >= 0n && offset < 1n << 32n ? Number(offset) : null
}

/** Offset of the end of a frame's stack: what its r10 holds. */
export function stackTop(frame: number): number {
  return STACKS + frame * STACK_STRIDE + STACK_TOP
}

/** What lies at an address, as a person would name it: `fp-8`, `packet+14`; empty for a plain number. */
export function placeName(address: string, maps: readonly { readonly name: string }[] = []): string {
  const value = BigInt(address)
  const handle = value - HANDLES
  if (handle >= 0n && handle < HANDLE_STRIDE * BigInt(maps.length) && handle % HANDLE_STRIDE === 0n) {
    return `map ${maps[Number(handle / HANDLE_STRIDE)]!.name}`
  }
  const at = offsetOf(address)
  if (at === null || at < CONTEXT || at >= 0xffff_0000) return ''
  if (at < SOCKET) return `ctx${plus(at - CONTEXT)}`
  if (at < STACKS) return `socket${plus(at - SOCKET)}`
  if (at < SCRATCH) return stackName(at)
  if (at < PACKET_BLOCK) return 'callback argument'
  if (at < MAPS) return `packet${plus(at - PACKET)}`
  return 'map value'
}

function stackName(at: number): string {
  const frame = Math.floor((at - STACKS - STACK_TOP + STACK_SIZE) / STACK_STRIDE)
  const from = at - stackTop(frame)
  if (from < -STACK_SIZE || from > 0) return 'stack'
  return `fp${from || ''}${frame ? ` of frame ${frame}` : ''}`
}

function plus(offset: number): string {
  return offset ? (offset > 0 ? `+${offset}` : `−${-offset}`) : ''
}
