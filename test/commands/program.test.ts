import { describe, expect, test } from 'vitest'
import { expandAliases } from '../../src/commands/grammar/aliases.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { documentOf, HOME, startTaoctl, taoctl } from '../support/test-host.ts'

describe('help', () => {
  test.each([
    [['--help'], 'Usage: taoctl'],
    [['-h'], 'Usage: taoctl'],
    [['stake', '--help'], 'Usage: taoctl stake'],
    [['stake', 'swap', '--help'], '--destination <netuid>'],
    [['devnet', 'start', '--help'], '--seal'],
    [['config', 'show', '--help'], 'Usage: taoctl config show'],
  ])('%j is on stdout, and opens no file, clock or connection', async (argv, says) => {
    const run = startTaoctl(argv, { env: { TAOCTL_CONFIG: '/missing.toml' } })
    const { code, out, err } = await run.ended
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(says)
    expect([run.files.opened, run.connections, run.clock.pending()]).toEqual([[], [], 0])
  })

  test('--version is the version alone', async () => {
    expect((await taoctl(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('exit 2, without a connection', () => {
  const swap = [
    'stake',
    'swap',
    '--network',
    'local',
    '--wallet',
    'w',
    '--hotkey',
    'h',
    '--origin',
    '1',
    '--destination',
    '2',
  ]
  test.each([
    ['no command', [], 'E_USAGE'],
    ['half a command', ['stake'], 'E_USAGE'],
    ['an unknown command', ['stake', 'steal'], 'E_USAGE'],
    ['an unknown option', [...swap, '--all', '--force'], 'E_USAGE'],
    ['a word too many', [...swap, '--all', 'now'], 'E_USAGE'],
    ['two amounts', [...swap, '--all', '--amount', '1'], 'E_AMOUNT_CHOICE'],
    ['ten decimals', [...swap, '--amount', '0.0000000001'], 'E_BALANCE_PRECISION'],
    ['an exponent', [...swap, '--amount', '1e3'], 'E_BALANCE_SYNTAX'],
    ['zero', [...swap, '--amount', '0'], 'E_BALANCE_ZERO'],
    ['zero percent', [...swap, '--amount', '0%'], 'E_PERCENT'],
    ['an era that is none', [...swap, '--all', '--era', '5'], 'E_OPTION_VALUE'],
    ['a duration that is none', [...swap, '--all', '--timeout', '5'], 'E_DURATION'],
    ['an option every object has', [...swap, '--all', '--toString'], 'E_USAGE'],
  ])('%s', async (_, argv, code) => {
    const run = startTaoctl([...argv, '--json'])
    const ended = await run.ended
    expect(ended.code).toBe(2)
    expect(documentOf(ended).error).toMatchObject({ code, sent: 'no' })
    expect(run.connections).toEqual([])
  })

  test.each([
    [['devnet', 'exec']],
    [['devnet', 'exec', '--']],
  ])('a missing command of another program comes after --, once: %j', async argv => {
    const { err } = await taoctl(argv)
    expect(err).toContain('Run it as: taoctl devnet exec -- <command>\n')
  })

  test('all that is missing is named at once', async () => {
    const ended = await taoctl(['stake', 'swap', '--json'], { terminal: false })
    expect(documentOf(ended).error).toMatchObject({
      code: 'E_MISSING_INPUT',
      missing: ['--origin', '--destination', '--amount', '--hotkey', '--wallet', '--yes', '--network'],
    })
  })

  test.each([
    ['CI', { env: { CI: '1' } }],
    ['no terminal', { terminal: false }],
  ])('without a yes where nobody can be asked: %s', async (_, options) => {
    const ended = await taoctl([...swap, '--all', '--json'], options)
    expect(documentOf(ended).error).toMatchObject({ code: 'E_MISSING_INPUT', missing: ['--yes'] })
  })

  test.each(['', '0', 'false'])('CI=%j means there is a person', async CI => {
    const run = startTaoctl([...swap, '--all', '--json'], { env: { CI } })
    expect((await run.ended).code).toBe(4)
  })

  test('a finney nobody named is not traded on with --yes', async () => {
    const without = swap.filter(word => word !== '--network' && word !== 'local')
    const ended = await taoctl([...without, '--all', '--yes', '--json'])
    expect(documentOf(ended).error).toMatchObject({ code: 'E_MISSING_INPUT', missing: ['--network'] })
  })
})

test('config show tells where each value comes from', async () => {
  const files = memoryFiles({ [`${HOME}/.config/taoctl/config.toml`]: 'era = 64\nwallet = "mine"\n' })
  const argv = ['config', 'show', '--network', 'local', '--json']
  const ended = await taoctl(argv, { files, env: { BT_WALLET: 'env' }, terminal: false })
  expect(ended.code).toBe(0)
  const settings = new Map(documentOf(ended).data.settings.map((each: { name: string }) => [each.name, each]))
  expect(settings.get('network')).toMatchObject({ value: 'local', origin: { kind: 'flag' } })
  expect(settings.get('wallet')).toMatchObject({
    value: 'env',
    origin: { kind: 'environment', name: 'BT_WALLET' },
  })
  expect(settings.get('era')).toMatchObject({ value: '64', origin: { kind: 'file' } })
  expect(settings.get('input')).toMatchObject({ value: 'never', origin: { kind: 'terminal' } })
  expect(settings.get('timeout')).toMatchObject({ value: '5m', origin: { kind: 'default' } })
})

describe('other spellings', () => {
  test.each([
    [
      ['--origin-netuid', '1'],
      ['--origin', '1'],
    ],
    [['--dest-netuid=5'], ['--destination=5']],
    [
      ['--wallet.name', 'x'],
      ['--wallet', 'x'],
    ],
    [['--subtensor.chain_endpoint=ws://a?b=c'], ['--network=ws://a?b=c']],
    [['--swap-all'], ['--all']],
    [['--json-output'], ['--json']],
    [
      ['a', '--', '--swap-all'],
      ['a', '--', '--swap-all'],
    ],
    [['--constructor'], ['--constructor']],
    [
      ['--amount', '--dest'],
      ['--amount', '--destination'],
    ],
  ])('%j', (given, expected) => {
    expect(expandAliases(given)).toEqual(expected)
  })
})

test('a folder without wallets is no dead end', async () => {
  const { code, out } = await taoctl(['wallet', 'list', '--wallet-path', '/none'])
  expect([code, out]).toEqual([0, 'No wallets in /none. Name another folder with --wallet-path.\n'])
})
