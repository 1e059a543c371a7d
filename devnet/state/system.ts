import type { Hex } from '../../src/scale/bytes.ts'
import type { Account } from '../types.ts'
import { defineItem } from './item.ts'

/** TAO of an account. Unit: rao. */
export interface AccountData {
  readonly free: bigint
  readonly reserved: bigint
  readonly frozen: bigint
  /** Bit 127: the account follows the present rules of reserves and locks. */
  readonly flags: bigint
}

/** What the System pallet keeps of an account. It exists while `providers` or `sufficients` is above zero. */
export interface AccountInfo {
  readonly nonce: number
  readonly consumers: number
  readonly providers: number
  readonly sufficients: number
  readonly data: AccountData
}

/** The balance of an account nobody ever paid. */
export const noBalance: AccountData = { free: 0n, reserved: 0n, frozen: 0n, flags: 1n << 127n }

/** An account that does not exist. */
const noAccount: AccountInfo = {
  nonce: 0,
  consumers: 0,
  providers: 0,
  sufficients: 0,
  data: noBalance,
}

/** Items of System, Timestamp and Balances. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:322-345, 413, 476-498. */
export const account = defineItem<[who: Account], AccountInfo>('System', 'Account', noAccount)
export const blockNumber = defineItem<[], number>('System', 'Number', 0)
export const parentHash = defineItem<[], Hex>('System', 'ParentHash', `0x${'00'.repeat(32)}`)
export const eventCount = defineItem<[], number>('System', 'EventCount', 0)
/** Author of the block at work or the last one. The real chain reads it from the header; no client reads it here. */
export const blockAuthor = defineItem<[], Account>('(rules)', 'BlockAuthor', '')
export const now = defineItem<[], bigint>('Timestamp', 'Now', 0n)
/** Unit: rao. Equals the sum of all balances between extrinsics. */
export const totalIssuance = defineItem<[], bigint>('Balances', 'TotalIssuance', 0n)
