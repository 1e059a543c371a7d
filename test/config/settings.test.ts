import { describe, expect, test } from 'vitest'
import { readConfigFile } from '../../src/config/file.ts'
import { configPath, expandHome, journalFolder } from '../../src/config/paths.ts'
import { resolveSettings, type Settings } from '../../src/config/settings.ts'
import { fileKeys } from '../../src/config/table.ts'
import { failureOf } from '../support/failure.ts'
import { memoryFiles } from '../support/memory-files.ts'

const PATH = '/c/config.toml'
const G = (digit: string) => `0x${digit.repeat(64)}`

interface Row {
  readonly setting: keyof Settings
  readonly flag: readonly [name: string, given: unknown, value: unknown]
  readonly env: readonly string[]
  readonly key: string
  readonly texts: readonly [env: string, file: string]
  readonly values: readonly [env: unknown, file: unknown]
  readonly fallback: unknown
}

const same = (env: string, file: string) => ({ texts: [env, file], values: [env, file] }) as const
const rows: readonly Row[] = [
  {
    setting: 'network',
    flag: ['--network', 'f', 'f'],
    env: ['TAOCTL_NETWORK', 'BT_NETWORK'],
    key: 'network',
    ...same('e', 'c'),
    fallback: 'finney',
  },
  {
    setting: 'genesis',
    flag: ['--genesis', G('1'), G('1')],
    env: ['TAOCTL_GENESIS'],
    key: 'genesis',
    ...same(G('2'), G('3')),
    fallback: undefined,
  },
  {
    setting: 'wallet',
    flag: ['--wallet', 'f', 'f'],
    env: ['TAOCTL_WALLET', 'BT_WALLET'],
    key: 'wallet',
    ...same('e', 'c'),
    fallback: undefined,
  },
  {
    setting: 'walletPath',
    flag: ['--wallet-path', '/f', '/f'],
    env: ['TAOCTL_WALLET_PATH', 'BT_WALLET_PATH'],
    key: 'wallet_path',
    ...same('/e', '/c'),
    fallback: '~/.bittensor/wallets',
  },
  {
    setting: 'hotkeys',
    flag: ['--hotkey', ['a', 'b'], ['a', 'b']],
    env: ['TAOCTL_HOTKEY', 'BT_WALLET_HOTKEY'],
    key: 'hotkey',
    texts: ['c,d', 'e'],
    values: [['c', 'd'], ['e']],
    fallback: [],
  },
  {
    setting: 'wait',
    flag: ['--wait', 'included', 'included'],
    env: [],
    key: 'wait',
    texts: ['', 'included'],
    values: [undefined, 'included'],
    fallback: 'finalized',
  },
  {
    setting: 'timeout',
    flag: ['--timeout', '1s', 1000],
    env: [],
    key: 'timeout',
    texts: ['', '2m'],
    values: [undefined, 120_000],
    fallback: 300_000,
  },
  {
    setting: 'era',
    flag: ['--era', '4', 4],
    env: [],
    key: 'era',
    texts: ['', '2048'],
    values: [undefined, 2048],
    fallback: 16,
  },
]

const resolveWith = (
  flags: object,
  env: Record<string, string>,
  values: Record<string, string> | undefined,
) => resolveSettings({ flags: { ...flags }, env, file: values && { path: PATH, values } })

describe.each(rows)('$setting', ({ setting, flag, env, key, texts, values, fallback }) => {
  const flags = { [setting === 'hotkeys' ? 'hotkey' : setting]: flag[1] }
  const file = { [key]: texts[1] }
  const variables = Object.fromEntries(env.map(name => [name, texts[0]]))
  const get = (...from: Parameters<typeof resolveWith>) => resolveWith(...from)[setting]

  test('from the flag, before everything else', () => {
    expect(get(flags, variables, file)).toEqual({ value: flag[2], origin: { kind: 'flag', name: flag[0] } })
  })

  test.each(env)('from %s, before the file', name => {
    const origin = { kind: 'environment', name }
    expect(get({}, { [name]: texts[0] }, file)).toEqual({ value: values[0], origin })
  })

  test('from the first of its variables, and not from an empty one', () => {
    if (env.length < 2) return expect(env.length).toBeLessThan(2)
    expect(get({}, variables, file).origin).toEqual({ kind: 'environment', name: env[0] })
    const origin = { kind: 'environment', name: env[1] }
    expect(get({}, { ...variables, [String(env[0])]: '' }, file).origin).toEqual(origin)
  })

  test('from the file', () => {
    expect(get({}, {}, file)).toEqual({ value: values[1], origin: { kind: 'file', path: PATH } })
    expect(fileKeys).toContain(key)
  })

  test('by default', () => {
    expect(get({}, { UNRELATED: 'x' }, undefined)).toEqual({ value: fallback, origin: { kind: 'default' } })
  })
})

test('a file may hold these keys and no others', () => {
  expect([...fileKeys].sort()).toEqual(rows.map(row => row.key).sort())
})

describe('a wrong value names where it came from', () => {
  test.each([
    [{ era: '5' }, {}, {}, '--era'],
    [{}, { TAOCTL_GENESIS: '0x12' }, {}, 'TAOCTL_GENESIS'],
    [{}, {}, { wait: 'never' }, `wait in ${PATH}`],
  ])('%j %j %j', async (flags, env, values, says) => {
    const failure = await failureOf(() => resolveWith(flags, env, values))
    expect([failure.code, failure.exit]).toEqual(['E_OPTION_VALUE', 2])
    expect(failure.message).toContain(says)
  })
})

describe('an era', () => {
  test.each([4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048])('of %i blocks', blocks => {
    expect(resolveWith({ era: String(blocks) }, {}, undefined).era.value).toBe(blocks)
  })

  test.each([
    '0',
    '1',
    '2',
    '3',
    '5',
    '15',
    '4096',
    '-4',
    '16.0',
    '1e1',
    '0x10',
    ' 16',
    '',
    '٤',
    'immortal',
  ])('of %j is none', async text => {
    expect((await failureOf(() => resolveWith({ era: text }, {}, undefined))).code).toBe('E_OPTION_VALUE')
  })
})

test.each([
  '',
  '0x',
  G('g'),
  G('A'),
  G('1').slice(2),
  `${G('1')}0`,
  ` ${G('1')}`,
])('the genesis %j is refused', async text => {
  expect((await failureOf(() => resolveWith({ genesis: text }, {}, undefined))).code).toBe('E_OPTION_VALUE')
})

describe('the config file', () => {
  const read = (content: string | Uint8Array, named = false) =>
    readConfigFile(memoryFiles({ [PATH]: content }), PATH, named)
  const problemOf = async (work: Promise<unknown>) => {
    const failure = await failureOf(work)
    expect([failure.code, failure.exit]).toEqual(['E_CONFIG_FILE', 2])
    expect(failure.message).toContain(PATH)
    expect(failure.message).not.toContain('\n')
    return failure.message
  }

  test('may hold text and whole numbers', async () => {
    expect(await read('network = "local"\nera = 64\n# a comment\ntimeout = \'5m\'\n')).toEqual({
      path: PATH,
      values: { network: 'local', era: '64', timeout: '5m' },
    })
  })

  test('may be empty, or missing unless it was named', async () => {
    expect(await read('')).toEqual({ path: PATH, values: {} })
    expect(await readConfigFile(memoryFiles(), PATH, false)).toBeUndefined()
    expect(await problemOf(readConfigFile(memoryFiles(), PATH, true))).toContain('no such file')
  })

  test('that cannot be read is an error even when nobody named it', async () => {
    const files = memoryFiles({ [PATH]: '' })
    files.fail(PATH, 'EACCES')
    expect(await problemOf(readConfigFile(files, PATH, false))).toContain('EACCES')
  })

  test.each([
    ['broken TOML', 'network = ', 'not valid TOML'],
    ['a key twice', 'era = 4\nera = 8', 'not valid TOML'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe), 'not UTF-8 text'],
    ['a key with a typo', 'newtork = "local"', "unknown key 'newtork'"],
    ['a password', 'password = "secret"', "unknown key 'password'"],
    ['a key every object has', '__proto__ = "x"', "unknown key '__proto__'"],
    ['a flag that loosens safety', 'unprotected = "true"', "unknown key 'unprotected'"],
    ['a table', '[network]\nname = "x"', "'network' must be text"],
    ['a list', 'hotkey = ["a"]', "'hotkey' must be text"],
    ['a fraction', 'era = 16.0', "'era' must be text"],
    ['a truth', 'wallet = true', "'wallet' must be text"],
    ['a date', 'timeout = 2026-01-01', "'timeout' must be text"],
  ])('with %s', async (_, content, says) => {
    expect(await problemOf(read(content))).toContain(says)
  })
})

describe('places', () => {
  test('follow the XDG rules, and ignore relative folders', () => {
    expect(configPath({}, '/h')).toBe('/h/.config/taoctl/config.toml')
    expect(configPath({ XDG_CONFIG_HOME: '/x' }, '/h')).toBe('/x/taoctl/config.toml')
    expect(configPath({ XDG_CONFIG_HOME: 'x' }, '/h')).toBe('/h/.config/taoctl/config.toml')
    expect(journalFolder({}, '/h')).toBe('/h/.local/state/taoctl/journal')
    expect(journalFolder({ XDG_STATE_HOME: '/s' }, '/h')).toBe('/s/taoctl/journal')
    expect(journalFolder({ XDG_STATE_HOME: '' }, '/h')).toBe('/h/.local/state/taoctl/journal')
  })

  test.each([
    ['~', '/h'],
    ['~/w', '/h/w'],
    ['~w', '~w'],
    ['/a/~', '/a/~'],
  ])('%s is %s', (path, expected) => {
    expect(expandHome(path, '/h')).toBe(expected)
  })
})
