import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { files, source } from '../architecture/files.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, taoctl } from '../support/test-host.ts'
import { blocks, page } from './read.ts'

const text = page('docs/json.md')
const examples = blocks(text, 'json').map(block => JSON.parse(block))

/** A command whose document has the shape of each example. */
const commands: Readonly<Record<string, readonly string[]>> = {
  'taoctl/stake.list/v1': ['stake', 'list'],
  'taoctl/stake.swap/v1': [
    ...['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '10'],
    '--dry-run',
  ],
  'taoctl/error/v1': [
    ...['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '10000'],
    '--dry-run',
  ],
  'taoctl/config.show/v1': ['config', 'show', '--dotenv', '/.env'],
  'taoctl/config.set/v1': ['config', 'set', 'era', '32'],
  'taoctl/doctor/v1': ['doctor'],
  'taoctl/wallet.list/v1': ['wallet', 'list'],
  'taoctl/devnet.accounts/v1': ['devnet', 'accounts'],
}

let devnet: RunningDevnet
let memory: MemoryFiles
beforeAll(async () => {
  devnet = await startChain()
})
afterAll(() => devnet.stop())

async function real(schema: string) {
  memory = await filesWithWallets()
  memory.put('/.env', `TAOCTL_WALLET_PATH=${HOME}/.bittensor/wallets\n`)
  memory.put(`${HOME}/.config/taoctl/config.toml`, 'era = 64\n')
  const argv = [...(commands[schema] ?? []), '--network', 'local', '--json']
  const env = { BT_WALLET: 'coldkey_1' }
  return documentOf(await taoctl(argv, { files: memory, env, connect: connectTo(devnet), terminal: false }))
}

/** Every path of a document with the types seen there; entries of a list share one path. */
function shape(value: unknown, path = '', into = new Map<string, Set<string>>()) {
  const type = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value
  into.set(path, (into.get(path) ?? new Set()).add(type))
  if (Array.isArray(value)) for (const entry of value) shape(entry, `${path}[]`, into)
  else if (type === 'object')
    for (const [key, entry] of Object.entries(value as object)) shape(entry, `${path}.${key}`, into)
  return into
}

describe('every example has the shape of what the command prints', () => {
  test.each(examples.map(example => [example.schema as string, example]))('%s', async (schema, example) => {
    const document = await real(schema)
    expect(document.schema).toBe(schema)
    const [shown, printed] = [shape(example), shape(document)]
    expect([...shown.keys()].sort()).toEqual([...printed.keys()].sort())
    for (const [path, types] of shown) {
      const others = printed.get(path) ?? new Set()
      const common = [...types].filter(type => others.has(type))
      expect(common, `${path}: ${[...types]} against ${[...others]}`).not.toEqual([])
    }
  })
})

const sourceText = files
  .filter(path => source(path) && path.startsWith('src/'))
  .map(page)
  .join('\n')
const found = (pattern: RegExp) => [...new Set(sourceText.match(pattern) ?? [])].sort()

test('every schema of taoctl is mentioned', () => {
  const schemas = found(/taoctl\/[a-z]+(\.[a-z-]+)?\/v1/g)
  expect(schemas.length).toBeGreaterThan(8)
  expect(schemas.filter(schema => !text.includes(schema))).toEqual([])
})

test('every key of an error is explained', () => {
  const { error } = examples.find(({ schema }) => schema === 'taoctl/error/v1')
  expect(Object.keys(error).filter(key => !new RegExp(`^\\| .*\`${key}\`.* \\|`, 'm').test(text))).toEqual([])
})
