/** A trade in the chain's integers. A side without a netuid is TAO. */
export interface RawTrade {
  readonly origin: number | undefined
  readonly destination: number | undefined
  /** Rao of the side sold. */
  readonly amount: bigint
  /** A removal that leaves stake behind: it must bring the minimum. */
  readonly partial?: boolean
}

/** One pass through a pool in the chain's integers. */
export interface RawLeg {
  readonly netuid: number
  readonly side: 'sell' | 'buy'
  /** Fee included. */
  readonly paid: bigint
  readonly fee: bigint
  /** At which the fee is taken, of 65,535; 0 where the leg passes without one. */
  readonly feeRate: number
  readonly received: bigint
  /** Rao per alpha. */
  readonly priceBefore: bigint
  readonly priceAfter: bigint | undefined
}

/** A quote in the chain's integers. */
export interface RawQuote {
  readonly sold: bigint
  readonly bought: bigint
  readonly tao: bigint
  readonly heldBack: bigint
  readonly legs: readonly RawLeg[]
  readonly exact: boolean
  /** Rao of the side bought. */
  readonly bound: bigint
}

/** What all trades of one quote share. Unit: rao. */
export interface RawTerms {
  /** What must stay in an account. */
  readonly deposit: bigint
  /** Least stake. */
  readonly minimum: bigint
  /** Proceeds of a trade across subnets below this are not staked again. */
  readonly least: bigint
}

/** Netuid of root: one to one, without a pool. */
export const ROOT = 0

/** The subnets other than root a trade passes. */
export function passesOf({ origin, destination }: RawTrade): readonly number[] {
  return [origin, destination].filter(netuid => netuid !== undefined && netuid !== ROOT) as number[]
}

/**
 * What of `tao` an account can pay: it lives on, so the deposit stays in it. Undefined `free` is enough.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/coinbase/tao.rs:146-163
 */
export function payable(tao: bigint, free: bigint | undefined, deposit: bigint): bigint {
  if (free === undefined || free >= tao + deposit) return tao
  return free > deposit ? free - deposit : 0n
}
