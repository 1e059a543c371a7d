import type { State } from '../state/state.ts'
import type {
  BlockContext,
  DispatchCall,
  DispatchInfo,
  Genesis,
  Invalid,
  RuntimeEvent,
  SignedCall,
} from '../types.ts'

/**
 * The rules of the chain, without blocks, network or signatures: what a runtime is to a node.
 * All functions work on the State given and touch nothing else.
 */
export interface Rules {
  /** Writes accounts, subnets and positions into an empty state. */
  genesis(state: State, genesis: Genesis): void
  /** Start of a block: resets per-block items, sets block number, parent hash and Timestamp.Now. */
  initialize(state: State, block: BlockContext): void
  /** End of a block. */
  finalize(state: State, block: BlockContext): void
  /**
   * Whether a signed call may enter the pool or a block now: nonce, ability to pay, guards.
   * `Future` (nonce too high) is no refusal for a pool, but one for a block.
   * A pool does not try whether the stake that would pay a fee can be sold; a block, which is meant by default, does.
   */
  validate(state: State, signed: SignedCall, by?: 'pool' | 'block'): Invalid | undefined
  /** Takes the fee, dispatches, settles; appends events (with this index as phase) to the state. Call validate first. */
  apply(state: State, block: BlockContext, index: number, signed: SignedCall): void
  /** Records the success of the timestamp inherent as extrinsic `index`. */
  applyInherent(state: State, block: BlockContext, index: number): void
  /** Fee and weight of a call of the given encoded extrinsic length. */
  dispatchInfo(state: State, call: DispatchCall, length: number): DispatchInfo
  /** Parts of the fee of a call of the given encoded extrinsic length, without tip; none for one that pays none. Unit: rao. */
  feeParts(
    call: DispatchCall,
    length: number,
  ): { readonly base: bigint; readonly length: bigint; readonly weight: bigint } | undefined
  /** Runtime API functions of the pallets by `Api_method`; arguments and result in metadata codec form. */
  readonly apis: Readonly<Record<string, (state: State, ...args: readonly never[]) => unknown>>
  /** Events of the block so far. */
  events(state: State): readonly RuntimeEvent[]
}
