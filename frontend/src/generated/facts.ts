// Stand-in until `python -m vm.export` writes this file.
export const BASELINE = 'Linux 6.18'
export interface HelperFact { id: number; name: string; signature: string; doc: string; gpl_only: boolean; since: string; runs: boolean }
export const HELPERS: readonly HelperFact[] = [
  { id: 1, name: 'bpf_map_lookup_elem', signature: 'map, key -> value or NULL', doc: 'Find the value stored under a key. Returns its address, or NULL.', gpl_only: false, since: '3.19', runs: true },
  { id: 2, name: 'bpf_map_update_elem', signature: 'map, key, value, flags -> int', doc: 'Store a value under a key.', gpl_only: false, since: '3.19', runs: true },
  { id: 3, name: 'bpf_map_delete_elem', signature: 'map, key -> int', doc: 'Remove a key.', gpl_only: false, since: '3.19', runs: true },
  { id: 5, name: 'bpf_ktime_get_ns', signature: '-> u64', doc: 'Nanoseconds since boot.', gpl_only: false, since: '4.1', runs: true },
  { id: 6, name: 'bpf_trace_printk', signature: 'fmt, fmt_size, ... -> int', doc: 'Write a line to the trace pipe.', gpl_only: true, since: '4.1', runs: true },
  { id: 14, name: 'bpf_get_current_pid_tgid', signature: '-> u64', doc: 'tgid << 32 | pid of the current task.', gpl_only: false, since: '4.2', runs: true },
  { id: 130, name: 'bpf_ringbuf_output', signature: 'ringbuf, data, size, flags -> int', doc: 'Copy data into a ring buffer.', gpl_only: false, since: '5.8', runs: true },
]
export interface FieldFact { name: string; offset: number; size: number; doc: string; access: string }
export interface ContextFact { name: string; fields: readonly FieldFact[] }
export const CONTEXTS: readonly ContextFact[] = [
  { name: 'xdp_md', fields: [
    { name: 'data', offset: 0, size: 4, doc: 'First byte of the packet', access: 'r' },
    { name: 'data_end', offset: 4, size: 4, doc: 'Just past its last byte', access: 'r' },
  ] },
]
export interface ProgramTypeFact { name: string; sections: readonly string[]; context: string; doc: string }
export const PROGRAM_TYPES: readonly ProgramTypeFact[] = [{ name: 'xdp', sections: ['xdp'], context: 'xdp_md', doc: 'Sees each frame first.' }]
export interface MapTypeFact { name: string; doc: string }
export const MAP_TYPES: readonly MapTypeFact[] = [{ name: 'hash', doc: 'Hash table.' }, { name: 'array', doc: 'Array, keys 0 to max_entries - 1.' }, { name: 'ringbuf', doc: 'Ring buffer.' }]
export interface OperationFact { name: string; group: string; kernel: string; mnemonics: readonly string[]; effect: string }
export const OPERATIONS: readonly OperationFact[] = [
  { name: 'add', group: 'alu', kernel: 'r1 += r2', mnemonics: ['add', 'add64', 'add32'], effect: 'dst + src' },
  { name: 'exit', group: 'call', kernel: 'exit', mnemonics: ['exit'], effect: 'Return to the caller, or end the program' },
  { name: 'ldxw', group: 'memory', kernel: 'r0 = *(u32 *)(r1 + 4)', mnemonics: ['ldxw'], effect: 'Load 4 bytes' },
]
export interface DirectiveFact { name: string; form: string; doc: string }
export const DIRECTIVES: readonly DirectiveFact[] = [
  { name: '.license', form: '.license "GPL"', doc: 'The licence declared to the kernel.' },
  { name: '.map', form: '.map name, hash, key=4, value=8, max_entries=16', doc: 'Declare a map.' },
  { name: '.section', form: '.section xdp', doc: 'Begin a program.' },
  { name: '.equ', form: '.equ NAME, 14', doc: 'Name a number.' },
]
export interface RejectionFact { code: string; kernel: string; hint: string }
export const REJECTIONS: readonly RejectionFact[] = []
export const KEYWORDS: readonly string[] = ['if', 'goto', 'gotol', 'may_goto', 'call', 'callx', 'exit', 'lock', 'll']
