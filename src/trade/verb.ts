import type { Balance, SomeAlpha, Tao } from '../balance/index.ts'
import type { Address } from '../chain/address.ts'
import type { Chain } from '../chain/chain.ts'
import type { Call } from '../chain/extrinsic/calls.ts'
import type { Requirement } from '../chain/metadata/requirements.ts'
import type { Load } from '../chain/read/block-space.ts'
import type { ChainView } from '../chain/view.ts'
import type { TradePlan } from '../plan/plan.ts'

/** The trading commands, by the words of their schema names. */
export type TradeCommand =
  `stake.${'swap' | 'swap-all' | 'move' | 'transfer' | 'add' | 'remove' | 'remove-all'}`

/** What a plan is made from: one block, and what the extrinsic would cost. */
export interface PlanDesk {
  readonly view: ChainView
  readonly coldkey: Address
  readonly runtime: Chain['runtime']
  /** What was agreed to at an earlier block; what it promised stays. */
  readonly agreed: TradePlan | undefined
  /** Whether what the endpoint tells of pools may be believed for a floor that was typed. */
  readonly isTrusted: boolean
  /** The transaction fee of a call. It does not change with the amounts in it, which have a fixed width. */
  feeOf(call: Call): Promise<Balance<Tao>>
  /** What the extrinsic of a call takes of a block. It does not change with the amounts in it either. */
  loadOf(call: Call): Promise<Load>
  /** What is sold of the position for the transaction fee before the call runs; the view is of after that. */
  readonly feeFirst?: Balance<SomeAlpha>
}

/** A trading command without its flow: what it needs of a runtime, and what it would do at a block. */
export interface Verb {
  readonly name: TradeCommand
  /** What was asked for, in words that are the same for the same request (`requestText`). */
  readonly request: string
  readonly requirements: readonly Requirement[]
  /** Whether how much is sold follows what there is: of --all, --keep, NN% and whole positions. */
  readonly followsPosition: boolean
  /** Reads what is needed at the view's block and plans. Throws the reason where the trade cannot go ahead. */
  plan(desk: PlanDesk): Promise<TradePlan>
}
