import type { Balance, SomeAlpha, Tao } from '../balance/index.ts'
import type { Address } from '../chain/address.ts'
import type { Call } from '../chain/calls.ts'
import type { Leg } from '../chain/types.ts'

export type TradeVerb = 'swap' | 'move'

/** One trade of a plan, as quoted at the plan's block. */
export interface PlannedTrade {
  readonly verb: TradeVerb
  readonly originHotkey: Address
  readonly destinationHotkey: Address
  readonly origin: number
  readonly destination: number
  readonly sold: Balance<SomeAlpha>
  readonly quoted: Balance<SomeAlpha>
  /** Whether received equals quoted to the rao on unchanged state. */
  readonly exact: boolean
  readonly legs: readonly Leg[]
  readonly call: Call
}

/** A position that does not move, and why. */
export interface StaysBehind {
  readonly hotkey: Address
  readonly netuid: number
  readonly stake: Balance<SomeAlpha>
  readonly reason: string
}

/** What a trading command would do. Data; nothing here touches the chain. */
export interface TradePlan {
  readonly coldkey: Address
  readonly trades: readonly PlannedTrade[]
  readonly staysBehind: readonly StaysBehind[]
  /** The one call that does all of it. */
  readonly call: Call
}

/** A plan with the transaction fee it was priced at. */
export interface PricedPlan extends TradePlan {
  readonly transactionFee: Balance<Tao>
}
