import { describe, expect, test } from 'vitest'
import { format, parseTao, tao, zero } from '../../src/balance/index.ts'
import type { Receipt } from '../../src/chain/outcome/receipt.ts'
import type { Executed } from '../../src/chain/outcome/stake-events.ts'
import { staked } from '../../src/chain/place.ts'
import { findShortfall, matchEvents } from '../../src/trade/after/match-events.ts'
import { planSample, type Sketch, someOf, tradeSample } from '../support/plans.ts'
import { hot26 } from '../support/test-chain.ts'

function executed(sketch: Sketch, more: Partial<Executed> = {}): Executed {
  const { from, to, sold, quoted } = tradeSample(sketch)
  return {
    ...{ from, to, sold, received: quoted },
    originFee: someOf(from.netuid ?? 0, '0'),
    tao: parseTao('1'),
    destinationFee: zero(tao),
    ...more,
  }
}
const receipt = (trades: readonly Executed[], error?: Receipt['error']): Receipt => ({
  ...{ blockNumber: 1, blockHash: '0x01', index: 2, error, executed: trades, alphaFee: null },
  items: trades.map(each => ({ error: undefined, executed: [each] })),
  transactionFee: parseTao('0.1'),
})
const statuses = (trades: readonly Sketch[], done: readonly Executed[]) =>
  matchEvents(planSample(...trades), receipt(done)).map(line => [line.status, line.reason])

test('a trade that did what was planned is done, with what really arrived and the fees really taken', () => {
  const done = executed({ quoted: '4.5' }, { originFee: someOf(45, '0.01') })
  const [line] = matchEvents(planSample({}), receipt([done]))
  expect(line).toMatchObject({ status: 'done', reason: null, leftFree: null })
  expect(line?.received && format(line.received)).toBe('4.5')
  expect(line?.quoted && format(line.quoted)).toBe('5')
  expect(line?.fees.map(fee => fee.toJSON())).toEqual([someOf(45, '0.01').toJSON()])
  expect(findShortfall(line ? [line] : [])).toBeUndefined()
})

describe('is no full success', () => {
  test('a trade of another owner', () => {
    const [line] = matchEvents(planSample({}), receipt([executed({}, { from: staked(hot26, hot26, 45) })]))
    expect(line).toMatchObject({ status: 'failed', reason: 'the chain reported no such trade' })
  })

  test('less sold than planned', () => {
    expect(statuses([{}], [executed({ sold: '9.999999999' })])).toEqual([
      ['partial', 'only 9.999999999 alpha 45 of 10 alpha 45 was sold'],
    ])
  })

  test('TAO that was left unstaked', () => {
    const [line] = matchEvents(planSample({}), receipt([executed({}, { received: undefined })]))
    expect(line).toMatchObject({
      status: 'partial',
      reason: '1 TAO was not staked again and is free',
      received: null,
    })
    expect(line?.leftFree && format(line.leftFree)).toBe('1')
  })

  test.each([
    ['4', ['partial', 'only 4 alpha 45 of 10 alpha 45 went on'], '6'],
    ['9.999999999', ['done', null], undefined],
  ])('a move in two calls of which %s of 10 went on from where it passed', (went, expected, left) => {
    const move = { ...tradeSample({ to: hot26, destination: 8 }), verb: 'move' as const }
    const first = executed({ to: hot26, destination: 45, quoted: '10' })
    const last = executed({ from: hot26, destination: 8, sold: went })
    const [line] = matchEvents({ trades: [{ ...move, via: first.to }] }, receipt([first, last]))
    expect([line?.status, line?.reason]).toEqual(expected)
    expect(line?.leftOnTheWay?.toJSON().decimal).toBe(left)
  })

  test('a trade of which the limit let nothing through', () => {
    const none = executed({ sold: '0' }, { received: undefined, tao: zero(tao) })
    const [line] = matchEvents(planSample({}), receipt([none]))
    expect(line).toMatchObject({ status: 'partial', reason: 'the limit let nothing through', leftFree: null })
  })

  test.each<[string, Sketch]>([
    ['nothing reported', {}],
    ['another subnet', { origin: 8 }],
    ['another destination', { destination: 8 }],
    ['another hotkey', { from: hot26 }],
  ])('%s', (name, other) => {
    const done = name === 'nothing reported' ? [] : [executed(other)]
    expect(statuses([{}], done)).toEqual([['failed', 'the chain reported no such trade']])
  })

  test('it is exit 7, and says what each trade lacks', () => {
    const lines = matchEvents(planSample({}, { origin: 8 }), receipt([executed({ sold: '1' })]))
    const error = findShortfall(lines)
    expect([error?.code, error?.exit, error?.sent]).toEqual(['E_PARTIAL', 7, 'yes'])
    expect(error?.message).toContain('only 1 alpha 45 of 10 alpha 45')
    expect(error?.message).toContain('no such trade')
  })
})

test('each event stands for one trade, even where two look alike', () => {
  expect(statuses([{}, {}], [executed({})])).toEqual([
    ['done', null],
    ['failed', 'the chain reported no such trade'],
  ])
  expect(statuses([{ origin: 8 }, {}], [executed({}), executed({ origin: 8 })])).toEqual([
    ['done', null],
    ['done', null],
  ])
})

test('a dispatch error fails every trade by its name, whatever the events say', () => {
  const error = { pallet: 'SubtensorModule', name: 'AmountTooLow', docs: '' }
  const lines = matchEvents(planSample({}, {}), receipt([executed({})], error))
  expect(lines.map(line => [line.status, line.reason, line.received])).toEqual([
    ['failed', 'SubtensorModule.AmountTooLow', null],
    ['failed', 'SubtensorModule.AmountTooLow', null],
  ])
})
