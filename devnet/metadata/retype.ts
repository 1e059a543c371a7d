import type { Key, Pallet, StorageDefinition } from './pallet.ts'
import type { Methods } from './runtime-apis.ts'
import type { Field, Parameter, Type, TypeVariant } from './type.ts'

/** What types are in another runtime: plain integers by their labels, and paths that moved. */
export interface TypeChanges {
  readonly labelled: Readonly<Record<string, Type>>
  /** Generic parameters by name whose type is a plain integer. */
  readonly parameters: Readonly<Record<string, Type>>
  readonly paths: Readonly<Record<string, string>>
  /** Variants added to the enum of a path. */
  readonly variants: Readonly<Record<string, readonly TypeVariant[]>>
}

/** Rewrites definitions of one runtime into those of another that names its types otherwise. */
export interface Retype {
  typeOf(type: Type): Type
  /** Bytes of fallbacks and constants stay: a newtype is encoded as what it holds. */
  palletOf(pallet: Pallet): Pallet
  methodsOf(methods: Methods): Methods
}

/** Definitions as they are. */
export const asDefined: Retype = {
  typeOf: type => type,
  palletOf: pallet => pallet,
  methodsOf: methods => methods,
}

/** A rewriter; each type is rewritten once, so that what was one type stays one. */
export function createRetype(changes: TypeChanges): Retype {
  const typeOf = typeRewriter(changes)
  const key = ({ hasher, type }: Key): Key => ({ hasher, type: typeOf(type) })
  const item = (each: StorageDefinition): StorageDefinition => ({
    ...each,
    keys: each.keys.map(key),
    value: typeOf(each.value),
  })
  const inputs = (types: Readonly<Record<string, Type>>) =>
    Object.fromEntries(Object.entries(types).map(([name, type]) => [name, typeOf(type)]))
  return {
    typeOf,
    palletOf({ name, index, storage, constants, ...enums }) {
      const rewritten = Object.entries(enums).map(([kind, type]) => [kind, typeOf(type)])
      return {
        name,
        index,
        ...(storage && { storage: storage.map(item) }),
        ...(constants && { constants: constants.map(each => ({ ...each, type: typeOf(each.type) })) }),
        ...Object.fromEntries(rewritten),
      }
    },
    methodsOf: methods =>
      Object.fromEntries(
        Object.entries(methods).map(([name, method]) => [
          name,
          { inputs: inputs(method.inputs), output: typeOf(method.output) },
        ]),
      ),
  }
}

function typeRewriter({ labelled, parameters, paths, variants }: TypeChanges): (type: Type) => Type {
  const done = new Map<Type, Type>()
  const typeOf = (type: Type): Type => {
    const made = done.get(type) ?? rewrite(type)
    done.set(type, made)
    return made
  }
  const field = ({ type, ...rest }: Field): Field => ({ ...rest, type: typeOf(type) })
  const parameter = ({ name, type }: Parameter): Parameter => {
    if (type === undefined) return { name }
    const plain = type.kind === 'primitive' ? parameters[name] : undefined
    return { name, type: plain ?? typeOf(type) }
  }
  const rewrite = (type: Type): Type => {
    switch (type.kind) {
      case 'primitive': {
        const { label } = type
        return { ...(labelled[label] ?? type), label }
      }
      case 'outer':
        return type
      case 'tuple':
        return { ...type, of: type.of.map(typeOf) }
      case 'struct':
        return { ...type, ...named(type.path, type.parameters), fields: type.fields.map(field) }
      case 'enum': {
        const all = [...type.variants, ...(variants[type.path] ?? [])]
        const made = all.map(each => ({ ...each, fields: each.fields.map(field) }))
        return { ...type, ...named(type.path, type.parameters), variants: made }
      }
      default:
        return { ...type, of: typeOf(type.of) }
    }
  }
  const named = (path: string, of: readonly Parameter[]) => ({
    path: paths[path] ?? path,
    parameters: of.map(parameter),
  })
  return typeOf
}
