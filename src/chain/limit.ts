import {
  type Alpha,
  type AnyBalance,
  alphaOf,
  type Balance,
  type LimitPrice,
  type Netuid,
  type SubnetKey,
  type Tao,
  tao,
  type Unit,
} from '../balance/index.ts'
import { balanceFromRao, limitFromWire, raoOf, scaledOf } from '../balance/wire.ts'
import type { LimitedTrade } from '../pool/limited.ts'
import { guaranteedUnder, letsThrough, solveLimit } from '../pool/solve.ts'
import type { Market } from '../pool/types.ts'
import { ROOT } from './quote/raw-trade.ts'

/** A limit that guards a minimum; or none does, and `nearest` is the largest minimum that one can guard. */
export type LimitFound<B extends Unit, Q extends Unit, R extends Unit> =
  | { readonly kind: 'limit'; readonly price: LimitPrice<B, Q> }
  | { readonly kind: 'inexpressible'; readonly nearest: Balance<R> | undefined }

/** The limits of one trade, in the state its pools are in at its turn. `R` is what is received. */
export interface TradeLimits<B extends Unit, Q extends Unit, R extends Unit> {
  /** The loosest limit that guards a minimum, see `solveLimit`. */
  guard(minimum: Balance<R>): LimitFound<B, Q, R>
  /** The least that a limit guarantees; 'unknown' where the pools' curves are, 'crossed' where it refuses the trade. */
  guaranteed(limit: LimitPrice<B, Q>): Balance<R> | 'unknown' | 'crossed'
  /** Whether the trade goes through under a limit as the pools are: in full, or with `allowPartial` at all. */
  letsThrough(limit: LimitPrice<B, Q>): boolean
  /** The one of two limits that the chain holds a trade to more: the lower of purchases with TAO, else the higher. */
  stricter(a: LimitPrice<B, Q>, b: LimitPrice<B, Q>): LimitPrice<B, Q>
}

/** What all limited trades can say. */
export interface LimitOptions {
  /** What does not fit the limit stays where it was, and a minimum is a rate for what does. */
  readonly allowPartial?: boolean
  /** TAO that stays free to keep the account alive, as the quote says. */
  readonly heldBack?: Balance<Tao>
}

export type Markets = ReadonlyMap<number, Market>

/** Limits of a purchase of alpha. Markets as `ChainView.markets` reads them. */
export function addLimits<D extends SubnetKey>(
  markets: Markets,
  trade: { readonly destination: Netuid<D>; readonly amount: Balance<Tao> } & LimitOptions,
): TradeLimits<Alpha<D>, Tao, Alpha<D>> {
  const destination = marketAt(markets, trade.destination)
  const alpha = alphaOf(trade.destination)
  const limited = destination && { path: 'add' as const, destination, ...terms(trade) }
  return limitsOf({ limited, base: alpha, quote: tao, received: alpha, lowerIsStricter: true })
}

/** Limits of a sale of alpha for TAO. */
export function removeLimits<O extends SubnetKey>(
  markets: Markets,
  trade: { readonly origin: Netuid<O>; readonly amount: Balance<Alpha<NoInfer<O>>> } & LimitOptions,
): TradeLimits<Alpha<O>, Tao, Tao> {
  const origin = marketAt(markets, trade.origin)
  const limited = origin && { path: 'remove' as const, origin, ...terms(trade) }
  return limitsOf({ limited, base: alphaOf(trade.origin), quote: tao, received: tao })
}

/** Limits of a move across subnets. */
export function swapLimits<O extends SubnetKey, D extends SubnetKey>(
  markets: Markets,
  trade: {
    readonly origin: Netuid<O>
    readonly destination: Netuid<D>
    readonly amount: Balance<Alpha<NoInfer<O>>>
  } & LimitOptions,
): TradeLimits<Alpha<O>, Alpha<D>, Alpha<D>> {
  const [origin, destination] = [marketAt(markets, trade.origin), marketAt(markets, trade.destination)]
  const limited =
    origin && destination ? { path: 'swap' as const, origin, destination, ...terms(trade) } : undefined
  const [base, quote] = [alphaOf(trade.origin), alphaOf(trade.destination)]
  return limitsOf({ limited, base, quote, received: quote })
}

const marketAt = (markets: Markets, netuid: number): Market | undefined =>
  netuid === ROOT ? 'root' : markets.get(netuid)

function terms({ amount, allowPartial = false, heldBack }: LimitOptions & { readonly amount: AnyBalance }) {
  return { amount: raoOf(amount), allowPartial, heldBack: heldBack ? raoOf(heldBack) : 0n }
}

function limitsOf<B extends Unit, Q extends Unit, R extends Unit>({
  limited,
  base,
  quote,
  received,
  lowerIsStricter = false,
}: {
  readonly limited: LimitedTrade | undefined
  readonly base: B
  readonly quote: Q
  readonly received: R
  readonly lowerIsStricter?: boolean
}): TradeLimits<B, Q, R> {
  return {
    guard(minimum) {
      if (!limited) return { kind: 'inexpressible', nearest: undefined }
      const found = solveLimit(limited, raoOf(minimum))
      if (found.kind === 'limit') {
        return { kind: 'limit', price: limitFromWire(found.limitRao, base, quote) }
      }
      const { nearest } = found
      return {
        kind: 'inexpressible',
        nearest: nearest === null ? undefined : balanceFromRao(nearest, received),
      }
    },
    guaranteed(limit) {
      if (!limited) return 'unknown'
      const least = guaranteedUnder(limited, scaledOf(limit))
      return least === undefined ? 'crossed' : balanceFromRao(least, received)
    },
    letsThrough: limit => limited !== undefined && letsThrough(limited, scaledOf(limit)),
    stricter: (a, b) => (scaledOf(a) < scaledOf(b) === lowerIsStricter ? a : b),
  }
}
