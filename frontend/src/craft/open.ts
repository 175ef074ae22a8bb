/** Files that people drop on the code or choose. */
import { ApiError } from '../run/api'
import type { Playground } from '../state/playground.svelte'

const MOST = 4 << 20 // bytes of a file worth sending

/** An ELF object becomes assembly, a text stands as it is. Says in a toast what could not be done. */
export async function openFile(playground: Playground, file: File): Promise<void> {
  if (file.size > MOST) return playground.say(`${file.name} is too large`)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const elf = bytes[0] === 0x7f && String.fromCharCode(...bytes.subarray(1, 4)) === 'ELF'
  try {
    const source = elf ? await playground.sourceOfObject(base64(bytes)) : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    playground.keep()
    playground.replace(source)
    playground.say(`${file.name} opened`)
  } catch (error) {
    playground.say(error instanceof ApiError ? error.message : `${file.name} is neither text nor an ELF object`)
  }
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
