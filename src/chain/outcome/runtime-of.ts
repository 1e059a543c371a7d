import type { Hex } from '../../scale/bytes.ts'
import type { Runtime } from '../../scale/runtime.ts'
import type { Chain } from '../chain.ts'
import { metadataDigest } from '../metadata/hash.ts'
import { type RuntimeVersion, readVersion } from '../network/identity.ts'
import { runtimeAt } from '../read/runtime.ts'

/** The chain as far as blocks of its past are read through it. */
export type Past = Pick<
  Chain,
  'rpc' | 'genesis' | 'specVersion' | 'transactionVersion' | 'runtime' | 'metadata' | 'digest'
>

/** A runtime with what signatures made for it cover. */
export interface RuntimeThen extends RuntimeVersion {
  readonly runtime: Runtime
  /** Digest of its metadata (RFC-0078). @throws E_ENDPOINT for metadata that has none */
  digest(): Promise<Hex>
}

/**
 * The runtime that made a block: that of the block before. After an upgrade it is another than the one connected to.
 * @throws E_ENDPOINT, E_CONNECT, E_TIMEOUT
 */
export async function runtimeOf(
  chain: Past,
  { number, parentHash }: { readonly number: number; readonly parentHash: Hex },
): Promise<RuntimeThen> {
  const version = await readVersion(chain.rpc, parentHash)
  if (version.specVersion === chain.specVersion) {
    return { ...version, runtime: chain.runtime, digest: () => chain.digest() }
  }
  const id = { genesis: chain.genesis, specVersion: version.specVersion }
  const at = { number: number - 1, hash: parentHash }
  const { runtime, metadata } = await runtimeAt(chain.rpc, id, at, undefined)
  return { ...version, runtime, digest: () => metadataDigest(metadata) }
}
