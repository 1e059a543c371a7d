import type { UnifiedMetadata } from '@polkadot-api/substrate-bindings'

type Lookup = readonly UnifiedMetadata['lookup'][number][]
type Choice = Extract<Lookup[number]['def'], { tag: 'variant' }>['value'][number]

/** What may still be made of one answer. One budget may serve several values that came together. */
export interface Budget {
  left: number
}

/**
 * What decoding one answer may cost, in values: a number, a struct, a list are one each. 2,000 positions take 240,000,
 * 1,024 subnets 320,000; all of it takes half a second.
 */
const MOST_VALUES = 2_000_000
/** What takes longer to make than a number does, in values: an address with its checksum, a run of bytes. */
const ACCOUNT = 50
const BYTES = 5

/** Bytes of a primitive, at the least. */
export const PRIMITIVE_BYTES: Readonly<Record<string, number>> = {
  ...{ bool: 1, char: 4, str: 1, u8: 1, u16: 2, u32: 4, u64: 8, u128: 16, u256: 32 },
  ...{ i8: 1, i16: 2, i32: 4, i64: 8, i128: 16, i256: 32 },
}

/** A budget for one answer. */
export const answerBudget = (): Budget => ({ left: MOST_VALUES })

/** Where the value of a type that begins a run of bytes ends. @throws Error where the bytes or the budget end first */
export type Measure = (type: number, bytes: Uint8Array, budget: Budget) => number

/**
 * Walks over encoded values without making any: how long one is, and that making it costs no more than a budget.
 * Source of the layout: paritytech/parity-scale-codec, as the types of metadata describe it.
 */
export function measureOf(lookup: Lookup): Measure {
  return (type, bytes, budget) => {
    const walk = walker(lookup, bytes, budget)
    walk.value(type)
    return walk.at
  }
}

function walker(lookup: Lookup, bytes: Uint8Array, budget: Budget) {
  let at = 0
  const spend = (values: number) => {
    budget.left -= values
    if (budget.left < 0) throw new Error(`it holds more than ${MOST_VALUES} values`)
  }
  const take = (length: number) => {
    at += length
    if (at > bytes.length) throw new Error('it ends within a value')
  }
  const byte = () => {
    take(1)
    return bytes[at - 1] ?? 0
  }
  /** A compact number, as far as a number goes. */
  const compact = () => {
    const first = byte()
    const mode = first & 3
    const isLong = mode === 3
    const more = isLong ? (first >> 2) + 4 : (1 << mode) - 1
    let [number, weight] = isLong ? [0, 1] : [first >> 2, 64]
    for (let i = 0; i < more; i += 1, weight *= 256) number += byte() * weight
    return number
  }
  const run = (length: number) => {
    spend(BYTES)
    take(length)
  }
  const bits = (count: number) => {
    spend(count)
    take(Math.ceil(count / 8))
  }
  const times = (count: number, type: number) => {
    if (isByte(type)) return run(count)
    for (let i = 0; i < count; i += 1) value(type)
  }
  const isByte = (type: number) => {
    const def = lookup[type]?.def
    return def?.tag === 'primitive' && def.value.tag === 'u8'
  }
  /** Whether a type has no parts. */
  const isNothing = (type: number) => {
    const def = lookup[type]?.def
    return (def?.tag === 'tuple' || def?.tag === 'composite') && def.value.length === 0
  }
  const variant = (variants: readonly Choice[]) => {
    if (variants.length === 0) return
    const index = byte()
    const chosen = variants.find(each => each.index === index)
    if (!chosen) throw new Error(`it has a variant ${index} that its type has not`)
    fields(chosen.fields)
  }
  const fields = (of: Choice['fields']) => {
    for (const { type } of of) value(type)
  }
  const value = (type: number): void => {
    const entry = lookup[type]
    if (!entry) throw new Error(`there is no type ${type}`)
    spend(entry.path.at(-1) === 'AccountId32' ? ACCOUNT : 1)
    const { def } = entry
    switch (def.tag) {
      case 'primitive':
        if (def.value.tag === 'str') run(compact())
        else take(PRIMITIVE_BYTES[def.value.tag] ?? 0)
        break
      case 'compact':
        // Of nothing there is nothing.
        if (!isNothing(def.value)) compact()
        break
      case 'sequence':
        times(compact(), def.value)
        break
      case 'array':
        times(def.value.len, def.value.type)
        break
      case 'tuple':
        for (const part of def.value) value(part)
        break
      case 'composite':
        fields(def.value)
        break
      case 'bitSequence':
        bits(compact())
        break
      case 'variant':
        variant(def.value)
    }
  }
  return {
    value,
    get at() {
      return at
    },
  }
}
