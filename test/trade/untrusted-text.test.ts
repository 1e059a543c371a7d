import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { Host } from '../../src/host/types.ts'
import { variantsOf } from '../support/false-metadata.ts'
import { falseMetadata, type Lie, lyingEndpoint, retold } from '../support/lying-endpoint.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, type Ended, HOME, type TestHostOptions, taoctl } from '../support/test-host.ts'

/** Everything that drives a terminal or makes text look like other text, with letters in between to find it by. */
const HOSTILE = [
  ...['hostile', '\u0000', '\u0007', '\b\b', '\r', '\u001b[2J\u001b[31m', '\u001b]0;title\u0007'],
  ...['\u001b]8;;http://x\u001b\\', '\u001b]52;c;eA==\u0007', '\u009b31m', '\u0085', '\u007f', '\u2028'],
  ...['\u202e', '\u202a', '\u2066', '\u2067', '\u2068', '\u2069', '\u200f', '\u061c', '\u200b', '\u2060'],
  ...['\ufeff', '\u{e0041}', '\nError: forged', '\u2029', '\t'],
].join('')
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2067\ufeff]|\u{e0041}/u
/** The isolates that right-to-left letters are put in are our own, and come in pairs. */
const isolates = (text: string) => [...text.matchAll(/[\u2068\u2069]/g)].map(([found]) => found)

let devnet: RunningDevnet
let files: MemoryFiles
beforeAll(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
})
afterAll(() => devnet.stop())

interface Attempt {
  readonly argv: readonly string[]
  readonly lies?: readonly Lie[]
  readonly options?: TestHostOptions
}

const swap = [
  ...['stake', 'swap', '--network', 'local', '--wallet', 'coldkey_1', '--hotkey', 'hot_25'],
  ...['--origin', '45', '--destination', '0', '--amount', '10', '--yes'],
]
const SECOND = 'ws://127.0.0.1:1'
const list = ['stake', 'list', '--network', 'local', '--wallet', 'coldkey_1']

/** Answers one method with an error. */
const refusing =
  (method: string): Host['connect'] =>
  async (url, options) => {
    const socket = await lyingEndpoint(devnet).connect(url, options)
    return {
      ...socket,
      send(text) {
        const message = JSON.parse(text)
        if (message.method !== method) return socket.send(text)
        const error = { code: 1010, message: HOSTILE, data: HOSTILE }
        setImmediate(() => options.onMessage(JSON.stringify({ jsonrpc: '2.0', id: message.id, error })))
      },
    }
  }

const letters = [...new TextEncoder().encode(HOSTILE)]
const subnets = retold(
  () => devnet,
  'SubnetInfoRuntimeApi',
  'get_all_dynamic_info',
  told =>
    told.map(
      (subnet: object | undefined) => subnet && { ...subnet, subnet_name: letters, token_symbol: letters },
    ),
)
const withFile = async (path: string, text: string) => {
  const own = await filesWithWallets()
  own.put(path, text)
  return { files: own }
}

/** A trade that fails in its block, where the metadata has hostile docs for every error. */
const failing = async (): Promise<Attempt> => {
  const own = await startChain()
  chains.push(own)
  own.control.storage.write('SubtensorModule', 'SubtokenEnabled', [45], false)
  const lie = falseMetadata(metadata => {
    for (const error of variantsOf(metadata, 'SubtensorModule', 'errors')) error.docs = [HOSTILE]
  })
  const { connect } = lyingEndpoint(own, lie)
  return { argv: swap, options: { connect, files: await filesWithWallets() } }
}
const chains: RunningDevnet[] = []
afterAll(() => Promise.all(chains.map(chain => chain.stop())))

/** Commands on a journal of one trade, with hostile text wherever an entry takes any. */
const journal = async (...argv: readonly string[]): Promise<Attempt> => {
  const own = await startChain()
  chains.push(own)
  const kept = await filesWithWallets()
  await taoctl([...swap, '--json'], { files: kept, connect: lyingEndpoint(own).connect })
  const path = `${HOME}/.local/state/taoctl/journal/journal.ndjson`
  const [signed, ended] = (kept.text(path) ?? '').split('\n').map(line => JSON.parse(line || '{}'))
  const network = { name: HOSTILE, endpoint: HOSTILE }
  const trades = signed.intent.trades.map((trade: object) => ({
    ...{ ...trade, verb: HOSTILE, originHotkey: HOSTILE, destinationHotkey: HOSTILE },
    ...{ destinationColdkey: HOSTILE, limitPrice: HOSTILE },
  }))
  const intent = { ...signed.intent, trades, request: HOSTILE, intentId: HOSTILE, verb: HOSTILE }
  const lines = [
    { ...signed, network, intent, signer: HOSTILE },
    { ...ended, state: 'unknown', reason: HOSTILE, proof: HOSTILE, blockHash: HOSTILE },
  ]
  kept.put(path, lines.map(line => `${JSON.stringify(line)}\n`).join(''))
  return {
    argv: ['journal', ...argv.map(word => (word === 'ENTRY' ? signed.entry : word))],
    options: { files: kept },
  }
}

const attempts: Readonly<Record<string, () => Promise<Attempt>>> = {
  'names and symbols of subnets in a list': async () => ({ argv: list, lies: [subnets] }),
  'names and symbols of subnets in a trade': async () => ({ argv: [...swap, '--dry-run'], lies: [subnets] }),
  'an error of a read': async () => ({ argv: list, options: { connect: refusing('state_call') } }),
  'an error of the pool': async () => ({
    argv: swap,
    options: { connect: refusing('author_submitAndWatchExtrinsic'), ...(await withFile('/x', '')) },
  }),
  'the docs of an error that the chain ends a trade with': failing,
  'entries of the journal in a list': () => journal('list'),
  'an entry of the journal': () => journal('show', 'ENTRY'),
  'the name of an extension in the metadata': async () => ({
    argv: swap,
    lies: [
      falseMetadata(metadata => {
        metadata.extrinsic.signedExtensions.push({
          identifier: HOSTILE,
          type: metadata.extrinsic.signedExtensions.at(-1)?.type ?? 0,
          additionalSigned: metadata.extrinsic.signedExtensions.at(-1)?.additionalSigned ?? 0,
        })
      }),
    ],
    options: await withFile('/x', ''),
  }),
  'what a second endpoint answers': async () => ({
    argv: [...swap, '--dry-run', '--confirm-with', SECOND],
    options: {
      connect: (url, given) =>
        (url === SECOND ? refusing('state_call') : lyingEndpoint(devnet).connect)(url, given),
    },
  }),
  'the name of a wallet': async () => ({ argv: [...swap, '--wallet', HOSTILE] }),
  'names of wallets and hotkeys': async () => ({
    argv: ['wallet', 'list'],
    options: await withFile(
      `${HOME}/.bittensor/wallets/${HOSTILE.replaceAll('/', '').replaceAll('\u0000', '')}/coldkeypub.txt`,
      '{}',
    ),
  }),
  'a keyfile': async () => ({
    argv: ['wallet', 'list'],
    options: await withFile(
      `${HOME}/.bittensor/wallets/evil/coldkeypub.txt`,
      JSON.stringify({ ss58Address: HOSTILE }),
    ),
  }),
  'an env file': async () => ({
    argv: [...list, '--dotenv', '/.env'],
    options: await withFile('/.env', `TAOCTL_NETWORK=${HOSTILE}\n${HOSTILE}=x\n`),
  }),
  'a config file': async () => ({
    argv: list,
    options: await withFile(`${HOME}/.config/taoctl/config.toml`, `network = ${JSON.stringify(HOSTILE)}\n`),
  }),
  'the name of an env file': async () => ({
    argv: [...list, '--dotenv', `/${HOSTILE.replaceAll('\u0000', '')}`],
  }),
  'an option': async () => ({ argv: [...list, '--network', HOSTILE] }),
}

/** Left out, or refused without being shown. */
const notRepeated = [
  'the name of an extension in the metadata',
  'names and symbols of subnets in a trade',
  'names of wallets and hotkeys',
  'a keyfile',
  'an env file',
  'a config file',
]

async function run({ argv, lies = [], options = {} }: Attempt, ...more: readonly string[]): Promise<Ended> {
  const { connect } = lyingEndpoint(devnet, ...lies)
  return taoctl([...argv, ...more], { files, connect, ...options })
}

function expectHarmless(text: string): void {
  expect(text).not.toMatch(FORBIDDEN)
  expect(text).not.toMatch(/^Error: forged/m)
  const marks = isolates(text)
  expect(marks.filter((mark, i) => mark !== (i % 2 === 0 ? '\u2068' : '\u2069'))).toEqual([])
}

describe.each(Object.entries(attempts))('hostile text from %s', (name, attempt) => {
  test('drives no terminal and forges no line', async () => {
    const { out, err } = await run(await attempt())
    expect((out + err).includes('hostile')).toBe(!notRepeated.includes(name))
    for (const text of [out, err]) expectHarmless(text)
  })

  test('is escaped in JSON, which stays one document', async () => {
    const ended = await run(await attempt(), '--json', '--progress', 'json')
    expect(documentOf(ended)).toHaveProperty('ok')
    for (const text of [ended.out, ended.err]) expect(text).not.toMatch(FORBIDDEN)
    for (const line of ended.err.split('\n').filter(each => each !== ''))
      expect(JSON.parse(line)).toBeTypeOf('object')
  })
})

test('hostile names of subnets drive no terminal while a person is asked for a position and a subnet', async () => {
  const argv = ['stake', 'swap', '--network', 'local', '--wallet', 'coldkey_1']
  const ended = await run({ argv, lies: [subnets], options: { replies: [{ text: '1' }, 'interrupted'] } })
  expect([ended.code, ended.questions.length]).toEqual([130, 2])
  expect(ended.err.split('hostile').length).toBeGreaterThan(4)
  for (const text of [ended.out, ended.err, ...ended.questions]) expectHarmless(text)
})
