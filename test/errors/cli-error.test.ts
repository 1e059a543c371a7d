import { describe, expect, test } from 'vitest'
import { CliError } from '../../src/errors/cli-error.ts'

const connect = { url: 'wss://example.org', problem: 'connection refused' }

describe('CliError', () => {
  test('is an Error with name, stack, code and context', () => {
    const error = new CliError('E_CONNECT', connect)
    expect(error).toBeInstanceOf(Error)
    expect(error).toBeInstanceOf(CliError)
    expect(error.name).toBe('CliError')
    expect(error.stack).toContain('cli-error.test.ts')
    expect(error.code).toBe('E_CONNECT')
    expect(error.context).toEqual(connect)
    expect(`${error}`).toMatchInlineSnapshot(
      `"CliError: Cannot reach wss://example.org: connection refused."`,
    )
  })

  test('a code without context needs none', () => {
    const error = new CliError('E_DECLINED')
    expect([error.context, error.exit, error.hint]).toEqual([undefined, 3, undefined])
    expect(new CliError('E_INTERRUPTED', undefined, { sent: 'no' }).exit).toBe(130)
  })

  test('keeps its cause', () => {
    const cause = new Error('ECONNREFUSED')
    expect(new CliError('E_CONNECT', connect, { cause }).cause).toBe(cause)
    expect(new CliError('E_CONNECT', connect).cause).toBe(undefined)
  })

  test('is narrows to one code and its context', () => {
    const error: CliError = new CliError('E_CONNECT', connect)
    expect(error.is('E_BUG')).toBe(false)
    if (!error.is('E_CONNECT')) throw new Error('it is E_CONNECT')
    expect(error.context.url).toBe(connect.url)
  })

  test('the hint of the table can be replaced', () => {
    expect(new CliError('E_CONNECT', connect).hint).toBe('Check the address and that the node is running.')
    expect(new CliError('E_CONNECT', connect, { hint: 'Start it.' }).hint).toBe('Start it.')
  })

  test('whether something was sent follows from the exit code', () => {
    const hash = '0xabc'
    expect(new CliError('E_BUG', { problem: 'x' }).sent).toBe('no')
    expect(new CliError('E_DECLINED').sent).toBe('no')
    expect(new CliError('E_CONNECT', connect).sent).toBe('no')
    expect(new CliError('E_INTERRUPTED').sent).toBe('no')
    expect(new CliError('E_DISPATCH', { name: 'X.Y', docs: '' }).sent).toBe('yes')
    expect(new CliError('E_PARTIAL', { problem: 'x' }).sent).toBe('yes')
    expect(new CliError('E_UNKNOWN_OUTCOME', { hash, reason: 'x' }).sent).toBe('unknown')
    expect(new CliError('E_EXPIRED', { hash, block: 1 }).sent).toBe('yes')
  })

  test('whether something was sent can be said', () => {
    expect(new CliError('E_BUG', { problem: 'x' }, { sent: 'unknown' }).sent).toBe('unknown')
    expect(new CliError('E_POOL_REFUSED', { reason: 'x.' }, { sent: 'yes' }).sent).toBe('yes')
  })

  test('details are kept as given', () => {
    const details = {
      retryable: true,
      journal: 'j1',
      chain: { pallet: 'SubtensorModule', name: 'AmountTooLow', docs: '' },
    }
    expect(new CliError('E_DISPATCH', { name: 'X.Y', docs: '' }, details).details).toEqual(details)
    expect(new CliError('E_DECLINED').details).toEqual({})
  })
})
