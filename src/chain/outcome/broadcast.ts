import type { Hex } from '../../scale/bytes.ts'
import type { Recorded } from '../extrinsic/compose.ts'
import { hashAnswer } from '../rpc/answer.ts'
import type { Rpc, Subscription } from '../rpc/rpc.ts'
import { poolRefusal } from './pool-refusal.ts'

/** What a node reports about an extrinsic it was given. */
export type Progress =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'in-block'; readonly block: Hex }
  | { readonly kind: 'retracted'; readonly block: Hex }
  | { readonly kind: 'finalized'; readonly block: Hex }
  /** The node reports no more. Other nodes may hold it, so this proves nothing. */
  | { readonly kind: 'over'; readonly reason: string }

/**
 * Sends recorded bytes and reports what one node says becomes of them, up to finality.
 * @throws E_POOL_REFUSED where the node did not take them, E_UNKNOWN_OUTCOME for everything that proves nothing
 */
export async function* broadcast(rpc: Rpc, recorded: Recorded): AsyncGenerator<Progress, void> {
  const watch = await submit(rpc, recorded)
  try {
    for await (const update of watch) {
      const progress = readProgress(update)
      yield progress
      if (progress.kind === 'finalized' || progress.kind === 'over') return
    }
  } finally {
    watch.stop()
  }
}

async function submit(rpc: Rpc, { bytes, hash }: Recorded): Promise<Subscription> {
  try {
    return await rpc.subscribe('author_submitAndWatchExtrinsic', [bytes], 'author_unwatchExtrinsic')
  } catch (error) {
    throw poolRefusal(hash, error)
  }
}

function readProgress(update: unknown): Progress {
  // Nodes report states without a value as a name; some development chains as a key with null.
  const isName = typeof update === 'string' || update === null || typeof update !== 'object'
  const [[kind, value] = ['nothing', undefined]] = isName
    ? [[String(update), undefined]]
    : Object.entries(update)
  switch (kind) {
    case 'ready':
    case 'future':
    case 'broadcast':
      return { kind: 'waiting' }
    case 'inBlock':
      return { kind: 'in-block', block: hashAnswer('a block hash', value) }
    case 'retracted':
      return { kind: 'retracted', block: hashAnswer('a block hash', value) }
    case 'finalized':
      return { kind: 'finalized', block: hashAnswer('a block hash', value) }
    default:
      return { kind: 'over', reason: `the node reports it as '${kind.slice(0, 40)}'` }
  }
}
