import type { Runtime } from '../../src/scale/runtime.ts'
import { metadataDigest } from '../extrinsic/metadata-digest.ts'
import type { RuntimeMetadata } from '../metadata/runtime-metadata.ts'
import type { ServedMetadata } from '../metadata/versions.ts'
import { createRegistry, type Registry } from '../registry/registry.ts'
import { createRules } from '../runtime/rules.ts'
import { type BaseTerms, termsOf } from '../runtime/terms.ts'
import { termsOfSpec } from '../runtime/terms-by-spec.ts'
import type { Rules } from '../runtime/types.ts'
import { versionOf } from '../version.ts'

/** One runtime of a chain, with all that hangs on it. A chain has another after each upgrade. */
export interface Edition {
  readonly runtime: Runtime
  readonly registry: Registry
  readonly rules: Rules
  readonly terms: BaseTerms
  readonly metadata: ServedMetadata
  /** Stands for the runtime's code under the key `:code`: anything that changes when the runtime does. */
  readonly code: Uint8Array
  /** Digest of the metadata that CheckMetadataHash signs in mode 1; computed when first asked for. */
  readonly metadataHash: () => Promise<Uint8Array>
  readonly specVersion: number
  readonly transactionVersion: number
}

/** The edition of a chain under this metadata and these terms. */
export function createEdition(
  { runtime, served, source, code }: RuntimeMetadata,
  wanted?: BaseTerms,
): Edition {
  const version = versionOf(runtime)
  const terms = termsOf(runtime, wanted ?? termsOfSpec(version.spec_version))
  const registry = createRegistry(runtime)
  return {
    runtime,
    registry,
    rules: createRules(runtime, terms, registry),
    terms,
    metadata: served,
    code,
    metadataHash: metadataDigest(source),
    specVersion: version.spec_version,
    transactionVersion: version.transaction_version,
  }
}
