import type { Balance, SomeAlpha, SomeBalance, Tao } from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import type { AlphaFee } from '../../chain/outcome/receipt.ts'
import type { Executed } from '../../chain/outcome/stake-events.ts'
import type { Holding, PlannedTrade, StaysBehind } from '../../plan/plan.ts'
import type { TradeCommand } from '../verb.ts'

/** The one vocabulary of outcomes, in code, journal and JSON. */
export type Outcome = 'planned' | 'included' | 'finalized' | 'rejected' | 'expired' | 'unknown'

/** What became of one trade. `partial`: less was sold than planned, less arrived than agreed to, or TAO
 * was left unstaked. */
export type TradeStatus = 'planned' | 'done' | 'partial' | 'failed' | 'unknown'

export interface TradeLine extends Omit<PlannedTrade, 'calls'> {
  readonly status: TradeStatus
  /** Whether the least is a rate, of whatever part the limit lets through. */
  readonly isRate: boolean
  readonly reason: string | null
  /** What really left the position; only when executed. */
  readonly actuallySold: SomeBalance | null
  /** What really arrived, from the events; only when executed. */
  readonly received: SomeBalance | null
  /** TAO that was left unstaked. */
  readonly leftFree: Balance<Tao> | null
  /** What arrived where the trade passes through, and stays there: of a plan as quoted. */
  readonly leftOnTheWay: SomeBalance | null
  /** Whether the chain would not move that by itself: it is worth too little. */
  readonly leftTooLittle: boolean
  /**
   * What is left of a position that went as a whole, since it earned in between, and the command that takes it too; null
   * where it is too little for the chain to move.
   */
  readonly remainder: { readonly stake: Balance<SomeAlpha>; readonly command: string | null } | null
  /** What the position reads it went to, where that is 1 rao less than arrived. */
  readonly readable: Balance<SomeAlpha> | null
  /** What the chain removed beside it, because too little would have stayed. */
  readonly alsoRemoved: readonly Executed[]
  /** Swap fees in the unit they were or will be taken in. */
  readonly fees: readonly SomeBalance[]
}

export interface ReportedCall {
  readonly pallet: string
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
  readonly hex: string
}

/** What every trading command reports, before and after. */
export interface TradeReport {
  readonly command: TradeCommand
  readonly kind: Outcome
  readonly isDevelopment: boolean
  /** Names of wallet and hotkeys as far as known, by address. */
  readonly names: ReadonlyMap<string, string>
  readonly coldkey: Address
  readonly block: { readonly number: number }
  readonly trades: readonly TradeLine[]
  readonly staysBehind: readonly StaysBehind[]
  readonly transactionFee: Balance<Tao>
  /** What was or will be sold for the transaction fee; null where TAO pays it. */
  readonly alphaFee: AlphaFee | null
  /** What a plan would leave in the places it touches; empty once it was sent. */
  readonly after: readonly Holding[]
  readonly call: ReportedCall
  readonly extrinsic: {
    readonly hash: string
    readonly blockNumber: number | null
    readonly blockHash: string | null
    readonly index: number | null
  } | null
  readonly journal: string | null
}

/** Takes note of a report; the last one goes with whatever ends the command. */
export type TakeReport = (next: TradeReport) => TradeReport
