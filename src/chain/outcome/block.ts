import { CliError } from '../../errors/cli-error.ts'
import { fromHex, type Hex, hashOf } from '../../scale/bytes.ts'
import { orderedTrieRoot } from '../../scale/ordered-trie.ts'
import { type Header, readHeader } from '../read/header.ts'
import { hexAnswer, objectAnswer } from '../rpc/answer.ts'
import type { Rpc } from '../rpc/rpc.ts'

/** A block whose header has the hash it was asked for by, and whose extrinsics are those its header commits to. */
export interface Block {
  readonly header: Header
  readonly extrinsics: readonly Uint8Array[]
  /** BLAKE2b-256 of each extrinsic, in order. */
  readonly extrinsicHashes: readonly Hex[]
}

/**
 * The block of a hash; undefined where the endpoint does not know it.
 * @throws E_ENDPOINT when the header or the extrinsics are not those of that hash
 */
export async function readBlock(rpc: Pick<Rpc, 'request'>, hash: Hex): Promise<Block | undefined> {
  const answer = await rpc.request('chain_getBlock', [hash])
  if (answer === null) return undefined
  const block = objectAnswer('a block', objectAnswer('a block', answer).block)
  const header = readHeader(block.header)
  if (header.hash !== hash) throw falseBlock('a block does not have its hash')
  if (!Array.isArray(block.extrinsics)) throw falseBlock('a block has no extrinsics')
  const extrinsics = block.extrinsics.map(entry => fromHex(hexAnswer('an extrinsic', entry)))
  if (!isUnder(header.extrinsicsRoot, extrinsics)) {
    throw falseBlock('the extrinsics of a block are not those its header commits to')
  }
  return { header, extrinsics, extrinsicHashes: extrinsics.map(hashOf) }
}

/**
 * Whether a block that the endpoint has under this very hash, its root checked, is without an extrinsic. False where it
 * does not know the hash, which says nothing. @throws as `readBlock`
 */
export async function lacksExtrinsic(
  rpc: Pick<Rpc, 'request'>,
  block: Hex,
  extrinsic: Hex,
): Promise<boolean> {
  const read = await readBlock(rpc, block)
  return read !== undefined && !read.extrinsicHashes.includes(extrinsic)
}

/**
 * Whether a root commits to these extrinsics, in either layout: both bind every byte, so which of them the runtime used
 * (`layoutOf` its system version) need not be known.
 */
function isUnder(root: Hex, extrinsics: readonly Uint8Array[]): boolean {
  return orderedTrieRoot(extrinsics, 'v0') === root || orderedTrieRoot(extrinsics, 'v1') === root
}

const falseBlock = (problem: string) => new CliError('E_ENDPOINT', { problem })
