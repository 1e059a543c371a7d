import { expect } from 'vitest'
import { type AnyBalance, Balance } from '../src/balance/balance.ts'

// Amounts keep their number in a private field, which deep equality cannot see: compare what they serialise to.
expect.addEqualityTesters([
  (a: unknown, b: unknown) => {
    const [left, right] = [a instanceof Balance, b instanceof Balance]
    if (!left && !right) return undefined
    if (left !== right) return false
    return JSON.stringify(a as AnyBalance) === JSON.stringify(b as AnyBalance)
  },
])
