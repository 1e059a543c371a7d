import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { netuid, parseAlpha, widen } from '../../src/balance/index.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { coldkey1, connectTo, filesWithWallets, hot1, hot25, startChain } from '../support/test-chain.ts'
import {
  documentOf,
  HOME,
  startTaoctl,
  type TestHostOptions,
  taoctl,
  turns,
  until,
} from '../support/test-host.ts'

let devnet: RunningDevnet
let files: MemoryFiles
beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

const list = ['stake', 'list', '--network', 'local', '--wallet', 'coldkey_1']
const world = (more: TestHostOptions = {}): TestHostOptions => ({
  files,
  connect: connectTo(devnet),
  ...more,
})
const run = async (...words: readonly string[]) => taoctl([...list, ...words], world())
const data = async (...words: readonly string[]) => {
  const ended = await run(...words, '--json')
  expect(ended.code, ended.out).toBe(0)
  return documentOf(ended).data
}
/** Storage as the next block has it. */
const write = (item: string, key: readonly (string | number)[], value: unknown) =>
  devnet.control.storage.write('SubtensorModule', item, key, value)

test('a wallet that is missing leaves nothing over, wherever the connection has got to meanwhile', async () => {
  const { readStart } = files
  for (let turn = 0; turn < 12; turn += 1) {
    const slow: MemoryFiles = {
      ...files,
      readStart: async (path, length) => {
        if (path.includes('known-chains')) await turns(turn)
        return readStart(path, length)
      },
    }
    const argv = ['stake', 'list', '--network', 'local', '--wallet', 'nobody']
    const ended = await taoctl(argv, world({ files: slow }))
    expect([ended.code, ended.out]).toEqual([4, ''])
    expect(ended.err).toContain('There is no wallet')
  }
})

describe('claimable alpha of root', () => {
  // 5 of root stake on hot_25; a rate of 0.5 earns 2.5, of which 0.7 was claimed.
  const half = 1n << 31n

  beforeEach(() => {
    write(
      'RootClaimable',
      [hot25],
      [
        [45, half],
        [8, half],
      ],
    )
    write('RootClaimed', [45, hot25, coldkey1], 700_000_000n)
    write('RootClaimed', [8, hot25, coldkey1], 2_500_000_000n)
    devnet.chain.newBlock()
  })

  test('is rate times root stake less what was claimed, beside the position it belongs to', async () => {
    const { positions, claims } = await data()
    const at = (netuid: number) =>
      positions.find(
        (each: { netuid: number; hotkey: string }) => each.netuid === netuid && each.hotkey === hot25,
      )
    expect(at(45).claimable).toEqual({ unit: 'alpha', netuid: 45, rao: '1800000000', decimal: '1.8' })
    expect(at(0).claimable.rao).toBe('0')
    expect(claims).toEqual([{ hotkey: hot25, netuid: 45, claimable: at(45).claimable }])
    expect((await run()).out).toMatch(/^Claimable +1\.8 α45$/m)
  })

  test('stands in the list of claims where nothing is staked on that subnet', async () => {
    write('RootClaimable', [hot25], [[77, half]])
    devnet.chain.newBlock()
    const { positions, claims } = await data()
    expect(positions.some((each: { netuid: number }) => each.netuid === 77)).toBe(false)
    expect(claims).toMatchObject([{ netuid: 77, claimable: { rao: '2500000000' } }])
  })
})

describe('--csv', () => {
  test('has a line for each position, amounts in full, lines ended as RFC 4180 has it', async () => {
    const { positions } = await data()
    const { code, out, err } = await run('--csv')
    expect([code, err]).toEqual([0, ''])
    const lines = out.split('\r\n')
    expect(lines.pop()).toBe('')
    expect(lines.length).toBe(positions.length + 1)
    expect(lines[0]).toBe(
      'wallet,coldkey,netuid,name,symbol,hotkey,hotkey_name,stake,price,spot_value,exit_value,share,available,' +
        'locked,registered,claimable,dust',
    )
    const row = lines.find(line => line.includes(',45,'))
    expect(row).toContain(`coldkey_1,${coldkey1},45,gen42,פ,${hot25},hot_25,21.536911597,0.034674615,`)
  })

  test.each([
    [['--csv', '--json']],
    [['--csv', '--watch']],
    [['--block', '0', '--watch']],
    [['--all-wallets', '--coldkey', coldkey1]],
  ])('%j exclude each other', async words => {
    expect((await run(...words)).code).toBe(2)
  })
})

describe('--block', () => {
  test('lists as of a number or a hash', async () => {
    const before = await data()
    const { hash } = devnet.chain.tree.best()
    devnet.control.storage.dividend({ hotkey: hot25, alpha: widen(parseAlpha('1', netuid(45))) })
    devnet.chain.newBlock()
    expect(await data()).not.toEqual(before)
    expect(await data('--block', '0')).toEqual(before)
    expect(await data('--block', hash)).toEqual(before)
    const ended = await run('--block', '0', '--json')
    expect(documentOf(ended).block).toEqual({ number: 0, hash })
  })

  test.each([
    ['77', 3, 'E_BLOCK_UNKNOWN'],
    [`0x${'0'.repeat(64)}`, 3, 'E_BLOCK_UNKNOWN'],
    ['latest', 2, 'E_OPTION_VALUE'],
    ['0x12', 2, 'E_OPTION_VALUE'],
  ])('refuses %s', async (block, exit, code) => {
    const ended = await run('--block', block, '--json')
    expect([ended.code, documentOf(ended).error.code]).toEqual([exit, code])
  })
})

describe('--all-wallets', () => {
  test('lists each wallet with its total, and all of them together; a damaged one is named', async () => {
    files.put(`${HOME}/.bittensor/wallets/broken/coldkeypub.txt`, 'not a key')
    const ended = await taoctl(['stake', 'list', '--network', 'local', '--all-wallets', '--json'], world())
    expect(ended.code).toBe(0)
    const document = documentOf(ended)
    expect(document.data.wallets.map((each: { wallet: string }) => each.wallet)).toEqual([
      'coldkey_1',
      'coldkey_2',
    ])
    expect(document.warnings).toMatchObject([
      { code: 'W_WALLET', message: expect.stringContaining('broken') },
    ])
    const sum = (key: string) =>
      document.data.wallets.reduce(
        (total: bigint, each: { totals: Record<string, { rao: string }> }) =>
          total + BigInt(each.totals[key]?.rao ?? 0),
        0n,
      )
    expect(document.data.totals.exitValue.rao).toBe(String(sum('exitValue')))
    expect(document.data.totals.spotValue.rao).toBe(String(sum('spotValue')))
  })

  test('is one CSV, each line with its wallet', async () => {
    const { out } = await run('--all-wallets', '--csv')
    const wallets = new Set(
      out
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map(line => line.split(',')[0]),
    )
    expect([...wallets]).toEqual(['coldkey_1', 'coldkey_2'])
    expect(out).toContain(hot1)
  })
})

describe('--watch', () => {
  const documents = (out: string) =>
    out
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line))

  test('is one document for each block, beyond any timeout, until a signal, which is its end', async () => {
    const watching = startTaoctl([...list, '--watch', '--json', '--timeout', '5s'], world())
    await until(() => documents(watching.out).length === 1)
    devnet.control.storage.dividend({ hotkey: hot25, alpha: widen(parseAlpha('1', netuid(45))) })
    devnet.chain.newBlock()
    await until(() => documents(watching.out).length === 2)
    watching.clock.advance(3_600_000)
    devnet.chain.newBlock()
    await until(() => documents(watching.out).length === 3)
    watching.interrupt()
    const { code, out, err } = await watching.ended
    expect([code, err]).toEqual([130, ''])
    expect(documents(out).map(({ block }) => block.number)).toEqual([0, 1, 2])
    const stakes = documents(out).map(
      ({ data: { positions } }) => positions.find((each: { netuid: number }) => each.netuid === 45).stake.rao,
    )
    expect(new Set(stakes).size).toBe(2)
  })

  test('ends on a signal without a word of the connection that it then gives up', async () => {
    const watching = startTaoctl([...list, '--watch'], world())
    await until(() => watching.out.includes('Stake if sold'))
    watching.interrupt()
    const { code, err } = await watching.ended
    expect(code).toBe(130)
    await new Promise(setImmediate)
    expect([err, watching.err].join('')).not.toContain('connection')
  })

  test('goes on over a new connection where one drops', async () => {
    const watching = startTaoctl([...list, '--watch', '--json'], world())
    await until(() => documents(watching.out).length === 1)
    devnet.control.network.hangUp()
    await until(() => {
      watching.clock.advance(1000)
      return watching.connections.length === 2
    })
    devnet.chain.newBlock()
    await until(() => documents(watching.out).at(-1).block.number === 1)
    watching.interrupt()
    expect((await watching.ended).code).toBe(130)
  })
})
