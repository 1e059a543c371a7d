import { describe, expect, test } from 'vitest'
import { CliError } from '../../src/errors/cli-error.ts'
import { startHalt } from '../../src/host/halt.ts'
import { acquire } from '../../src/journal/lock.ts'
import { failureOf } from '../support/failure.ts'
import { type MemoryFiles, memoryFiles } from '../support/memory-files.ts'
import { fakeProcesses } from '../support/processes.ts'
import { testClock, turns } from '../support/test-host.ts'

const PATH = '/locks/a.lock'
const forever = { race: <T>(work: Promise<T>) => work }
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))

const folder = () => memoryFiles({ '/locks/keep': '' })
const process = (files: MemoryFiles, pid: number, others: Parameters<typeof fakeProcesses>[1] = {}) => {
  const clock = testClock()
  return { clock, files, random, processes: fakeProcesses(pid, others) }
}

test('is there while it is held, names its process, and is gone afterwards', async () => {
  const files = folder()
  const release = await acquire(process(files, 7), PATH, forever)
  expect(JSON.parse(files.text(PATH) ?? '')).toMatchObject({ pid: 7, start: '700', machine: 'pluto' })
  await release()
  await release()
  expect(files.paths).toEqual(['/locks/keep'])
})

test('a second one waits until the first gives it back', async () => {
  const files = folder()
  const deps = process(files, 7)
  const order: string[] = []
  const first = await acquire(deps, PATH, forever)
  const second = acquire(deps, PATH, { ...forever, waiting: owner => order.push(`waits for ${owner?.pid}`) })
  void second.then(() => order.push('second'))
  for (let step = 0; step < 5; step += 1) {
    deps.clock.advance(1000)
    await turns(3)
  }
  order.push('first ends')
  await first()
  deps.clock.advance(1000)
  await (await second)()
  expect(order).toEqual(['waits for 7', 'first ends', 'second'])
  expect(deps.clock.pending()).toBe(0)
})

test('what is no lock is told at once, not waited for', async () => {
  const files = folder()
  files.putOther(PATH)
  const failure = await failureOf(acquire(process(files, 7), PATH, forever))
  expect([failure.code, failure.message]).toEqual([
    'E_JOURNAL_WRITE',
    `The journal ${PATH} cannot be written: its lock cannot be read: it is not a file.`,
  ])
  expect(failure.hint).toContain(`delete ${PATH}`)
})

test.each([
  'running',
  'elsewhere',
] as const)('of a process %s: the deadline ends the wait, and names it', async how => {
  const files = folder()
  await acquire(process(files, 7), PATH, forever)
  const deps = process(files, 8, { 7: how })
  const halt = startHalt(deps.clock, { onInterrupt: () => () => undefined }, 1000)
  const wait = failureOf(acquire(deps, PATH, halt))
  await turns()
  deps.clock.advance(1000)
  const failure = await wait
  expect([failure.code, failure.exit, failure.retryable, failure.sent]).toEqual([
    'E_JOURNAL_BUSY',
    3,
    true,
    'no',
  ])
  expect(failure.message).toContain('process 7 on pluto')
  expect(failure.message).toContain(PATH)
  expect(deps.clock.pending()).toBe(0)
  expect(JSON.parse(files.text(PATH) ?? '').pid).toBe(7)
})

test('an interrupt ends the wait as an interrupt', async () => {
  const files = folder()
  await acquire(process(files, 7), PATH, forever)
  const deps = process(files, 8, { 7: 'running' })
  let interrupt = () => {}
  const signals = {
    onInterrupt(work: () => void) {
      interrupt = work
      return () => undefined
    },
  }
  const wait = failureOf(acquire(deps, PATH, startHalt(deps.clock, signals, Number.POSITIVE_INFINITY)))
  await turns()
  interrupt()
  expect((await wait).code).toBe('E_INTERRUPTED')
  expect(deps.clock.pending()).toBe(0)
})

test.each([
  '',
  'no JSON',
  '{"pid":0}',
  '\0\0\0\0',
  `{"token":"../../x","pid":1}`,
])("that cannot be understood (%j) is nobody else's to remove, and trying again is of no use", async content => {
  const files = memoryFiles({ [PATH]: content })
  const timeout = new CliError('E_TIMEOUT', { what: 'The command', after: '1s' })
  const failure = await failureOf(acquire(process(files, 8), PATH, { race: () => Promise.reject(timeout) }))
  expect([failure.code, failure.retryable]).toEqual(['E_JOURNAL_BUSY', false])
  expect(files.text(PATH)).toBe(content)
})

describe('whose process is gone', () => {
  const left = async (files: MemoryFiles) => {
    await acquire(process(files, 7), PATH, forever)
  }

  test('is taken over at once', async () => {
    const files = folder()
    await left(files)
    const release = await acquire(process(files, 8), PATH, forever)
    expect(JSON.parse(files.text(PATH) ?? '').pid).toBe(8)
    await release()
    expect(files.paths).toEqual(['/locks/keep'])
  })

  test('also when the one who was about to remove it is gone too, and the next', async () => {
    const files = folder()
    await left(files)
    const tokenOf = (path: string) => JSON.parse(files.text(path) ?? '').token
    const first = `${PATH}.${tokenOf(PATH)}`
    await acquire(process(files, 6), first, forever)
    await acquire(process(files, 5), `${first}.${tokenOf(first)}`, forever)
    await (await acquire(process(files, 8), PATH, forever))()
    expect(files.paths).toEqual(['/locks/keep'])
  })

  test('is never taken by two, in whatever order their steps come', async () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const inner = folder()
      await left(inner)
      const files = shuffled(inner, seed)
      const pids = [1, 2, 3, 4]
      const alive = Object.fromEntries(pids.map(pid => [pid, 'running' as const]))
      let holders = 0
      const work = async (pid: number) => {
        const deps = { files, random, processes: fakeProcesses(pid, alive), clock: eager }
        for (let round = 0; round < 2; round += 1) {
          const release = await acquire(deps, PATH, forever)
          holders += 1
          expect(holders).toBe(1)
          await files.info(PATH)
          expect(JSON.parse(inner.text(PATH) ?? '').pid).toBe(pid)
          holders -= 1
          await release()
        }
      }
      await Promise.all(pids.map(work))
      expect(inner.paths).toEqual(['/locks/keep'])
    }
  })
})

/** A clock on which all time has passed. */
const eager = {
  after(_: number, work: () => void) {
    setImmediate(work)
    return () => undefined
  },
}

/** Files whose every access takes a number of turns that follows from a seed. */
function shuffled(files: MemoryFiles, seed: number): MemoryFiles {
  let state = seed
  const wait = async () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    for (let turn = state % 5; turn > 0; turn -= 1) await Promise.resolve()
  }
  const slowly =
    <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A) => {
      await wait()
      const result = await work(...args)
      await wait()
      return result
    }
  const { claim, read, remove, info } = files
  return { ...files, claim: slowly(claim), read: slowly(read), remove: slowly(remove), info: slowly(info) }
}
