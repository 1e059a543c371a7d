import { Blake2256 } from '@polkadot-api/substrate-bindings'
import { type Runtime, readRuntime } from '../../scale/runtime.ts'
import { metadataDigest } from '../extrinsic/metadata-digest.ts'
import { createRules } from '../runtime/rules.ts'
import type { Rules } from '../types.ts'

/** The metadata by version; each may be made when first read. */
export interface ServedMetadata {
  readonly v14?: Uint8Array
  readonly v15?: Uint8Array
  readonly v16?: Uint8Array
}

/** One runtime of a chain, with all that hangs on it. A chain has another after each upgrade. */
export interface Edition {
  readonly runtime: Runtime
  readonly rules: Rules
  readonly metadata: ServedMetadata
  /** Stands for the runtime's code under the key `:code`: anything that changes when the runtime does. */
  readonly code: Uint8Array
  /** Digest of the metadata that CheckMetadataHash signs in mode 1; computed when first asked for. */
  readonly metadataHash: () => Promise<Uint8Array>
  readonly specVersion: number
  readonly transactionVersion: number
}

/** The edition of a chain under this metadata. @throws Error where there is neither V15 nor V16 */
export function createEdition(metadata: ServedMetadata): Edition {
  const best = metadata.v16 ?? metadata.v15
  if (best === undefined) throw new Error('metadata V15 or later is needed')
  const runtime = readRuntime(best)
  const version = runtime.constant('System', 'Version') as RuntimeVersion
  return {
    runtime,
    rules: createRules(runtime),
    metadata,
    code: Blake2256(best),
    metadataHash: metadataDigest(() => metadata.v15 ?? best),
    specVersion: version.spec_version,
    transactionVersion: version.transaction_version,
  }
}

interface RuntimeVersion {
  readonly spec_version: number
  readonly transaction_version: number
}
