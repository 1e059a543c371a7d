import { describe, expect, test } from 'vitest'
import { parseTao } from '../../src/balance/index.ts'
import { type Comparison, worsening } from '../../src/plan/compare.ts'
import type { PricedPlan } from '../../src/plan/plan.ts'
import { planSample, type Sketch, someOf } from '../support/plans.ts'
import { hot26 } from '../support/test-chain.ts'

const given: Comparison = { followsPosition: false, impacts: [5n, 30n] }
const follows: Comparison = { ...given, followsPosition: true }
const of = (sketch: Sketch, more: Partial<PricedPlan> = {}) => ({ ...planSample(sketch), ...more })
const least = { minReceived: '4.9' }

describe('who agreed to the one agreed to the other', () => {
  test.each<[string, PricedPlan, PricedPlan]>([
    ['the same', planSample({}), planSample({})],
    ['one rao more', planSample({ quoted: '5' }), planSample({ quoted: '5.000000001' })],
    ['less quoted for the same least', of(least), of({ ...least, quoted: '4.9' })],
    ['less quoted where any price is taken', planSample({}), planSample({ quoted: '1' })],
    ['more in both', planSample({}, { origin: 1 }), planSample({ quoted: '6' }, { origin: 1, quoted: '6' })],
    ['less sold for the same', planSample({}), planSample({ sold: '9' })],
    ['nothing at all', planSample(), planSample()],
    ['an impact that stays below a threshold', of({ impact: '1' }), of({ impact: '5' })],
    ['an impact above a threshold that was so before', of({ impact: '5.01' }), of({ impact: '29' })],
    [
      'other amounts and limits in the call',
      of({}, { call: callWith({ alpha_amount: 5n, limit_price: 7n }) }),
      of({}, { call: callWith({ alpha_amount: 6n, limit_price: 8n }) }),
    ],
    ['a fee that alpha paid already', withAlphaFee(), withAlphaFee()],
    ['a fee that TAO pays now', withAlphaFee(), of({})],
  ])('%s', (_, shown, fresh) => {
    expect(worsening(shown, fresh, given)).toBeUndefined()
  })
})

describe('is another plan', () => {
  test.each<[string, PricedPlan, PricedPlan]>([
    ['a least one rao lower', of(least), of({ minReceived: '4.899999999' })],
    ['no least any more', of(least), of({})],
    [
      'a lower least in the second, a higher one in the first',
      planSample(least, { ...least, origin: 1 }),
      planSample({ minReceived: '9', quoted: '9' }, { origin: 1, minReceived: '4' }),
    ],
    ['one rao more sold for the same', planSample({}), planSample({ sold: '10.000000001' })],
    ['twice as much sold for twice as much', planSample({}), planSample({ sold: '20', quoted: '10' })],
    ['another destination', planSample({}), planSample({ destination: 8, quoted: '500' })],
    ['another origin', planSample({}), planSample({ origin: 8, quoted: '500' })],
    ['another hotkey to leave', planSample({}), planSample({ from: hot26 })],
    ['another hotkey to enter', planSample({}), planSample({ to: hot26 })],
    ['another owner', planSample({}), ofOwner()],
    ['a trade less', planSample({}, { origin: 1 }), planSample({})],
    ['a trade more', planSample({}), planSample({}, { origin: 1 })],
    ['trades exchanged', planSample({}, { origin: 1 }), planSample({ origin: 1 }, {})],
    ['an impact that crosses 5%', of({ impact: '5' }), of({ impact: '5.0001' })],
    ['an impact that crosses 30%', of({ impact: '29.9' }), of({ impact: '30.1' })],
    ['another call', of({}), of({}, { call: { ...callWith({}), name: 'move_stake' } })],
    [
      'a call that may do a part',
      of({}, { call: callWith({ allow_partial: false }) }),
      of({}, { call: callWith({ allow_partial: true }) }),
    ],
    [
      'a call without its limit',
      of({}, { call: callWith({ limit_price: 5n }) }),
      of({}, { call: callWith({ limit_price: null }) }),
    ],
    [
      'another call within a batch',
      of({}, { call: callWith({ calls: [callWith({ hotkey: 'a' })] }) }),
      of({}, { call: callWith({ calls: [callWith({ hotkey: 'b' })] }) }),
    ],
    ['a fee that the position pays', of({}), withAlphaFee()],
  ])('%s', (_, shown, fresh) => {
    expect(worsening(shown, fresh, given)).toBeDefined()
  })

  test('and both sides are named', () => {
    expect(worsening(of(least), of({ minReceived: '4.8' }), given)).toEqual({
      shown: '10 alpha 45 for at least 4.9 τ on root',
      now: '10 alpha 45 for at least 4.8 τ on root',
    })
    expect(worsening(of({ impact: '4' }), of({ impact: '6' }), given)).toEqual({
      shown: 'a price impact of 4% on subnet 45',
      now: 'a price impact of 6% on subnet 45',
    })
    expect(worsening(of({}), withAlphaFee(), given)).toEqual({
      shown: 'a transaction fee of 0.1 TAO',
      now: '0.2 alpha 45 of the position',
    })
  })

  test('an impact that was accepted is none', () => {
    expect(worsening(of({}), of({ impact: '90' }), { ...given, impacts: [] })).toBeUndefined()
  })
})

describe('an amount that follows the position', () => {
  test.each<[string, Sketch, Sketch]>([
    ['all of it, grown by 1%', { sold: '10' }, { sold: '10.1' }],
    ['half of it', { sold: '10', left: '10' }, { sold: '10.1', left: '10.1' }],
    [
      'all but 9 of 10, of which half a percent makes the rest',
      { sold: '1', left: '9' },
      { sold: '1.05', left: '9' },
    ],
  ])('may grow by what accrued: %s', (_, shown, fresh) => {
    expect(worsening(of(shown), of(fresh), follows)).toBeUndefined()
    expect(worsening(of(shown), of(fresh), given)).toBeDefined()
  })

  test.each<[string, Sketch, Sketch]>([
    ['all of it', { sold: '10' }, { sold: '10.100000001' }],
    ['a tenth of it', { sold: '1', left: '9' }, { sold: '1.011', left: '9.099' }],
    ['all but 9 of 10', { sold: '1', left: '9' }, { sold: '1.100000001', left: '9' }],
  ])('may not grow by more: %s', (_, shown, fresh) => {
    expect(worsening(of(shown), of(fresh), follows)).toBeDefined()
  })
})

function callWith(args: PricedPlan['call']['args']): PricedPlan['call'] {
  return { pallet: 'SubtensorModule', name: 'swap_stake_limit', args }
}

function withAlphaFee(): PricedPlan {
  return of({}, { alphaFee: { sold: someOf(45, '0.2'), tao: parseTao('0.1') } })
}

function ofOwner(): PricedPlan {
  const plan = planSample({})
  return { ...plan, trades: plan.trades.map(trade => ({ ...trade, to: { ...trade.to, coldkey: hot26 } })) }
}
