import { expect, test } from 'vitest'
import { believedRows } from '../../src/output/faces/believed.ts'

const floor = (rates: readonly number[], ...believed: ('fee-rate' | 'weights' | 'stake')[]) => ({
  believed,
  legs: rates.map(feeRate => ({ feeRate })),
})

test('each thing is named once for all floors, and the fee by the floor it can hurt most', () => {
  const floors = [floor([5_000], 'fee-rate', 'stake'), { legs: [] }]
  const [stake, weights] = [
    ['', 'the stake (where there is less, less is sold)'],
    ['', 'the weights of the pools (0.01 off: 4% less)'],
  ]
  expect(believedRows(floors)).toEqual([['Taken on trust', 'the fee rate (at worst 8.3% less)'], stake])
  const more = [...floors, floor([33, 33], 'fee-rate', 'weights', 'stake')]
  const worst = ['Taken on trust', 'the fee rate (at worst 15.2% less)']
  expect(believedRows(more)).toEqual([worst, stake, weights])
})

test('of what no floor takes on trust there is no row', () => {
  expect(believedRows([floor([33]), { legs: [] }])).toEqual([])
})
