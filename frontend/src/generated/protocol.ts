// Stand-in until `python -m vm.export` writes this file.
export const VERSION = 1
export type Hex64 = string
export type HexBytes = string
export interface MapInfo { name: string; type: string; key_size: number; value_size: number; max_entries: number; flags: number }
export interface ProgramInfo { name: string; section: string; prog_type: string; insns: number; lines?: readonly number[] }
export interface Stats { insns_processed: number; total_states: number; peak_states: number; max_states_per_insn: number }
export interface Assembled { type: 'assembled'; programs: readonly ProgramInfo[]; maps: readonly MapInfo[] }
export interface Accepted { type: 'accepted'; program: string; stats: Stats }
export interface Origin { insn: number; line: number | null; what: string }
export interface Explanation { summary: string; knew: string; needed: string; hint: string; origin: readonly Origin[] }
export interface Rejected { type: 'rejected'; program: string; insn: number | null; line: number | null; code: string; error_line: string; error_lines: readonly string[]; stats: Stats; explanation?: Explanation }
export interface Hook { type: 'hook'; n: number; time_ns: Hex64; section: string; cpu: number; pid: number; tgid: number; comm: string; summary: string }
export interface Returned { type: 'returned'; n: number; retval: Hex64; insns: number; verdict?: string }
export interface Record { type: 'record'; map: string; data: HexBytes; time_ns: Hex64 }
export interface Printed { type: 'printed'; text: string; time_ns: Hex64; cpu: number; comm: string }
export interface MapChanged { type: 'map'; map: string; key: HexBytes; value?: HexBytes; deleted?: boolean; cpu?: number }
export interface RegisterWrite { reg: number; value: Hex64 }
export interface MemoryWrite { address: Hex64; data: HexBytes }
export interface Stepped { type: 'stepped'; program: string; pc: number; frame: number; registers: readonly RegisterWrite[]; memory: readonly MemoryWrite[] }
export interface Faulted { type: 'fault'; n: number; kind: string; insn: number; address: Hex64 | null; message: string }
export interface Progress { type: 'progress'; phase: 'verify' | 'compile' | 'play'; done: number; total: number }
export interface Gap { type: 'gap'; dropped: { [type: string]: number }; reason: string }
export interface Totals { hooks: number; insns: number; records: number; printed: number; faults: number }
export interface Finished { type: 'finished'; reason: 'done' | 'rejected' | 'fault' | 'limit' | 'stopped' | 'error'; message: string; totals: Totals }
export type Event = Assembled | Accepted | Rejected | Hook | Returned | Record | Printed | MapChanged | Stepped | Faulted | Progress | Gap | Finished
export interface Frame { run: string; seq: number; events: readonly Event[] }
