/** The buttons of a host's first page. */
import type { Asker } from './ask'

export function home(ask: Asker): void {
  const said = document.getElementById('said')!

  async function go(path: string, body: object): Promise<void> {
    try {
      location.assign((await ask.post<{ url: string }>(path, body)).url)
    } catch (error) {
      said.textContent = (error as Error).message
    }
  }

  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-take]'))
    button.onclick = () => go('/host/workshops', { shipped: button.dataset.take })
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-start]'))
    button.onclick = () => go(`/host/workshops/${button.dataset.start}/start`, {})
  const file = document.querySelector<HTMLInputElement>('[data-import]')
  if (file) file.onchange = async () => file.files?.[0] && go('/host/workshops', { text: await file.files[0].text() })
}
