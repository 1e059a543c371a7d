import fc from 'fast-check'
import { test } from 'vitest'
import { load } from '../../test/support/kill.ts'
import { intent, lyingHistory, playLies } from '../../test/support/lying-history.ts'

const runs = Number(process.env.SOAK_RUNS ?? 1000)
const seed = Number(process.env.SOAK_SEED ?? 425)

test(`${runs} histories of lying verdicts, seed ${seed}`, async () => {
  await load([...intent, '--network', 'local'])
  await fc.assert(fc.asyncProperty(lyingHistory, playLies), { numRuns: runs, seed, endOnFailure: true })
})
