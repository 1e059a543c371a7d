import fc from 'fast-check'
import { test } from 'vitest'
import { history, play } from '../../test/fuzz/play.ts'

const runs = Number(process.env.SOAK_RUNS ?? 100_000)
const seed = Number(process.env.SOAK_SEED ?? 425)

test(`${runs} random histories, seed ${seed}`, () => {
  const outcomes = new Map<string, number>()
  const note = (outcome: string) => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  fc.assert(
    fc.property(history, each => play(each, note)),
    { numRuns: runs, seed, endOnFailure: true },
  )
  const counts = [...outcomes].toSorted(([, left], [, right]) => right - left)
  for (const [outcome, count] of counts) console.log(`${String(count).padStart(9)}  ${outcome}`)
})
