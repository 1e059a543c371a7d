import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callNames } from './calls.ts'
import { history, play } from './play.ts'

test('whatever is sent, TAO is conserved, pools are covered, stakes add up, failures leave nothing', () => {
  const outcomes = new Set<string>()
  const note = (outcome: string) => void outcomes.add(outcome)
  fc.assert(
    fc.property(history, each => play(each, note)),
    { numRuns: 300, seed: 425 },
  )
  // Every call was met, and not only as a failure.
  expect(callNames.filter(name => !outcomes.has(`${name}: ok`))).toEqual([])
  expect(outcomes.size).toBeGreaterThan(2 * callNames.length)
})
