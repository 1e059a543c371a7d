import { describe, expect, test } from 'vitest'
import {
  add,
  addLimit,
  alice,
  author,
  hotOne,
  poolOne,
  poolTwo,
  removeLimit,
  subnet,
  swap,
  swapLimit,
  type TestChain,
  testChain,
} from './chain.ts'

type Removed = [coldkey: string, hotkey: string, tao: bigint, alpha: bigint, netuid: number, fee: bigint]

const removed = (chain: TestChain) => chain.event('StakeRemoved') as Removed
const added = (chain: TestChain) => chain.event('StakeAdded') as Removed

const weighted = () =>
  testChain({
    subnets: [
      subnet(0),
      subnet(1, { ...poolOne, quoteWeight: 499_876_543_210_987_654n }),
      subnet(2, { ...poolTwo, quoteWeight: 500_123_456_789_012_345n }),
    ],
  })

describe('swaps between two pools', () => {
  test.each([
    [1_000_000_000n, 503_547n, 24_987_398n, 728_798_956n],
    [123_456_789_012n, 62_166_384n, 3_084_675_249n, 89_967_382_094n],
    [5_000_000_000_000n, 2_517_738_612n, 124_625_649_298n, 3_631_143_657_558n],
  ])('%d alpha rao pay a fee of %d, become %d rao of TAO, then %d alpha rao', (sold, fee, tao, bought) => {
    const chain = testChain()
    expect(chain.send(alice, swap(1, 2, sold))).toBe('ok')
    expect(removed(chain)).toEqual([alice, hotOne, tao, sold - fee, 1, fee])
    expect(added(chain)).toEqual([alice, hotOne, tao, bought, 2, 0n])
    expect(chain.event('StakeSwapped')).toEqual([alice, hotOne, 1, 2, tao])
    expect(chain.stake(hotOne, alice, 1)).toBe(10_000_000_000_000n - sold)
    expect(chain.stake(hotOne, alice, 2)).toBe(bought)
  })

  test.each([
    [1_000_000_000n, 503_547n, 24_999_741n, 729_519_127n],
    [5_000_000_000_000n, 2_517_738_612n, 124_687_131_208n, 3_634_726_712_150n],
  ])('with weights off one half, %d alpha rao pay %d, become %d, then %d', (sold, fee, tao, bought) => {
    const chain = weighted()
    expect(chain.send(alice, swap(1, 2, sold))).toBe('ok')
    expect(removed(chain)).toEqual([alice, hotOne, tao, sold - fee, 1, fee])
    expect(added(chain)).toEqual([alice, hotOne, tao, bought, 2, 0n])
  })

  test('leave the reserves, the author and the books at the documented values', () => {
    const chain = testChain()
    const authorBefore = chain.free(author)
    const stakeBefore = chain.stored('SubtensorModule', 'TotalStake') as bigint
    expect(chain.send(alice, swap(1, 2, 1_000_000_000n))).toBe('ok')

    expect(chain.stored('SubtensorModule', 'SubnetAlphaIn', 1)).toBe(2_000_001_000_000_000n)
    expect(chain.stored('SubtensorModule', 'SubnetTAO', 1)).toBe(49_999_975_000_014n)
    expect(chain.stored('SubtensorModule', 'SubnetAlphaIn', 2)).toBe(3_499_999_271_201_044n)
    expect(chain.stored('SubtensorModule', 'SubnetTAO', 2)).toBe(120_000_024_987_398n)
    expect(chain.stored('SubtensorModule', 'SubnetAlphaOut', 1)).toBe(9_999_000_000_000n)
    expect(chain.stored('SubtensorModule', 'SubnetAlphaOut', 2)).toBe(728_798_956n)
    expect(chain.stored('SubtensorModule', 'SubnetVolume', 1)).toBe(24_999_986n)
    expect(chain.stored('SubtensorModule', 'SubnetVolume', 2)).toBe(24_987_398n)
    expect(chain.stored('SubtensorModule', 'TotalStake')).toBe(stakeBefore - 12_588n)

    const { actual_fee } = chain.event('TransactionFeePaid') as { actual_fee: bigint }
    expect(chain.free(author) - authorBefore - actual_fee).toBe(12_588n)
  })

  test('from a coldkey without TAO hold back the existential deposit', () => {
    const chain = testChain({ accounts: [{ address: author, free: 1_000_000_000n }] })
    const rule = chain.stakingRule('swap_stake')
    rule(alice, { hotkey: hotOne, origin_netuid: 1, destination_netuid: 2, alpha_amount: 1_000_000_000n })
    const events = chain.rules.events(chain.state)
    const fieldsOf = (name: string) => events.find(event => event.name === name)?.fields
    expect(fieldsOf('StakeRemoved')).toEqual([alice, hotOne, 24_987_398n, 999_496_453n, 1, 503_547n])
    expect(fieldsOf('StakeAdded')).toEqual([alice, hotOne, 24_986_898n, 728_784_373n, 2, 0n])
    expect(chain.free(alice)).toBe(500n)
  })
})

describe('root', () => {
  test('gets the proceeds of a sale one to one', () => {
    const chain = testChain()
    expect(chain.send(alice, swap(1, 0, 1_000_000_000n))).toBe('ok')
    expect(removed(chain)).toEqual([alice, hotOne, 24_987_398n, 999_496_453n, 1, 503_547n])
    expect(added(chain)).toEqual([alice, hotOne, 24_987_398n, 24_987_398n, 0, 0n])
    expect(chain.stake(hotOne, alice, 0)).toBe(24_987_398n)
  })

  test('pays the fee of the destination', () => {
    const chain = testChain({
      positions: [{ coldkey: alice, hotkey: hotOne, netuid: 0, alpha: 2_000_000_000n }],
    })
    expect(chain.send(alice, swap(0, 2, 1_000_000_000n))).toBe('ok')
    expect(removed(chain)).toEqual([alice, hotOne, 1_000_000_000n, 1_000_000_000n, 0, 0n])
    expect(added(chain)).toEqual([alice, hotOne, 1_000_000_000n, 29_151_737_070n, 2, 503_547n])
  })

  test('and the seed position: 21.536911597 alpha of subnet 45 become 0.746401905', () => {
    const chain = testChain({
      subnets: [subnet(0), subnet(45, { alphaIn: 2_600_000_000_000_000n, tao: 90_154_000_000_000n })],
      positions: [{ coldkey: alice, hotkey: hotOne, netuid: 45, alpha: 21_536_911_597n }],
    })
    expect(chain.send(alice, swap(45, 0, 21_536_911_597n))).toBe('ok')
    expect(removed(chain)).toEqual([alice, hotOne, 746_401_905n, 21_526_066_735n, 45, 10_844_862n])
    expect(chain.stake(hotOne, alice, 45)).toBe(0n)
    expect(chain.stake(hotOne, alice, 0)).toBe(746_401_905n)
  })
})

test('adding 1 TAO buys what moving 1 TAO from root does', () => {
  const chain = testChain()
  expect(chain.send(alice, add(2, 1_000_000_000n))).toBe('ok')
  expect(added(chain)).toEqual([alice, hotOne, 1_000_000_000n, 29_151_737_070n, 2, 503_547n])
  expect(chain.stored('SubtensorModule', 'SubnetTAO', 2)).toBe(120_000_999_496_453n)
})

describe('limits', () => {
  test.each([
    [729_000_000n, 322_762_849_995n],
    [723_000_000n, 12_041_331_055_243n],
    [720_000_000n, 17_973_856_209_150n],
  ])('a ratio of %d between pools lets %d alpha rao through and no rao more', (limit, most) => {
    const rich = { positions: [{ coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 20_000_000_000_000n }] }
    const exact = testChain(rich)
    expect(exact.send(alice, swapLimit(1, 2, most, limit))).toBe('ok')
    const over = testChain(rich)
    expect(over.send(alice, swapLimit(1, 2, most + 1n, limit))).toBe('SubtensorModule.SlippageTooHigh')
    const partial = testChain(rich)
    expect(partial.send(alice, swapLimit(1, 2, 20_000_000_000_000n, limit, true))).toBe('ok')
    const [, , , net, , fee] = removed(partial)
    expect(net + fee).toBe(most)
    expect(partial.stake(hotOne, alice, 1)).toBe(20_000_000_000_000n - most)
  })

  test('a purchase stops where the price reaches 0.035', () => {
    const accounts = [{ address: alice, free: 2_000_000_000_000n }]
    const chain = testChain({ accounts })
    expect(chain.send(alice, addLimit(2, 1_500_000_000_000n, 35_000_000n, true))).toBe('ok')
    expect(added(chain)).toEqual([alice, hotOne, 1_244_183_035_354n, 35_898_384_862_233n, 2, 626_505_533n])
    const over = testChain({ accounts })
    const tooMuch = addLimit(2, 1_244_183_035_355n, 35_000_000n)
    expect(over.send(alice, tooMuch)).toBe('SubtensorModule.SlippageTooHigh')
  })

  test('a sale stops where the price falls to 0.0245', () => {
    const positions = [{ coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 30_000_000_000_000n }]
    const chain = testChain({ positions })
    expect(chain.send(alice, removeLimit(1, 30_000_000_000_000n, 24_500_000n, true))).toBe('ok')
    expect(removed(chain)).toEqual([alice, hotOne, 502_525_316_941n, 20_305_089_104_421n, 1, 10_229_732_534n])
    const over = testChain({ positions })
    const tooMuch = removeLimit(1, 20_315_318_836_956n, 24_500_000n)
    expect(over.send(alice, tooMuch)).toBe('SubtensorModule.SlippageTooHigh')
  })
})
