import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { asOtherChain, connectAmong, OTHER_GENESIS } from '../support/endpoints.ts'
import { type MemoryFiles, memoryFiles } from '../support/memory-files.ts'
import { coldkey1, connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, taoctl } from '../support/test-host.ts'

const URL_A = 'wss://a.example:443/?key=secret'
const LOCAL = 'ws://127.0.0.1:9944'
const FOLDER = `${HOME}/.local/state/taoctl/known-chains`
const NEXT = `0x${'cd'.repeat(32)}`

let devnet: RunningDevnet
beforeAll(async () => {
  devnet = await startChain({ seal: { kind: 'manual' } })
})
afterAll(() => devnet.stop())

const list = ['stake', 'list', '--coldkey', coldkey1, '--json', '--network']
const kept = (files: MemoryFiles) => files.paths.filter(path => path.startsWith(FOLDER))
async function listed(
  files: MemoryFiles,
  url: string,
  genesis: string | undefined,
  ...more: readonly string[]
) {
  const connect = genesis === undefined ? connectTo(devnet) : asOtherChain(devnet, genesis)
  const ended = await taoctl([...list, url, ...more], { files, connect: connectAmong({ [url]: connect }) })
  return { ...ended, document: documentOf(ended) }
}

describe('the chain at a URL', () => {
  test('is remembered on first use, for its owner alone, with no more of the URL than the host', async () => {
    const files = memoryFiles()
    expect((await listed(files, URL_A, OTHER_GENESIS)).code).toBe(0)
    const [path = '', ...others] = kept(files)
    expect(others).toEqual([])
    expect(path).toMatch(/\/[0-9a-f]{32}\.json$/)
    expect(JSON.parse(files.text(path) ?? '')).toEqual({
      version: 1,
      host: 'a.example',
      genesis: OTHER_GENESIS,
    })
    expect([files.mode(path), files.mode(FOLDER)]).toEqual([0o600, 0o700])
    expect((await listed(files, URL_A, OTHER_GENESIS)).document.warnings).toEqual([])
  })

  test('is refused when it is another, with the way to accept it', async () => {
    const files = memoryFiles()
    await listed(files, URL_A, OTHER_GENESIS)
    const { code, document } = await listed(files, URL_A, NEXT)
    expect([code, document.error.code]).toEqual([3, 'E_GENESIS_CHANGED'])
    for (const text of ['wss://a.example', OTHER_GENESIS, NEXT])
      expect(document.error.message).toContain(text)
    expect(JSON.stringify(document)).not.toContain('secret')
    expect(document.error.hint).toContain(`--genesis ${NEXT}`)
    expect((await listed(files, URL_A, OTHER_GENESIS)).code).toBe(0)
  })

  test('is remembered anew when it was accepted with --genesis', async () => {
    const files = memoryFiles()
    await listed(files, URL_A, OTHER_GENESIS)
    expect((await listed(files, URL_A, NEXT, '--genesis', NEXT)).code).toBe(0)
    expect((await listed(files, URL_A, NEXT)).code).toBe(0)
    expect((await listed(files, URL_A, OTHER_GENESIS)).document.error.code).toBe('E_GENESIS_CHANGED')
  })

  test('is another matter at every URL', async () => {
    const files = memoryFiles()
    await listed(files, URL_A, OTHER_GENESIS)
    expect((await listed(files, 'wss://a.example:443/?key=other', NEXT)).code).toBe(0)
    expect(kept(files).length).toBe(2)
  })

  test('lets fallbacks stand in for it in later runs', async () => {
    const files = memoryFiles()
    await listed(files, URL_A, OTHER_GENESIS)
    const connect = connectAmong({
      'wss://b.example': asOtherChain(devnet),
      'wss://c.example': asOtherChain(devnet, NEXT),
    })
    const fallbacks = ['--fallback', 'wss://c.example', '--fallback', 'wss://b.example']
    const ended = await taoctl([...list, URL_A, ...fallbacks], { files, connect })
    expect(ended.code).toBe(0)
    expect(documentOf(ended).network.endpoint).toBe('wss://b.example')
    expect(documentOf(ended).warnings).toMatchObject([{ code: 'W_FALLBACK' }])
  })

  test('is not remembered where a fallback answered in its place', async () => {
    const files = memoryFiles()
    const connect = connectAmong({ 'wss://b.example': asOtherChain(devnet) })
    const argv = [...list, URL_A, '--fallback', 'wss://b.example', '--genesis', OTHER_GENESIS]
    expect((await taoctl(argv, { files, connect })).code).toBe(0)
    expect(kept(files)).toEqual([])
  })
})

describe('a development chain', () => {
  test('on this machine is not remembered, and none of them is refused', async () => {
    const files = memoryFiles()
    expect((await listed(files, LOCAL, undefined)).code).toBe(0)
    expect(kept(files)).toEqual([])
    await listed(files, LOCAL, OTHER_GENESIS)
    expect((await listed(files, LOCAL, undefined)).code).toBe(0)
    expect((await listed(files, LOCAL, NEXT)).document.error.code).toBe('E_GENESIS_CHANGED')
  })

  test('elsewhere is remembered as any other', async () => {
    const files = memoryFiles()
    await listed(files, URL_A, OTHER_GENESIS)
    expect((await listed(files, URL_A, undefined)).document.error.code).toBe('E_GENESIS_CHANGED')
  })
})

describe('a memory that cannot be used', () => {
  const trade = [
    ...[
      'stake',
      'swap',
      '--wallet',
      'coldkey_1',
      '--hotkey',
      'hot_25',
      '--origin',
      '45',
      '--destination',
      '0',
    ],
    ...['--amount', '1', '--yes', '--unprotected', '--unverified-metadata', '--json', '--network', LOCAL],
  ]
  const traded = async (files: MemoryFiles, ...more: readonly string[]) => {
    const ended = await taoctl([...trade, ...more], { files, connect: asOtherChain(devnet) })
    return { ...ended, document: documentOf(ended) }
  }

  test.each([
    ['cannot be written', (files: MemoryFiles) => files.fail(FOLDER, 'EACCES')],
    ['is a file', (files: MemoryFiles) => files.put(FOLDER, 'x')],
  ])('since its folder %s: a list and a plan go on with a warning, a trade does not', async (_, spoil) => {
    const files = await filesWithWallets()
    spoil(files)
    const { code, document } = await listed(files, LOCAL, OTHER_GENESIS)
    expect(code).toBe(0)
    expect(document.warnings[0]).toMatchObject({
      code: 'W_KNOWN_CHAIN',
      message: expect.stringContaining(FOLDER),
    })
    const plan = await traded(files, '--dry-run')
    expect([plan.code, plan.document.warnings[0]?.code]).toEqual([0, 'W_KNOWN_CHAIN'])
    const { document: refused, code: exit } = await traded(files)
    expect([exit, refused.error.code, refused.error.sent]).toEqual([3, 'E_KNOWN_CHAIN', 'no'])
    expect(devnet.chain.pool.ready()).toEqual([])
  })

  test('is nothing to tell of a development chain on this machine, and of one elsewhere it is', async () => {
    const files = memoryFiles()
    files.put(FOLDER, 'x')
    expect((await listed(files, LOCAL, undefined)).document.warnings).toEqual([])
    const elsewhere = (await listed(files, URL_A, undefined)).document.warnings
    expect(elsewhere[0]).toMatchObject({ code: 'W_KNOWN_CHAIN' })
  })

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"version":2}',
    '{"version":1,"genesis":"0x12"}',
    'x'.repeat(10_000),
  ])('since %j stands there: a trade does not go on, and --genesis mends it', async content => {
    const files = await filesWithWallets()
    await listed(files, LOCAL, OTHER_GENESIS)
    const [path = ''] = kept(files)
    files.put(path, content)
    expect((await listed(files, LOCAL, OTHER_GENESIS)).document.warnings[0]?.code).toBe('W_KNOWN_CHAIN')
    files.put(path, content)
    const { code, document } = await traded(files)
    expect([code, document.error.code, document.error.message]).toEqual([
      ...[3, 'E_KNOWN_CHAIN'],
      expect.stringContaining(path),
    ])
    const mended = await traded(files, '--genesis', OTHER_GENESIS, '--dry-run')
    expect([mended.code, JSON.parse(files.text(path) ?? '').genesis]).toEqual([0, OTHER_GENESIS])
  })
})
