import {
  type Alpha,
  type AnyBalance,
  alphaOf,
  type Balance,
  type LimitPrice,
  type Netuid,
  type SomeAlpha,
  type SubnetKey,
  someAlpha,
  type Tao,
  tao,
  type Unit,
} from '../balance/index.ts'
import { balanceFromRao, limitFromWire, raoOf, scaledOf } from '../balance/wire.ts'
import type { LimitedTrade } from '../pool/limited.ts'
import {
  type Breach,
  costOfBreaking,
  GUARD_FACTOR,
  guaranteedUnder,
  letsThrough,
  type SolveOptions,
  solveLimit,
} from '../pool/solve.ts'
import type { Market } from '../pool/types.ts'
import { ROOT } from './quote/raw-trade.ts'

export { GUARD_FACTOR } from '../pool/solve.ts'

/** A limit that guards a minimum; or none does, and `nearest` is the largest minimum that one can guard. */
export type LimitFound<B extends Unit, Q extends Unit, R extends Unit> =
  | { readonly kind: 'limit'; readonly price: LimitPrice<B, Q> }
  | { readonly kind: 'inexpressible'; readonly nearest: Balance<R> | undefined }

/** The limits of one trade, in the state its pools are in at its turn. `R` is what is received. */
export interface TradeLimits<B extends Unit, Q extends Unit, R extends Unit> {
  /** The loosest limit that guards a minimum, see `solveLimit`. */
  guard(minimum: Balance<R>): LimitFound<B, Q, R>
  /** What it costs others to break what a limit guards, pool by pool; empty where it holds whatever they do. */
  readonly floorCosts: readonly FloorCost[]
  /** The least that a limit guarantees; 'unknown' where the pools' curves are, 'crossed' where it refuses the trade. */
  guaranteed(limit: LimitPrice<B, Q>): Balance<R> | 'unknown' | 'crossed'
  /** Whether the trade goes through under a limit as the pools are: in full, or with `allowPartial` at all. */
  letsThrough(limit: LimitPrice<B, Q>): boolean
  /** The one of two limits that the chain holds a trade to more: the lower of purchases with TAO, else the higher. */
  stricter(a: LimitPrice<B, Q>, b: LimitPrice<B, Q>): LimitPrice<B, Q>
}

/** What somebody must trade to bring a pool to where a floor is no longer sure, and the fees of going there and back. */
export interface FloorCost {
  readonly netuid: number
  /** How many times its present price that is, or which part of it. */
  readonly factor: number
  readonly tao: Balance<Tao>
  readonly taoFee: Balance<Tao>
  /** The same by selling; null where there is not so much alpha. */
  readonly alpha: { readonly amount: Balance<SomeAlpha>; readonly fee: Balance<SomeAlpha> } | null
}

/** What all limited trades can say. */
export interface LimitOptions {
  /** What does not fit the limit stays where it was, and a minimum is a rate for what does. */
  readonly allowPartial?: boolean
  /** TAO that stays free to keep the account alive, as the quote says. */
  readonly heldBack?: Balance<Tao>
  /** How far others are taken to move a pool, see `solveLimit`. Range: 100 and above. Default: 100. */
  readonly guardFactor?: number | undefined
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
  return limitsOf({
    limited,
    base: alpha,
    quote: tao,
    received: alpha,
    options: {},
    floorCosts: [],
    lowerIsStricter: true,
  })
}

/** Limits of a sale of alpha for TAO. */
export function removeLimits<O extends SubnetKey>(
  markets: Markets,
  trade: { readonly origin: Netuid<O>; readonly amount: Balance<Alpha<NoInfer<O>>> } & LimitOptions,
): TradeLimits<Alpha<O>, Tao, Tao> {
  const origin = marketAt(markets, trade.origin)
  const limited = origin && { path: 'remove' as const, origin, ...terms(trade) }
  return limitsOf({
    ...{ limited, base: alphaOf(trade.origin), quote: tao, received: tao },
    options: {},
    floorCosts: [],
  })
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
  const options = trade.guardFactor === undefined ? {} : { guardFactor: trade.guardFactor }
  const floorCosts = limited ? floorCostsOf(limited, trade, options) : []
  return limitsOf({ limited, base, quote, received: quote, options, floorCosts })
}

function floorCostsOf(
  limited: LimitedTrade,
  { origin, destination }: { readonly origin: number; readonly destination: number },
  options: SolveOptions,
): readonly FloorCost[] {
  const costs = costOfBreaking(limited, options)
  if (!costs) return []
  const factor = options.guardFactor ?? GUARD_FACTOR
  const costIn = (netuid: number, { tao: needed, taoFee, alpha }: Breach): FloorCost => {
    const unit = someAlpha(netuid)
    const sold = alpha && { amount: balanceFromRao(alpha.amount, unit), fee: balanceFromRao(alpha.fee, unit) }
    const paid = { tao: balanceFromRao(needed, tao), taoFee: balanceFromRao(taoFee, tao) }
    return { netuid, factor, ...paid, alpha: sold ?? null }
  }
  return [costIn(origin, costs.origin), costIn(destination, costs.destination)]
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
  options,
  floorCosts,
}: {
  readonly limited: LimitedTrade | undefined
  readonly base: B
  readonly quote: Q
  readonly received: R
  readonly lowerIsStricter?: boolean
  readonly options: SolveOptions
  readonly floorCosts: readonly FloorCost[]
}): TradeLimits<B, Q, R> {
  return {
    floorCosts,
    guard(minimum) {
      if (!limited) return { kind: 'inexpressible', nearest: undefined }
      const found = solveLimit(limited, raoOf(minimum), options)
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
      const least = guaranteedUnder(limited, scaledOf(limit), options)
      return least === undefined ? 'crossed' : balanceFromRao(least, received)
    },
    letsThrough: limit => limited !== undefined && letsThrough(limited, scaledOf(limit)),
    stricter: (a, b) => (scaledOf(a) < scaledOf(b) === lowerIsStricter ? a : b),
  }
}
