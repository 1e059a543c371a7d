import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from '../../src/config/duration.ts'
import { codeOf } from '../support/failure.ts'

test.each([
  ['1ms', 1],
  ['500ms', 500],
  ['90s', 90_000],
  ['5m', 300_000],
  ['1h', 3_600_000],
  ['24h', 86_400_000],
  ['1440m', 86_400_000],
])('%s', (text, milliseconds) => {
  expect(parseDuration(text, '--timeout')).toBe(milliseconds)
  expect(parseDuration(formatDuration(milliseconds), '--timeout')).toBe(milliseconds)
})

test.each([
  ...['', '5', 's', '0s', '0ms', '-1s', '+1s', '1.5s', '1e3s', '1 s', ' 1s', '1s ', '1S', '1d'],
  ...['05s', '１s', '1m30s', 'forever'],
])('%j is no duration', async text => {
  expect(await codeOf(() => parseDuration(text, '--timeout'))).toEqual(['E_DURATION', 2])
})

test.each(['25h', '1441m', '86401s', '99999999s', `${'9'.repeat(400)}s`])('%j is too long', text => {
  expect(() => parseDuration(text, '--timeout')).toThrow(/^--timeout: '.*' is longer than 24h\.$/)
})

test.each([
  [1, '1ms'],
  [1500, '1500ms'],
  [90_000, '90s'],
  [300_000, '5m'],
  [7_200_000, '2h'],
])('%i ms reads as %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text)
})
