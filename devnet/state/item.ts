/** One argument of a storage key: an account (SS58 text), a hash (0x hex), a netuid or an index. */
export type KeyPart = string | number | bigint

/**
 * A storage item of the chain: where it lives, what its key is made of and what an absent key reads as.
 * Values are in the form of the metadata codecs, so that a node can encode them without knowing the item.
 */
export interface StateItem<K extends readonly KeyPart[], V> {
  /** `Pallet.Item`, unique. */
  readonly id: string
  readonly pallet: string
  readonly name: string
  readonly fallback: V
  /** Never set; ties the key type to the item. */
  readonly key?: (key: K) => void
}

/** Defines a storage item. `K` is the tuple of its key arguments, empty for a single value. */
export function defineItem<const K extends readonly KeyPart[], V>(
  pallet: string,
  name: string,
  fallback: V,
): StateItem<K, V> {
  return { id: itemId(pallet, name), pallet, name, fallback }
}

/** The name under which the state files an item. */
export function itemId(pallet: string, name: string): string {
  return `${pallet}.${name}`
}

/**
 * Canonical text of key arguments. `5` and `5n` are the same key. Accounts, hex and integers contain no slash,
 * so two different keys never share a text.
 */
export function keyText(key: readonly KeyPart[]): string {
  const [first] = key
  return key.length === 1 ? String(first) : key.join('/')
}
