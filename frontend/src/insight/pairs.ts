/** Pairs of the reference pages, fetched when the first program is refused for that reason. */
export interface Pair {
  readonly title: string
  readonly broken: string
  readonly fixed: string
}

const known = new Map<string, Promise<Pair | null>>()

/** The pair of a code; null where the reference has none, or cannot be reached. */
export function pairOf(code: string, ask: typeof fetch = fetch): Promise<Pair | null> {
  let found = known.get(code)
  if (!found) known.set(code, (found = read(code, ask)))
  return found
}

async function read(code: string, ask: typeof fetch): Promise<Pair | null> {
  try {
    const answer = await ask(`/reference/${encodeURIComponent(code)}.json`)
    if (answer.ok) return (await answer.json()) as Pair | null
    known.delete(code)
  } catch {
    known.delete(code) // asked again the next time
  }
  return null
}
