import { type Fixed, min, squareRoot } from './fixed.ts'

/**
 * A pool's curve in the runtimes after the balancer: an ellipse moved off the origin. With X = centerAlpha - alpha and
 * Y = centerTao - tao, X² taoScale² + Y² alphaScale² stays what it is. All four in units of 2^-32 rao.
 * Source: RaoFoundation/subtensor@61cafd40 pallets/swap/src/pallet/superellipse.rs
 */
export interface Ellipse {
  readonly alphaScale: bigint
  readonly taoScale: bigint
  readonly centerAlpha: bigint
  readonly centerTao: bigint
}

interface Reserves {
  readonly alphaIn: bigint
  readonly tao: bigint
}

const WEIGHT_SUM = 10n ** 18n
const BITS_MAX = 2n ** 128n - 1n

/** The ellipse with the price and sensitivity of a weighted pool. Rounds down. Source: as above, from_weights */
export function ellipseOf({ alphaIn, tao, quoteWeight }: Reserves & { quoteWeight: bigint }): Ellipse {
  const alphaScale = (alphaIn * (quoteWeight << 33n)) / WEIGHT_SUM
  const taoScale = (tao * ((WEIGHT_SUM - quoteWeight) << 33n)) / WEIGHT_SUM
  return {
    alphaScale,
    taoScale,
    centerAlpha: (alphaIn << 32n) + alphaScale,
    centerTao: (tao << 32n) + taoScale,
  }
}

/** Distances from the centre. Both above 0 wherever the pool trades. */
function distances({ centerAlpha, centerTao }: Ellipse, { alphaIn, tao }: Reserves) {
  return { x: centerAlpha - (alphaIn << 32n), y: centerTao - (tao << 32n) }
}

/** Spot price, TAO per alpha; 0 where the pool does not trade. Rounds down. Source: as above, calculate_price */
export function ellipsePrice(ellipse: Ellipse, reserves: Reserves): Fixed {
  const { x, y } = distances(ellipse, reserves)
  if (x <= 0n || y <= 0n || ellipse.alphaScale === 0n) return 0n
  return min(((ellipse.taoScale ** 2n * x) << 64n) / (ellipse.alphaScale ** 2n * y), BITS_MAX)
}

/** What an input brings: from one distance to the other. Undefined beyond the curve. Rounds down. */
function payout(
  from: { readonly distance: bigint; readonly scale: bigint },
  to: { readonly distance: bigint; readonly scale: bigint },
  input: bigint,
): bigint | undefined {
  const after = from.distance - (input << 32n)
  if (from.distance <= 0n || to.distance <= 0n || to.scale === 0n) return undefined
  if (input === 0n) return 0n
  if (after <= 0n) return undefined
  const gain = (from.distance - after) * (from.distance + after)
  // Where scales are known: gain / from.scale² = change of the other distance² / to.scale²
  const reached = squareRoot(to.distance ** 2n + (gain * to.scale ** 2n) / from.scale ** 2n)
  return (reached - to.distance) >> 32n
}

/** TAO paid for alpha. Unit: rao. Undefined where the curve or the reserve ends. Source: as above, sell_output */
export function ellipseTaoFor(ellipse: Ellipse, reserves: Reserves, alpha: bigint): bigint | undefined {
  const { x, y } = distances(ellipse, reserves)
  const out = payout(
    { distance: x, scale: ellipse.alphaScale },
    { distance: y, scale: ellipse.taoScale },
    alpha,
  )
  return out !== undefined && out <= reserves.tao ? out : undefined
}

/** Alpha paid for TAO. Unit: alpha rao. Otherwise as above. Source: as above, buy_output */
export function ellipseAlphaFor(ellipse: Ellipse, reserves: Reserves, tao: bigint): bigint | undefined {
  const { x, y } = distances(ellipse, reserves)
  const out = payout(
    { distance: y, scale: ellipse.taoScale },
    { distance: x, scale: ellipse.alphaScale },
    tao,
  )
  return out !== undefined && out <= reserves.alphaIn ? out : undefined
}

/** Most alpha the curve takes while `floor` of the TAO stays. Source: as above, max_sell_input_with_reserve_floor */
export function ellipseMostAlpha(ellipse: Ellipse, reserves: Reserves, floor: bigint): bigint {
  return lastTrue(distances(ellipse, reserves).x >> 32n, alpha => {
    const out = ellipseTaoFor(ellipse, reserves, alpha)
    return out !== undefined && out + floor <= reserves.tao
  })
}

/** Most TAO the curve takes while `floor` of the alpha stays. Source: as above, max_buy_input_with_reserve_floor */
export function ellipseMostTao(ellipse: Ellipse, reserves: Reserves, floor: bigint): bigint {
  return lastTrue(distances(ellipse, reserves).y >> 32n, tao => {
    const out = ellipseAlphaFor(ellipse, reserves, tao)
    return out !== undefined && out + floor <= reserves.alphaIn
  })
}

/** Most alpha that can be sold before the price falls below `target`, found by halving. Source: as above, base_delta_to_price */
export function ellipseAlphaToReach(ellipse: Ellipse, reserves: Reserves, target: Fixed): bigint {
  return lastTrue(distances(ellipse, reserves).x >> 32n, alpha => {
    const out = ellipseTaoFor(ellipse, reserves, alpha)
    if (out === undefined) return false
    return ellipsePrice(ellipse, { alphaIn: reserves.alphaIn + alpha, tao: reserves.tao - out }) >= target
  })
}

/** Most TAO that can be paid before the price rises above `target`. Source: as above, quote_delta_to_price */
export function ellipseTaoToReach(ellipse: Ellipse, reserves: Reserves, target: Fixed): bigint {
  return lastTrue(distances(ellipse, reserves).y >> 32n, tao => {
    const out = ellipseAlphaFor(ellipse, reserves, tao)
    if (out === undefined) return false
    return ellipsePrice(ellipse, { alphaIn: reserves.alphaIn - out, tao: reserves.tao + tao }) <= target
  })
}

/** Largest number up to `highest` that holds, given that those above do not once one does not; 0 if none. */
function lastTrue(highest: bigint, holds: (value: bigint) => boolean): bigint {
  let [low, high] = [0n, highest]
  while (low < high) {
    const middle = low + ((high - low + 1n) >> 1n)
    if (holds(middle)) low = middle
    else high = middle - 1n
  }
  return low
}
