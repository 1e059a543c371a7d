import { CliError } from '../errors/cli-error.ts'
import { type SomeAlpha, type Unit, unitName } from './unit.ts'

/** An amount as it appears in JSON output and in stored files. */
export interface BalanceJson {
  readonly unit: 'TAO' | 'alpha'
  readonly netuid: number
  readonly rao: string
  readonly decimal: string
}

export type AnyUnit = Unit | SomeAlpha

const UNIT = 1_000_000_000n
const MAX_RAO = 2n ** 64n - 1n

/** Shown by the functions of this folder to the constructors of its classes; nobody outside has it. */
export const constructorKey = Symbol('taoctl/balance')

let make: <U extends AnyUnit>(rao: bigint, unit: U) => Balance<U>
let peek: (amount: SomeBalance) => bigint

/**
 * An amount of whatever unit, as plans, receipts and reports hold it: to be shown, stored, or asked whether it is zero.
 * Arithmetic needs its unit named first, by `inUnit` or `withKnownUnit`.
 */
export abstract class SomeBalance {
  readonly #rao: bigint
  readonly unit: AnyUnit

  protected constructor(key: symbol, rao: bigint, unit: AnyUnit) {
    assertKey(key, 'an amount')
    assertBigint(rao, 'rao')
    if (rao < 0n || rao > MAX_RAO) throw new CliError('E_BALANCE_OVERFLOW', { rao: String(rao) })
    this.#rao = rao
    const own = { ...unit }
    Object.freeze(own)
    this.unit = own
    Object.freeze(this)
  }

  /** Always throws E_BALANCE_COERCION, so Number(b), `${b}`, b + b and b < b fail loudly instead of lying. */
  [Symbol.toPrimitive](hint: string): never {
    throw new CliError('E_BALANCE_COERCION', { hint })
  }

  toJSON(): BalanceJson {
    const { unit } = this
    return {
      unit: unit.kind === 'tao' ? 'TAO' : 'alpha',
      netuid: unit.kind === 'tao' ? 0 : unit.netuid,
      rao: String(this.#rao),
      decimal: digits(this.#rao),
    }
  }

  /** What a debugger shows. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Balance(${digits(this.#rao)} ${unitName(this.unit)})`
  }

  static {
    peek = amount => amount.#rao
    Object.freeze(SomeBalance.prototype)
  }
}

/**
 * An amount. Base unit rao (1e-9), range 0..2^64-1. Opaque and frozen: no public bigint, no constructor.
 * `#rao` makes it nominal; the invariant unit makes every mix of units a compile error.
 */
export class Balance<in out U extends AnyUnit> extends SomeBalance {
  declare readonly unit: U
  /** For the compiler alone: an amount of some unit is not one of a known unit. */
  private declare readonly known: (unit: U) => U

  private constructor(key: symbol, rao: bigint, unit: U) {
    super(key, rao, unit)
  }

  static {
    make = (rao, unit) => new Balance(constructorKey, rao, unit)
    Object.freeze(Balance.prototype)
  }
}

/** Whether a value is an amount, of whatever unit. */
export const isAmount = (value: unknown): value is SomeBalance => value instanceof SomeBalance

/** Decimal text of rao, without trailing zeros: 1500000000 is '1.5'. Exact. */
export function digits(rao: bigint): string {
  const fraction = String(rao % UNIT)
    .padStart(9, '0')
    .replace(/0+$/, '')
  return fraction === '' ? String(rao / UNIT) : `${rao / UNIT}.${fraction}`
}

/** Guards a constructor at run time, where `private` is no protection. @throws E_BUG */
export function assertKey(key: unknown, what: string): void {
  if (key !== constructorKey) throw new CliError('E_BUG', { problem: `${what} was constructed by hand` })
}

/** Guards a number that must be a bigint: text would be joined instead of added. @throws E_BUG */
export function assertBigint(value: unknown, what: string): void {
  if (typeof value !== 'bigint') throw new CliError('E_BUG', { problem: `${what} is a ${typeof value}` })
}

export { make, peek }
