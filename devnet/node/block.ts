import { type Hex, hashOf } from '../../src/scale/bytes.ts'
import { hashHeader, type NodeHeader } from './header.ts'

/** A block. */
export interface NodeBlock {
  readonly hash: Hex
  readonly header: NodeHeader
  /** Encoded extrinsics in order; the timestamp inherent is number 0. */
  readonly extrinsics: readonly Uint8Array[]
  /** BLAKE2b-256 of each extrinsic. */
  readonly extrinsicHashes: readonly Hex[]
  /** Milliseconds since the epoch. */
  readonly timestamp: bigint
}

/** A block from its parts; hash, extrinsic hashes and header are derived. */
export function makeBlock(parts: {
  readonly header: NodeHeader
  readonly extrinsics: readonly Uint8Array[]
  readonly timestamp: bigint
}): NodeBlock {
  return { ...parts, hash: hashHeader(parts.header), extrinsicHashes: parts.extrinsics.map(hashOf) }
}

/** A block that no other equals: two empty siblings would be one and the same block, so a log item tells them apart. */
export function distinctBlock(block: NodeBlock, isTaken: (hash: Hex) => boolean): NodeBlock {
  let candidate = block
  for (let fork = 1; isTaken(candidate.hash); fork += 1) {
    candidate = makeBlock({ ...block, header: { ...block.header, digest: [{ other: `fork ${fork}` }] } })
  }
  return candidate
}
