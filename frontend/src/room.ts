/** The participant's page: the playground, with the lesson beside it. */
import { mount } from 'svelte'
import App from './App.svelte'
import { httpApi, type RunRequest, type Started } from './run/api'
import { browserWires } from './run/socket'
import { Asker, readJson } from './shop/ask'
import { Classroom, type RoomBoot } from './shop/classroom.svelte'
import Lesson from './shop/Lesson.svelte'
import { readBoot } from './state/boot'
import { Drafts } from './state/drafts'
import { Playground } from './state/playground.svelte'
import { theme } from './state/theme.svelte'
import './styles/fonts.css'
import './styles/theme.css'
import './styles/page.css'
import './styles/editor.css'
import './styles/panels.css'
import './shop/shop.css'

/** Drafts are kept by the server here; this browser keeps none. */
const nowhere: Storage = { length: 0, key: () => null, getItem: () => null, setItem: () => {}, removeItem: () => {}, clear: () => {} }

theme.apply()
const boot = { ...readBoot(), page: 'room' as const }
const told = readJson<RoomBoot>('boot')
const ask = new Asker(told.csrf)
const api = httpApi(told.csrf)
let classroom: Classroom

/** Runs go into the class's own lane. */
async function start(request: RunRequest): Promise<Started> {
  return ask.post<Started>(`${told.room.url}/run`, { step: classroom.at, ...request })
}

const playground = new Playground(boot, { ...api, start }, browserWires(api.frames), new Drafts(nowhere, nowhere))
classroom = new Classroom(told, ask, playground)
const target = document.getElementById('app')!
target.replaceChildren()
target.className = 'class'
const lesson = target.appendChild(document.createElement('div'))
const work = target.appendChild(document.createElement('div'))
lesson.className = 'class-lesson'
work.className = 'class-work'
mount(Lesson, { target: lesson, props: { room: classroom } })
mount(App, { target: work, props: { playground } })
if (boot.source) void playground.checkNow()
