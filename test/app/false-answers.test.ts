import { compactNumber } from '@polkadot-api/substrate-bindings'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { fromHex, toHex } from '../../src/scale/bytes.ts'
import { falseMetadata, type Lie, lyingEndpoint } from '../support/lying-endpoint.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

const POSITIONS = 'StakeInfoRuntimeApi_get_stake_info_for_coldkey'
const who = ['--network', 'local', '--wallet', 'coldkey_1', '--json']
const list = ['stake', 'list', ...who]
const swap = [
  ...['stake', 'swap', ...who, '--hotkey', 'hot_25', '--origin', '45', '--destination', '0'],
  ...['--amount', '10', '--yes'],
]

let devnet: RunningDevnet
let files: MemoryFiles
beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

async function run(argv: readonly string[], ...lies: readonly Lie[]) {
  const ended = await taoctl(argv, { files, connect: lyingEndpoint(devnet, ...lies).connect })
  const { ok, error } = documentOf(ended)
  return ok ? 'ok' : `${ended.code} ${error.code}: ${error.message}`
}

const behind =
  (name: string): Lie =>
  ({ method }, truth) =>
    method === name && truth !== null ? `${truth}00` : undefined

/** The first of a list so many times. */
const repeated =
  (name: string, count: number): Lie =>
  ({ method }, truth) => {
    if (method !== name) return undefined
    const entries = fromHex(truth).subarray(1)
    const size = entries.length / ((fromHex(truth)[0] ?? 0) >> 2)
    const entry = Buffer.from(entries.subarray(0, size))
    return toHex(Buffer.concat([compactNumber.enc(count), ...Array.from({ length: count }, () => entry)]))
  }

test('a byte behind what a runtime answers is the fault of the endpoint', async () => {
  const undecodable = (what: string) =>
    `6 E_ENDPOINT: The endpoint gave an unusable answer: ${what} cannot be decoded.`
  const answer = `the answer to ${POSITIONS.replace('_', '.')}`
  expect(await run(list, behind('Metadata_metadata_at_version'))).toBe(undecodable('the metadata'))
  expect(await run(list, behind(POSITIONS))).toBe(undecodable(answer))
  expect(await run(swap, behind('TransactionPaymentApi_query_info'))).toBe(undecodable('a fee'))
  expect(devnet.chain.tree.best().header.number).toBe(0)
})

test('behind what is stored there may be more', async () => {
  expect(await run(list, behind('state_getStorage'))).toBe('ok')
})

describe('an answer with more values than any has', () => {
  test('is the fault of the endpoint', async () => {
    expect(await run(list, repeated(POSITIONS, 20_000))).toContain('cannot be decoded')
  })

  test('2,000 positions are none', async () => {
    expect(await run(list, repeated(POSITIONS, 2000))).not.toContain('decoded')
  })
})

test('metadata that leaves out what options are made from is refused, before anything is signed', async () => {
  const lie = falseMetadata(({ lookup }) => {
    for (const entry of lookup) if (entry.path[0] === 'Option') entry.params = []
  })
  expect(await run(swap, lie)).toContain('cannot be decoded')
  expect(devnet.chain.tree.best().header.number).toBe(0)
})
