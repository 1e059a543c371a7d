import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { CliError } from '../../src/errors/cli-error.ts'
import type { Face } from '../../src/output/face.ts'
import { createOutput, type OutputOptions } from '../../src/output/output.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { taoctl, testClock } from '../support/test-host.ts'

const view: Face<string> = { schema: 'taoctl/test/v1', human: text => text, json: text => text }
const ERASE = '\r\u001b[2K'

function outputWith(options: Partial<OutputOptions> & { readonly tty: boolean }) {
  let written = ''
  const sink = {
    write(text: string) {
      written += text
    },
  }
  const { tty, ...rest } = options
  const io = { out: sink, err: sink, outIsTty: tty, errIsTty: tty, canPrompt: tty, width: 40 }
  const clock = testClock()
  const plain = { json: false, quiet: false, verbose: false, color: false, events: false }
  const output = createOutput(io, { ...plain, ...rest }, clock)
  const take = () => {
    const taken = written
    written = ''
    return taken
  }
  return { output, clock, take }
}

describe('on a terminal', () => {
  test('what takes long has a line that counts the seconds and is gone when done', () => {
    const { output, clock, take } = outputWith({ tty: true })
    output.enter('key')
    clock.advance(499)
    expect(take()).toBe('')
    clock.advance(1)
    expect(take()).toBe(`${ERASE}Deriving the key… 0.5 s`)
    clock.advance(700)
    expect(take().split(ERASE).at(-1)).toBe('Deriving the key… 1.2 s')
    output.enter('signing')
    expect(take()).toBe(ERASE)
    expect(clock.pending()).toBe(1)
    output.close()
    expect([take(), clock.pending()]).toEqual(['', 0])
  })

  test('nothing else is written into that line, and it comes back', () => {
    const { output, clock, take } = outputWith({ tty: true })
    output.enter('inclusion')
    clock.advance(500)
    take()
    output.step({ event: 'retracted', block: '0x1' })
    expect(take()).toBe(`${ERASE}Its block was dropped by the chain\n`)
    clock.advance(100)
    expect(take()).toBe(`${ERASE}Waiting for a block… 0.6 s`)
    output.result(view, 'done')
    expect([take(), clock.pending()]).toEqual([`${ERASE}done\n`, 0])
  })

  test('nothing runs while a person is asked', () => {
    const { output, clock, take } = outputWith({ tty: true })
    output.enter('reads')
    output.enter('answer')
    clock.advance(10_000)
    expect([take(), clock.pending()]).toEqual(['', 0])
  })
})

test('without a terminal what takes long is one plain line', () => {
  const { output, clock, take } = outputWith({ tty: false })
  output.enter('connect')
  clock.advance(400)
  output.enter('metadata')
  clock.advance(5000)
  expect([take(), clock.pending()]).toEqual(['Reading the metadata\n', 0])
})

test.each([
  ['--quiet', { quiet: true }],
  ['--json', { json: true }],
  ['--quiet with events', { quiet: true, events: true }],
])('with %s there is none of it', (_, options) => {
  const { output, clock, take } = outputWith({ tty: true, ...options })
  output.enter('connect')
  clock.advance(5000)
  output.step({ event: 'sent', hash: '0x1', again: false })
  expect([take(), clock.pending()]).toEqual(['', 0])
})

test('as events, each is one line of JSON that drives no terminal; errors are one too', () => {
  const { output, clock, take } = outputWith({ tty: true, events: true, verbose: true })
  clock.advance(7)
  output.enter('connect')
  output.warn('W_SPEC', 'careful\u001b[2J')
  output.status('noted')
  output.trace('5 ms')
  output.fail(new CliError('E_DECLINED'))
  const events = take().trimEnd().split('\n')
  expect(events.map(line => JSON.parse(line))).toEqual([
    { event: 'stage', stage: 'connect', elapsed: 7 },
    { event: 'warning', code: 'W_SPEC', message: 'careful[2J' },
    { event: 'note', message: 'noted' },
    { event: 'trace', message: '5 ms' },
    expect.objectContaining({ event: 'error', code: 'E_DECLINED', exit: 3 }),
  ])
})

describe('taoctl --progress json', () => {
  let devnet: RunningDevnet
  beforeAll(async () => {
    devnet = await startChain()
  })
  afterAll(() => devnet.stop())

  const run = async (...words: readonly string[]) =>
    taoctl([...words, '--progress', 'json'], {
      files: await filesWithWallets(),
      env: { BT_WALLET: 'coldkey_1', TAOCTL_NETWORK: 'local' },
      connect: connectTo(devnet),
      terminal: false,
    })
  const eventsOf = (err: string) =>
    err
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))

  test.each([[[]], [['--json']]])('tells every step of a trade on stderr, with %j', async more => {
    const swap = ['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '8']
    const { code, err } = await run(...swap, '--amount', '1', '--yes', ...more)
    expect(code).toBe(0)
    const events = eventsOf(err)
    const told = events
      .map(({ event, stage }) => stage ?? event)
      .filter(name => name !== 'note' && name !== 'report')
    expect(told).toEqual([
      ...['connect', 'metadata', 'reads', 'reads', 'key', 'reads', 'signing', 'inclusion', 'sent'],
      ...['finality', 'in-block', 'finalized'],
    ])
    expect(events.find(({ event }) => event === 'sent').hash).toMatch(/^0x[0-9a-f]{64}$/)
  })

  test('an error is an event too, even one before any work', async () => {
    for (const words of [
      ['stake', 'swap'],
      ['stake', 'steal'],
    ]) {
      const { code, err } = await run(...words)
      expect(code).toBe(2)
      expect(eventsOf(err).at(-1)).toMatchObject({ event: 'error', exit: 2 })
    }
  })
})
