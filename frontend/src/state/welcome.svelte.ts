/** Who comes for the first time is told what this is, until something was run or the note was closed. */
class Welcome {
  wanted = $state(!known())

  leave(): void {
    if (!this.wanted) return
    this.wanted = false
    try {
      localStorage.setItem('known', '1') // the page's head reads it, too, before the first paint
    } catch {
      // it holds for this visit
    }
  }
}

function known(): boolean {
  try {
    return localStorage.getItem('known') !== null
  } catch {
    return false
  }
}

export const welcome = new Welcome()
