import { describe, expect, test } from 'vitest'
import type { PasswordSource } from '../../src/config/password-source.ts'
import { startHalt } from '../../src/host/halt.ts'
import { requireUnlockable, unlockColdkey } from '../../src/wallet/unlock.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { quickKeyfile, quickSodium } from '../support/sodium.ts'
import { testWorld } from '../support/test-host.ts'
import {
  ADDRESS,
  COLDKEY,
  COLDKEY_PUB,
  changed,
  type Fields,
  failureOf,
  folderOf,
  OTHER,
  PUBLIC_OTHER,
} from './sample.ts'

const PASSWORD = 'right'
const text = (password: string): PasswordSource => ({ kind: 'text', name: 'TAOCTL_PASSWORD', text: password })

/** Unlocks a wallet whose coldkey is sealed with `PASSWORD`, and tells what was done on the way. */
async function unlocking(source: PasswordSource, content = COLDKEY, pub = COLDKEY_PUB) {
  const files = memoryFiles({
    '/w/a/coldkey': await quickKeyfile(content, PASSWORD),
    '/w/a/coldkeypub.txt': pub,
  })
  const sodium = quickSodium()
  const { host } = testWorld([], { files, sodium })
  const halt = startHalt(host.clock, host.signals, Number.POSITIVE_INFINITY)
  const warnings: string[] = []
  const nothing = () => undefined
  const deps = {
    ...{ host, source, halt, canAsk: false, givenUp: new AbortController().signal },
    ...{ entered: nothing, status: nothing, trace: nothing },
    warn: (code: string) => void warnings.push(code),
  }
  return { signer: () => unlockColdkey({ files, path: '/w' }, 'a', deps), files, sodium, warnings }
}

test('the right password opens the key, by one derivation with the parameters of bittensor-wallet', async () => {
  const { signer, sodium } = await unlocking(text(PASSWORD))
  expect((await signer()).address).toBe(ADDRESS)
  expect(sodium.derivations).toEqual([
    {
      salt: Uint8Array.from(Buffer.from('137183dff15a09bc9c90b5518739e9b1', 'hex')),
      operations: 8,
      memory: 536_870_912,
    },
  ])
})

test.each([
  'right\n',
  'right\r\n',
])('a variable that holds %j holds the password: one newline does not count', async value => {
  const { signer } = await unlocking(text(value))
  expect((await signer()).address).toBe(ADDRESS)
})

test('a variable that holds a newline alone holds no password', async () => {
  const { signer } = await unlocking(text('\n'))
  expect((await failureOf(signer())).code).toBe('E_PASSWORD_SOURCE')
})

test('a wrong password costs one derivation and names where it came from', async () => {
  const { signer, sodium } = await unlocking(text('wrong'))
  const error = await failureOf(signer())
  expect([error.code, error.exit]).toEqual(['E_PASSWORD_WRONG', 4])
  expect(error.message).toBe('The password from TAOCTL_PASSWORD does not open /w/a/coldkey.')
  expect(sodium.derivations).toHaveLength(1)
})

test('a damaged keyfile is not opened by the right password', async () => {
  const { signer, files } = await unlocking(text(PASSWORD))
  files.put('/w/a/coldkey', (await quickKeyfile(COLDKEY, PASSWORD)).with(70, 0))
  expect((await failureOf(signer())).code).toBe('E_PASSWORD_WRONG')
})

describe('the key inside must be the one it should be', () => {
  test('E_KEY_MISMATCH when coldkeypub.txt names another', async () => {
    const { signer } = await unlocking(text(PASSWORD), COLDKEY, PUBLIC_OTHER)
    const error = await failureOf(signer())
    expect([error.code, error.exit]).toEqual(['E_KEY_MISMATCH', 4])
  })

  test('E_KEYFILE when its own address is another', async () => {
    const content = JSON.stringify({ ...JSON.parse(COLDKEY), secretPhrase: OTHER.secretPhrase })
    const { signer } = await unlocking(text(PASSWORD), content)
    const error = await failureOf(signer())
    expect([error.code, error.exit]).toEqual(['E_KEYFILE', 4])
  })
})

describe('a password file', () => {
  const file: PasswordSource = { kind: 'file', name: '--password-file', path: '/p' }
  const opening = async (content: string | Uint8Array) => {
    const at = await unlocking(file)
    at.files.put('/p', content)
    return at
  }

  test.each([
    'right',
    'right\n',
    'right\r\n',
    '\ufeffright',
    '\ufeffright\r\n',
  ])('holds %j, where a byte order mark and one newline do not count', async content => {
    const { signer } = await opening(content)
    expect((await signer()).address).toBe(ADDRESS)
  })

  test.each([
    'right\n\n',
    ' right',
    'right ',
    '\nright',
    'right\ufeff',
  ])('holds %j, where all else counts', async content => {
    const { signer } = await opening(content)
    const error = await failureOf(signer())
    expect(error.message).toBe('The password from --password-file does not open /w/a/coldkey.')
  })

  test.each([
    ['empty', ''],
    ['a newline alone', '\n'],
    ['above 4 KB', 'x'.repeat(4097)],
  ])('is refused when %s, before any derivation', async (_, content) => {
    const { signer, sodium } = await opening(content)
    const error = await failureOf(signer())
    expect([error.code, error.exit]).toEqual(['E_PASSWORD_SOURCE', 2])
    expect(error.message).not.toContain('xxx')
    expect(sodium.derivations).toEqual([])
  })

  test('brings a warning when others can read it', async () => {
    const { signer, warnings } = await opening(PASSWORD)
    await signer()
    expect(warnings).toEqual(['W_PASSWORD_FILE'])
  })

  test('brings none when root gave it to be read, as a mounted secret: nobody but root could close it', async () => {
    const at = await opening(PASSWORD)
    at.files.change('/p', { owner: 'root' })
    await at.signer()
    expect(at.warnings).toEqual([])
  })

  test('brings none when it is the owner alone who can', async () => {
    const at = await unlocking(file)
    await at.files.write('/p', new TextEncoder().encode(PASSWORD), { mode: 0o600 })
    await at.signer()
    expect(at.warnings).toEqual([])
  })

  test('is an error of one line when it is a folder, missing or shut', async () => {
    const { signer, files } = await opening(PASSWORD)
    files.fail('/p', 'EACCES')
    const expected = 'The password from --password-file: it cannot be read (EACCES).'
    expect((await failureOf(signer())).message).toBe(expected)
    await files.makeFolder('/q', 0o700)
    for (const path of ['/q', '/none']) {
      const error = await failureOf((await unlocking({ ...file, path })).signer())
      expect([error.code, error.exit]).toEqual(['E_PASSWORD_SOURCE', 2])
    }
  })
})

describe('before anything is read from a chain', () => {
  const source = { kind: 'prompt', name: 'the prompt' } as const
  const changedPublic = (changes: Fields) => changed(changes, JSON.parse(COLDKEY_PUB))
  test.each<[string, string, Readonly<Record<string, string>>]>([
    ['a wallet with its address only', 'E_COLDKEY_MISSING', { 'a/coldkeypub.txt': COLDKEY_PUB }],
    ['an export of another wallet', 'E_KEYFILE_ENCRYPTED', { 'a/coldkey': '{"encoded":"AA"}' }],
    ['a coldkey of no known kind', 'E_KEYFILE', { 'a/coldkey': 'my twelve words' }],
    [
      'an ed25519 key',
      'E_KEYFILE',
      { 'a/coldkey': '$NACL\u0001', 'a/coldkeypub.txt': changedPublic({ cryptoType: 0 }) },
    ],
  ])('%s is refused', async (_, code, contents) => {
    const folder = folderOf(contents)
    expect(await failureOf(requireUnlockable(folder, 'a', source))).toMatchObject({ code, exit: 4 })
    expect(folder.files.opened).not.toContain('/w/a/coldkey')
  })
})

describe('a coldkey that others can read', () => {
  const opening = async (content: string | Uint8Array, mode: number, owner: 'user' | 'root' = 'user') => {
    const { files, warnings, signer } = await unlocking(text(PASSWORD))
    files.put('/w/a/coldkey', content)
    files.change('/w/a/coldkey', { mode, owner })
    await signer()
    return warnings
  }

  test('is warned of where it is not encrypted', async () => {
    for (const mode of [0o644, 0o640, 0o604]) expect(await opening(COLDKEY, mode)).toEqual(['W_KEYFILE'])
  })

  test('is not where it is encrypted, closed, or root’s', async () => {
    expect(await opening(await quickKeyfile(COLDKEY, PASSWORD), 0o644)).toEqual([])
    expect(await opening(COLDKEY, 0o600)).toEqual([])
    expect(await opening(COLDKEY, 0o444, 'root')).toEqual([])
  })
})
