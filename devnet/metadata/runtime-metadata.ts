import { Blake2256 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../src/errors/cli-error.ts'
import { type Runtime, readRuntime } from '../../src/scale/runtime.ts'
import type { AuthoredMetadata } from './author.ts'
import { olderVersions } from './older-versions.ts'
import type { ServedMetadata } from './versions.ts'

/** A runtime as its metadata describes it, decoded once: any number of chains may share it. */
export interface RuntimeMetadata {
  readonly runtime: Runtime
  readonly served: ServedMetadata
  /** SCALE bytes of V15 or later, as the digest of the metadata is computed from. */
  source(): Uint8Array
  /** Stands for the runtime's code: another for every other metadata. */
  readonly code: Uint8Array
}

/** Metadata that was authored here. */
export function authoredRuntime(served: AuthoredMetadata): RuntimeMetadata {
  return {
    runtime: readRuntime(served.v16),
    served,
    source: () => served.v15,
    code: Blake2256(served.v16),
  }
}

/**
 * Another runtime's metadata, V15 or V16, as `state_getMetadata` and `Metadata_metadata_at_version` carry it. Older
 * versions are made from it, since clients ask for them. `source` names it in errors. @throws E_METADATA
 */
export function readMetadata(bytes: Uint8Array, source: string): RuntimeMetadata {
  const refuse = (problem: string, cause?: unknown) =>
    new CliError('E_METADATA', { source, problem }, { cause })
  const version = versionOf(bytes)
  if (version === undefined) throw refuse('it does not begin with "meta" and a version')
  if (version !== 15 && version !== 16) throw refuse(`version ${version} is not served; give V15 or V16`)
  let runtime: Runtime
  try {
    runtime = readRuntime(bytes)
  } catch (cause) {
    throw refuse('it cannot be decoded', cause)
  }
  const missing = necessary.filter(([, present]) => !present(runtime)).map(([name]) => name)
  if (missing.length > 0) throw refuse(`the development chain cannot do without ${missing.join(', ')}`)
  return {
    runtime,
    served: olderVersions(bytes, version),
    source: () => bytes,
    code: Blake2256(bytes),
  }
}

function versionOf(bytes: Uint8Array): number | undefined {
  const magic = [0x6d, 0x65, 0x74, 0x61]
  return magic.every((byte, at) => bytes[at] === byte) ? bytes[4] : undefined
}

type Check = readonly [name: string, present: (runtime: Runtime) => boolean]

const storage = (pallet: string, item: string): Check => [
  `${pallet}.${item}`,
  runtime => runtime.storage(pallet, item) !== undefined,
]
const constant = (pallet: string, name: string): Check => [
  `${pallet}.${name}`,
  runtime => runtime.constant(pallet, name) !== undefined,
]
const variant = (kind: 'calls' | 'events', pallet: string, name: string): Check => [
  `${pallet}.${name}`,
  runtime => runtime.variant(kind, pallet, name) !== undefined,
]

/** What a node and its clients stand on, whatever the runtime's features. */
const necessary: readonly Check[] = [
  storage('System', 'Account'),
  storage('System', 'Events'),
  storage('Timestamp', 'Now'),
  storage('SubtensorModule', 'SubnetTAO'),
  storage('SubtensorModule', 'TotalHotkeyAlpha'),
  constant('System', 'Version'),
  constant('System', 'BlockHashCount'),
  constant('System', 'BlockWeights'),
  constant('System', 'BlockLength'),
  variant('calls', 'Timestamp', 'set'),
  variant('events', 'System', 'ExtrinsicSuccess'),
  variant('events', 'System', 'ExtrinsicFailed'),
]
