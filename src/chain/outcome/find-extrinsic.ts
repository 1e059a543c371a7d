import { readHeader } from '../read/header.ts'
import type { BlockId } from '../reader.ts'
import { hashAnswer } from '../rpc/answer.ts'
import { type FoundExtrinsic, openBlocks } from './blocks.ts'
import { findNonceUser, type NonceUser, readNonce } from './nonce-user.ts'
import type { Past } from './runtime-of.ts'
import type { Traceable } from './traceable.ts'

/** What one endpoint says of an extrinsic that did not execute. */
interface Ended {
  /** The final head up to which nothing was found. */
  readonly final: BlockId
  /** The account's nonce there; undefined where the endpoint does not say. */
  readonly nonce: number | undefined
}

/** What became of an extrinsic, by the word of one endpoint. */
export type Verdict =
  | ({ readonly kind: 'finalized' | 'included' } & FoundExtrinsic)
  /** Another extrinsic of the account used its nonce: it can no longer execute. */
  | ({ readonly kind: 'rejected'; readonly reason: string; readonly usedBy: NonceUser } & Ended)
  /** Its era is over, and its blocks are without it. Who used its nonce, if anybody did, is not known. */
  | ({ readonly kind: 'expired' } & Ended)
  /** It may still execute, as far as this endpoint can tell. */
  | Possible

export interface Possible {
  readonly kind: 'possible'
  readonly reason: string
  /** Asking this endpoint again will not help. */
  readonly lasting: boolean
}

/**
 * Finds out what became of an extrinsic, each time it is called: by hash in the blocks of its era, by nonce, on the
 * finalized chain and above it on the best one. Blocks once read are not read again.
 *
 * An extrinsic born at block n under a period p executes in blocks n + 1 to n + p - 1: later ones look for its birth
 * elsewhere, and the signature no longer holds. Source: paritytech/polkadot-sdk
 * substrate/primitives/runtime/src/generic/era.rs birth, death; substrate/frame/system/src/extensions/check_mortality.rs
 *
 * A nonce below that of the account is refused for good (opentensor/subtensor@14bc6f9f runtime/src/check_nonce.rs:107),
 * unless the account is emptied, removed and paid into again within the same era. A nonce that an endpoint calls used
 * proves nothing; an extrinsic in a block that the account signed with it does.
 *
 * @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT when the endpoint cannot be asked
 */
export function openTrace(chain: Past, extrinsic: Traceable): () => Promise<Verdict> {
  const { rpc } = chain
  const { firstBlock, lastBlock } = extrinsic
  const blocks = openBlocks(rpc, extrinsic)
  return async () => {
    const head = hashAnswer('the finalized head', await rpc.request('chain_getFinalizedHead'))
    const [final, best, nonce] = await Promise.all([
      blocks.header(head),
      rpc.request('chain_getHeader').then(readHeader),
      readNonce(rpc, extrinsic.signer, head),
    ])
    const end = Math.min(final.number, lastBlock)
    const isOver = final.number >= lastBlock
    const top = isOver ? await blocks.below(final, lastBlock) : final
    if (!top) return possible(`the endpoint's blocks up to its final one do not follow each other`)
    const settled = await blocks.search(firstBlock + 1, end, top)
    if (settled.found) return { kind: 'finalized', ...settled.found }
    if (best.number < final.number) {
      const heads = `its best block is ${best.number}, its final one ${final.number}`
      return possible(`the endpoint contradicts itself: ${heads}`)
    }
    if (settled.gap !== undefined) {
      const way = isOver ? '; ask another endpoint too, with --confirm-with' : ''
      return possible(`${settled.gap}${way}`, isOver)
    }
    const ended = { final: { number: final.number, hash: final.hash }, nonce }
    const usedBy =
      nonce !== undefined && nonce > extrinsic.nonce
        ? await findNonceUser(chain, blocks, extrinsic, ended.final)
        : undefined
    if (usedBy) return { kind: 'rejected', reason: replacedText(extrinsic, usedBy), usedBy, ...ended }
    if (isOver) return { kind: 'expired', ...ended }
    if (best.number < firstBlock) {
      return possible(
        `the endpoint is behind: it knows block ${best.number}, the transaction is of ${firstBlock}`,
      )
    }
    const open = await blocks.search(Math.max(end, firstBlock) + 1, Math.min(best.number, lastBlock))
    if (open.found) return { kind: 'included', ...open.found }
    return possible(open.gap ?? `it is in no block up to ${best.number}, and ${lastBlock} may still hold it`)
  }
}

/** Says which extrinsic used the nonce of another. */
export const replacedText = (
  { nonce }: Pick<Traceable, 'nonce'>,
  { hash, block }: { readonly hash: string; readonly block: { readonly number: number } },
): string =>
  `another transaction of the coldkey, ${hash} in block ${block.number}, has used its nonce ${nonce}`

const possible = (reason: string, lasting = false): Possible => ({ kind: 'possible', reason, lasting })
