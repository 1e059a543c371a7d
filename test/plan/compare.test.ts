import { describe, expect, test } from 'vitest'
import { worsening } from '../../src/plan/compare.ts'
import { planSample } from '../support/plans.ts'
import { hot26 } from '../support/test-chain.ts'

describe('is as good', () => {
  test.each([
    ['the same', planSample({}), planSample({})],
    ['one rao more', planSample({ quoted: '5' }), planSample({ quoted: '5.000000001' })],
    ['more in both', planSample({}, { origin: 1 }), planSample({ quoted: '6' }, { origin: 1, quoted: '6' })],
    ['less sold for the same', planSample({}), planSample({ sold: '9' })],
    ['nothing at all', planSample(), planSample()],
  ])('%s', (_, shown, fresh) => {
    expect(worsening(shown, fresh)).toBeUndefined()
  })
})

describe('is worse', () => {
  test.each([
    ['one rao less', planSample({}), planSample({ quoted: '4.999999999' })],
    [
      'less in the second, more in the first',
      planSample({}, { origin: 1 }),
      planSample({ quoted: '9' }, { origin: 1, quoted: '4' }),
    ],
    ['one rao more sold for the same', planSample({}), planSample({ sold: '10.000000001' })],
    ['twice as much sold for twice as much', planSample({}), planSample({ sold: '20', quoted: '10' })],
    ['another destination', planSample({}), planSample({ destination: 8, quoted: '500' })],
    ['another origin', planSample({}), planSample({ origin: 8, quoted: '500' })],
    ['another hotkey to leave', planSample({}), planSample({ from: hot26 })],
    ['another hotkey to enter', planSample({}), planSample({ to: hot26 })],
    ['a trade less', planSample({}, { origin: 1 }), planSample({})],
    ['a trade more', planSample({}), planSample({}, { origin: 1 })],
    ['trades exchanged', planSample({}, { origin: 1 }), planSample({ origin: 1 }, {})],
  ])('%s', (_, shown, fresh) => {
    expect(worsening(shown, fresh)).toBeDefined()
  })

  test('and both sides are named', () => {
    expect(worsening(planSample({}), planSample({ quoted: '4.9' }))).toEqual({
      shown: '10 alpha 45 for 5 alpha 0',
      now: '10 alpha 45 for 4.9 alpha 0',
    })
  })
})
