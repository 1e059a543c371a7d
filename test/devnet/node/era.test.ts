import { expect, test } from 'vitest'
import { birthOf, deathOf, readEra } from '../../../devnet/extrinsic/era.ts'

test('an era reads as the runtime writes it', () => {
  // Cases of paritytech/polkadot-sdk substrate/primitives/runtime/src/generic/era.rs.
  expect(readEra(Uint8Array.of(5 + (42 % 16) * 16, Math.floor(42 / 16)))).toEqual({
    kind: 'mortal',
    period: 64,
    phase: 42,
  })
  expect(readEra(Uint8Array.of(14 + (2500 % 16) * 16, Math.floor(2500 / 16)))).toEqual({
    kind: 'mortal',
    period: 32_768,
    phase: 20_000,
  })
  expect(readEra(Uint8Array.of(0))).toEqual({ kind: 'immortal' })
})

test('an impossible era is refused', () => {
  expect(() => readEra(Uint8Array.of(0x10, 0))).toThrow(RangeError)
  expect(() => readEra(Uint8Array.of(0xf1, 0xff))).toThrow(RangeError)
})

test('birth and death follow the current block', () => {
  const era = { kind: 'mortal', period: 4, phase: 1 } as const
  expect([6, 5, 4, 3].map(current => birthOf(era, current))).toEqual([5, 5, 1, 1])
  expect([6, 5, 4, 3].map(current => deathOf(era, current))).toEqual([9, 9, 5, 5])
  expect(birthOf(era, 0)).toBe(1)
  expect(birthOf({ kind: 'immortal' }, 77)).toBe(0)
  expect(deathOf({ kind: 'immortal' }, 77)).toBe(Number.POSITIVE_INFINITY)
})
