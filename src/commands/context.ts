import type { PastView } from '../chain/at-block.ts'
import type { Chain } from '../chain/chain.ts'
import { withoutKey } from '../errors/url.ts'
import type { Context } from '../output/output.ts'

/** Which chain, and which block of it, was read: that of the view, or the best one as the connection was made. */
export function contextOf(chain: Chain, seen?: PastView): Context {
  const { network, genesis } = chain
  const { view, specVersion } = seen ?? { view: chain.opening, specVersion: chain.specVersion }
  const { number, hash } = view.block
  return {
    network: {
      name: network.name,
      endpoint: withoutKey(network.endpoint),
      genesisHash: genesis,
      specVersion,
    },
    block: { number, hash },
  }
}
