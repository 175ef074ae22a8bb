/** Section names and the program types that they choose. */
import { PROGRAM_TYPES, type ProgramTypeFact } from '../generated/facts'

/** The type of the programs in `section`; null for a name that libbpf does not know. */
export function programTypeOf(section: string): ProgramTypeFact | null {
  const head = section.split('/')[0]!
  const row = (named: (pattern: string) => boolean) => PROGRAM_TYPES.find(type => type.sections.some(named))
  return row(pattern => pattern === section) ?? row(pattern => pattern.split('/')[0] === head) ?? null
}
