import fc from 'fast-check'
import { expect, test } from 'vitest'
import { load, openScene } from '../../test/support/kill.ts'
import { documentOf } from '../../test/support/test-host.ts'

const runs = Number(process.env.SOAK_RUNS ?? 1000)
const seed = Number(process.env.SOAK_SEED ?? 425)

const base = ['--network', 'local', '--wallet', 'coldkey_1', '--json', '--yes']
const swap = ['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '1']
const named = [...swap, ...base, '--intent-id', 'soak']

/** Processes that are killed one after the other, each trying to make the same trade. */
const history = fc.record({
  lives: fc.array(fc.record({ life: fc.integer({ min: 0, max: 170 }), torn: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  }),
  eraPasses: fc.boolean(),
})

test(`${runs} histories of killed processes, seed ${seed}`, async () => {
  await load(named)
  await fc.assert(
    fc.asyncProperty(history, async ({ lives, eraPasses }) => {
      const scene = await openScene()
      try {
        for (const { life, torn } of lives) {
          await scene.run(named, life, torn)
          expect(scene.executions()).toBeLessThanOrEqual(1)
        }
        if (eraPasses) scene.outlive()
        const last = await scene.run(named)
        expect([last.code, scene.executions()], last.out).toEqual([0, 1])
        const open = await scene.run(['journal', 'resume', ...base])
        expect(documentOf(open).data.entries).toEqual([])
      } finally {
        await scene.stop()
      }
    }),
    { numRuns: runs, seed, endOnFailure: true },
  )
})
