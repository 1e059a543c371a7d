import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Home, makeHome } from '../support/binary.ts'

interface Row {
  readonly name: string
  /** Of `scenarios` below; the default scenario if left out. */
  readonly scenario?: keyof typeof scenarios
  readonly wallet: string
  readonly hotkey: string
  readonly origin: number
  readonly destination: number
  readonly amount: readonly string[]
  /** Rao of the origin. */
  readonly sold: bigint
  /** Rao of the destination. */
  readonly received: bigint
  /** Rao: alpha of the origin; TAO when the origin is root. */
  readonly fee: bigint
}

/** Two pools as large as real ones; the second scenario gives them uneven weights. */
const pools = (first: object, second: object) => ({
  name: 'pools',
  wallets: [{ name: 'coldkey_1', free: '1', hotkeys: ['hot_25'] }],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'T', tao: '1000000' },
    { netuid: 1, name: 'P1', symbol: 'p', alphaIn: '2000000', tao: '50000', ...first },
    { netuid: 2, name: 'P2', symbol: 'q', alphaIn: '3500000', tao: '120000', ...second },
  ],
  positions: [
    { coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 0, alpha: '10' },
    { coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 1, alpha: '5000' },
  ],
})
const scenarios = {
  even: pools({}, {}),
  uneven: pools({ quoteWeight: '0.499876543210987654' }, { quoteWeight: '0.500123456789012345' }),
}

const position = { wallet: 'coldkey_1', hotkey: 'hot_25' }
const bug = { ...position, origin: 45, sold: 21_536_911_597n, fee: 10_844_862n }
const toRoot = { ...bug, destination: 0, received: 746_401_905n }
const p1ToP2 = { ...position, origin: 1, destination: 2 }

/**
 * The regression this tool exists for: opentensor/btcli@0d223010 converted an amount that was already an amount, and
 * 21.5369 alpha became 21,536,911,597. Through the built binary, over WebSocket, one fresh development chain per row.
 * Add rows freely; the numbers are literal, worked out by independent ports of the chain's arithmetic.
 */
const rows: readonly Row[] = [
  { name: 'the position of the bug, all of it, to root', ...toRoot, amount: ['--all'] },
  { name: 'the same, as an amount', ...toRoot, amount: ['--amount', '21.536911597'] },
  { name: "the same, in btcli's words", ...toRoot, amount: ['--swap-all'] },
  {
    ...{ name: 'one alpha into another subnet', scenario: 'even', ...p1ToP2, amount: ['--amount', '1'] },
    ...{ sold: 1_000_000_000n, received: 728_798_956n, fee: 503_547n },
  },
  {
    ...{ name: 'all nine decimals', scenario: 'even', ...p1ToP2, amount: ['--amount', '123.456789012'] },
    ...{ sold: 123_456_789_012n, received: 89_967_382_094n, fee: 62_166_384n },
  },
  {
    ...{ name: 'an amount that moves the pools', scenario: 'even', ...p1ToP2, amount: ['--all'] },
    ...{ sold: 5_000_000_000_000n, received: 3_631_143_657_558n, fee: 2_517_738_612n },
  },
  {
    ...{
      name: 'one alpha to root',
      scenario: 'even',
      ...p1ToP2,
      destination: 0,
      amount: ['--amount', '0.02%'],
    },
    ...{ sold: 1_000_000_000n, received: 24_987_398n, fee: 503_547n },
  },
  {
    ...{ name: 'one TAO from root', scenario: 'even', ...p1ToP2, origin: 0, amount: ['--amount', '10%'] },
    ...{ sold: 1_000_000_000n, received: 29_151_737_070n, fee: 503_547n },
  },
  {
    ...{ name: 'one alpha, uneven weights', scenario: 'uneven', ...p1ToP2, amount: ['--amount', '1'] },
    ...{ sold: 1_000_000_000n, received: 729_519_127n, fee: 503_547n },
  },
  {
    ...{ name: 'all, uneven weights', scenario: 'uneven', ...p1ToP2, amount: ['--keep', '0.000000000'] },
    ...{ sold: 5_000_000_000_000n, received: 3_634_726_712_150n, fee: 2_517_738_612n },
  },
]

describe('stake swap sells exactly the amount asked for and receives what was quoted', () => {
  let home: Home
  afterEach(() => home.remove())

  it.each(rows)('$name', async row => {
    home = await makeHome()
    const file = join(home.folder, 'scenario.json')
    if (row.scenario) await writeFile(file, JSON.stringify(scenarios[row.scenario]))
    const devnet = await home.devnet(...(row.scenario ? ['--scenario', file] : []))
    const { code, document } = await home.json(
      ...['stake', 'swap', '--network', devnet.endpoint, '--wallet-path', home.wallets],
      ...['--wallet', row.wallet, '--hotkey', row.hotkey, '--yes'],
      ...['--origin', String(row.origin), '--destination', String(row.destination), ...row.amount],
    )
    expect(document).toMatchObject({ schema: 'taoctl/stake.swap/v1', ok: true })
    expect(code).toBe(0)
    const { data } = document
    const [trade] = data.trades
    expect(data.kind).toBe('finalized')
    expect(BigInt(data.calls[0].args.alpha_amount)).toBe(row.sold)
    expect(BigInt(trade.sold.rao)).toBe(row.sold)
    expect(BigInt(trade.quoted.rao)).toBe(row.received)
    expect(BigInt(trade.received.rao)).toBe(row.received)
    expect(BigInt(trade.swapFee.rao)).toBe(row.fee)
  })
})
