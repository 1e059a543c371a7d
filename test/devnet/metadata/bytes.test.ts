import { describe, expect, it } from 'vitest'
import { littleEndian, toBytes, zeroBytes } from '../../../devnet/metadata/bytes.ts'
import {
  array,
  bool,
  enumeration,
  option,
  struct,
  tuple,
  u8,
  u16,
  u64,
  units,
  variant,
  vec,
} from '../../../devnet/metadata/type.ts'
import { textBytes, toHex } from '../../../src/scale/bytes.ts'

describe('SCALE bytes of defaults and constants', () => {
  it('writes integers little-endian, negative ones as two’s complement', () => {
    expect(littleEndian(11_796n, 2)).toEqual(Uint8Array.of(0x14, 0x2e))
    expect(littleEndian(-2n, 2)).toEqual(Uint8Array.of(0xfe, 0xff))
    expect(littleEndian(2n ** 64n - 1n, 8)).toEqual(new Uint8Array(8).fill(255))
  })

  it('refuses a number wider than its type', () => {
    expect(() => littleEndian(65_536n, 2)).toThrow('65536 exceeds 2 bytes')
    expect(() => toBytes(u8, 256)).toThrow('256 exceeds 1 bytes')
    expect(() => littleEndian(-32_769n, 2)).toThrow()
  })

  it('refuses a number for a type that is not one', () => {
    expect(() => toBytes(vec(u8), 1)).toThrow('Vec<u8> takes SCALE bytes')
    expect(toBytes(vec(u8), Uint8Array.of(0))).toEqual(Uint8Array.of(0))
  })

  it('knows the zero of every kind of type', () => {
    expect(toHex(zeroBytes(u64))).toBe('0x0000000000000000')
    expect(toHex(zeroBytes(vec(u64)))).toBe('0x00')
    expect(toHex(zeroBytes(option(u64)))).toBe('0x00')
    expect(toHex(zeroBytes(struct('a::B', { x: u16, y: tuple(bool, array(u8, 3)) })))).toBe('0x000000000000')
    expect(toHex(zeroBytes(enumeration('a::C', units('First', 'Second'))))).toBe('0x00')
    expect(toHex(zeroBytes(enumeration('a::D', [variant(1, 'One'), variant(0, 'Zero', [u16])])))).toBe(
      '0x000000',
    )
  })

  it('refuses the zero of an enum without a variant 0', () => {
    expect(() => zeroBytes(enumeration('a::E', [variant(1, 'One')]))).toThrow('a::E has no variant 0')
  })

  it('counts text in bytes of UTF-8', () => {
    expect(toHex(textBytes('\u{1D70F}'))).toBe('0x10f09d9c8f')
  })
})
