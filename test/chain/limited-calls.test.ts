import { expect, test } from 'vitest'
import { profileMetadata } from '../../devnet/profile/profile.ts'
import { alphaOf, netuid, parseAlpha, parseLimitPrice, parseTao, tao } from '../../src/balance/index.ts'
import { callRequirements } from '../../src/chain/extrinsic/calls.ts'
import {
  addStakeLimit,
  moveStakeLimit,
  removeAllStakeLimit,
  removeStakeLimit,
  swapStakeLimit,
} from '../../src/chain/extrinsic/limited-calls.ts'
import { missingOf } from '../../src/chain/metadata/requirements.ts'
import { ownMetadata } from '../support/runtimes.ts'
import { hot25, hot26 } from '../support/test-chain.ts'

const [one, two] = [netuid(1), netuid(2)]
const across = { origin: one, destination: two, amount: parseAlpha('2.5', one) }
const ratio = { limit: parseLimitPrice('0.729', alphaOf(one), alphaOf(two)), allowPartial: false }
const price = { limit: parseLimitPrice('0.03', alphaOf(one), tao), allowPartial: true }

const calls = [
  addStakeLimit({ hotkey: hot25, destination: one, amount: parseTao('2'), ...price }),
  removeStakeLimit({ hotkey: hot25, origin: one, amount: parseAlpha('2.5', one), ...price }),
  removeAllStakeLimit({ hotkey: hot25, origin: one, limit: price.limit }),
  swapStakeLimit({ hotkey: hot25, ...across, ...ratio }),
  moveStakeLimit({ originHotkey: hot25, destinationHotkey: hot26, ...across, ...ratio }),
]

test('limited calls carry amount, limit and whether a part will do', () => {
  expect(calls.map(({ name, args }) => [name, ...Object.values(args)])).toEqual([
    ['add_stake_limit', hot25, 1, 2_000_000_000n, 30_000_000n, true],
    ['remove_stake_limit', hot25, 1, 2_500_000_000n, 30_000_000n, true],
    ['remove_stake_full_limit', hot25, 1, 30_000_000n],
    ['swap_stake_limit', hot25, 1, 2, 2_500_000_000n, 729_000_000n, false],
    ['move_stake_limit', hot25, hot26, 1, 2, 2_500_000_000n, 729_000_000n, false],
  ])
})

test('their arguments have the names the runtimes give them', () => {
  const { addStakeLimit, removeStakeLimit, swapStakeLimit, moveStakeLimit, removeAllStake } = callRequirements
  const wanted = [addStakeLimit, removeStakeLimit, removeAllStake, swapStakeLimit, moveStakeLimit]
  const { runtime: next } = profileMetadata('next')
  expect(calls.map(({ pallet, name }) => ({ kind: 'call', pallet, name }))).toEqual(wanted)
  for (const { pallet, name, args } of calls) {
    expect(next.variant('calls', pallet, name)?.fields).toEqual(Object.keys(args))
  }
  const present = ownMetadata().runtime
  expect(missingOf(present, wanted)).toEqual(['call SubtensorModule.move_stake_limit'])
  expect(missingOf(next, wanted)).toEqual([])
})
