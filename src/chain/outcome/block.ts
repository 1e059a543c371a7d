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

/** A block has 4 s for its extrinsics, and each takes 108 µs. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:244 */
const MOST_EXTRINSICS = 40_000
/** Of all extrinsics together, as hex. A block has 10 MiB. Source: as above, :267-268 */
const MOST_DIGITS = 2 * (11 << 20)

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
  if (!isBearable(block.extrinsics)) throw falseBlock('a block is larger than any is')
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

/** Looked at before the extrinsics are hashed, which takes far longer than to send them. */
function isBearable(extrinsics: readonly unknown[]): boolean {
  if (extrinsics.length > MOST_EXTRINSICS) return false
  const digits = extrinsics.reduce(
    (sum: number, each) => sum + (typeof each === 'string' ? each.length : 0),
    0,
  )
  return digits <= MOST_DIGITS
}

const falseBlock = (problem: string) => new CliError('E_ENDPOINT', { problem })
