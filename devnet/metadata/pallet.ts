import { toBytes, zeroBytes } from './bytes.ts'
import { type Fields, type Type, type TypeVariant, variant } from './type.ts'

/** Hashers of storage keys that this runtime uses; all keep the key readable. */
type Hasher = 'Blake2128Concat' | 'Twox64Concat' | 'Identity'

/** One key of a storage map. */
export interface Key {
  readonly hasher: Hasher
  readonly type: Type
}

/** A storage item. */
export interface StorageDefinition {
  readonly name: string
  readonly keys: readonly Key[]
  readonly value: Type
  /** Whether an absent key reads as nothing instead of the fallback. */
  readonly optional: boolean
  /** SCALE bytes an absent key reads as; one zero byte where the item is optional. */
  readonly fallback: Uint8Array
}

/** A constant with its SCALE bytes. */
export interface ConstantDefinition {
  readonly name: string
  readonly type: Type
  readonly value: Uint8Array
}

/** A pallet of the runtime: what metadata tells clients about it. */
export interface Pallet {
  readonly name: string
  readonly index: number
  readonly storage?: readonly StorageDefinition[]
  readonly constants?: readonly ConstantDefinition[]
  readonly calls?: Type
  readonly events?: Type
  readonly errors?: Type
}

/** A value given as number or truth, or as finished SCALE bytes. */
export type Value = number | bigint | boolean | Uint8Array

/** A storage value. Absent it reads as zero, as `fallback`, or for 'optional' as nothing. */
export function value(name: string, type: Type, fallback?: Value | 'optional'): StorageDefinition {
  return map(name, [], type, fallback)
}

/** A storage map; see `value` for the fallback. */
export function map(
  name: string,
  keys: readonly Key[],
  type: Type,
  fallback?: Value | 'optional',
): StorageDefinition {
  const optional = fallback === 'optional'
  const bytes = optional
    ? Uint8Array.of(0)
    : fallback === undefined
      ? zeroBytes(type)
      : toBytes(type, fallback)
  return { name, keys, value: type, optional, fallback: bytes }
}

/** A constant. */
export function constant(name: string, type: Type, value: Value): ConstantDefinition {
  return { name, type, value: toBytes(type, value) }
}

/** Key under blake2-128, followed by itself. */
export function blake2(type: Type): Key {
  return { hasher: 'Blake2128Concat', type }
}

/** Key under twox-64, followed by itself. */
export function twox(type: Type): Key {
  return { hasher: 'Twox64Concat', type }
}

/** Key as it is. */
export function identity(type: Type): Key {
  return { hasher: 'Identity', type }
}

/** Events in the order of the Rust enum, which gives them their indices. */
export function events(...list: readonly (readonly [name: string, fields?: Fields])[]): TypeVariant[] {
  return list.map(([name, fields], index) => variant(index, name, fields))
}
