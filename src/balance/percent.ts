import { CliError } from '../errors/cli-error.ts'
import { compare } from './arithmetic.ts'
import { assertKey, type Balance, constructorKey, make, peek } from './balance.ts'
import { divide, type Rounding } from './rounding.ts'
import { excerpt, type Unit } from './unit.ts'

const WHOLE = 100_000_000n

/** A share of a whole: above 0% and up to 100%, in steps of 0.000001%. */
export class Percent {
  readonly #millionths: bigint

  private constructor(key: symbol, millionths: bigint) {
    assertKey(key, 'a percentage')
    this.#millionths = millionths
    Object.freeze(this)
  }

  /**
   * From text such as '25%' or '12.5%'; the sign is required.
   * @throws E_PERCENT on anything else, on 0% and above 100%
   */
  static parse(text: string): Percent {
    const match = typeof text === 'string' ? /^(0|[1-9][0-9]{0,2})(?:\.([0-9]{1,6}))?%$/.exec(text) : null
    const millionths = match ? BigInt(`${match[1]}${(match[2] ?? '').padEnd(6, '0')}`) : 0n
    if (millionths === 0n || millionths > WHOLE) throw new CliError('E_PERCENT', { text: excerpt(text) })
    return new Percent(constructorKey, millionths)
  }

  /** As `parse` takes it, without zeros at the end: '12.5%'. */
  toString(): string {
    const digits = String(this.#millionths).padStart(7, '0')
    const fraction = digits.slice(-6).replace(/0+$/, '')
    return `${digits.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}%`
  }

  /** This share of an amount, in the amount's unit. */
  of<U extends Unit>(amount: Balance<U>, rounding: Rounding): Balance<U> {
    return make(divide(peek(amount) * this.#millionths, WHOLE, rounding), amount.unit)
  }

  static {
    Object.freeze(Percent.prototype)
  }
}

/** What share of a whole a part is, in percent with 2 decimals, rounded down; '0' of nothing. @throws E_UNIT_MISMATCH */
export function percentOf<U extends Unit>(part: Balance<U>, whole: Balance<NoInfer<U>>): string {
  compare(part, whole)
  if (peek(whole) === 0n) return '0'
  const hundredths = String((peek(part) * 10_000n) / peek(whole)).padStart(3, '0')
  return `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`
}
