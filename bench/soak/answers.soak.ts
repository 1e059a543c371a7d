import { test } from 'vitest'
import { memoryFiles } from '../../test/support/memory-files.ts'
import { askedByList, listWithMutation } from '../../test/support/mutated-run.ts'
import { startChain } from '../../test/support/test-chain.ts'

const runs = Number(process.env.SOAK_RUNS ?? 100_000)
const first = Number(process.env.SOAK_SEED ?? 425)

test(`${runs} lists of positions with a mutated answer each, seeds from ${first}`, async () => {
  const devnet = await startChain({ seal: { kind: 'manual' } })
  const kept = memoryFiles()
  await askedByList(devnet, kept)
  const cached = await askedByList(devnet, kept)
  const fresh = await askedByList(devnet, memoryFiles())
  const codes = new Map<number, number>()
  for (let seed = first; seed < first + runs; seed += 1) {
    // Every eighth run reads the metadata from the endpoint.
    const isFresh = seed % 8 === 0
    const number = seed % (isFresh ? fresh : cached).length
    const { code, out, err, took } = await listWithMutation(devnet, {
      number,
      seed,
      ...(!isFresh && { kept }),
    })
    const isFine = [0, 3, 6].includes(code) && took < 60_000
    if (!isFine)
      throw new Error(`seed ${seed}, answer ${number}: exit ${code} after ${took} ms\n${out}${err}`)
    codes.set(code, (codes.get(code) ?? 0) + 1)
  }
  for (const [code, count] of codes) console.log(`${String(count).padStart(9)}  exit ${code}`)
  await devnet.stop()
})
