import { type Alpha, alphaOf, type Balance, type Netuid, type SubnetKey } from '../../balance/index.ts'
import { balanceFromRao, raoOf } from '../../balance/wire.ts'
import { fromFixedBits, isZero, type SafeFloat, ZERO } from '../../pool/safe-float.ts'
import { deposit, stakeOf, withdraw } from '../../pool/shares.ts'
import type { Address } from '../address.ts'
import type { Reader } from '../reader.ts'

export interface ShareReads {
  /**
   * What a position reads after a deposit: the chain keeps shares, so a new position may read 1 rao less than what was
   * put in. Rounds down. Source: opentensor/subtensor@14bc6f9f primitives/share-pool/src/lib.rs:491
   */
  stakeAfter<S extends SubnetKey>(
    of: { readonly coldkey: Address; readonly hotkey: Address; readonly netuid: Netuid<S> },
    amount: Balance<Alpha<S>>,
  ): Promise<Balance<Alpha<S>>>
  /** What a position reads after a withdrawal: the rest, or 1 rao less. */
  stakeLeft<S extends SubnetKey>(
    of: { readonly coldkey: Address; readonly hotkey: Address; readonly netuid: Netuid<S> },
    amount: Balance<Alpha<S>>,
  ): Promise<Balance<Alpha<S>>>
}

/**
 * A row of the old form, where there is one, is the one that counts. One of an earlier epoch of its pool counts as absent:
 * that pool was closed. Source: docs of AlphaSharePoolEpoch and AlphaShareEpoch in metadata of spec 461 and 475.
 */
export function shareReads(reader: Reader): ShareReads {
  const old = async (item: string, args: readonly unknown[]): Promise<SafeFloat> => {
    if (!reader.runtime.storage('SubtensorModule', item)) return ZERO
    const bits = (await reader.storage('SubtensorModule', item, args)) as bigint | { bits: bigint }
    return fromFixedBits(typeof bits === 'object' ? bits.bits : bits)
  }
  const present = async (item: string, args: readonly unknown[]): Promise<SafeFloat> =>
    reader.runtime.storage('SubtensorModule', item)
      ? ((await reader.storage('SubtensorModule', item, args)) as SafeFloat)
      : ZERO
  const row = async (older: string, newer: string, ...args: readonly unknown[]) => {
    const [first, second] = await Promise.all([old(older, args), present(newer, args)])
    return isZero(first) ? second : first
  }
  const epoch = async (item: string, ...args: readonly unknown[]): Promise<bigint> =>
    reader.runtime.storage('SubtensorModule', item)
      ? ((await reader.storage('SubtensorModule', item, args)) as bigint)
      : 0n
  const poolOf = async (coldkey: Address, hotkey: Address, netuid: number) => {
    const [total, denominator, share, poolEpoch, rowEpoch] = await Promise.all([
      reader.storage('SubtensorModule', 'TotalHotkeyAlpha', [hotkey, netuid]),
      row('TotalHotkeyShares', 'TotalHotkeySharesV2', hotkey, netuid),
      row('Alpha', 'AlphaV2', hotkey, coldkey, netuid),
      epoch('AlphaSharePoolEpoch', hotkey, netuid),
      epoch('AlphaShareEpoch', hotkey, coldkey, netuid),
    ])
    const counts = poolEpoch === 0n || rowEpoch === poolEpoch
    return { pool: { total: total as bigint, denominator }, share: counts ? share : ZERO }
  }
  return {
    async stakeAfter({ coldkey, hotkey, netuid }, amount) {
      const { pool, share } = await poolOf(coldkey, hotkey, netuid)
      const after = deposit(pool, share, raoOf(amount))
      return balanceFromRao(stakeOf(after.pool, after.share), alphaOf(netuid))
    },
    async stakeLeft({ coldkey, hotkey, netuid }, amount) {
      const { pool, share } = await poolOf(coldkey, hotkey, netuid)
      const after = withdraw(pool, share, raoOf(amount))
      return balanceFromRao(stakeOf(after.pool, after.share), alphaOf(netuid))
    },
  }
}
