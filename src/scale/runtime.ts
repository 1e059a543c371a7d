import { denormalizeLookup, getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { type Codec, decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { type BoundedCodec, bounded } from './bounded.ts'
import { fromHex, type Hex, isHex } from './bytes.ts'
import { checkTypes } from './check-types.ts'
import { type Descriptions, descriptionsOf } from './describe.ts'
import { measureOf } from './measure.ts'
import { type StorageItem, storageItem } from './storage-item.ts'

/** A runtime API method. */
export interface ApiMethod {
  readonly args: Codec<unknown[]>
  /** An answer is one value and nothing behind it. */
  readonly value: BoundedCodec
}

/** A transaction extension: what it writes into the extrinsic and what it adds to the signed payload. */
export interface Extension {
  readonly identifier: string
  readonly extra: Codec<unknown>
  readonly additional: Codec<unknown>
}

/** A variant of a pallet enum (call, event or error). */
export interface Variant {
  readonly pallet: string
  readonly name: string
  readonly palletIndex: number
  readonly index: number
  /** Field names in order; '' for an unnamed field. */
  readonly fields: readonly string[]
  readonly docs: string
}

/** Everything of a runtime that is looked up by name; indices and types never leave the metadata. */
export interface Runtime extends Descriptions {
  readonly metadataVersion: number
  storage(pallet: string, item: string): StorageItem | undefined
  /** The storage item a raw key belongs to. */
  storageOf(
    key: Hex,
  ): { readonly pallet: string; readonly item: string; readonly codec: StorageItem } | undefined
  /** Every storage item of every pallet. */
  storageItems(): readonly { readonly pallet: string; readonly item: string; readonly codec: StorageItem }[]
  variant(kind: VariantKind, pallet: string, name: string): Variant | undefined
  variantAt(kind: VariantKind, palletIndex: number, index: number): Variant | undefined
  api(api: string, method: string): ApiMethod | undefined
  constant(pallet: string, name: string): unknown
  /** The outer call enum: `{ type: pallet, value: { type: call, value: args } }`. */
  readonly call: Codec<unknown>
  readonly event: Codec<unknown>
  readonly address: Codec<unknown>
  readonly signature: Codec<unknown>
  readonly extensions: readonly Extension[]
  readonly pallets: readonly string[]
}

export type VariantKind = 'calls' | 'events' | 'errors'

/** More than any runtime has; finney's has 0.4 MB, and reading this much takes a second or two. */
export const MAX_METADATA_BYTES = 2 * 1024 * 1024

/**
 * Reads SCALE metadata (V14, V15 or V16) into a Runtime. Codecs are built on first use.
 * Values follow metadata-builders: snake_case fields, bigint from u64 up, enums as `{type, value}`,
 * accounts as SS58 text, one-field structs flattened. @throws on bytes that are not metadata.
 */
export function readRuntime(bytes: Uint8Array): Runtime {
  if (bytes.length > MAX_METADATA_BYTES) throw new Error(`it has ${bytes.length} bytes`)
  const metadata = unifyMetadata(decAnyMetadata(Uint8Array.from(bytes)))
  checkTypes(metadata.lookup)
  // getLookupFn would rewrite ModuleError into names, which no longer encodes to its five bytes.
  const lookup = Object.assign(denormalizeLookup(metadata.lookup), {
    metadata,
    call: getLookupFn(metadata).call,
  })
  const builder = getDynamicBuilder(lookup)
  const measure = measureOf(metadata.lookup)
  const pallets = new Map(metadata.pallets.map(pallet => [pallet.name, pallet]))
  const types = new Map(metadata.lookup.map(entry => [entry.id, entry]))
  const extrinsic = metadata.extrinsic
  if (!('call' in extrinsic) || !('outerEnums' in metadata)) {
    throw new Error('metadata V14 does not name the extrinsic types; V15 or later is needed')
  }

  const storage = memo((pallet: string, item: string): StorageItem | undefined => {
    const entry = pallets.get(pallet)?.storage?.items.find(candidate => candidate.name === item)
    if (entry === undefined) return undefined
    return storageItem(metadata, measure, builder, pallet, entry)
  })

  const variants = memo((kind: VariantKind, pallet: string): readonly Variant[] => {
    const owner = pallets.get(pallet)
    const type = owner?.[kind]?.type
    const definition = type === undefined ? undefined : types.get(type)?.def
    if (owner === undefined || definition?.tag !== 'variant') return []
    return definition.value.map(entry => ({
      pallet,
      name: entry.name,
      palletIndex: owner.index,
      index: entry.index,
      fields: entry.fields.map(field => field.name ?? ''),
      docs: entry.docs.join(' ').trim(),
    }))
  })

  const storageItems = once(() =>
    metadata.pallets.flatMap(pallet =>
      (pallet.storage?.items ?? []).flatMap(({ name }) => {
        const codec = storage(pallet.name, name)
        return codec === undefined ? [] : [{ pallet: pallet.name, item: name, codec }]
      }),
    ),
  )
  const byPrefix = once(
    () =>
      new Map<string, ReturnType<typeof storageItems>[number]>(
        storageItems().map(entry => [entry.codec.prefix, entry]),
      ),
  )

  const api = memo((name: string, method: string): ApiMethod | undefined => {
    const found = metadata.apis
      .find(entry => entry.name === name)
      ?.methods.find(entry => entry.name === method)
    if (!found) return undefined
    const built = builder.buildRuntimeCall(name, method)
    return { args: built.args, value: bounded(measure, found.output, built.value, { isAll: true }) }
  })

  const definition = (id: number) => builder.buildDefinition(id) as Codec<unknown>
  const extensions = once(() =>
    (extrinsic.signedExtensions[0] ?? Object.values(extrinsic.signedExtensions)[0] ?? []).map(entry => ({
      identifier: entry.identifier,
      extra: definition(entry.type),
      additional: definition(entry.additionalSigned),
    })),
  )

  /** A value that the metadata holds. */
  const stated = (type: number, value: string) =>
    bounded(measure, type, definition(type), { isAll: false }).dec(
      isHex(value) ? fromHex(value) : new Uint8Array(),
    )
  const descriptions = once(() => descriptionsOf(metadata, stated))

  return {
    metadataVersion: metadata.version,
    describe: item => descriptions().describe(item),
    get silentExtensions() {
      return descriptions().silentExtensions
    },
    storage,
    storageOf: key => byPrefix().get(key.slice(0, 66)),
    storageItems,
    variant: (kind, pallet, name) => variants(kind, pallet).find(entry => entry.name === name),
    variantAt: (kind, palletIndex, index) => {
      const pallet = metadata.pallets.find(entry => entry.index === palletIndex)
      return pallet && variants(kind, pallet.name).find(entry => entry.index === index)
    },
    api,
    constant: (pallet, name) => {
      const found = pallets.get(pallet)?.constants.find(entry => entry.name === name)
      return found && stated(found.type, found.value)
    },
    get call() {
      return definition(extrinsic.call)
    },
    get event() {
      return definition(metadata.outerEnums.event)
    },
    get address() {
      return definition(extrinsic.address)
    },
    get signature() {
      return definition(extrinsic.signature)
    },
    get extensions() {
      return extensions()
    },
    pallets: metadata.pallets.map(pallet => pallet.name),
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function memo<A extends readonly string[], T>(make: (...args: A) => T): (...args: A) => T {
  const made = new Map<string, T>()
  return (...args) => {
    const key = args.join('\0')
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(...args)
    made.set(key, value)
    return value
  }
}
