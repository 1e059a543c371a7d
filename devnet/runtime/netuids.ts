import type { State } from '../state/state.ts'
import { networksAdded } from '../state/subnet.ts'

/** A netuid as its storage key sorts: low byte first. */
function sortKey(netuid: number): number {
  return (netuid % 256) * 256 + Math.floor(netuid / 256)
}

/**
 * All subnets in the order the chain iterates them: by the bytes of the key, which is ascending up to 255.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/subnets/subnet.rs:28
 */
export function allNetuids(state: State): readonly number[] {
  return state
    .entries(networksAdded)
    .map(({ key: [netuid] }) => netuid)
    .sort((left, right) => sortKey(left) - sortKey(right))
}
