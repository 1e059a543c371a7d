import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { asOtherChain, connectAmong } from '../support/endpoints.ts'
import { type MemoryFiles, memoryFiles } from '../support/memory-files.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, type TestHostOptions, taoctl } from '../support/test-host.ts'

const CONFIG = `${HOME}/.config/taoctl/config.toml`
const [NODE, FALLBACK, WITNESS] = ['a', 'b', 'c'].map(host => `wss://${host}.example/SECRETKEY?k=SECRETKEY`)
const settings = `network = "${NODE}"\nfallbacks = ["${FALLBACK}", "ws://127.0.0.1:9955"]\ntrust_endpoint = "${NODE}"\n`

let devnet: RunningDevnet
beforeAll(async () => {
  devnet = await startChain()
})
afterAll(() => devnet.stop())

async function run(argv: readonly string[], files: MemoryFiles, more: TestHostOptions = {}) {
  const connect = connectAmong({ [`${NODE}`]: connectTo(devnet), [`${WITNESS}`]: connectTo(devnet) })
  const ended = await taoctl(argv, { files, connect, terminal: false, ...more })
  expect(`${ended.out}${ended.err}`).not.toContain('SECRET')
  return ended
}

describe('settings', () => {
  test('are shown without what comes after the host of a URL, and one that is asked for whole', async () => {
    const files = memoryFiles({ [CONFIG]: settings })
    const { out } = await run(['config', 'show'], files)
    expect(out).toMatch(/^network .* wss:\/\/a\.example\/…$/m)
    expect(out).toMatch(/^fallbacks .* wss:\/\/b\.example\/…,ws:\/\/127\.0\.0\.1:9955$/m)
    expect(out).toMatch(/^endpoint .* wss:\/\/a\.example\/…$/m)
    const { data } = documentOf(await run(['config', 'show', '--json'], files))
    expect(data.settings).toContainEqual(
      expect.objectContaining({ name: 'trust_endpoint', value: 'wss://a.example/…' }),
    )
    for (const name of ['network', 'endpoint', 'trust_endpoint']) {
      expect((await taoctl(['config', 'get', name], { files })).out).toBe(`${NODE}\n`)
    }
  })

  test('that change are told in the same way, and kept whole', async () => {
    const files = memoryFiles({ [CONFIG]: settings })
    const env = { TAOCTL_NETWORK: `${FALLBACK}` }
    const set = await run(['config', 'set', 'network', `${WITNESS}`], files, { env })
    expect(set.out).toContain('network is now wss://c.example/… in')
    expect(set.out).toContain('was wss://a.example/…')
    expect(set.err).toContain('network is wss://b.example/…')
    expect(files.text(CONFIG)).toContain(`network = "${WITNESS}"`)
    await run(['config', 'set', 'network', `${NODE}`, '--json'], files)
    await run(['config', 'unset', 'trust_endpoint'], files)
  })

  test.each([
    ['a URL of another kind', 'trust_endpoint = "https://a.example/SECRETKEY"'],
    ['a port that is none', 'network = "wss://a.example:99999/SECRETKEY"'],
    ['a password', `network = "wss://user:${'SECRET'.repeat(20)}@a.example"`],
    ['a text without its end', 'network = "wss://a.example/SECRETKEY'],
    ['a text in the place of another', 'era = "wss://a.example/SECRETKEY"'],
  ])('that are wrong: %s', async (_, content) => {
    const files = memoryFiles({ [CONFIG]: content })
    for (const more of [[], ['--json'], ['-v']]) {
      const { code } = await run(['subnet', 'list', ...more], files)
      expect(code).toBe(2)
    }
  })
})

describe('a trade', () => {
  const words = [
    ...['stake', 'swap', '--wallet', 'coldkey_1', '--hotkey', 'hot_25', '--origin', '45'],
    ...['--destination', '8', '--network', `${NODE}`, '--fallback', `${FALLBACK}`],
    ...['--confirm-with', `${WITNESS}`, '--trust-endpoint', `${NODE}`, '--amount', '1', '--yes'],
  ]

  test('prints no more of its endpoints than their hosts, and keeps no more of them', async () => {
    const files = await filesWithWallets()
    const { code, err } = await run([...words, '-v'], files)
    expect(code, err).toBe(0)
    expect(err).toContain('Connected to wss://a.example/…, spec')
    expect(err).toContain('Confirmed by wss://c.example/…')
    for (const more of [['--json'], ['--progress', 'json'], ['--dry-run', '--json']]) {
      expect((await run([...words, ...more], files)).code).toBe(0)
    }
    for (const path of files.paths) expect(files.text(path) ?? '', path).not.toContain('SECRET')
    const { data } = documentOf(await run(['journal', 'list', '--json'], files))
    expect(data.entries[0].network.endpoint).toBe('wss://a.example')
    await run(['doctor', '--network', `${NODE}`, '--fallback', `${FALLBACK}`, '--wallet', 'coldkey_1'], files)
  })

  test.each([
    ['an endpoint that is away', { connect: connectAmong({}) }, 6],
    [
      'another chain',
      { connect: connectAmong({ [`${NODE}`]: (...given) => asOtherChain(devnet)(...given) }) },
      3,
    ],
    ['certificates unchecked', { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }, 2],
  ] satisfies [
    string,
    TestHostOptions,
    number,
  ][])('nor where it ends with an error: %s', async (_, more, exit) => {
    const files = await filesWithWallets()
    const genesis = devnet.genesisHash
    for (const mode of [[], ['-v'], ['--json']]) {
      const { code, err } = await run([...words, '--genesis', genesis, ...mode], files, more)
      expect(code, err).toBe(exit)
    }
  })
})
