import {
  type Alpha,
  alphaOf,
  type Balance,
  type LimitPrice,
  type Netuid,
  type SomeAlpha,
  type SomeBalance,
  type SubnetKey,
  someAlpha,
  type Tao,
  tao,
  type Unit,
} from '../../balance/index.ts'
import { balanceFromRao, limitFromWire, raoOf, scaledOf } from '../../balance/wire.ts'
import { type Believed, believedOf } from '../../pool/believed.ts'
import { max, min, UNIT as ONE, U64_MAX } from '../../pool/fixed.ts'
import type { LimitedTrade } from '../../pool/limited.ts'
import {
  type Belief,
  type Breach,
  costOfBreaking,
  GUARD_FACTOR,
  letsThrough,
  type SolveOptions,
  solveLimit,
} from '../../pool/solve.ts'
import type { Market } from '../../pool/types.ts'
import { ROOT } from './raw-trade.ts'

export type { Believed } from '../../pool/believed.ts'
export type { Belief } from '../../pool/solve.ts'
export { GUARD_FACTOR } from '../../pool/solve.ts'

/** A limit that guards a minimum; or none does, and `nearest` is the largest minimum that one can guard. */
export type LimitFound<B extends Unit, Q extends Unit, R extends Unit> =
  | { readonly kind: 'limit'; readonly price: LimitPrice<B, Q> }
  | { readonly kind: 'inexpressible'; readonly nearest: Balance<R> | undefined }

/** The limits of one trade, in the state its pools are in at its turn. `R` is what is received. */
export interface TradeLimits<B extends Unit, Q extends Unit, R extends Unit> {
  /** The loosest limit that guards a minimum, whoever tells of the pools or as they are told, see `solveLimit`. */
  guard(minimum: Balance<R>, belief: Belief): LimitFound<B, Q, R>
  /** What that limit still takes the endpoint's word for. */
  believed(belief: Belief): readonly Believed[]
  /** What it costs others to break what it guards, pool by pool; empty where it holds whatever they do. */
  floorCosts(belief: Belief): readonly FloorCost[]
  /** What the trade brings at the least at a price with the fee inside, in full. Rounds up; 2^64-1 rao at the most. */
  leastAt(price: LimitPrice<B, Q>): Balance<R>
  /** The price with the fee inside at which the trade brings that much. Rounds to where more is accepted. */
  priceAt(received: Balance<R>): LimitPrice<B, Q>
  /** Whether what does not fit a limit stays where it was. */
  readonly allowsPart: boolean
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
  return limitsOf({ trade, limited, base: alpha, quote: tao, received: alpha, lowerIsStricter: true })
}

/** Limits of a sale of alpha for TAO. */
export function removeLimits<O extends SubnetKey>(
  markets: Markets,
  trade: { readonly origin: Netuid<O>; readonly amount: Balance<Alpha<NoInfer<O>>> } & LimitOptions,
): TradeLimits<Alpha<O>, Tao, Tao> {
  const origin = marketAt(markets, trade.origin)
  const limited = origin && { path: 'remove' as const, origin, ...terms(trade) }
  return limitsOf({ trade, limited, base: alphaOf(trade.origin), quote: tao, received: tao })
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
  return limitsOf({
    trade,
    limited,
    base,
    quote,
    received: quote,
    netuids: [trade.origin, trade.destination],
  })
}

function floorCostsOf(
  limited: LimitedTrade,
  [origin, destination]: readonly [number, number],
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

function terms({ amount, allowPartial = false, heldBack }: LimitOptions & { readonly amount: SomeBalance }) {
  return { amount: raoOf(amount), allowPartial, heldBack: heldBack ? raoOf(heldBack) : 0n }
}

function limitsOf<B extends Unit, Q extends Unit, R extends Unit>({
  trade,
  limited,
  base,
  quote,
  received,
  netuids,
  lowerIsStricter = false,
}: {
  readonly trade: LimitOptions & { readonly amount: SomeBalance }
  readonly limited: LimitedTrade | undefined
  readonly base: B
  readonly quote: Q
  readonly received: R
  /** Of a move across subnets. */
  readonly netuids?: readonly [number, number]
  readonly lowerIsStricter?: boolean
}): TradeLimits<B, Q, R> {
  const options = trade.guardFactor === undefined ? {} : { guardFactor: trade.guardFactor }
  const allowsPart = trade.allowPartial ?? false
  const amount = raoOf(trade.amount)
  return {
    allowsPart,
    guard(minimum, belief) {
      if (!limited) return { kind: 'inexpressible', nearest: undefined }
      const found = solveLimit(limited, raoOf(minimum), { ...options, belief })
      if (found.kind === 'limit') {
        return { kind: 'limit', price: limitFromWire(found.limitRao, base, quote) }
      }
      const { nearest } = found
      return {
        kind: 'inexpressible',
        nearest: nearest === null ? undefined : balanceFromRao(nearest, received),
      }
    },
    believed: belief => (limited ? believedOf(limited, belief) : []),
    floorCosts: belief =>
      limited && netuids && belief === 'pools' && !allowsPart ? floorCostsOf(limited, netuids, options) : [],
    leastAt(price) {
      const scaled = scaledOf(price)
      const least = lowerIsStricter ? ratio(amount * ONE, scaled, 'up') : ratio(amount * scaled, ONE, 'up')
      return balanceFromRao(min(least, U64_MAX), received)
    },
    priceAt(least) {
      const rao = max(raoOf(least), 1n)
      const scaled = lowerIsStricter ? ratio(amount * ONE, rao, 'up') : ratio(rao * ONE, amount, 'down')
      return limitFromWire(max(min(scaled, U64_MAX), 1n), base, quote)
    },
    letsThrough: limit => limited !== undefined && letsThrough(limited, scaledOf(limit)),
    stricter: (a, b) => (scaledOf(a) < scaledOf(b) === lowerIsStricter ? a : b),
  }
}

const ratio = (a: bigint, b: bigint, rounding: 'up' | 'down') =>
  rounding === 'up' ? (a + b - 1n) / b : a / b
