import { chainProperties } from '../chain-properties.ts'

/**
 * Function that answers the root hash of the metadata's Merkle tree (RFC-0078), which CheckMetadataHash signs in mode 1.
 * It is computed once, when first asked for: the library and the tree cost more than all else at start-up.
 * `metadata` gives SCALE bytes of metadata V15 or V16; name, version and SS58 prefix are read from its constants.
 * Source: opentensor/subtensor@14bc6f9f runtime/build.rs:17 (symbol and decimals).
 */
export function metadataDigest(metadata: () => Uint8Array): () => Promise<Uint8Array> {
  let digest: Promise<Uint8Array> | undefined
  const compute = async () => {
    const { merkleizeMetadata } = await import('@polkadot-api/merkleize-metadata')
    const { tokenSymbol, tokenDecimals } = chainProperties
    return merkleizeMetadata(metadata(), { tokenSymbol, decimals: tokenDecimals }).digest()
  }
  return () => {
    digest ??= compute()
    return digest
  }
}
