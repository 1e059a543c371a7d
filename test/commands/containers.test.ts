import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defaultScenario } from '../../devnet/scenario/default.ts'
import { developmentWallets } from '../../devnet/scenario/wallet-keys.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { nodeHost } from '../../src/host/node.ts'
import { writePlainWallet } from '../../src/wallet/write.ts'
import { type MemoryFiles, memoryFiles } from '../support/memory-files.ts'
import { coldkey1, connectTo, startChain } from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

// A number without a name runs it, there is no home, and what it reads was put there by root.

let devnet: RunningDevnet
let files: MemoryFiles
beforeAll(async () => {
  devnet = await startChain()
})
afterAll(() => devnet.stop())
beforeEach(async () => {
  files = memoryFiles()
  for (const wallet of developmentWallets(defaultScenario)) await writePlainWallet(files, '/wallets', wallet)
})

const run = async (words: string, env: Readonly<Record<string, string>> = {}) => {
  const options = { files, env, hasHome: false, terminal: false, connect: connectTo(devnet) }
  const ended = await taoctl([...words.split(' '), '--json'], options)
  return { code: ended.code, ...documentOf(ended) }
}
const noHome = { code: 2, error: { code: 'E_HOME', sent: 'no' } }
const swap =
  'stake swap --network local --wallet-path /wallets --wallet coldkey_1 --hotkey hot_25 --origin 45 --destination 0 --amount 1 --yes'

describe('without a home folder', () => {
  test('the version and help need none', async () => {
    const options = { files, hasHome: false }
    expect((await taoctl(['--version'], options)).code).toBe(0)
    expect((await taoctl(['stake', 'swap', '--help'], options)).code).toBe(0)
  })

  test('what only looks goes on: nothing of it has to be in a home folder', async () => {
    const list = await run(`stake list --network local --coldkey ${coldkey1}`)
    expect(list).toMatchObject({ code: 0, data: { coldkey: coldkey1 }, warnings: [] })
    expect(await run('wallet list --wallet-path /wallets')).toMatchObject({
      code: 0,
      data: { wallets: [{ name: 'coldkey_1' }, { name: 'coldkey_2' }] },
    })
    expect((await run('config show')).code).toBe(0)
  })

  test.each([
    ['wallet list', '~/.bittensor/wallets'],
    ['stake list --network local --wallet coldkey_1', '~/.bittensor/wallets'],
    ['journal list', 'The journal'],
    ['config set era 32', 'The config file'],
    [`${swap} --password-file ~/password`, '~/password'],
  ])('%s is a usage error that names what would be there', async (words, what) => {
    const document = await run(words)
    expect(document).toMatchObject(noHome)
    expect(document.error.message).toContain(what)
  })

  test('a trade is refused before anything is sent, for its journal has no place', async () => {
    const document = await run(swap)
    expect(document).toMatchObject(noHome)
    expect(document.error.hint).toContain('XDG_STATE_HOME')
    expect(devnet.chain.tree.best().header.number).toBe(0)
  })

  test('a trade whose journal has a place of its own is made', async () => {
    const document = await run(swap, { XDG_STATE_HOME: '/state' })
    expect(document).toMatchObject({ code: 0, data: { kind: 'finalized' } })
    expect(files.text('/state/taoctl/journal/journal.ndjson')).toContain('"state":"finalized"')
  })

  test('doctor tells what that means, and goes on', async () => {
    const { checks } = (await run('doctor --network local')).data
    const about = (name: string) => checks.find((check: { name: string }) => check.name === name)
    expect(about('journal')).toMatchObject({ status: 'problem', code: 'E_HOME' })
    expect(about('wallet')).toMatchObject({ status: 'problem', code: 'E_HOME' })
    expect(about('cache')).toMatchObject({ status: 'warning' })
  })
})

describe('the home folder', () => {
  const homeOf = (HOME: string | undefined) =>
    nodeHost(Object.assign(Object.create(process), { env: HOME === undefined ? {} : { HOME } })).home

  test('is HOME, if that is a path from the root on', () => {
    expect(homeOf('/somewhere')).toBe('/somewhere')
    expect([homeOf(''), homeOf('somewhere'), homeOf('.')]).toEqual([undefined, undefined, undefined])
  })
})

describe('files that root gave', () => {
  test('are used: a config, an env file, a wallet and a password, all readable to others', async () => {
    files.put('/etc/taoctl/config.toml', 'era = 32\n')
    files.put('/etc/taoctl/env', 'TAOCTL_WALLET=coldkey_1\nTAOCTL_PASSWORD=secret\n')
    for (const path of files.paths) files.change(path, { owner: 'root', mode: 0o644 })
    files.change('/wallets', { owner: 'root', mode: 0o1777 })
    const words = swap.replace(
      '--wallet coldkey_1 ',
      '--config /etc/taoctl/config.toml --dotenv /etc/taoctl/env ',
    )
    const document = await run(words, { XDG_STATE_HOME: '/state' })
    expect(document).toMatchObject({ code: 0, data: { kind: 'finalized' }, warnings: [] })
  })
})
