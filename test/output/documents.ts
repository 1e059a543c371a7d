import { expect, vi } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { Envelope } from '../support/binary.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { intentSample, journalSample, signedSample } from '../support/recorded.ts'
import { connectTo, filesWithWallets } from '../support/test-chain.ts'
import { documentOf, HOME, startTaoctl, taoctl } from '../support/test-host.ts'

/** A run whose document is held against its schema, and word for word against test/output/golden. */
export interface Sample {
  /** The schema, as `taoctl schema` names it. */
  readonly schema: string
  readonly argv: readonly string[]
}

const swap = ['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45']
const move = [
  'stake',
  'move',
  '--origin-hotkey',
  'hot_25',
  '--destination-hotkey',
  'hot_26',
  '--origin',
  '45',
]

/** By the name of the golden file. Each run has a chain and a home of its own. */
export const samples: Readonly<Record<string, Sample>> = {
  'stake-list': { schema: 'stake list', argv: ['stake', 'list'] },
  'stake-list-empty': {
    schema: 'stake list',
    argv: ['stake', 'list', '--coldkey', '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'],
  },
  'stake-list-all': { schema: 'stake list-all', argv: ['stake', 'list', '--all-wallets'] },
  'stake-quote': {
    schema: 'stake quote',
    argv: ['stake', 'quote', '--origin', '45', '--destination', '8', '--amount', '1.5'],
  },
  'stake-quote-add': {
    schema: 'stake quote',
    argv: ['stake', 'quote', '--origin', 'tao', '--destination', '45', '--amount', '2', '--tolerance', '1%'],
  },
  'stake-swap-planned': {
    schema: 'stake swap',
    argv: [...swap, '--destination', '8', '--amount', '1', '--dry-run'],
  },
  'stake-swap': { schema: 'stake swap', argv: [...swap, '--destination', '0', '--all', '--yes'] },
  'stake-swap-all': {
    schema: 'stake swap-all',
    argv: ['stake', 'swap-all', '--destination', '0', '--all-hotkeys', '--yes'],
  },
  'stake-move': { schema: 'stake move', argv: [...move, '--all', '--yes'] },
  'stake-remove-all': {
    schema: 'stake remove-all',
    argv: ['stake', 'remove-all', '--all-hotkeys', '--yes'],
  },
  'stake-transfer': {
    schema: 'stake transfer',
    argv: [
      ...['stake', 'transfer', '--hotkey', 'hot_25', '--origin', '45', '--all', '--yes'],
      ...['--to', 'coldkey_2'],
    ],
  },
  'stake-add': {
    schema: 'stake add',
    argv: ['stake', 'add', '--hotkey', 'hot_25', '--netuid', '45', '--amount', '1', '--yes'],
  },
  'stake-remove': {
    schema: 'stake remove',
    argv: ['stake', 'remove', '--hotkey', 'hot_25', '--netuid', '45', '--all', '--yes'],
  },
  'subnet-list': { schema: 'subnet list', argv: ['subnet', 'list'] },
  'subnet-show': { schema: 'subnet show', argv: ['subnet', 'show', '45'] },
  'subnet-price': { schema: 'subnet price', argv: ['subnet', 'price', '8', '0'] },
  'validator-list': { schema: 'validator list', argv: ['validator', 'list', '--netuid', '64'] },
  'wallet-list': { schema: 'wallet list', argv: ['wallet', 'list'] },
  'journal-list': { schema: 'journal list', argv: ['journal', 'list'] },
  'journal-show': { schema: 'journal show', argv: ['journal', 'show', '65da39'] },
  'journal-audit': { schema: 'journal audit', argv: ['journal', 'audit'] },
  'journal-resume': { schema: 'journal resume', argv: ['journal', 'resume'] },
  'devnet-start': { schema: 'devnet start', argv: ['devnet', 'start', '--port', '0'] },
  'devnet-accounts': { schema: 'devnet accounts', argv: ['devnet', 'accounts'] },
  'config-show': { schema: 'config show', argv: ['config', 'show'] },
  'config-get': { schema: 'config get', argv: ['config', 'get', 'wallet'] },
  'config-set': { schema: 'config set', argv: ['config', 'set', 'era', '32'] },
  'config-unset': { schema: 'config unset', argv: ['config', 'unset', 'era'] },
  doctor: { schema: 'doctor', argv: ['doctor'] },
  schema: { schema: 'schema', argv: ['schema'] },
  'schema-of-a-command': { schema: 'schema', argv: ['schema', 'config', 'get'] },
  'error-missing-input': { schema: 'error', argv: ['stake', 'swap', '--origin', '45'] },
  'error-of-a-plan': {
    schema: 'error',
    argv: [...swap, '--destination', '0', '--amount', '10000', '--dry-run'],
  },
}

/** One entry with all that an entry can have. */
async function putJournal(files: MemoryFiles): Promise<void> {
  const journal = journalSample({ files, folder: `${HOME}/.local/state/taoctl/journal` })
  const [trade] = intentSample.trades
  if (!trade) throw new Error('the sample has no trade')
  const trades = [trade, { ...trade, minReceived: trade.quoted, limitPrice: '0.034' }]
  const recorded = await journal.record(signedSample(), { ...intentSample, trades, intentId: 'job-1' })
  await journal.update(recorded, 'unknown', { reason: 'the connection was lost' })
  const blockHash = `0x${'0d'.repeat(32)}`
  await journal.update(recorded, 'finalized', { blockNumber: 102, blockHash, index: 3 })
}

/** The document of a sample, on a chain in process. */
export async function run({ schema, argv }: Sample, devnet: RunningDevnet): Promise<Envelope> {
  const files = await filesWithWallets()
  files.put(`${HOME}/.config/taoctl/config.toml`, 'era = 64\n')
  if (schema === 'journal list' || schema === 'journal show') await putJournal(files)
  const options = {
    files,
    env: { BT_WALLET: 'coldkey_1', TAOCTL_NETWORK: 'local' },
    connect: connectTo(devnet),
    terminal: false,
  }
  const words = [...argv, '--json']
  if (argv[1] !== 'start') return documentOf(await taoctl(words, options))
  const started = startTaoctl(words, options)
  // It listens on a real port, which takes real time.
  await vi.waitFor(() => expect(started.out).not.toBe(''), { timeout: 20_000 })
  started.interrupt()
  return documentOf(await started.ended)
}

/** The text of a document for a golden file: hashes, what is made of them, and the port are left out. */
export function goldenText(document: Envelope): string {
  const text = JSON.stringify(document, null, 2)
    .replace(/0x[0-9a-f]{64}\b/g, '0x(hash)')
    .replace(/"journal": "[0-9a-f]+"/g, '"journal": "(hash)"')
    .replace(/127\.0\.0\.1:(?!9944)\d+/g, '127.0.0.1:(port)')
  return `${text}\n`
}
