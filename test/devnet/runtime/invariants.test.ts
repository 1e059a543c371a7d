import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Call } from '../../../src/devnet/types.ts'
import { invariants } from '../../support/invariants.ts'
import {
  addLimit,
  alice,
  author,
  bob,
  hotOne,
  hotTwo,
  key,
  move,
  pay,
  poolOne,
  poolTwo,
  removeLimit,
  staking,
  subnet,
  type TestChain,
  testChain,
  utility,
} from './chain.ts'

const carol = key(4)
const coldkeys = [alice, bob, carol]
const hotkeys = [hotOne, hotTwo]
const netuids = [0, 1, 2, 3]

/** Small pools, uneven weights, a stable subnet and a nearly empty pool: room for every kind of failure. */
function scenario(): TestChain {
  const positions = coldkeys.flatMap((coldkey, one) =>
    hotkeys.flatMap((hotkey, two) =>
      netuids.map(netuid => ({ coldkey, hotkey, netuid, alpha: 10n ** BigInt(8 + one + two + netuid) })),
    ),
  )
  return testChain({
    accounts: [
      { address: alice, free: 50_000_000_000n },
      { address: bob, free: 90_000_000n },
      { address: author, free: 1_000n },
    ],
    subnets: [
      subnet(0),
      subnet(1, { ...poolOne, quoteWeight: 480_000_000_000_000_000n }),
      subnet(2, { alphaIn: poolTwo.alphaIn / 1_000_000n, tao: poolTwo.tao / 1_000_000n, feeRate: 10_000 }),
      subnet(3, { mechanism: 0 }),
    ],
    positions,
  })
}

const hotkey = fc.constantFrom(...hotkeys)
const netuid = fc.constantFrom(...netuids)
const amount = fc
  .tuple(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 99 }))
  .map(([exponent, digits]) => 10n ** BigInt(exponent) * BigInt(digits))
const limit = fc.constantFrom(0n, 1_000_000n, 24_000_000n, 40_000_000n, 720_000_000n, 10n ** 10n)

const oneCall: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(netuid, amount, limit, fc.boolean(), hotkey).map(args => addLimit(...args)),
  fc
    .tuple(netuid, amount, hotkey)
    .map(([origin, amount_staked, who]) =>
      staking('add_stake', { hotkey: who, netuid: origin, amount_staked }),
    ),
  fc
    .tuple(netuid, amount, hotkey)
    .map(([origin, amount_unstaked, who]) =>
      staking('remove_stake', { hotkey: who, netuid: origin, amount_unstaked }),
    ),
  fc.tuple(netuid, amount, limit, fc.boolean()).map(args => removeLimit(...args)),
  fc
    .tuple(hotkey, netuid)
    .map(([who, origin]) =>
      staking('remove_stake_full_limit', { hotkey: who, netuid: origin, limit_price: undefined }),
    ),
  fc.tuple(hotkey, hotkey, netuid, netuid, amount).map(args => move(...args)),
  fc
    .tuple(fc.constantFrom(...coldkeys), hotkey, netuid, netuid, amount)
    .map(([destination_coldkey, who, origin_netuid, destination_netuid, alpha_amount]) =>
      staking('transfer_stake', {
        destination_coldkey,
        hotkey: who,
        origin_netuid,
        destination_netuid,
        alpha_amount,
      }),
    ),
  fc
    .tuple(hotkey, netuid, netuid, amount, limit, fc.boolean())
    .map(([who, origin_netuid, destination_netuid, alpha_amount, limit_price, allow_partial]) =>
      staking('swap_stake_limit', {
        hotkey: who,
        origin_netuid,
        destination_netuid,
        alpha_amount,
        limit_price,
        allow_partial,
      }),
    ),
  fc
    .tuple(
      fc.constantFrom(...coldkeys),
      amount,
      fc.constantFrom('transfer_keep_alive', 'transfer_allow_death'),
    )
    .map(args => pay(...args)),
)

const call = fc.oneof(
  { weight: 4, arbitrary: oneCall },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('batch', 'batch_all', 'force_batch'), fc.array(oneCall, { maxLength: 4 }))
      .map(([kind, inner]) => utility(kind, inner)),
  },
)

test('whatever is sent, TAO is conserved, pools are covered and stakes add up', () => {
  let done = 0
  let failed = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...coldkeys), call), { minLength: 10, maxLength: 25 }),
      sent => {
        const chain = scenario()
        for (const [signer, wanted] of sent) {
          const before = chain.state.snapshot()
          const outcome = chain.send(signer, wanted)
          expect(outcome === 'ok' ? [] : chain.changedByFailure(before)).toEqual([])
          done += Number(outcome === 'ok')
          failed += Number(outcome !== 'ok')
          expect(invariants(chain.state)).toEqual([])
        }
      },
    ),
    { numRuns: 40, seed: 425 },
  )
  // Both kinds are really met.
  expect(done).toBeGreaterThan(100)
  expect(failed).toBeGreaterThan(100)
})

test.each([
  ['System.Account', [alice], { nonce: 0, data: { free: 1n, reserved: 0n } }, 'accounts hold'],
  ['SubtensorModule.SubnetTAO', [1], 10n ** 17n, 'the account of subnet 1'],
  ['SubtensorModule.TotalStake', [], 1n, 'exceed a TotalStake of 1'],
  ['SubtensorModule.SubnetAlphaOut', [1], 5n, 'SubnetAlphaOut of 5'],
  ['SubtensorModule.TotalHotkeyAlpha', [hotOne, 9], 4n, 'read 0 alpha rao in 0 rows of 4'],
])('a wrong %s is noticed', (id, key, value, line) => {
  const { state } = testChain()
  expect(invariants(state)).toEqual([])
  state.write({ id, pallet: '', name: '', fallback: undefined as unknown }, value, ...key)
  expect(invariants(state).join()).toContain(line)
})

test('what a failed extrinsic left behind is noticed', () => {
  const chain = testChain()
  const before = chain.state.snapshot()
  expect(chain.send(alice, pay(bob, 1n))).toBe('Token.BelowMinimum')
  expect(chain.changedByFailure(before)).toEqual([])
  chain.state.write({ id: 'SubtensorModule.Owner', pallet: '', name: '', fallback: '' }, bob, hotOne)
  expect(chain.changedByFailure(before)).toEqual([`SubtensorModule.Owner/${hotOne}`])
})
