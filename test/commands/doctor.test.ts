import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultScenario } from '../../devnet/scenario/default.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import {
  documentOf,
  HOME,
  startTaoctl,
  type TestHostOptions,
  taoctl,
  testClock,
} from '../support/test-host.ts'

let devnet: RunningDevnet
beforeAll(async () => {
  devnet = await startChain()
})
afterAll(() => devnet.stop())

interface Checked {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly hint: string | null
  readonly code: string | null
  readonly exit: number | null
}

const WALLETS = `${HOME}/.bittensor/wallets`
const connected = (): TestHostOptions => ({ connect: connectTo(devnet) })

async function examine(argv: readonly string[], options: TestHostOptions = {}) {
  const ended = await taoctl(['doctor', '--json', ...argv], options)
  const document = documentOf(ended)
  const checks: readonly Checked[] = document.data.checks
  const check = (name: string) => checks.filter(each => each.name === name)
  return { ...ended, document, checks, check }
}

const names = [
  ...['node', 'settings', 'endpoint', 'genesis', 'spec', 'runtime', 'rules', 'clock', 'wallet'],
  ...['permissions', 'password', 'coldkey', 'fee', 'journal', 'cache'],
]

test('with everything in place there is no problem, and one document', async () => {
  const files = await filesWithWallets()
  const argv = ['--network', 'local', '--wallet', 'coldkey_1']
  const { code, document, checks, check } = await examine(argv, { files, ...connected() })
  expect(code).toBe(0)
  expect(document).toMatchObject({ schema: 'taoctl/doctor/v1', ok: true, network: { name: 'local' } })
  expect([...new Set(checks.map(({ name }) => name))]).toEqual(names)
  expect(checks.filter(({ status }) => !['ok', 'warning'].includes(status))).toEqual([])
  expect(check('rules').map(({ message }) => message)).toContain(
    'A move of more than there is moves what there is (as read in the source of spec 424).',
  )
  expect(check('fee')[0]?.message).toMatch(/^100 TAO free; the fee of a swap is 0\.\d+ TAO\.$/)
  expect(check('spec')[0]?.message).toMatch(/^Spec 425; taoctl was checked on 424, 425, 461, 475\.$/)
})

test('counts the runtimes whose metadata is kept, not what else is beside them', async () => {
  const folder = `${HOME}/.cache/taoctl/metadata`
  const files = await filesWithWallets()
  await files.makeFolder(folder, 0o700)
  for (const name of ['aa-425-1.scale', 'aa-425-1.json', 'aa-475-2.scale'])
    await files.replace(`${folder}/${name}`, new Uint8Array(1), 0o600)
  const { check } = await examine(['--network', 'local'], { files })
  expect(check('cache')).toMatchObject([{ message: `Metadata of 2 runtimes in ${folder}.` }])
})

test('without network, wallet or folders it says so, and asks nothing', async () => {
  const files = memoryFiles()
  files.fail(HOME, 'EACCES')
  files.fail('/home', 'EACCES')
  files.fail('/', 'EACCES')
  const { code, document, checks, check, questions } = await examine([], { files })
  expect([code, questions]).toEqual([6, []])
  expect(document).toMatchObject({
    schema: 'taoctl/error/v1',
    ok: false,
    error: { code: 'E_CONNECT', sent: 'no' },
  })
  expect(checks.map(({ name }) => name)).toEqual(names)
  expect(check('endpoint')).toMatchObject([{ status: 'problem', code: 'E_CONNECT', exit: 6 }])
  for (const name of ['genesis', 'spec', 'runtime', 'rules', 'clock', 'fee', 'permissions', 'password'])
    expect(check(name), name).toMatchObject([{ status: 'skipped' }])
  expect(check('journal')).toMatchObject([{ status: 'problem', code: 'E_JOURNAL_WRITE', exit: 3 }])
  expect(check('cache')).toMatchObject([{ status: 'warning' }])
  expect(check('wallet')).toMatchObject([
    { status: 'warning', hint: expect.stringContaining('--wallet-path') },
  ])
})

describe('the exit code is that of the worst problem', () => {
  const named = ['--network', 'local', '--wallet', 'nobody']
  test('settings, before the endpoint', async () => {
    const files = memoryFiles({ '/c.toml': 'era = 5\nwallet = "nobody"\n' })
    const { code, check } = await examine(['--config', '/c.toml'], { files })
    expect(code).toBe(2)
    expect(check('settings')).toMatchObject([{ status: 'problem', code: 'E_OPTION_VALUE' }])
    expect(check('endpoint')).toMatchObject([{ status: 'problem', exit: 6 }])
    expect(check('wallet')).toMatchObject([{ status: 'problem', exit: 4 }])
  })

  test('the endpoint, before the wallet', async () => {
    expect((await examine(named)).code).toBe(6)
  })

  test('the wallet, before what a command would refuse', async () => {
    const files = memoryFiles()
    files.fail(`${HOME}/.local/state/taoctl/journal/journal.ndjson`, 'EACCES')
    const { code, check } = await examine(named, { files, ...connected() })
    expect([code, check('journal')[0]?.exit, check('wallet')[0]?.code]).toEqual([4, 3, 'E_WALLET_MISSING'])
  })

  test('a balance that pays no fee, and another chain than expected', async () => {
    const nobody = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'
    const poor = await examine(['--network', 'local', '--coldkey', nobody], connected())
    expect([poor.code, poor.check('fee')[0]?.code]).toEqual([3, 'E_FEE'])
    const other = await examine(['--network', 'local', '--genesis', `0x${'0'.repeat(64)}`], connected())
    expect([other.code, other.check('genesis')[0]?.code]).toEqual([3, 'E_GENESIS'])
    expect(other.check('endpoint')).toMatchObject([{ status: 'ok' }])
  })
})

describe('settings', () => {
  test.each([
    ['a config file that is missing', ['--config', '/none'], {}, 'E_CONFIG_FILE'],
    ['an env file that is missing', ['--dotenv', '/none'], {}, 'E_ENV_FILE'],
    ['a network nobody knows', ['--network', 'fineny'], {}, 'E_NETWORK_UNKNOWN'],
    ['a variable that is wrong', [], { TAOCTL_GENESIS: '0x12' }, 'E_OPTION_VALUE'],
  ])('%s is a finding', async (_, argv, env, code) => {
    const result = await examine(argv, { env })
    expect(result.code).toBe(2)
    expect(result.checks.map(check => check.code)).toContain(code)
    expect(result.checks.length).toBeGreaterThanOrEqual(names.length)
  })

  test('a variable with a typo is named, and what it should be', async () => {
    const { check } = await examine([], { env: { TAOCTL_WALET: 'x', OTHER: 'y' } })
    expect(check('settings')).toMatchObject([{ status: 'warning', hint: 'Did you mean TAOCTL_WALLET?' }])
  })

  test.each([
    ['config file', [], `${HOME}/.config/taoctl/config.toml`],
    ['env file', ['--dotenv', '/ci/.env'], '/ci/.env'],
  ])('a %s that others can change', async (_, argv, path) => {
    const files = memoryFiles({ [path]: '' })
    files.change(path, { mode: 0o666 })
    const open = await examine(argv, { files })
    expect(open.code).toBe(2)
    expect(open.check('settings')).toMatchObject([
      { status: 'problem', code: 'E_SETTINGS_FOREIGN', message: expect.stringContaining(path) },
    ])
    files.change(path, { mode: 0o664 })
    expect((await examine(argv, { files })).check('settings')).toMatchObject([
      { status: 'warning', message: expect.stringContaining(`chmod g-w ${path}`) },
    ])
  })
})

describe('the wallet', () => {
  const argv = ['--network', 'local', '--wallet', 'coldkey_1']

  test('a key others can read, and how to close it', async () => {
    const files = await filesWithWallets()
    await files.replace(`${WALLETS}/coldkey_1/coldkey`, await bytes(files, 'coldkey'), 0o644)
    const { code, check } = await examine(argv, { files, ...connected() })
    expect(code).toBe(0)
    expect(check('permissions')).toMatchObject([
      { status: 'warning', hint: expect.stringContaining(`chmod 600 ${WALLETS}/coldkey_1/coldkey`) },
    ])
  })

  test('wallets, but none chosen', async () => {
    const { check } = await examine(['--network', 'local'], {
      files: await filesWithWallets(),
      ...connected(),
    })
    expect(check('wallet')).toMatchObject([
      {
        status: 'warning',
        message: expect.stringContaining('2 wallets'),
        hint: expect.stringContaining('coldkey_1'),
      },
    ])
  })

  test('an encrypted coldkey: where its password comes from', async () => {
    const files = await filesWithWallets()
    const coldkey = `${WALLETS}/coldkey_1/coldkey`
    await files.replace(coldkey, new TextEncoder().encode(`$NACL${'x'.repeat(200)}`), 0o600)
    files.put('/pw', 'secret22\n')
    const passwordOf = async (more: TestHostOptions, ...words: readonly string[]) => {
      const { check, out } = await examine([...argv, ...words], { files, ...connected(), ...more })
      expect(out).not.toContain('secret22')
      return check('password')[0]
    }
    expect(await passwordOf({ terminal: false })).toMatchObject({
      status: 'warning',
      hint: expect.stringContaining('--password-file'),
    })
    const env = { TAOCTL_PASSWORD: 'secret22' }
    expect(await passwordOf({ env })).toMatchObject({ status: 'ok', message: 'From TAOCTL_PASSWORD.' })
    expect(await passwordOf({}, '--password-file', '/pw')).toMatchObject({
      status: 'warning',
      hint: 'Make it yours alone: chmod 600 /pw',
    })
    expect(await passwordOf({}, '--password-file', '/none')).toMatchObject({
      status: 'problem',
      code: 'E_PASSWORD_SOURCE',
    })
  })

  const bytes = async (files: Awaited<ReturnType<typeof filesWithWallets>>, name: string) =>
    (await files.read(`${WALLETS}/coldkey_1/${name}`, 10_000)) ?? new Uint8Array()
})

describe('a chain that is not ours', () => {
  /** The same chain without the mark of a development chain, or on another spec. */
  const meddled = (specVersion = 425): TestHostOptions => ({
    connect: connectTo(devnet, {
      request(message) {
        const { method, params = [], id } = message
        const answer = (result: unknown) => JSON.stringify({ jsonrpc: '2.0', id, result })
        if (method === 'state_getRuntimeVersion') return answer({ specVersion, transactionVersion: 1 })
        if (method !== 'chain_getHeader' || params.length === 0) return message
        const zero = `0x${'0'.repeat(64)}`
        const roots = { parentHash: zero, stateRoot: zero, extrinsicsRoot: zero }
        return answer({ ...roots, number: '0x0', digest: { logs: [] } })
      },
    }),
  })
  const argv = ['--network', 'local']
  const at = (offset: number) => {
    const clock = testClock()
    return { ...clock, now: () => clock.now() + offset }
  }

  test.each([
    [0, 'ok', /^Within \d+ s of block 0\.$/],
    [45_000, 'ok', /^Within 45 s/],
    [-20_000, 'ok', /^Within 20 s/],
    [90_000, 'warning', /is 90 s old/],
    [-45_000, 'warning', /is 45 s in the future/],
  ])('clock %i ms off: %s', async (offset, status, says) => {
    const { code, check } = await examine(argv, { ...meddled(), clock: at(offset) })
    expect(code).toBe(0)
    expect(check('clock')).toMatchObject([{ status, message: expect.stringMatching(says) }])
  })

  test('is accepted on first sight, which is said, and expected from then on', async () => {
    const files = memoryFiles()
    const { check } = await examine(argv, { ...meddled(), files })
    expect(check('genesis')).toMatchObject([
      { status: 'warning', message: expect.stringContaining(devnet.genesisHash) },
    ])
    const again = await examine(argv, { ...meddled(), files })
    expect(again.check('genesis')).toMatchObject([{ status: 'ok' }])
    const expected = await examine([...argv, '--genesis', devnet.genesisHash], meddled())
    expect(expected.check('genesis')).toMatchObject([{ status: 'ok' }])
  })

  test('on a spec nobody checked: its items decide, and are all as known', async () => {
    const { code, check } = await examine(argv, meddled(999))
    expect(code).toBe(0)
    expect(check('spec')).toMatchObject([{ status: 'ok', message: expect.stringContaining('999') }])
    expect(check('runtime').map(({ status }) => status)).toEqual(Array(6).fill('ok'))
    expect(check('runtime').map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^call: \d+ as known: SubtensorModule .*swap_stake_limit/),
    )
  })
})

test.each([
  ['v20.18.9', 2, 'problem'],
  ['v18.20.0', 2, 'problem'],
  ['v20.19.0', 0, 'ok'],
  ['v22.0.0', 0, 'ok'],
  ['v24.1.0', 0, 'ok'],
])('Node %s', async (runtime, code, status) => {
  const run = startTaoctl(['doctor', '--json', '--network', 'local'], { ...connected(), runtime })
  const ended = await run.ended
  expect(ended.code).toBe(code)
  expect(documentOf(ended).data.checks[0]).toMatchObject({ name: 'node', status })
})

describe('for people', () => {
  test('at most 80 columns beside hashes and addresses, on stdout when there is no problem', async () => {
    const files = await filesWithWallets()
    const argv = ['doctor', '--network', 'local', '--wallet', 'coldkey_1']
    const { code, out, err } = await taoctl(argv, { files, ...connected() })
    expect(code).toBe(0)
    expect(out).toMatch(/^ok {7}node {9}Node 20\.19\.0; 20\.19 or later is needed\.\n/)
    expect(out).toMatch(/\nNo problems, \d warnings?\.\n$/)
    expect(err).not.toContain('Error')
    const long = out
      .split('\n')
      .filter(line => line.length > 80 && !/0x[0-9a-f]{64}|5[A-Za-z0-9]{47}/.test(line))
    expect(long).toEqual([])
  })

  test('on stderr when there is one, the worst last', async () => {
    const { code, out, err } = await taoctl(['doctor'])
    expect([code, out]).toEqual([6, ''])
    expect(err).toMatch(/problem {2}endpoint {5}Cannot reach/)
    expect(err).toMatch(/\nError: Cannot reach wss:.*\n.*\n$/)
  })
})

test('an endpoint that never answers is given up in time', async () => {
  const connect: TestHostOptions['connect'] = (_url, { givenUp }) =>
    new Promise((_, reject) => givenUp.addEventListener('abort', () => reject(new Error('given up'))))
  const run = startTaoctl(['doctor', '--json', '--timeout', '5s'], { connect })
  await new Promise(resolve => setImmediate(resolve))
  await run.clock.advance(5000)
  const ended = await run.ended
  expect(ended.code).toBe(6)
  expect(documentOf(ended).error.code).toBe('E_TIMEOUT')
})

test('an interrupt ends it', async () => {
  const run = startTaoctl(['doctor'], { connect: () => new Promise(() => undefined) })
  await new Promise(resolve => setTimeout(resolve, 50))
  run.interrupt()
  await expect(run.ended).resolves.toMatchObject({ code: 130 })
})

describe('a swap of the coldkey', () => {
  const argv = ['--network', 'local', '--wallet', 'coldkey_1']
  const swapping = (coldkeySwap: 'announced' | 'disputed') => ({
    ...defaultScenario,
    wallets: (defaultScenario.wallets ?? []).map((wallet, i) =>
      i === 0 ? { ...wallet, coldkeySwap } : wallet,
    ),
  })

  test.each([
    'announced',
    'disputed',
  ] as const)('%s: is told, and refused by a trade before it signs', async state => {
    const chain = await startChain({ scenario: swapping(state) })
    const options = { files: await filesWithWallets(), connect: connectTo(chain) }
    const { code, check } = await examine(argv, options)
    const told = { code: 'E_COLDKEY_SWAP', message: expect.stringContaining(`is ${state}`) }
    expect([code, check('coldkey')]).toMatchObject([3, [{ status: 'problem', ...told }]])
    expect(check('coldkey')[0]?.hint).toContain('If you did not announce it')
    const words = [
      '--hotkey',
      'hot_25',
      '--origin',
      '45',
      '--destination',
      '0',
      '--amount',
      '1',
      '--yes',
      '--json',
    ]
    const trade = await taoctl(['stake', 'swap', ...argv, ...words], options)
    expect([trade.code, documentOf(trade).error]).toMatchObject([3, { ...told, sent: 'no' }])
    expect(chain.chain.tree.best().header.number).toBe(0)
    await chain.stop()
  })

  test('none: of the wallet in use, whatever others do', async () => {
    const chain = await startChain({ scenario: swapping('announced') })
    const options = { files: await filesWithWallets(), connect: connectTo(chain) }
    const { check } = await examine(['--network', 'local', '--wallet', 'coldkey_2'], options)
    expect(check('coldkey')).toMatchObject([{ status: 'ok' }])
    await chain.stop()
  })
})
