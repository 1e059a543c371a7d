import { type Balance, type SomeAlpha, someAlpha } from '../../balance/index.ts'
import { balanceFromRao, raoOf } from '../../balance/wire.ts'
import { rootOwed } from '../../pool/root-claim.ts'
import type { Runtime } from '../../scale/runtime.ts'
import type { Address } from '../address.ts'
import type { Requirement } from '../metadata/requirements.ts'
import type { Reader } from '../reader.ts'
import type { Position } from './stake.ts'

/**
 * What stake on root has earned and nobody claimed yet: alpha of the subnet it was earned on, or, out of a basket, about
 * what a claim would put into root stake.
 */
export interface RootClaim {
  readonly hotkey: Address
  readonly netuid: number
  readonly claimable: Balance<SomeAlpha>
}

export interface ClaimReads {
  /**
   * What the root stake of a coldkey has earned, where it is above 0; positions are its own at that block. Undefined
   * where the runtime cannot tell.
   */
  rootClaims(coldkey: Address, positions: readonly Position[]): Promise<RootClaims | undefined>
}

export interface RootClaims {
  readonly claims: readonly RootClaim[]
  /** Whether it stays owed when the root stake leaves; else the chain may drop part or all of it. */
  readonly isKept: boolean
}

/** Bits of an I96F32 by netuid. */
type Rates = readonly (readonly [netuid: number, rate: bigint])[]

/** (hotkey, shares, rao): what of a validator's basket is owed, and what it is worth. */
type Owed = readonly (readonly [hotkey: Address, shares: bigint, payout: bigint])[]

const [API, METHOD] = ['BetaBasketRuntimeApi', 'get_root_basket_positions'] as const
const ROOT = 0

type Source = 'baskets' | 'rates'

/**
 * Where a runtime keeps what root stake earns. Since spec 441 that is in baskets; the rates of before stay in its
 * metadata, drained, and tell nothing then.
 */
function sourceOf(runtime: Pick<Runtime, 'api' | 'storage'>): Source {
  const has = (item: string) => runtime.storage('SubtensorModule', item) !== undefined
  return runtime.api(API, METHOD) !== undefined || has('BasketShares') ? 'baskets' : 'rates'
}

/** What telling claims needs of a runtime, as far as its age goes. */
export function claimRequirements(runtime: Pick<Runtime, 'api' | 'storage'>): readonly Requirement[] {
  if (sourceOf(runtime) === 'baskets') return [{ kind: 'api', pallet: API, name: METHOD }]
  return ['RootClaimable', 'RootClaimed'].map(name => ({ kind: 'storage', pallet: 'SubtensorModule', name }))
}

/**
 * Baskets pay TAO into the root stake of the same hotkey, so that a payout is alpha of root. It is what the shares are
 * worth now, which a claim may bring less of. When root stake leaves, baskets still owe; the rates of before forget.
 * Source: RaoFoundation/subtensor pallets/subtensor/src/staking/claim_root.rs; opentensor/subtensor@14bc6f9f
 * pallets/subtensor/src/staking/claim_root.rs:321-346 (what is claimed falls with the stake, not below 0)
 */
export function claimReads(reader: Reader): ClaimReads {
  const { runtime } = reader
  const source = sourceOf(runtime)

  const baskets = async (coldkey: Address): Promise<readonly RootClaim[]> => {
    const owed = (await reader.api(API, METHOD, [coldkey])) as Owed
    return owed.map(([hotkey, , payout]) => claimOf(hotkey, ROOT, payout))
  }
  const ratesOf = async ({ hotkey, coldkey, stake }: Position): Promise<readonly RootClaim[]> => {
    const rates = (await reader.storage('SubtensorModule', 'RootClaimable', [hotkey])) as Rates
    const rootStake = raoOf(stake)
    const earned = rates.filter(([, rate]) => rootOwed(rate, rootStake, 0n) > 0n)
    return Promise.all(
      earned.map(async ([netuid, rate]) => {
        const claimed = await reader.storage('SubtensorModule', 'RootClaimed', [netuid, hotkey, coldkey])
        return claimOf(hotkey, netuid, rootOwed(rate, rootStake, claimed as bigint))
      }),
    )
  }
  const rates = async (positions: readonly Position[]) => {
    const onRoot = positions.filter(({ netuid, stake }) => netuid === ROOT && raoOf(stake) > 0n)
    return (await Promise.all(onRoot.map(ratesOf))).flat()
  }
  const canTell =
    source === 'baskets'
      ? runtime.api(API, METHOD) !== undefined
      : ['RootClaimable', 'RootClaimed'].every(item => runtime.storage('SubtensorModule', item))

  return {
    async rootClaims(coldkey, positions) {
      if (!canTell) return undefined
      const isKept = source === 'baskets'
      const claims = isKept ? await baskets(coldkey) : await rates(positions)
      return { claims: claims.filter(({ claimable }) => raoOf(claimable) > 0n), isKept }
    },
  }
}

const claimOf = (hotkey: Address, netuid: number, owed: bigint): RootClaim => ({
  hotkey,
  netuid,
  claimable: balanceFromRao<SomeAlpha>(owed, someAlpha(netuid)),
})
