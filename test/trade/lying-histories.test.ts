import fc from 'fast-check'
import { beforeAll, test } from 'vitest'
import { load } from '../support/kill.ts'
import { intent, lyingHistory, playLies } from '../support/lying-history.ts'

beforeAll(() => load([...intent, '--network', 'local']))

test('whatever is lied of verdicts: an intent executes at most once, and once where nobody lies any more', async () => {
  await fc.assert(fc.asyncProperty(lyingHistory, playLies), { numRuns: 12, seed: 425, endOnFailure: true })
}, 120_000)
