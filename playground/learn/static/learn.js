// Runs the programs of a page where they stand, and finds rows in long tables. Everything on the page works without it.
'use strict'

const WAIT = 200 // milliseconds between two looks at a run
const MOST = 60 // lines shown
const LOUD = /BUG:|Kernel panic|Oops:|KASAN:|WARNING:|refcount_t:|exploit attempt|Unknown symbol/
const BAR = 24 // widest bar of a histogram, in letters

for (const figure of document.querySelectorAll('.program')) {
  const output = figure.querySelector('[data-output]')
  for (const button of figure.querySelectorAll('[data-run]')) {
    button.hidden = false
    button.addEventListener('click', () => run(figure, output, button.dataset.run === 'module'))
  }
}

async function run(figure, output, unverified) {
  output.hidden = false
  output.replaceChildren(element('p', { role: 'status' }, 'Running…'))
  const body = { source: figure.dataset.source ?? figure.querySelector('code').textContent }
  if (figure.dataset.scenario) body.scenario = figure.dataset.scenario
  if (figure.dataset.seed) body.seed = figure.dataset.seed
  if (unverified) body.unverified = true
  try {
    const answer = await fetch('/api/v1/runs', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const started = await answer.json()
    if (!answer.ok) throw new Error(`${started.error.message} ${started.error.hint ?? ''}`)
    show(output, await events(started.id), started.url)
  } catch (error) {
    output.replaceChildren(element('p', { role: 'status' }, String(error.message ?? error)))
  }
}

async function events(id) {
  const told = []
  for (let since = 0; ;) {
    const page = await (await fetch(`/api/v1/runs/${id}/frames?since=${since}`)).json()
    for (const frame of page.frames) told.push(...frame.events)
    since += page.frames.length
    if (page.done || told.at(-1)?.type === 'finished') return told
    await new Promise(resolve => setTimeout(resolve, WAIT))
  }
}

function show(output, told, url) {
  const end = told.at(-1)
  const oops = told.find(event => event.type === 'oops')
  const lines = told.filter(event => !oops || (event.type !== 'rejected' && event.type !== 'fault')).map(line).filter(Boolean)
  const parts = [element('p', { role: 'status' }, oops && end.reason === 'fault' ? 'The run ended where a kernel would have come to harm.' : `${end.reason}: ${end.message}`)]
  if (oops) parts.push(...consequence(oops))
  const verdicts = new Map()
  for (const event of told) if (event.verdict) verdicts.set(event.verdict, (verdicts.get(event.verdict) ?? 0) + 1)
  if (verdicts.size) parts.push(element('p', {}, [...verdicts].map(([name, count]) => `${name} ${count} times`).join(', ')))
  if (lines.length) parts.push(element('pre', { tabindex: 0 }, lines.slice(-MOST).join('\n')))
  const held = maps(told)
  if (held.length) parts.push(drawn(held.join('\n').trimStart()))
  const link = element('a', { href: url }, 'The whole run')
  const last = element('p', {})
  last.append(link)
  output.replaceChildren(...parts, last)
}

function consequence(oops) {
  const head = element('p', {})
  head.append(element('strong', {}, oops.title), ' ', element('span', { class: 'simulated' }, 'simulated'))
  const parts = [head, element('p', {}, oops.summary)]
  if (oops.message) parts.push(element('p', {}, oops.message.charAt(0).toUpperCase() + oops.message.slice(1).replace(/\.?$/, '.')))
  if (oops.console.length) {
    const screen = element('pre', { class: 'console', tabindex: 0, role: 'group', 'aria-label': 'Console, simulated' })
    for (const text of oops.console) screen.append(printed(text), '\n')
    parts.push(screen)
  }
  return parts
}

/** A line of the console; what it is stamped with can be left out where there is little room. */
function printed(text) {
  const [stamp] = /^(?:\[ *[0-9.]+\] ?)?/.exec(text)
  const made = element('span', LOUD.test(text) ? { class: 'loud' } : {})
  made.append(element('span', { class: 'console-stamp' }, stamp), text.slice(stamp.length))
  return made
}

function line(event) {
  if (event.type === 'record') return `${event.map}: ${readable(event.data)}`
  if (event.type === 'printed') return event.text
  if (event.type === 'rejected') return `${event.error_lines.join('\n')}`
  if (event.type === 'fault') return `fault: ${event.message}`
  return ''
}

/** What the maps hold at the end: element by element, or a histogram where a map has as many counters as there are powers of two. */
function maps(told) {
  const kinds = new Map(told.filter(event => event.type === 'assembled').flatMap(event => event.maps.map(map => [map.name, map])))
  const held = new Map()
  for (const event of told) {
    if (event.type !== 'map') continue
    const elements = held.get(event.map) ?? held.set(event.map, new Map()).get(event.map)
    if (event.deleted) for (const [name, one] of elements) { if (one.key === event.key) elements.delete(name) }
    else elements.set(`${event.key} ${event.cpu ?? ''}`, event)
  }
  return [...held].flatMap(([name, elements]) => {
    const events = [...elements.values()]
    if (mayBeHistogram(kinds.get(name)) && events.length > 2) return ['', name, ...histogram(events)]
    return [...events.sort(inOrder).slice(0, MOST).map(entry), ...(events.length > MOST ? [`… and ${events.length - MOST} more of ${name}`] : [])]
  })
}

/** Bars in the colour of the site. */
function drawn(text) {
  const box = element('pre', { tabindex: 0 })
  for (const part of text.split(/(█+)/)) box.append(part.startsWith('█') ? element('span', { class: 'tally-bar' }, part) : part)
  return box
}

function mayBeHistogram(map) {
  return map !== undefined && /^(percpu_)?array$/.test(map.type) && map.max_entries >= 16 && map.max_entries <= 64 && [4, 8].includes(map.value_size)
}

function histogram(events) {
  const counts = new Map()
  for (const event of events) counts.set(+number(event.key), (counts.get(+number(event.key)) ?? 0) + +number(event.value))
  const first = Math.min(...counts.keys()), last = Math.max(...counts.keys()), most = Math.max(...counts.values())
  return Array.from({ length: last - first + 1 }, (_, n) => {
    const count = counts.get(first + n) ?? 0
    return `${String(2 ** (first + n)).padStart(11)} ${String(count).padStart(6)} ${'█'.repeat(Math.ceil(BAR * count / most))}`
  })
}

function inOrder(a, b) {
  if (a.map !== b.map || a.key.length !== b.key.length || a.key.length > 16) return 0
  const [left, right] = [BigInt(number(a.key)), BigInt(number(b.key))]
  return left < right ? -1 : left > right ? 1 : (a.cpu ?? 0) - (b.cpu ?? 0)
}

function entry(event) {
  return `${event.map}[${number(event.key)}] = ${number(event.value)}${event.cpu === undefined ? '' : ` on cpu ${event.cpu}`}`
}

function number(hex) {
  if (![2, 4, 8, 16].includes(hex.length)) return hex
  return BigInt('0x' + (hex.match(/../g) ?? []).reverse().join('')).toString()
}

/** Text where a record is nothing but text, a number where it has the width of one, else bytes and what of them can be read. */
function readable(hex) {
  const text = printable(hex).replace(/·+$/, '')
  if (/^[^·]{2,}$/.test(text)) return `"${text}"`
  return [4, 8, 16].includes(hex.length) ? number(hex) : `${hex}  ${printable(hex)}`
}

function printable(hex) {
  return (hex.match(/../g) ?? []).map(byte => { const c = parseInt(byte, 16); return c >= 32 && c < 127 ? String.fromCharCode(c) : '·' }).join('')
}

function element(name, attributes, text = '') {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.textContent = text
  return made
}

const filter = document.querySelector('[data-filter]')
if (filter) {
  filter.hidden = false
  const rows = [...document.querySelectorAll('tbody tr')]
  const words = rows.map(row => row.textContent.toLowerCase())
  filter.querySelector('input').addEventListener('input', event => {
    const wanted = event.target.value.trim().toLowerCase()
    let found = 0
    rows.forEach((row, n) => { row.hidden = !words[n].includes(wanted); found += !row.hidden })
    for (const section of document.querySelectorAll('main section')) section.hidden = !section.querySelector('tbody tr:not([hidden])')
    filter.querySelector('[role=status]').textContent = wanted ? `${found} rows` : ''
  })
}
