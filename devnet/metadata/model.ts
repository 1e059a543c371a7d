import { toHex } from '../../src/scale/bytes.ts'
import { multiAddress, multiSignature, runtimeCall } from './common.ts'
import { extensions, extensionType, runtime, uncheckedExtrinsic } from './extrinsic.ts'
import type { ConstantDefinition, Pallet, StorageDefinition } from './pallet.ts'
import { createRegistry, type TypeRegistry } from './registry.ts'
import { asDefined, type Retype } from './retype.ts'
import type { ApiDefinition, Methods } from './runtime-apis.ts'
import { enumeration, named, type Outer, outer, type Type, tuple, variant } from './type.ts'

/** The runtime with all types numbered: what the metadata versions have in common. */
export type Model = ReturnType<typeof modelOf>

/** Numbers the types of pallets, extrinsic and runtime APIs. */
export function modelOf(
  defined: readonly Pallet[],
  apis: readonly ApiDefinition[],
  { typeOf, palletOf, methodsOf }: Retype = asDefined,
) {
  const pallets = defined.map(palletOf)
  const registry = createRegistry({
    call: () => outerEnum(pallets, 'call'),
    event: () => outerEnum(pallets, 'event'),
    error: () => outerEnum(pallets, 'error'),
  })
  const id = (type: Type) => registry.id(typeOf(type))
  const ids = {
    pallets: pallets.map(pallet => numberPallet(registry, pallet)),
    runtime: id(runtime),
    extrinsic: {
      type: id(uncheckedExtrinsic),
      address: id(multiAddress),
      call: id(runtimeCall),
      signature: id(multiSignature),
      extra: id(extensionType),
      signedExtensions: extensions.map(({ identifier, type, additional }) => ({
        identifier,
        type: id(type),
        additionalSigned: id(additional),
      })),
    },
    outerEnums: {
      call: id(runtimeCall),
      event: id(outer('event', 'RuntimeEvent')),
      error: id(outer('error', 'RuntimeError')),
    },
    apis: apis.map(({ name, version, methods }) => ({
      name,
      version,
      methods: numberMethods(registry, methodsOf(methods)),
    })),
  }
  return { ...ids, lookup: registry.entries() }
}

const outerPaths: Readonly<Record<Outer, string>> = {
  call: 'RuntimeCall',
  event: 'RuntimeEvent',
  error: 'RuntimeError',
}

/** The enum over all pallets; a variant's index is its pallet's. */
function outerEnum(pallets: readonly Pallet[], kind: Outer): Type {
  const label = outerPaths[kind].replace('Runtime', '')
  const variants = pallets.flatMap(pallet => {
    const type = { call: pallet.calls, event: pallet.events, error: pallet.errors }[kind]
    if (type === undefined || !('path' in type)) return []
    const crate = type.path.slice(0, type.path.indexOf(':'))
    return [variant(pallet.index, pallet.name, [named(`${crate}::${label}<Runtime>`, type)])]
  })
  return enumeration(`node_subtensor_runtime::${outerPaths[kind]}`, variants)
}

function numberPallet({ id }: TypeRegistry, pallet: Pallet) {
  const optional = (type: Type | undefined) => (type === undefined ? undefined : id(type))
  return {
    name: pallet.name,
    index: pallet.index,
    storage: pallet.storage?.map(item => numberItem(id, item)),
    constants: (pallet.constants ?? []).map(item => numberConstant(id, item)),
    calls: optional(pallet.calls),
    events: optional(pallet.events),
    errors: optional(pallet.errors),
  }
}

function numberItem(id: TypeRegistry['id'], { name, keys, value, optional, fallback }: StorageDefinition) {
  const hashers = keys.map(({ hasher }) => ({ tag: hasher, value: undefined }))
  const [first, ...rest] = keys.map(key => key.type)
  return {
    name,
    modifier: optional ? 0 : 1,
    type:
      first === undefined
        ? { tag: 'plain' as const, value: id(value) }
        : {
            tag: 'map' as const,
            value: {
              hashers,
              key: id(rest.length === 0 ? first : tuple(first, ...rest)),
              value: id(value),
            },
          },
    fallback: toHex(fallback),
    docs: [],
  }
}

function numberConstant(id: TypeRegistry['id'], { name, type, value }: ConstantDefinition) {
  return { name, type: id(type), value: toHex(value), docs: [] }
}

function numberMethods({ id }: TypeRegistry, methods: Methods) {
  return Object.entries(methods).map(([name, { inputs, output }]) => ({
    name,
    inputs: Object.entries(inputs).map(([name, type]) => ({ name, type: id(type) })),
    output: id(output),
    docs: [],
  }))
}
