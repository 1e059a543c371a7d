import {
  type Balance,
  compare,
  formatNamed,
  type LimitPrice,
  type Tolerance,
  toleranceFor,
  type Unit,
} from '../balance/index.ts'
import type { TradeLimits } from '../chain/limit.ts'
import { CliError } from '../errors/cli-error.ts'

/** How a trade is protected against prices that move before it runs. `B` to `Q` is the limit, `R` what is received. */
export type Protection<B extends Unit, Q extends Unit, R extends Unit> =
  | { readonly kind: 'tolerance'; readonly tolerance: Tolerance }
  | { readonly kind: 'minimum'; readonly amount: Balance<R> }
  | { readonly kind: 'limit'; readonly price: LimitPrice<B, Q> }
  | { readonly kind: 'none' }

/** What a protected trade promises and the chain is told. */
export interface Protected<B extends Unit, Q extends Unit, R extends Unit> {
  /** Null where any price is taken, or the limit is the user's own and the pools' curves are not known. */
  readonly minReceived: Balance<R> | null
  readonly limitPrice: LimitPrice<B, Q> | null
}

/**
 * Turns a protection into the least that is received and the limit that guards it.
 * @throws E_MIN_ABOVE_QUOTE, E_LIMIT_INEXPRESSIBLE, E_LIMIT_CROSSED
 */
export function protect<B extends Unit, Q extends Unit, R extends Unit>(
  protection: Protection<B, Q, R>,
  quoted: Balance<R>,
  limits: TradeLimits<B, Q, R>,
): Protected<B, Q, R> {
  switch (protection.kind) {
    case 'none':
      return { minReceived: null, limitPrice: null }
    case 'limit':
      return { minReceived: guaranteedBy(protection.price, limits), limitPrice: protection.price }
    case 'tolerance':
      return guarded(protection.tolerance.leastOf(quoted), quoted, limits)
    case 'minimum':
      return guarded(protection.amount, quoted, limits)
  }
}

function guaranteedBy<B extends Unit, Q extends Unit, R extends Unit>(
  limit: LimitPrice<B, Q>,
  limits: TradeLimits<B, Q, R>,
): Balance<R> | null {
  const least = limits.guaranteed(limit)
  if (least === 'crossed') throw new CliError('E_LIMIT_CROSSED', { limit: limit.toText() })
  return least === 'unknown' ? null : least
}

function guarded<B extends Unit, Q extends Unit, R extends Unit>(
  minimum: Balance<R>,
  quoted: Balance<R>,
  limits: TradeLimits<B, Q, R>,
): Protected<B, Q, R> {
  if (compare(minimum, quoted) > 0) {
    throw new CliError('E_MIN_ABOVE_QUOTE', { minimum: formatNamed(minimum), quoted: formatNamed(quoted) })
  }
  const found = limits.guard(minimum)
  if (found.kind === 'limit') return { minReceived: minimum, limitPrice: found.price }
  const { nearest } = found
  throw new CliError('E_LIMIT_INEXPRESSIBLE', {
    minimum: formatNamed(minimum),
    nearest: nearest && formatNamed(nearest),
    tolerance: nearest && toleranceFor(quoted, nearest),
  })
}
