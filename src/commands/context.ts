import type { Chain } from '../chain/types.ts'
import type { Context } from '../output/output.ts'

/** Which chain, and which block of it, what was read as the connection was made speaks of. */
export function contextOf({ network, genesis, specVersion, opening }: Chain): Context {
  return {
    network: { name: network.name, endpoint: network.endpoint, genesisHash: genesis, specVersion },
    block: opening.block,
  }
}
