import { describe, expect, test } from 'vitest'
import { findNetwork } from '../../src/chain/network/network.ts'
import type { Hex } from '../../src/scale/bytes.ts'
import { tooSoon } from '../../src/trade/sending/expiry-time.ts'

const OTHER: Hex = `0x${'ab'.repeat(32)}`
const era = { firstBlock: 100, lastBlock: 115 }
const chain = (genesis: string, slot?: bigint, more: { dev?: boolean; loopback?: boolean } = {}) => ({
  genesis: genesis as Hex,
  isDevelopment: more.dev ?? false,
  network: { isLoopback: more.loopback ?? false },
  runtime: {
    constant: (pallet: string, name: string) =>
      `${pallet}.${name}` === 'Aura.SlotDuration' ? slot : undefined,
  },
})
/** Milliseconds after which an era of 16 blocks may be over. */
const least = (of: ReturnType<typeof chain>) =>
  [0, 1, 3_499, 3_500, 167_999, 168_000].find(time => tooSoon(of, era, time) === undefined)

describe('an era of 16 blocks is over no sooner than 14 of them can have been made', () => {
  test.each(['finney', 'test'])('12 s each on %s, whatever its metadata tells', name => {
    expect(least(chain(findNetwork(name).genesis ?? '', 250n))).toBe(168_000)
  })

  test('as long as the runtime says elsewhere, 12 s where it says nothing', () => {
    expect(least(chain(OTHER, 250n))).toBe(3_500)
    expect(least(chain(OTHER))).toBe(168_000)
  })

  test('at once on a development chain of this machine; the mark alone excuses nobody', () => {
    expect(least(chain(OTHER, undefined, { dev: true, loopback: true }))).toBe(0)
    expect(least(chain(OTHER, undefined, { dev: true }))).toBe(168_000)
    expect(least(chain(OTHER, undefined, { loopback: true }))).toBe(168_000)
  })
})

test('a clock that was set back since is no time that passed', () => {
  expect(tooSoon(chain(OTHER, 250n), era, -3_600_000)).toContain('it was signed 0s ago')
})
