import type { Ellipse } from '../ellipse.ts'
import { WEIGHT_SUM } from '../price.ts'
import type { Pool } from '../types.ts'

/**
 * All states that trades can bring a pool to, in floating point. Fees never enter a pool and trades leave its weights
 * alone, so every trade stays on one curve, and one number tells where: x, the natural logarithm of the price over the
 * present one. Amounts are in rao, prices in TAO per alpha. Good to about 13 digits.
 */
export interface Curve {
  /** Price at x = 0. */
  readonly price: number
  at(x: number): { readonly alpha: number; readonly tao: number }
  /** TAO for alpha and where the price is afterwards; x must be above `sellsAbove`. */
  sell(x: number, alpha: number): CurveStep
  /** Alpha for TAO and where the price is afterwards; x must be below `buysBelow`. */
  buy(x: number, tao: number): CurveStep
  /** The end of the curve for a sale of this much alpha. */
  sellsAbove(alpha: number): number
  /** The end of the curve for a purchase with this much TAO. */
  buysBelow(tao: number): number
  /** Where the alpha reserve is this large, or the end of the curve on that side. It falls as x rises. */
  whereAlpha(alpha: number): number
  /** Where the TAO reserve is this large, or the end of the curve on that side. It rises with x. */
  whereTao(tao: number): number
  /** Part of the price that the chain's own rounding may hide, at x. */
  blur(x: number): number
  /** A trade that the chain cuts where it reaches a price pays in no more than this many times the reserve. */
  readonly largestCut: number
}

export interface CurveStep {
  readonly out: number
  readonly x: number
}

/** Finest step of the chain's fixed-point numbers. */
const BIT = 2 ** -64

/**
 * The chain has the power in parts of 1e18 and takes it as 64 bits: what a cut reserve grows by ends at 17.4467.
 * Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/balancer.rs:303-385; `inputFor` in ../curve.ts
 */
const LARGEST_CUT = (2 ** 64 - 1) / 1e18 - 1

export function curveOf(pool: Pool): Curve {
  return pool.ellipse ? ellipseCurve(pool, pool.ellipse) : weightedCurve(pool)
}

/** alpha^base × tao^quote = constant, hence alpha ~ e^(-quote x) and tao ~ e^(base x). */
function weightedCurve(pool: Pool): Curve {
  const [alpha, tao] = [Number(pool.alphaIn), Number(pool.tao)]
  const quote = Number(pool.quoteWeight) / Number(WEIGHT_SUM)
  const base = Number(WEIGHT_SUM - pool.quoteWeight) / Number(WEIGHT_SUM)
  const ratio = base / quote
  const price = (ratio * tao) / alpha
  const at = (x: number) => ({ alpha: alpha * Math.exp(-quote * x), tao: tao * Math.exp(base * x) })
  return {
    price,
    at,
    sell(x, input) {
      const here = at(x)
      const growth = Math.log1p(input / here.alpha)
      return { out: -here.tao * Math.expm1(-ratio * growth), x: x - growth / quote }
    },
    buy(x, input) {
      const here = at(x)
      const growth = Math.log1p(input / here.tao)
      return { out: -here.alpha * Math.expm1(-growth / ratio), x: x + growth / base }
    },
    sellsAbove: () => Number.NEGATIVE_INFINITY,
    buysBelow: () => Number.POSITIVE_INFINITY,
    whereAlpha: reserve => -Math.log(reserve / alpha) / quote,
    whereTao: reserve => Math.log(reserve / tao) / base,
    // Three truncated steps: the ratio of weights, that of reserves, and their product.
    blur: x => {
      const here = price * Math.exp(x)
      return (BIT * (ratio + here / ratio + 1)) / here
    },
    largestCut: LARGEST_CUT,
  }
}

/** With the distances X and Y from the centre, X² taoScale² + Y² alphaScale² = constant; the price is slope × X / Y. */
function ellipseCurve(pool: Pool, ellipse: Ellipse): Curve {
  const part = 2 ** -32
  const slope = (Number(ellipse.taoScale) / Number(ellipse.alphaScale)) ** 2
  const alpha = Number(pool.alphaIn)
  const tao = Number(pool.tao)
  const x0 = Number(ellipse.centerAlpha - (pool.alphaIn << 32n)) * part
  const y0 = Number(ellipse.centerTao - (pool.tao << 32n)) * part
  const price = (slope * x0) / y0
  const constant = x0 ** 2 * slope + y0 ** 2
  /** Distances where the price is e^x times the present one. */
  const distances = (x: number) => {
    const turn = (x0 / y0) * Math.exp(x)
    const y = Math.sqrt(constant / (1 + slope * turn ** 2))
    return { x: turn * y, y }
  }
  const at = (x: number) => {
    const here = distances(x)
    return { alpha: alpha + x0 - here.x, tao: tao + y0 - here.y }
  }
  const place = (x: number, y: number) => Math.log(x / x0) - Math.log(y / y0)
  const placeOfX = (x: number) => {
    const rest = constant - slope * x ** 2
    if (x <= 0) return Number.NEGATIVE_INFINITY
    return rest > 0 ? place(x, Math.sqrt(rest)) : Number.POSITIVE_INFINITY
  }
  const placeOfY = (y: number) => {
    const rest = constant - y ** 2
    if (y <= 0) return Number.POSITIVE_INFINITY
    return rest > 0 ? place(Math.sqrt(rest / slope), y) : Number.NEGATIVE_INFINITY
  }
  return {
    price,
    at,
    sell(x, input) {
      const here = distances(x)
      const left = here.x - input
      const gain = input * (here.x + left) * slope
      const reached = Math.sqrt(here.y ** 2 + gain)
      return { out: gain / (reached + here.y), x: place(left, reached) }
    },
    buy(x, input) {
      const here = distances(x)
      const left = here.y - input
      const gain = (input * (here.y + left)) / slope
      const reached = Math.sqrt(here.x ** 2 + gain)
      return { out: gain / (reached + here.x), x: place(reached, left) }
    },
    sellsAbove: input => placeOfX(input),
    buysBelow: input => placeOfY(input),
    whereAlpha: reserve => placeOfX(alpha + x0 - reserve),
    whereTao: reserve => placeOfY(tao + y0 - reserve),
    blur: x => BIT / (price * Math.exp(x)),
    largestCut: Number.POSITIVE_INFINITY,
  }
}
