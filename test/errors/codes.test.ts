import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bugs } from '../../src/errors/bugs.ts'
import { CliError } from '../../src/errors/cli-error.ts'
import { type ErrorCode, type ErrorContext, type ExitCode, errors } from '../../src/errors/codes.ts'
import { anchorOf } from '../../src/errors/docs.ts'
import { outcome } from '../../src/errors/outcome.ts'
import { refused } from '../../src/errors/refused.ts'
import { refusedEarlier } from '../../src/errors/refused-earlier.ts'
import { usage } from '../../src/errors/usage.ts'
import { wallet } from '../../src/errors/wallet.ts'
import { type WarningCode, warnings } from '../../src/errors/warnings.ts'
import { files } from '../architecture/files.ts'
import { root } from '../types/compile.ts'

type Samples = { readonly [C in ErrorCode]: readonly [exit: ExitCode, context: ErrorContext<C>] }

/**
 * Every code with its exit code, as published, and a context as it is thrown with. A code without a row does not
 * compile. Codes are public: rows are added, never changed.
 */
const published: Samples = {
  E_UNIT_MISMATCH: [1, { left: '1 TAO', right: '1 alpha 5' }],
  E_BALANCE_COERCION: [1, { hint: 'number' }],
  E_BALANCE_UNDERFLOW: [1, { left: '1 TAO', right: '2 TAO' }],
  E_BALANCE_OVERFLOW: [1, { rao: '18446744073709551616' }],
  E_PRICE: [1, { problem: '1/0' }],
  E_INEXACT: [1, { amount: '10/3 rao' }],
  E_BUG: [1, { problem: 'an amount was constructed by hand' }],
  E_USAGE: [2, { problem: "Unknown option '--x'." }],
  E_HOME: [2, { what: 'The journal', instead: 'set XDG_STATE_HOME' }],
  E_MISSING_INPUT: [2, { missing: ['--amount', '--yes'] }],
  E_BALANCE_SYNTAX: [2, { text: '1e3' }],
  E_BALANCE_PRECISION: [2, { text: '0.0000000001' }],
  E_BALANCE_RANGE: [2, { text: '21536911597' }],
  E_BALANCE_ZERO: [2, undefined],
  E_PERCENT: [2, { text: '101%' }],
  E_PROTECTION_CHOICE: [2, { given: ['--tolerance', '--min-received'] }],
  E_TOLERANCE: [2, { text: '0.5' }],
  E_LIMIT_PRICE: [2, { text: '0.0000000001' }],
  E_AMOUNT_CHOICE: [2, { given: ['--amount', '--all'] }],
  E_NETUID: [2, { text: '65536' }],
  E_ADDRESS: [2, { text: '5Gw', reason: 'its checksum does not match' }],
  E_HOTKEY_NAME: [2, { name: 'hot 25' }],
  E_HOTKEYS_AMBIGUOUS: [2, { count: 3 }],
  E_OWN_COLDKEY: [2, { address: '5F1' }],
  E_TO_CONFIRM: [2, { given: 'abcdef', address: '5F1' }],
  E_SAME_PLACE: [2, { what: 'subnet 45' }],
  E_NETWORK_UNKNOWN: [2, { name: 'fineny' }],
  E_INSECURE_ENDPOINT: [2, { url: 'ws://example.org' }],
  E_TLS_UNCHECKED: [2, { url: 'wss://example.org' }],
  E_DURATION: [2, { option: '--timeout', text: '5 minutes', problem: 'is not a duration' }],
  E_OPTION_VALUE: [2, { option: '--era', text: '3', expected: 'a power of two' }],
  E_PASSWORD_SOURCE: [2, { source: '--password-file', problem: 'it is empty' }],
  E_CONFIG_FILE: [2, { path: 'config.toml', problem: 'line 3 is not TOML' }],
  E_SCENARIO: [2, { source: 'scenario.json', path: '/subnets/0', problem: 'expected an object' }],
  E_METADATA: [2, { source: 'runtime.scale', problem: 'it cannot be decoded' }],
  E_PORT: [2, { port: 9944, problem: 'it is in use' }],
  E_TABLE: [2, { place: 'row 2, amount', problem: 'it is missing' }],
  E_ENV_FILE: [2, { path: '.env', problem: 'line 3 is not NAME=value' }],
  E_SETTINGS_FOREIGN: [2, { path: '/etc/taoctl.toml', uid: 1001, mode: '0644' }],
  E_SETTING_UNKNOWN: [2, { name: 'newtork', similar: 'network', known: ['network', 'wallet'] }],
  E_NODE: [2, { found: 'v18.20.0', wanted: '20.19' }],
  E_SCHEMA_UNKNOWN: [2, { name: 'stake steal', known: ['stake list', 'error'] }],
  E_SETTING_SECRET: [2, undefined],
  E_ENTRY_AMBIGUOUS: [2, { text: 'ab', count: 12, candidates: ['abababababababab', 'abcdabcdabcdabcd'] }],
  E_SUBNET_UNKNOWN: [3, { netuid: 99 }],
  E_SUBNET_NOT_STARTED: [3, { netuid: 99 }],
  E_HOTKEY_UNKNOWN: [3, { hotkey: '5Gw' }],
  E_NO_STAKE: [3, { where: 'on subnet 45' }],
  E_LEFT_BELOW_MINIMUM: [3, { rest: '0.01 alpha 45', worth: '0.0003 TAO', minimum: '0.1 TAO' }],
  E_TRANSFERS_OFF: [3, { netuid: 45 }],
  E_DESTINATION_HOTKEY: [3, { address: '5F1' }],
  E_LOCKED_REJECTED: [3, { address: '5F1', available: '1', netuid: 45 }],
  E_TRANSFER_UNPROTECTED: [3, { held: '1 alpha 8', where: 'on subnet 8 with hotkey 5F1' }],
  E_TRANSFER_PARTIAL: [3, undefined],
  E_COLDKEY_SWAP: [3, { coldkey: '5F1', state: 'announced' }],
  E_NOT_ENOUGH_FREE: [3, { wanted: '2 TAO', free: '1 TAO', fee: '0.002 TAO', most: '0.9979995 TAO' }],
  E_NOT_ENOUGH_STAKE: [3, { wanted: '2 alpha', staked: '1 alpha', where: 'on subnet 45' }],
  E_LOCKED: [3, { wanted: '2', available: '1', netuid: 45 }],
  E_BELOW_MINIMUM: [3, { what: '0.01 alpha', worth: '0.0003 TAO', minimum: '0.002 TAO' }],
  E_QUOTE: [3, { what: '1 alpha on subnet 45' }],
  E_RUNTIME_CHANGED: [3, { before: 425, now: 426 }],
  E_QUOTE_WORSE: [3, { shown: '0.75 TAO', now: '0.74 TAO' }],
  E_FEE: [3, { fee: '0.001 TAO', free: '0.0001 TAO', offer: '--fee-in-alpha' }],
  E_MIN_ABOVE_QUOTE: [3, { minimum: '2 alpha 45', quoted: '1 alpha 45' }],
  E_NOTHING_TO_PROTECT: [2, { given: ['--min-received'] }],
  E_PRICE_IMPACT: [3, { percent: '35.2', netuid: 45 }],
  E_LIMIT_INEXPRESSIBLE: [
    3,
    { minimum: '2 alpha 45', nearest: '1.9 alpha 45', floor: '--tolerance 5%', trusting: '--trust-endpoint' },
  ],
  E_LIMIT_CROSSED: [3, { limit: '0.7', now: '0.69' }],
  E_RUNTIME: [3, { spec: 425, missing: ['SubtensorModule.swap_stake', 'SwapRuntimeApi'] }],
  E_GENESIS: [3, { expected: '0xaa', actual: '0xbb' }],
  E_KNOWN_CHAIN: [3, { path: '/state/x.json', problem: 'it is not JSON' }],
  E_GENESIS_CHANGED: [3, { endpoint: 'wss://x', remembered: '0x1', actual: '0x2' }],
  E_DECLINED: [3, undefined],
  E_NOTHING_MOVABLE: [3, { reasons: ['dust on subnet 8', 'subnet 1 has not started'] }],
  E_UNMOVABLE: [3, { reasons: ['subnet 1 has not started', 'dust on subnet 8'] }],
  E_POOL_REFUSED: [3, { reason: 'The nonce is too low.' }],
  E_CHAIN_RESTARTED: [3, { entry: '3f1c0a9b7d2e4f60', block: 12 }],
  E_REPLACED: [3, { hash: '0xabc', reason: 'its nonce was used' }],
  E_SPEC_UNKNOWN: [3, { spec: 500, known: '365 to 425' }],
  E_TOO_MANY: [3, { count: 2100, most: 1390, parts: ['--origin 1 --origin 2 (1200)', '--origin 3 (900)'] }],
  E_QUEUED: [3, { coldkey: '5F1', count: 2 }],
  E_ENTRY_OPEN: [3, { entry: 'abc', hash: '0xabc', reason: 'it is in no block up to 7' }],
  E_ENTRY_DOUBT: [3, { entry: 'abc', hash: '0xabc', reason: 'nobody shows who used its nonce 5' }],
  E_JOURNAL_WRITE: [3, { path: 'journal.ndjson', problem: 'the disk is full' }],
  E_JOURNAL_READ: [3, { path: 'journal.ndjson', problem: 'EACCES' }],
  E_JOURNAL_BUSY: [3, { path: 'journal.lock', who: 'process 12 on pluto' }],
  E_JOURNAL_NEWER: [3, { path: 'journal.ndjson', found: 3, known: 2 }],
  E_ENTRY_UNKNOWN: [3, { text: 'abc' }],
  E_ENTRY_DAMAGED: [3, { entry: 'abababababababab' }],
  E_INTENT_CHANGED: [3, { id: 'job-1', before: 'stake.swap amount=1', now: 'stake.swap amount=2' }],
  E_STORED_BALANCE: [3, { problem: 'bad rao' }],
  E_MEANING: [3, { difference: 'the amount' }],
  E_EXTENSION: [3, { name: 'ChargeAssetTxPayment' }],
  E_NOT_CONFIRMED: [3, { url: 'wss://b', what: 'spec version', here: '425', there: '424' }],
  E_METADATA_UNVERIFIED: [3, { reason: 'its runtime does not check it' }],
  E_BLOCK_UNKNOWN: [3, { block: '99999999' }],
  E_CONFIG_EDIT: [3, { path: 'config.toml', name: 'era' }],
  E_CONFIG_WRITE: [3, { path: 'config.toml', problem: 'EROFS' }],
  E_WALLET_MISSING: [4, { path: 'wallets/default', folder: 'wallets' }],
  E_HOTKEY_MISSING: [4, { name: 'hot_25', path: 'wallets/default/hotkeys/hot_25', folder: 'wallets' }],
  E_KEYFILE: [4, { path: 'coldkey', problem: 'it is not JSON' }],
  E_COLDKEY_MISSING: [4, { name: 'main', path: 'wallets/main/coldkey' }],
  E_KEYFILE_ENCRYPTED: [4, { path: 'coldkey', format: 'Fernet' }],
  E_PUBLIC_FILE_MISSING: [4, { path: 'coldkey' }],
  E_PASSWORD_WRONG: [4, { path: 'coldkey', source: 'TAOCTL_PASSWORD' }],
  E_KEY_DERIVATION: [4, { path: 'coldkey' }],
  E_KEY_MISMATCH: [4, { path: 'coldkey', key: '5Gw', expected: '5Fh' }],
  E_WALLET_WRITE: [4, { path: 'coldkey', problem: 'it exists' }],
  E_DISPATCH: [5, { name: 'SubtensorModule.AmountTooLow', docs: 'The amount is too low.' }],
  E_CONNECT: [6, { url: 'ws://127.0.0.1:1', problem: 'connection refused' }],
  E_TIMEOUT: [6, { what: 'ws://127.0.0.1:1', after: '30s' }],
  E_ENDPOINT: [6, { problem: 'no JSON' }],
  E_PARTIAL: [7, { problem: 'less moved than planned' }],
  E_UNKNOWN_OUTCOME: [8, { hash: '0xabc', reason: 'the connection was lost' }],
  E_UNRECORDED: [8, { hash: '0xabc', block: 17, problem: 'The disk is full.', entry: 'abc' }],
  E_CONTRADICTED: [8, { entries: ['abc'] }],
  E_EXPIRED: [9, { hash: '0xabc', block: 17 }],
  E_INTERRUPTED: [130, undefined],
}

const codes = Object.keys(errors) as ErrorCode[]
const rows = codes.map(code => {
  const [exit, context] = published[code]
  return { code, exit, context, error: newError(code, context) }
})

/** The link between a code and its context is lost in a loop; the table above has it. */
function newError(code: ErrorCode, context: unknown): CliError {
  return new CliError(code as 'E_BUG', context as ErrorContext<'E_BUG'>)
}

function words(context: unknown): readonly string[] {
  return Object.values((context ?? {}) as object)
    .flat()
    .map(String)
}

describe.each(rows)('$code', ({ code, exit, context, error }) => {
  test(`exits with ${exit}`, () => {
    expect(error.exit).toBe(exit)
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 130]).toContain(error.exit)
  })

  test('says what failed in one line of whole sentences', () => {
    expect(error.message).toMatch(/^([A-Z'0-9-]|taoctl|ws:).*[^.]\.$/)
    expect(error.message).not.toMatch(/undefined|null|NaN|\[object|function|\n|\t| {2}|\.\.|\$\{/)
  })

  test('says what to do, if it says anything, and ends it', () => {
    const { hint } = error
    if (hint === undefined) {
      expect(Object.hasOwn(errors[code], 'hint')).toBe(false)
      return
    }
    expect(hint).toMatch(/^([A-Z]|[a-z]+\/).*([.?]| with: taoctl [a-z0-9 -]+)$/)
    expect(hint).not.toMatch(/undefined|null|NaN|\[object|\n| {2}|\.\.|\$\{/)
  })

  test('keeps nothing of its context from the reader', () => {
    const told = `${error.message} ${error.hint ?? ''}`
    expect(words(context).filter(word => !told.includes(word))).toEqual([])
  })
})

test('codes are spelled alike and each has another first sentence', () => {
  expect(codes.filter(code => !/^E(_[A-Z]+)+$/.test(code))).toEqual([])
  expect(new Set(rows.map(({ error }) => error.message)).size).toBe(codes.length)
})

test.each([
  ['bugs', bugs, [1]],
  ['usage', usage, [2]],
  ['refused', refused, [3]],
  ['refused earlier', refusedEarlier, [3]],
  ['wallet', wallet, [4]],
  ['outcome', outcome, [5, 6, 7, 8, 9, 130]],
] as const)('errors of %s stand in the file of their exit code', (_, group, exits: readonly ExitCode[]) => {
  const strangers = Object.entries(group).filter(([, { exit }]) => !exits.includes(exit))
  expect(strangers.map(([code]) => code)).toEqual([])
})

test('no group of codes hides a code of another', () => {
  const grouped = [bugs, usage, refused, refusedEarlier, wallet, outcome].flatMap(group => Object.keys(group))
  expect(grouped.sort()).toEqual([...codes].sort())
})

test('every code is thrown somewhere, but for one that was published before', () => {
  const text = files
    .filter(path => path.endsWith('.ts') && !path.startsWith('src/errors/'))
    .map(path => readFileSync(join(root, path), 'utf8'))
    .join('')
  expect(codes.filter(code => !text.includes(`'${code}'`))).toEqual(['E_SPEC_UNKNOWN'])
})

describe('docs/errors.md', () => {
  const REPORT = 'It is a bug in taoctl: report it, with the stack on stderr.'
  const AS_TOLD = 'As the message says.'
  const ANEW = 'write it anew: npx vitest run --config test/vitest.config.ts test/errors -u'
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
  const named = (code: ErrorCode | WarningCode) => `<a id="${anchorOf(code)}"></a>\`${code}\``
  const errorRow = ({ code, exit, error }: (typeof rows)[number]) =>
    `| ${named(code)} | ${exit} | ${cell(error.message)} | ${cell(error.hint ?? (exit === 1 ? REPORT : AS_TOLD))} |`
  const warningRow = ([code, { about, remedy }]: [
    string,
    { readonly about: string; readonly remedy: string },
  ]) => `| ${named(code as WarningCode)} | ${about} | ${remedy} |`

  test('holds every code with its exit code, cause and remedy', async () => {
    const text = [
      '# Errors and warnings',
      '',
      'Made from the tables in `src/errors`; each message is shown with an example of what it may say.',
      '',
      '## Errors',
      '',
      'With `--json`, `code` stands in `error.code`, and `error.docs` names its row here, as `-v` does. [Exit codes](exit-codes.md)',
      'tell what was sent.',
      '',
      '| code | exit | what failed | what to do |',
      '|---|---|---|---|',
      ...rows.map(errorRow),
      '',
      '## Warnings',
      '',
      'They keep nothing from going on. With `--json` they stand in `warnings`.',
      '',
      '| code | about | what to do |',
      '|---|---|---|',
      ...Object.entries(warnings).map(warningRow),
      '',
    ].join('\n')
    await expect(text, ANEW).toMatchFileSnapshot('../../docs/errors.md')
  })

  test('no warning lacks a cause or a remedy', () => {
    for (const { about, remedy } of Object.values(warnings)) {
      expect([about, remedy]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)])
    }
  })
})

test('the other ways to say it are sentences too', () => {
  expect(new CliError('E_AMOUNT_CHOICE', { given: [] }).message).toBe('No amount was given.')
  const three = { given: ['--amount', '--keep', '--all'] }
  expect(new CliError('E_AMOUNT_CHOICE', three).message).toBe(
    '--amount, --keep and --all exclude each other.',
  )
  expect(new CliError('E_DISPATCH', { name: 'Balances.Frozen', docs: '' }).message).toBe(
    'The chain executed the transaction and refused it: Balances.Frozen.',
  )
})
