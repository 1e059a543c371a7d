import type { Host } from '../../host/types.ts'

/** Longest pause before the second round. Unit: milliseconds. */
const FIRST = 250
/** Longest pause of all. Unit: milliseconds. */
const LONGEST = 10_000

/**
 * How long to wait before trying again: anything from nothing to a bound that doubles from round to round, so that many
 * clients of one endpoint do not come back at the same moment. Unit: milliseconds. Range: 0..10000.
 */
export function backoff(round: number, random: Host['random']): number {
  const [a = 0, b = 0] = random(2)
  return Math.min(LONGEST, FIRST * 2 ** Math.min(round, 16)) * ((a * 256 + b) / 65_535)
}
