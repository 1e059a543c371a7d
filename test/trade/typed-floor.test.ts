import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { Host } from '../../src/host/types.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { connectTo, filesWithWallets, type Meddling, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, taoctl } from '../support/test-host.ts'

const CONFIG = `${HOME}/.config/taoctl/config.toml`
const SECOND = 'ws://127.0.0.1:9955'
const SUBMIT = 'author_submitAndWatchExtrinsic'

/** The pool that is told: thinner than the true one, with the same quote for 20,000 alpha. */
const scenario: Scenario = {
  name: 'thin-pool',
  wallets: [{ name: 'coldkey_1', free: '100', hotkeys: ['hot_25'] }],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'Τ', tao: '1000000' },
    { netuid: 1, name: 'thin', symbol: 'α', alphaIn: '52631.578947368', tao: '3595.25', quoteWeight: '0.5' },
  ],
  positions: [{ coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 1, alpha: '20000' }],
}

const remove = [
  ...[
    'stake',
    'remove',
    '--network',
    'local',
    '--wallet',
    'coldkey_1',
    '--hotkey',
    'hot_25',
    '--netuid',
    '1',
  ],
  ...['--all', '--yes', '--json', '--accept-impact'],
]
const FLOOR = ['--min-received', '985']

let devnet: RunningDevnet
let files: MemoryFiles
beforeEach(async () => {
  devnet = await startChain({ scenario })
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

const rao = (amount: number) => BigInt(Math.round(amount * 1e9))

/** What is true once it is signed: a pool 38 times as deep, after 340,000 alpha were sold into it. */
const truth = (alpha = 2_340_000, tao = 85_470.085): Meddling => ({
  request(message) {
    if (message.method !== SUBMIT) return message
    devnet.control.storage.write('SubtensorModule', 'SubnetAlphaIn', [1], rao(alpha))
    devnet.control.storage.write('SubtensorModule', 'SubnetTAO', [1], rao(tao))
    return message
  },
})

async function run(...more: readonly string[]) {
  const ended = await taoctl([...remove, ...more], { files, connect: connectTo(devnet, truth()) })
  const { error, data, warnings } = documentOf(ended)
  return { code: ended.code, error, trade: data?.trades?.[0], warnings, err: ended.err }
}

test('a typed floor that only a lie about the reserves would guard is refused, with the ways out; on loopback too', async () => {
  const { code, error } = await run(...FLOOR)
  expect([code, error.code, error.sent]).toEqual([3, 'E_LIMIT_INEXPRESSIBLE', 'no'])
  const [, nearest = ''] = /--min-received ([0-9.]+)/.exec(error.hint) ?? []
  expect(Number(nearest)).toBeCloseTo(717, 0)
  for (const way of ['smaller amount', '--confirm-with', '--trust-endpoint'])
    expect(error.hint).toContain(way)
  const lower = await run('--min-received', nearest)
  expect([lower.code, lower.error]).toEqual([0, undefined])
  expect(Number(lower.trade.received.decimal)).toBeGreaterThanOrEqual(Number(nearest))
  expect(lower.trade.believed).toEqual(['fee-rate', 'stake'])
})

describe('what the endpoint tells is believed', () => {
  test('of the one in use with --trust-endpoint; a lie then ends with exit 7', async () => {
    const { code, error, trade } = await run(...FLOOR, '--trust-endpoint')
    expect([code, error.code]).toEqual([7, 'E_PARTIAL'])
    expect(trade.believed).toEqual(['pools', 'fee-rate', 'stake'])
    expect(Number(trade.received.decimal)).toBeCloseTo(723.9, 0)
  })

  const planned = [...remove, ...FLOOR, '--dry-run']
  const plan = (...more: readonly string[]) =>
    taoctl([...planned, ...more], { files, connect: connectTo(devnet) })

  test('of the one at a URL, by flag or in the config file, and of no other', async () => {
    expect((await plan('--trust-endpoint', 'ws://127.0.0.1:9944')).code).toBe(0)
    expect((await plan('--trust-endpoint', SECOND)).code).toBe(3)
    for (const [url, code] of [
      ['ws://127.0.0.1:9944', 0],
      [SECOND, 3],
    ] as const) {
      await files.makeFolder(`${HOME}/.config/taoctl`, 0o700)
      await files.write(CONFIG, Buffer.from(`trust_endpoint = "${url}"\n`), { mode: 0o600 })
      expect((await plan()).code).toBe(code)
    }
  })

  test('of no fallback that takes over while a plan is made: the shown one or the one to sign', async () => {
    const words = [...remove, ...FLOOR, '--fallback', SECOND]
    const first = 'ws://127.0.0.1:9944'
    /** Runs; the endpoints end the connection before the given answers to what the best block is, in turn. */
    const dropped = async (heads: readonly number[], ...more: readonly string[]) => {
      const urls: string[] = []
      let asked = 0
      const connect: Host['connect'] = async (url, given) => {
        urls.push(url)
        const socket = await connectTo(devnet)(url, given)
        return {
          ...socket,
          send(text) {
            const { method, params } = JSON.parse(text)
            if (method === 'chain_getHeader' && params.length === 0) asked += 1
            if (!heads.includes(asked)) return socket.send(text)
            asked += 1
            socket.close()
          },
        }
      }
      const ended = await taoctl([...words, ...more], { files, connect })
      return { code: ended.code, urls, ...documentOf(ended) }
    }
    const trusting = ['--trust-endpoint', first]
    // Heads are asked for when connecting, for the plan that is shown and for the one to sign.
    const shown = await dropped([2], ...trusting)
    expect([shown.error?.code, shown.code, shown.urls]).toEqual(['E_LIMIT_INEXPRESSIBLE', 3, [first, SECOND]])
    const signed = await dropped([3], ...trusting)
    expect([signed.error?.code, signed.code, signed.urls]).toEqual(['E_QUOTE_WORSE', 3, [first, SECOND]])
    expect(signed.error.sent).toBe('no')
    expect(devnet.chain.tree.best().header.number).toBe(0)
    expect(await dropped([3], '--trust-endpoint')).toMatchObject({ code: 0, urls: [first, SECOND] })
  })

  test('by no variable and no env file', async () => {
    const env = { TAOCTL_TRUST_ENDPOINT: 'ws://127.0.0.1:9944' }
    expect((await taoctl(planned, { files, env, connect: connectTo(devnet) })).code).toBe(3)
    await files.makeFolder('/c', 0o700)
    await files.write('/c/.env', Buffer.from('TAOCTL_TRUST_ENDPOINT=ws://127.0.0.1:9944\n'), { mode: 0o600 })
    expect((await plan('--env-file', '/c/.env')).code).toBe(3)
  })

  test('of none that a config file sets which an env file names: that is refused', async () => {
    const [project, env] = [`${HOME}/project.toml`, `${HOME}/project.env`]
    await files.write(project, Buffer.from('trust_endpoint = "ws://127.0.0.1:9944"\n'), { mode: 0o600 })
    await files.write(env, Buffer.from(`TAOCTL_CONFIG=${project}\n`), { mode: 0o600 })
    const named = await plan('--dotenv', env)
    expect([named.code, named.out]).toEqual([2, expect.stringContaining('an env file names it')])
    expect((await plan('--dotenv', env, '--config', project)).code).toBe(0)
  })

  test.each(['9944', 'https://x', 'local'])('--trust-endpoint %s is a usage error', async text => {
    const ended = await plan(`--trust-endpoint=${text}`)
    expect([ended.code, documentOf(ended).error.code]).toEqual([2, 'E_OPTION_VALUE'])
  })

  test('where another endpoint confirms it', async () => {
    const ended = await plan('--confirm-with', SECOND)
    expect([ended.code, documentOf(ended).data.trades[0].believed]).toEqual([
      0,
      ['pools', 'fee-rate', 'stake'],
    ])
  })

  test('for a tolerance that its own impact uses up, with a warning that names it, but for a trusted one', async () => {
    const warned = async (...more: readonly string[]) => {
      const words = [...remove, '--tolerance', '2%', '--dry-run', ...more]
      const ended = await taoctl(words, { files, connect: connectTo(devnet) })
      const { warnings, data } = documentOf(ended)
      expect(data.trades[0].believed).toContain('pools')
      return warnings.filter(({ code }: { code: string }) => code === 'W_FALSE_QUOTE')
    }
    const [warning] = await warned()
    expect(warning.message).toContain('the reserves of subnet 1')
    expect(await warned('--trust-endpoint')).toEqual([])
  })
})

test('a tolerance that leaves others half of it needs no trust', async () => {
  const words = remove.filter(word => word !== '--all')
  const ended = await taoctl([...words, '--amount', '20', '--dry-run'], { files, connect: connectTo(devnet) })
  expect(documentOf(ended).data.trades[0].believed).toEqual(['fee-rate', 'stake'])
})

test('the plan names what is taken on trust, and how much less a lie about it brings', async () => {
  const words = remove.filter(word => word !== '--json')
  const { out, err } = await taoctl([...words, '--min-received', '700', '--dry-run'], {
    ...{ files, connect: connectTo(devnet) },
  })
  expect(`${out}${err}`).toMatch(/^Taken on trust +the fee rate \(at worst 15\.2% less\)$/m)
  expect(`${out}${err}`).toMatch(/^ +the stake \(where there is less, less is sold\)$/m)
})

test('--allow-partial refuses no floor: it sells what the floor allows, and each part brings its rate', async () => {
  const words = [...remove, '--min-received', '1000', '--allow-partial']
  const ended = await taoctl(words, { files, connect: connectTo(devnet) })
  const { error, data } = documentOf(ended)
  expect([ended.code, error.code]).toEqual([7, 'E_PARTIAL'])
  const [trade] = data.trades
  expect(Number(trade.sold.decimal)).toBeGreaterThan(0)
  expect(Number(trade.received.decimal) / Number(trade.sold.decimal)).toBeGreaterThanOrEqual(1000 / 20_000)
})

test('a limit price has the fee inside', async () => {
  const words = remove.filter(word => word !== '--all')
  const fill = async (price: string) => {
    const ended = await taoctl([...words, '--amount', '20', '--limit-price', price], {
      ...{ files, connect: connectTo(devnet) },
    })
    return { code: ended.code, ...documentOf(ended) }
  }
  const crossed = await fill('0.0683')
  expect([crossed.code, crossed.error.code]).toEqual([3, 'E_LIMIT_CROSSED'])
  const [, now = ''] = /at (0\.[0-9]+) now/.exec(crossed.error.message) ?? []
  const { data } = await fill('0.0682')
  const [trade] = data.trades
  expect(Number(trade.received.decimal) / 20).toBeGreaterThanOrEqual(0.0682)
  expect(Number(trade.received.decimal) / 20).toBeCloseTo(Number(now), 8)
  expect(Number(trade.limitPrice)).toBeGreaterThan(0.0682)
})

test('with --allow-partial the plan says that the least is a rate, and the rest the most', async () => {
  const words = [...remove.filter(word => word !== '--json'), '--min-received', '700', '--dry-run']
  const plan = async (...more: readonly string[]) => {
    const { out, err } = await taoctl([...words, ...more], { files, connect: connectTo(devnet) })
    return `${out}${err}`
  }
  const part = await plan('--allow-partial')
  expect(part).toMatch(/^Least received +700 TAO for 20000 α1, a part at that rate$/m)
  expect(part).toMatch(/^Sell +20000 α1 at most: what does not fit the limit stays$/m)
  expect(part).toMatch(/^Receive at most +989\.[0-9]+ TAO$/m)
  expect(part).toMatch(/^Then, if all fits +0 α1 on hot_25$/m)
  const whole = await plan()
  expect(whole).toMatch(/^Least received +700 TAO$/m)
  expect(whole).toMatch(/^Sell +20000 α1\nReceive +989\.[0-9]+ TAO$/m)
  expect(whole).toMatch(/^Then +0 α1 on hot_25$/m)
})
