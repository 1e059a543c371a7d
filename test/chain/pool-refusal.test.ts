import { describe, expect, test } from 'vitest'
import { poolRefusal } from '../../src/chain/outcome/pool-refusal.ts'
import { RpcError } from '../../src/chain/rpc/rpc.ts'
import { CliError } from '../../src/errors/cli-error.ts'

const HASH = `0x${'ab'.repeat(32)}`
const answered = (code: number, message = 'Invalid Transaction', data: unknown = '') => {
  const cause = new RpcError(code, message, data)
  return poolRefusal(HASH, new CliError('E_ENDPOINT', { problem: message }, { cause }))
}

describe('custom errors of the chain are told by name', () => {
  // Typed off from common/src/transaction_error.rs, not from the table under test.
  test.each([
    [0, 'ColdkeyInSwapSchedule'],
    [1, 'StakeAmountTooLow'],
    [2, 'BalanceTooLow'],
    [3, 'SubnetNotExists'],
    [4, 'HotkeyAccountDoesntExist'],
    [5, 'NotEnoughStakeToWithdraw'],
    [6, 'RateLimitExceeded'],
    [7, 'InsufficientLiquidity'],
    [8, 'SlippageTooHigh'],
    [9, 'TransferDisallowed'],
    [10, 'HotKeyNotRegisteredInNetwork'],
    [21, 'ColdkeySwapDisputed'],
    [22, 'InvalidRealAccount'],
    [23, 'FailedShieldedTxParsing'],
    [255, 'BadRequest'],
  ])('%i is %s', (code, name) => {
    const error = answered(1010, 'Invalid Transaction', `Custom error: ${code}`)
    expect([error.code, error.exit, error.sent]).toEqual(['E_POOL_REFUSED', 3, 'yes'])
    expect(error.message).toContain(`${name}: `)
  })

  test('one nobody knows keeps its number', () => {
    expect(answered(1010, 'Invalid Transaction', 'Custom error: 199').message).toContain('Custom error: 199')
  })
})

test.each([
  [1010, 'Invalid Transaction', 'Transaction is outdated', 'nonce was used'],
  [1010, 'Invalid Transaction', 'Inability to pay some fees (e.g. account balance too low)', 'cannot pay'],
  [1010, 'Invalid Transaction', 'Transaction has a bad signature', 'signature'],
  [1014, 'Priority is too low: (1 vs 1)', 'The transaction has too low priority', 'same nonce is waiting'],
  [1016, 'Immediately Dropped', "The transaction couldn't enter the pool", 'Immediately Dropped'],
  [1002, 'Verification Error', 'RuntimeApi("Execution failed")', 'Verification Error'],
  [-32601, 'Method not found', undefined, 'Method not found'],
])('%i %s: %s', (code, message, data, says) => {
  const error = answered(code, message, data)
  expect(error.code).toBe('E_POOL_REFUSED')
  expect(error.message).toContain(says)
})

test.each([
  'Transaction has a bad signature',
  'Transaction has an ancient birth block',
])('%s is what bytes get whose era is over, and tells of no other chain', data => {
  const { message } = answered(1010, 'Invalid Transaction', data)
  expect(message).toContain('its era is over')
  expect(message).not.toMatch(/another chain|runtime/)
})

test('only what passes by itself may be tried again', () => {
  const retryable = [1010, 1014, 1016, 1002].filter(code => answered(code).details.retryable === true)
  expect(retryable).toEqual([1014, 1016])
})

describe('says nothing about the bytes, so the outcome is not known', () => {
  test.each([
    [1012, 'Transaction is temporarily banned'],
    [1013, 'Transaction Already Imported'],
    [-32603, 'Internal error'],
    [-32000, 'Server error'],
    [-32008, 'Response is too big'],
    [0, 'whatever'],
    [429, 'Too many requests'],
  ])('an answer of %i %s', (code, message) => {
    const error = answered(code, message)
    expect([error.code, error.exit, error.sent]).toEqual(['E_UNKNOWN_OUTCOME', 8, 'unknown'])
    expect(error.message).toContain(HASH)
    expect(error.message).toContain(message)
  })

  test.each([
    [
      'a connection that ended',
      new CliError('E_CONNECT', { url: 'ws://x', problem: 'connection reset' }),
      'reset',
    ],
    ['a deadline', new CliError('E_TIMEOUT', { what: 'x', after: '1s' }), '1s'],
    ['an answer without its form', new CliError('E_ENDPOINT', { problem: 'garbage' }), 'garbage'],
    ['a bug', new TypeError('oops'), 'oops'],
    ['something thrown', 5, 'the connection failed'],
  ])('%s', (_, thrown, says) => {
    const error = poolRefusal(HASH, thrown)
    expect([error.code, error.context]).toEqual([
      'E_UNKNOWN_OUTCOME',
      { hash: HASH, reason: expect.stringContaining(says) },
    ])
    expect(error.message).not.toContain('..')
  })
})

test('what a node says without an end is cut off, in a message as in the journal', () => {
  for (const code of [1010, 1014, -32603]) {
    expect(answered(code, 'Invalid Transaction', 'x'.repeat(1_000_000)).message.length).toBeLessThan(2_000)
  }
})
