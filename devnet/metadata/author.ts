import { metadata } from '@polkadot-api/substrate-bindings'
import { balancesPallet } from './balances.ts'
import { modelOf } from './model.ts'
import type { Pallet } from './pallet.ts'
import { proxyPallet } from './proxy.ts'
import type { Retype } from './retype.ts'
import { type ApiDefinition, apis } from './runtime-apis.ts'
import { runtimeVersion } from './runtime-version.ts'
import { subtensorPallet } from './subtensor/pallet.ts'
import { swapPallet } from './swap.ts'
import { systemPallet } from './system.ts'
import { timestampPallet } from './timestamp.ts'
import { transactionPaymentPallet } from './transaction-payment.ts'
import { utilityPallet } from './utility.ts'
import { type ServedMetadata, toV14, toV15, toV16 } from './versions.ts'

/** The metadata in every version a client may ask for; each is encoded when first read. */
export type AuthoredMetadata = Required<ServedMetadata>

/** "meta" in ASCII, little-endian. */
export const MAGIC = 0x6174656d

type Versioned = Parameters<typeof metadata.enc>[0]['metadata']

export interface AuthorOptions {
  /** The constant System.Version; 425 if left out. */
  readonly specVersion?: number
  /** Pallets in place of those of the same name. */
  readonly replace?: readonly Pallet[]
  /** Runtime APIs in place of those of spec 425. */
  readonly apis?: readonly ApiDefinition[]
  /** How that runtime names its types. */
  readonly retype?: Retype
}

/** SCALE metadata of the development chain, from our own definitions of the pallets of subtensor spec 425. */
export function authorMetadata(options: AuthorOptions = {}): AuthoredMetadata {
  const pallets = [
    systemPallet(runtimeVersion(options.specVersion, options.apis)),
    timestampPallet,
    balancesPallet,
    transactionPaymentPallet,
    subtensorPallet,
    utilityPallet,
    proxyPallet,
    swapPallet,
  ]
  const model = modelOf(
    pallets.map(pallet => options.replace?.find(({ name }) => name === pallet.name) ?? pallet),
    options.apis ?? apis,
    options.retype,
  )
  const made = new Map<string, Uint8Array>()
  const encode = (tag: string, version: () => Versioned): Uint8Array => {
    const bytes = made.get(tag) ?? metadata.enc({ magicNumber: MAGIC, metadata: version() })
    made.set(tag, bytes)
    return bytes
  }
  return {
    get v14() {
      return encode('v14', () => ({ tag: 'v14', value: toV14(model) }))
    },
    get v15() {
      return encode('v15', () => ({ tag: 'v15', value: toV15(model) }))
    },
    get v16() {
      return encode('v16', () => ({ tag: 'v16', value: toV16(model) }))
    },
  }
}
