import { concat } from '../../src/scale/bytes.ts'
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
      return concat(Array.from({ length: type.length }, () => zeroBytes(type.of)))
    case 'tuple':
      return concat(type.of.map(zeroBytes))
    case 'struct':
      return concat(type.fields.map(field => zeroBytes(field.type)))
    case 'enum': {
      const first = type.variants.find(variant => variant.index === 0)
      if (first === undefined) throw new Error(`${type.path} has no variant 0`)
      return concat([Uint8Array.of(0), ...first.fields.map(field => zeroBytes(field.type))])
    }
    case 'outer':
      throw new Error(`${type.label} has no zero`)
  }
}
