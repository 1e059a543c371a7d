import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { accessTo } from '../../src/config/access.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, taoctl } from '../support/test-host.ts'

const CONFIG = `${HOME}/.config/taoctl/config.toml`
const ENV = '/ci/.env'
const list = ['stake', 'list', '--network', 'local', '--json']
const swap = [
  ...['stake', 'swap', '--network', 'local', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0'],
  ...['--amount', '1', '--yes', '--json'],
]

let devnet: RunningDevnet | undefined
let files: MemoryFiles
beforeEach(async () => {
  files = await filesWithWallets()
  files.put(CONFIG, 'wallet = "coldkey_1"\ntolerance = "50%"\n')
  files.put(ENV, 'TAOCTL_WALLET=coldkey_1\n')
})
afterAll(() => devnet?.stop())

async function run(argv: readonly string[]) {
  devnet ??= await startChain()
  const ended = await taoctl(argv, { files, connect: connectTo(devnet) })
  const { ok, error, warnings } = documentOf(ended)
  const told = warnings?.map(({ code, message }: { code: string; message: string }) => `${code} ${message}`)
  return { code: ended.code, ok, error, told: told ?? [] }
}

describe.each([
  ['the config file', [], CONFIG],
  ['an env file', ['--dotenv', ENV], ENV],
])('%s', (_, argv, path) => {
  const folder = path.slice(0, path.lastIndexOf('/'))

  test.each([
    ['of another user', path, { owner: 'other', mode: 0o644 }, 'user 1001 and has mode 0644'],
    ['that everyone can write to', path, { mode: 0o666 }, 'user 1000 and has mode 0666'],
    ['in a folder of another user', folder, { owner: 'other', mode: 0o755 }, 'user 1001 and has mode 0755'],
    ['in a folder that everyone can write to', folder, { mode: 0o777 }, 'user 1000 and has mode 0777'],
  ] as const)('%s is used by no trade, and told by what only reads', async (_, at, to, says) => {
    files.change(at, to)
    const trade = await run([...swap, ...argv])
    expect([trade.code, trade.error.code]).toEqual([2, 'E_SETTINGS_FOREIGN'])
    expect(trade.error.message).toContain(`${at}, which belongs to ${says}`)
    for (const reading of [list, [...swap, '--dry-run']]) {
      const { ok, told } = await run([...reading, ...argv])
      expect(ok).toBe(true)
      expect(told).toContainEqual(expect.stringMatching(`^W_SETTINGS_FILE.*${at}`))
    }
  })

  test('that its group can write to is used with a warning', async () => {
    files.change(path, { mode: 0o664 })
    const { ok, told } = await run([...swap, ...argv])
    expect(ok).toBe(true)
    expect(told).toContainEqual(expect.stringMatching(`^W_SETTINGS_FILE.*chmod g-w ${path}`))
  })

  test.each([
    ['of root', path, { owner: 'root', mode: 0o644 }],
    ['in a sticky folder', folder, { owner: 'root', mode: 0o1777 }],
  ] as const)('%s is as good as one’s own', async (_, at, to) => {
    files.change(at, to)
    const { ok, told } = await run([...swap, ...argv])
    expect([ok, told.filter((text: string) => text.includes('SETTINGS'))]).toEqual([true, []])
  })
})

test('where the system does not tell whose a file is, nothing can be said', async () => {
  const info = async () => ({
    ...{ kind: 'file', mode: 0o666, size: 1, owner: 'other', uid: undefined, isOwn: false },
  })
  expect(await accessTo({ info: info as MemoryFiles['info'] }, CONFIG)).toEqual([])
})
