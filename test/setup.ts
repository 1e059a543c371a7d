import { expect } from 'vitest'
import { amountTesters } from '../devnet/testing/matchers.ts'

expect.addEqualityTesters([...amountTesters])
