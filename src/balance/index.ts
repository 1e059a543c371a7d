export {
  add,
  compare,
  inUnit,
  isZero,
  narrow,
  subtract,
  sum,
  widen,
  withKnownUnit,
  zero,
} from './arithmetic.ts'
export { type Balance, type BalanceJson, isAmount, type SomeBalance } from './balance.ts'
export { format, formatNamed } from './format.ts'
export { readBalance } from './json.ts'
export { type LimitPrice, parseLimitPrice } from './limit-price.ts'
export { parseAlpha, parseTao } from './parse.ts'
export { Percent, percentOf } from './percent.ts'
export { compose, convert, invert, type Price, rootPrice, shortfallPercent } from './price.ts'
export { inProportion } from './proportion.ts'
export type { Rounding } from './rounding.ts'
export { Tolerance, toleranceFor } from './tolerance.ts'
export {
  type Alpha,
  alphaOf,
  type Netuid,
  netuid,
  netuidFrom,
  parseNetuid,
  type SomeAlpha,
  type SubnetKey,
  sameUnit,
  someAlpha,
  type Tao,
  tao,
  type Unit,
  unitName,
} from './unit.ts'
