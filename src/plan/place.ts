import type { Place } from '../chain/place.ts'

/** Whether two are one: owner, hotkey and subnet. */
export function samePlace(a: Place, b: Place): boolean {
  return a.coldkey === b.coldkey && a.hotkey === b.hotkey && a.netuid === b.netuid
}
