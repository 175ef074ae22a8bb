/** Which panes are in sight, and how much room each has. */
export const PANELS = ['Events', 'Output', 'Maps', 'Verifier', 'Registers', 'Explain', 'Graph', 'JIT'] as const
export type Panel = (typeof PANELS)[number]
export const INSPECTOR: readonly Panel[] = ['Explain', 'Verifier', 'Registers', 'Graph', 'JIT']
export const STREAMS: readonly Panel[] = ['Events', 'Output', 'Maps']
export const PHONE_RUN: readonly Panel[] = ['Events', 'Output', 'Maps', 'Registers', 'Graph', 'JIT']
export const VERIFIER_VIEWS = ['Verdict', 'States', 'Paths', 'Log'] as const
export type VerifierView = (typeof VERIFIER_VIEWS)[number]
export type PhoneView = 'Code' | 'Explain' | 'Run'

const NARROW = '(max-width: 760px)'

class Layout {
  phone = $state(false)
  inspector = $state<Panel>('Explain')
  phoneView = $state<PhoneView>('Code')
  phoneRun = $state<Panel>('Events')
  verifierView = $state<VerifierView>('Verdict')
  /** Whether the encoding of the instruction at the cursor is shown. */
  lens = $state(kept('lens', 0) === 1)
  /** Percent of the width for the code, of the height for the upper half. */
  across = $state(kept('across', 56))
  down = $state(kept('down', 63))

  constructor() {
    const query = window.matchMedia(NARROW)
    this.phone = query.matches
    query.addEventListener('change', change => (this.phone = change.matches))
  }

  /** Bring a panel into sight and give it the focus. */
  show(panel: Panel): void {
    this.reveal(panel)
    requestAnimationFrame(() => focusPane(panelId(panel)))
  }

  reveal(panel: Panel): void {
    if (INSPECTOR.includes(panel)) this.inspector = panel
    if (!this.phone) return
    this.phoneView = panel === 'Explain' || panel === 'Verifier' ? 'Explain' : 'Run'
    if (PHONE_RUN.includes(panel)) this.phoneRun = panel
  }

  toggleLens(): void {
    this.lens = !this.lens
    keep('lens', this.lens ? 1 : 0)
  }

  resize(side: 'across' | 'down', percent: number): void {
    this[side] = Math.max(20, Math.min(80, percent))
    keep(side, this[side])
  }
}

function keep(name: string, value: number): void {
  try {
    localStorage.setItem(`pane:${name}`, String(value))
  } catch {
    // it holds for this visit
  }
}

function kept(side: string, fallback: number): number {
  try {
    return Number(localStorage.getItem(`pane:${side}`)) || fallback
  } catch {
    return fallback
  }
}

export function panelId(panel: Panel): string {
  return `panel-${panel.toLowerCase()}`
}

/** The part of a pane that takes keys: its grid or scrolling box, else the pane itself. */
export function focusPane(id: string): void {
  const pane = document.getElementById(id)
  const target = pane?.querySelector<HTMLElement>('.cm-content') ?? pane?.querySelector<HTMLElement>('[role=grid], .scroll, input, button') ?? pane
  target?.focus()
}

/** Move the focus to the next or previous pane in sight, in reading order. */
export function cyclePane(direction: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(pane => pane.offsetParent !== null)
  const here = panes.findIndex(pane => pane.contains(document.activeElement))
  const next = panes[(here + direction + panes.length) % panes.length]
  if (next) focusPane(next.id)
}

export const layout = new Layout()
