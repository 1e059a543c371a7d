import { CliError } from '../errors/cli-error.ts'
import { assertBigint, assertKey, constructorKey, digits } from './balance.ts'
import { excerpt, type Unit } from './unit.ts'

const MAX = 2n ** 64n - 1n

let bornLimit: <B extends Unit, Q extends Unit>(scaled: bigint, base: B, quote: Q) => LimitPrice<B, Q>
let scaledLimit: <B extends Unit, Q extends Unit>(limit: LimitPrice<B, Q>) => bigint

/**
 * What the chain calls limit_price: quote per base, in steps of 0.000000001. TAO per alpha to add (at the most) and to
 * remove (at the least), destination per origin across subnets (at the least). No amount, whatever type the runtime
 * gives it. Opaque and frozen, above 0: the chain takes 0 across subnets for no limit at all.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/move_stake.rs:424
 */
export class LimitPrice<in out B extends Unit, in out Q extends Unit> {
  readonly #scaled: bigint
  readonly base: B
  readonly quote: Q

  private constructor(key: symbol, scaled: bigint, base: B, quote: Q) {
    assertKey(key, 'a limit price')
    assertBigint(scaled, 'a limit price')
    if (scaled <= 0n || scaled > MAX) throw new CliError('E_BUG', { problem: `a limit price of ${scaled}` })
    this.#scaled = scaled
    const ends = { base: { ...base }, quote: { ...quote } }
    Object.freeze(ends.base)
    Object.freeze(ends.quote)
    this.base = ends.base
    this.quote = ends.quote
    Object.freeze(this)
  }

  /** Decimal text. Exact. */
  toText(): string {
    return digits(this.#scaled)
  }

  toJSON(): string {
    return this.toText()
  }

  static {
    bornLimit = (scaled, base, quote) => new LimitPrice(constructorKey, scaled, base, quote)
    scaledLimit = limit => limit.#scaled
    Object.freeze(LimitPrice.prototype)
  }
}

/** From decimal text, above 0 and as fine as the chain has it. @throws E_LIMIT_PRICE */
export function parseLimitPrice<B extends Unit, Q extends Unit>(
  text: string,
  base: B,
  quote: Q,
): LimitPrice<B, Q> {
  const match = typeof text === 'string' ? /^(0|[1-9][0-9]{0,10})(?:\.([0-9]{1,9}))?$/.exec(text) : null
  const scaled = match ? BigInt(`${match[1]}${(match[2] ?? '').padEnd(9, '0')}`) : 0n
  if (scaled === 0n || scaled > MAX) throw new CliError('E_LIMIT_PRICE', { text: excerpt(text) })
  return bornLimit(scaled, base, quote)
}

export { bornLimit, scaledLimit }
