import { EditorState } from '@codemirror/state'
import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { describe, expect, it } from 'vitest'
import { complete, names } from '../src/language/complete'
import { docOf, lineDoc, programTypeAt, statementDoc } from '../src/language/docs'
import { definitionOf } from '../src/language'
import { callsIn, slots } from '../src/language/slots'
import { tokenizeLine } from '../src/language/tokens'

/** Tokens as `kind:text`, space left out. */
function tokens(line: string): string {
  return tokenizeLine(line).filter(t => t.kind !== 'space').map(t => `${t.kind}:${t.text}`).join(' ') // prettier-ignore
}

describe('the tokenizer', () => {
  it.each([
    ['r0 = *(u32 *)(r1 + xdp_md.data)', 'register:r0 operator:= operator:* punctuation:( type:u32 operator:* punctuation:) punctuation:( register:r1 operator:+ field:xdp_md.data punctuation:)'],
    ['out: exit # done', 'label:out punctuation:: keyword:exit comment:# done'],
    ['if r2 s> -1 goto out', 'keyword:if register:r2 operator:s> operator:- number:1 keyword:goto label:out'],
    ['w3 s>>= 0x1F', 'register:w3 operator:s>>= number:0x1F'],
    ['call bpf_map_lookup_elem', 'keyword:call helper:bpf_map_lookup_elem'],
    ['.license "GPL" // free', 'directive:.license string:"GPL" comment:// free'],
    ['r1 = counts ll', 'register:r1 operator:= name:counts keyword:ll'],
    ['r11 = 1', 'name:r11 operator:= number:1'],
    ['ldxw %r1, [%r2+4]', 'mnemonic:ldxw register:%r1 punctuation:, punctuation:[ register:%r2 operator:+ number:4 punctuation:]'],
  ])('reads %s', (line, expected) => expect(tokens(line)).toBe(expected))

  it('covers every character of any line exactly once', () => {
    const alphabet = 'r1w0 =+*()/#"s>.:;\\xé😀\t-lg'
    for (let seed = 1; seed < 2000; seed++) {
      let x = seed
      const line = Array.from({ length: seed % 40 }, () => alphabet[(x = (x * 1103515245 + 12345) & 0x7fffffff) % alphabet.length]).join('')
      const parts = tokenizeLine(line)
      expect(parts.map(t => t.text).join('')).toBe(line)
      expect(parts.every(t => t.to > t.from)).toBe(true)
    }
  })

  it('carries a block comment over lines', () => {
    const state = { comment: false }
    expect(tokenizeLine('r0 = 1 /* a', state).at(-1)?.kind).toBe('comment')
    expect(state.comment).toBe(true)
    expect(tokenizeLine('b */ exit', state).map(t => t.kind)).toEqual(['comment', 'space', 'keyword'])
  })

  it('is linear on hostile lines', () => {
    const begin = performance.now()
    for (const part of ['/*', '"\\', '((', 's>>', '.a', 'r1'] as const) tokenizeLine(part.repeat(10_000))
    expect(performance.now() - begin).toBeLessThan(4000)
  })
})

describe('slots', () => {
  it('counts two for a wide load, starts anew with each section, knows labels and semicolons', () => {
    const source = '.section xdp\nmain: r1 = counts ll\n  r0 = 1; exit\n\n.section kprobe/vfs_read\n# none\nr0 = 0\n/* r1 = 1\n exit */\nexit'
    expect(slots(source).map(s => `${s.section} ${s.pc} line ${s.line}`)).toEqual([
      'xdp 0 line 2', 'xdp 2 line 3', 'xdp 3 line 3', 'kprobe/vfs_read 0 line 7', 'kprobe/vfs_read 1 line 10',
    ]) // prettier-ignore
  })
})

describe('calls', () => {
  it('are known by program and slot, also where a line holds several and a function comes from .text', () => {
    const source = '.section xdp\nmain:\n  r1 = counts ll; call 5; r6 = r0; call f\n  exit\n.text\nf:\n  call 7\n  exit'
    expect([...callsIn(slots(source), [{ name: 'main', lines: [3, 3, 3, 3, 3, 4, 7, 8] }])]).toEqual(['main:2', 'main:4', 'main:6'])
  })
})

describe('completion', () => {
  function offered(text: string): string[] {
    const state = EditorState.create({ doc: text })
    const result = complete(new CompletionContext(state, text.length, true)) as CompletionResult | null
    return result?.options.map(option => option.label) ?? []
  }

  it.each([
    ['call bpf_map', 'bpf_map_lookup_elem'],
    ['out:\n  goto o', 'out'],
    ['.map counts, ha', 'hash'],
    ['r0 = *(u32 *)(r1 + x', 'xdp_md.data'],
    ['.map counts, hash\n  r1 = c', 'counts'],
    ['.li', '.license'],
    ['ex', 'exit'],
  ])('after %j offers %s', (text, label) => expect(offered(text)).toContain(label))

  it('offers what belongs to the program at hand', () => {
    const at = (section: string, rest: string) => offered(`.section ${section}\n${rest}`)
    expect(at('xdp', 'r0 = *(u32 *)(r1 + ').filter(label => label.includes('.'))).toEqual(expect.arrayContaining(['xdp_md.data']))
    expect(at('xdp', 'r0 = *(u32 *)(r1 + ').some(label => label.startsWith('__sk_buff.'))).toBe(false)
    expect(at('kprobe/vfs_read', 'r0 = *(u64 *)(r1 + ').some(label => label.startsWith('pt_regs.'))).toBe(true)
    expect(programTypeAt('.section tc/ingress\nmain:\n.text\nf:', 22)?.name).toBe('sched_cls')
    expect(programTypeAt('.section tc/ingress\nmain:\n.text\nf:', 34)).toBeNull()
  })

  it('is silent in comments and strings', () => {
    expect(offered('# call bpf_')).toEqual([])
    expect(offered('.license "GP')).toEqual([])
  })

  it('finds the names a source defines', () => {
    expect(names('.equ N, 4\n.map m, array\nstart:\n  goto start')).toEqual({ labels: ['start'], maps: ['m'], numbers: ['N'] })
  })
})

describe('what is known', () => {
  it('finds definitions of labels, maps and numbers', () => {
    const source = '.map counts, hash\n.equ N, 1\nmain:\n  goto main'
    expect(definitionOf(source, 'main')).toBe(source.indexOf('main:'))
    expect(definitionOf(source, 'counts')).toBe(0)
    expect(definitionOf(source, 'nothing')).toBeNull()
  })

  it('explains signs and keywords by the instruction they belong to, and says where a helper is not for', () => {
    const at = (line: string, word: string) => tokenizeLine(line).find(token => token.text === word)!
    expect(statementDoc('r1 += r2', at('r1 += r2', '+='))).toMatchObject({ kind: 'arithmetic', notes: [expect.stringContaining('dst + src'), expect.stringContaining('add')] })
    expect(statementDoc('if r1 > 5 goto x', at('if r1 > 5 goto x', 'goto'))?.kind).toBe('jump')
    expect(statementDoc('r1 = *(u8 *)(r2 + 1)', at('r1 = *(u8 *)(r2 + 1)', 'u8'))?.kind).toBe('load')
    const xdp = programTypeAt('.section xdp\n', 13)
    const call = 'call bpf_skb_load_bytes'
    expect(docOf(at(call, 'bpf_skb_load_bytes'), xdp)?.notes.join()).toContain('not for xdp programs')
    expect(docOf(at('call bpf_redirect', 'bpf_redirect'), xdp)?.notes.join()).not.toContain('not for')
  })

  it.each([
    ['if r0 == 0 goto out', 'jump'],
    ['x: *(u64 *)(r10 - 8) = r1', 'store'],
    ['r1 = *(u8 *)(r2 + 1)', 'load'],
    ['w1 += 3', 'arithmetic'],
    ['call bpf_ktime_get_ns', 'call'],
  ])('says what %s does', (line, kind) => expect(lineDoc(line)?.kind).toBe(kind))
})
