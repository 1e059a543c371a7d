import { afterAll, beforeAll, expect, it } from 'vitest'
import { portfolio, tradeAndBalance } from '../support/portfolio.ts'
import { openStage, type Stage } from '../support/stage.ts'

// What it does in which case is in test/verbs/swap-all.test.ts; this is one batch through the built binary.

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

it('stake swap-all: every position in one atomic batch, each as quoted', async () => {
  const data = await tradeAndBalance(stage, ['swap-all', '--destination', '1', '--all-hotkeys'])
  expect(data.calls).toMatchObject([{ pallet: 'Utility', name: 'batch_all' }])
  expect(data.trades).toHaveLength(4)
  expect([...(await portfolio(stage)).stakes.keys()].map(key => key.split(' ')[0])).toEqual(['1', '1', '1'])
  expect(await stage.node.height()).toBe(1)
})
