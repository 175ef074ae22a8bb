/** The control-flow graph laid out: blocks as boxes of text, edges as curves. */
import { graphlib, layout } from '@dagrejs/dagre'
import type { Graph, Insn } from './analysis'

export interface Box {
  readonly start: number
  readonly end: number
  readonly insns: readonly Insn[]
  /** Centre, and size, in pixels. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

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

export function draw(graph: Graph, insns: readonly Insn[], text: (pc: number) => string): Drawing {
  const sheet = new graphlib.Graph()
  sheet.setGraph({ rankdir: 'TB', nodesep: 26, ranksep: 34, marginx: 12, marginy: 12 })
  sheet.setDefaultEdgeLabel(() => ({}))
  const blocks = graph.blocks.map(([start, end]) => ({ start, end, insns: insns.filter(insn => insn.pc >= start && insn.pc <= end) }))
  for (const block of blocks) {
    const longest = Math.max(12, ...block.insns.map(insn => Math.min(MAX_CHARACTERS, text(insn.pc).length)))
    sheet.setNode(String(block.start), { width: longest * CHARACTER + HITS + 2 * PAD + 26, height: block.insns.length * LINE + 2 * PAD })
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
