import { describe, expect, test } from 'vitest'
import { isCheckedSpec, requireCheckedSpec } from '../../src/trade/guards.ts'
import { codeOf } from '../support/failure.ts'

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
