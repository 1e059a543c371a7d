import { compactNumber, type UnifiedMetadata } from '@polkadot-api/substrate-bindings'
import { concat, withLength } from '../../src/scale/bytes.ts'
import { PRIMITIVE_BYTES } from '../../src/scale/measure.ts'

/** Bytes of a text or list of bytes, entries of a list of numbers (names of subnets are such), entries of others. */
const SIZES = { bytes: 256, numbers: 64, others: 3 }

/** Encoded lists as full as they come: options are there, texts are long, of choices it is the one with most fields. */
export function sampleList(
  { lookup }: Pick<UnifiedMetadata, 'lookup'>,
  type: number,
  entries: number,
): Uint8Array {
  const defOf = (id: number) => {
    const def = lookup[id]?.def
    if (!def) throw new Error(`no type ${id}`)
    return def
  }
  const list = (count: number, id: number) => {
    const entry = sample(id)
    return Array.from({ length: count }, () => entry)
  }
  const sizeOf = (id: number) => {
    const { tag, value } = defOf(id)
    if (tag === 'primitive' && value.tag === 'u8') return SIZES.bytes
    return tag === 'compact' || tag === 'primitive' ? SIZES.numbers : SIZES.others
  }
  const sample = (id: number): Uint8Array => {
    const def = defOf(id)
    switch (def.tag) {
      case 'primitive': {
        const { tag } = def.value
        return tag === 'str'
          ? withLength(new Uint8Array(SIZES.bytes))
          : new Uint8Array(PRIMITIVE_BYTES[tag] ?? 0)
      }
      case 'compact':
        return compactNumber.enc(1)
      case 'sequence':
        return concat([compactNumber.enc(sizeOf(def.value)), ...list(sizeOf(def.value), def.value)])
      case 'array':
        return concat(list(def.value.len, def.value.type))
      case 'tuple':
        return concat(def.value.map(sample))
      case 'composite':
        return concat(def.value.map(field => sample(field.type)))
      case 'variant': {
        const [chosen] = def.value.toSorted((a, b) => b.fields.length - a.fields.length)
        return concat([
          Uint8Array.of(chosen?.index ?? 0),
          ...(chosen?.fields ?? []).map(field => sample(field.type)),
        ])
      }
      case 'bitSequence':
        return compactNumber.enc(0)
    }
  }
  const def = defOf(type)
  if (def.tag !== 'sequence') throw new Error(`type ${type} is no list`)
  return concat([compactNumber.enc(entries), ...list(entries, def.value)])
}
