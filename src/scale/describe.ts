import type { UnifiedMetadata } from '@polkadot-api/substrate-bindings'
import { fieldsShape, NOTHING, type ShapeReads, shapeOf } from './shape.ts'

/** An item of a runtime, and what is used of it. */
export interface DescribedItem {
  readonly kind: 'call' | 'event' | 'storage' | 'api' | 'constant' | 'extrinsic'
  /** Of an `extrinsic` item: Extrinsic. */
  readonly pallet: string
  /** Of an `extrinsic` item: address, signature or extensions. */
  readonly name: string
  readonly reads?: ShapeReads
  /** Of a constant: whether its value counts, not its type alone. */
  readonly isCompared?: boolean
}

/** An item by its name in messages and data. */
export function itemName({ kind, pallet, name }: DescribedItem): string {
  return kind === 'extrinsic' ? `transaction ${name}` : `${kind} ${pallet}.${name}`
}

export interface Descriptions {
  /** The shape of what is used of an item; undefined where the runtime has none. */
  describe(item: DescribedItem): string | undefined
  /** Transaction extensions that write nothing, in their order. */
  readonly silentExtensions: readonly string[]
}

const OPTIONAL = 0

/** What of an extension's value is written: a mode is one of the two there are. */
const extensionReads: Readonly<Record<string, ShapeReads>> = {
  CheckMetadataHash: { mode: { Disabled: true, Enabled: true } },
}

/** Shapes of the items that metadata describes. */
export function descriptionsOf(metadata: UnifiedMetadata<14 | 15 | 16>, readValue: ReadValue): Descriptions {
  const { lookup, pallets, extrinsic } = metadata
  const palletOf = (name: string) => pallets.find(pallet => pallet.name === name)
  const extensions = (
    extrinsic.signedExtensions[0] ??
    Object.values(extrinsic.signedExtensions)[0] ??
    []
  ).map(({ identifier, type, additionalSigned }) => ({
    identifier,
    extra: shapeOf(lookup, type, extensionReads[identifier] ?? true),
    additional: shapeOf(lookup, additionalSigned),
  }))
  const isSilent = ({ extra, additional }: (typeof extensions)[number]) =>
    extra === NOTHING && additional === NOTHING

  const variant = (kind: 'calls' | 'events', { pallet, name, reads }: DescribedItem) => {
    const type = palletOf(pallet)?.[kind]?.type
    const def = type === undefined ? undefined : lookup[type]?.def
    const found = def?.tag === 'variant' ? def.value.find(entry => entry.name === name) : undefined
    return found && fieldsShape(lookup, found.fields, reads)
  }
  const storage = ({ pallet, name, reads = true }: DescribedItem) => {
    const owner = palletOf(pallet)?.storage
    const item = owner?.items.find(entry => entry.name === name)
    if (!owner || !item) return undefined
    const { type, modifier, fallback } = item
    const [keys, value] =
      type.tag === 'plain'
        ? ['', type.value]
        : [
            `${type.value.hashers.map(({ tag }) => tag)} ${shapeOf(lookup, type.value.key)} -> `,
            type.value.value,
          ]
    // Of an optional item nothing is there in place of a value.
    const absent = modifier === OPTIONAL ? '?' : ` = ${defaultOf(readValue, value, fallback, reads)}`
    return `${owner.prefix}: ${keys}${shapeOf(lookup, value, reads)}${absent}`
  }
  const api = ({ pallet, name, reads }: DescribedItem) => {
    const method = metadata.apis
      .find(entry => entry.name === pallet)
      ?.methods.find(entry => entry.name === name)
    return method && `${fieldsShape(lookup, method.inputs)} -> ${shapeOf(lookup, method.output, reads)}`
  }
  const constant = ({ pallet, name, reads, isCompared }: DescribedItem) => {
    const found = palletOf(pallet)?.constants.find(entry => entry.name === name)
    if (!found) return undefined
    const shape = shapeOf(lookup, found.type, reads)
    return isCompared ? `${shape} = ${decoded(readValue, found.type, found.value)}` : shape
  }
  const ofExtrinsic = ({ name, reads }: DescribedItem) => {
    if (name === 'extensions') {
      const written = extensions.filter(entry => !isSilent(entry))
      return written
        .map(({ identifier, extra, additional }) => `${identifier} ${extra} + ${additional}`)
        .join(', ')
    }
    const type =
      'call' in extrinsic && (name === 'address' || name === 'signature') ? extrinsic[name] : undefined
    return type === undefined ? undefined : shapeOf(lookup, type, reads)
  }
  return {
    describe(item) {
      switch (item.kind) {
        case 'call':
          return variant('calls', item)
        case 'event':
          return variant('events', item)
        case 'storage':
          return storage(item)
        case 'api':
          return api(item)
        case 'constant':
          return constant(item)
        case 'extrinsic':
          return ofExtrinsic(item)
      }
    },
    silentExtensions: extensions.filter(isSilent).map(({ identifier }) => identifier),
  }
}

/** What an absent key reads as, as far as that is used. */
function defaultOf(readValue: ReadValue, type: number, bytes: string, reads: ShapeReads): string {
  return typeof reads === 'object' ? decoded(readValue, type, bytes, reads) : bytes
}

/** What the bytes of a value of a type say. @throws Error */
type ReadValue = (type: number, bytes: string) => unknown

function decoded(readValue: ReadValue, type: number, bytes: string, reads: ShapeReads = true): string {
  try {
    return textOf(picked(readValue(type, bytes), reads))
  } catch {
    return bytes
  }
}

function picked(value: unknown, reads: ShapeReads): unknown {
  if (typeof reads !== 'object' || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(entry => picked(entry, reads))
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(value))
  const names = Object.keys(reads).sort()
  return Object.fromEntries(names.map(name => [name, picked(fields[name], reads[name] ?? true)]))
}

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}` : inner)) ?? 'none'
