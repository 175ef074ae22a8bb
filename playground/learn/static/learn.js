// Runs the programs of a page where they stand, and finds rows in long tables. Everything on the page works without it.
'use strict'

const WAIT = 200 // milliseconds between two looks at a run
const MOST = 60 // lines shown

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
  const lines = told.map(line).filter(Boolean)
  const maps = new Map()
  for (const event of told) if (event.type === 'map') maps.set(`${event.map} ${event.key} ${event.cpu ?? ''}`, event)
  const parts = [element('p', { role: 'status' }, `${end.reason}: ${end.message}`)]
  if (oops) parts.push(...consequence(oops))
  const verdicts = new Map()
  for (const event of told) if (event.verdict) verdicts.set(event.verdict, (verdicts.get(event.verdict) ?? 0) + 1)
  if (verdicts.size) parts.push(element('p', {}, [...verdicts].map(([name, count]) => `${name} ${count} times`).join(', ')))
  if (lines.length) parts.push(element('pre', { tabindex: 0 }, lines.slice(-MOST).join('\n')))
  const values = [...maps.values()].filter(event => !event.deleted)
  if (values.length) parts.push(element('pre', { tabindex: 0 }, values.slice(0, MOST).map(entry).join('\n')))
  const link = element('a', { href: url }, 'The whole run')
  const last = element('p', {})
  last.append(link)
  output.replaceChildren(...parts, last)
}

function consequence(oops) {
  const head = element('p', {})
  head.append(element('strong', {}, oops.title), ' ', element('span', { class: 'simulated' }, 'simulated'))
  const parts = [head, element('p', {}, oops.summary)]
  if (oops.message) parts.push(element('p', {}, oops.message))
  if (oops.console.length) parts.push(element('pre', { class: 'console', tabindex: 0, 'aria-label': 'Console, simulated' }, oops.console.join('\n')))
  return parts
}

function line(event) {
  if (event.type === 'record') return `${event.map}: ${readable(event.data)}`
  if (event.type === 'printed') return event.text
  if (event.type === 'rejected') return `${event.error_lines.join('\n')}`
  if (event.type === 'fault') return `fault: ${event.message}`
  return ''
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
