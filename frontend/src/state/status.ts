/** What became of the source, in one sentence for the status line. */
import { LIMITS } from '../generated/facts'
import type { Finished, Progress } from '../generated/protocol'
import { duration } from '../panels/format'
import type { Run } from '../run/run'
import type { Phase } from './playground.svelte'

const ENDS: Record<Finished['reason'], string> = {
  done: 'done', rejected: 'rejected', fault: 'ended by a fault', limit: 'stopped at a limit', stopped: 'stopped', error: 'failed',
} // prettier-ignore

export function statusOf(run: Run, phase: Phase): string {
  if (phase === 'starting') return 'Starting…'
  const refused = run.verdicts.find(verdict => verdict.type === 'rejected')
  if (refused) return `rejected: ${refused.error_line}`
  const verdict = run.verdicts.length ? 'accepted' : ''
  const { finished, progress } = run
  if (finished) return said(verdict, ENDS[finished.reason], finished.reason === 'done' ? '' : endOf(finished))
  if (progress) return progressOf(progress)
  if (phase === 'running') return said(verdict, 'running…')
  return 'Not run yet'
}

function said(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(' · ')
}

/** Why a run ended: a limit's own name is for scripts, people are told what it bounds. */
export function endOf({ message }: Finished): string {
  const [, name, rest] = /^([a-z-]+): (.+)$/.exec(message) ?? []
  const limit = LIMITS.find(known => known.name === name)
  return limit ? `${rest} (${limit.doc})` : message
}

function progressOf({ phase, done, total }: Progress): string {
  if (phase === 'verify') return `verifying: ${done.toLocaleString('en')} instructions walked`
  if (phase === 'play') return `playing: ${duration(BigInt(done))} of ${duration(BigInt(total))}`
  return 'compiling…'
}
