import { expect, test } from 'vitest'
import { format, parseTao } from '../../src/balance/index.ts'
import { freeTao, staked } from '../../src/chain/place.ts'
import { holdingsAfter, placesTouched } from '../../src/plan/holdings.ts'
import { someOf, tradeSample } from '../support/plans.ts'
import { coldkey1, hot25, hot26 } from '../support/test-chain.ts'

const fee = parseTao('0.25')
const amounts = (after: ReturnType<typeof holdingsAfter>) => after.map(({ amount }) => format(amount))

test('every place is named once, those of another owner are not', () => {
  const [a, b] = [tradeSample({}), tradeSample({ from: hot26, to: hot25 })]
  const toOther = { ...tradeSample({ origin: 7 }), to: staked(hot26, hot25, 7) }
  expect(placesTouched(coldkey1, [a, b, toOther])).toEqual([a.from, a.to, b.from, toOther.from])
})

test('what is sold goes, what is quoted comes, trades into one place add up', () => {
  const trades = [
    tradeSample({ sold: '10', quoted: '5' }),
    tradeSample({ origin: 7, sold: '1', quoted: '2' }),
  ]
  const before = [
    { place: staked(coldkey1, hot25, 45), amount: someOf(45, '12') },
    { place: staked(coldkey1, hot25, 0), amount: someOf(0, '100') },
    { place: staked(coldkey1, hot25, 7), amount: someOf(7, '1') },
    { place: freeTao(coldkey1), amount: parseTao('1') },
  ]
  expect(amounts(holdingsAfter(before, trades, fee))).toEqual(['2', '107', '0', '0.75'])
})
