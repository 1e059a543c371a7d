import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { connectTo, filesWithWallets, type Meddling, startChain } from '../support/test-chain.ts'
import {
  documentOf,
  HOME,
  startTaoctl,
  type TestHostOptions,
  taoctl,
  turns,
  until,
} from '../support/test-host.ts'

const JOURNAL = `${HOME}/.local/state/taoctl/journal/journal.ndjson`
const swap = ['stake', 'swap', '--network', 'local', '--wallet', 'coldkey_1', '--hotkey', 'hot_25']
const toRoot = [...swap, '--origin', '45', '--destination', '0', '--all']

let devnet: RunningDevnet
let files: MemoryFiles

beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

const world = (more: TestHostOptions = {}, meddling?: Meddling): TestHostOptions => ({
  files,
  connect: connectTo(devnet, meddling),
  ...more,
})
const height = () => devnet.chain.tree.best().header.number
const journal = () =>
  (files.text(JOURNAL) ?? '')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
const submits = (seen: string[]): Meddling => ({
  request(message) {
    seen.push(message.method ?? '')
    return message
  },
})

test('stake list shows positions and what selling them would bring', async () => {
  const { code, out, err } = await taoctl(
    ['stake', 'list', '--network', 'local', '--wallet', 'coldkey_1'],
    world(),
  )
  expect(code).toBe(0)
  expect(err).toBe('')
  expect(out).toContain('21.5369 α45')
  expect(out).toContain('0.7464 TAO')
  expect(out).toContain('(DEVNET)')
})

test('a swap with a yes executes exactly what was shown, and the receipt is written', async () => {
  const { code, out, err, questions } = await taoctl(toRoot, world({ replies: ['yes'] }))
  expect(code).toBe(0)
  expect(questions).toEqual(['DEVNET: sign and send?'])
  expect(err).toContain('21.536911597 α45')
  expect(out).toContain('0.746401905 τ on root')
  expect(out).toContain('0.010844862 α45')
  expect(journal().map(line => line.state)).toEqual(['signed', 'finalized'])
  expect(journal()[0].intent.trades[0].sold).toMatchObject({ rao: '21536911597', netuid: 45 })
})

const silent: Meddling = { request: () => undefined }

describe('nothing is signed or sent', () => {
  test.each([
    ['no', 3, 'Declined'],
    ['interrupted', 130, 'Interrupted'],
    ['closed', 3, 'Declined'],
  ] as const)('when the answer is %s', async (reply, exit, says) => {
    const asked: string[] = []
    const openedBefore = files.opened.length
    const { code, out, err } = await taoctl(toRoot, world({ replies: [reply] }, submits(asked)))
    expect(code).toBe(exit)
    expect(out).toBe('')
    expect(err).toContain(says)
    expect(asked).not.toContain('author_submitAndWatchExtrinsic')
    expect([journal(), height()]).toEqual([[], 0])
    const opened = files.opened.slice(openedBefore)
    expect(opened.filter(path => path.endsWith('/coldkey'))).toEqual([])
    expect(opened.filter(path => path.endsWith('/coldkeypub.txt'))).not.toEqual([])
  })

  test('when a signal comes while the question is open', async () => {
    const run = startTaoctl(toRoot, world({ replies: ['silence'] }))
    await until(() => run.questions.length > 0)
    run.interrupt()
    const { code, err } = await run.ended
    expect(code).toBe(130)
    expect(err).toContain('Interrupted. Nothing was sent.')
    expect(journal()).toEqual([])
  })

  test('when a signal comes while the chain is read', async () => {
    const run = startTaoctl(toRoot, world({}, silent))
    await until(() => run.connections.length > 0)
    await turns()
    run.interrupt()
    expect((await run.ended).code).toBe(130)
  })
})

test('a throw that nobody foresaw is one error of exit 1 with its stack, and nothing is sent', async () => {
  const replies = [() => Promise.reject(new TypeError('boom \u001b[31m'))]
  const [human, script] = [
    await taoctl(toRoot, world({ replies })),
    await taoctl([...toRoot, '--json'], world({ replies })),
  ]
  expect([human.code, script.code, human.out, height()]).toEqual([1, 1, '', 0])
  expect(human.err).toMatch(/Error: A bug in taoctl: boom \[31m\.\n(?:.*\n)*\s+at /)
  expect(human.err).not.toContain('\u001b')
  expect(documentOf(script).error).toMatchObject({ code: 'E_BUG', sent: 'no', retryable: false })
})

describe('the deadline', () => {
  test('ends a command whose endpoint never answers', async () => {
    const run = startTaoctl([...toRoot, '--timeout', '10s'], world({}, silent))
    await until(() => run.clock.pending() > 1)
    run.clock.advance(9_999)
    await turns()
    expect(run.err).toBe('Connecting\n')
    run.clock.advance(1)
    const { code, err } = await run.ended
    expect(code).toBe(6)
    expect(err).toMatch(/^Error: .* did not answer within 10s\./m)
  })

  test('ends one whose endpoint goes silent in the middle', async () => {
    const seen: string[] = []
    const nonce = 'system_accountNextIndex'
    const meddling: Meddling = {
      request(message) {
        seen.push(message.method ?? '')
        return message.method === nonce ? undefined : message
      },
    }
    const run = startTaoctl([...toRoot, '--yes', '--json', '--timeout', '10s'], world({}, meddling))
    await until(() => seen.includes(nonce))
    await turns()
    run.clock.advance(9_999)
    await turns()
    expect(run.out).toBe('')
    run.clock.advance(1)
    const ended = await run.ended
    expect(ended.code).toBe(6)
    expect(documentOf(ended).error).toMatchObject({ code: 'E_TIMEOUT', sent: 'no' })
    expect(seen.filter(method => method.startsWith('author_'))).toEqual([])
  })

  test('stands still while a person is asked', async () => {
    const run = startTaoctl([...toRoot, '--timeout', '10s'], {
      ...world(),
      replies: [
        async () => {
          run.clock.advance(3_600_000)
          return 'yes'
        },
      ],
    })
    expect((await run.ended).code).toBe(0)
  })

  test('after the bytes left, leaves an outcome that is not known', async () => {
    await devnet.stop()
    devnet = await startChain({ seal: { kind: 'manual' } })
    const run = startTaoctl([...toRoot, '--yes', '--json'], world())
    await until(() => devnet.chain.pool.ready().length === 1)
    await turns()
    run.clock.advance(300_000)
    const ended = await run.ended
    expect(ended.code).toBe(8)
    expect(documentOf(ended)).toMatchObject({
      error: { code: 'E_UNKNOWN_OUTCOME', sent: 'unknown', retryable: false, journal: journal()[0].entry },
      data: { kind: 'unknown' },
    })
    expect(journal().map(line => line.state)).toEqual(['signed', 'unknown'])
  })

  test('tells a person then that the outcome is not known, and calls nothing sold', async () => {
    await devnet.stop()
    devnet = await startChain({ seal: { kind: 'manual' } })
    const run = startTaoctl([...toRoot, '--yes'], world())
    await until(() => devnet.chain.pool.ready().length === 1)
    await turns()
    run.clock.advance(300_000)
    const { err } = await run.ended
    expect(err).toMatch(/^DEVNET {2}Outcome not known$/m)
    expect(err).not.toMatch(/^Sold/m)
    expect(err.match(/^Sell +21\.536911597 α45$/gm)).toHaveLength(2)
  })
})

describe('when the price moves between question and signature', () => {
  const other = ['stake', 'swap', '--network', 'local', '--wallet', 'coldkey_2', '--hotkey', 'hot_1', '--yes']
  // Selling 64 lowers its price, buying it raises it: by more than the tolerance.
  const raise = [...other, '--origin', '0', '--destination', '64', '--amount', '1200']
  const lower = [...other, '--origin', '64', '--destination', '0', '--amount', '900']
  const buy = [...swap, '--origin', '1', '--destination', '64', '--amount', '100']

  beforeEach(async () => {
    const { defaultScenario } = await import('../../devnet/scenario/default.ts')
    const positions = [
      ...(defaultScenario.positions ?? []),
      { coldkey: 'coldkey_2', hotkey: 'hot_1', netuid: 0, alpha: '5000' },
    ]
    await devnet.stop()
    devnet = await startChain({ scenario: { ...defaultScenario, positions } })
  })
  const meanwhile = (argv: readonly string[]) => async () => {
    expect((await taoctl(argv, world())).code).toBe(0)
    return 'yes' as const
  }
  const quotes = (text: string) =>
    [...text.matchAll(/(?:Receive|Quoted) +([0-9.]+) α64/g)].map(match => match[1])

  test('for the worse, the new quote is shown and asked about; the receipt keeps it', async () => {
    const { code, err, out, questions } = await taoctl(buy, world({ replies: [meanwhile(raise), 'yes'] }))
    expect(code).toBe(0)
    expect(questions).toHaveLength(2)
    expect(err).toContain('The plan changed')
    const [first, second] = quotes(err)
    expect(first).not.toBe(second)
    expect(quotes(out)).toEqual([second])
    expect(out).toMatch(new RegExp(`Received +${second} α64`))
    expect(journal().filter(line => line.state === 'signed')).toHaveLength(2)
  })

  test('for the worse, a second no ends it', async () => {
    const { code } = await taoctl(buy, world({ replies: [meanwhile(raise), 'no'] }))
    expect(code).toBe(3)
    expect(journal().filter(line => line.state === 'signed')).toHaveLength(1)
  })

  test('for the worse twice, it is asked about twice', async () => {
    const replies = [meanwhile(raise), meanwhile(raise), 'yes'] as const
    const { code, questions } = await taoctl(buy, world({ replies }))
    expect([code, questions.length]).toEqual([0, 3])
  })

  test('for the better, nobody is asked again', async () => {
    const { code, err, out, questions } = await taoctl(buy, world({ replies: [meanwhile(lower)] }))
    expect([code, questions.length]).toEqual([0, 1])
    const [shown] = quotes(err)
    const [quoted] = quotes(out)
    expect(+(quoted ?? 0)).toBeGreaterThan(+(shown ?? 0))
  })

  test('for the worse under --yes, nothing is sent and it may be tried again', async () => {
    let heads = 0
    const meddling: Meddling = {
      request(message) {
        if (message.method !== 'chain_getHeader' || message.params?.length !== 0) return message
        heads += 1
        if (heads === 3)
          // connecting, planning, planning after the yes
          return void taoctl(raise, { files, connect: connectTo(devnet) }).then(() => session?.(message))
        return message
      },
    }
    let session: ((message: object) => void) | undefined
    const connect: NonNullable<TestHostOptions['connect']> = async (url, options) => {
      const socket = await connectTo(devnet, meddling)(url, options)
      session = message => socket.send(JSON.stringify({ ...message, params: [] }))
      return socket
    }
    const ended = await taoctl([...buy, '--yes', '--json'], { files, connect })
    expect(ended.code).toBe(3)
    expect(documentOf(ended).error).toMatchObject({ code: 'E_QUOTE_WORSE', sent: 'no', retryable: true })
  })
})

describe('one seed', () => {
  const hashOf = async (seed: string) => {
    const chain = await startChain()
    const fresh = await filesWithWallets()
    const ended = await taoctl([...toRoot, '--yes', '--json'], {
      files: fresh,
      connect: connectTo(chain),
      seed,
    })
    await chain.stop()
    expect(ended.code).toBe(0)
    return { hash: documentOf(ended).data.extrinsic.hash, journal: fresh.text(JOURNAL), out: ended.out }
  }

  test('gives the same extrinsic, journal and report twice; another gives another signature', async () => {
    const [first, again, other] = [await hashOf('a'), await hashOf('a'), await hashOf('b')]
    expect(again).toEqual(first)
    expect(other.hash).not.toBe(first.hash)
  })
})
