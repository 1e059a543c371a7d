import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Envelope } from '../support/binary.ts'
import { openStage, type Stage } from '../support/stage.ts'

/** The JSON that scripts rely on: within v1 keys are only added, so a key that goes or changes its type fails here. */
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** Every path of a document with its type; one row for all entries of a list. */
function shape(value: unknown, path = ''): readonly string[] {
  if (value === null) return [`${path}: null`]
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${path}: []`]
    return [...new Set(value.flatMap(entry => shape(entry, `${path}[]`)))]
  }
  if (typeof value !== 'object') return [`${path}: ${typeof value}`]
  const { unit, netuid, rao, decimal } = value as Envelope
  if (typeof rao === 'string') {
    expect(Object.keys(value).sort()).toEqual(['decimal', 'netuid', 'rao', 'unit'])
    expect([typeof netuid, typeof decimal]).toEqual(['number', 'string'])
    return [`${path}: ${unit}`]
  }
  return Object.entries(value).flatMap(([key, entry]) => shape(entry, path === '' ? key : `${path}.${key}`))
}

const json = async (...args: readonly string[]) => {
  const { code, document } = await stage.home.json(...args)
  expect(document.error).toBeUndefined()
  expect(code).toBe(0)
  return document
}
const envelope = ['schema: string', 'ok: boolean', 'warnings: []']
const network = [
  ...['network.name: string', 'network.endpoint: string', 'network.genesisHash: string'],
  ...['network.specVersion: number', 'block.number: number', 'block.hash: string'],
]
const sorted = (lines: readonly string[]) => [...lines].sort()
const expectShape = (
  document: Envelope,
  schema: string,
  data: readonly string[],
  context: readonly string[],
) => {
  expect(document.schema).toBe(schema)
  const rows = data.map(row => `data.${row}`)
  expect(sorted(shape(document))).toEqual(sorted([...envelope, ...context, ...rows]))
}

const legs = (side: 'sell' | 'buy') => [
  ...['netuid: number', 'side: string', 'priceBefore: string', 'impactPercent: string'],
  ...(side === 'sell' ? ['in: alpha', 'out: TAO', 'fee: alpha'] : ['in: TAO', 'out: alpha', 'fee: TAO']),
]
const call = ['calls[].pallet: string', 'calls[].name: string', 'calls[].hex: string']
const trade = [
  ...['verb: string', 'originHotkey: string', 'destinationHotkey: string', 'destinationColdkey: string'],
  ...['originNetuid: number', 'destinationNetuid: number', 'sold: alpha', 'quoted: alpha'],
  ...[
    'minReceived: null',
    'limitPrice: null',
    'exact: boolean',
    'leftFree: null',
    'status: string',
    'reason: null',
  ],
].map(row => `trades[].${row}`)
const planned = [
  ...['kind: string', 'coldkey: string', 'staysBehind: []', 'transactionFee: TAO', 'limitPrice: null'],
  ...['trades[].received: null', 'extrinsic: null', 'journal: null', ...call, ...trade],
]
const executed = [
  ...planned.filter(row => !/^(trades\[\]\.received|extrinsic|journal):/.test(row)),
  ...['trades[].received: alpha', 'journal: string', 'extrinsic.hash: string'],
  ...['extrinsic.blockNumber: number', 'extrinsic.blockHash: string', 'extrinsic.index: number'],
]
const swapCall = [
  ...['hotkey: string', 'origin_netuid: number', 'destination_netuid: number', 'alpha_amount: string'],
].map(row => `calls[].args.${row}`)
const withLegs = (...sides: readonly ('sell' | 'buy')[]) => [
  ...new Set(sides.flatMap(side => legs(side).map(row => `trades[].legs[].${row}`))),
]

describe('JSON documents', () => {
  it('stake.list', async () => {
    const position = [
      ...['netuid: number', 'name: string', 'symbol: string', 'hotkey: string', 'hotkeyName: string'],
      ...['stake: alpha', 'price: string', 'spotValue: TAO', 'exitValue: TAO', 'share: string'],
      ...['available: alpha', 'locked: alpha', 'registered: boolean', 'dust: boolean'],
      'claimable: alpha',
    ].map(row => `positions[].${row}`)
    const totals = ['claims: []', 'totals.spotValue: TAO', 'totals.exitValue: TAO']
    const document = await json(...stage.trade(['list', '--json']).filter(word => word !== '--json'))
    expectShape(
      document,
      'taoctl/stake.list/v1',
      ['coldkey: string', 'free: TAO', ...position, ...totals],
      network,
    )
  })

  it('stake.list of an account without stake', async () => {
    const nobody = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'
    const document = await json(...stage.trade(['list', '--coldkey', nobody]))
    expect(document.data.positions).toEqual([])
    expect(document.data.totals.exitValue.rao).toBe('0')
  })

  const swap = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--amount', '1', '--destination']

  it('stake.swap, planned', async () => {
    const document = await json(...stage.trade([...swap, '8', '--dry-run']))
    const data = [...planned, ...swapCall, ...withLegs('sell', 'buy'), 'trades[].swapFee: alpha']
    expectShape(document, 'taoctl/stake.swap/v1', data, network)
    expect(document.data).toMatchObject({ kind: 'planned', trades: [{ status: 'planned' }] })
  })

  it('stake.swap, executed', async () => {
    const document = await json(...stage.trade([...swap, '0']))
    const data = [...executed, ...swapCall, ...withLegs('sell'), 'trades[].swapFee: alpha']
    expectShape(document, 'taoctl/stake.swap/v1', data, network)
    expect(document.data).toMatchObject({ kind: 'finalized', trades: [{ status: 'done', verb: 'swap' }] })
  })

  it('stake.move', async () => {
    const hotkeys = ['--origin-hotkey', 'hot_25', '--destination-hotkey', 'hot_26']
    const document = await json(...stage.trade(['move', ...hotkeys, '--origin', '45', '--amount', '1']))
    const args = [
      ...['origin_hotkey: string', 'destination_hotkey: string', 'origin_netuid: number'],
      ...['destination_netuid: number', 'alpha_amount: string'],
    ].map(row => `calls[].args.${row}`)
    const data = [...executed, ...args, 'trades[].legs: []', 'trades[].swapFee: null']
    expectShape(document, 'taoctl/stake.move/v1', data, network)
    expect(document.data.trades[0].verb).toBe('move')
  })

  it('stake.swap-all', async () => {
    const document = await json(...stage.trade(['swap-all', '--destination', '8', '--all-hotkeys']))
    const inner = ['pallet: string', 'name: string', ...swapCall.map(row => row.replace('calls[].', ''))]
    const calls = inner.map(row => `calls[].args.calls[].${row}`)
    const fees = ['trades[].swapFee: alpha', 'trades[].swapFee: TAO']
    const data = [...executed, ...calls, ...withLegs('sell', 'buy'), ...fees]
    expectShape(document, 'taoctl/stake.swap-all/v1', data, network)
  })

  it('wallet.list', async () => {
    const document = await json('wallet', 'list', '--wallet-path', stage.home.wallets)
    const wallet = ['name: string', 'address: string', 'coldkey: string', 'problem: null']
    const hotkey = ['hotkeys[].name: string', 'hotkeys[].address: string', 'hotkeys[].problem: null']
    const rows = [...wallet, ...hotkey].map(row => `wallets[].${row}`)
    expectShape(document, 'taoctl/wallet.list/v1', ['path: string', ...rows], [])
    expect(document.data.wallets).toMatchObject([
      { name: 'coldkey_1', coldkey: 'plain', hotkeys: [{ name: 'hot_25' }, { name: 'hot_26' }] },
      { name: 'coldkey_2', coldkey: 'plain', hotkeys: [{ name: 'hot_1' }] },
    ])
  })

  it('wallet.list where there is no folder', async () => {
    const path = join(stage.home.folder, 'none')
    const document = await json('wallet', 'list', '--wallet-path', path)
    expect(document.data).toEqual({ path, wallets: [] })
  })

  it('devnet.accounts', async () => {
    const document = await json('devnet', 'accounts')
    const account = ['wallet: string', 'address: string', 'mnemonic: string', 'free: TAO']
    const rows = [...account, 'hotkeys[].name: string', 'hotkeys[].address: string']
    expectShape(
      document,
      'taoctl/devnet.accounts/v1',
      rows.map(row => `accounts[].${row}`),
      [],
    )
  })

  it('devnet.started', () => {
    const data = ['endpoint: string', 'genesisHash: string', 'specVersion: number', 'wallets: string']
    const rows = [...data, 'walletPassword: null']
    expectShape(stage.devnet.started, 'taoctl/devnet.started/v1', rows, [])
    expect(stage.devnet.started.data.wallets).toBe(stage.home.wallets)
  })

  it('config.show', async () => {
    const document = await json('config', 'show', '--network', 'local', '--genesis', `0x${'0'.repeat(64)}`)
    expect(document.schema).toBe('taoctl/config.show/v1')
    for (const setting of document.data.settings)
      expect(Object.keys(setting)).toEqual(['name', 'value', 'origin'])
  })

  it('error', async () => {
    const { document } = await stage.home.json('stake', 'swap')
    const error = ['code: string', 'exit: number', 'message: string', 'hint: string', 'retryable: boolean']
    const rest = ['sent: string', 'chain: null', 'journal: null', 'missing[]: string', 'replay: string']
    const rows = [...error, ...rest].map(row => `error.${row}`)
    expect(sorted(shape(document))).toEqual(sorted([...envelope, ...rows, 'data: null']))
    expect(document.schema).toBe('taoctl/error/v1')
  })
})

describe('a coldkey file that is gone', () => {
  it('does not keep a dry run or a list from working', async () => {
    await rm(join(stage.home.wallets, 'coldkey_2', 'coldkey'))
    const words = ['swap', '--hotkey', 'hot_1', '--origin', '64', '--destination', '0', '--all', '--dry-run']
    const args = stage.trade(words).map(word => (word === 'coldkey_1' ? 'coldkey_2' : word))
    expect((await json(...args)).data.kind).toBe('planned')
    const document = await json('wallet', 'list', '--wallet-path', stage.home.wallets)
    expect(document.data.wallets[1]).toMatchObject({ name: 'coldkey_2', coldkey: 'missing', problem: null })
  })
})
