/** The HTTP interface, typed. Every failure is an `ApiError` with the server's own words. */
import type { Drift } from '../state/boot'
import type { Explanation, Frame, Stats } from '../generated/protocol'

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint = '',
    readonly line: number | null = null,
    readonly column: number | null = null,
    readonly retryAfter = 0,
  ) {
    super(message)
  }
}

export interface RunRequest {
  readonly source: string
  readonly scenario?: string
  readonly seed?: string
  readonly engine?: 'interp' | 'jit'
  readonly trace?: boolean
  /** Tell at the end how often each instruction began. */
  readonly coverage?: boolean
  /** Numbers of the first and the last hook to tell; the others are only counted. */
  readonly window?: readonly [number, number]
  /** Play refused programs too, as a kernel module would run. */
  readonly unverified?: boolean
}

export interface Started {
  readonly id: string
  readonly url: string
  readonly ws: string
}

export interface Diagnostic {
  readonly line: number
  readonly column: number
  readonly end?: number
  readonly code: string
  readonly message: string
  readonly hint?: string
}

export interface Fix {
  readonly title: string
  readonly source: string
}

/** What the verifier says of one program of the source. */
export interface Checked {
  readonly name: string
  readonly section: string
  readonly ok: boolean
  readonly insn: number | null
  readonly line: number | null
  readonly code: string
  readonly error_line: string
  readonly error_lines: readonly string[]
  readonly stats: Stats | null
  readonly explanation: (Explanation & { readonly fixes?: readonly Fix[] }) | null
  readonly log: string
  readonly lines: readonly number[]
}

export interface CheckAnswer {
  readonly diagnostics: readonly Diagnostic[]
  readonly programs: readonly Checked[]
}

/** A saved program, as `/s/{id}.json` tells it. */
export interface Snippet {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly scenario?: string | null
  readonly seed?: string | null
}

export interface Api {
  start(request: RunRequest): Promise<Started>
  frames(run: string, since: number): Promise<readonly Frame[]>
  check(source: string, signal: AbortSignal): Promise<CheckAnswer>
  /** A closer look at one program, or null when the source does not assemble. */
  analyze<T>(request: { source: string; program: string; want: readonly string[]; edit?: { pc: number; hex: string } }, signal?: AbortSignal): Promise<T | null>
  stop(run: string): Promise<unknown>
  /** Assembly of an ELF object, which is given in base64. */
  disassemble(object: string): Promise<{ readonly source: string }>
  snippet(id: string): Promise<Snippet>
  /** Whether a saved program does otherwise today than when it was first run. */
  drift(id: string): Promise<Drift | null>
  save(snippet: { source: string; title?: string; scenario?: string; seed?: string; parent?: string }): Promise<{ id: string; url: string }>
}

export function httpApi(csrf: string, ask: typeof fetch = fetch): Api {
  async function call<T>(path: string, body?: object, signal?: AbortSignal): Promise<T> {
    let response: Response
    try {
      response = await ask(path, {
        method: body ? 'POST' : 'GET',
        headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }), ...(csrf && { 'X-CSRFToken': csrf }) },
        ...(body && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      })
    } catch (cause) {
      if (signal?.aborted) throw cause
      throw new ApiError(0, 'offline', 'The server cannot be reached', 'Your text is kept here; try again when you are back online')
    }
    if (response.ok) return (await response.json()) as T
    throw await failure(response)
  }
  return {
    start: request => call<Started>('/api/v1/runs', request),
    frames: async (run, since) => (await call<{ frames: readonly Frame[] }>(`/api/v1/runs/${run}/frames?since=${since}`)).frames,
    check: async (source, signal) => readCheck(await call<RawCheck>('/api/v1/check', { source }, signal)),
    analyze: async <T>(request: object, signal?: AbortSignal) => (await call<{ program: T | null }>('/api/v1/analyze', request, signal)).program,
    stop: run => call(`/api/v1/runs/${run}/stop`, {}),
    disassemble: object => call('/api/v1/objects', { object }),
    snippet: id => call<Snippet>(`/s/${id}.json`),
    drift: async id => (await call<{ drift: Drift | null }>(`/s/${id}.drift.json`)).drift,
    save: snippet => call('/api/v1/snippets', snippet),
  }
}

async function failure(response: Response): Promise<ApiError> {
  const retry = Number(response.headers.get('Retry-After') ?? 0)
  try {
    const { error } = (await response.json()) as { error: { code: string; message: string; hint?: string; line?: number; column?: number } }
    return new ApiError(response.status, error.code, error.message, error.hint, error.line ?? null, error.column ?? null, retry)
  } catch {
    return new ApiError(response.status, 'http', `The server answered ${response.status}`, '', null, null, retry)
  }
}

interface RawCheck {
  readonly diagnostics?: readonly (Omit<Diagnostic, 'end'> & { readonly end_column?: number })[]
  readonly programs?: readonly RawChecked[]
  readonly verdicts?: readonly RawChecked[]
}

type RawChecked = Partial<Omit<Checked, 'ok'>> & { readonly ok?: boolean; readonly program?: string; readonly insn_lines?: readonly number[] }

/** The answer with every field present, so that no panel has to ask twice. */
function readCheck(raw: RawCheck): CheckAnswer {
  const programs = raw.programs ?? raw.verdicts ?? []
  return {
    diagnostics: (raw.diagnostics ?? []).map(({ end_column, ...found }) => ({ ...found, ...(end_column && { end: end_column }) })),
    programs: programs.map(p => ({
      name: p.name ?? p.program ?? '',
      section: p.section ?? '',
      ok: p.ok ?? false,
      insn: p.insn ?? null,
      line: p.line ?? null,
      code: p.code ?? '',
      error_line: p.error_line ?? '',
      error_lines: p.error_lines ?? (p.error_line ? [p.error_line] : []),
      stats: p.stats ?? null,
      explanation: p.explanation ?? null,
      log: p.log ?? '',
      lines: p.lines ?? p.insn_lines ?? [],
    })),
  }
}
