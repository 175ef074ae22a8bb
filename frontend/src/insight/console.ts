/** How loud a line of a kernel's console is. */
const LOUD = /BUG:|Kernel panic|Oops|soft lockup|general protection|invalid opcode|stack-protector|kernel stack overflow|double fault|guard page|KASAN:|WARNING:|refcount_t:|exploit attempt|Unknown symbol|int3:/i
const PLACE = /\b(?:RIP|CR2|CPU|Code|Comm|Hardware name|Call Trace|RAX|RBX|RSP|R[0-9]{2}|RDX|RCX|RSI|FS|CS):/

/** The time in front of a line, and the line. */
export function stamped(line: string): readonly [stamp: string, text: string] {
  const stamp = /^\[ *\d+\.\d+\] ?/.exec(line)?.[0] ?? ''
  return [stamp, line.slice(stamp.length)]
}

export function alarm(line: string): 'loud' | 'place' | 'plain' {
  return LOUD.test(line) ? 'loud' : PLACE.test(line) ? 'place' : 'plain'
}
