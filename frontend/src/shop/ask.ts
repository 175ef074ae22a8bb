/** Requests of the workshops' pages. A failure is an Error with the server's own words. */

interface Wrong {
  readonly error: { readonly message: string; readonly hint?: string; readonly line?: number; readonly column?: number }
}

export function readJson<T>(id: string): T {
  return JSON.parse(document.getElementById(id)!.textContent!) as T
}

/** Asks as the page it stands in: with its token. */
export class Asker {
  constructor(readonly token: string) {}

  async get<T>(path: string): Promise<T> {
    return this.#answer<T>(await fetch(path, { headers: { Accept: 'application/json' } }))
  }

  async post<T>(path: string, body: object = {}): Promise<T> {
    return this.#answer<T>(
      await fetch(path, {
        method: 'POST',
        headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-CSRFToken': this.token },
        body: JSON.stringify(body),
      }),
    )
  }

  async #answer<T>(response: Response): Promise<T> {
    if (response.ok) return (await response.json()) as T
    let words = `The server answered ${response.status}`
    try {
      const { error } = (await response.json()) as Wrong
      words = `${error.line ? `Line ${error.line}: ` : ''}${error.message}${error.hint ? ` (${error.hint})` : ''}`
    } catch {
      // not ours: the status has to do
    }
    const wait = response.headers.get('Retry-After')
    throw new Error(wait ? `${words}. Try again in ${wait} s.` : words)
  }
}
