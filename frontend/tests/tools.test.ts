import { describe, expect, it } from 'vitest'
import { diffLines, hunks } from '../src/craft/diff'
import type { MapInfo } from '../src/generated/protocol'
import { format, occurrences, outline } from '../src/language/symbols'
import { fieldOf, opcodeName, slotsOf, withBytes, withField } from '../src/lens/encoding'
import { statementAt } from '../src/language/statement'
import { otherBlocks, stackCells } from '../src/machine/cells'
import { histogram, kindOf, trie } from '../src/panels/mapviews'
import { decode } from '../src/run/records'
import { stackTop } from '../src/run/replay'

const SOURCE = `.map out, hash, key=4, value=8, max_entries=8
.equ LIMIT, 4
.section xdp
first:
    r1 = out ll   # out, the map
    if r1 > LIMIT goto done
    call helper
done:
    exit
.section kprobe/vfs_read
second:
    goto done
done: exit
.text
helper:
    r0 = LIMIT
    exit
`

function named(word: string, nth = 0): string[] {
  let at = -1
  for (let i = 0; i <= nth; i++) at = SOURCE.indexOf(word, at + 1)
  return occurrences(SOURCE, at).map(place => `${SOURCE.slice(0, place.from).split('\n').length}:${SOURCE.slice(place.from, place.to)}`)
}

describe('names', () => {
  it('mean the same where they mean the same', () => {
    expect(named('done')).toEqual(['6:done', '8:done'])
    expect(named('done', 2)).toEqual(['12:done', '13:done'])
    expect(named('out')).toEqual(['1:out', '5:out'])
    expect(named('LIMIT')).toEqual(['2:LIMIT', '6:LIMIT', '16:LIMIT'])
    expect(named('helper')).toEqual(['7:helper', '15:helper'])
    expect(named('exit')).toEqual([])
    expect(named('r1')).toEqual([])
  })

  it('make an outline', () => {
    expect(outline(SOURCE).map(entry => `${entry.line} ${entry.kind} ${entry.name}`)).toEqual([
      '1 map out', '2 number LIMIT', '4 section xdp', '4 program first', '8 label done',
      '11 section kprobe/vfs_read', '11 program second', '13 label done', '15 section .text', '15 program helper',
    ]) // prettier-ignore
  })
})

describe('formatting', () => {
  it('indents, lines up comments, and does nothing twice', () => {
    const messy = '.section xdp  \nmain:\n r0 = 2 # two\n  r1 = r10    # a longer one\n\n\n\n/* as\n   drawn */\nexit'
    const neat = '.section xdp\nmain:\n    r0 = 2    # two\n    r1 = r10  # a longer one\n\n/* as\n   drawn */\n    exit\n'
    expect(format(messy)).toBe(neat)
    expect(format(neat)).toBe(neat)
    expect(format(format(SOURCE))).toBe(format(SOURCE))
  })
})

describe('encoding', () => {
  it('names opcodes', () => {
    expect([0xb7, 0x0f, 0x61, 0x7b, 0x95, 0x1d, 0xdb, 0x18, 0x66].map(opcodeName)).toEqual([
      'MOV | K | ALU64', 'ADD | X | ALU64', 'MEM | W | LDX', 'MEM | DW | STX', 'EXIT | K | JMP', 'JEQ | X | JMP', 'ATOMIC | DW | STX', 'IMM | DW | LD',
      'JSGT | K | JMP32',
    ]) // prettier-ignore
  })

  it('shows a 64-bit load as two slots, and where a jump leads', () => {
    const [low, high] = slotsOf('1806000089674523000000000100ffff', 11)
    expect(low!.parts.map(part => `${part.bytes.join('')} ${part.note}`.trim())).toEqual(['18 IMM | DW | LD', '06', '0000', '89674523'])
    expect([high!.pc, high!.second, high!.parts[3]!.note]).toEqual([12, true, 'upper half'])
    expect(slotsOf('1d10fdff00000000', 9)[0]!.parts[2]!.note).toBe('to 7')
  })

  it('changes bytes and fields, of either slot, and nothing else', () => {
    const wide = '1806000089674523000000000100ffff'
    expect(withBytes(wide, 0, 'regs', '07')).toBe('1807000089674523000000000100ffff')
    expect(withBytes(wide, 1, 'imm', '01 00 00 00')).toBe('18060000896745230000000001000000')
    expect([withBytes(wide, 0, 'imm', '12'), withBytes(wide, 0, 'opcode', 'zz')]).toEqual([null, null])
    expect(['dst', 'src', 'offset', 'imm'].map(field => fieldOf('bf21fcff00000080', 0, field as 'dst'))).toEqual([1, 2, -4, -(2 ** 31)])
    expect(withField('bf21fcff00000080', 0, 'dst', '5')).toBe('bf25fcff00000080')
    expect(withField('bf21fcff00000080', 0, 'src', '0xa')).toBe('bfa1fcff00000080')
    expect(withField('bf21fcff00000080', 0, 'offset', '-8')).toBe('bf21f8ff00000080')
    expect(withField('bf21fcff00000080', 0, 'imm', '0xffffffff')).toBe('bf21fcffffffffff')
    expect([withField(wide, 0, 'dst', '16'), withField(wide, 0, 'offset', '70000'), withField(wide, 0, 'imm', 'x')]).toEqual([null, null, null])
    for (const field of ['dst', 'src', 'offset', 'imm'] as const) expect(withField(wide, 1, field, String(fieldOf(wide, 1, field)))).toBe(wide)
  })

  it('knows where in its line an instruction stands', () => {
    const cut = (line: string, nth: number) => {
      const place = statementAt(line, nth)
      return place && `${line.slice(place.from, place.to)}${place.mnemonic ? ' (mnemonic)' : ''}`
    }
    expect(cut('    r1 = out ll   # the map', 0)).toBe('r1 = out ll')
    expect(cut('again: r1 += 1; if r1 < 5 goto again // x', 1)).toBe('if r1 < 5 goto again')
    expect(cut('again: r1 += 1; exit', 0)).toBe('r1 += 1')
    expect(cut('  mov r1, 2 /* two */', 0)).toBe('mov r1, 2 (mnemonic)')
    expect(cut('  exit', 1)).toBeNull()
  })
})

const map = (type: string, max_entries = 32, value_size = 8): MapInfo => ({ name: 'm', type, key_size: 4, value_size, max_entries, flags: 0 })
const entry = (key: string, ...values: string[]) => ({ key, values: new Map(values.map((value, cpu) => [cpu, value])), writer: 0, writes: 1 })
const counter = (index: number, count: number) => entry(`${index.toString(16).padStart(2, '0')}000000`, `${count.toString(16).padStart(2, '0')}00000000000000`)

describe('map views', () => {
  it('are chosen by type', () => {
    const filled = [counter(3, 1), counter(4, 2), counter(5, 3)]
    expect(kindOf(map('array'), filled)).toBe('histogram')
    expect(kindOf(map('array'), filled.slice(1))).toBe('table')
    expect(kindOf(map('array', 256), filled)).toBe('table')
    expect([kindOf(map('lpm_trie'), []), kindOf(map('lru_hash'), []), kindOf(map('ringbuf'), []), kindOf(map('hash'), filled)]).toEqual(['trie', 'lru', 'stream', 'table'])
  })

  it('draws buckets from the first filled one to the last', () => {
    const drawn = histogram([counter(10, 4), counter(12, 2), counter(0, 0)])
    expect(drawn.map(bucket => [bucket.range, Number(bucket.count), bucket.share])).toEqual([['[1K, 2K)', 4, 100], ['[2K, 4K)', 0, 0], ['[4K, 8K)', 2, 50]])
  })

  it('nests prefixes', () => {
    const keys = ['080000000a000000', '180000000a010200', '100000000a010000', '08000000c0000000', '00000000ffffffff']
    expect(trie(keys.map(key => entry(key, '01'))).map(prefix => `${prefix.depth} ${prefix.name}`)).toEqual([
      '0 255.255.255.255/0', '1 10.0.0.0/8', '2 10.1.0.0/16', '3 10.1.2.0/24', '1 192.0.0.0/8',
    ]) // prettier-ignore
  })
})

describe('records', () => {
  const layout = { map: 'm', fields: [['pid', 'u32'], ['delta', 's16'], ['port', 'be16'], ['ip', 'ipv4'], ['comm', 'char[8]'], ['took', 'ns']].map(([name, type]) => ({ name: name!, type: type! })) }

  it('are decoded field by field, as far as they reach', () => {
    const data = `2a000000feff0035${'0a000001'}6261736800ffffff40420f0000000000`
    expect(decode(data, layout).map(field => field.text)).toEqual(['42', '-2', '53', '10.0.0.1', '"bash"', '1.000 ms'])
    expect(decode(data.slice(0, 12), layout).map(field => field.name)).toEqual(['pid', 'delta'])
    expect(decode(data + 'ff', layout).at(-1)).toEqual({ name: 'rest', text: 'ff' })
  })
})

describe('memory', () => {
  it('shows the stack down to the deepest cell written', () => {
    const top = stackTop(0)
    const memory = new Map([...Array(8).keys()].map(i => [top - 24 + i, { value: i, step: 2 }]))
    memory.set(top - 4, { value: 9, step: 1 })
    const cells = stackCells(memory, 0)
    expect(cells.map(cell => [cell.from, cell.written, cell.word])).toEqual([[-8, 1, null], [-16, 0, null], [-24, 8, '0x0706050403020100']])
    expect(otherBlocks(new Map([[5, { value: 1, step: 1 }], [6, { value: 2, step: 1 }], [9, { value: 3, step: 1 }]]), offset => offset === 9)).toMatchObject([{ start: 5, bytes: [{ value: 1 }, { value: 2 }] }])
  })
})

describe('diff', () => {
  it('finds the fewest changes and shows them with their surroundings', () => {
    const before = [...Array(20).keys()].map(String).join('\n')
    const after = before.replace('10\n', 'ten\n').replace('\n19', '\n19\n20')
    const lines = diffLines(before, after)
    expect(lines.filter(line => line.kind !== 'same').map(line => `${line.kind} ${line.text} ${line.before} ${line.after}`)).toEqual(['gone 10 11 null', 'new ten null 11', 'new 20 null 21'])
    expect(hunks(lines, 2).map(part => part.length)).toEqual([6, 3])
    expect(hunks(diffLines(before, before))).toEqual([])
  })
})
