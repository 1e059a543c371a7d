import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkScenario } from '../../devnet/scenario/read.ts'
import { developmentKey } from '../../devnet/scenario/wallet-keys.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { parseAddress } from '../../src/chain/address.ts'
import { connectBetween, setPool } from '../support/between.ts'
import type { Envelope } from '../support/binary.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { someOf } from '../support/plans.ts'
import { describeOnRecent } from '../support/recent-runtimes.ts'
import { ownMetadata } from '../support/runtimes.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, type TestHostOptions, taoctl } from '../support/test-host.ts'

// What was agreed to stays, whichever way the trade takes and whoever pays its fee.

const RAO = 10n ** 9n
const address = (name: string) => parseAddress(developmentKey(name).address)
/** Rich pays with TAO, poor cannot. */
const scenario = checkScenario(
  {
    name: 'rich and poor',
    wallets: [
      { name: 'rich', free: '10', hotkeys: ['h', 'g'] },
      { name: 'poor', free: '0.0001', hotkeys: ['h', 'g'] },
      { name: 'other', free: '1' },
    ],
    subnets: [
      { netuid: 0, name: 'root', symbol: 'T', tao: '1000' },
      { netuid: 8, name: 'eight', symbol: 'e', alphaIn: '2000000', tao: '50000' },
      { netuid: 9, name: 'nine', symbol: 'n', alphaIn: '2000000', tao: '50000', quoteWeight: '0.49' },
      { netuid: 45, name: 'forty-five', symbol: 'f', alphaIn: '2600000', tao: '90000' },
    ],
    positions: ['rich', 'poor'].map(coldkey => ({ coldkey, hotkey: 'h', netuid: 45, alpha: '20' })),
  },
  'the test',
)

type Way = readonly [string, readonly string[]]

const at45 = ['--hotkey', 'h', '--origin', '45']
const toG = ['--origin-hotkey', 'h', '--destination-hotkey', 'g', '--origin', '45']
const swap: Way = ['a swap', ['swap', ...at45, '--destination', '8']]
const transfer: Way = ['a transfer', ['transfer', ...at45, '--to', 'other', '--destination', '8']]
const single: readonly Way[] = [
  swap,
  ['a swap to root', ['swap', ...at45, '--destination', '0']],
  ['a swap of a part', ['swap', ...at45, '--destination', '8', '--allow-partial']],
  [
    'a swap off one half',
    ['swap', ...at45, '--destination', '9', '--tolerance', '2%', '--guard-factor', '1000'],
  ],
  ['a removal', ['remove', '--hotkey', 'h', '--netuid', '45']],
]
const move: Way = ['a move', ['move', ...toG, '--destination', '8']]

let devnet: RunningDevnet
let files: MemoryFiles
let metadata = ownMetadata
beforeEach(async () => {
  devnet = await startChain({ scenario, metadata: metadata() })
  files = await filesWithWallets(scenario)
})
afterEach(() => devnet.stop())

/** The price of subnet 45 lower by 2.4 of 1000. */
const falls = () => setPool(devnet, 45, { tao: 89_784n * RAO })
const earns = (wallet: string) => {
  devnet.control.storage.dividend({ hotkey: address(`${wallet}/h`), alpha: someOf(45, '0.1') })
  devnet.control.blocks.make()
}
const drain = (wallet: string) => {
  devnet.control.storage.write('System', 'Account', [address(wallet)], {
    ...{ nonce: 0, consumers: 0, providers: 1, sufficients: 0 },
    data: { free: 1000n, reserved: 0n, frozen: 0n, flags: 0n },
  })
  devnet.control.blocks.make()
}
const start = (words: readonly string[], more: readonly string[], options: TestHostOptions) =>
  taoctl(['stake', ...words, '--network', 'local', ...more], { files, ...options })
const rao = (amount: Envelope) => BigInt(amount.rao)

/** Plans, trades with something happening before the signature, and holds what was signed against what was shown. */
async function run(words: readonly string[], between: () => void) {
  const dry = documentOf(await start(words, ['--dry-run', '--json'], { connect: connectTo(devnet) }))
  expect(dry.error).toBeUndefined()
  const ended = await start(words, ['--yes', '--json'], { connect: connectBetween(devnet, between) })
  return { dry, document: documentOf(ended) }
}

async function kept(words: readonly string[], between: () => void) {
  const { dry, document } = await run(words, between)
  expect(document.error).toBeUndefined()
  const [shown, done] = [dry.data.trades[0], document.data.trades[0]]
  expect([done.status, document.data.alphaFee === null]).toEqual(['done', dry.data.alphaFee === null])
  expect(rao(done.received)).toBeGreaterThanOrEqual(rao(done.minReceived))
  expect(Number(done.limitPrice)).toBeGreaterThanOrEqual(Number(shown.limitPrice))
  if (rao(done.sold) <= rao(shown.sold)) expect(done.minReceived).toEqual(shown.minReceived)
  const rate = [rao(done.minReceived) * rao(shown.sold), rao(shown.minReceived) * rao(done.sold)]
  expect(rate[0]).toBeGreaterThanOrEqual(rate[1] ?? 0n)
  return { shown, done, calls: document.data.calls }
}

describe.each<[string, readonly string[], readonly Way[]]>([
  ['free TAO', ['--wallet', 'rich'], [...single, move, transfer]],
  ['the position', ['--wallet', 'poor', '--fee-in-alpha'], single],
])('where %s pays the fee', (_, payer, ways) => {
  const wallet = payer[1] ?? ''
  test.each(ways)('%s, while the price falls', async (_name, way) => {
    await kept([...way, '--amount', '25%', ...payer], falls)
  })

  test.each(ways)('%s --all, while it earns', async (_name, way) => {
    const { shown, done } = await kept([...way, '--all', ...payer], () => earns(wallet))
    expect(rao(done.sold)).toBeGreaterThan(rao(shown.sold))
  })
})

describeOnRecent('while the price falls', runtime => {
  beforeAll(() => {
    metadata = runtime.metadata
  })
  afterAll(() => {
    metadata = ownMetadata
  })

  test('a transfer gives away the least that was shown, or all that arrives', async () => {
    const { shown, calls } = await kept([...transfer[1], '--amount', '5', '--wallet', 'rich'], falls)
    const least = runtime.name === 'localnet-461' ? shown.minReceived.rao : `${2n ** 64n - 1n}`
    expect(calls[0].args.calls[1].args.alpha_amount).toBe(least)
  })

  test('all of a position goes for the least that was shown, though its fee takes more of it', async () => {
    await kept([...swap[1], '--all', '--wallet', 'poor', '--fee-in-alpha'], falls)
  })
})

describe('free TAO that is gone before the signature', () => {
  const words = [...swap[1], '--amount', '1', '--wallet', 'rich']

  test('without --fee-in-alpha: refused, and told what would pay', async () => {
    const { document } = await run(words, () => drain('rich'))
    expect(document.error).toMatchObject({ code: 'E_FEE', exit: 3, sent: 'no' })
    expect(document.error.hint).toContain('--fee-in-alpha')
  })

  test('with --fee-in-alpha the position would pay, which was not shown: refused under --yes', async () => {
    const { document } = await run([...words, '--fee-in-alpha'], () => drain('rich'))
    expect(document.error).toMatchObject({ code: 'E_QUOTE_WORSE', exit: 3, sent: 'no' })
    expect(document.error.message).toMatch(/alpha 45 of the position.* a transaction fee of 0\.\d+ TAO/)
  })

  test('and asked about at a terminal', async () => {
    const yes = async () => {
      drain('rich')
      return 'yes' as const
    }
    const options = { connect: connectTo(devnet), replies: [yes, 'yes'] as const }
    const { code, questions, err } = await start(words, ['--fee-in-alpha'], options)
    expect([code, questions.length]).toEqual([0, 2])
    expect(err).toContain('of the position, shown was a transaction fee of')
  })
})
