import { expect } from 'vitest'
import { amountTesters } from '../src/lib/matchers.ts'

expect.addEqualityTesters([...amountTesters])
