/** Files that people drop on the page or choose. */
import { captureLines, MOST as SCENARIO_MOST } from '../forge/text'
import { isCapture, readCapture } from '../packet/pcap'
import { plural } from '../panels/format'
import { ApiError } from '../run/api'
import type { Playground } from '../state/playground.svelte'

const MOST = 4 << 20 // bytes of a file worth sending

/** An object or bytecode becomes assembly, a capture becomes events, a text stands as it is. Says in a toast what could not be done. */
export async function openFile(playground: Playground, file: File): Promise<void> {
  if (file.size > MOST) return playground.say(`${file.name} is too large`)
  const bytes = new Uint8Array(await file.arrayBuffer())
  try {
    if (isCapture(bytes)) return openCapture(playground, file.name, bytes)
    const text = textOf(bytes)
    if (text === null && !isCode(bytes)) throw new Error('neither text, object, bytecode nor capture')
    const source = text ?? (await playground.sourceOfObject(base64(bytes)))
    playground.openFile(file.name, source)
    playground.say(`${file.name} opened`)
  } catch (error) {
    playground.say(`${file.name}: ${error instanceof ApiError || error instanceof Error ? error.message : 'cannot be read'}`)
  }
}

function openCapture(playground: Playground, name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const found = readCapture(bytes.buffer)
  const { lines, last } = captureLines(found, SCENARIO_MOST)
  if (!lines.length) return playground.say(`${name}: no frame fits`)
  playground.scenario = [`duration ${last / 1_000_000n + 10n}ms`, ...lines, ''].join('\n')
  playground.say(`${lines.length.toLocaleString('en')} of ${plural(found.length, 'frame')} of ${name} are the events now`, { label: 'Run', run: () => void playground.start() })
}

/** Whether this may be an ELF object or instructions, of eight bytes each. */
function isCode(bytes: Uint8Array): boolean {
  return bytes.length > 0 && (bytes.length % 8 === 0 || String.fromCharCode(...bytes.subarray(0, 4)) === '\x7fELF')
}

/** The text, if these bytes are one. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
