import { afterEach, expect, test } from 'vitest'
import { defaultScenario } from '../../devnet/scenario/default.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { describeOnEachRuntime } from '../support/runtimes.ts'
import {
  type ChainOptions,
  coldkey2,
  connectTo,
  filesWithWallets,
  hot1,
  hot25,
  type Meddling,
  startChain,
} from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

let devnet: RunningDevnet
afterEach(() => devnet.stop())

const start = async (options: ChainOptions = {}) => {
  devnet = await startChain(options)
}
const run = (netuid: string, words: readonly string[] = [], meddling: Meddling = {}) =>
  taoctl(['validator', 'list', '--netuid', netuid, '--network', 'local', ...words], {
    connect: connectTo(devnet, meddling),
    terminal: false,
  })
const list = async (netuid: string, ...words: readonly string[]) => {
  const ended = await run(netuid, ['--json', ...words])
  return { code: ended.code, document: documentOf(ended) }
}

/** The default scenario, its hotkey with most stake on subnet 64 registered on root alone. */
const unregistered = {
  ...defaultScenario,
  wallets: [
    ...(defaultScenario.wallets ?? []).slice(0, 1),
    { name: 'coldkey_2', free: '50', hotkeys: [{ name: 'hot_1', registered: [0] }], identity: 'North Star' },
  ],
}

describeOnEachRuntime('validator list', ({ metadata }) => {
  test('has every registered hotkey of the subnet with take, stake and the name of its owner, most stake first', async () => {
    await start({ metadata: metadata() })
    const { code, document } = await list('64')
    expect([code, document.warnings]).toEqual([0, []])
    const { netuid, validators } = document.data
    expect(netuid).toBe(64)
    expect(validators).toHaveLength(4)
    expect(validators[0]).toEqual({
      ...{ hotkey: hot1, name: 'North Star', owner: coldkey2, take: '17.9995', registered: true, uid: 3 },
      stake: { unit: 'alpha', netuid: 64, rao: '1007500000000', decimal: '1007.5' },
    })
    const others = validators.slice(1)
    expect(others.map(({ uid }: { uid: number }) => uid)).toEqual([0, 1, 2])
    expect(others.every(({ name }: { name: null }) => name === null)).toBe(true)
  })

  test('has a delegate that holds stake there and is not registered', async () => {
    await start({ metadata: metadata(), scenario: unregistered })
    const { document } = await list('64')
    expect(document.data.validators[0]).toMatchObject({ hotkey: hot1, registered: false, uid: null })
    const elsewhere = await list('8')
    expect(elsewhere.document.data.validators.map(({ hotkey }: { hotkey: string }) => hotkey)).not.toContain(
      hot1,
    )
  })
})

test('tells the take a delegate chose, and what a block had', async () => {
  await start()
  devnet.control.storage.write('SubtensorModule', 'Delegates', [hot25], 5898)
  devnet.chain.newBlock()
  const takeOf = async (...words: readonly string[]) =>
    (await list('45', ...words)).document.data.validators.find(
      ({ hotkey }: { hotkey: string }) => hotkey === hot25,
    ).take
  expect(await takeOf()).toBe('8.9998')
  expect(await takeOf('--block', '0')).toBe('17.9995')
})

test('asks for many rows at once', async () => {
  await start()
  const asked: string[] = []
  await run('64', [], {
    request(message) {
      asked.push(String(message.method))
      return message
    },
  })
  const counts = (method: string) => asked.filter(each => each === method).length
  expect([counts('state_queryStorageAt'), counts('state_getKeysPaged'), counts('state_getStorage')]).toEqual([
    5, 1, 2,
  ])
})

test('refuses a subnet that is not there', async () => {
  await start()
  const { code, document } = await list('7')
  expect([code, document.error.code]).toEqual([3, 'E_SUBNET_UNKNOWN'])
})

test.each([
  ['state_queryStorageAt', []],
  ['state_queryStorageAt', [{ block: '0x', changes: [] }]],
  ['state_queryStorageAt', [{ block: '0x', changes: 7 }]],
  ['state_getKeysPaged', 'none'],
  ['state_getKeysPaged', ['0x12']],
])('an endpoint that answers %s with %j is at fault', async (method, result) => {
  await start()
  const ended = await run('64', ['--json'], {
    request: message =>
      message.method === method ? JSON.stringify({ jsonrpc: '2.0', id: message.id, result }) : message,
  })
  expect([ended.code, documentOf(ended).error.code]).toEqual([6, 'E_ENDPOINT'])
})

test.each([
  ['have no end', 1000, 100],
  ['are larger than asked for', 1001, 1],
])('an endpoint whose pages of keys %s is at fault', async (_, size, pages) => {
  await start()
  const [key] = devnet.chain.storage.keys(
    devnet.chain.tree.best(),
    devnet.chain.runtime.storage('SubtensorModule', 'Delegates')?.prefix ?? '0x',
  )
  const page = Array.from({ length: size }, () => key)
  let asked = 0
  const ended = await run('64', ['--json'], {
    request(message) {
      if (message.method !== 'state_getKeysPaged') return message
      asked += 1
      return JSON.stringify({ jsonrpc: '2.0', id: message.id, result: page })
    },
  })
  expect([ended.code, documentOf(ended).error.code, asked]).toEqual([6, 'E_ENDPOINT', pages])
})

test('tells of a name like one on this machine that it is the chain’s', async () => {
  const wallets = unregistered.wallets.map(wallet =>
    'identity' in wallet ? { ...wallet, identity: 'Hot_25' } : wallet,
  )
  await start({ scenario: { ...unregistered, wallets } })
  const words = ['validator', 'list', '--netuid', '64', '--network', 'local']
  const ended = await taoctl(words, { connect: connectTo(devnet), files: await filesWithWallets() })
  expect(ended.out).toContain('\u2068Hot_25 (on the chain)\u2069')
})

test('reads well at 80 columns, with whole addresses', async () => {
  await start({ scenario: unregistered })
  const { out } = await run('64')
  expect(out).toMatch(/^Block +0 \(DEVNET\)$/m)
  expect(out).toMatch(/^1007\.5000 α64 +18\.00% +no +\u2068North Star\u2069$/m)
  expect(out).toContain(`\n  ${hot1}\n`)
  expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(80)
})

test('is CSV with --csv', async () => {
  await start()
  const { out } = await run('64', ['--csv'])
  const lines = out.split('\r\n')
  expect(lines[0]).toBe('netuid,hotkey,name,owner,take,stake,registered,uid')
  expect(lines[1]).toBe(`64,${hot1},North Star,${coldkey2},17.9995,1007.5,true,3`)
  expect([lines.length, lines.at(-1)]).toEqual([6, ''])
  expect((await run('64', ['--csv', '--json'])).code).toBe(2)
})

test('names nobody where the runtime has no identities, and says so', async () => {
  await start()
  const ended = await run('64', ['--json'], {
    // Metadata as text: the item gets a name nobody asks for.
    answer: text =>
      text.replaceAll(
        Buffer.from('IdentitiesV2').toString('hex'),
        Buffer.from('IdentitiesV9').toString('hex'),
      ),
  })
  const { warnings, data } = documentOf(ended)
  expect(warnings).toMatchObject([
    { code: 'W_OPTIONAL', message: expect.stringContaining('SubtensorModule.IdentitiesV2') },
  ])
  expect(data.validators[0]).toMatchObject({ hotkey: hot1, name: null, owner: coldkey2 })
})
