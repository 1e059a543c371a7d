import type { CodecType, v14Lookup } from '@polkadot-api/substrate-bindings'
import type { Field, Outer, Type } from './type.ts'

/** One entry of the metadata's type list, as the metadata codec takes it. */
type TypeEntry = CodecType<typeof v14Lookup>[number]

type Definition = TypeEntry['def']
type Inner = Exclude<Type, { kind: 'outer' }>

/** Numbers types on first use. */
export interface TypeRegistry {
  /** Id of a type; the same structure has the same id whatever its label. */
  id(type: Type): number
  /** All types numbered so far, in the order of their ids. */
  entries(): TypeEntry[]
}

/** An empty registry. `outers` resolves the references to the enums over all pallets. */
export function createRegistry(outers: Readonly<Record<Outer, () => Type>>): TypeRegistry {
  const entries: TypeEntry[] = []
  const byKey = new Map<string, number>()
  const known = new Map<Type, number>()

  const id = (type: Type): number => {
    const seen = known.get(type)
    if (seen !== undefined) return seen
    const found = type.kind === 'outer' ? id(outers[type.of]()) : intern(type)
    known.set(type, found)
    return found
  }

  // The id is taken before the definition is read: a call may contain calls.
  const intern = (type: Inner): number => {
    const params = parametersOf(type)
    const key = keyOf(type, params)
    const seen = byKey.get(key)
    if (seen !== undefined) return seen
    const path = 'path' in type ? type.path.split('::') : []
    const entry: TypeEntry = { id: entries.length, path, params, def: { tag: 'tuple', value: [] }, docs: [] }
    byKey.set(key, entry.id)
    entries.push(entry)
    entry.def = define(type)
    return entry.id
  }

  const parametersOf = (type: Inner) =>
    'parameters' in type
      ? type.parameters.map(({ name, type }) => ({ name, type: type === undefined ? undefined : id(type) }))
      : []

  const keyOf = (type: Inner, params: readonly { readonly type: number | undefined }[]): string => {
    switch (type.kind) {
      case 'primitive':
        return type.of
      case 'compact':
      case 'sequence':
        return `${type.kind} ${id(type.of)}`
      case 'array':
        return `array ${id(type.of)} ${type.length}`
      case 'tuple':
        return `tuple ${type.of.map(id).join(' ')}`
      default:
        return `${type.path} ${params.map(param => param.type ?? '-').join(' ')}`
    }
  }

  const define = (type: Inner): Definition => {
    switch (type.kind) {
      case 'primitive':
        return { tag: 'primitive', value: { tag: type.of, value: undefined } }
      case 'compact':
      case 'sequence':
        return { tag: type.kind, value: id(type.of) }
      case 'array':
        return { tag: 'array', value: { len: type.length, type: id(type.of) } }
      case 'tuple':
        return { tag: 'tuple', value: type.of.map(id) }
      case 'struct':
        return { tag: 'composite', value: type.fields.map(field) }
      default:
        return {
          tag: 'variant',
          value: type.variants.map(({ name, index, fields, docs }) => ({
            name,
            index,
            fields: fields.map(field),
            docs: docs === '' ? [] : [docs],
          })),
        }
    }
  }

  const field = ({ name, type }: Field) => ({ name, type: id(type), typeName: type.label, docs: [] })

  return { id, entries: () => entries }
}
