import { describe, expect, test } from 'vitest'
import { memoryFiles } from '../support/memory-files.ts'
import { documentOf, HOME, type TestHostOptions, taoctl } from '../support/test-host.ts'

const PATH = `${HOME}/.config/taoctl/config.toml`
const run = (argv: readonly string[], options: TestHostOptions = {}) =>
  taoctl(['config', ...argv, '--json'], options)

describe('config set', () => {
  test('makes the file, readable by its owner alone, and reads it back', async () => {
    const files = memoryFiles()
    const made = await run(['set', 'network', 'local'], { files })
    expect(documentOf(made)).toMatchObject({
      schema: 'taoctl/config.set/v1',
      ok: true,
      data: { path: PATH, name: 'network', value: 'local', previous: null, changed: true },
    })
    expect(files.text(PATH)).toBe('network = "local"\n')
    expect([files.mode(PATH), files.mode(`${HOME}/.config/taoctl`)]).toEqual([0o600, 0o700])
    const origin = { kind: 'file', path: PATH }
    expect(documentOf(await run(['get', 'network'], { files })).data).toMatchObject({
      value: 'local',
      origin,
    })
  })

  test.each([
    ['era', '64', 'era = 64\n'],
    ['timeout', '90s', 'timeout = "90s"\n'],
    ['hotkey', 'a,b', 'hotkey = "a,b"\n'],
    ['wallet-path', '~/w', 'wallet_path = "~/w"\n'],
    ['wait', 'included', 'wait = "included"\n'],
    ['genesis', `0x${'a'.repeat(64)}`, `genesis = "0x${'a'.repeat(64)}"\n`],
    ['network', 'wss://example.org:443', 'network = "wss://example.org:443"\n'],
    ['wallet', '名前', 'wallet = "名前"\n'],
  ])('%s %s', async (key, value, content) => {
    const files = memoryFiles()
    expect((await run(['set', key, value], { files })).code).toBe(0)
    expect(files.text(PATH)).toBe(content)
    const shown = documentOf(await run(['get', key], { files })).data
    expect(shown).toMatchObject({ value, origin: { kind: 'file' } })
  })

  test('keeps comments, order and permissions, and tells what was there', async () => {
    const files = memoryFiles({ [PATH]: '# mine\nera = 16 # short\nwallet = "w"\n' })
    const { data } = documentOf(await run(['set', 'era', '64'], { files }))
    expect(data).toMatchObject({ value: '64', previous: '16', changed: true })
    expect(files.text(PATH)).toBe('# mine\nera = 64 # short\nwallet = "w"\n')
    expect(files.mode(PATH)).toBe(0o644)
    expect(documentOf(await run(['set', 'era', '64'], { files })).data).toMatchObject({ changed: false })
  })

  test('puts a text in place of a list on one line, and refuses to touch one of several lines', async () => {
    const files = memoryFiles({ [PATH]: 'fallbacks = ["wss://a", "wss://b"] # two\n' })
    const { data } = documentOf(await run(['set', 'fallbacks', 'wss://c,wss://d'], { files }))
    expect(data).toMatchObject({ value: 'wss://c,wss://d', previous: 'wss://a,wss://b' })
    expect(files.text(PATH)).toBe('fallbacks = "wss://c,wss://d" # two\n')
    const several = 'fallbacks = [\n  "wss://a",\n]\n'
    files.put(PATH, several)
    const refused = await run(['set', 'fallbacks', 'wss://c'], { files })
    expect([documentOf(refused).error.code, files.text(PATH)]).toEqual(['E_CONFIG_EDIT', several])
    const wrong = await run(['set', 'fallbacks', 'wss://c,example.org'], { files })
    expect(documentOf(wrong).error.code).toBe('E_NETWORK_UNKNOWN')
  })

  test('mends a value that cannot be read', async () => {
    const files = memoryFiles({ [PATH]: 'era = 5\nnewtork = "x"\n' })
    expect((await run(['show'], { files })).code).toBe(2)
    expect((await run(['set', 'era', '8'], { files })).code).toBe(0)
    expect((await run(['unset', 'newtork'], { files })).code).toBe(0)
    expect(files.text(PATH)).toBe('era = 8\n')
    expect((await run(['show'], { files })).code).toBe(0)
  })

  test('says when something else decides', async () => {
    const ended = await run(['set', 'wallet', 'mine'], { env: { BT_WALLET: 'other' } })
    expect(documentOf(ended).warnings).toMatchObject([
      {
        code: 'W_OVERRIDDEN',
        message: expect.stringMatching(/^BT_WALLET comes before .*wallet is other\.$/),
      },
    ])
  })

  test('speaks to people in a line', async () => {
    const files = memoryFiles({ [PATH]: 'era = 16\n' })
    expect((await taoctl(['config', 'set', 'era', '32'], { files })).out).toBe(
      `era is now 32 in ${PATH}, was 16\n`,
    )
    expect((await taoctl(['config', 'set', 'era', '32'], { files })).out).toBe(
      `era is already 32 in ${PATH}\n`,
    )
    expect((await taoctl(['config', 'unset', 'era'], { files })).out).toBe(
      `era is gone from ${PATH}, was 32\n`,
    )
    expect((await taoctl(['config', 'unset', 'era'], { files })).out).toBe(`era is not in ${PATH}\n`)
  })
})

describe('config set refuses, and writes nothing', () => {
  const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
  test.each([
    ['an unknown key', ['newtork', 'local'], 'E_SETTING_UNKNOWN', 2],
    ['what only follows from settings', ['endpoint', 'wss://x'], 'E_SETTING_UNKNOWN', 2],
    ['a password', ['password', 'hunter22'], 'E_SETTING_SECRET', 2],
    ['a password file', ['password_file', '/x'], 'E_SETTING_SECRET', 2],
    ['a mnemonic', ['wallet', phrase], 'E_SETTING_SECRET', 2],
    ['a seed', ['wallet', `0x${'1'.repeat(64)}`], 'E_SETTING_SECRET', 2],
    ['an era that is none', ['era', '5'], 'E_OPTION_VALUE', 2],
    ['a duration that is none', ['timeout', '5'], 'E_DURATION', 2],
    ['a network that is none', ['network', 'fineny'], 'E_NETWORK_UNKNOWN', 2],
    ['nothing', ['wallet', ''], 'E_OPTION_VALUE', 2],
    ['no hotkey', ['hotkey', ','], 'E_OPTION_VALUE', 2],
    ['a NUL', ['wallet', 'a\0b'], 'E_OPTION_VALUE', 2],
    ['a direction override', ['wallet', 'a\u202eb'], 'E_OPTION_VALUE', 2],
    ['a line break', ['wallet', 'a\nb'], 'E_OPTION_VALUE', 2],
    ['a key every object has', ['__proto__', 'x'], 'E_SETTING_UNKNOWN', 2],
    ['no value', ['wallet'], 'E_MISSING_INPUT', 2],
  ])('%s', async (_, argv, code, exit) => {
    const files = memoryFiles({ [PATH]: '# untouched\n' })
    const ended = await run(['set', ...argv], { files })
    expect(ended.code).toBe(exit)
    expect(documentOf(ended).error.code).toBe(code)
    expect(ended.out).not.toMatch(/hunter22|bottom drive/)
    expect(files.text(PATH)).toBe('# untouched\n')
  })

  test.each([
    ['a value over several lines', 'era = """4"""\n', 'E_CONFIG_EDIT', 3],
    ['a file that is no TOML', 'era = \n', 'E_CONFIG_FILE', 2],
    ['a key twice', 'era = 4\nera = 8\n', 'E_CONFIG_FILE', 2],
    ['a huge file', `# ${'x'.repeat(1_000_000)}`, 'E_CONFIG_FILE', 2],
  ])('to change %s', async (_, content, code, exit) => {
    const files = memoryFiles({ [PATH]: content })
    const ended = await run(['set', 'era', '64'], { files })
    expect([ended.code, documentOf(ended).error.code]).toEqual([exit, code])
    expect(files.text(PATH)).toBe(content)
  })

  test('to make a file that was named, or to go on without a named env file', async () => {
    const named = await run(['set', 'era', '64', '--config', '/c/none.toml'])
    expect(documentOf(named).error).toMatchObject({ code: 'E_CONFIG_FILE', exit: 2 })
    const without = await run(['set', 'era', '64', '--dotenv', '/c/none'])
    expect(documentOf(without).error).toMatchObject({ code: 'E_ENV_FILE', exit: 2 })
  })

  test('when the disk does', async () => {
    const files = memoryFiles({ [PATH]: '' })
    const broken = { ...files, replace: () => Promise.reject(new Error('EROFS: read-only')) }
    const ended = await run(['set', 'era', '64'], { files: broken })
    expect([ended.code, documentOf(ended).error.code]).toEqual([3, 'E_CONFIG_WRITE'])
  })
})

test('config unset takes away what was there, and is done where nothing was', async () => {
  const files = memoryFiles({ [PATH]: 'era = 16\n# end\n' })
  expect(documentOf(await run(['unset', 'era'], { files }))).toMatchObject({
    schema: 'taoctl/config.unset/v1',
    data: { path: PATH, name: 'era', value: null, previous: '16', changed: true },
  })
  expect(files.text(PATH)).toBe('# end\n')
  expect(documentOf(await run(['unset', 'era'], { files })).data).toMatchObject({ changed: false })
  expect(documentOf(await run(['unset', 'eraa'], { files })).error).toMatchObject({
    code: 'E_SETTING_UNKNOWN',
  })
  expect((await run(['unset', 'era'], { files: memoryFiles() })).code).toBe(0)
})
