import {
  format,
  inUnit,
  isAmount,
  netuidFrom,
  Percent,
  parseAlpha,
  parseTao,
  type SomeBalance,
  sameUnit,
  unitName,
  withKnownUnit,
} from '../../src/balance/index.ts'
import { isWithin } from './within.ts'

/** What a matcher of vitest or jest answers. */
export interface Matched {
  readonly pass: boolean
  readonly message: () => string
}

/** The matchers as `expect(...)` has them, to be declared to vitest or jest (docs/ci.md). */
export interface AmountMatchers<R = unknown> {
  /** The same number in the same unit. */
  toEqualAmount(expected: SomeBalance): R
  /** The same unit, and not further off than so much of it ('0.001') or such a share of what is expected ('0.1%'). */
  toBeAmountNear(expected: SomeBalance, tolerance: string): R
}

/** For `expect.extend(amountMatchers)` in vitest or jest. */
export const amountMatchers = {
  toEqualAmount: (received: unknown, expected: SomeBalance): Matched =>
    matched(received, expected, 'to equal', equalAmounts(received, expected)),

  toBeAmountNear: (received: unknown, expected: SomeBalance, tolerance: string): Matched =>
    matched(received, expected, `to be within ${tolerance} of`, isNear(received, expected, tolerance)),
}

/**
 * For `expect.addEqualityTesters(amountTesters)`. An amount keeps its number in a private field, which `toEqual` cannot
 * see: without this it finds any two amounts of one unit equal.
 */
export const amountTesters = [
  (a: unknown, b: unknown): boolean | undefined =>
    isAmount(a) || isAmount(b) ? equalAmounts(a, b) : undefined,
]

function equalAmounts(a: unknown, b: unknown): boolean {
  return isAmount(a) && isAmount(b) && JSON.stringify(a) === JSON.stringify(b)
}

function isNear(received: unknown, expected: SomeBalance, tolerance: string): boolean {
  const { unit } = expected
  const allowed = tolerance.endsWith('%')
    ? Percent.parse(tolerance)
    : unit.kind === 'tao'
      ? parseTao(tolerance)
      : parseAlpha(tolerance, netuidFrom(unit.netuid, 'expected'))
  if (!isAmount(received) || !sameUnit(received.unit, unit)) return false
  return withKnownUnit(expected, known => {
    const most = allowed instanceof Percent ? allowed : inUnit(allowed, known.unit)
    return isWithin(inUnit(received, known.unit), known, most)
  })
}

function matched(received: unknown, expected: SomeBalance, words: string, pass: boolean): Matched {
  const not = pass ? ' not' : ''
  return { pass, message: () => `expected ${shown(received)}${not} ${words} ${shown(expected)}` }
}

const shown = (value: unknown) =>
  isAmount(value) ? `${format(value)} ${unitName(value.unit)}` : `a ${typeof value} that is no amount`
