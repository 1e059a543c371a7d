import type { CodecType, v14, v15, v16 } from '@polkadot-api/substrate-bindings'
import { EXTRINSIC_VERSION } from './extrinsic.ts'
import type { Model } from './model.ts'

type V15 = CodecType<typeof v15>
type V15Pallet = V15['pallets'][number]

/** Metadata by version; each may be made when first read. */
export interface ServedMetadata {
  readonly v14: Uint8Array
  readonly v15: Uint8Array
  readonly v16?: Uint8Array
}

/** What V14 and V15 say of a runtime. */
export interface OlderModel {
  readonly lookup: V15['lookup']
  readonly pallets: readonly (Omit<V15Pallet, 'docs' | 'storage'> & {
    readonly storage: NonNullable<V15Pallet['storage']>['items'] | undefined
  })[]
  readonly runtime: number
  readonly extrinsic: Omit<V15['extrinsic'], 'version'> & { readonly type: number }
  readonly apis: readonly Pick<V15['apis'][number], 'name' | 'methods'>[]
  readonly outerEnums: V15['outerEnums']
}

const notDeprecated = { tag: 'NotDeprecated' as const, value: undefined }

/** Metadata V16: what mainnet serves. Deprecations are left out. */
export function toV16(model: Model): CodecType<typeof v16> {
  const withInfo = (type: number | undefined) =>
    type === undefined ? undefined : { type, deprecationInfo: [] }
  const { address, call, signature, signedExtensions } = model.extrinsic
  return {
    lookup: model.lookup,
    pallets: model.pallets.map(pallet => ({
      name: pallet.name,
      index: pallet.index,
      storage: storageOf(
        pallet.name,
        pallet.storage?.map(item => ({ ...item, deprecationInfo: notDeprecated })),
      ),
      calls: withInfo(pallet.calls),
      events: withInfo(pallet.events),
      errors: withInfo(pallet.errors),
      constants: pallet.constants.map(entry => ({ ...entry, deprecationInfo: notDeprecated })),
      associatedTypes: [],
      viewFns: [],
      docs: [],
      deprecationInfo: notDeprecated,
    })),
    extrinsic: {
      version: [EXTRINSIC_VERSION],
      address,
      call,
      signature,
      signedExtensionsByVersion: [[0, signedExtensions.map((_, index) => index)]],
      signedExtensions,
    },
    apis: model.apis.map(api => ({
      ...api,
      methods: api.methods.map(method => ({ ...method, deprecationInfo: notDeprecated })),
      docs: [],
      deprecationInfo: notDeprecated,
    })),
    outerEnums: model.outerEnums,
    custom: [],
  }
}

/** Metadata V15. */
export function toV15(model: OlderModel): V15 {
  const { address, call, signature, extra, signedExtensions } = model.extrinsic
  return {
    lookup: model.lookup,
    pallets: palletsOf(model),
    extrinsic: {
      version: EXTRINSIC_VERSION,
      address,
      call,
      signature,
      extra,
      signedExtensions,
    },
    type: model.runtime,
    apis: model.apis.map(({ name, methods }) => ({ name, methods, docs: [] })),
    outerEnums: model.outerEnums,
    custom: [],
  }
}

/** Metadata V14, which knows no runtime APIs. */
export function toV14(model: OlderModel): CodecType<typeof v14> {
  const { type, signedExtensions } = model.extrinsic
  return {
    lookup: model.lookup,
    pallets: palletsOf(model),
    extrinsic: { type, version: EXTRINSIC_VERSION, signedExtensions },
    type: model.runtime,
    apis: [],
  }
}

function palletsOf(model: OlderModel) {
  return model.pallets.map(pallet => ({
    ...pallet,
    storage: storageOf(pallet.name, pallet.storage),
    docs: [],
  }))
}

function storageOf<T>(prefix: string, items: T[] | undefined): { prefix: string; items: T[] } | undefined {
  return items && { prefix, items }
}
