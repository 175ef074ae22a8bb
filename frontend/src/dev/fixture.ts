/** A finished run to look at without a server: `npm run dev`, then /dev.html. */
import type { Event, Frame } from '../generated/protocol'
import type { Boot } from '../state/boot'

export const SOURCE = `# Count frames by protocol, drop UDP to port 53.
.license "GPL"
.map counts, hash, key=4, value=8, max_entries=64
.map events, ringbuf, max_entries=4096
.equ ETH_HLEN, 14

.section xdp
count:
    r6 = r1
    r2 = *(u32 *)(r1 + xdp_md.data)
    r3 = *(u32 *)(r1 + xdp_md.data_end)
    r4 = r2
    r4 += 34
    if r4 > r3 goto pass            // too short for IPv4
    r5 = *(u8 *)(r2 + 23)
    *(u32 *)(r10 - 4) = r5
    r2 = r10
    r2 += -4
    r1 = counts ll
    call bpf_map_lookup_elem
    if r0 == 0 goto first
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    goto pass
first:
    *(u64 *)(r10 - 16) = 1
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -16
    r1 = counts ll
    r4 = 0
    call bpf_map_update_elem
pass:
    r0 = 2
    exit
`

const COMMS = ['curl', 'dnsmasq', 'nginx', 'ssh', 'ksoftirqd/1']
const le = (value: number, size: number) =>
  Array.from({ length: size }, (_, i) => ((value / 2 ** (8 * i)) & 255).toString(16).padStart(2, '0')).join('')

function invocation(n: number): Event[] {
  const proto = [6, 17, 1, 17, 6, 6][n % 6]!
  const verdict = proto === 17 && n % 4 === 1 ? 'XDP_DROP' : 'XDP_PASS'
  const time_ns = `0x${(1_000_000_000 + n * 1_734_211).toString(16)}`
  const comm = COMMS[n % COMMS.length]!
  const events: Event[] = [
    { type: 'hook', n, time_ns, section: 'xdp', cpu: n % 4, pid: 400 + (n % 5), tgid: 400, comm, summary: `eth0 ← 10.0.0.${n % 9} → 10.0.0.1 ${proto === 6 ? 'TCP 443' : proto === 17 ? 'UDP 53' : 'ICMP echo'}, ${60 + n} bytes` },
  ]
  if (n % 3 === 0) events.push({ type: 'record', map: 'events', data: le(proto, 4) + '6375726c00000000', time_ns })
  if (n % 5 === 0) events.push({ type: 'printed', text: `protocol ${proto}`, time_ns, cpu: n % 4, comm })
  events.push({ type: 'map', map: 'counts', key: le(proto, 4), value: le(Math.ceil(n / 3) + proto, 8), deleted: false })
  events.push({ type: 'returned', n, retval: verdict === 'XDP_DROP' ? '0x1' : '0x2', insns: 20 + (n % 7), verdict })
  return events
}

const stats = { insns_processed: 31, total_states: 3, peak_states: 3, max_states_per_insn: 1 }

export function frames(count: number): Frame[] {
  const events: Event[] = [
    {
      type: 'assembled',
      programs: [{ name: 'count', section: 'xdp', prog_type: 'xdp', insns: 29, lines: [] }],
      maps: [
        { name: 'counts', type: 'hash', key_size: 4, value_size: 8, max_entries: 64, flags: 0 },
        { name: 'events', type: 'ringbuf', key_size: 0, value_size: 0, max_entries: 4096, flags: 0 },
      ],
      records: [],
    },
    { type: 'accepted', program: 'count', stats },
    ...Array.from({ length: count }, (_, n) => invocation(n)).flat(),
    { type: 'finished', reason: 'done', message: '', totals: { hooks: count, insns: count * 22, records: Math.ceil(count / 3), printed: Math.ceil(count / 5), faults: 0 } },
  ]
  return Array.from({ length: Math.ceil(events.length / 256) }, (_, seq) => ({ run: 'dev', seq, events: events.slice(seq * 256, seq * 256 + 256) }))
}

export const boot: Partial<Boot> = {
  page: 'home', source: SOURCE, title: 'Count frames by protocol', frames: frames(40), run: { id: 'dev', url: '/r/dev', ws: '/ws/runs/dev/' },
  scenarios: [{ name: 'mixed', title: 'Mixed traffic' }, { name: 'odd', title: 'Short and odd frames' }],
} // prettier-ignore
