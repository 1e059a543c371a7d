import type { Ellipse } from './ellipse.ts'

/** A dynamic subnet's pool. Reserves are whole numbers of rao, 0..2^64-1. */
export interface Pool {
  /** Alpha reserve (`SubnetAlphaIn`). Unit: alpha rao. */
  readonly alphaIn: bigint
  /** TAO reserve (`SubnetTAO`). Unit: rao. */
  readonly tao: bigint
  /** Weight of the TAO side, in parts of 1e18; the chain keeps it in 0.01..0.99. The alpha side has the rest. */
  readonly quoteWeight: bigint
  /** Swap fee, in parts of 65,535. */
  readonly feeRate: number
  /**
   * All alpha there is of the subnet, in the pool and out of it (`SubnetAlphaIn` + `SubnetAlphaOut`), which no trade
   * changes. Unit: alpha rao. Only limits ask for it; absent where nobody read it.
   */
  readonly alphaIssued?: bigint
  /** The curve in place of the weighted one, where the runtime has moved on to that. */
  readonly ellipse?: Ellipse
}

/**
 * Where stake can be. Root and stable subnets trade 1:1 without a fee;
 * they differ only in which leg of a move pays the fee.
 */
export type Market = Pool | 'root' | 'stable'

/** What a swap did. `paidIn + fee` leaves the trader: the whole amount, unless a price limit cut the trade. */
export interface Fill {
  /** Input that entered the pool, net of fee. Unit: rao of the input side. */
  readonly paidIn: bigint
  /** Goes to the block author. Unit: rao of the input side. */
  readonly fee: bigint
  /** Unit: rao of the output side. */
  readonly out: bigint
  readonly after: Pool
}

/** Why the chain refuses a trade: its own error names. `AmountTooLow` is SubtensorModule's, the others are Swap's. */
export type PoolFault = 'SwapInputTooLarge' | 'ReservesTooLow' | 'PriceLimitExceeded' | 'AmountTooLow'

const meaning: Readonly<Record<PoolFault, string>> = {
  SwapInputTooLarge: 'the amount is more than 1000 times the reserve it is paid into',
  ReservesTooLow: 'the pool holds too little, or the amount is too small to be paid anything',
  PriceLimitExceeded: 'the price is already at or beyond the limit',
  AmountTooLow: 'the amount buys nothing',
}

/** A trade the chain would refuse. Anything else the functions of this folder throw is a mistake of the caller. */
export class PoolError extends Error {
  override readonly name = 'PoolError'
  readonly fault: PoolFault
  readonly pallet: 'Swap' | 'SubtensorModule'
  /** In words. */
  readonly meaning: string

  constructor(fault: PoolFault) {
    super(`${fault}: ${meaning[fault]}`)
    this.fault = fault
    this.meaning = meaning[fault]
    this.pallet = fault === 'AmountTooLow' ? 'SubtensorModule' : 'Swap'
  }
}
