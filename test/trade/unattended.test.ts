import { expect, test } from 'vitest'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import { developmentKey } from '../../devnet/scenario/wallet-keys.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { parseAddress } from '../../src/chain/address.ts'
import { connectBetween, setPool } from '../support/between.ts'
import { someOf } from '../support/plans.ts'
import { quickKeyfile, quickSodium } from '../support/sodium.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, taoctl } from '../support/test-host.ts'

const PASSWORD = 'correct horse'
const WALLET = `${HOME}/.bittensor/wallets/seller`
const SUBNETS = [1, 2, 3, 4]
const HOTKEYS = ['h1', 'h2', 'h3', 'h4', 'h5']
/** Its positions go in full, before all of the others do. */
const SIXTH = 'h6'
const [TAO, ALPHA] = [90_000n * 10n ** 9n, 2_600_000n]

const scenario: Scenario = {
  name: 'unattended',
  genesisTime: '2026-01-01T00:00:00Z',
  wallets: [{ name: 'seller', free: '1000', hotkeys: [...HOTKEYS, SIXTH] }],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'Τ', tao: '1000000' },
    ...SUBNETS.map(subnet => ({
      ...{ netuid: subnet, name: `s${subnet}`, symbol: 'α' },
      ...{ alphaIn: `${ALPHA}`, tao: `${TAO / 10n ** 9n}` },
    })),
  ],
  positions: SUBNETS.flatMap(subnet =>
    [...HOTKEYS, SIXTH].map(hotkey => ({ coldkey: 'seller', hotkey, netuid: subnet, alpha: '25' })),
  ),
}

/** Numbers that look random and are the same each time, of 0 to 1. */
function chance(): () => number {
  let state = 7
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Half of the tolerance that no option changes. Unit: millionths. */
const HALF_TOLERANCE = 2_500

/** Every price falls by less than half the tolerance. */
function fall(devnet: RunningDevnet, reserves: Map<number, bigint>, random: () => number): void {
  for (const subnet of SUBNETS) {
    const before = reserves.get(subnet) ?? TAO
    const millionths = BigInt(1 + Math.floor(random() * (HALF_TOLERANCE - 2)))
    const tao = before - (before * millionths) / 1_000_000n
    reserves.set(subnet, tao)
    setPool(devnet, subnet, { tao })
  }
}

function dividend(devnet: RunningDevnet, hotkey: string, subnet: number, alpha: string): void {
  const address = parseAddress(developmentKey(`seller/${hotkey}`).address)
  devnet.control.storage.dividend({ hotkey: address, alpha: someOf(subnet, alpha) })
}

const names = ['--network', 'local', '--wallet', 'seller']
const at = (hotkey: string, origin: number) => ['--hotkey', hotkey, '--origin', `${origin}`]
const sale = (n: number): readonly string[] => {
  const [hotkey, origin] = [HOTKEYS[n % 5] ?? '', SUBNETS[n % 4] ?? 1]
  const amount = n % 3 === 0 ? ['--amount', '1%'] : ['--amount', '0.2']
  return n % 2 === 0
    ? ['stake', 'swap', ...names, ...at(hotkey, origin), '--destination', '0', ...amount]
    : ['stake', 'remove', ...names, '--hotkey', hotkey, '--netuid', `${origin}`, ...amount]
}

/** One of a hundred: what is run, and what is earned while it runs. */
interface Step {
  readonly words: readonly string[]
  readonly earns?: (devnet: RunningDevnet) => void
}

function steps(): readonly Step[] {
  const sales = Array.from({ length: 96 }, (_, n): Step => ({ words: sale(n) }))
  const all = ['stake', 'swap', ...names, ...at(SIXTH, 4), '--destination', '0', '--all']
  const sweep = [
    'stake',
    'swap-all',
    ...names,
    ...HOTKEYS.flatMap(hotkey => ['--hotkey', hotkey]),
    '--destination',
    '0',
  ]
  return [
    ...sales,
    { words: all, earns: devnet => dividend(devnet, SIXTH, 4, '0.2') },
    {
      words: ['stake', 'remove', ...names, '--hotkey', SIXTH, '--netuid', '3', '--all'],
      earns: devnet => dividend(devnet, SIXTH, 3, '0.1'),
    },
    {
      words: ['stake', 'swap', ...names, ...at('h3', 2), '--destination', '0', '--keep', '20'],
      earns: devnet => dividend(devnet, 'h3', 2, '0.1'),
    },
    { words: sweep, earns: devnet => dividend(devnet, 'h1', 1, '0.2') },
  ]
}

/** Runs them one after the other and answers what went wrong. */
async function failures(isEncrypted: boolean, list: readonly Step[]): Promise<readonly string[]> {
  const devnet = await startChain({ scenario })
  const files = await filesWithWallets(scenario)
  if (isEncrypted) {
    files.put(`${WALLET}/coldkey`, await quickKeyfile(files.text(`${WALLET}/coldkey`) ?? '', PASSWORD))
  }
  const [random, reserves] = [chance(), new Map<number, bigint>()]
  const failed: string[] = []
  for (const { words, earns } of list) {
    const meanwhile = () => {
      earns?.(devnet)
      fall(devnet, reserves, random)
    }
    // An encrypted wallet waits for its password meanwhile, a plain one only for the chain.
    const world = isEncrypted
      ? {
          sodium: quickSodium(),
          connect: connectTo(devnet),
          async runProgram() {
            meanwhile()
            return new TextEncoder().encode(PASSWORD)
          },
        }
      : { connect: connectBetween(devnet, meanwhile) }
    const password = isEncrypted ? ['--password-command', 'pass show seller'] : []
    const { code, out } = await taoctl([...words, ...password, '--yes', '--json'], { files, ...world })
    const { data, error } = documentOf({ out })
    const short = (data?.trades ?? []).filter(
      (trade: Record<string, { rao: string }>) =>
        BigInt(trade.received?.rao ?? 0) < BigInt(trade.minReceived?.rao ?? 0),
    )
    if (words.includes('swap-all')) expect(data?.trades).toHaveLength(SUBNETS.length * HOTKEYS.length)
    if (code !== 0 || short.length > 0) failed.push(`${words.join(' ')}: ${code} ${error?.message ?? ''}`)
  }
  await devnet.stop()
  return failed
}

test('100 of 100 unattended sales in falling pools execute, the last of 20 positions at once', async () => {
  const all = steps()
  expect(all).toHaveLength(100)
  expect(await failures(false, all)).toEqual([])
}, 300_000)

test('so they do while a program prints the password of an encrypted wallet', async () => {
  const all = steps()
  // Each opens the key anew; a few of each kind say the same.
  expect(await failures(true, [...all.slice(0, 12), ...all.slice(-4)])).toEqual([])
}, 300_000)
