/** Auto, light or dark. The page's head applies a stored choice before the first paint. */
export type Theme = 'auto' | 'light' | 'dark'

const NEXT: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' }

function stored(): Theme {
  try {
    const choice = localStorage.getItem('theme')
    return choice === 'light' || choice === 'dark' ? choice : 'auto'
  } catch {
    return 'auto'
  }
}

class ThemeChoice {
  current = $state<Theme>(stored())

  next(): void {
    this.current = NEXT[this.current]
    this.apply()
    try {
      if (this.current === 'auto') localStorage.removeItem('theme')
      else localStorage.setItem('theme', this.current)
    } catch {
      // a browser that keeps nothing still shows the choice
    }
  }

  apply(): void {
    if (this.current === 'auto') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = this.current
  }
}

export const theme = new ThemeChoice()
