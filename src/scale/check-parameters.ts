import type { UnifiedMetadata } from '@polkadot-api/substrate-bindings'

type Entry = UnifiedMetadata['lookup'][number]

/** What a codec library builds from parameters in place of fields, and the variants that it takes for granted. */
const BY_PARAMETERS: Readonly<Record<string, readonly [name: string, fields: number][]>> = {
  Option: [
    ['None', 0],
    ['Some', 1],
  ],
  Result: [
    ['Ok', 1],
    ['Err', 1],
  ],
}

/**
 * The digest of metadata (RFC-0078) leaves parameters out, and codecs build Option and Result from them alone: both must
 * say the same. Source: @polkadot/types PortableRegistry `#extractVariant`, @polkadot-api/metadata-builders lookups.
 @throws Error
 */
export function checkParameters({ id, path, params, def }: Entry): void {
  const name = path[0] ?? ''
  const variants = Object.hasOwn(BY_PARAMETERS, name) ? BY_PARAMETERS[name] : undefined
  if (!variants) return
  const given = def.tag === 'variant' ? def.value : []
  const isUsual =
    path.length === 1 &&
    given.length === variants.length &&
    variants.every(([variant, fields], index) => {
      const found = given[index]
      return found?.name === variant && found.index === index && found.fields.length === fields
    })
  const types = given.flatMap(({ fields }) => fields.map(({ type }) => type))
  const isSame = types.length === params.length && types.every((type, i) => type === params[i]?.type)
  if (!isUsual || !isSame) throw new Error(`type ${id} is another ${name} than its parameters say`)
}
