import { Blake2256, compactNumber } from '@polkadot-api/substrate-bindings'
import { concat, type Hex, toHex, withLength } from './bytes.ts'

/** How a trie stores values: `v0` always in their node, `v1` those of 33 bytes and more by their hash. */
export type TrieLayout = 'v0' | 'v1'

interface Entry {
  /** Half bytes of the key, the high one of each byte first. */
  readonly path: readonly number[]
  readonly value: Uint8Array
}

/** Node kinds: the bits that begin their header, and how many bits of its first byte count the path. */
const LEAF = { prefix: 0b0100_0000, lengthBits: 6 }
const BRANCH = { prefix: 0b1000_0000, lengthBits: 6 }
const BRANCH_WITH_VALUE = { prefix: 0b1100_0000, lengthBits: 6 }
const LEAF_WITH_HASH = { prefix: 0b0010_0000, lengthBits: 5 }
const BRANCH_WITH_HASH = { prefix: 0b0001_0000, lengthBits: 4 }
type NodeKind = typeof LEAF

const EMPTY_NODE = Uint8Array.of(0)
const HASHED_VALUE_BYTES = 33
const INLINE_NODE_BYTES = 31

/**
 * Root of the ordered trie over values, as a block's `extrinsicsRoot`: the key of each is its index as a SCALE compact,
 * the hash BLAKE2b-256. Values are raw bytes as `chain_getBlock` gives them.
 *
 * Source: paritytech/polkadot-sdk substrate/primitives/trie/src/lib.rs `LayoutV0`, `LayoutV1`, `node_header.rs`,
 * `node_codec.rs`; substrate/frame/system/src/lib.rs `extrinsics_root` (layout by the runtime's system version).
 */
export function orderedTrieRoot(values: readonly Uint8Array[], layout: TrieLayout): Hex {
  const entries = values.map((value, index) => ({ path: halfBytes(compactNumber.enc(index)), value }))
  return toHex(Blake2256(entries.length === 0 ? EMPTY_NODE : encodeNode(entries, 0, layout)))
}

/** The layout of extrinsics roots: `v0` at system version 0 and 1, `v1` above. */
export function layoutOf(systemVersion: number): TrieLayout {
  return systemVersion < 2 ? 'v0' : 'v1'
}

/** The node over entries that share the path before `from`. No key is the beginning of another more than once. */
function encodeNode(entries: readonly Entry[], from: number, layout: TrieLayout): Uint8Array {
  const to = sharedEnd(entries, from)
  const own = entries.find(({ path }) => path.length === to)
  const path = entries[0]?.path.slice(from, to) ?? []
  const stored = own && storeValue(own.value, layout)
  if (stored && entries.length === 1) {
    return concat([encodeHeader(stored.isHash ? LEAF_WITH_HASH : LEAF, path), stored.bytes])
  }
  const slots = Array.from({ length: 16 }, (_, slot) => entries.filter(entry => entry.path[to] === slot))
  const taken = slots.reduce((bits, slot, i) => (slot.length > 0 ? bits | (1 << i) : bits), 0)
  const kind = !stored ? BRANCH : stored.isHash ? BRANCH_WITH_HASH : BRANCH_WITH_VALUE
  const children = slots.filter(slot => slot.length > 0).map(slot => encodeNode(slot, to + 1, layout))
  return concat([
    encodeHeader(kind, path),
    Uint8Array.of(taken & 0xff, taken >> 8),
    stored?.bytes ?? new Uint8Array(),
    ...children.map(child => withLength(child.length > INLINE_NODE_BYTES ? Blake2256(child) : child)),
  ])
}

function storeValue(value: Uint8Array, layout: TrieLayout): { isHash: boolean; bytes: Uint8Array } {
  const isHash = layout === 'v1' && value.length >= HASHED_VALUE_BYTES
  return { isHash, bytes: isHash ? Blake2256(value) : withLength(value) }
}

/** Kind and length of the path, then the path: two half bytes a byte, an odd one alone in front. */
function encodeHeader({ prefix, lengthBits }: NodeKind, path: readonly number[]): Uint8Array {
  const most = (1 << lengthBits) - 1
  const bytes = [prefix | Math.min(path.length, most)]
  if (path.length >= most) {
    let rest = path.length - most
    for (; rest >= 255; rest -= 255) bytes.push(255)
    bytes.push(rest)
  }
  const even = path.length % 2 === 0 ? path : [0, ...path]
  for (let i = 0; i < even.length; i += 2) bytes.push(((even[i] ?? 0) << 4) | (even[i + 1] ?? 0))
  return Uint8Array.from(bytes)
}

function sharedEnd([first, ...others]: readonly Entry[], from: number): number {
  let end = from
  while (first && end < first.path.length && others.every(({ path }) => path[end] === first.path[end])) {
    end += 1
  }
  return end
}

const halfBytes = (bytes: Uint8Array): number[] => [...bytes].flatMap(byte => [byte >> 4, byte & 15])
