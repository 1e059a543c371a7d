/** Primitive types of SCALE metadata that this runtime uses. */
export type Primitive = 'bool' | 'str' | 'u8' | 'u16' | 'u32' | 'u64' | 'u128' | 'i16' | 'i64' | 'i128'

/** A field of a struct, an enum variant or a call. Tuple fields have no name. */
export interface Field {
  readonly name?: string
  readonly type: Type
}

/** One variant of an enum; of a pallet's calls, events and errors too. */
export interface TypeVariant {
  readonly name: string
  readonly index: number
  readonly fields: readonly Field[]
  readonly docs: string
}

/** A generic parameter; without a type where Rust hides it from metadata. */
export interface Parameter {
  readonly name: string
  readonly type?: Type
}

interface Named {
  /** Rust path with `::`; drives the type aliases of client libraries, so it must be the chain's own. */
  readonly path: string
  readonly parameters: readonly Parameter[]
}

type Shape =
  | { readonly kind: 'primitive'; readonly of: Primitive }
  | { readonly kind: 'compact'; readonly of: Type }
  | { readonly kind: 'sequence'; readonly of: Type }
  | { readonly kind: 'array'; readonly of: Type; readonly length: number }
  | { readonly kind: 'tuple'; readonly of: readonly Type[] }
  | ({ readonly kind: 'struct'; readonly fields: readonly Field[] } & Named)
  | ({ readonly kind: 'enum'; readonly variants: readonly TypeVariant[] } & Named)
  | { readonly kind: 'outer'; readonly of: Outer }

/** The enums over all pallets; referred to by name, since calls may contain calls. */
export type Outer = 'call' | 'event' | 'error'

/** A type of the runtime. `label` is how a field of this type names it; units of amounts live only there. */
export type Type = Shape & { readonly label: string }

const primitive = (of: Primitive): Type => ({ kind: 'primitive', of, label: of })

export const bool = primitive('bool')
export const str = primitive('str')
export const u8 = primitive('u8')
export const u16 = primitive('u16')
export const u32 = primitive('u32')
export const u64 = primitive('u64')
export const u128 = primitive('u128')
export const i16 = primitive('i16')
export const i64 = primitive('i64')
export const i128 = primitive('i128')

/** The same type under another name, as Rust type aliases and erased newtypes appear in metadata. */
export function named(label: string, type: Type): Type {
  return { ...type, label }
}

/** SCALE compact integer. */
export function compact(of: Type): Type {
  return { kind: 'compact', of, label: `Compact<${of.label}>` }
}

/** Vec of a type. */
export function vec(of: Type): Type {
  return { kind: 'sequence', of, label: `Vec<${of.label}>` }
}

/** Array of fixed length. */
export function array(of: Type, length: number): Type {
  return { kind: 'array', of, length, label: `[${of.label}; ${length}]` }
}

/** Tuple; of nothing it is the unit type. */
export function tuple(...of: readonly Type[]): Type {
  return { kind: 'tuple', of, label: `(${of.map(type => type.label).join(', ')})` }
}

/** Named fields by name, or a list of unnamed ones. */
export type Fields = Readonly<Record<string, Type>> | readonly Type[]

/** Struct at a Rust path. */
export function struct(path: string, fields: Fields, parameters: readonly Parameter[] = []): Type {
  return { kind: 'struct', path, fields: listFields(fields), parameters, label: lastSegment(path) }
}

/** Enum at a Rust path. */
export function enumeration(
  path: string,
  variants: readonly TypeVariant[],
  parameters: readonly Parameter[] = [],
): Type {
  return { kind: 'enum', path, variants, parameters, label: lastSegment(path) }
}

/** One variant with its index. */
export function variant(index: number, name: string, fields: Fields = [], docs = ''): TypeVariant {
  return { index, name, fields: listFields(fields), docs }
}

/** Variants without fields, indexed in order. */
export function units(...names: readonly string[]): TypeVariant[] {
  return names.map((name, index) => variant(index, name))
}

/** Option of a type. */
export function option(of: Type): Type {
  const variants = [variant(0, 'None'), variant(1, 'Some', [of])]
  return { ...enumeration('Option', variants, [{ name: 'T', type: of }]), label: `Option<${of.label}>` }
}

/** Result of two types. */
export function result(ok: Type, err: Type): Type {
  const variants = [variant(0, 'Ok', [ok]), variant(1, 'Err', [err])]
  return enumeration('Result', variants, [
    { name: 'T', type: ok },
    { name: 'E', type: err },
  ])
}

/** Refers to an enum over all pallets. */
export function outer(of: Outer, label: string): Type {
  return { kind: 'outer', of, label }
}

function listFields(fields: Fields): Field[] {
  return isList(fields)
    ? fields.map(type => ({ type }))
    : Object.entries(fields).map(([name, type]) => ({ name, type }))
}

function isList(fields: Fields): fields is readonly Type[] {
  return Array.isArray(fields)
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf(':') + 1)
}
