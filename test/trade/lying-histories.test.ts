import fc from 'fast-check'
import { beforeAll, test } from 'vitest'
import { load } from '../support/kill.ts'
import { intent, lyingHistory, playLies } from '../support/lying-history.ts'

beforeAll(() => load([...intent, '--network', 'local']))

const denying = { heads: 'denied', says: 'dropped', passesOn: true, isAsked: 'the liar' } as const

/** Denied again and again by one endpoint, which at last tells that somebody used the nonce. */
const persistent = [
  { ...denying, nonce: 0, tellsNonce: false, later: 60_000, isUsed: true },
  { ...denying, nonce: 1, tellsNonce: false, later: 300_000, isUsed: false },
  { ...denying, nonce: 2, tellsNonce: true, later: 3_600_000, isUsed: false },
  { ...denying, nonce: 1, tellsNonce: true, later: 3_600_000, isUsed: false },
]

test('whatever is lied of verdicts: an intent executes at most once, and once where nobody lies any more', async () => {
  const property = fc.asyncProperty(lyingHistory, playLies)
  await fc.assert(property, { numRuns: 12, seed: 425, endOnFailure: true, examples: [[persistent]] })
}, 120_000)
