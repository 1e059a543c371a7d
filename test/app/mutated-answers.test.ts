import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { askedByList, listWithMutation } from '../support/mutated-run.ts'
import { startChain } from '../support/test-chain.ts'
import { documentOf } from '../support/test-host.ts'

const RUNS = 25

let devnet: RunningDevnet
const kept = memoryFiles()
let asked: readonly string[]
beforeAll(async () => {
  devnet = await startChain({ seal: { kind: 'manual' } })
  await askedByList(devnet, kept)
  asked = await askedByList(devnet, kept)
})
afterAll(() => devnet.stop())

/** A wrong answer may go unseen, or be refused, or be the endpoint's fault. It is never ours, and never without an end. */
async function requireEnd(number: number, seed: number, isCached: boolean): Promise<void> {
  const run = await listWithMutation(devnet, { number, seed, ...(isCached && { kept }) })
  expect([0, 3, 6], `answer ${number}, seed ${seed}: ${run.out}${run.err}`).toContain(run.code)
  documentOf(run)
  expect(run.took).toBeLessThan(60_000)
}

test('whatever one answer of a list of positions says, it ends as a list, a refusal or an endpoint of no use', async () => {
  for (const number of asked.keys()) {
    for (let seed = 0; seed < RUNS; seed += 1) await requireEnd(number, seed, true)
  }
}, 240_000)

test('whatever the metadata says, too', async () => {
  const fresh = await askedByList(devnet, memoryFiles())
  for (const [number] of fresh.slice(0, 8).entries()) {
    for (let seed = 0; seed < 6; seed += 1) await requireEnd(number, seed, false)
  }
}, 240_000)
