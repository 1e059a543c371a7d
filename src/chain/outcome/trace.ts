import { AccountId, u32 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../errors/cli-error.ts'
import { fromHex, toHex } from '../../scale/bytes.ts'
import type { Hex } from '../../scale/runtime.ts'
import type { Address } from '../address.ts'
import { decodeAnswer, hashAnswer, hexAnswer } from '../answer.ts'
import { type Header, readHeader } from '../header.ts'
import { type Rpc, RpcError } from '../rpc/rpc.ts'
import { readBlock } from './block.ts'

/** A signed extrinsic as the journal knows it. */
export interface Traceable {
  readonly hash: Hex
  readonly signer: Address
  readonly nonce: number
  /** The block its era counts from; only later ones can hold it. */
  readonly firstBlock: number
  /** The last block that can hold it. */
  readonly lastBlock: number
}

/** What became of an extrinsic. `rejected` and `expired` are proofs that it can no longer execute. */
export type Verdict =
  | ({ readonly kind: 'finalized' | 'included' } & Found)
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'expired' }
  /** It may still execute, as far as this endpoint can tell. */
  | {
      readonly kind: 'possible'
      readonly reason: string
      /** Asking this endpoint again will not help. */
      readonly lasting: boolean
    }

/** Where an extrinsic stands. */
interface Found {
  readonly block: Hex
  readonly number: number
  /** Its place in the block. */
  readonly index: number
}

/** Blocks asked for at once. */
const WIDTH = 16
/** How far above the last block its line to the final head is followed: no two nodes of one chain differ for longer. */
const LINKED = 32

/**
 * Finds out what became of an extrinsic, each time it is called: by hash in the blocks of its era, by nonce, on the
 * finalized chain and above it on the best one. Blocks once read are not read again.
 *
 * An extrinsic born at block n under a period p executes in blocks n + 1 to n + p - 1: later ones look for its birth
 * elsewhere, and the signature no longer holds. Source: paritytech/polkadot-sdk
 * substrate/primitives/runtime/src/generic/era.rs birth, death; substrate/frame/system/src/extensions/check_mortality.rs
 *
 * A nonce below that of the account is refused for good (opentensor/subtensor@14bc6f9f runtime/src/check_nonce.rs:107),
 * unless the account is emptied, removed and paid into again within the same era.
 *
 * @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT when the endpoint cannot be asked
 */
export function openTrace(rpc: Pick<Rpc, 'request'>, extrinsic: Traceable): () => Promise<Verdict> {
  const { hash, firstBlock, lastBlock } = extrinsic
  const chain = openBlocks(rpc, hash)
  return async () => {
    const head = hashAnswer('the finalized head', await rpc.request('chain_getFinalizedHead'))
    const [final, best, nonce] = await Promise.all([
      chain.header(head),
      rpc.request('chain_getHeader').then(readHeader),
      readNonce(rpc, extrinsic.signer, head),
    ])
    const end = Math.min(final.number, lastBlock)
    const isOver = final.number >= lastBlock
    const top = isOver ? await chain.below(final, lastBlock) : final
    if (!top) return possible(`the endpoint's blocks up to its final one do not follow each other`)
    const settled = await chain.search(firstBlock + 1, end, top)
    if (settled.found) return { kind: 'finalized', ...settled.found }
    if (best.number < final.number) {
      const heads = `its best block is ${best.number}, its final one ${final.number}`
      return possible(`the endpoint contradicts itself: ${heads}`)
    }
    if (settled.gap !== undefined) return possible(settled.gap, isOver)
    if (nonce !== undefined && nonce > extrinsic.nonce) {
      return {
        kind: 'rejected',
        reason: `another transaction of the coldkey has used its nonce ${extrinsic.nonce}`,
      }
    }
    if (isOver) return { kind: 'expired' }
    if (best.number < firstBlock) {
      return possible(
        `the endpoint is behind: it knows block ${best.number}, the transaction is of ${firstBlock}`,
      )
    }
    const open = await chain.search(Math.max(end, firstBlock) + 1, Math.min(best.number, lastBlock))
    if (open.found) return { kind: 'included', ...open.found }
    return possible(open.gap ?? `it is in no block up to ${best.number}, and ${lastBlock} may still hold it`)
  }
}

const possible = (reason: string, lasting = false): Verdict => ({ kind: 'possible', reason, lasting })

interface Body {
  readonly number: number
  readonly parentHash: Hex
  /** Place of the extrinsic; -1 where the block does not hold it. */
  readonly index: number
}

interface Search {
  readonly found?: Found
  /** Why not all blocks could be searched. */
  readonly gap?: string
}

/** The blocks of a chain, searched for one extrinsic. */
function openBlocks(rpc: Pick<Rpc, 'request'>, extrinsic: Hex) {
  const bodies = new Map<Hex, Body>()
  const settled = new Map<number, Hex>()

  const header = async (hash: Hex): Promise<Header> => {
    const known = readHeader(await rpc.request('chain_getHeader', [hash]))
    if (known.hash !== hash)
      throw new CliError('E_ENDPOINT', { problem: 'a block header does not have its hash' })
    return known
  }
  const body = async (hash: Hex): Promise<Body | undefined> => {
    const known = bodies.get(hash)
    if (known) return known
    const block = await readBlock(rpc, hash)
    if (!block) return undefined
    const { number, parentHash } = block.header
    const read = { number, parentHash, index: block.extrinsicHashes.indexOf(extrinsic) }
    bodies.set(hash, read)
    return read
  }
  const at = async (number: number) => {
    const answer = settled.get(number) ?? (await rpc.request('chain_getBlockHash', [number]))
    if (answer === null) return undefined
    const hash = hashAnswer('a block hash', answer)
    return { hash, body: await body(hash) }
  }

  return {
    header,
    /** The block of a number, from which others lead up to a final one; undefined where they do not. */
    async below(final: Header, number: number): Promise<Header | undefined> {
      const above = Math.min(final.number, number + LINKED) - number
      const answers = Array.from({ length: above + 1 }, (_, i) =>
        number + i === final.number ? final.hash : rpc.request('chain_getBlockHash', [number + i]),
      )
      const hashes = (await Promise.all(answers)).filter(hash => hash !== null)
      if (hashes.length <= above) return undefined
      const headers = await Promise.all(hashes.map(hash => header(hashAnswer('a block hash', hash))))
      const isLine = headers.every(
        (each, i) => each.number === number + i && (i === 0 || each.parentHash === headers[i - 1]?.hash),
      )
      return isLine ? headers[0] : undefined
    },
    /** Searches blocks by number, both ends included; `final` is the last of them where they are final. */
    async search(from: number, to: number, final?: Header): Promise<Search> {
      let above: Hex | undefined = final && final.number === to ? final.hash : undefined
      for (let top = to; top >= from; top -= WIDTH) {
        const numbers = Array.from({ length: Math.min(WIDTH, top - from + 1) }, (_, i) => top - i)
        const blocks = await Promise.all(numbers.map(at))
        for (const [i, block] of blocks.entries()) {
          const number = top - i
          if (!block?.body) return { gap: `the endpoint does not have block ${number}` }
          // Answers of several nodes behind one address need not be of one chain.
          if (block.body.number !== number || (above !== undefined && above !== block.hash)) {
            return { gap: `the endpoint's blocks do not follow each other at ${number}` }
          }
          const { index } = block.body
          if (index >= 0) return { found: { block: block.hash, number, index } }
          above = block.body.parentHash
          if (final) settled.set(number, block.hash)
        }
      }
      return {}
    },
  }
}

/** The nonce of an account after a block; undefined where the node does not say. */
async function readNonce(
  rpc: Pick<Rpc, 'request'>,
  account: Address,
  block: Hex,
): Promise<number | undefined> {
  try {
    const asked = ['AccountNonceApi_account_nonce', toHex(AccountId().enc(account)), block]
    const answer = hexAnswer('a nonce', await rpc.request('state_call', asked))
    const bytes = fromHex(answer)
    if (bytes.length !== 4) throw new CliError('E_ENDPOINT', { problem: 'a nonce has another length' })
    return decodeAnswer('a nonce', () => u32.dec(bytes))
  } catch (error) {
    if (error instanceof CliError && error.cause instanceof RpcError) return undefined
    throw error
  }
}
