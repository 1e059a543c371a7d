import type { RunningDevnet } from '../../devnet/start.ts'
import type { Host } from '../../src/host/types.ts'
import { connectTo, type Meddling } from './test-chain.ts'

/** Heads a trade asks for before the one it signs for: of the connection, and of the plan that is shown. */
const HEADS_BEFORE = 2

/** A connection that does work once, right before a trade under --yes looks at the chain for its signature. */
export function connectBetween(
  devnet: RunningDevnet,
  work: () => void,
  more: Meddling = {},
): Host['connect'] {
  let heads = 0
  return connectTo(devnet, {
    ...more,
    request(message) {
      if (message.method !== 'chain_getHeader' || message.params?.length !== 0) return message
      heads += 1
      if (heads === HEADS_BEFORE + 1) work()
      return message
    },
  })
}

/** Sets what a pool holds, in the next block; what is not named stays. Unit: rao. */
export function setPool(
  devnet: RunningDevnet,
  netuid: number,
  { tao, alpha }: { tao?: bigint; alpha?: bigint },
) {
  const { storage, blocks } = devnet.control
  if (tao !== undefined) storage.write('SubtensorModule', 'SubnetTAO', [netuid], tao)
  if (alpha !== undefined) storage.write('SubtensorModule', 'SubnetAlphaIn', [netuid], alpha)
  blocks.make()
}

const TAO = 10n ** 9n

/** Lowers the price of a subnet of the default scenario by that many millionths of what it began with. */
export function lowerPrice(devnet: RunningDevnet, netuid: keyof typeof RESERVES, millionths: bigint): void {
  const reserve = RESERVES[netuid] * TAO
  setPool(devnet, netuid, { tao: reserve - (reserve * millionths) / 1_000_000n })
}

const RESERVES = { 1: 41_300n, 8: 96_700n, 45: 90_154n, 64: 203_500n } as const
