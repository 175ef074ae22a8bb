/** The door of the workshops' pages other than the participant's: each boots what it needs. */
import { mount } from 'svelte'
import { Asker, readJson } from './shop/ask'
import Author from './shop/Author.svelte'
import { home } from './shop/home'
import Host from './shop/Host.svelte'
import { wall } from './shop/wall'
import { theme } from './state/theme.svelte'
import './styles/fonts.css'
import './styles/theme.css'
import './shop/shop.css'

interface Boot {
  readonly csrf: string
  readonly page?: string
}

theme.apply()
const boot = readJson<Boot>('boot')
const ask = new Asker(boot.csrf)
const target = document.getElementById('app')!

function take(Page: typeof Host | typeof Author): void {
  target.replaceChildren()
  mount(Page as typeof Host, { target, props: { boot: boot as never, ask } })
}

if (boot.page === 'host') take(Host)
else if (boot.page === 'author') take(Author)
else if (boot.page === 'projector') wall(boot as never, ask)
else if (boot.page === 'home') home(ask)
