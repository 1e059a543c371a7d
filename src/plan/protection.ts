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

/** What was agreed to at an earlier block. */
export interface Promised<B extends Unit, Q extends Unit, R extends Unit> {
  readonly minReceived: Balance<R>
  readonly limitPrice: LimitPrice<B, Q>
}

/**
 * Turns a protection into the least that is received and the limit that guards it. What was agreed to before stays:
 * the least as it was shown, and a limit no looser than the one that was shown.
 * @throws E_MIN_ABOVE_QUOTE, E_LIMIT_INEXPRESSIBLE, E_LIMIT_CROSSED; E_QUOTE_WORSE where what was agreed to cannot be
 * kept
 */
export function protect<B extends Unit, Q extends Unit, R extends Unit>(
  protection: Protection<B, Q, R>,
  quoted: Balance<R>,
  limits: TradeLimits<B, Q, R>,
  agreed?: Promised<B, Q, R>,
): Protected<B, Q, R> {
  if (agreed && protection.kind !== 'none') return keep(agreed, protection, quoted, limits)
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

/**
 * The stricter of the limit that was shown and the one that guards the same least now. A limit of the user's own is
 * taken as it is where it still guarantees that much.
 */
function keep<B extends Unit, Q extends Unit, R extends Unit>(
  { minReceived, limitPrice: shown }: Promised<B, Q, R>,
  { kind }: Protection<B, Q, R>,
  quoted: Balance<R>,
  limits: TradeLimits<B, Q, R>,
): Protected<B, Q, R> {
  if (compare(quoted, minReceived) < 0) {
    if (kind === 'minimum') throw aboveQuote(minReceived, quoted)
    throw worse(minReceived, formatNamed(quoted))
  }
  const limitPrice = kind === 'limit' && stillGuards() ? shown : stricter()
  if (limitPrice && limits.letsThrough(limitPrice)) return { minReceived, limitPrice }
  throw worse(minReceived, `${formatNamed(quoted)}, which no limit guards well enough and lets through`)

  function stillGuards(): boolean {
    const least = limits.guaranteed(shown)
    return typeof least !== 'string' && compare(least, minReceived) >= 0
  }

  function stricter(): LimitPrice<B, Q> | undefined {
    const found = limits.guard(minReceived)
    return found.kind === 'limit' ? limits.stricter(shown, found.price) : undefined
  }
}

const worse = <R extends Unit>(minReceived: Balance<R>, now: string) =>
  new CliError('E_QUOTE_WORSE', { shown: `at least ${formatNamed(minReceived)}`, now }, { retryable: true })

const aboveQuote = <R extends Unit>(minimum: Balance<R>, quoted: Balance<R>) =>
  new CliError('E_MIN_ABOVE_QUOTE', { minimum: formatNamed(minimum), quoted: formatNamed(quoted) })

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
  if (compare(minimum, quoted) > 0) throw aboveQuote(minimum, quoted)
  const found = limits.guard(minimum)
  if (found.kind === 'limit') return { minReceived: minimum, limitPrice: found.price }
  const { nearest } = found
  throw new CliError('E_LIMIT_INEXPRESSIBLE', {
    minimum: formatNamed(minimum),
    nearest: nearest && formatNamed(nearest),
    tolerance: nearest && toleranceFor(quoted, nearest),
  })
}
