import { reducibleBalance, transfer } from './accounts.ts'
import { type CallRule, callRule } from './call-rule.ts'
import { type LookupAddress, lookup } from './lookup.ts'
import { benchmarked } from './weight.ts'

interface Transfer {
  readonly dest: LookupAddress
  readonly value: bigint
}

/**
 * Calls of the Balances pallet. Source: paritytech/polkadot-sdk substrate/frame/balances/src/lib.rs; weights
 * @40cc1e9a substrate/frame/balances/src/weights.rs.
 */
export const balanceCalls: Readonly<Record<string, CallRule>> = {
  'Balances.transfer_allow_death': callRule<Transfer>(
    benchmarked(48_363, 3_593, 1, 1),
    ({ state }, signer, { dest, value }) => transfer(state, signer, lookup(dest), value, 'expend'),
  ),
  'Balances.transfer_keep_alive': callRule<Transfer>(
    benchmarked(38_159, 3_593, 1, 1),
    ({ state }, signer, { dest, value }) => transfer(state, signer, lookup(dest), value, 'preserve'),
  ),
  'Balances.transfer_all': callRule<{ readonly dest: LookupAddress; readonly keep_alive: boolean }>(
    benchmarked(47_385, 3_593, 1, 1),
    ({ state }, signer, { dest, keep_alive }) => {
      const preservation = keep_alive ? 'preserve' : 'expend'
      const all = reducibleBalance(state, signer, preservation)
      transfer(state, signer, lookup(dest), all, preservation)
    },
  ),
}
