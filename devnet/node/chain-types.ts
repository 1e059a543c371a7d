import type { Hex } from '../../src/scale/bytes.ts'
import type { Runtime } from '../../src/scale/runtime.ts'
import type { Extrinsic } from '../extrinsic/extrinsic.ts'
import type { SignatureVerdict } from '../extrinsic/verify.ts'
import type { Rules } from '../runtime/types.ts'
import type { State } from '../state/state.ts'
import type { BlockContext, DispatchCall, Genesis, Verified } from '../types.ts'
import type { NodeBlock } from './block.ts'
import type { Edition } from './edition.ts'
import type { Edit, EditQueue } from './edits.ts'
import type { ChainListener } from './events.ts'
import type { History } from './history.ts'
import type { Mempool } from './mempool.ts'
import type { Placements } from './placements.ts'
import type { StatusListener } from './status.ts'
import type { Storage } from './storage.ts'
import type { BlockTimes } from './time.ts'
import type { Tree } from './tree.ts'

export interface NodeChainOptions {
  /** The runtime at genesis. */
  readonly edition: Edition
  readonly genesis: Genesis
  /**
   * Milliseconds since the epoch; a block takes this time, or 1 ms after its parent if that is later.
   * Without it every block is 12 seconds after its parent.
   */
  readonly clock?: () => number
}

/** A development chain: blocks, their states, and the transactions that wait. */
export interface NodeChain {
  /** Those in force on top of the best block. */
  readonly runtime: Runtime
  readonly rules: Rules
  readonly tree: Tree
  readonly history: Pick<History, 'editionAfter' | 'editionOf' | 'contentsOf'>
  readonly storage: Storage
  readonly pool: Pick<Mempool, 'ready' | 'nextNonce' | 'drop' | 'limit' | 'forget'>
  readonly times: Pick<BlockTimes, 'set' | 'advance'>
  /** What changes in the next block, on whatever fork, before its extrinsics. */
  readonly edits: Pick<EditQueue, 'add'>
  /** What comes right before another transaction. */
  readonly placements: Pick<Placements, 'add' | 'waiting'>
  /** State after a block, to read from. @throws PrunedStateError */
  stateOf(block: NodeBlock): State
  /** Decodes under the runtime on top of a block, by default the best. @throws ExtrinsicFormatError */
  decode(bytes: Uint8Array, after?: NodeBlock): Extrinsic
  /** As the pool would judge it on top of a block: nesting, era, signature, then nonce, payment, guards. */
  validate(extrinsic: Extrinsic, after: NodeBlock): Promise<SignatureVerdict>
  /** Higher goes first. */
  priorityOf(call: DispatchCall, length: number): bigint
  /** Takes an extrinsic into the pool; the listener hears what becomes of it. @throws ExtrinsicFormatError, PoolRefusal */
  submit(bytes: Uint8Array, listener?: StatusListener): Promise<Submitted>
  /** What the next block on top of this one would know of itself. */
  contextAfter(block: NodeBlock): BlockContext
  /** Makes a block of what is ready, by default on the best block. */
  newBlock(options?: NewBlock): NodeBlock
  /** Finalizes a block with its ancestors, by default the best block. @throws if it is on a dead fork */
  finalize(block?: NodeBlock): void
  listen(listener: ChainListener): () => void
}

export interface NewBlock {
  /** Elsewhere than the best block starts or continues a fork. */
  readonly parent?: NodeBlock
  /** Hashes of ready transactions to take; all of them by default. */
  readonly include?: readonly Hex[]
  /** Hashes of ready transactions to leave in the pool. */
  readonly exclude?: readonly Hex[]
  /** In place of those the pool has ready. */
  readonly transactions?: readonly Verified[]
  /** In place of the edits that wait. */
  readonly edits?: readonly Edit[]
}

export interface Submitted {
  readonly hash: Hex
  /** Ends the listener. */
  unwatch(): void
}
