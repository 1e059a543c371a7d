/** How limits guard a minimum on one path. Limits as the calls take them: 1e9 × a price or ratio. */
export interface Problem {
  /** The loosest limit under which no state brings less than a minimum; undefined if there is none. */
  loosest(minimum: bigint): bigint | undefined
  /** The least that a state brings which accepts a limit. Infinite if none does. */
  least(limitRao: bigint): number
  /** About the strictest limit that the present state accepts, and which way stricter ones lie. */
  strictest(): bigint | undefined
  readonly stricter: 1n | -1n
}

/** Which states count: those that others can bring the told pools to, or any at all. */
export type Belief = 'pools' | 'nothing'
