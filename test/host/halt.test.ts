import { describe, expect, test } from 'vitest'
import { startHalt } from '../../src/host/halt.ts'
import { codeOf } from '../support/failure.ts'
import { testClock, turns } from '../support/test-host.ts'

function start(timeout: number) {
  const clock = testClock()
  const listeners = new Set<() => void>()
  const signals = {
    onInterrupt(work: () => void) {
      listeners.add(work)
      return () => void listeners.delete(work)
    },
  }
  const halt = startHalt(clock, signals, timeout)
  const interrupt = () => {
    for (const work of listeners) work()
  }
  return { clock, halt, interrupt, listeners }
}
const forever = new Promise<never>(() => undefined)

/** Whether a race is still running. */
async function isRunning(race: Promise<unknown>): Promise<boolean> {
  let running = true
  race.then(
    () => (running = false),
    () => (running = false),
  )
  await turns(2)
  return running
}

test('work that is done in time is not disturbed', async () => {
  const { halt, clock } = start(1000)
  clock.advance(999)
  expect(await halt.race(Promise.resolve('done'))).toBe('done')
  await expect(halt.race(Promise.reject(new Error('own')))).rejects.toThrow('own')
  expect(halt.remaining()).toBe(1)
})

describe('the deadline', () => {
  test('ends all that is raced, before and after it, and not a moment early', async () => {
    const { halt, clock } = start(1000)
    const race = halt.race(forever)
    clock.advance(999)
    expect(await isRunning(race)).toBe(true)
    clock.advance(1)
    expect(await codeOf(race)).toEqual(['E_TIMEOUT', 6])
    expect(await codeOf(halt.race(forever))).toEqual(['E_TIMEOUT', 6])
    expect(halt.remaining()).toBe(0)
  })

  test('stands still while paused, and goes on with what was left', async () => {
    const { halt, clock } = start(1000)
    clock.advance(400)
    const resume = halt.pause()
    clock.advance(1_000_000)
    expect(halt.remaining()).toBe(600)
    resume()
    const race = halt.race(forever)
    clock.advance(599)
    expect(await isRunning(race)).toBe(true)
    clock.advance(1)
    expect(await codeOf(race)).toEqual(['E_TIMEOUT', 6])
  })

  test('may be paused again and again, and within a pause', async () => {
    const { halt, clock } = start(1000)
    for (let i = 0; i < 3; i += 1) {
      clock.advance(300)
      const resume = halt.pause()
      halt.pause()()
      clock.advance(5000)
      resume()
    }
    expect(halt.remaining()).toBe(100)
    clock.advance(100)
    expect(await codeOf(halt.race(forever))).toEqual(['E_TIMEOUT', 6])
  })

  test('may be none at all', async () => {
    const { halt, clock, interrupt } = start(Number.POSITIVE_INFINITY)
    expect(clock.pending()).toBe(0)
    halt.pause()()
    expect(halt.remaining()).toBe(Number.POSITIVE_INFINITY)
    interrupt()
    expect(await codeOf(halt.race(forever))).toEqual(['E_INTERRUPTED', 130])
  })
})

describe('an interrupt', () => {
  test('ends what is raced, even while paused', async () => {
    const { halt, interrupt } = start(1000)
    halt.pause()
    const race = halt.race(forever)
    interrupt()
    expect(await codeOf(race)).toEqual(['E_INTERRUPTED', 130])
  })

  test('that comes first counts', async () => {
    const { halt, clock, interrupt } = start(1000)
    interrupt()
    clock.advance(1000)
    expect(await codeOf(halt.race(forever))).toEqual(['E_INTERRUPTED', 130])
  })
})

test('nothing is left afterwards, even if it ended while paused', () => {
  const { halt, clock, listeners } = start(1000)
  const resume = halt.pause()
  halt.dispose()
  resume()
  expect([clock.pending(), listeners.size]).toEqual([0, 0])
})
