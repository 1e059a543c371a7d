import { CliError } from '../errors/cli-error.ts'
import { compare } from './arithmetic.ts'
import { assertKey, type Balance, constructorKey, make, peek } from './balance.ts'
import { divide } from './rounding.ts'
import { excerpt, type Unit } from './unit.ts'

const WHOLE = 100_000_000n
const HALF = WHOLE / 2n

/** How much less than quoted is still accepted: 0% to 50%, in steps of 0.000001%. */
export class Tolerance {
  readonly #millionths: bigint

  private constructor(key: symbol, millionths: bigint) {
    assertKey(key, 'a tolerance')
    this.#millionths = millionths
    Object.freeze(this)
  }

  /** From text such as '0.5%'; the sign is required. @throws E_TOLERANCE on anything else and above 50% */
  static parse(text: string): Tolerance {
    const match = typeof text === 'string' ? /^(0|[1-9][0-9]?)(?:\.([0-9]{1,6}))?%$/.exec(text) : null
    return Tolerance.#of(match ? BigInt(`${match[1]}${(match[2] ?? '').padEnd(6, '0')}`) : undefined, text)
  }

  /** From a fraction such as '0.005', which is 0.5%. @throws E_TOLERANCE on anything else and above 0.5 */
  static fromFraction(text: string): Tolerance {
    const match = typeof text === 'string' ? /^0(?:\.([0-9]{1,8}))?$/.exec(text) : null
    return Tolerance.#of(match ? BigInt((match[1] ?? '').padEnd(8, '0')) : undefined, text)
  }

  static #of(millionths: bigint | undefined, text: unknown): Tolerance {
    if (millionths === undefined || millionths > HALF) {
      throw new CliError('E_TOLERANCE', { text: excerpt(text) })
    }
    return new Tolerance(constructorKey, millionths)
  }

  /** Text that `parse` reads, such as '0.5%'. */
  toText(): string {
    return percentText(this.#millionths)
  }

  toJSON(): string {
    return this.toText()
  }

  /** The least of an amount that this accepts. Rounds down. */
  leastOf<U extends Unit>(quoted: Balance<U>): Balance<U> {
    return make(divide(peek(quoted) * (WHOLE - this.#millionths), WHOLE, 'down'), quoted.unit)
  }

  static {
    Object.freeze(Tolerance.prototype)
  }
}

/**
 * The tolerance that accepts this much of what was quoted, in percent with 6 decimals, rounded up; undefined above
 * 50%. @throws E_UNIT_MISMATCH
 */
export function toleranceFor<U extends Unit>(
  quoted: Balance<U>,
  least: Balance<NoInfer<U>>,
): string | undefined {
  if (compare(least, quoted) >= 0) return percentText(0n)
  const millionths = divide((peek(quoted) - peek(least)) * WHOLE, peek(quoted), 'up')
  return millionths > HALF ? undefined : percentText(millionths)
}

function percentText(millionths: bigint): string {
  const fraction = String(millionths % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return `${millionths / 1_000_000n}${fraction === '' ? '' : `.${fraction}`}%`
}
