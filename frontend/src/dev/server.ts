/** A server of cardboard for `/dev.html`: refuses a program that lost its NULL check, else replays the fixture. */
import type { Event, Frame } from '../generated/protocol'
import { slots } from '../language/slots'
import { frames, SOURCE } from './fixture'

const stats = { insns_processed: 17, total_states: 2, peak_states: 2, max_states_per_insn: 1 }
const runs = new Map<string, { source: string; trace: boolean }>()

function refusal(source: string): Event | null {
  if (/if r0 == 0/.test(source)) return null
  const lines = source.split('\n')
  const line = lines.findIndex(text => text.includes('lock')) + 1
  const call = lines.findIndex(text => text.includes('map_lookup')) + 1
  return {
    type: 'rejected', program: 'count', insn: 15, line, code: 'verifier.maybe-null', stats,
    error_line: "R0 invalid mem access 'map_value_or_null'", error_lines: ['15: (db) lock *(u64 *)(r0 +0) += r1', "R0 invalid mem access 'map_value_or_null'"],
    explanation: {
      summary: 'r0 may be NULL here: the key may be absent', knew: 'r0 is the result of bpf_map_lookup_elem, not yet compared with 0',
      needed: 'a pointer that cannot be NULL', hint: 'Insert `if r0 == 0 goto pass` before this line',
      origin: [{ insn: 10, line: call - 1, what: 'the map searched' }, { insn: 12, line: call, what: 'r0 = a value of counts, or NULL' }],
    },
  } // prettier-ignore
}

function played(id: string, source: string, trace: boolean): Frame[] {
  const refused = refusal(source)
  const end = (reason: 'done' | 'rejected'): Event => ({ type: 'finished', reason, message: '', totals: { hooks: 40, insns: 880, records: 14, printed: 8, faults: 0 } })
  const all = frames(40).flatMap(frame => frame.events)
  if (refused) return [{ run: id, seq: 0, events: [all[0]!, refused, end('rejected')] }]
  const steps = slots(source).slice(0, 14)
  const events = all.flatMap(event => (event.type === 'hook' && trace ? [event, ...steps.map((slot, i): Event => ({
    type: 'stepped', program: 'count', pc: slot.pc, frame: 0,
    registers: [{ reg: i % 6, value: `0x${(0xffff888000000000n + BigInt(i * 977)).toString(16)}` }], memory: i === 7 ? [{ address: '0xffff88800000fffc', data: '06000000' }] : [],
  }))] : [event])) // prettier-ignore
  return Array.from({ length: Math.ceil(events.length / 100) }, (_, seq) => ({ run: id, seq, events: events.slice(seq * 100, seq * 100 + 100) }))
}

function answer(path: string, body: { source?: string; trace?: boolean }): object {
  if (path === '/api/v1/check') {
    const refused = refusal(body.source ?? '')
    const program = { name: 'count', section: 'xdp', ok: true, stats }
    return { diagnostics: [], programs: [refused ? { ...program, ...refused, ok: false } : program] }
  }
  if (path === '/api/v1/snippets') return { id: 'Dev1Dev2Dev3', url: '/s/Dev1Dev2Dev3' }
  const id = `dev${runs.size}`
  runs.set(id, { source: body.source ?? SOURCE, trace: body.trace ?? false })
  return { id, url: `/r/${id}`, ws: `/ws/runs/${id}/` }
}

class Socket {
  onopen: (() => void) | null = null
  onmessage: ((message: { data: string }) => void) | null = null
  onclose: ((close: { code: number }) => void) | null = null

  constructor(url: string) {
    const [, id, since] = /runs\/(\w+)\/\?since=(\d+)/.exec(url)!
    const { source, trace } = runs.get(id!)!
    setTimeout(() => {
      this.onopen?.()
      for (const frame of played(id!, source, trace).slice(Number(since))) this.onmessage?.({ data: JSON.stringify(frame) })
    }, 100)
  }

  close(): void {
    this.onclose = null
  }
}

export function pretend(): void {
  Object.assign(window, {
    WebSocket: Socket,
    fetch: async (path: string, request?: RequestInit) => Response.json(answer(path, JSON.parse(String(request?.body ?? '{}')) as { source?: string })),
  })
}
