import {
  type Alpha,
  alphaOf,
  format,
  inUnit,
  parseLimitPrice,
  type SubnetKey,
  type Tao,
  tao,
  type Unit,
} from '../../balance/index.ts'
import {
  addLimits,
  type Believed,
  type FloorCost,
  GUARD_FACTOR,
  type Markets,
  removeLimits,
  swapLimits,
} from '../../chain/quote/limit.ts'
import type { AddQuote, RemoveQuote, SwapQuote, TradeQuote } from '../../chain/quote/types.ts'
import type { MarketReads } from '../../chain/read/market.ts'
import type { Agreed } from '../../plan/agreed.ts'
import {
  type Exposed,
  type Promised,
  type Protected,
  type Protection,
  protect,
} from '../../plan/protection.ts'
import type { PlanDesk } from '../verb.ts'

/** How a trade is protected, and whether less than all of it may be done. */
export interface Guard<B extends Unit, Q extends Unit, R extends Unit> {
  readonly protection: Protection<B, Q, R>
  readonly allowPartial: boolean
  /** How far others are taken to move a pool. Range: 100 and above. Default: 100. */
  readonly guardFactor?: number
}

/** A protected trade, and what its floor stands on. */
export interface Guarded<B extends Unit, Q extends Unit, R extends Unit> extends Protected<B, Q, R> {
  /** What the endpoint's word is taken for. */
  readonly believed: readonly Believed[]
  /** What it costs others to break it; nothing where it holds whatever they do. */
  readonly floorCosts: readonly FloorCost[]
}

/** What a trade would bring at a block, and the way to the limit that guards it. */
export interface GuardableQuote<S extends Unit, B extends Unit, Q extends Unit, R extends Unit> {
  readonly quote: TradeQuote<S, R>
  /** No less than was agreed to before. @throws as `protect` */
  guardWith(trust: Trust, agreed?: Agreed): Promise<Guarded<B, Q, R>>
}

/** What a guard takes from the desk where a trade is planned. */
export type Trust = Pick<PlanDesk, 'isTrusted'>

export type SwapGuard = Guard<Alpha<'origin'>, Alpha<'destination'>, Alpha<'destination'>>
export type AddGuard = Guard<Alpha<'destination'>, Tao, Alpha<'destination'>>
export type RemoveGuard = Guard<Alpha<'origin'>, Tao, Tao>

/** The guard in words that are the same for the same guard. */
export function guardText<B extends Unit, Q extends Unit, R extends Unit>({
  protection,
  allowPartial,
  guardFactor = GUARD_FACTOR,
}: Guard<B, Q, R>): string {
  const wider = guardFactor === GUARD_FACTOR ? '' : `,factor-${guardFactor}`
  return `${protectionText(protection)}${allowPartial ? ',partial' : ''}${wider}`
}

function protectionText<B extends Unit, Q extends Unit, R extends Unit>(
  protection: Protection<B, Q, R>,
): string {
  switch (protection.kind) {
    case 'tolerance':
      return protection.tolerance.toText()
    case 'minimum':
      return `least-${format(protection.amount)}`
    case 'limit':
      return `limit-${protection.price.toText()}`
    case 'none':
      return 'none'
  }
}

/** The least a swap brings and the limit that guards it, no less than was agreed to before. @throws as `protect` */
export async function guardSwap(
  markets: Markets | Promise<Markets>,
  quote: SwapQuote<'origin', 'destination'>,
  { protection, allowPartial, guardFactor }: SwapGuard,
  { isTrusted }: Trust,
  agreed?: Agreed,
): Promise<Guarded<Alpha<'origin'>, Alpha<'destination'>, Alpha<'destination'>>> {
  const { sold, bought, heldBack } = quote
  const [origin, destination] = [sold.unit.netuid, bought.unit.netuid]
  const limits = swapLimits(await markets, {
    ...{ origin, destination, amount: sold },
    ...{ allowPartial, heldBack, guardFactor },
  })
  const promised = promisedOf(agreed, alphaOf(origin), alphaOf(destination), alphaOf(destination))
  return guarded({ protection, quoted: bought, limits, isTrusted, agreed: promised })
}

/** The same of an addition. */
export async function guardAdd(
  markets: Markets | Promise<Markets>,
  { sold, bought, heldBack }: AddQuote<'destination'>,
  { protection, allowPartial }: AddGuard,
  { isTrusted }: Trust,
  agreed?: Agreed,
): Promise<Guarded<Alpha<'destination'>, Tao, Alpha<'destination'>>> {
  const destination = bought.unit.netuid
  const limits = addLimits(await markets, { destination, amount: sold, allowPartial, heldBack })
  const alpha = alphaOf(destination)
  const promised = promisedOf(agreed, alpha, tao, alpha)
  return guarded({ protection, quoted: bought, limits, isTrusted, agreed: promised })
}

/** The same of a removal. */
export async function guardRemove(
  markets: Markets | Promise<Markets>,
  { sold, bought }: RemoveQuote<'origin'>,
  { protection, allowPartial }: RemoveGuard,
  { isTrusted }: Trust,
  agreed?: Agreed,
): Promise<Guarded<Alpha<'origin'>, Tao, Tao>> {
  const limits = removeLimits(await markets, { origin: sold.unit.netuid, amount: sold, allowPartial })
  const promised = promisedOf(agreed, alphaOf(sold.unit.netuid), tao, tao)
  return guarded({ protection, quoted: bought, limits, isTrusted, agreed: promised })
}

function guarded<B extends Unit, Q extends Unit, R extends Unit>(trade: Exposed<B, Q, R>): Guarded<B, Q, R> {
  const { limits } = trade
  const found = protect(trade)
  const { belief } = found
  if (belief === null) return { ...found, believed: [], floorCosts: [] }
  return { ...found, believed: limits.believed(belief), floorCosts: limits.floorCosts(belief) }
}

/** What was agreed to, in the units of its trade. */
function promisedOf<B extends Unit, Q extends Unit, R extends Unit>(
  agreed: Agreed | undefined,
  base: B,
  quote: Q,
  received: R,
): Promised<B, Q, R> | undefined {
  return (
    agreed && {
      minReceived: inUnit(agreed.minReceived, received),
      limitPrice: parseLimitPrice(agreed.limitPrice, base, quote),
      belief: agreed.belief,
    }
  )
}

/** The pools of a trade, read only where a limit is to be found. */
export async function poolsFor(
  view: MarketReads,
  netuids: readonly SubnetKey[],
  { protection }: { readonly protection: { readonly kind: string } },
): Promise<Markets> {
  return protection.kind === 'none' ? new Map() : view.markets(netuids.map(netuid => +netuid))
}
