import type { UnifiedMetadata } from '@polkadot-api/substrate-bindings'

type Lookup = UnifiedMetadata['lookup']
type Entry = Lookup[number]
type Field = { readonly name?: string | undefined; readonly type: number }

/**
 * What is used of a type: all of it, its first so many parts, or the fields (of an enum the variants) of these names.
 * Lists, options and tuples stand for what they hold.
 */
export type ShapeReads = true | number | { readonly [name: string]: ShapeReads }

/** Enums that grow with every pallet: which variants they have is looked up by name each time. */
const OPAQUE = ['RuntimeCall', 'RuntimeEvent', 'RuntimeError', 'DispatchError', 'OriginCaller'] as const
/** Parts that a text is made of, however they nest: the longest here has 30. */
const MAX_PARTS = 5_000
/** More variants than a text lists: an era has 256, and no more of them can come. */
const MAX_VARIANTS = 40

/** What a type without bytes looks like. */
export const NOTHING = '()'

/**
 * How the bytes of a type are laid out, as far as it is used, as text. The same for types that differ in nothing but
 * docs, paths, parameters and numbers of types and variants. What has one part counts as that part, inside Compact too.
 */
export function shapeOf(lookup: Lookup, id: number, reads: ShapeReads = true): string {
  return shape({ lookup, parts: 0 }, id, reads)
}

/** The same of a list of fields: the arguments of a call, the values of an event. */
export function fieldsShape(lookup: Lookup, fields: readonly Field[], reads: ShapeReads = true): string {
  return partsShape({ lookup, parts: 0 }, fields, reads) ?? NOTHING
}

/** What one text is made from. Metadata may be anybody's: its types may branch without an end. */
interface Making {
  readonly lookup: Lookup
  parts: number
}

function shape(making: Making, id: number, reads: ShapeReads): string {
  const entry = making.lookup[id]
  making.parts += 1
  if (!entry || making.parts > MAX_PARTS) return 'endless'
  const opaque = OPAQUE.find(name => name === entry.path.at(-1))
  if (opaque) return opaque
  const of = (type: number, within: ShapeReads = reads) => shape(making, type, within)
  const { def } = entry
  switch (def.tag) {
    case 'primitive':
      return def.value.tag
    case 'compact':
      return `compact ${of(def.value)}`
    case 'sequence':
      return `[${of(def.value)}]`
    case 'array':
      return `[${of(def.value.type)}; ${def.value.len}]`
    case 'bitSequence':
      return 'bits'
    case 'tuple':
      return joined(def.value.map(type => of(type)))
    case 'variant':
      return variantShape(making, entry, def.value, reads)
    case 'composite': {
      const [only, ...others] = def.value
      if (!only || others.length > 0) return partsShape(making, def.value, reads) ?? NOTHING
      return of(only.type, typeof reads === 'object' ? (reads[only.name ?? ''] ?? reads) : reads)
    }
  }
}

/** Fields in their order; those that are picked by name in the order of the names. Undefined where there are none. */
function partsShape(making: Making, fields: readonly Field[], reads: ShapeReads): string | undefined {
  const of = (field: Field, within: ShapeReads) => {
    const text = shape(making, field.type, within)
    return field.name === undefined ? text : `${field.name}: ${text}`
  }
  if (typeof reads === 'object') {
    const named = Object.entries(reads).map(([name, within]) => {
      const found = fields.find(field => field.name === name)
      return found ? of(found, within) : `${name}: absent`
    })
    return named.length === 0 ? undefined : `{${named.sort().join(', ')}}`
  }
  if (fields.length === 0) return undefined
  const used = typeof reads === 'number' ? fields.slice(0, reads) : fields
  if (used.some(({ name }) => name === undefined)) return joined(used.map(field => of(field, true)))
  return `{${used.map(field => of(field, true)).join(', ')}}`
}

function variantShape(
  making: Making,
  { path }: Entry,
  variants: readonly { readonly name: string; readonly fields: readonly Field[] }[],
  reads: ShapeReads,
): string {
  const some = variants.find(({ name }) => name === 'Some')?.fields[0]
  if (path.at(-1) === 'Option' && some) return `${shape(making, some.type, reads)}?`
  const text = (name: string, within: ShapeReads) => {
    const found = variants.find(variant => variant.name === name)
    if (!found) return `${name}: absent`
    const parts = partsShape(making, found.fields, within)
    return parts === undefined ? name : `${name} ${parts}`
  }
  const used =
    typeof reads === 'object'
      ? Object.entries(reads).sort(([a], [b]) => (a < b ? -1 : 1))
      : variants.map(({ name }) => [name, true] as const)
  if (used.length > MAX_VARIANTS) {
    const [first, last] = [variants[0]?.name, variants.at(-1)?.name]
    return `one of ${variants.length}, ${first} to ${last}`
  }
  return `<${used.map(([name, within]) => text(name, within)).join(' | ')}>`
}

/** Parts one after the other; parts without bytes make nothing. */
function joined(parts: readonly string[]): string {
  if (parts.every(part => part === NOTHING)) return NOTHING
  return parts.length === 1 ? (parts[0] ?? NOTHING) : `(${parts.join(', ')})`
}
