import { Blake2256, u32 } from '@polkadot-api/substrate-bindings'
import { concat, fromHex, type Hex } from '../../src/scale/bytes.ts'
import type { Runtime } from '../../src/scale/runtime.ts'
import type { Extrinsic } from './extrinsic.ts'

/** What a signature covers beyond the extrinsic itself. */
export interface SigningContext {
  readonly specVersion: number
  readonly transactionVersion: number
  readonly genesisHash: Hex
  /** Hash of the block the era begins at; the genesis hash for an immortal transaction. */
  readonly birthHash: Hex
  /** Digest of the metadata, where the extrinsic says that one was signed. */
  readonly metadataHash?: Uint8Array
}

/**
 * A function that rebuilds the message a signature covers: call ++ extras ++ additional, its BLAKE2b-256 if longer
 * than 256 bytes. @throws Error on a runtime with an extension that signs something unknown here.
 * Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:1650 (extension list);
 * paritytech/polkadot-sdk substrate/frame/metadata-hash-extension/src/lib.rs (Option of the digest).
 */
export function signedMessage(
  runtime: Runtime,
): (extrinsic: Extrinsic, context: SigningContext) => Uint8Array {
  const additionals = runtime.extensions.map(entry =>
    additionalOf(entry.identifier, () => entry.additional.enc(undefined)),
  )
  return (extrinsic, context) => {
    const additional = additionals.map(make => make(context))
    const payload = concat([extrinsic.callBytes, extrinsic.extraBytes, ...additional])
    return payload.length > 256 ? Blake2256(payload) : payload
  }
}

function additionalOf(
  identifier: string,
  encodeNothing: () => Uint8Array,
): (context: SigningContext) => Uint8Array {
  switch (identifier) {
    case 'CheckSpecVersion':
      return context => u32.enc(context.specVersion)
    case 'CheckTxVersion':
      return context => u32.enc(context.transactionVersion)
    case 'CheckGenesis':
      return context => fromHex(context.genesisHash)
    case 'CheckMortality':
      return context => fromHex(context.birthHash)
    case 'CheckMetadataHash':
      return ({ metadataHash }) =>
        metadataHash === undefined ? Uint8Array.of(0) : concat([Uint8Array.of(1), metadataHash])
    default:
      try {
        const nothing = encodeNothing()
        return () => nothing
      } catch (cause) {
        throw new Error(`the transaction extension ${identifier} signs something unknown`, { cause })
      }
  }
}
