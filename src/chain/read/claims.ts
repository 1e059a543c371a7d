import { type SomeAlpha, someAlpha } from '../../balance/index.ts'
import { balanceFromRao, raoOf } from '../../balance/wire.ts'
import { rootOwed } from '../../pool/root-claim.ts'
import type { ClaimReads, Position, Reader, RootClaim } from '../types.ts'

/** Bits of an I96F32 by netuid. */
type Rates = readonly (readonly [netuid: number, rate: bigint])[]

export function claimReads(reader: Reader): ClaimReads {
  const canTell = ['RootClaimable', 'RootClaimed'].every(item =>
    reader.runtime.storage('SubtensorModule', item),
  )

  const claimsOf = async ({ hotkey, coldkey, stake }: Position): Promise<readonly RootClaim[]> => {
    const rates = (await reader.storage('SubtensorModule', 'RootClaimable', [hotkey])) as Rates
    const rootStake = raoOf(stake)
    const earned = rates.filter(([, rate]) => rootOwed(rate, rootStake, 0n) > 0n)
    return Promise.all(
      earned.map(async ([netuid, rate]) => {
        const claimed = await reader.storage('SubtensorModule', 'RootClaimed', [netuid, hotkey, coldkey])
        const owed = rootOwed(rate, rootStake, claimed as bigint)
        return { hotkey, netuid, claimable: balanceFromRao<SomeAlpha>(owed, someAlpha(netuid)) }
      }),
    )
  }

  return {
    async rootClaims(positions) {
      if (!canTell) return undefined
      const onRoot = positions.filter(({ netuid, stake }) => netuid === 0 && raoOf(stake) > 0n)
      const claims = (await Promise.all(onRoot.map(claimsOf))).flat()
      return claims.filter(({ claimable }) => raoOf(claimable) > 0n)
    },
  }
}
