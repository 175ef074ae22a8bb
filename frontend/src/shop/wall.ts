/** The projector's page: code, count, step, and whoever is in the spotlight. */
import type { Asker } from './ask'
import { RoomLink } from './link'

interface Wall {
  readonly code: string
  readonly count: number
  readonly names: readonly string[]
  readonly step: string | null
  readonly banner: string
  readonly spotlight: { readonly name: string; readonly source: string } | null
}

interface Boot {
  readonly room: { readonly url: string }
  readonly state: Wall
  readonly ws: string
}

export function wall(boot: Boot, ask: Asker): void {
  const find = (id: string): HTMLElement => document.getElementById(id)!
  let code = boot.state.code

  function show(told: Wall): void {
    if (told.code !== code) return location.reload() // another code is another drawing
    find('wall-count').textContent = String(told.count)
    find('wall-names').replaceChildren(
      ...told.names.map(name => Object.assign(document.createElement('li'), { textContent: name })),
    )
    find('wall-step').textContent = told.step ? `Now: ${told.step}` : ''
    find('wall-banner').textContent = told.banner
    find('wall-banner').hidden = !told.banner
    const spot = find('wall-spot')
    spot.hidden = !told.spotlight
    spot.querySelector('h2')!.textContent = told.spotlight ? `${told.spotlight.name}'s program` : ''
    spot.querySelector('pre')!.textContent = told.spotlight?.source ?? ''
  }

  const look = async (): Promise<object> => {
    show(await ask.get<Wall>(`${boot.room.url}/wall`))
    return { type: 'looked' }
  }
  show(boot.state)
  new RoomLink(boot.ws, look, message => message.type === 'grid' && void look(), () => {})
}
