import { str, u32 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../src/errors/cli-error.ts'
import { concat } from '../../src/scale/bytes.ts'
import { readMetadata } from '../metadata/runtime-metadata.ts'
import type { NodeChain } from '../node/chain-types.ts'
import { createEdition, type Edition } from '../node/edition.ts'
import { versionOf } from '../version.ts'
import { ControlError } from './error.ts'
import type { RuntimeControl } from './types.ts'

/** Runtime control of a chain. */
export function runtimeControl(chain: NodeChain): RuntimeControl {
  return {
    upgrade: upgrade => {
      const present = chain.history.editionAfter(chain.tree.best())
      const bytes = 'metadata' in upgrade ? upgrade.metadata : sameUnder(present, upgrade.specVersion)
      const edition = editionOf(bytes, present)
      const [old, next] = [present.specVersion, edition.specVersion]
      if (next <= old) throw new ControlError(`the spec version must grow: it is ${old}, not ${next}`)
      chain.edits.add({
        commitment: edition.code,
        apply: state => state.emit('System', 'CodeUpdated', undefined),
        edition,
      })
    },
  }
}

/** The rules keep their terms: an upgrade brings other metadata. */
function editionOf(bytes: Uint8Array, { terms }: Edition): Edition {
  try {
    return createEdition(readMetadata(bytes, 'given'), terms)
  } catch (failure) {
    if (failure instanceof CliError) throw new ControlError(failure.message, { cause: failure })
    throw failure
  }
}

/** The metadata of an edition with another spec version in its constant System.Version. */
function sameUnder({ runtime, metadata }: Edition, specVersion: number): Uint8Array {
  const { spec_name, impl_name, authoring_version, spec_version } = versionOf(runtime)
  const before = concat([str.enc(spec_name), str.enc(impl_name), u32.enc(authoring_version)])
  const bytes = Buffer.from(metadata.v16 ?? metadata.v15)
  const at = bytes.indexOf(concat([before, u32.enc(spec_version)]))
  if (at < 0) throw new ControlError('the metadata does not tell its spec version')
  bytes.set(u32.enc(specVersion), at + before.length)
  return Uint8Array.from(bytes)
}
