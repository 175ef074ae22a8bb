/** The door of the page: read what the server put into it, mount, check the source once. */
import { mount } from 'svelte'
import App from './App.svelte'
import { httpApi } from './run/api'
import { browserWires } from './run/socket'
import { readBoot } from './state/boot'
import { Drafts } from './state/drafts'
import { Playground } from './state/playground.svelte'
import { theme } from './state/theme.svelte'
import './styles/fonts.css'
import './styles/theme.css'
import './styles/page.css'
import './styles/editor.css'
import './styles/panels.css'
import './styles/painted.css'

theme.apply()
const boot = readBoot()
const api = httpApi(boot.csrf)
const playground = new Playground(boot, api, browserWires(api.frames), new Drafts(localStorage, sessionStorage))
const target = document.getElementById('app')!
target.replaceChildren()
mount(App, { target, props: { playground } })
if (boot.source) void playground.checkNow()
if (boot.page !== 'run' && boot.frames.length === 0) void playground.start() // nobody ran it yet: a link shows a run all the same
