import type { Address } from '../chain/address.ts'
import type { Requirement } from '../chain/requirements.ts'
import type { ChainView } from '../chain/types.ts'
import type { TradePlan } from '../plan/plan.ts'

/** A trading command without its flow: what it needs of a runtime, and what it would do at a block. */
export interface Verb {
  /** Its words, as in 'stake.swap'; part of the JSON schema name. */
  readonly name: 'stake.swap' | 'stake.move' | 'stake.swap-all'
  readonly requirements: readonly Requirement[]
  /** Reads what is needed at the view's block and plans. Throws the reason where the trade cannot go ahead. */
  plan(view: ChainView, coldkey: Address): Promise<TradePlan>
}
