import type { Hex } from '../../scale/bytes.ts'
import type { Chain } from '../chain.ts'
import type { Recorded } from '../extrinsic/compose.ts'
import { nameState, submitAndWatch, type Watch } from '../extrinsic/submit.ts'
import { hashAnswer } from '../rpc/answer.ts'
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
export async function* broadcast(chain: Chain, recorded: Recorded): AsyncGenerator<Progress, void> {
  const { updates, read } = await submit(chain, recorded)
  try {
    for await (const update of updates) {
      const progress = readProgress(read(update))
      yield progress
      if (progress.kind === 'finalized' || progress.kind === 'over') return
    }
  } finally {
    updates.stop()
  }
}

async function submit(chain: Chain, recorded: Recorded): Promise<Watch> {
  try {
    return await submitAndWatch(chain, recorded)
  } catch (error) {
    throw poolRefusal(recorded.hash, error)
  }
}

function readProgress(update: unknown): Progress {
  const [kind, value] = nameState(update)
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
