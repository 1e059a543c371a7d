import type { getDynamicBuilder } from '@polkadot-api/metadata-builders'
import type { Codec, UnifiedMetadata } from '@polkadot-api/substrate-bindings'
import { type BoundedCodec, bounded } from './bounded.ts'
import { fromHex, type Hex, isHex } from './bytes.ts'
import { answerBudget, type Budget, type Measure } from './measure.ts'

/** A storage item as its metadata describes it. */
export interface StorageItem {
  /** First 32 bytes of every key of this item: twox128(pallet) ++ twox128(item). */
  readonly prefix: Hex
  /** Whole storage key. Fewer arguments than the item has give the prefix shared by the keys below them. */
  key(...args: readonly unknown[]): Hex
  /** Arguments a key was made from. Only for reversible hashers, which is all this chain uses. */
  args(key: Hex, budget?: Budget): unknown[]
  /** What lies behind a value stays unread, as a node leaves it. */
  readonly value: BoundedCodec
  /** Value of an absent key; undefined where the item is optional. */
  readonly fallback: unknown
  /** Number of key arguments. */
  readonly arity: number
}

type Metadata = UnifiedMetadata<14 | 15 | 16>
type Entry = NonNullable<Metadata['pallets'][number]['storage']>['items'][number]

/** Bytes of the names that every key begins with. */
const NAME_BYTES = 32
/** Bytes that a hasher puts before the argument it was made from. */
const HASH_BYTES: Readonly<Record<string, number>> = { Blake2128Concat: 16, Twox64Concat: 8, Identity: 0 }
/** How a value is there where nothing is stored. */
const WITH_DEFAULT = 1

/** The item of a pallet. @throws Error where its default is no value of its type */
export function storageItem(
  { lookup }: Pick<Metadata, 'lookup'>,
  measure: Measure,
  builder: ReturnType<typeof getDynamicBuilder>,
  pallet: string,
  { name, type, modifier, fallback }: Entry,
): StorageItem {
  const valueType = type.tag === 'plain' ? type.value : type.value.value
  // The builder makes the default at once.
  if (modifier === WITH_DEFAULT && isHex(fallback)) measure(valueType, fromHex(fallback), answerBudget())
  const built = builder.buildStorage(pallet, name)
  const parts = type.tag === 'plain' ? [] : partsOf(lookup, type.value)
  const prefix = built.keys.enc().slice(0, 2 + 2 * NAME_BYTES) as Hex
  return {
    prefix,
    key: (...args) => built.keys.enc(...args) as Hex,
    args(key, budget = answerBudget()) {
      let rest = fromHex(key).subarray(NAME_BYTES)
      for (const { hashBytes, type } of parts) {
        rest = rest.subarray(hashBytes)
        rest = rest.subarray(measure(type, rest, budget))
      }
      return built.keys.dec(key)
    },
    value: bounded(measure, valueType, built.value as Codec<unknown>, { isAll: false }),
    fallback: built.fallback,
    arity: built.len,
  }
}

/** What a key is made of, behind the names: a hash and its argument each time. */
function partsOf(
  lookup: Metadata['lookup'],
  { hashers, key }: Extract<Entry['type'], { tag: 'map' }>['value'],
) {
  const def = lookup[key]?.def
  const types = hashers.length > 1 && def?.tag === 'tuple' ? def.value : [key]
  return hashers.map(({ tag }, i) => ({ hashBytes: HASH_BYTES[tag] ?? 0, type: types[i] ?? key }))
}
