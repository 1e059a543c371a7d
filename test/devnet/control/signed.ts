import { secretFromSeed, sign } from '@scure/sr25519'
import { composer } from '../../../devnet/extrinsic/compose.ts'
import type { TransactionStatus } from '../../../devnet/node/status.ts'
import { developmentKey } from '../../../devnet/scenario/wallet-keys.ts'
import type { RunningDevnet } from '../../../devnet/start.ts'
import type { DispatchCall } from '../../../devnet/types.ts'
import { type Hex, toHex } from '../../../src/scale/bytes.ts'

/** A signed extrinsic of a development key; the same bytes every time. */
export function signed(
  { chain }: RunningDevnet,
  signer: string,
  nonce: number,
  call: DispatchCall,
  specVersion = 425,
): Hex {
  const { address, seed } = developmentKey(signer)
  const genesisHash = chain.tree.genesis.hash
  const context = { specVersion, transactionVersion: 1, genesisHash, birthHash: genesisHash }
  const secret = secretFromSeed(seed)
  const random = (bytes: number) => new Uint8Array(bytes).fill(7)
  return toHex(
    composer(chain.runtime)({ signer: address, call, nonce }, context, message =>
      sign(secret, message, random),
    ),
  )
}

/** Submits a signed extrinsic; the list grows as statuses arrive. */
export async function watch({ core }: RunningDevnet, extrinsic: Hex): Promise<TransactionStatus[]> {
  const statuses: TransactionStatus[] = []
  await core.subscribe('author_submitAndWatchExtrinsic', [extrinsic], status => {
    statuses.push(status as TransactionStatus)
  })
  return statuses
}

/** swap_stake of a hotkey of coldkey_1 between two subnets. Unit: alpha rao. */
export const swapStake = (from: number, to: number, alpha_amount: bigint): DispatchCall => ({
  type: 'SubtensorModule',
  value: {
    type: 'swap_stake',
    value: {
      hotkey: developmentKey('coldkey_1/hot_25').address,
      origin_netuid: from,
      destination_netuid: to,
      alpha_amount,
    },
  },
})

/** add_stake of TAO to hot_25. Unit: rao. */
export const addStake = (netuid: number, amount_staked: bigint): DispatchCall => ({
  type: 'SubtensorModule',
  value: {
    type: 'add_stake',
    value: { hotkey: developmentKey('coldkey_1/hot_25').address, netuid, amount_staked },
  },
})
