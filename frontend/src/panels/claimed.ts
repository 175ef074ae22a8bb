/** What the verifier claims of one register, for the table of registers. */
export interface Claimed {
  /** In plain words; empty where nothing is claimed. */
  readonly text: string
  readonly kernel: string
  /** Whether the value seen lies inside; null where there is nothing to compare. */
  readonly agrees: boolean | null
  /** Bytes of the packet that are proved to be there, from its first one on. */
  readonly proved: number
}
