/** The control-flow graph laid out: blocks as boxes of text, edges as curves. */
import { graphlib, layout } from '@dagrejs/dagre'
import type { Graph, Insn } from './analysis'

export interface Box {
  readonly start: number
  readonly end: number
  readonly insns: readonly Insn[]
  readonly lines: readonly FlowLine[]
  /** Centre, and size, in pixels. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A line of a box: an instruction, or how many are folded there. */
export type FlowLine = Insn | { readonly folded: number; readonly from: number; readonly to: number }

export interface Wire {
  readonly source: number
  readonly target: number
  readonly kind: 'next' | 'jump' | 'call'
  readonly back: boolean
  readonly path: string
}

export interface Drawing {
  readonly boxes: readonly Box[]
  readonly wires: readonly Wire[]
  readonly width: number
  readonly height: number
}

export const LINE = 17 // pixels a line of text
export const PAD = 8
const CHARACTER = 6.7
const HITS = 46 // pixels for the count beside a line
const MAX_CHARACTERS = 44

const MOST_LINES = 48 // a longer block is folded in its middle
const LAST_LINES = 8

/** The lines of a block; what is too long to be read anyway says only how long it is. */
export function linesOf(insns: readonly Insn[]): readonly FlowLine[] {
  if (insns.length <= MOST_LINES) return insns
  const [head, tail] = [insns.slice(0, MOST_LINES - LAST_LINES - 1), insns.slice(-LAST_LINES)]
  const [from, to] = [head.at(-1)!.pc + 1, tail[0]!.pc - 1]
  return [...head, { folded: insns.length - head.length - tail.length, from, to }, ...tail]
}

export function draw(graph: Graph, insns: readonly Insn[], text: (pc: number) => string): Drawing {
  const sheet = new graphlib.Graph()
  sheet.setGraph({ rankdir: 'TB', nodesep: 26, ranksep: 34, marginx: 12, marginy: 12 })
  sheet.setDefaultEdgeLabel(() => ({}))
  const blocks = graph.blocks.map(([start, end]) => {
    const inside = insns.filter(insn => insn.pc >= start && insn.pc <= end)
    return { start, end, insns: inside, lines: linesOf(inside) }
  })
  for (const block of blocks) {
    const longest = Math.max(12, ...block.lines.map(line => ('folded' in line ? 0 : Math.min(MAX_CHARACTERS, text(line.pc).length))))
    sheet.setNode(String(block.start), { width: longest * CHARACTER + HITS + 2 * PAD + 26, height: block.lines.length * LINE + 2 * PAD })
  }
  const home = (pc: number) => blocks.find(block => block.start <= pc && pc <= block.end)?.start
  const edges = graph.edges.flatMap(([source, target, kind]) => {
    const from = home(source)
    return from === undefined ? [] : [{ source, target, kind, from }]
  })
  for (const { from, target } of edges) sheet.setEdge(String(from), String(target))
  layout(sheet)
  return {
    boxes: blocks.map(block => {
      const { x, y, width, height } = sheet.node(String(block.start)) as { x: number; y: number; width: number; height: number }
      return { ...block, x, y, width, height }
    }),
    wires: edges.map(({ source, target, kind, from }) => {
      const { points } = sheet.edge(String(from), String(target)) as { points: { x: number; y: number }[] }
      return { source, target, kind, back: target <= from, path: curve(points) }
    }),
    width: (sheet.graph() as { width: number }).width,
    height: (sheet.graph() as { height: number }).height,
  }
}

/** A smooth line through the middles of the given stretches. */
function curve(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  let path = `M${first.x.toFixed(1)} ${first.y.toFixed(1)}`
  rest.forEach((point, i) => {
    const next = rest[i + 1]
    const end = next ? { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 } : point
    path += ` Q${point.x.toFixed(1)} ${point.y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`
  })
  return path
}

export function clipped(text: string): string {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS - 1)}…` : text
}
