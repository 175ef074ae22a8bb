/** What the server put into the page: the source, what is known of it, and perhaps a finished run. */
import type { Frame } from '../generated/protocol'

export interface Scenario {
  readonly name: string
  readonly title: string
  readonly summary?: string
  /** The kind of hook it fires; empty for a mixture. */
  readonly hook?: string
}

export interface Example {
  readonly id: string
  readonly title: string
  readonly summary?: string
  readonly source: string
  readonly scenario?: string | null
}

export interface Boot {
  readonly page: 'home' | 'snippet' | 'run' | 'room'
  /** Whether this is the start page with its own program. */
  readonly default: boolean
  readonly source: string
  readonly title: string
  readonly scenario: string | null
  readonly seed: string | null
  readonly snippet: { readonly id: string; readonly url: string; readonly parent: string | null } | null
  readonly run: { readonly id: string; readonly url: string; readonly ws: string } | null
  readonly frames: readonly Frame[]
  readonly scenarios: readonly Scenario[]
  readonly examples: readonly Example[]
  readonly csrf: string
  /** Whether the program was first run on another engine than today's, and what differs, if that is known yet. */
  readonly aged: boolean
  readonly drift: Drift | null
}

/** What an old link did and does. `verdict`: the verifier's word changed, not only the run. */
export interface Drift {
  readonly was: string
  readonly now: string
  readonly verdict: boolean
}

const NOTHING: Boot = {
  page: 'home', default: false, source: '', title: '', scenario: null, seed: null, snippet: null, run: null, frames: [],
  scenarios: [], examples: [], csrf: '', aged: false, drift: null,
} // prettier-ignore

export function readBoot(): Boot {
  const text = document.getElementById('boot')?.textContent
  return text ? { ...NOTHING, ...(JSON.parse(text) as Partial<Boot>) } : NOTHING
}

/** The nonce under which this page may add styles. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''
}
