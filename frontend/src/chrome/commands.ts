/** Everything one can do, once: keys, command palette and key sheet read this list. */
import { cyclePane, focusPane, layout, PANELS } from '../state/layout.svelte'
import type { Playground } from '../state/playground.svelte'
import { theme } from '../state/theme.svelte'

export interface Command {
  readonly title: string
  readonly group: 'Run' | 'Time' | 'Go' | 'Page'
  /** Keys as `Mod-Enter`; Mod is Cmd on a Mac and Ctrl elsewhere. */
  readonly keys?: readonly string[]
  /** Works while a text is being typed, too. */
  readonly always?: boolean
  run(): void
}

/** What the editor does when it is told to. */
export interface Doors {
  problem(direction: 1 | -1): void
  format(): void
  rename(): void
  vim(): void
}

export const MAC = /Mac|iP(?:hone|ad)/.test(navigator.userAgent)

export function commands(playground: Playground, doors: Doors): readonly Command[] {
  const { boot } = playground
  return [
    { title: 'Verify and play', group: 'Run', keys: ['Mod-Enter'], always: true, run: () => void playground.start() },
    { title: 'Continue to the next breakpoint, or run', group: 'Run', keys: ['F5'], always: true, run: () => void playground.continue() },
    { title: 'Breakpoint at the line', group: 'Run', keys: ['F9'], always: true, run: () => playground.toggleBreak() },
    { title: 'Remove all breakpoints', group: 'Run', run: () => playground.breaks.clear() },
    { title: 'Save and copy the link', group: 'Run', keys: ['Mod-s'], always: true, run: () => void playground.share() },
    { title: 'One instruction on, over calls', group: 'Time', keys: ['F10'], always: true, run: () => playground.over() },
    { title: 'One instruction on, into calls', group: 'Time', keys: ['F11'], always: true, run: () => playground.step() },
    { title: 'Out of this call', group: 'Time', keys: ['Alt-F11'], always: true, run: () => playground.out() },
    { title: 'One instruction back', group: 'Time', keys: ['Shift-F11'], always: true, run: () => playground.back() },
    { title: 'Next event', group: 'Time', keys: ['Alt-ArrowRight'], always: true, run: () => playground.lookBy(1) },
    { title: 'Previous event', group: 'Time', keys: ['Alt-ArrowLeft'], always: true, run: () => playground.lookBy(-1) },
    { title: 'Latest event', group: 'Time', keys: ['Alt-End'], always: true, run: () => playground.latest() },
    { title: 'Next problem', group: 'Go', keys: [']', 'F8'], run: () => doors.problem(1) },
    { title: 'Previous problem', group: 'Go', keys: ['[', 'Shift-F8'], run: () => doors.problem(-1) },
    ...PANELS.map((panel, i): Command => ({
      title: `Go to ${panel}`, group: 'Go', keys: [`Alt-${i + 1}`], always: true, run: () => layout.show(panel),
    })), // prettier-ignore
    { title: 'Go to the code', group: 'Go', keys: ['Alt-0'], always: true, run: () => { layout.phoneView = 'Code'; focusPane('pane-code') } }, // prettier-ignore
    { title: 'Bytes of the instruction', group: 'Go', keys: ['Alt-b'], always: true, run: () => layout.toggleLens() },
    { title: 'Next pane', group: 'Go', keys: ['F6'], always: true, run: () => cyclePane(1) },
    { title: 'Previous pane', group: 'Go', keys: ['Shift-F6'], always: true, run: () => cyclePane(-1) },
    { title: 'Rename the label, map or number at the cursor', group: 'Page', keys: ['F2'], run: () => doors.rename() },
    { title: 'Format the source', group: 'Page', keys: ['Shift-Alt-f'], run: () => doors.format() },
    { title: 'Vim keys on or off', group: 'Page', run: () => doors.vim() },
    { title: 'Edit the events', group: 'Page', keys: ['Alt-e'], always: true, run: () => (playground.sheet = 'forge') },
    ...(playground.parent ? [{ title: 'Compare with the program this was forked from', group: 'Page', run: () => (playground.sheet = 'compare') } as const] : []),
    { title: 'Download the source', group: 'Page', run: () => void import('../craft/takeaway').then(({ download }) => download(`${playground.title.trim() || 'program'}.s`, playground.source)) },
    ...(playground.run.finished && !playground.run.id.startsWith('welcome') ? [{ title: 'Download the frames of this run as pcap', group: 'Page', run: () => location.assign(`/api/v1/runs/${playground.run.id}/pcap`) } as const] : []),
    ...(playground.isShared ? [{ title: 'Embed, picture, files of the shared program', group: 'Page', run: () => (playground.sheet = 'shared') } as const] : []),
    ...['Gallery', 'Learn', 'Reference'].map((name): Command => ({ title: `To the page: ${name}`, group: 'Page', run: () => location.assign(`/${name.toLowerCase()}/`) })),
    { title: 'To the page: Workshops', group: 'Page', run: () => location.assign('/w') },
    { title: 'Print', group: 'Page', run: () => window.print() },
    { title: 'All commands', group: 'Page', keys: ['Mod-k'], always: true, run: () => (playground.sheet = 'palette') },
    { title: 'Keys', group: 'Page', keys: ['?'], run: () => (playground.sheet = 'keys') },
    { title: 'Change theme', group: 'Page', run: () => theme.next() },
    ...boot.examples.map((example): Command => ({ title: `Open example: ${example.title}`, group: 'Page', run: () => playground.openExample(example) })),
    ...boot.scenarios.map((scenario): Command => ({
      title: `Play scenario: ${scenario.title}`, group: 'Page', run: () => { playground.scenario = scenario.name === 'default' ? '' : scenario.name; void playground.start() },
    })), // prettier-ignore
  ]
}

/** Keys of the editor itself, for the key sheet. */
export const EDITOR_KEYS: readonly (readonly [string, string])[] = [
  ['F12', 'Go to where a label, map or number is defined (or Ctrl-click)'],
  ['Ctrl-Space', 'Complete; Tab takes the first offer'],
  ['Mod-/', 'Comment the line'],
  ['Mod-f', 'Find'],
  ['Mod-z', 'Undo'],
  ['Escape, then Tab', 'Leave the editor'],
]

export function matches(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('-')
  const key = parts.pop()!
  const mod = MAC ? event.metaKey : event.ctrlKey
  const other = MAC ? event.ctrlKey : event.metaKey
  const digit = /^\d$/.test(key) && event.code === `Digit${key}` // Alt with a digit types a sign on a Mac
  return (
    (event.key === key || event.key.toLowerCase() === key || digit) &&
    mod === parts.includes('Mod') && !other &&
    event.altKey === parts.includes('Alt') &&
    (event.shiftKey === parts.includes('Shift') || key === '?')
  ) // prettier-ignore
}

/** `Mod-Enter` as this machine's keyboard says it: `Ctrl Enter`, `⌘ ↩`. */
export function spelled(keys: string): string {
  const signs: Record<string, string> = MAC
    ? { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↩', ArrowLeft: '←', ArrowRight: '→' }
    : { Mod: 'Ctrl', ArrowLeft: '←', ArrowRight: '→' }
  return keys.split('-').map(part => signs[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(' ') // prettier-ignore
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
