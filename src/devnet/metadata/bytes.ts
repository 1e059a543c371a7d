import { compactNumber } from '@polkadot-api/substrate-bindings'
import type { Primitive, Type } from './type.ts'

const widths: Readonly<Record<Exclude<Primitive, 'str'>, number>> = {
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

/** SCALE bytes of a number or truth of a primitive type; bytes pass unchanged. @throws on any other type. */
export function toBytes(type: Type, value: number | bigint | boolean | Uint8Array): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (type.kind !== 'primitive' || type.of === 'str') throw new Error(`${type.label} takes SCALE bytes`)
  return littleEndian(BigInt(value), widths[type.of])
}

/** Little-endian two's complement bytes. @throws where the number does not fit. */
export function littleEndian(value: bigint, width: number): Uint8Array {
  const bits = BigInt(width * 8)
  if (value >= 1n << bits || value < -(1n << (bits - 1n))) throw new Error(`${value} exceeds ${width} bytes`)
  return Uint8Array.from({ length: width }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn))
}

/** SCALE bytes of a type's zero: numbers 0, lists empty, enums their variant 0 of zeros. */
export function zeroBytes(type: Type): Uint8Array {
  switch (type.kind) {
    case 'primitive':
      return new Uint8Array(type.of === 'str' ? 1 : widths[type.of])
    case 'compact':
    case 'sequence':
      return new Uint8Array(1)
    case 'array':
      return join(Array.from({ length: type.length }, () => zeroBytes(type.of)))
    case 'tuple':
      return join(type.of.map(zeroBytes))
    case 'struct':
      return join(type.fields.map(field => zeroBytes(field.type)))
    case 'enum': {
      const first = type.variants.find(variant => variant.index === 0)
      if (first === undefined) throw new Error(`${type.path} has no variant 0`)
      return join([Uint8Array.of(0), ...first.fields.map(field => zeroBytes(field.type))])
    }
    case 'outer':
      throw new Error(`${type.label} has no zero`)
  }
}

/** One array of several. */
export function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap(part => [...part]))
}

/** SCALE list of `count` items whose bytes are given. */
export function prefixed(count: number, items: Uint8Array): Uint8Array {
  return join([compactNumber.enc(count), items])
}

/** Bytes of UTF-8 text as a SCALE list. */
export function textBytes(text: string): Uint8Array {
  const encoded = new TextEncoder().encode(text)
  return prefixed(encoded.length, encoded)
}

/** Bytes of hex digits without prefix. */
export function hexBytes(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}

/** Hex digits of bytes, with prefix. */
export function toHex(bytes: Uint8Array): `0x${string}` {
  return `0x${Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')}`
}
