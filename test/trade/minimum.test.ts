import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { Envelope } from '../support/binary.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { connectTo, filesWithWallets, type Meddling, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, taoctl } from '../support/test-host.ts'

const JOURNAL = `${HOME}/.local/state/taoctl/journal/journal.ndjson`
const who = ['--network', 'local', '--wallet', 'coldkey_1']
const hotkey = [...who, '--hotkey', 'hot_25']
const swap = ['stake', 'swap', ...hotkey, '--origin', '1', '--destination', '0', '--amount', '100']
const RAISED = 10_000

let devnet: RunningDevnet
let files: MemoryFiles
beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

/** Raises the fee rate of a subnet once a trade is signed, right before the block it is in. */
const raising = (...netuids: readonly number[]): Meddling => ({
  request(message) {
    if (message.method !== 'author_submitAndWatchExtrinsic') return message
    for (const netuid of netuids) devnet.control.storage.write('Swap', 'FeeRate', [netuid], RAISED)
    return message
  },
})

async function run(words: readonly string[], meddling?: Meddling) {
  const connect = connectTo(devnet, meddling)
  const ended = await taoctl([...words, '--yes', '--json'], { files, connect })
  const document = documentOf(ended)
  const trade: Envelope | undefined = document.data?.trades[0]
  return { ...ended, document, trade }
}

describe('less than the least is never done: exit 7 with both numbers and what did it', () => {
  test.each<[string, readonly string[], number]>([
    ['a swap', swap, 1],
    ['a swap across', swap.map((word, n) => (swap[n - 1] === '--destination' ? '64' : word)), 1],
    [
      'a swap out of root',
      ['stake', 'swap', ...hotkey, '--origin', '0', '--destination', '1', '--amount', '2'],
      1,
    ],
    ['a removal', ['stake', 'remove', ...hotkey, '--netuid', '1', '--amount', '100'], 1],
    ['a removal of all', ['stake', 'remove', ...hotkey, '--netuid', '1', '--all'], 1],
    ['an addition', ['stake', 'add', ...hotkey, '--netuid', '1', '--amount', '2'], 1],
    ['a limit of the user', [...swap, '--limit-price', '0.0168'], 1],
    [
      'a move in two calls',
      [
        ...['stake', 'move', ...who, '--origin-hotkey', 'hot_25', '--destination-hotkey', 'hot_26'],
        ...['--origin', '1', '--destination', '0', '--amount', '100'],
      ],
      1,
    ],
  ])('%s', async (_, words, netuid) => {
    const { code, document, trade } = await run(words, raising(netuid))
    expect([code, document.ok, document.error.code]).toEqual([7, false, 'E_PARTIAL'])
    expect(document.error.sent).toBe('yes')
    expect(BigInt(trade?.received.rao)).toBeLessThan(BigInt(trade?.minReceived.rao))
    expect(trade?.status).toBe('partial')
    for (const text of [trade?.received.decimal, trade?.minReceived.decimal]) {
      expect(document.error.message).toContain(text)
    }
    expect(document.error.message).toContain(
      `the fee rate of subnet ${netuid} was raised between plan and block`,
    )
    expect(document.error.message).toContain('33 of 65535')
  })

  test('so it stays when the entry is resumed', async () => {
    await run(swap, raising(1))
    const [line] = (files.text(JOURNAL) ?? '').split('\n')
    const { entry } = JSON.parse(line ?? '')
    const ended = await taoctl(['journal', 'resume', entry, '--network', 'local', '--json'], {
      ...{ files, connect: connectTo(devnet) },
    })
    expect([ended.code, documentOf(ended).error.code]).toEqual([7, 'E_PARTIAL'])
  })

  test('of a sweep the trade is named that it befell, the others are done', async () => {
    const all = ['stake', 'remove-all', ...who, '--all-hotkeys', '--skip-unmovable']
    const { code, document } = await run(all, raising(8))
    expect([code, document.error.code]).toEqual([7, 'E_PARTIAL'])
    const statuses = document.data.trades.map((each: Envelope) => [each.originNetuid, each.status])
    expect(statuses).toContainEqual([8, 'partial'])
    expect(
      statuses
        .filter(([netuid]: [number]) => netuid !== 8)
        .every(([, status]: [number, string]) => status === 'done'),
    ).toBe(true)
  })
})

describe('is done', () => {
  test('where any price is taken', async () => {
    const { code, trade } = await run([...swap, '--unprotected'], raising(1))
    expect([code, trade?.status, trade?.minReceived]).toEqual([0, 'done', null])
  })

  test('where the rate was raised and the least still arrived', async () => {
    const { code, trade } = await run([...swap, '--tolerance', '20%'], raising(1))
    expect([code, trade?.status]).toEqual([0, 'done'])
  })
})

test('with --allow-partial the least is its rate for what was sold', async () => {
  const words = [...swap, '--allow-partial']
  const whole = await run(words, raising(1))
  expect(whole.document.error.message).toMatch(/only .* was received where at least/)
})

test('the plan says at which rate it takes each fee', async () => {
  const across = swap.map((word, n) => (swap[n - 1] === '--destination' ? '64' : word))
  const { document } = await run([...across, '--dry-run'])
  const rates = document.data.trades[0].legs.map((leg: Envelope) => [leg.netuid, leg.feeRate])
  expect(rates).toEqual([
    [1, 33],
    [64, 0],
  ])
})
