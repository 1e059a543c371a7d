import { decAnyMetadata, type UnifiedMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'

type Entry = UnifiedMetadata['lookup'][number]

/** Metadata opened for comparison by name. */
export interface Opened {
  readonly metadata: UnifiedMetadata
  /** Whole structure of a type as text, without ids and, if wanted, without enum indices. */
  describe(type: number): string
  /** Deterministic SCALE bytes of a type; `pick` chooses among enum variants. */
  sample(type: number, pick?: number): Uint8Array
  variants(pallet: string, kind: 'calls' | 'events' | 'errors'): readonly VariantEntry[]
  entry(type: number): Entry
}

export type VariantEntry = Extract<Entry['def'], { tag: 'variant' }>['value'][number]

const widths: Readonly<Record<string, number>> = {
  bool: 1,
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  u128: 16,
  i16: 2,
  i64: 8,
  i128: 16,
}

/** Opens metadata bytes of V14, V15 or V16. */
export function open(bytes: Uint8Array): Opened {
  const metadata = unifyMetadata(decAnyMetadata(bytes))
  const byId = new Map(metadata.lookup.map(entry => [entry.id, entry]))
  const entry = (type: number): Entry => {
    const found = byId.get(type)
    if (found === undefined) throw new Error(`no type ${type}`)
    return found
  }

  const describe = (type: number, above: readonly number[] = []): string => {
    const { path, def, params } = entry(type)
    const name = path.join('::')
    if (above.includes(type) || /::Runtime(Call|Event|Error)$/.test(name)) return name
    const inner = (id: number) => describe(id, [...above, type])
    const fields = (list: VariantEntry['fields']) =>
      list.map(field => `${field.name ?? ''}: ${inner(field.type)}`).join(', ')
    const generics = params.map(param => (param.type === undefined ? '_' : inner(param.type))).join(', ')
    const head = generics === '' ? name : `${name}<${generics}>`
    switch (def.tag) {
      case 'primitive':
        return def.value.tag
      case 'compact':
        return `Compact<${inner(def.value)}>`
      case 'sequence':
        return `Vec<${inner(def.value)}>`
      case 'array':
        return `[${inner(def.value.type)}; ${def.value.len}]`
      case 'tuple':
        return `(${def.value.map(inner).join(', ')})`
      case 'composite':
        return `${head} { ${fields(def.value)} }`
      case 'variant':
        return `${head} { ${def.value.map(v => `${v.index} ${v.name}(${fields(v.fields)})`).join('; ')} }`
      default:
        throw new Error(`type ${type} is a ${def.tag}`)
    }
  }

  let counter = 0
  const next = (step: number, range: number): number => {
    counter = (counter + step) % range
    return counter
  }
  const bytesOf = (type: number, pick: number): number[] => {
    const { def } = entry(type)
    switch (def.tag) {
      case 'primitive': {
        if (def.value.tag === 'bool') return [1]
        if (def.value.tag === 'str') return [4, 65]
        return Array.from({ length: widths[def.value.tag] ?? 0 }, () => next(41, 256))
      }
      case 'compact':
        return entry(def.value).def.tag === 'tuple' ? [] : [next(4, 64) & 0xfc]
      case 'sequence':
        return [8, ...bytesOf(def.value, pick), ...bytesOf(def.value, pick)]
      case 'array':
        return Array.from({ length: def.value.len }, () => bytesOf(def.value.type, pick)).flat()
      case 'tuple':
        return def.value.flatMap(id => bytesOf(id, pick))
      case 'composite':
        return def.value.flatMap(field => bytesOf(field.type, pick))
      case 'variant': {
        const chosen = def.value[pick % def.value.length]
        return chosen === undefined
          ? []
          : [chosen.index, ...chosen.fields.flatMap(field => bytesOf(field.type, pick))]
      }
      default:
        throw new Error(`type ${type} is a ${def.tag}`)
    }
  }

  return {
    metadata,
    describe: type => describe(type),
    sample: (type, pick = 0) => {
      counter = 0
      return Uint8Array.from(bytesOf(type, pick))
    },
    variants: (pallet, kind) => {
      const type = metadata.pallets.find(found => found.name === pallet)?.[kind]?.type
      const def = type === undefined ? undefined : entry(type).def
      return def?.tag === 'variant' ? def.value : []
    },
    entry,
  }
}
