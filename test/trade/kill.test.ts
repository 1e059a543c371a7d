import { beforeAll, describe, expect, test } from 'vitest'
import { killed, load, openScene } from '../support/kill.ts'
import { documentOf } from '../support/test-host.ts'

const base = ['--network', 'local', '--wallet', 'coldkey_1', '--json']
const swap = ['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '1']
const trade = [...swap, '--yes', ...base]
const named = [...trade, '--intent-id', 'rebalance-7']
const resume = ['journal', 'resume', ...base]

/** Operations of a run that nobody kills, and where it begins to write what it signed. */
let length = 0
let recording = 0
beforeAll(async () => {
  await load(named, resume)
  const scene = await openScene()
  const whole = await scene.run(named)
  expect([whole.code, scene.executions()]).toEqual([0, 1])
  await scene.stop()
  length = whole.operations.length
  const holding = whole.operations.indexOf('files.claim')
  recording = whole.operations.indexOf('files.claim', holding + 1)
  expect(recording).toBeGreaterThan(holding)
})

/** Every moment from the recording on, or every so many, and some of those before. */
function moments(every = 1): readonly number[] {
  const all = Array.from({ length }, (_, n) => n)
  return all.filter(n => (n < recording ? n % 12 === 0 : (n - recording) % every === 0))
}

describe('killed at any moment of a trade', () => {
  test('the same command with the same --intent-id makes it exactly one, done', async () => {
    for (const moment of moments()) {
      await killed(moment, named, async scene => {
        const again = await scene.run(named)
        expect([moment, again.code, scene.executions()], again.out).toEqual([moment, 0, 1])
        const { data } = documentOf(again)
        expect(data).toMatchObject({ kind: 'finalized', trades: [{ status: 'done' }] })
        expect(data.trades[0].received).toEqual(data.trades[0].quoted)
      })
    }
  })

  test('journal resume brings it to its end, and a new trade goes through after it', async () => {
    const numbers = new Set<number>()
    for (const moment of moments(2)) {
      await killed(moment, trade, async scene => {
        const resumed = await scene.run(resume)
        expect([moment, resumed.code], resumed.out).toEqual([moment, 0])
        const { entries } = documentOf(resumed).data
        numbers.add(entries.length)
        const before = scene.executions()
        expect(before).toBeLessThanOrEqual(1)
        // What was ended before the kill is not open; what was on record is done now.
        for (const entry of entries) expect(entry).toMatchObject({ exit: 0, data: { kind: 'finalized' } })
        const next = await scene.run(trade)
        expect([moment, next.code, scene.executions()], next.out).toEqual([moment, 0, before + 1])
        expect(documentOf(await scene.run(resume)).data.entries).toEqual([])
      })
    }
    expect(numbers).toEqual(new Set([0, 1]))
  })

  test('once its era is over there is a definite answer, and it is the truth', async () => {
    const answers = new Set<number | undefined>()
    for (const moment of moments(3)) {
      await killed(moment, trade, async scene => {
        scene.outlive()
        const executed = scene.executions()
        const { code, out } = await scene.run(resume)
        const { data } = documentOf({ out })
        expect(scene.executions()).toBe(executed)
        for (const entry of data.entries)
          expect([moment, entry.exit], out).toEqual([moment, executed === 1 ? 0 : 9])
        expect(code).toBe(data.entries[0]?.exit ?? 0)
        answers.add(data.entries[0]?.exit)
        const next = await scene.run(trade)
        expect([moment, next.code, scene.executions()], next.out).toEqual([moment, 0, executed + 1])
      })
    }
    expect(answers).toEqual(new Set([undefined, 9, 0]))
  })
})
