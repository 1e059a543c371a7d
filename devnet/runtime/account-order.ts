import { AccountId } from '@polkadot-api/substrate-bindings'
import type { Account } from '../types.ts'

/** Orders accounts by their public keys, as the chain's sorted collections do. */
export function compareAccounts(left: Account, right: Account): number {
  const { enc } = AccountId()
  return Buffer.compare(enc(left), enc(right))
}
