import fc from 'fast-check'
import { test } from 'vitest'
import { caseOf, classes } from '../../test/support/quotes/cases.ts'
import { judge } from '../../test/support/quotes/judge.ts'

const runs = Number(process.env.SOAK_RUNS ?? 10_000)
const seed = Number(process.env.SOAK_SEED ?? 425)
const names = Object.keys(classes)
const perClass = Math.ceil(runs / names.length)

/** A row of the table: how many cases came true, and how far off the worst was that may be off. */
interface Row {
  class: string
  done: number
  refused: number
  inexact: number
  'worst difference, rao': string
  'of a bound of': string
}

test(`${perClass} quotes of each class, seed ${seed}`, async () => {
  const rows: Row[] = []
  for (const [name, each] of Object.entries(classes)) {
    const row: Row = {
      ...{ class: name, done: 0, refused: 0, inexact: 0 },
      ...{ 'worst difference, rao': '0', 'of a bound of': '0' },
    }
    await fc.assert(
      fc.asyncProperty(caseOf(each), async of => {
        const verdict = await judge(of)
        if (verdict.kind === 'refused') {
          row.refused += 1
          return
        }
        row.done += 1
        if (!verdict.exact) row.inexact += 1
        if (verdict.off > BigInt(row['worst difference, rao'])) {
          row['worst difference, rao'] = String(verdict.off)
          row['of a bound of'] = String(verdict.bound)
        }
      }),
      { numRuns: perClass, seed, endOnFailure: true },
    )
    rows.push(row)
  }
  console.table(rows)
})
