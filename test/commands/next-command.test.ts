import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultScenario } from '../../devnet/scenario/default.ts'
import type { RunningDevnet } from '../../devnet/start.ts'
import { CliError } from '../../src/errors/cli-error.ts'
import { type ErrorCode, errors } from '../../src/errors/codes.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { someOf } from '../support/plans.ts'
import { printedCommand } from '../support/shell.ts'
import { coldkey2, connectTo, filesWithWallets, hot25, startChain } from '../support/test-chain.ts'
import {
  documentOf,
  HOME,
  startTaoctl,
  type TestHostOptions,
  type TestRun,
  taoctl,
  turns,
  until,
} from '../support/test-host.ts'

/** Nowhere among the defaults, with a blank in it. */
const WALLETS = `${HOME}/my wallets`
const URL_HERE = 'ws://127.0.0.1:12345'
const CONFIG = `${HOME}/other.toml`
const where = ['--network', URL_HERE, '--wallet', 'coldkey_1', '--wallet-path', WALLETS, '--config', CONFIG]
const swap = ['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '8']

let devnet: RunningDevnet
let files: MemoryFiles
beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
  for (const path of files.paths) {
    const content = files.text(path)
    if (content !== undefined) files.put(path.replace('.bittensor/wallets', 'my wallets'), content)
  }
  files.put(CONFIG, 'wait = "included"\n')
})
afterEach(() => devnet.stop())

const world = (more: TestHostOptions = {}): TestHostOptions => ({
  ...{ files, connect: connectTo(devnet), terminal: false },
  ...more,
})
/** A run of the command a text ends with, in a home where nothing is set, and where it connected to. */
async function runPrinted(text: string, more: readonly string[] = [], options: TestHostOptions = {}) {
  const words = printedCommand(text)
  const run = startTaoctl([...words, ...more], world(options))
  const { code, out, err } = await run.ended
  return { words, code, out, err, connections: (run as TestRun).connections }
}

describe('the command of a hint runs as it is printed', () => {
  test.each([
    ['E_NO_STAKE', [...swap.with(3, 'hot_26'), '--all'], 'stake list'],
    ['E_SUBNET_UNKNOWN', [...swap, '--destination', '999', '--all'], 'subnet list'],
    ['E_WALLET_MISSING', ['stake', 'list', '--wallet', 'nobody'], 'wallet list'],
    ['E_HOTKEY_MISSING', [...swap.with(3, 'nobody'), '--all'], 'wallet list'],
    ['E_ENTRY_UNKNOWN', ['journal', 'resume', 'abc'], 'journal list'],
  ])('%s', async (code, argv, begins) => {
    const more = argv[0] === 'stake' && argv[1] === 'swap' ? ['--dry-run'] : []
    const given = argv.includes('--wallet') ? where.toSpliced(2, 2) : where
    const refused = documentOf(await taoctl([...argv, ...given, ...more, '--json'], world()))
    expect(refused.error.code).toBe(code)
    const { words, code: exit, err } = await runPrinted(refused.error.hint)
    expect(words.join(' ')).toMatch(new RegExp(`^${begins}`))
    expect([exit, err]).toEqual([0, expect.not.stringContaining('Error')])
    expect(words.filter((_, i) => words[i - 1] === '--config')).toEqual([CONFIG])
    if (begins === 'wallet list') expect(words).not.toContain('--wallet')
  })

  test('whatever the error, it is a command there is and takes options it knows', async () => {
    const commands = Object.keys(errors).flatMap(code => {
      const { hint } = errors[code as ErrorCode] as { hint?: (context: object) => unknown }
      const next = hint?.(new Proxy({}, { get: () => ['abc'] }))
      const isCommand = typeof next === 'object' && next !== null && 'run' in next
      return isCommand ? [{ code, next: next as { text: string; run: string[] } }] : []
    })
    expect(commands.length).toBeGreaterThan(8)
    for (const { next } of commands) {
      const error = new CliError('E_BUG', { problem: 'x' }, { hint: next })
      const known = await taoctl([...printedCommand(error.hint ?? ''), '--help'], world())
      expect([known.code, known.out]).toEqual([0, expect.stringContaining(next.run.slice(0, 2).join(' '))])
    }
  })
})

describe('journal resume', () => {
  const trade = [...swap, '--amount', '1', '--yes', '--intent-id', 'job', '--tolerance', '1%', ...where]
  /** A trade whose command was stopped after sending. */
  async function unknown(argv: readonly string[], options: TestHostOptions = {}) {
    await devnet.stop()
    devnet = await startChain({ seal: { kind: 'manual' } })
    const run = startTaoctl([...argv, '--json'], world({ terminal: false, ...options }))
    await until(() => devnet.chain.pool.ready().length === 1)
    await turns()
    run.interrupt()
    const { error } = documentOf(await run.ended)
    expect(error.code).toBe('E_UNKNOWN_OUTCOME')
    devnet.control.blocks.make({ count: 1 })
    devnet.control.blocks.finalize()
    return error
  }

  test('of the hint goes to the network of the trade, and takes nothing along that was of it', async () => {
    const error = await unknown(trade)
    const { words, code, connections } = await runPrinted(error.hint)
    expect([code, [...connections]]).toEqual([0, [URL_HERE]])
    expect(words.slice(0, 3)).toEqual(['journal', 'resume', error.journal])
    for (const option of ['--intent-id', '--tolerance', '--amount', '--yes'])
      expect(words).not.toContain(option)
  })

  test('of the hint takes along who else is asked for a verdict', async () => {
    const beside = ['--fallback', 'ws://127.0.0.1:12346', '--confirm-with', 'ws://127.0.0.1:12347']
    const error = await unknown([...trade, ...beside, '--accept-spec', '425'])
    const { words, code } = await runPrinted(error.hint)
    expect([code, words.slice(0, 2)]).toEqual([0, ['journal', 'resume']])
    for (const word of [...beside, '--accept-spec', '425']) expect(words).toContain(word)
  })

  test('takes network, endpoint and genesis from the entry, whatever is set', async () => {
    const { journal } = await unknown(trade)
    const run = startTaoctl(['journal', 'resume', journal], world({ env: { TAOCTL_NETWORK: 'finney' } }))
    expect([(await run.ended).code, [...run.connections]]).toEqual([0, [URL_HERE]])
    const named = ['journal', 'resume', journal, '--network', 'ws://127.0.0.1:5']
    const elsewhere = startTaoctl(named, world())
    expect([(await elsewhere.ended).code, [...elsewhere.connections]]).toEqual([0, ['ws://127.0.0.1:5']])
    const other = [...named, '--genesis', `0x${'1'.repeat(64)}`, '--json']
    expect(documentOf(await taoctl(other, world())).error).toMatchObject({ code: 'E_GENESIS', journal })
  })

  test('an entry of a chain that is not behind its endpoint any more is refused, and named', async () => {
    const { journal } = await unknown(trade)
    await devnet.stop()
    devnet = await startChain({
      scenario: { ...defaultScenario, positions: (defaultScenario.positions ?? []).slice(1) },
    })
    const ended = await taoctl(['journal', 'resume', journal, '--json'], world())
    expect(documentOf(ended).error).toMatchObject({ code: 'E_GENESIS', journal, exit: 3 })
  })

  test('the key of a URL is neither printed nor kept; a sentence says that it is to be added', async () => {
    const keyed = 'wss://node.example/v1/SECRETKEY?token=SECRETKEY'
    const argv = trade.map(word => (word === URL_HERE ? keyed : word))
    const error = await unknown(argv)
    expect(error.hint).toContain('The URL stands here without what comes after its host')
    const { connections } = await runPrinted(error.hint)
    expect([...connections]).toEqual(['wss://node.example'])
    for (const path of files.paths) expect(files.text(path), path).not.toContain('SECRETKEY')
    const shown = await taoctl([...swap, ...where.with(1, keyed), '--all', '--dry-run', '-v'], world())
    expect([shown.code, shown.out + shown.err]).toEqual([0, expect.not.stringContaining('SECRETKEY')])
    const json = await taoctl([...swap, ...where.with(1, keyed), '--all', '--dry-run', '--json'], world())
    expect(json.out).not.toContain('SECRETKEY')
    const missing = await taoctl([...swap, ...where.with(1, keyed)], world())
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('Run it as: taoctl stake swap')])
    expect(missing.err).not.toContain('SECRETKEY')
    const away = await taoctl(['subnet', 'list', '--network', keyed], { terminal: false })
    expect([away.code, away.err]).toEqual([6, expect.not.stringContaining('SECRETKEY')])
  })

  test('the URL that is set is taken with its key where it has the host of the entry', async () => {
    const keyed = 'wss://node.example/v1/SECRETKEY'
    const env = { TAOCTL_NETWORK: keyed }
    const error = await unknown(
      trade.filter(word => word !== URL_HERE && word !== '--network'),
      { env },
    )
    expect(error.hint).toContain('TAOCTL_NETWORK must be set as it is now.')
    expect(error.hint).not.toContain('SECRETKEY')
    const { code, connections } = await runPrinted(error.hint, [], { env })
    expect([code, [...connections]]).toEqual([0, [keyed]])
  })
})

describe('endpoints beside the network, and specs that were accepted, go along', () => {
  const [FALLBACK, WITNESS] = ['ws://127.0.0.1:12346', 'ws://127.0.0.1:12347']
  const beside = ['--fallback', FALLBACK, '--confirm-with', WITNESS, '--accept-spec', '420..430']
  const planned = [...swap, '--amount', '1', '--dry-run', ...where]
  const hintOf = async (argv: readonly string[], options: TestHostOptions = {}) =>
    documentOf(await taoctl([...argv, '--json'], world(options))).error.hint as string

  test('with a trade', async () => {
    devnet.control.storage.dividend({ hotkey: hot25, alpha: someOf(45, '1.5') })
    const argv = [...swap, '--all', '--yes', ...where, ...beside, '--json']
    const { warnings } = documentOf(await taoctl(argv, world()))
    const { message } = warnings.find((each: { code: string }) => each.code === 'W_REMAINDER')
    const { words, code, connections } = await runPrinted(message, ['--yes'])
    expect([code, [...connections].sort()]).toEqual([0, [URL_HERE, WITNESS]])
    for (const word of beside) expect(words).toContain(word)
  })

  test('what a command has no use for does not', async () => {
    const words = printedCommand(await hintOf([...planned.with(5, '64'), ...beside]))
    expect(words.slice(0, 2)).toEqual(['stake', 'list'])
    expect(words).toContain(FALLBACK)
    for (const option of ['--confirm-with', '--accept-spec']) expect(words).not.toContain(option)
  })

  test('no key of theirs is printed', async () => {
    const keyed = [
      '--fallback',
      'wss://a.example/SECRETKEY',
      '--confirm-with',
      'wss://b.example/?k=SECRETKEY',
    ]
    const typed = await hintOf([...planned.with(5, '64'), ...keyed])
    expect(typed).toMatch(/^The URL stands here .* --fallback wss:\/\/a\.example( |$)/)
    const set = await hintOf(planned.with(5, '64'), {
      env: { TAOCTL_FALLBACKS: 'wss://a.example/SECRETKEY' },
    })
    expect(set).toContain('TAOCTL_FALLBACKS must be set as it is now.')
    expect(`${typed}${set}`).not.toContain('SECRETKEY')
  })
})

describe('the command that moves on what stayed', () => {
  const PASSWORD = `${HOME}/password`
  const remainder = async (more: readonly string[], options: TestHostOptions = {}) => {
    devnet.control.storage.dividend({ hotkey: hot25, alpha: someOf(45, '1.5') })
    const argv = [...swap, '--all', '--yes', '--intent-id', 'job', ...where, ...more, '--json']
    const document = documentOf(await taoctl(argv, world(options)))
    const [{ code, message }] = document.warnings.filter(
      (each: { code: string }) => each.code === 'W_REMAINDER',
    )
    expect(code).toBe('W_REMAINDER')
    return { message: message as string, document }
  }

  test('runs as printed, with the wallet, the network and the password of the trade', async () => {
    files.put(PASSWORD, 'secret\n')
    files.change(PASSWORD, { mode: 0o600 })
    const { message, document } = await remainder(['--password-file', PASSWORD])
    const { words, code } = await runPrinted(message, ['--yes'])
    expect(code).toBe(0)
    expect(words.slice(-10)).toEqual([...where.slice(0, 6), '--password-file', PASSWORD, '--config', CONFIG])
    expect(printedCommand(document.data.trades[0].remainder.command)).toEqual(words)
    expect(words).not.toContain('--intent-id')
  })

  test('a password of a variable is named, and not printed', async () => {
    const env = { TAOCTL_PASSWORD: 'hunter2' }
    const { message } = await remainder([], { env })
    expect(message).toContain('TAOCTL_PASSWORD must be set as it is now.')
    expect(message).not.toContain('hunter2')
    expect((await runPrinted(message, ['--yes'], { env })).code).toBe(0)
  })

  test.each([
    ['--password-fd', '3'],
    ['--password-file', '/dev/fd/3'],
  ])('a password that was read from %s %s cannot be read again, and is named', async (...option) => {
    const { message } = await remainder(option)
    expect(message).toContain(`The password came from ${option[0]}, which cannot be read again`)
    expect((await runPrinted(message, ['--yes'])).words).not.toContain(option[0])
  })

  test('variables go along as options, since the next shell may not have them', async () => {
    const env = { TAOCTL_NETWORK: URL_HERE, BT_WALLET: 'coldkey_2', TAOCTL_WALLET_PATH: WALLETS }
    const argv = [
      'stake',
      'swap',
      '--hotkey',
      hot25,
      '--origin',
      '8',
      '--destination',
      '0',
      '--all',
      '--dry-run',
    ]
    const { error } = documentOf(await taoctl([...argv, '--json'], world({ env })))
    const { words, code, out } = await runPrinted(error.hint, ['--json'])
    expect([code, documentOf({ out }).data.coldkey]).toEqual([0, coldkey2])
    expect(words).toContain('coldkey_2')
  })
})

test('doctor prints the next command with the home it looked at', async () => {
  const { out } = await taoctl(['doctor', ...where.toSpliced(2, 2)], world())
  const line =
    out
      .replace(/\n +/g, ' ')
      .split('\n')
      .find(each => each.includes('config set wallet')) ?? ''
  const { code } = await runPrinted(line)
  expect(code).toBe(0)
  expect(files.text(CONFIG)).toContain('wallet = ')
})
