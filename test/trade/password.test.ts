import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { type QuickSodium, quickKeyfile, quickSodium } from '../support/sodium.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, startTaoctl, type TestHostOptions, taoctl, until } from '../support/test-host.ts'

const WALLET = `${HOME}/.bittensor/wallets/coldkey_1`
const JOURNAL = `${HOME}/.local/state/taoctl/journal/journal.ndjson`
const PASSWORD = 'correct horse'
const swap = [
  ...['stake', 'swap', '--network', 'local', '--wallet', 'coldkey_1', '--hotkey', 'hot_25'],
  ...['--origin', '45', '--destination', '0', '--all'],
]

let devnet: RunningDevnet
let files: MemoryFiles
let sodium: QuickSodium

beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
  sodium = quickSodium()
  files.put(`${WALLET}/coldkey`, await quickKeyfile(files.text(`${WALLET}/coldkey`) ?? '', PASSWORD))
})
afterEach(() => devnet.stop())

const world = (more: TestHostOptions = {}): TestHostOptions => ({
  ...{ files, sodium, connect: connectTo(devnet) },
  ...more,
})
const isUntouched = () => {
  expect(files.text(JOURNAL)).toBeUndefined()
  expect(devnet.chain.tree.best().header.number).toBe(0)
}

describe('a wrong password', () => {
  test('of a source, where --yes answers, is told before the plan', async () => {
    const run = await taoctl(
      [...swap, '--yes'],
      world({ env: { TAOCTL_PASSWORD: 'wrong' }, terminal: false }),
    )
    expect([run.code, run.err]).toEqual([4, expect.stringContaining('does not open')])
    expect(run.err).not.toContain('Plan at block')
    isUntouched()
  })

  test('at a terminal comes after plan and yes, and the plan is shown once', async () => {
    const wrong = await taoctl(swap, world({ replies: ['yes', { text: 'wrong' }] }))
    expect([wrong.code, wrong.err.match(/Plan at block/g)?.length]).toEqual([4, 1])
    isUntouched()
  })
})

describe('an encrypted wallet trades with the password', () => {
  test('a person types after the yes', async () => {
    const { code, out, questions } = await taoctl(swap, world({ replies: ['yes', { text: PASSWORD }] }))
    expect(code).toBe(0)
    expect(out).toContain('0.746401905 τ on root')
    expect(questions).toEqual(['DEVNET: sign and send?', 'Password of wallet coldkey_1: '])
    expect(sodium.derivations).toHaveLength(1)
  })

  test('of an open descriptor', async () => {
    const args = [...swap, '--yes', '--password-fd', '3']
    expect((await taoctl(args, world({ descriptors: { 3: `${PASSWORD}\n` } }))).code).toBe(0)
  })

  test('a program prints, which sees no password', async () => {
    const ran: unknown[] = []
    const env = {
      ...{ PATH: '/bin', TAOCTL_PASSWORD: 'a', OTHER_PASSWORD_FILE: 'b', my_password: 'c' },
      BT_PW__W_COLDKEY: 'd',
    }
    const { code } = await taoctl(
      [...swap, '--yes', '--password-command', 'pass show tao'],
      world({
        env,
        async runProgram(argv, options) {
          ran.push(argv, options.env)
          expect(options.timeout).toBe(60_000)
          return new TextEncoder().encode(`${PASSWORD}\n`)
        },
      }),
    )
    expect(code).toBe(0)
    expect(ran).toEqual([['pass', 'show', 'tao'], { PATH: '/bin' }])
  })

  test('of the environment', async () => {
    expect((await taoctl([...swap, '--yes'], world({ env: { BT_WALLET_PASSWORD: PASSWORD } }))).code).toBe(0)
  })
})

describe('nothing is sent', () => {
  test.each([
    ['a wrong password', { text: 'wrong' }, 4, 'The password from the prompt does not open', 1],
    ['no password', { text: '' }, 3, 'Declined', 0],
    ['Ctrl-D', 'closed', 3, 'Declined', 0],
    ['Ctrl-C', 'interrupted', 130, 'Interrupted', 0],
  ] as const)('after %s at the prompt', async (_, reply, exit, says, derivations) => {
    const { code, err } = await taoctl(swap, world({ replies: ['yes', reply] }))
    expect(code).toBe(exit)
    expect(err).toContain(says)
    expect(sodium.derivations).toHaveLength(derivations)
    isUntouched()
  })

  test('when the signal comes while the password is asked for', async () => {
    const run = startTaoctl(swap, world({ replies: ['yes', 'silence'] }))
    await until(() => run.questions.length === 2)
    run.interrupt()
    expect((await run.ended).code).toBe(130)
    isUntouched()
  })

  test('when the signal comes while the key is derived, and the derivation is told', async () => {
    let [started, heard] = [false, false]
    const deriveKey: QuickSodium['deriveKey'] = (_password, _settings, givenUp) =>
      new Promise((_, reject) => {
        started = true
        givenUp.addEventListener('abort', () => {
          heard = true
          reject(new Error('given up'))
        })
      })
    const env = { TAOCTL_PASSWORD: PASSWORD }
    const run = startTaoctl([...swap, '--yes'], world({ env, sodium: { ...sodium, deriveKey } }))
    await until(() => started)
    run.clock.advance(500)
    await until(() => run.err.includes('Deriving the key'))
    run.interrupt()
    const { code, err } = await run.ended
    expect(code).toBe(130)
    expect(err).toContain('Interrupted. Nothing was sent.')
    expect(heard).toBe(true)
    isUntouched()
  })

  test('when the key cannot be derived, and it says how much memory that takes', async () => {
    const deriveKey = () => Promise.reject(new Error('status: -1'))
    const env = { TAOCTL_PASSWORD: PASSWORD }
    const { code, err } = await taoctl([...swap, '--yes'], world({ env, sodium: { ...sodium, deriveKey } }))
    expect(code).toBe(4)
    expect(err).toContain('512 MiB')
    isUntouched()
  })

  test('when nobody can be asked: all that is missing is named at once', async () => {
    const ended = await taoctl([...swap, '--json'], world({ terminal: false }))
    expect(ended.code).toBe(2)
    expect(documentOf(ended).error.missing).toEqual(['--yes', '--password-file'])
  })

  test('when the password file is not there, seen before the chain is', async () => {
    const run = startTaoctl([...swap, '--yes', '--password-file', '/none'], world())
    expect((await run.ended).code).toBe(2)
    expect(run.connections).toEqual([])
  })
})

test('-v tells how long the derivation took, apart from the time at the prompt', async () => {
  const { err } = await taoctl([...swap, '-v'], world({ replies: ['yes', { text: PASSWORD }] }))
  expect(err).toMatch(/^Key derivation: \d+ ms, native$/m)
  expect(err).not.toContain('Deriving the key')
})

describe('without any password', () => {
  test('a dry run plans, and no key is derived', async () => {
    const { code, questions } = await taoctl([...swap, '--dry-run'], world())
    expect([code, questions, sodium.derivations]).toEqual([0, [], []])
  })

  test('a list is made', async () => {
    const before = files.opened.length
    const { code } = await taoctl(['stake', 'list', '--network', 'local', '--wallet', 'coldkey_1'], world())
    expect(code).toBe(0)
    expect(files.opened.slice(before)).not.toContain(`${WALLET}/coldkey`)
  })
})

test.each([
  '--password=hunter2',
  '--wallet-password=hunter2',
  '--passwort=hunter2',
])('%s is refused without repeating the value', async option => {
  const { code, err, out } = await taoctl([...swap, option], world())
  expect(code).toBe(2)
  expect(err + out).not.toContain('hunter2')
  expect(err).toContain(option.split('=')[0])
})
