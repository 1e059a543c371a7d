import type { ApiPromise } from '@polkadot/api'
import { stringCamelCase } from '@polkadot/util'
import { Blake2256 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../errors/cli-error.ts'
import { type Hex, toHex } from '../../scale/bytes.ts'
import { itemName } from '../../scale/describe.ts'
import type { Address } from '../address.ts'
import type { Chain } from '../chain.ts'
import { hasCall } from '../metadata/requirements.ts'
import type { BlockId } from '../reader.ts'
import type { Call } from './calls.ts'
import { assertExtrinsic, assertPayload } from './decode-back.ts'
import { openPolkadot } from './polkadot-api.ts'

/** What is needed beside the call to make an extrinsic. */
export interface ComposeOptions {
  readonly signer: Address
  readonly nonce: number
  /** Blocks, a power of two from 4 to 2048. */
  readonly era: number
  /** The block the era counts from. */
  readonly block: BlockId
  /** Digest of the metadata (RFC-0078), to be signed too; left out, none is. */
  readonly digest?: Hex | undefined
}

/** An extrinsic before its signature: bytes to sign, and their meaning. */
export interface Unsigned extends ComposeOptions {
  readonly call: Call
  readonly callHex: Hex
  /** The last block that may hold it. */
  readonly lastBlock: number
  /** What the key signs: call, extensions and additional data; hashed when longer than 256 bytes. */
  readonly payload: Uint8Array
  /** Builds the extrinsic from a signature of 64 bytes, and decodes that again too. @throws E_MEANING */
  withSignature(signature: Uint8Array): Uint8Array
}

/** An extrinsic with its signature. Nothing was sent. */
export interface Signed {
  readonly unsigned: Unsigned
  readonly bytes: Hex
  readonly hash: Hex
}

declare const recordedKey: unique symbol

/** Bytes of a signed extrinsic that the journal holds. Only such may be broadcast, and those again. */
export interface Recorded extends Pick<Signed, 'bytes' | 'hash'> {
  readonly signer: Address
  readonly nonce: number
  /** Number of the block the era counts from. */
  readonly firstBlock: number
  /** The last block that may hold it. */
  readonly lastBlock: number
  /** When it was signed; milliseconds since the epoch. */
  readonly signedAt: number
  /** Journal entry id. */
  readonly entry: string
  readonly [recordedKey]: true
}

/** A key that signs. It sees payload bytes and nothing else. */
export interface Signer {
  readonly address: Address
  sign(payload: Uint8Array): Promise<Uint8Array>
}

/** Composes extrinsics for one chain. */
export interface Composer {
  /** The bytes to sign. Decodes them again and compares with all that was meant. @throws E_MEANING, E_EXTENSION */
  compose(call: Call, options: ComposeOptions): Unsigned
}

/** @polkadot/api behind the chain's metadata. */
export async function createComposer(chain: Chain): Promise<Composer> {
  const { api } = await openPolkadot(chain)
  return {
    compose(call, options) {
      const tx = toPolkadot(api, chain, call)
      const era = api.registry.createType('ExtrinsicEra', {
        current: options.block.number,
        period: options.era,
      })
      const fields = {
        address: options.signer,
        blockHash: options.block.hash,
        era: era.toHex(),
        genesisHash: chain.genesis,
        method: tx.method.toHex(),
        nonce: options.nonce,
        specVersion: chain.specVersion,
        transactionVersion: chain.transactionVersion,
        tip: 0,
        mode: options.digest === undefined ? 0 : 1,
        metadataHash: options.digest ?? null,
      }
      const { genesis, specVersion, transactionVersion, runtime } = chain
      const terms = { ...options, digest: options.digest, genesis, specVersion, transactionVersion }
      const payload = api.registry.createType('ExtrinsicPayload', fields, { version: 4 })
      const bytes = payload.toU8a({ method: true })
      assertPayload(runtime, call, terms, bytes)
      return {
        ...options,
        call,
        callHex: tx.method.toHex(),
        lastBlock: era.asMortalEra.death(options.block.number) - 1,
        payload: bytes.length > 256 ? Blake2256(bytes) : bytes,
        withSignature(signature) {
          const signed = api.registry.createType('Extrinsic', { method: tx.method }, { version: 4 })
          signed.addSignature(options.signer, toHex(Uint8Array.of(1, ...signature)), payload.toHex())
          const extrinsic = signed.toU8a()
          assertExtrinsic(runtime, call, terms, { signer: options.signer, signature }, extrinsic)
          return extrinsic
        },
      }
    },
  }
}

/** Signs. Bytes and hash are known afterwards, nothing is sent. */
export async function sign(unsigned: Unsigned, signer: Signer): Promise<Signed> {
  if (signer.address !== unsigned.signer) {
    throw new CliError('E_BUG', { problem: `${signer.address} was asked to sign for ${unsigned.signer}` })
  }
  const bytes = unsigned.withSignature(await signer.sign(unsigned.payload))
  return { unsigned, bytes: toHex(bytes), hash: toHex(Blake2256(bytes)) }
}

/** The extrinsic with a made-up signature: right in length, for asking what it costs. */
export function unsignedBytes(unsigned: Unsigned): Uint8Array {
  return unsigned.withSignature(new Uint8Array(64).fill(1))
}

function toPolkadot(api: ApiPromise, chain: Chain, call: Call): ReturnType<ApiPromise['tx'][string][string]> {
  const make = api.tx[stringCamelCase(call.pallet)]?.[stringCamelCase(call.name)]
  const fields = chain.runtime.variant('calls', call.pallet, call.name)?.fields
  const wanted = { kind: 'call', pallet: call.pallet, name: call.name } as const
  if (!make || !fields) {
    throw new CliError('E_RUNTIME', { spec: chain.specVersion, missing: [itemName(wanted)] })
  }
  // The last look before bytes are made: a plan may come to a call that its command does not always need.
  if (!hasCall(chain.runtime, wanted)) {
    throw new CliError('E_RUNTIME', { spec: chain.specVersion, missing: [], changed: [itemName(wanted)] })
  }
  return make(
    ...fields.map(field => {
      const value = call.args[field]
      if (value === undefined)
        throw new CliError('E_BUG', { problem: `${call.name} was composed without ${field}` })
      return typeof value === 'object' && value !== null
        ? value.map(inner => toPolkadot(api, chain, inner))
        : value
    }),
  )
}
