import type { RunningDevnet } from '../../devnet/start.ts'
import { type MemoryFiles, memoryFiles } from './memory-files.ts'
import { chanceOf, mutated } from './mutate.ts'
import { coldkey1, connectTo } from './test-chain.ts'
import { type Ended, startTaoctl, testClock, turns } from './test-host.ts'

const LIST = ['stake', 'list', '--coldkey', coldkey1, '--network', 'local', '--json']

/** What `stake list` asks for, in order; entries of one method with other parameters stand apart. */
export async function askedByList(devnet: RunningDevnet, files: MemoryFiles): Promise<readonly string[]> {
  const asked: string[] = []
  const connect = connectTo(devnet, {
    request(message) {
      asked.push(message.method ?? '')
      return message
    },
  })
  await startTaoctl(LIST, { connect, files }).ended
  return asked
}

/** A run of `stake list` in which one answer, by its number, is mutated. Time passes while nothing else happens. */
export async function listWithMutation(
  devnet: RunningDevnet,
  { number, seed, kept }: { readonly number: number; readonly seed: number; readonly kept?: MemoryFiles },
): Promise<Ended & { readonly took: number }> {
  const chance = chanceOf(seed)
  let count = 0
  const connect = connectTo(devnet, {
    answer(text) {
      count += 1
      if (count !== number + 1) return text
      const { result, ...rest } = JSON.parse(text)
      return JSON.stringify({ ...rest, result: mutated(result, chance) })
    },
  })
  const clock = testClock()
  const files = memoryFiles()
  for (const path of kept?.paths ?? []) files.put(path, (await kept?.read(path, 4e6)) ?? '')
  const running = startTaoctl(LIST, { connect, files, clock })
  let hasEnded = false
  const ending = running.ended.finally(() => {
    hasEnded = true
  })
  ending.catch(() => undefined)
  for (let turn = 0; !hasEnded; turn += 1) {
    await turns(1)
    if (turn > 2000) clock.advance(1000)
  }
  return { ...(await ending), took: clock.monotonic() }
}
