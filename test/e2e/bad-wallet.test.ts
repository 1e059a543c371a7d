import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Home, makeHome, type RunningDevnet } from '../support/binary.ts'
import { type NodeRpc, nodeRpc } from '../support/node-rpc.ts'
import { type Expected, expectRefused } from '../support/refusal.ts'

const coldkey1 = '5F1EBCHqqiwSuAafzAJ2F1bQKsFfwfpncNv6n4XkChcYVz4o'
const coldkey2 = '5Fs5QzMXz77nBMxzeoSDVZytFR37jvEt23sKyEG6iZrGMdib'
const hot25 = '5Di19xisqYiJi2o4EB5hbFcCT9TDdNBHUYqbmhJjLozck8GG'

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

const file = (...parts: readonly string[]) => join(home.wallets, ...parts)
const trade = (wallet: string, hotkey = hot25) => [
  ...['stake', 'swap', '--network', devnet.endpoint, '--wallet-path', home.wallets, '--wallet', wallet],
  ...['--hotkey', hotkey, '--origin', '45', '--destination', '0', '--all', '--yes'],
]

/** A wallet beside the others: files with the content given, or copied from coldkey_1 where true. */
async function wallet(name: string, files: Readonly<Record<string, string | true>>): Promise<string> {
  await mkdir(file(name, 'hotkeys'), { recursive: true })
  for (const [path, content] of Object.entries(files)) {
    if (content === true) await copyFile(file('coldkey_1', path), file(name, path))
    else await writeFile(file(name, path), content)
  }
  return name
}
const keyfile = (name: string) => readFile(file(name, 'coldkey'), 'utf8')

describe.concurrent('a wallet that cannot be used stops the trade before anything is sent', () => {
  const names = ['nobody', '../coldkey_1', 'coldkey_1/../coldkey_2', '..', '', '/etc', '.hidden', 'a\u202eb']
  it.each(names)('a wallet named %j', async name => {
    await expectRefused(home, trade(name), { code: 'E_WALLET_MISSING', exit: 4 })
  })

  it('a wallet path that is not there', async () => {
    const args = [...trade('coldkey_1'), '--wallet-path', file('none')]
    await expectRefused(home, args, { code: 'E_WALLET_MISSING', exit: 4, says: file('none') })
  })

  it('a wallet without its coldkey', async () => {
    const name = await wallet('public-only', { 'coldkeypub.txt': true })
    await expectRefused(home, trade(name), { code: 'E_COLDKEY_MISSING', exit: 4, says: 'only its address' })
  })

  it('a truncated keyfile', async () => {
    const name = await wallet('cut', {
      'coldkeypub.txt': true,
      coldkey: (await keyfile('coldkey_1')).slice(0, 150),
    })
    const document = await expectRefused(home, trade(name), { code: 'E_KEYFILE', exit: 4, says: 'not JSON' })
    expect(JSON.stringify(document)).not.toContain((await keyfile('coldkey_1')).slice(20, 60))
  })

  it('a truncated coldkeypub.txt', async () => {
    const name = await wallet('cut-public', { 'coldkeypub.txt': '{"ss58Addr', coldkey: true })
    await expectRefused(home, trade(name), { code: 'E_KEYFILE', exit: 4, says: 'coldkeypub.txt' })
  })

  it('an empty keyfile', async () => {
    const name = await wallet('empty', { 'coldkeypub.txt': true, coldkey: '' })
    await expectRefused(home, trade(name), { code: 'E_KEYFILE', exit: 4 })
  })

  it('a keyfile whose key does not match coldkeypub.txt', async () => {
    const name = await wallet('mixed', { 'coldkeypub.txt': true, coldkey: await keyfile('coldkey_2') })
    const document = await expectRefused(home, trade(name), { code: 'E_KEY_MISMATCH', exit: 4 })
    expect(document.error.message).toContain(coldkey1)
    expect(document.error.message).toContain(coldkey2)
  })

  it('a keyfile whose secret does not give its address', async () => {
    const { secretSeed, secretPhrase } = JSON.parse(await keyfile('coldkey_2'))
    const content = JSON.stringify({ ...JSON.parse(await keyfile('coldkey_1')), secretSeed, secretPhrase })
    const name = await wallet('swapped', { 'coldkeypub.txt': true, coldkey: content })
    const document = await expectRefused(home, trade(name), { code: 'E_KEYFILE', exit: 4, says: coldkey2 })
    for (const secret of [secretSeed, secretPhrase]) expect(JSON.stringify(document)).not.toContain(secret)
  })

  it('a keyfile without a secret', async () => {
    const { secretSeed: _, secretPhrase: __, ...rest } = JSON.parse(await keyfile('coldkey_1'))
    const name = await wallet('no-secret', { 'coldkeypub.txt': true, coldkey: JSON.stringify(rest) })
    await expectRefused(home, trade(name), { code: 'E_KEYFILE', exit: 4, says: 'no secret' })
  })

  const encrypted: readonly (readonly [format: string, start: string])[] = [
    ['Fernet', 'gAAAAABmxxxxxxxxxxxx'],
    ['Ansible Vault', '$ANSIBLE_VAULT;1.1;AES256'],
    ['polkadot.js', '{"encoded":"AAAA","encoding":{}}'],
  ]
  it.each(encrypted)('a keyfile encrypted as %s', async (format, content) => {
    const name = await wallet(`old ${format}`, { 'coldkeypub.txt': true, coldkey: content })
    await expectRefused(home, trade(name), { code: 'E_KEYFILE_ENCRYPTED', exit: 4, says: format })
  })

  it('an encrypted keyfile that was cut off', async () => {
    const name = await wallet('cut box', { 'coldkeypub.txt': true, coldkey: '$NACLxxxxxxxxxxxxxxxx' })
    await writeFile(file('password'), 'devnet', { mode: 0o600 })
    const args = [...trade(name), '--password-file', file('password')]
    await expectRefused(home, args, { code: 'E_KEYFILE', exit: 4, says: 'cut off' })
  })

  it('an encrypted keyfile and nobody to ask for its password', async () => {
    const name = await wallet('locked', { 'coldkeypub.txt': true, coldkey: `$NACL${'x'.repeat(80)}` })
    const document = await expectRefused(home, trade(name), { code: 'E_MISSING_INPUT', exit: 2 })
    expect(document.error.missing).toEqual(['--password-file'])
  })

  it('a password file that is not there', async () => {
    const name = await wallet('locked too', { 'coldkeypub.txt': true, coldkey: `$NACL${'x'.repeat(80)}` })
    const args = [...trade(name), '--password-file', file('no-such-file')]
    await expectRefused(home, args, { code: 'E_PASSWORD_SOURCE', exit: 2, says: '--password-file' })
  })

  it('a damaged hotkey file', async () => {
    const name = await wallet('bad-hotkey', { 'coldkeypub.txt': true, coldkey: true, 'hotkeys/h': '{' })
    await expectRefused(home, trade(name, 'h'), { code: 'E_KEYFILE', exit: 4, says: 'hotkeys/h' })
  })

  it('a journal that cannot be written', async () => {
    const state = join(home.folder, '.local')
    await writeFile(state, 'in the way')
    const expected: Expected = { code: 'E_JOURNAL_WRITE', exit: 3, says: 'journal' }
    await expectRefused(home, trade('coldkey_1'), expected)
    await rm(state)
  })
})

describe.concurrent('what needs no key works without one', () => {
  it('a dry run and a list read coldkeypub.txt alone', async () => {
    const name = await wallet('watch', { 'coldkeypub.txt': true })
    const where = ['--network', devnet.endpoint, '--wallet-path', home.wallets, '--wallet', name]
    const list = await home.json('stake', 'list', ...where)
    expect(list).toMatchObject({ code: 0, document: { ok: true, data: { coldkey: coldkey1 } } })
    const plan = await home.json(...trade(name).filter(word => word !== '--yes'), '--dry-run')
    expect(plan).toMatchObject({
      code: 0,
      document: { ok: true, data: { kind: 'planned', extrinsic: null } },
    })
    expect(plan.document.data.trades[0].quoted.rao).toBe('746401905')
  })

  it('--coldkey shows and plans for an account without any wallet', async () => {
    const where = ['--network', devnet.endpoint, '--wallet-path', file('none'), '--coldkey', coldkey1]
    const list = await home.json('stake', 'list', ...where)
    expect(list.code).toBe(0)
    expect(list.document.data.positions.map((position: { netuid: number }) => position.netuid)).toEqual([
      0, 1, 8, 45, 64,
    ])
    const swap = ['stake', 'swap', '--hotkey', hot25, '--origin', '45', '--destination', '0', '--all']
    const plan = await home.json(...swap, ...where, '--dry-run')
    expect(plan).toMatchObject({ code: 0, document: { data: { kind: 'planned', coldkey: coldkey1 } } })
  })

  it('an encrypted coldkey still lists and plans', async () => {
    const name = await wallet('sealed', { 'coldkeypub.txt': true, coldkey: '$NACLxxxx' })
    const plan = await home.json(...trade(name), '--dry-run')
    expect(plan).toMatchObject({ code: 0, document: { data: { kind: 'planned' } } })
  })
})
