import type { Balance, SomeAlpha, SomeBalance, Tao } from '../balance/index.ts'
import type { Address } from '../chain/address.ts'
import type { Call } from '../chain/extrinsic/calls.ts'
import type { Place } from '../chain/place.ts'
import type { Believed, FloorCost } from '../chain/quote/limit.ts'
import type { Leg } from '../chain/quote/types.ts'

/** What lies in one place. */
export interface Holding {
  readonly place: Place
  readonly amount: SomeBalance
}

export type TradeVerb = 'swap' | 'move' | 'transfer' | 'add' | 'remove'

/** One trade of a plan, as quoted at the plan's block. */
export interface PlannedTrade {
  readonly verb: TradeVerb
  readonly from: Place
  readonly to: Place
  /** Where it passes through, if one call cannot do it. */
  readonly via: Place | null
  /** What is to stay there: what it is quoted to bring above what goes on. Left out where all goes on. */
  readonly rest?: SomeBalance
  readonly sold: SomeBalance
  readonly quoted: SomeBalance
  /** What the chain guarantees by the limit; null where no pool is passed, or any price is taken. */
  readonly minReceived: SomeBalance | null
  /** Decimal text of the limit the chain is given. */
  readonly limitPrice: string | null
  /** What the endpoint's word is taken for in that; absent in plans stored before it was told. */
  readonly believed?: readonly Believed[]
  /** What it costs others to break what the limit guards; absent or empty where it holds whatever they do. */
  readonly floorCosts?: readonly FloorCost[]
  /** Whether received equals quoted to the rao on unchanged state. */
  readonly exact: boolean
  /** How far received may lie from quoted on unchanged state; zero where exact. */
  readonly bound: SomeBalance
  readonly legs: readonly Leg[]
  /** Whether it takes all there is. */
  readonly whole: boolean
  /** What carries it out, in order. */
  readonly calls: readonly Call[]
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
  /** Zero where alpha pays. */
  readonly transactionFee: Balance<Tao>
  /** What is sold of the position before the call runs, where alpha pays the fee. */
  readonly alphaFee?: { readonly sold: Balance<SomeAlpha>; readonly tao: Balance<Tao> }
  /** What will lie in the places it touches. */
  readonly after: readonly Holding[]
}
