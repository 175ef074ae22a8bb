/** The buttons of a host's first page. */
import type { Asker } from './ask'

interface Made {
  readonly url: string
}

interface DryRun {
  readonly state: string
  readonly ok: boolean
}

const LOOK = 500 // milliseconds between two looks at a dry run

export function home(ask: Asker): void {
  const said = document.getElementById('said')!

  /** One thing at a time; a failure is said. */
  async function go(action: () => Promise<Made>): Promise<void> {
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('main button')]
    for (const button of buttons) button.disabled = true
    try {
      location.assign((await action()).url)
    } catch (error) {
      said.textContent = (error as Error).message
      for (const button of buttons) button.disabled = false
    }
  }

  /** From the shelf to an open room: a copy, its proof, the room. */
  async function hold(shipped: string): Promise<Made> {
    said.textContent = 'Playing every starter and every solution…'
    const { url } = await ask.post<Made>('/host/workshops', { shipped })
    let dry = await ask.post<DryRun>(`${url}/dry-run`)
    while (dry.state === 'queued') {
      await new Promise(done => setTimeout(done, LOOK))
      dry = await ask.get<DryRun>(`${url}/dry-run`)
    }
    if (!dry.ok) return { url } // the editor says what is wrong
    await ask.post(`${url}/publish`)
    return ask.post<Made>(`${url}/start`)
  }

  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-take]'))
    button.onclick = () => go(() => ask.post('/host/workshops', { shipped: button.dataset.take }))
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-hold]'))
    button.onclick = () => go(() => hold(button.dataset.hold!))
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-start]'))
    button.onclick = () => go(() => ask.post(`/host/workshops/${button.dataset.start}/start`, {}))
  const file = document.querySelector<HTMLInputElement>('[data-import]')
  if (file) file.onchange = () => file.files?.[0] && go(async () => ask.post('/host/workshops', { text: await file.files![0]!.text() }))
}
