import { describe, expect, test } from 'vitest'
import { findNetwork } from '../../src/chain/network.ts'
import { isCheckedSpec, requireCheckedSpec, requireProtection } from '../../src/trade/guards.ts'
import { codeOf } from '../support/failure.ts'

describe('an unprotected trade', () => {
  const local = findNetwork('local')
  const remote = findNetwork('wss://example.org')
  test.each([
    ['a development chain on this machine', { network: local, isDevelopment: true }, true],
    ['a development chain elsewhere', { network: remote, isDevelopment: true }, false],
    ['another chain on this machine', { network: local, isDevelopment: false }, false],
    ['finney', { network: findNetwork('finney'), isDevelopment: false }, false],
  ])('on %s', async (_, chain, harmless) => {
    if (harmless) requireProtection(chain, false)
    else expect(await codeOf(() => requireProtection(chain, false))).toEqual(['E_UNPROTECTED', 3])
    requireProtection(chain, true)
  })
})

describe('a spec version', () => {
  test.each([
    [364, false],
    [365, true],
    [425, true],
    [426, false],
  ])('%i: checked %s', (spec, checked) => {
    expect(isCheckedSpec(spec)).toBe(checked)
  })

  test('that is not checked needs a person, or its own number', async () => {
    expect(await codeOf(() => requireCheckedSpec(426, undefined, false))).toEqual(['E_SPEC_UNKNOWN', 3])
    expect(await codeOf(() => requireCheckedSpec(426, 427, false))).toEqual(['E_SPEC_UNKNOWN', 3])
    requireCheckedSpec(426, 426, false)
    requireCheckedSpec(426, undefined, true)
    requireCheckedSpec(425, undefined, false)
  })
})
