import type { Account } from '../types.ts'
import { DispatchFailure } from './failure.ts'

/** A MultiAddress as the metadata codec gives it. */
export interface LookupAddress {
  readonly type: string
  readonly value: unknown
}

/** The account an address means; none for anything but an account id, as this chain has no indices. */
export function accountAt({ type, value }: LookupAddress): Account | undefined {
  return type === 'Id' && typeof value === 'string' ? value : undefined
}

/** The account an address means. @throws DispatchFailure CannotLookup */
export function lookup(address: LookupAddress): Account {
  const account = accountAt(address)
  if (account === undefined) throw new DispatchFailure({ type: 'CannotLookup' })
  return account
}
