import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseOf, classes } from '../support/quotes/cases.ts'
import { judge } from '../support/quotes/judge.ts'

/** bench/soak/quotes.soak.ts plays many more. */
const CASES = 60

describe('what was quoted is received, and what is refused is refused for the reason given', () => {
  test.each(Object.entries(classes))('%s', async (_, each) => {
    let done = 0
    await fc.assert(
      fc.asyncProperty(caseOf(each), async of => {
        if ((await judge(of)).kind === 'done') done += 1
      }),
      { numRuns: CASES, seed: 20260101, endOnFailure: true },
    )
    expect(done).toBeGreaterThan(5)
  })
})
