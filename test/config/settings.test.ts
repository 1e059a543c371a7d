import { describe, expect, test } from 'vitest'
import { readConfigFile } from '../../src/config/file.ts'
import { configPath, expandHome, journalFolder } from '../../src/config/paths.ts'
import { resolveSettings } from '../../src/config/settings.ts'
import { failureOf } from '../support/failure.ts'
import { memoryFiles } from '../support/memory-files.ts'

const PATH = '/c/config.toml'
const G = (digit: string) => `0x${digit.repeat(64)}`

const resolveWith = (
  flags: object,
  env: Record<string, string>,
  values: Record<string, string> | undefined,
) => resolveSettings({ flags: { ...flags }, env, file: values && { path: PATH, values } })

describe('a wrong value names where it came from', () => {
  test.each([
    [{ era: '5' }, {}, {}, '--era'],
    [{}, { TAOCTL_GENESIS: '0x12' }, {}, 'TAOCTL_GENESIS'],
    [{}, {}, { wait: 'never' }, `wait in ${PATH}`],
    [{}, { TAOCTL_HOTKEY: ',' }, {}, 'TAOCTL_HOTKEY'],
  ])('%j %j %j', async (flags, env, values, says) => {
    const failure = await failureOf(() => resolveWith(flags, env, values))
    expect([failure.code, failure.exit]).toEqual(['E_OPTION_VALUE', 2])
    expect(failure.message).toContain(says)
  })
})

test.each([
  ['the flag once', { hotkey: ['a,b'] }, {}],
  ['the flag twice', { hotkey: ['a', 'b'] }, {}],
  ['the variable', {}, { TAOCTL_HOTKEY: 'a,b' }],
])('several hotkeys are read from %s', (_, flags, env) => {
  expect(resolveWith(flags, env, undefined).hotkeys.value).toEqual(['a', 'b'])
})

test('a hotkey flag without a name is refused', async () => {
  const failure = await failureOf(() => resolveWith({ hotkey: [''] }, {}, undefined))
  expect([failure.code, failure.message.includes('--hotkey')]).toEqual(['E_OPTION_VALUE', true])
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

  test('may hold lists where several values are meant', async () => {
    expect(await read('hotkey = ["a", "b/c"]\nfallbacks = [\n  "wss://a",\n  "wss://b",\n]\n')).toEqual({
      path: PATH,
      values: { hotkey: 'a,b/c', fallbacks: 'wss://a,wss://b' },
    })
  })

  test('may begin with a byte order mark, and end its lines as Windows does', async () => {
    expect(await read('\ufeffnetwork = "local"\r\nera = 64\r\n')).toEqual({
      path: PATH,
      values: { network: 'local', era: '64' },
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

  test('that is a folder or a pipe', async () => {
    const files = memoryFiles({ [`${PATH}/x`]: '' })
    expect(await problemOf(readConfigFile(files, PATH, false))).toContain('is a folder')
    const pipes = memoryFiles()
    pipes.putOther(PATH)
    expect(await problemOf(readConfigFile(pipes, PATH, true))).toContain('is not a file')
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
    ['a list', 'wallet = ["a"]', "'wallet' must be text"],
    ['a list of numbers', 'fallbacks = [1]', "'fallbacks' must be a list of texts"],
    ['a list whose text would be two', 'hotkey = ["a,b"]', "'hotkey' must be a list of texts"],
    ['a list of nothing', 'fallbacks = []', "'fallbacks' is empty"],
    ['a fraction', 'era = 16.0', "'era' must be text"],
    ['a truth', 'wallet = true', "'wallet' must be text"],
    ['a date', 'timeout = 2026-01-01', "'timeout' must be text"],
    ['a moment', 'timeout = 2026-01-01T00:00:00Z', "'timeout' must be text"],
    ['nothing', 'wallet = ""', "'wallet' is empty"],
    ['a NUL', 'wallet = "a\\u0000b"', "'wallet' holds invisible characters"],
    ['a NUL as it is', 'wallet = "a\0b"', 'not valid TOML (line 1, column'],
    ['a direction override', 'wallet = "a\u202eb"', "'wallet' holds invisible characters"],
    ['an escape', 'wallet = "a\\u001b[31m"', "'wallet' holds invisible characters"],
    ['a megabyte', `# ${'x'.repeat(1_000_000)}`, 'larger than 64 KiB'],
    ['a likely typo', 'walet_path = "x"', "did you mean 'wallet_path'?"],
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
