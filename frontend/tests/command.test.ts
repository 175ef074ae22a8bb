import { describe, expect, it } from 'vitest'
import { read, recorded, Unreadable } from '../src/forge/command'
import { BOOT_NS } from '../src/generated/facts'
import type { MapInfo } from '../src/generated/protocol'

const MAPS = ['counts', 'jumps'].map(name => ({ name, type: 'hash', key_size: 4, value_size: 8, max_entries: 8, flags: 0 })) as unknown as MapInfo[]
const words = (line: string): string => read(line, MAPS).words

describe('a command to user space', () => {
  it('is read in the words of bpftool, or those of the scenario', () => {
    expect(words('update counts key 5 value 1')).toBe('update counts key=5 value=1')
    expect(words('# bpftool map update name counts key 5 0 0 0 value 1 0 0 0 0 0 0 0 any')).toBe('update counts key=hex:05000000 value=hex:0100000000000000')
    expect(words('update counts key=ip:10.0.0.1 value=0x35')).toBe('update counts key=ip:10.0.0.1 value=0x35')
    expect(words('map update jumps 1 value prog:drop_all')).toBe('update jumps key=1 value=prog:drop_all')
    expect(words('update counts key 1 value 2 noexist')).toBe('update counts key=1 value=2 only=noexist')
    expect(words('delete counts key hex 0a 00 00 ff')).toBe('delete counts key=hex:0a0000ff')
    expect(words('bpftool map dump name counts')).toBe('poll counts every=60s')
  })
  it('is refused with what is missing', () => {
    for (const line of ['', 'show counts', 'update nothing key 1 value 2', 'update counts value 2', 'update counts key 1', 'delete counts']) {
      expect(() => words(line)).toThrow(Unreadable)
    }
  })
  it('is recorded right behind the event looked at', () => {
    const entry = read('update counts key 5 value 1', MAPS)
    expect(recorded('', entry, BOOT_NS + 41n)).toBe('use default\nupdate counts at=42ns key=5 value=1\n')
    expect(recorded('traffic dns\n', entry, BOOT_NS)).toBe('traffic dns\nupdate counts at=1ns key=5 value=1\n')
    expect(recorded('web', read('dump counts', MAPS), BOOT_NS + 9n)).toBe('use web\npoll counts at=10ns every=60s\n')
  })
})
