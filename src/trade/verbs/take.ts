import { type Alpha, type Balance, compare, narrow, Percent, subtract } from '../../balance/index.ts'
import type { Asked } from '../../chain/extrinsic/calls.ts'
import { factOf, facts } from '../../chain/metadata/facts.ts'
import type { Wanted } from '../../plan/amount.ts'
import type { PlanDesk } from '../verb.ts'

type Amount = Balance<Alpha<'origin'>>

/** What a trade takes of a position. */
interface Take {
  /** As quoted. */
  readonly amount: Amount
  /** As the call asks for it. */
  readonly asked: Asked<'origin'>
  readonly whole: boolean
}

/** How much more the sale for the fee may take than it was quoted, before all of the position would be too much. */
const MARGIN = Percent.parse('5%')

/**
 * What a call asks for. How much all there is will be is not known where a fee is sold of it before the call runs: if
 * more than there is would be refused, the call asks for everything, or, where it does not know that, for a little less.
 */
export function takeOf(
  { runtime, feeFirst }: Pick<PlanDesk, 'runtime' | 'feeFirst'>,
  call: string,
  { kind }: Wanted<Alpha<'origin'>>,
  amount: Amount,
): Take {
  const whole = kind === 'all'
  if (!whole || !feeFirst || factOf(facts.excess, runtime) === 'capped')
    return { amount, asked: amount, whole }
  if (factOf(facts.everything, runtime).includes(call)) return { amount, asked: 'everything', whole }
  const margin = MARGIN.of(narrow(feeFirst, amount.unit.netuid), 'up')
  const less = compare(margin, amount) < 0 ? subtract(amount, margin) : amount
  return { amount: less, asked: less, whole: false }
}
