import { describe, expect, test } from 'vitest'
import { type PasswordSources, passwordSource } from '../../src/config/password-source.ts'
import { failureOf } from '../support/failure.ts'

const choose = (from: Partial<PasswordSources>) =>
  passwordSource({ flags: {}, env: {}, envFile: undefined, home: '/h', ...from })
const envFile = (values: Readonly<Record<string, string>>) => ({ path: '/e', values, isOpenToOthers: false })

describe('the source of the password', () => {
  const all = {
    TAOCTL_PASSWORD: 'one',
    TAOCTL_PASSWORD_FILE: '/two',
    BT_WALLET_PASSWORD: 'three',
    BT_WALLET_PASSWORD_FILE: '~/four',
  }
  const without = (...names: readonly string[]) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)))

  test.each([
    [
      'a flag before all variables',
      { flags: { passwordFile: '/f' }, env: all },
      { name: '--password-file', path: '/f' },
    ],
    ['TAOCTL_PASSWORD', { env: all }, { kind: 'text', name: 'TAOCTL_PASSWORD', text: 'one' }],
    [
      'TAOCTL_PASSWORD_FILE',
      { env: without('TAOCTL_PASSWORD') },
      { kind: 'file', name: 'TAOCTL_PASSWORD_FILE', path: '/two' },
    ],
    [
      'BT_WALLET_PASSWORD',
      { env: without('TAOCTL_PASSWORD', 'TAOCTL_PASSWORD_FILE') },
      { kind: 'text', name: 'BT_WALLET_PASSWORD', text: 'three' },
    ],
    [
      'BT_WALLET_PASSWORD_FILE, in the home folder',
      { env: { BT_WALLET_PASSWORD_FILE: '~/four' } },
      { kind: 'file', name: 'BT_WALLET_PASSWORD_FILE', path: '/h/four' },
    ],
    [
      'the environment before the env file',
      { env: { BT_WALLET_PASSWORD: 'x' }, envFile: envFile(all) },
      { name: 'BT_WALLET_PASSWORD', text: 'x' },
    ],
    [
      'the env file, which is named',
      { env: { TAOCTL_PASSWORD: '' }, envFile: envFile(all) },
      { name: 'TAOCTL_PASSWORD in /e', text: 'one' },
    ],
    ['a person when there is nothing else', {}, { kind: 'prompt' }],
  ])('is %s', (_, from, expected) => {
    expect(choose(from)).toMatchObject(expected)
  })
})

test.each([
  [{ passwordFile: '/f', passwordFd: '3' }, '--password-file and --password-fd exclude each other.'],
  [{ passwordCommand: 'x', passwordFd: '3' }, '--password-command and --password-fd exclude each other.'],
])('two flags exclude each other: %j', async (flags, message) => {
  const error = await failureOf(() => choose({ flags }))
  expect([error.exit, error.message]).toEqual([2, message])
})

describe('--password-fd', () => {
  test.each(['0', '3', '63'])('takes %s', text => {
    expect(choose({ flags: { passwordFd: text } })).toMatchObject({ kind: 'descriptor', descriptor: +text })
  })

  test.each([
    '1',
    '2',
    '-1',
    '',
    '3.5',
    'hunter2',
    '99999',
  ])('refuses %j without repeating it', async text => {
    const error = await failureOf(() => choose({ flags: { passwordFd: text } }))
    expect([error.code, error.exit]).toEqual(['E_PASSWORD_SOURCE', 2])
    expect(error.message).not.toContain('hunter2')
  })
})

describe('--password-command', () => {
  test.each([
    ['pass show tao', ['pass', 'show', 'tao']],
    ['  pass  show\ttao ', ['pass', 'show', 'tao']],
    ['["pass", "show", "my \'tao\' $x"]', ['pass', 'show', "my 'tao' $x"]],
  ])('%j is a program and its arguments', (text, argv) => {
    expect(choose({ flags: { passwordCommand: text } })).toMatchObject({ kind: 'command', argv })
  })

  test.each([
    '',
    '  ',
    'echo "a b"',
    "echo 'a'",
    'echo $HOME',
    'a | b',
    'a; b',
    'a `b`',
    '[]',
    '["a", 1]',
    '[""]',
    '["a"',
    'a\nb',
  ])('refuses %j, which is for a shell or no list', async text => {
    const error = await failureOf(() => choose({ flags: { passwordCommand: text } }))
    expect([error.code, error.exit]).toEqual(['E_PASSWORD_SOURCE', 2])
  })
})

test('an empty --password-file is refused', async () => {
  expect((await failureOf(() => choose({ flags: { passwordFile: '' } }))).code).toBe('E_PASSWORD_SOURCE')
})
