import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Home, makeHome, type RunningDevnet } from '../support/binary.ts'
import { type NodeRpc, nodeRpc } from '../support/node-rpc.ts'
import { type Expected, expectRefused } from '../support/refusal.ts'

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

describe.concurrent('other commands refuse bad input', () => {
  const move = (...more: readonly string[]) => [
    ...['stake', 'move', ...target(), '--wallet', 'coldkey_1', '--yes', '--origin', '45', '--all', ...more],
  ]
  const swapAll = (...more: readonly string[]) => [
    ...['stake', 'swap-all', ...target(), '--wallet', 'coldkey_1', '--yes', ...more],
  ]
  const list = (...more: readonly string[]) => ['stake', 'list', '--network', devnet.endpoint, ...more]
  const commands: readonly (readonly [name: string, args: () => readonly string[], expected: Expected])[] = [
    ['no command', () => [], { code: 'E_USAGE', exit: 2, says: 'No command' }],
    ['a group without a command', () => ['stake'], { code: 'E_USAGE', exit: 2, says: 'No command' }],
    ['an unknown command', () => ['steak'], { code: 'E_USAGE', exit: 2, says: "'steak'" }],
    ['an unknown subcommand', () => ['stake', 'swop'], { code: 'E_USAGE', exit: 2, says: "'swop'" }],
    [
      'move to the same hotkey and subnet',
      () => move('--origin-hotkey', 'hot_25', '--destination-hotkey', hot25),
      { code: 'E_SAME_PLACE', exit: 2 },
    ],
    [
      'move to a hotkey the chain does not know',
      () => move('--origin-hotkey', 'hot_25', '--destination-hotkey', coldkey1),
      { code: 'E_HOTKEY_UNKNOWN', exit: 3, says: coldkey1 },
    ],
    [
      'move without hotkeys',
      () => move(),
      { code: 'E_MISSING_INPUT', exit: 2, says: '--origin-hotkey, --destination-hotkey' },
    ],
    [
      'swap-all without a destination',
      () => swapAll(),
      { code: 'E_MISSING_INPUT', exit: 2, says: '--destination' },
    ],
    [
      'swap-all from its destination',
      () => swapAll('--destination', '8', '--origin', '8'),
      { code: 'E_SAME_PLACE', exit: 2 },
    ],
    ['swap-all to netuid -1', () => swapAll('--destination', '-1'), { code: 'E_NETUID', exit: 2 }],
    [
      'swap-all from netuid 1.5',
      () => swapAll('--destination', '0', '--origin', '1.5'),
      { code: 'E_NETUID', exit: 2 },
    ],
    [
      'swap-all into no subnet',
      () => swapAll('--destination', '99', '--all-hotkeys'),
      { code: 'E_SUBNET_UNKNOWN', exit: 3 },
    ],
    [
      'swap-all from no subnet',
      () => swapAll('--destination', '0', '--origin', '99'),
      { code: 'E_SUBNET_UNKNOWN', exit: 3 },
    ],
    [
      'swap-all over several hotkeys, none named',
      () => swapAll('--destination', '0'),
      { code: 'E_HOTKEYS_AMBIGUOUS', exit: 2, says: '3 hotkeys' },
    ],
    [
      'swap-all with --hotkey and --all-hotkeys',
      () => swapAll('--destination', '0', '--hotkey', 'hot_25', '--all-hotkeys'),
      { code: 'E_USAGE', exit: 2, says: 'exclude each other' },
    ],
    [
      'swap-all with a hotkey that holds nothing elsewhere',
      () => swapAll('--destination', '8', '--hotkey', 'hot_26'),
      { code: 'E_NO_STAKE', exit: 3 },
    ],
    ['list without an account', () => list(), { code: 'E_MISSING_INPUT', exit: 2, says: '--wallet' }],
    [
      'list of a bad checksum',
      () => list('--coldkey', `${coldkey1.slice(0, -1)}p`),
      { code: 'E_ADDRESS', exit: 2 },
    ],
    ['list of another prefix', () => list('--coldkey', polkadotAddress), { code: 'E_ADDRESS', exit: 2 }],
    [
      'a missing config file',
      () => list('--config', join(home.folder, 'none.toml')),
      { code: 'E_CONFIG_FILE', exit: 2, says: 'no such file' },
    ],
    [
      'a config file that is a folder',
      () => list('--config', home.folder),
      { code: 'E_CONFIG_FILE', exit: 2 },
    ],
    [
      'a port above 65535',
      () => ['devnet', 'start', '--port', '65536'],
      { code: 'E_OPTION_VALUE', exit: 2, says: '--port' },
    ],
    ['a port that is text', () => ['devnet', 'start', '--port', 'http'], { code: 'E_OPTION_VALUE', exit: 2 }],
    ['a negative port', () => ['devnet', 'start', '--port', '-1'], { code: 'E_OPTION_VALUE', exit: 2 }],
    [
      'a port in use',
      () => ['devnet', 'start', '--port', new URL(devnet.endpoint).port],
      { code: 'E_PORT', exit: 2, says: 'another program' },
    ],
    [
      'a seal that is none',
      () => ['devnet', 'start', '--port', '0', '--seal', 'sometimes'],
      { code: 'E_OPTION_VALUE', exit: 2, says: '--seal' },
    ],
    [
      'a seal of zero seconds',
      () => ['devnet', 'start', '--port', '0', '--seal', '0s'],
      { code: 'E_OPTION_VALUE', exit: 2 },
    ],
    [
      'a seal without a unit',
      () => ['devnet', 'start', '--port', '0', '--seal', '12'],
      { code: 'E_OPTION_VALUE', exit: 2 },
    ],
  ]
  it.each(commands)('%s', (_, args, expected) => expectRefused(home, args(), expected).then(() => undefined))
})

describe.concurrent('files that are named must be there and right', () => {
  const files: readonly (readonly [name: string, content: string, says: RegExp])[] = [
    ['broken TOML', 'network = ', /TOML/],
    ['an unknown key', 'nettwork = "local"', /unknown key 'nettwork'/],
    ['a value of the wrong type', 'network = true', /'network' must be text/],
    ['a password', 'password = "x"', /unknown key/],
  ]
  it.each(files)('a config file with %s', async (name, content, says) => {
    const path = join(home.folder, `${name.replaceAll(' ', '-')}.toml`)
    await writeFile(path, content)
    await expectRefused(home, ['config', 'show', '--config', path], { code: 'E_CONFIG_FILE', exit: 2, says })
  })

  it('a config file whose value is wrong names the key and the file', async () => {
    const path = join(home.folder, 'era.toml')
    await writeFile(path, 'era = 15')
    await expectRefused(home, ['config', 'show', '--config', path], {
      code: 'E_OPTION_VALUE',
      exit: 2,
      says: path,
    })
  })

  const subnet = '{"netuid":1,"name":"a","symbol":"a","alphaIn":"1000","tao":"10"}'
  const scenarios: readonly (readonly [name: string, content: string | undefined, says: string | RegExp])[] =
    [
      ['that is not there', undefined, 'no such file'],
      ['that is not JSON', '{"name":', 'not JSON'],
      ['that is empty', '', 'not JSON'],
      ['that is a list', '[]', 'the file'],
      ['without subnets', '{"name":"x"}', 'subnets'],
      ['with an unknown key', `{"name":"x","subnets":[${subnet}],"walets":[]}`, 'walets'],
      [
        'with an amount as a number',
        `{"name":"x","subnets":[${subnet}],"wallets":[{"name":"a","free":1}]}`,
        'wallets[0].free',
      ],
      [
        'with ten decimals',
        `{"name":"x","subnets":[${subnet}],"wallets":[{"name":"a","free":"0.1234567891"}]}`,
        'wallets[0].free',
      ],
      [
        'with a wallet name that leads elsewhere',
        `{"name":"x","subnets":[${subnet}],"wallets":[{"name":"../a"}]}`,
        'wallets[0].name',
      ],
      [
        'with a position of no hotkey',
        `{"name":"x","subnets":[${subnet}],"wallets":[{"name":"a"}],"positions":[{"coldkey":"a","hotkey":"b","netuid":1,"alpha":"1"}]}`,
        "there is no hotkey 'a/b'",
      ],
      ['with a subnet given twice', `{"name":"x","subnets":[${subnet},${subnet}]}`, 'given twice'],
      [
        'with a pool without reserves',
        '{"name":"x","subnets":[{"netuid":1,"name":"a","symbol":"a"}]}',
        'alphaIn',
      ],
    ]
  it.each([
    ['E_METADATA', ['doctor', '--next']],
    ['E_METADATA', ['devnet', 'start', '--port', '0', '--metadata']],
    ['E_SCENARIO', ['devnet', 'accounts', '--scenario']],
  ])('a device is none, and not read: %s of %s', async (code, words) => {
    const expected = { code, exit: 2, says: 'it is neither a file nor a pipe' }
    await expectRefused(home, [...words, '/dev/null'], expected)
  })

  it.each(scenarios)('a scenario file %s', async (name, content, says) => {
    const path = join(home.folder, `${name.replaceAll(/[^a-z]/g, '-')}.json`)
    if (content !== undefined) await writeFile(path, content)
    const expected = { code: 'E_SCENARIO', exit: 2, says }
    await expectRefused(home, ['devnet', 'accounts', '--scenario', path], expected)
    await expectRefused(home, ['devnet', 'start', '--port', '0', '--scenario', path], expected)
  })
})
