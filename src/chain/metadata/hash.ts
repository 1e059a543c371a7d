import { type Hex, toHex } from '../../scale/bytes.ts'
import { decodeAnswer } from '../rpc/answer.ts'

/** Hex of the 32 bytes. */
export type MetadataDigest = Hex

/**
 * Root hash of the metadata's Merkle tree (RFC-0078), as the runtime was built with: symbol TAO, 9 decimals, the rest
 * from the metadata's own constants. Takes about 0.1 s under mainnet's metadata.
 * Source: opentensor/subtensor@14bc6f9f runtime/build.rs:17. @throws E_ENDPOINT for bytes that are no metadata
 */
export async function metadataDigest(metadata: Uint8Array): Promise<MetadataDigest> {
  const { merkleizeMetadata } = await import('@polkadot-api/merkleize-metadata')
  return decodeAnswer('the metadata', () =>
    toHex(merkleizeMetadata(metadata, { tokenSymbol: 'TAO', decimals: 9 }).digest()),
  )
}
