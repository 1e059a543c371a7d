import { AccountId, compactBn, compactNumber, u32 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../errors/cli-error.ts'
import { concat, fromHex, type Hex, sameBytes } from '../../scale/bytes.ts'
import type { Extension, Runtime } from '../../scale/runtime.ts'
import type { Address } from '../address.ts'
import type { BlockId } from '../reader.ts'
import { eraBytes } from './era.ts'

/** What a signature covers beside the call. */
export interface Terms {
  readonly nonce: number
  /** Blocks, a power of two from 4 to 2048. */
  readonly era: number
  /** The block the era counts from. */
  readonly block: BlockId
  readonly genesis: Hex
  readonly specVersion: number
  readonly transactionVersion: number
  /** Digest of the metadata; undefined where none is signed. */
  readonly digest: Hex | undefined
}

/** What one transaction extension writes: into the extrinsic, and into the signed payload behind it. */
export interface ExtensionPart extends Written {
  readonly name: string
  /** How the metadata says that both are written. */
  readonly codecs: Pick<Extension, 'extra' | 'additional'>
}

interface Written {
  readonly extra: Uint8Array
  readonly additional: Uint8Array
}

const nothing = new Uint8Array()
const extra = (bytes: Uint8Array): Written => ({ extra: bytes, additional: nothing })
const additional = (bytes: Uint8Array): Written => ({ extra: nothing, additional: bytes })

/**
 * What the extensions that write something must write. The tip is 0: tips buy nothing on this chain.
 * Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:1650; paritytech/polkadot-sdk
 * substrate/frame/metadata-hash-extension/src/lib.rs (mode, and Option of the digest).
 */
const known: Readonly<Record<string, (terms: Terms) => Written>> = {
  CheckSpecVersion: terms => additional(u32.enc(terms.specVersion)),
  CheckTxVersion: terms => additional(u32.enc(terms.transactionVersion)),
  CheckGenesis: terms => additional(fromHex(terms.genesis)),
  CheckMortality: terms => ({ extra: eraBytes(terms), additional: fromHex(terms.block.hash) }),
  CheckNonce: terms => extra(compactNumber.enc(terms.nonce)),
  ChargeTransactionPayment: () => extra(compactBn.enc(0n)),
  CheckMetadataHash: ({ digest }) =>
    digest === undefined
      ? { extra: Uint8Array.of(0), additional: Uint8Array.of(0) }
      : { extra: Uint8Array.of(1), additional: concat([Uint8Array.of(1), fromHex(digest)]) },
}

/** Without any of these a signature would say too little: it might hold elsewhere, longer, or more than once. */
const needed = ['CheckSpecVersion', 'CheckTxVersion', 'CheckGenesis', 'CheckMortality', 'CheckNonce']

/**
 * The parts of a runtime's extensions in order.
 * @throws E_EXTENSION for one that writes what is not known here, E_RUNTIME where one that is needed is not there once
 */
export function extensionParts(runtime: Runtime, terms: Terms): readonly ExtensionPart[] {
  const names = runtime.extensions.map(({ identifier }) => identifier)
  const missing = needed.filter(name => names.filter(other => other === name).length !== 1)
  if (missing.length > 0) {
    const extensions = missing.map(name => `one transaction extension ${name}`)
    throw new CliError('E_RUNTIME', { spec: terms.specVersion, missing: extensions })
  }
  return runtime.extensions.map(codecs => ({ name: codecs.identifier, codecs, ...written(codecs, terms) }))
}

function written({ identifier, ...codecs }: Extension, terms: Terms): Written {
  const make = Object.hasOwn(known, identifier) ? known[identifier] : undefined
  if (make) return make(terms)
  if (isEmpty(codecs.extra) && isEmpty(codecs.additional)) return { extra: nothing, additional: nothing }
  throw new CliError('E_EXTENSION', { name: identifier })
}

function isEmpty(codec: Extension['extra']): boolean {
  try {
    return sameBytes(codec.enc(undefined), nothing)
  } catch {
    return false // It wants a value.
  }
}

const SIGNED_V4 = 0x84
const SR25519 = 1

/** A signature and whose it is. */
export interface Proof {
  readonly signer: Address
  /** 64 bytes of sr25519. */
  readonly signature: Uint8Array
}

/** What an extrinsic begins with, behind its length. */
export const proofBytes = ({ signer, signature }: Proof) => ({
  version: Uint8Array.of(SIGNED_V4),
  signer: concat([Uint8Array.of(0), AccountId(42).enc(signer)]),
  signature: concat([Uint8Array.of(SR25519), signature]),
})
