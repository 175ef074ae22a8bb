import { describe, expect, it } from 'vitest'
import { captureLines, packetLine, scenarioOf, textOf } from '../src/forge/text'
import { address, build, checksum, RECIPE, repair } from '../src/packet/build'
import { changed, entries, read, recompute } from '../src/packet/edit'
import { fromHex, layers, toHex } from '../src/packet/layers'
import { NotACapture, readCapture } from '../src/packet/pcap'

/** The sum over a right packet's header, its checksum included, is zero. */
function headerSum(frame: Uint8Array): number {
  return checksum(frame.subarray(14, 34))
}

function pseudoSum(frame: Uint8Array): number {
  const length = frame.length - 34
  return checksum(Uint8Array.from([...frame.subarray(26, 34), 0, frame[23]!, length >> 8, length & 255, ...frame.subarray(34)]))
}

describe('building', () => {
  it.each(['udp', 'tcp'] as const)('makes %s with checksums that hold', transport => {
    for (const payload of ['', 'odd', 'even']) {
      const frame = build({ ...RECIPE, transport, payload })!
      expect([headerSum(frame), pseudoSum(frame)]).toEqual([0, 0])
    }
  })

  it('makes ICMP, VLAN and IPv6', () => {
    expect(checksum(build({ ...RECIPE, transport: 'icmp', payload: 'ping' })!.subarray(34))).toBe(0)
    const names = (frame: Uint8Array) => layers(frame).map(layer => layer.name)
    expect(names(build({ ...RECIPE, vlan: 7, payload: 'x' })!)).toEqual(['Ethernet', 'VLAN', 'IPv4', 'UDP', 'payload'])
    const six = build({ ...RECIPE, version: 6, source: '2001:db8::1', destination: '::1', transport: 'tcp' })!
    expect(names(six)).toEqual(['Ethernet', 'IPv6', 'TCP'])
    expect(layers(six)[1]!.fields.map(field => field.text)).toContain('2001:db8::1')
    const body = six.subarray(54)
    expect(checksum(Uint8Array.from([...six.subarray(22, 54), 0, 0, 0, body.length, 0, 0, 0, 6, ...body]))).toBe(0)
  })

  it('repairs what an edit broke, and leaves what it cannot read', () => {
    const frame = build({ ...RECIPE, payload: 'hello' })!
    const broken = frame.slice()
    broken[33] = 99 // another destination
    broken.set([0, 0], 16) // and a wrong length
    const whole = repair(broken)
    expect([headerSum(whole), pseudoSum(whole), whole[33]]).toEqual([0, 0, 99])
    expect(repair(frame)).toEqual(frame)
    expect(repair(fromHex('0102'))).toEqual(fromHex('0102'))
    expect(repair(frame.slice(0, 20))).toEqual(frame.slice(0, 20))
  })

  it.each([['10.0.0.1', 4, true], ['10.0.0', 4, false], ['10.0.0.256', 4, false], ['::', 6, true], ['1::2::3', 6, false], ['1:2:3:4:5:6:7:8', 6, true], ['1:2:3:4:5:6:7', 6, false]] as const)(
    'reads %s as IPv%i: %s', (text, version, good) => expect(address(text, version) !== null).toBe(good),
  ) // prettier-ignore
})

describe('fields of IPv6 and VLAN', () => {
  const frame = build({ ...RECIPE, version: 6, source: '2001:db8:1::7', destination: '2001:db8::1', vlan: 0x6000 | 10, payload: 'hi' })!
  const field = (label: string) => entries(frame, layers(frame)).find(entry => entry.label === label)!

  it('are a form', () => {
    expect([field('IPv6 source').value, field('VLAN id').value]).toEqual(['2001:db8:1::7', '10'])
    const moved = changed(frame, field('IPv6 source').field, '2001:db8::9')!
    expect(layers(moved)[2]!.fields.map(part => part.text)).toContain('2001:db8::9')
    expect(recompute(moved)).toEqual(moved)
    expect(moved).not.toEqual(frame)
    expect(changed(frame, field('IPv6 source').field, '10.0.0.1')).toBeNull()
  })
  it('keep the priority of a tag', () => {
    const tagged = changed(frame, field('VLAN id').field, '20')!
    expect([...tagged.subarray(14, 16)]).toEqual([0x60, 20])
    expect(changed(frame, field('VLAN id').field, '4096')).toBeNull()
  })
})

describe('naming bytes', () => {
  it('names layers of short and odd frames as far as they go', () => {
    const frame = build({ ...RECIPE, payload: 'x' })!
    for (let size = 0; size <= frame.length; size++) {
      const found = layers(frame.subarray(0, size))
      expect(found.reduce((at, layer) => (layer.from === at ? layer.to : -1), 0)).toBe(size)
    }
    expect(layers(frame)[2]!.fields.find(field => field.name === 'destination port')!.text).toBe('53')
  })
})

function pcap(little: boolean, ...frames: [number, number, string][]): ArrayBuffer {
  const bytes = new Uint8Array(24 + frames.reduce((sum, [, , hex]) => sum + 16 + hex.length / 2, 0))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0xa1b2c3d4, little)
  view.setUint32(20, 1, little)
  let at = 24
  for (const [seconds, micros, hex] of frames) {
    const data = fromHex(hex)
    for (const [i, value] of [seconds, micros, data.length, data.length].entries()) view.setUint32(at + 4 * i, value, little)
    bytes.set(data, at + 16)
    at += 16 + data.length
  }
  return bytes.buffer
}

describe('captures', () => {
  it.each([true, false])('reads pcap in both byte orders (little: %s)', little => {
    const found = readCapture(pcap(little, [100, 500, 'aabb'], [101, 0, 'cc']))
    expect(found.map(frame => [frame.at, toHex(frame.bytes)])).toEqual([[0n, 'aabb'], [999_500_000n, 'cc']])
  })

  it('reads pcapng', () => {
    const block = (type: number, ...words: number[]) => {
      const size = 12 + 4 * words.length
      return new Uint8Array(new Uint32Array([type, size, ...words, size]).buffer)
    }
    const parts = [
      block(0x0a0d0d0a, 0x1a2b3c4d, 1, 0xffffffff, 0xffffffff),
      block(1, 1, 0xffff),
      block(6, 0, 0, 1_000_000, 4, 4, 0x04030201),
      block(6, 0, 0, 1_000_007, 2, 2, 0x0605),
    ]
    const file = Uint8Array.from(parts.flatMap(part => [...part]))
    expect(readCapture(file.buffer).map(frame => [frame.at, toHex(frame.bytes)])).toEqual([[0n, '01020304'], [7_000n, '0506']])
  })

  it('says what it cannot read, and takes what a cut-off file still holds', () => {
    expect(() => readCapture(new ArrayBuffer(10))).toThrow(NotACapture)
    expect(() => readCapture(new ArrayBuffer(100))).toThrow('neither pcap nor pcapng')
    const wireless = pcap(true, [1, 0, 'aa'])
    new DataView(wireless).setUint32(20, 105, true)
    expect(() => readCapture(wireless)).toThrow('link type is 105')
    expect(readCapture(pcap(true, [1, 0, 'aa'], [2, 0, 'bbbb']).slice(0, 58))).toHaveLength(1)
  })
})

describe('scenario texts', () => {
  it('are names where they say nothing more', () => {
    for (const name of ['', 'synflood']) expect(scenarioOf(textOf(name))).toBe(name)
    const text = textOf('web') + 'drop 3\n'
    expect(scenarioOf(text)).toBe(text)
    expect(textOf(text)).toBe(text)
  })

  it('say a packet with what differs from the usual', () => {
    expect(packetLine({ ...RECIPE, payload: 'a b' }, '5ms', 1, '1ms')).toBe('packet udp at=5ms src=198.51.100.7 dst=10.0.0.1 sport=40000 dport=53 text="a b"')
    expect(packetLine({ ...RECIPE, transport: 'tcp', flags: 18, ttl: 3, vlan: 9, payload: '0xff' }, '5ms', 3, '1ms')).toMatch(/flags=syn\+ack ttl=3 vlan=9 hex=ff count=3 every=1ms$/)
  })

  it('take as many frames of a capture as fit', () => {
    const frames = Array.from({ length: 10 }, (_, i) => ({ at: BigInt(i), bytes: Uint8Array.of(i) }))
    expect(captureLines(frames, 60).lines).toEqual(['frame at=0ns hex=00', 'frame at=1ns hex=01', 'frame at=2ns hex=02'])
    expect(captureLines([{ at: 61_000_000_000n, bytes: Uint8Array.of(1) }], 100).lines).toEqual([])
  })
})

describe('a frame as a form', () => {
  const frame = build({ ...RECIPE, payload: 'hi' })!
  const padded = Uint8Array.from([...frame, ...new Array(60 - frame.length).fill(0xaa)])
  const field = (label: string, bytes = padded) => entries(bytes, layers(bytes)).find(entry => entry.label === label)!.field

  it('changes one field, makes the checksums right and leaves the padding alone', () => {
    const next = changed(padded, field('IPv4 TTL'), '3')!
    expect(next[22]).toBe(3)
    expect(next.slice(frame.length)).toEqual(padded.slice(frame.length))
    expect(next.slice(0, frame.length)).toEqual(build({ ...RECIPE, payload: 'hi', ttl: 3 }))
    expect(changed(padded, field('UDP destination port'), '0x1bb')!.slice(0, frame.length)).toEqual(build({ ...RECIPE, payload: 'hi', destinationPort: 443 }))
    expect(changed(padded, field('IPv4 source'), '1.2.3.4')!.slice(0, frame.length)).toEqual(build({ ...RECIPE, payload: 'hi', source: '1.2.3.4' }))
  })

  it('keeps what was right, and mends only sums', () => {
    expect(recompute(padded)).toEqual(padded)
    const wrong = padded.slice()
    wrong[24] = wrong[24]! ^ 0xff
    expect(recompute(wrong)).toEqual(padded)
    expect(recompute(Uint8Array.of(1, 2, 3))).toEqual(Uint8Array.of(1, 2, 3))
  })

  it.each([
    ['IPv4 TTL', '256'], ['IPv4 TTL', '-1'], ['IPv4 TTL', ''], ['IPv4 source', '1.2.3'], ['IPv4 source', '1.2.3.256'], ['Ethernet source', '1:2:3:4:5'],
    ['UDP source port', 'http'],
  ])('takes no %s of "%s"', (label, text) => expect(read(text, field(label))).toBeNull()) // prettier-ignore
})
