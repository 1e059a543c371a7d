import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Home, makeHome, type RunningDevnet } from '../support/binary.ts'
import { type NodeRpc, nodeRpc } from '../support/node-rpc.ts'
import { expectErrorText, expectRefused } from '../support/refusal.ts'

// Addresses by literal: hot_25 and coldkey_1 of the default scenario.
const hot25 = '5Di19xisqYiJi2o4EB5hbFcCT9TDdNBHUYqbmhJjLozck8GG'
const coldkey1 = '5F1EBCHqqiwSuAafzAJ2F1bQKsFfwfpncNv6n4XkChcYVz4o'
/** Alice's account as Polkadot writes it. */
const polkadotAddress = '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5'

let home: Home
let devnet: RunningDevnet
let node: NodeRpc

beforeAll(async () => {
  home = await makeHome()
  devnet = await home.devnet()
  node = await nodeRpc(devnet.endpoint)
})
afterAll(async () => {
  node.close()
  await home.remove()
})
afterEach(async () => {
  expect(await node.height(), 'a block was made').toBe(0)
  expect(await node.pending()).toEqual([])
})

const target = () => ['--network', devnet.endpoint, '--wallet-path', home.wallets]
/** A swap that would go through, its parts replaced by those of a case. */
const swap = (parts: Parts = {}) => [
  ...['stake', 'swap', ...target(), '--wallet', 'coldkey_1', '--hotkey', parts.hotkey ?? 'hot_25'],
  ...['--origin', parts.origin ?? '45', '--destination', parts.destination ?? '0'],
  ...(parts.amount ?? ['--amount', '1']),
  ...['--yes', ...(parts.more ?? [])],
]
interface Parts {
  readonly hotkey?: string
  readonly origin?: string
  readonly destination?: string
  readonly amount?: readonly string[]
  readonly more?: readonly string[]
}

type Case = readonly [name: string, parts: Parts, code: string, exit: number, says?: string | RegExp]
const usage = (name: string, parts: Parts, code: string, says?: string | RegExp): Case =>
  says === undefined ? [name, parts, code, 2] : [name, parts, code, 2, says]
const amounts = (...list: readonly (readonly [name: string, text: string])[]): readonly Case[] =>
  list.map(([name, text]) => usage(name, { amount: ['--amount', text] }, 'E_BALANCE_SYNTAX', 'not an amount'))
const kept = (...list: readonly string[]): readonly Case[] =>
  list.map(text => usage(`--keep ${text}`, { amount: ['--keep', text] }, 'E_BALANCE_SYNTAX'))

const cases: readonly Case[] = [
  ...amounts(
    ['scientific notation', '1e3'],
    ['a negative amount', '-1'],
    ['underscores', '1_000'],
    ['NaN', 'NaN'],
    ['Infinity', 'Infinity'],
    ['hex', '0x10'],
    ['a comma', '1,5'],
    ['full-width digits', '１２'],
    ['Arabic digits', '١٢'],
    ['right-to-left text', 'שלום'],
    ['a direction override', '1\u202e2'],
    ['an escape sequence', '1\u001b[31m'],
    ['nothing', ''],
    ['a space', ' 1'],
    ['a lone point', '.'],
    ['two points', '1.2.3'],
    ['a unit', '1 TAO'],
  ),
  ...kept('-1', '1e3', 'all', '50%'),
  usage('ten decimals', { amount: ['--amount', '1.1234567891'] }, 'E_BALANCE_PRECISION', '9 decimals'),
  usage('ten decimals of zero', { amount: ['--amount', '1.0000000000'] }, 'E_BALANCE_PRECISION'),
  usage('zero', { amount: ['--amount', '0'] }, 'E_BALANCE_ZERO', 'is 0'),
  usage('zero with decimals', { amount: ['--amount', '0.000000000'] }, 'E_BALANCE_ZERO'),
  usage('40 digits', { amount: ['--amount', '1'.repeat(40)] }, 'E_BALANCE_RANGE', 'larger than any'),
  usage('one rao above u64', { amount: ['--amount', '18446744073.709551616'] }, 'E_BALANCE_RANGE'),
  usage('0%', { amount: ['--amount', '0%'] }, 'E_PERCENT'),
  usage('101%', { amount: ['--amount', '101%'] }, 'E_PERCENT'),
  usage('-5%', { amount: ['--amount', '-5%'] }, 'E_PERCENT'),
  usage(
    '--amount and --all',
    { amount: ['--amount', '1', '--all'] },
    'E_AMOUNT_CHOICE',
    '--amount and --all',
  ),
  usage('--amount and --keep', { amount: ['--amount', '1', '--keep', '1'] }, 'E_AMOUNT_CHOICE'),
  usage('no amount', { amount: [] }, 'E_MISSING_INPUT', '--amount'),
  ...['-1', '65536', '1.5', 'abc', '', '٤٥', '0x2d', '1'.repeat(40)].map(text =>
    usage(`origin '${text}'`, { origin: text }, 'E_NETUID', 'not a subnet number'),
  ),
  usage('destination 65536', { destination: '65536' }, 'E_NETUID'),
  usage('origin = destination', { destination: '45' }, 'E_SAME_PLACE', 'subnet 45'),
  usage('a netuid with a leading zero', { destination: '045' }, 'E_NETUID'),
  usage('a bad checksum', { hotkey: `${hot25.slice(0, -1)}H` }, 'E_ADDRESS', 'checksum'),
  usage('the address of another prefix', { hotkey: polkadotAddress }, 'E_ADDRESS', 'prefix is 0'),
  ['a hotkey name with ../', { hotkey: '../hot_25' }, 'E_WALLET_MISSING', 4],
  ['a hotkey of a wallet with ../', { hotkey: 'coldkey_1/../hot_25' }, 'E_HOTKEY_NAME', 2],
  usage('two hotkeys', { more: ['--hotkey', 'hot_26'] }, 'E_USAGE', 'one --hotkey'),
  ['a hotkey the wallet does not have', { hotkey: 'hot_99' }, 'E_HOTKEY_MISSING', 4, 'hot_99'],
  ['an origin that does not exist', { origin: '99' }, 'E_SUBNET_UNKNOWN', 3, 'no subnet 99'],
  ['a destination that does not exist', { destination: '99' }, 'E_SUBNET_UNKNOWN', 3, 'no subnet 99'],
  [
    'one rao more than staked',
    { amount: ['--amount', '21.536911598'] },
    'E_NOT_ENOUGH_STAKE',
    3,
    '21.536911597',
  ],
  ['the historic amount', { amount: ['--amount', '10000000000'] }, 'E_NOT_ENOUGH_STAKE', 3],
  usage(
    'the historic amount in full',
    { amount: ['--amount', '21536911597000000000'] },
    'E_BALANCE_RANGE',
    'larger',
  ),
  ['keeping more than is staked', { amount: ['--keep', '22'] }, 'E_NOT_ENOUGH_STAKE', 3],
  ['keeping all', { amount: ['--keep', '21.536911597'] }, 'E_NOTHING_MOVABLE', 3, 'comes to 0'],
  ['no stake there', { origin: '8' }, 'E_NO_STAKE', 3],
  ['less than the chain moves', { amount: ['--amount', '0.05'] }, 'E_BELOW_MINIMUM', 3, '0.002 TAO'],
  ['one rao', { amount: ['--amount', '0.000000001'] }, 'E_QUOTE', 3],
  usage('an unknown network', { more: ['--network', 'finey'] }, 'E_NETWORK_UNKNOWN', "'finey'"),
  usage('an empty network', { more: ['--network', ''] }, 'E_NETWORK_UNKNOWN'),
  usage('an http URL', { more: ['--network', 'http://127.0.0.1:9944'] }, 'E_NETWORK_UNKNOWN'),
  usage('a URL with a password', { more: ['--network', 'wss://a:b@example.org'] }, 'E_NETWORK_UNKNOWN'),
  usage('ws:// to another machine', { more: ['--network', 'ws://192.0.2.1:9944'] }, 'E_INSECURE_ENDPOINT'),
  usage(
    'ws:// to a name that only begins like loopback',
    { more: ['--network', 'ws://127.0.0.1.example.org'] },
    'E_INSECURE_ENDPOINT',
  ),
  ...['0x12', `0x${'AB'.repeat(32)}`].map(text =>
    usage(`--genesis ${text}`, { more: ['--genesis', text] }, 'E_OPTION_VALUE', '--genesis'),
  ),
  [
    'a genesis that is not that of the named network',
    { more: ['--network', 'finney', '--genesis', `0x${'ab'.repeat(32)}`] },
    'E_GENESIS',
    3,
  ],
  ['the genesis of another chain', { more: ['--genesis', `0x${'ab'.repeat(32)}`] }, 'E_GENESIS', 3, /0xabab/],
  ...['3', '15', '4096', '-4', 'abc'].map(text =>
    usage(`--era '${text}'`, { more: ['--era', text] }, 'E_OPTION_VALUE', '--era'),
  ),
  ...['5', '0s', '1.5s', ''].map(text =>
    usage(`--timeout '${text}'`, { more: ['--timeout', text] }, 'E_DURATION', 'not a duration'),
  ),
  usage('--timeout 25h', { more: ['--timeout', '25h'] }, 'E_DURATION', 'longer than 24h'),
  usage('--wait forever', { more: ['--wait', 'forever'] }, 'E_OPTION_VALUE', '--wait'),
  usage('--accept-spec latest', { more: ['--accept-spec', 'latest'] }, 'E_OPTION_VALUE', '--accept-spec'),
  usage('--coldkey with a trade', { more: ['--coldkey', coldkey1] }, 'E_USAGE', '--coldkey'),
  usage('an unknown option', { more: ['--force'] }, 'E_USAGE', "'--force'"),
  usage('an argument too many', { more: ['extra'] }, 'E_USAGE'),
]

describe.concurrent('stake swap refuses bad input in one line and sends nothing', () => {
  for (const [name, parts, code, exit, says] of cases) {
    it(name, async () => {
      await expectRefused(home, swap(parts), says === undefined ? { code, exit } : { code, exit, says })
    })
  }

  it('names all that is missing at once, --yes and --network included', async () => {
    const document = await expectRefused(home, ['stake', 'swap'], { code: 'E_MISSING_INPUT', exit: 2 })
    expect(document.error.missing).toEqual([
      ...['--origin', '--destination', '--amount', '--hotkey', '--wallet', '--yes', '--network'],
    ])
  })

  it('names the network of a trade even where the rest is given', async () => {
    const args = swap().filter(word => word !== '--network' && word !== devnet.endpoint)
    const document = await expectRefused(home, args, { code: 'E_MISSING_INPUT', exit: 2 })
    expect(document.error.missing).toEqual(['--network'])
  })

  it('does not wait for an answer nobody can give', async () => {
    const args = swap().filter(word => word !== '--yes')
    const document = await expectRefused(home, args, { code: 'E_MISSING_INPUT', exit: 2 })
    expect(document.error.missing).toEqual(['--yes'])
  })
})

it('an option without its value is a usage error', async () => {
  const ran = await home.run(...swap(), '--era')
  expectErrorText(ran, { code: 'E_USAGE', exit: 2, says: 'argument missing' })
})
