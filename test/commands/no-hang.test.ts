import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { binary, type Home, makeHome, oneDocument } from '../support/binary.ts'
import { commandTree } from '../support/command-tree.ts'

/** What a command does that is given too little and can ask nobody. */
interface Case {
  /** Words after the command's own. */
  readonly given?: readonly string[]
  readonly exit: number
  /** `error.missing`, in order. */
  readonly missing?: readonly string[]
  /** `error.replay`. */
  readonly replay?: string
}

const trade = ['--wallet', '--yes', '--network']
const nowhere = ['--network', 'ws://127.0.0.1:1']

/** A command without a row here fails the first test. */
const cases: Readonly<Record<string, readonly Case[]>> = {
  'stake list': [{ exit: 2, missing: ['--wallet'], replay: 'taoctl stake list --wallet <name>' }],
  'stake quote': [
    {
      exit: 2,
      missing: ['--origin', '--destination', '--amount'],
      replay: 'taoctl stake quote --origin <netuid or tao> --destination <netuid or tao> --amount <decimal>',
    },
    { given: ['--origin', 'tao', '--destination', 'TAO', '--amount', '1'], exit: 2 },
    { given: ['--origin', '1', '--destination', 'tao', '--amount', 'all'], exit: 2 },
    { given: ['--origin', '1', '--destination', 'tao', '--amount', '1', '--tolerance', '1'], exit: 2 },
    { given: ['--origin', '1', '--destination', 'tao', '--amount', '1', ...nowhere], exit: 6 },
  ],
  'stake swap': [
    {
      exit: 2,
      missing: ['--origin', '--destination', '--amount', '--hotkey', ...trade],
      replay:
        'taoctl stake swap --origin <netuid> --destination <netuid> --amount <decimal or NN%> --hotkey <hotkey> ' +
        '--wallet <name> --yes --network <name or url>',
    },
    {
      given: ['--origin', '45', '--all', '--wallet', 'my wallet', ...nowhere],
      exit: 2,
      missing: ['--destination', '--hotkey', '--yes'],
      replay:
        "taoctl stake swap --origin 45 --all --wallet 'my wallet' --network ws://127.0.0.1:1 " +
        '--destination <netuid> --hotkey <hotkey> --yes',
    },
  ],
  'stake swap-all': [
    {
      exit: 2,
      missing: ['--destination', ...trade],
      replay: 'taoctl stake swap-all --destination <netuid> --wallet <name> --yes --network <name or url>',
    },
  ],
  'stake move': [
    {
      exit: 2,
      missing: ['--origin-hotkey', '--destination-hotkey', '--origin', '--amount', ...trade],
    },
  ],
  'stake remove-all': [{ exit: 2, missing: trade }],
  'stake transfer': [{ exit: 2, missing: ['--to', '--origin', '--amount', '--hotkey', ...trade] }],
  'stake add': [{ exit: 2, missing: ['--netuid', '--amount', '--hotkey', ...trade] }],
  'stake remove': [{ exit: 2, missing: ['--netuid', '--amount', '--hotkey', ...trade] }],
  'subnet list': [
    { given: nowhere, exit: 6 },
    { given: ['--block', '1', ...nowhere], exit: 6 },
  ],
  'subnet show': [
    { exit: 2, missing: ['<netuid>'], replay: 'taoctl subnet show <netuid>' },
    { given: ['apex'], exit: 2 },
  ],
  'subnet price': [
    { given: nowhere, exit: 6 },
    { given: ['1', 'x'], exit: 2 },
  ],
  'validator list': [
    { exit: 2, missing: ['--netuid'], replay: 'taoctl validator list --netuid <netuid>' },
    { given: ['--netuid', 'apex'], exit: 2 },
    { given: ['--netuid', '1', ...nowhere], exit: 6 },
  ],
  'wallet list': [{ exit: 0 }],
  'journal list': [{ exit: 0 }],
  'journal show': [
    { exit: 2, missing: ['<entry>'], replay: 'taoctl journal show <entry>' },
    { given: ['abc'], exit: 3 },
  ],
  // Without a reason to refuse it runs until a signal, as it should.
  'devnet start': [{ given: ['--port', '0', '--encrypt-wallets'], exit: 2, missing: ['--wallets'] }],
  'journal resume': [{ given: nowhere, exit: 6 }],
  'journal audit': [{ given: nowhere, exit: 6 }],
  'devnet exec': [{ exit: 2, missing: ['<command>'], replay: 'taoctl devnet exec -- <command>' }],
  'devnet accounts': [{ exit: 0 }],
  'config show': [{ exit: 0 }],
  'config get': [{ exit: 2, missing: ['<key>'], replay: 'taoctl config get <key>' }],
  'config set': [
    { exit: 2, missing: ['<key>', '<value>'], replay: 'taoctl config set <key> <value>' },
    { given: ['era'], exit: 2, missing: ['<value>'], replay: 'taoctl config set era <value>' },
  ],
  'config unset': [{ exit: 2, missing: ['<key>'] }],
  schema: [{ exit: 0 }, { given: ['stake', 'steal'], exit: 2 }],
  doctor: [{ given: nowhere, exit: 6 }],
}

/** Seconds until a command that waits for something is taken to wait for ever. */
const PATIENCE = 20

const commands = commandTree()
const rows = commands.flatMap(({ name }) =>
  (cases[name] ?? []).map(each => ({ ...each, words: [...name.split(' '), ...(each.given ?? [])] })),
)

let home: Home
beforeAll(async () => {
  home = await makeHome()
})
afterAll(() => home.remove())

test('every command has a case', () => {
  const lacking = commands.map(({ name }) => name).filter(name => !Object.hasOwn(cases, name))
  expect(lacking, 'add a row for each to `cases` in test/commands/no-hang.test.ts').toEqual([])
  const names = new Set(commands.map(({ name }) => name))
  expect(Object.keys(cases).filter(name => !names.has(name))).toEqual([])
})

describe.each(rows)('taoctl $words without anybody to ask', ({ words, exit, missing = [], replay }) => {
  test('ends by itself, and says all that is missing at once', { timeout: PATIENCE * 1000 }, async () => {
    const { code, stderr } = await home.run(...words)
    expect(code, stderr).toBe(exit)
    if (missing.length > 0) expect(stderr).toContain(`Missing input: ${missing.join(', ')}.`)
    if (replay !== undefined) expect(stderr).toContain(`Run it as: ${replay}\n`)
  })

  test('the same for scripts, whose input never ends', { timeout: PATIENCE * 1000 }, async () => {
    const { code, stdout } = await withOpenInput(...words, '--json')
    expect(code, stdout).toBe(exit)
    const document = oneDocument(stdout)
    expect(document.ok).toBe(exit === 0)
    if (exit === 0) return
    expect(document.error).toMatchObject({ exit, missing, sent: 'no' })
    if (missing.length === 0) expect(document.error.replay).toBeNull()
    // A word that is missing stands before what comes after it; options come in any order.
    if (replay !== undefined) expect(wordsOf(document.error.replay)).toEqual(wordsOf(`${replay} --json`))
  })
})

const wordsOf = (text: string) => text.split(' ').sort()

/** Runs the binary with stdin a pipe that stays open and empty. */
async function withOpenInput(...args: readonly string[]) {
  const env = { PATH: process.env.PATH, HOME: home.folder }
  const child = spawn(process.execPath, [binary, ...args], { env, stdio: ['pipe', 'pipe', 'ignore'] })
  let stdout = ''
  child.stdout.on('data', chunk => {
    stdout += String(chunk)
  })
  const [code] = await once(child, 'close')
  return { code: code as number | null, stdout }
}
