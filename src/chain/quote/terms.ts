import { raoOf } from '../../balance/wire.ts'
import { MIN_STAKE } from '../../pool/transition.ts'
import { factOf, facts } from '../metadata/facts.ts'
import type { Reader } from '../reader.ts'
import type { RawTerms } from './raw-trade.ts'
import type { QuoteContext } from './types.ts'

/** Least stake. Runtimes that do not publish it have the one that became the constant. Unit: rao. */
export function minimumStake({ runtime }: Pick<Reader, 'runtime'>): bigint {
  return (runtime.constant('SubtensorModule', 'InitialMinStake') as bigint | undefined) ?? MIN_STAKE
}

/** Least transfer: the least stake, where the runtime has no other. Unit: rao. */
export function minimumTransfer({ runtime }: Pick<Reader, 'runtime'>): bigint {
  return factOf(facts.minimumTransfer, runtime) ?? minimumStake({ runtime })
}

/** What the runtime's rules say of amounts. */
export function termsOf(reader: Reader, { least }: QuoteContext): RawTerms {
  const minimum = minimumStake(reader)
  return {
    deposit: reader.constant('Balances', 'ExistentialDeposit') as bigint,
    minimum,
    least: least === undefined ? minimum : raoOf(least),
  }
}
