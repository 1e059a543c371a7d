import {
  add,
  type Balance,
  compare,
  format,
  formatNamed,
  type LimitPrice,
  Percent,
  subtract,
  type Tolerance,
  toleranceFor,
  type Unit,
} from '../balance/index.ts'
import type { Belief, TradeLimits } from '../chain/quote/limit.ts'
import { CliError } from '../errors/cli-error.ts'

/** How a trade is protected against prices that move before it runs. `B` to `Q` is the limit, `R` what is received. */
export type Protection<B extends Unit, Q extends Unit, R extends Unit> =
  | { readonly kind: 'tolerance'; readonly tolerance: Tolerance }
  | { readonly kind: 'minimum'; readonly amount: Balance<R> }
  /** The worst price, with the fee inside: a minimum as a ratio. */
  | { readonly kind: 'limit'; readonly price: LimitPrice<B, Q> }
  | { readonly kind: 'none' }

/** What a protected trade promises and the chain is told; all null where any price is taken. */
export interface Protected<B extends Unit, Q extends Unit, R extends Unit> {
  readonly minReceived: Balance<R> | null
  readonly limitPrice: LimitPrice<B, Q> | null
  /** What the limit was solved with. */
  readonly belief: Belief | null
}

/** What was agreed to at an earlier block. */
export interface Promised<B extends Unit, Q extends Unit, R extends Unit> {
  readonly minReceived: Balance<R>
  readonly limitPrice: LimitPrice<B, Q>
  readonly belief: Belief
}

/** One trade to be protected. */
export interface Exposed<B extends Unit, Q extends Unit, R extends Unit> {
  readonly protection: Protection<B, Q, R>
  readonly quoted: Balance<R>
  readonly limits: TradeLimits<B, Q, R>
  /** Whether what the endpoint tells of pools may be believed for a floor that was typed. */
  readonly isTrusted: boolean
  readonly agreed?: Promised<B, Q, R> | undefined
}

/**
 * Turns a protection into the least that is received and the limit that guards it. What was agreed to before stays:
 * the least as it was shown, and a limit no looser than the one that was shown.
 *
 * The limit holds whatever the endpoint says of the pools, wherever that leaves at least half of what may be lost for
 * the trades of others. Where it leaves less, a tolerance is guarded in the pools as they are told, and so is a typed
 * floor if the endpoint is trusted; one that is not trusted is guarded by what lets the trade through now, or refused.
 * @throws E_MIN_ABOVE_QUOTE, E_LIMIT_INEXPRESSIBLE, E_LIMIT_CROSSED; E_QUOTE_WORSE where what was agreed to cannot be
 * kept
 */
export function protect<B extends Unit, Q extends Unit, R extends Unit>(
  trade: Exposed<B, Q, R>,
): Protected<B, Q, R> {
  const { protection, agreed, quoted, limits } = trade
  if (protection.kind === 'none') return { minReceived: null, limitPrice: null, belief: null }
  if (agreed) return keep(agreed, trade)
  const minimum = minimumOf(protection, quoted, limits)
  if (compare(minimum, quoted) > 0 && !limits.allowsPart) throw aboveQuote(trade, minimum)
  return guarded(minimum, trade)
}

function minimumOf<B extends Unit, Q extends Unit, R extends Unit>(
  protection: Exclude<Protection<B, Q, R>, { kind: 'none' }>,
  quoted: Balance<R>,
  limits: TradeLimits<B, Q, R>,
): Balance<R> {
  switch (protection.kind) {
    case 'tolerance':
      return protection.tolerance.leastOf(quoted)
    case 'minimum':
      return protection.amount
    case 'limit':
      return limits.leastAt(protection.price)
  }
}

function guarded<B extends Unit, Q extends Unit, R extends Unit>(
  minimum: Balance<R>,
  trade: Exposed<B, Q, R>,
): Protected<B, Q, R> {
  const { limits, quoted, protection, isTrusted } = trade
  const blind = limits.guard(minimum, 'nothing')
  const found = (price: LimitPrice<B, Q>, belief: Belief) => ({
    minReceived: minimum,
    limitPrice: price,
    belief,
  })
  const mayBelieve = !limits.allowsPart && (isTrusted || protection.kind === 'tolerance')
  if (blind.kind === 'limit' && (!mayBelieve || leavesHalf(minimum, quoted, limits))) {
    return found(blind.price, 'nothing')
  }
  const solved = limits.guard(minimum, 'pools')
  if (solved.kind === 'limit' && mayBelieve) return found(solved.price, 'pools')
  if (blind.kind === 'limit') return found(blind.price, 'nothing')
  if (limits.allowsPart && compare(minimum, quoted) > 0) throw aboveQuote(trade, minimum)
  const { nearest } = mayBelieve && solved.kind === 'inexpressible' ? solved : blind
  throw inexpressible(trade, minimum, nearest, !mayBelieve && solved.kind === 'limit')
}

/** Whether the limit that believes nothing leaves half of what may be lost for the trades of others. */
function leavesHalf<B extends Unit, Q extends Unit, R extends Unit>(
  minimum: Balance<R>,
  quoted: Balance<R>,
  limits: TradeLimits<B, Q, R>,
): boolean {
  const halfWay = add(minimum, HALF.of(subtract(quoted, minimum), 'down'))
  return limits.guard(halfWay, 'nothing').kind === 'limit'
}

const HALF = Percent.parse('50%')

/**
 * The stricter of the limit that was shown and the one that guards the same least now, with no more believed than what
 * was shown stood on.
 */
function keep<B extends Unit, Q extends Unit, R extends Unit>(
  { minReceived, limitPrice: shown, belief }: Promised<B, Q, R>,
  trade: Exposed<B, Q, R>,
): Protected<B, Q, R> {
  const { quoted, limits, protection, isTrusted } = trade
  if (compare(quoted, minReceived) < 0 && !limits.allowsPart) {
    if (protection.kind === 'minimum') throw aboveQuote(trade, minReceived)
    throw worse(minReceived, formatNamed(quoted))
  }
  const mayBelieve = belief === 'nothing' || protection.kind === 'tolerance' || isTrusted
  const found = limits.guard(minReceived, belief)
  if (mayBelieve && found.kind === 'limit') {
    const limitPrice = limits.stricter(shown, found.price)
    if (limits.letsThrough(limitPrice)) return { minReceived, limitPrice, belief }
  }
  throw worse(minReceived, `${formatNamed(quoted)}, which no limit guards well enough and lets through`)
}

const worse = <R extends Unit>(minReceived: Balance<R>, now: string) =>
  new CliError('E_QUOTE_WORSE', { shown: `at least ${formatNamed(minReceived)}`, now }, { retryable: true })

/** The floor is above what the trade brings now. */
function aboveQuote<B extends Unit, Q extends Unit, R extends Unit>(
  { protection, quoted, limits }: Exposed<B, Q, R>,
  minimum: Balance<R>,
): CliError {
  if (protection.kind === 'limit') {
    return new CliError('E_LIMIT_CROSSED', {
      limit: protection.price.toText(),
      now: limits.priceAt(quoted).toText(),
    })
  }
  return new CliError('E_MIN_ABOVE_QUOTE', { minimum: formatNamed(minimum), quoted: formatNamed(quoted) })
}

function inexpressible<B extends Unit, Q extends Unit, R extends Unit>(
  { protection, quoted, limits }: Exposed<B, Q, R>,
  minimum: Balance<R>,
  nearest: Balance<R> | undefined,
  needsTrust: boolean,
): CliError {
  return new CliError('E_LIMIT_INEXPRESSIBLE', {
    minimum: formatNamed(minimum),
    nearest: nearest && formatNamed(nearest),
    floor: nearest && floorOption(),
    trusting: needsTrust ? '--trust-endpoint' : undefined,
  })

  /** The option that asks for the nearest floor. */
  function floorOption(): string | undefined {
    if (!nearest) return undefined
    if (protection.kind === 'minimum') return `--min-received ${format(nearest)}`
    if (protection.kind === 'limit') return `--limit-price ${limits.priceAt(nearest).toText()}`
    const tolerance = toleranceFor(quoted, nearest)
    return tolerance && `--tolerance ${tolerance}`
  }
}
