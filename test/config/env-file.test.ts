import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEnvFile } from '../../src/config/env-file.ts'
import { failureOf } from '../support/failure.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

const PATH = '/c/.env'
const read = (content: string | Uint8Array) => readEnvFile(memoryFiles({ [PATH]: content }), PATH)
const valuesOf = async (content: string) => (await read(content)).values
const problemOf = async (work: Promise<unknown>) => {
  const failure = await failureOf(work)
  expect([failure.code, failure.exit]).toEqual(['E_ENV_FILE', 2])
  expect(failure.message).toContain(PATH)
  return failure.message
}

describe('an env file', () => {
  test.each([
    ['', {}],
    ['\n\n# a comment\n  # another\n', {}],
    ['TAOCTL_NETWORK=local', { TAOCTL_NETWORK: 'local' }],
    ['  export  BT_WALLET = mine  \n', { BT_WALLET: 'mine' }],
    ['TAOCTL_WALLET=a # the first', { TAOCTL_WALLET: 'a' }],
    ['TAOCTL_WALLET=a #x', { TAOCTL_WALLET: 'a' }],
    ["TAOCTL_WALLET='a #x'", { TAOCTL_WALLET: 'a #x' }],
    ['TAOCTL_WALLET= # none\nBT_WALLET=', { TAOCTL_WALLET: '', BT_WALLET: '' }],
    ["TAOCTL_PASSWORD='a # \\n\"b' # c", { TAOCTL_PASSWORD: 'a # \\n"b' }],
    ['TAOCTL_PASSWORD="it\'s $HOME"', { TAOCTL_PASSWORD: "it's $HOME" }],
    ['TAOCTL_WALLET=a\r\nBT_NETWORK=test\r\n', { TAOCTL_WALLET: 'a', BT_NETWORK: 'test' }],
    ['\ufeffTAOCTL_WALLET=a', { TAOCTL_WALLET: 'a' }],
    ['TAOCTL_WALLET=a=b', { TAOCTL_WALLET: 'a=b' }],
  ])('%j', async (content, values) => {
    expect(await valuesOf(content)).toEqual(values)
  })

  const name = fc.stringMatching(/^(TAOCTL|BT)_[A-Z_]{1,8}$/)
  const value = fc.oneof(
    fc.stringMatching(/^[a-zA-Z0-9/:.,=$%+-]([a-zA-Z0-9/:.,=$%+ -]{0,10}[a-z])?$/),
    fc.stringMatching(/^[a-z]{1,5} {1,2}#[a-z# ]{0,5}$/),
    fc.stringMatching(/^'[^'\n\r\0]{0,10}'$/).filter(text => !/\p{Cc}/u.test(text)),
    fc.stringMatching(/^"[a-z #$=é💰']{0,10}"$/u),
  )
  test('says what other readers of such files say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 5 }), async entries => {
        const content = Object.entries(entries).map(([key, text]) => `${key}=${text}\n`)
        expect(await valuesOf(content.join(''))).toEqual({ ...parseEnv(content.join('')) })
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['PATH=/tmp', 'line 1 sets PATH'],
    ['# x\nTAOCTL_WALLET=a\nNODE_OPTIONS=--inspect', 'line 3 sets NODE_OPTIONS'],
    ['XTAOCTL_WALLET=a', 'line 1 sets XTAOCTL_WALLET'],
    ['TAOCTL_=a', 'line 1 sets TAOCTL_'],
    ['taoctl_wallet=a', 'line 1 sets taoctl_wallet'],
    ['__proto__=a', 'line 1 sets __proto__'],
    ['TAOCTL_WALLET=a\nTAOCTL_WALLET=b', 'line 2 sets TAOCTL_WALLET a second time'],
    ['nonsense', 'line 1 is not NAME=value'],
    ['=a', 'line 1 is not NAME=value'],
    ['TAOCTL-WALLET=a', 'line 1 is not NAME=value'],
    ['TAOCTL_W\u202eALLET=a', 'line 1 is not NAME=value'],
    ['[taoctl]', 'line 1 is not NAME=value'],
    ['TAOCTL_PASSWORD=a#b', 'needs quotes'],
    ['TAOCTL_PASSWORD=a#b #c', 'line 1 has a value'],
    ['TAOCTL_PASSWORD=a"b', 'needs quotes'],
    ['TAOCTL_PASSWORD=a\\b', 'needs quotes'],
    ['TAOCTL_PASSWORD="a\\n"', 'needs quotes'],
    ['TAOCTL_PASSWORD="a', 'needs quotes'],
    ['TAOCTL_PASSWORD="a\nb"', 'line 1 has a value'],
    ["TAOCTL_PASSWORD='a'b", 'needs quotes'],
    ['TAOCTL_WALLET=a\0b', 'line 1 holds a control character'],
    ['TAOCTL_WALLET=a\u001b[31m', 'line 1 holds a control character'],
    ['TAOCTL_WALLET=a\rBT_WALLET=b', 'line 1 holds a control character'],
    [`# ${'x'.repeat(1_000_000)}`, 'larger than 64 KiB'],
    [Uint8Array.of(0xff, 0xfe), 'not UTF-8'],
  ])('%# is refused, and its values are not repeated', async (content, says) => {
    const message = await problemOf(read(content))
    expect(message).toContain(says)
    expect(message).not.toMatch(/a#b|a"|a\\|\/tmp/)
  })

  test('that is missing, a folder, a pipe or closed to us', async () => {
    const files = memoryFiles({ '/c/sub/x': '', [PATH]: '' })
    expect(await problemOf(readEnvFile(memoryFiles(), PATH))).toContain('no such file')
    expect((await failureOf(readEnvFile(files, '/c/sub'))).message).toContain('is a folder')
    files.putOther('/c/pipe')
    expect((await failureOf(readEnvFile(files, '/c/pipe'))).message).toContain('is not a file')
    files.fail(PATH, 'EACCES')
    expect(await problemOf(readEnvFile(files, PATH))).toContain('EACCES')
  })
})

describe('--dotenv', () => {
  const settingsOf = async (argv: readonly string[], content: string, env = {}, config = '') => {
    const files = memoryFiles({ [PATH]: content, '/c/other.toml': config })
    const ended = await taoctl(['config', 'show', '--json', '--dotenv', PATH, ...argv], { files, env })
    expect(ended.code).toBe(0)
    const { settings } = documentOf(ended).data
    return new Map(settings.map((each: { name: string }) => [each.name, each]))
  }

  test('stands between the environment and the config file', async () => {
    const content = 'TAOCTL_NETWORK=test\nBT_WALLET=f\nTAOCTL_WALLET_PATH=/f\nTAOCTL_CONFIG=/c/other.toml'
    const env = { BT_NETWORK: 'archive', TAOCTL_WALLET_PATH: '' }
    const settings = await settingsOf([], content, env, 'wallet = "c"\nera = 64')
    const fromFile = (name: string) => ({ kind: 'env-file', name, path: PATH })
    expect(settings.get('network')).toMatchObject({
      value: 'archive',
      origin: { kind: 'environment', name: 'BT_NETWORK' },
    })
    expect(settings.get('wallet')).toMatchObject({ value: 'f', origin: fromFile('BT_WALLET') })
    expect(settings.get('wallet_path')).toMatchObject({ value: '/f', origin: fromFile('TAOCTL_WALLET_PATH') })
    expect(settings.get('era')).toMatchObject({
      value: '64',
      origin: { kind: 'file', path: '/c/other.toml' },
    })
  })

  test('names line and file of a wrong value', async () => {
    const files = memoryFiles({ [PATH]: 'TAOCTL_GENESIS=0x12' })
    const ended = await taoctl(['config', 'show', '--dotenv', PATH], { files })
    expect([ended.code, ended.out]).toEqual([2, ''])
    expect(ended.err).toContain(`TAOCTL_GENESIS in ${PATH}`)
  })

  test('may be called --env-file where Node left that to us, and is refused where Node was given it', async () => {
    const files = memoryFiles({ [PATH]: 'TAOCTL_WALLET=w' })
    const argv = ['config', 'get', 'wallet', '--env-file', PATH]
    expect(await taoctl(argv, { files })).toMatchObject({ code: 0, out: 'w\n' })
    for (const runtimeOptions of [
      ['--env-file', '/.env'],
      ['--env-file=/.env'],
      ['--env-file-if-exists=/.env'],
    ]) {
      const ended = await taoctl(['config', 'get', 'wallet'], { files, runtimeOptions })
      expect([ended.code, ended.out]).toEqual([2, ''])
      expect(ended.err).toContain('--dotenv <file>')
    }
    const inspected = await taoctl(argv, { files, runtimeOptions: ['--inspect', '--env-filed'] })
    expect(inspected.code).toBe(0)
  })

  test.each([
    ['--dotenv', '/c/none'],
    ['--config', '/c/none'],
    ['--config', ''],
    ['--dotenv', ''],
  ])('%s %j is never skipped', async (option, path) => {
    const ended = await taoctl(['config', 'show', option, path], { files: memoryFiles() })
    expect([ended.code, ended.out]).toEqual([2, ''])
    expect(ended.err).toContain('there is no such file')
  })

  test('warns of a password others can read, and of a name nobody knows', async () => {
    const argv = ['config', 'show', '--json', '--dotenv', PATH]
    const content = 'TAOCTL_PASSWORD=hunter22\nTAOCTL_WALET=x\nBT_RETRY_FOREVER=1'
    const files = memoryFiles({ [PATH]: content })
    const open = await taoctl(argv, { files })
    expect(open.out).not.toContain('hunter22')
    expect(documentOf(open).warnings).toMatchObject([
      { code: 'W_ENV_FILE', message: expect.stringContaining('chmod 600') },
      { code: 'W_ENV_FILE', message: expect.stringContaining('Did you mean TAOCTL_WALLET?') },
    ])
    await files.replace(PATH, new TextEncoder().encode('TAOCTL_PASSWORD=hunter22'), 0o600)
    expect(documentOf(await taoctl(argv, { files })).warnings).toEqual([])
  })
})
