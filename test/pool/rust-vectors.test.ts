import { describe, expect, test } from 'vitest'
import { maxMove } from '../../src/pool/limit.ts'
import { scaledPower } from '../../src/pool/power.ts'
import { fromFixedBits, type SafeFloat, wholePart, ZERO } from '../../src/pool/safe-float.ts'
import {
  deposit,
  distribute,
  isPreciseEnough,
  type SharePool,
  stakeOf,
  withdraw,
} from '../../src/pool/shares.ts'
import { buy, sell } from '../../src/pool/swap.ts'
import { PoolError } from '../../src/pool/types.ts'
import { type PoolRow, poolOf, readVectors } from './vectors.ts'

type Pair = readonly [string, string]

type ShareStep =
  | { readonly distribute: string; readonly total: string }
  | {
      readonly account: number
      readonly update: string
      readonly precise: boolean
      readonly total: string
      readonly denominator: Pair
      readonly share: Pair
      readonly stake: string
    }

interface Vectors {
  readonly swap: readonly {
    verb: 'buy' | 'sell'
    pool: PoolRow
    amount: string
    limitRao: string
    dropFee: boolean
    fault?: string
    paidIn?: string
    fee?: string
    out?: string
  }[]
  readonly maxMove: readonly { origin: PoolRow; destination: PoolRow; limitRao: string; max: string }[]
  readonly power: readonly { base: Pair; exponent: Pair; bits: string; value: string }[]
  readonly legacyShare: readonly { bits: string; mantissa: string; exponent: string; whole: string }[]
  readonly sharePool: readonly (readonly ShareStep[])[]
}

const cases = readVectors<Vectors>('pool-rust')

function ratio([numerator, denominator]: Pair) {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) }
}

function float([mantissa, exponent]: Pair): SafeFloat {
  return { mantissa: BigInt(mantissa), exponent: BigInt(exponent) }
}

function outcome(trade: () => { paidIn: bigint; fee: bigint; out: bigint }) {
  try {
    const { paidIn, fee, out } = trade()
    return { paidIn: `${paidIn}`, fee: `${fee}`, out: `${out}` }
  } catch (error) {
    if (error instanceof PoolError) return { fault: error.fault }
    throw error
  }
}

describe('pool-rust.json, recorded from compiled Rust', () => {
  test.each(cases.swap)('$verb $amount, limit $limitRao', row => {
    const { verb, pool, amount, limitRao, dropFee, ...expected } = row
    const trade = verb === 'sell' ? sell : buy
    const options = { limitRao: BigInt(limitRao), dropFee }
    expect(outcome(() => trade(poolOf(pool), BigInt(amount), options))).toEqual(expected)
  })

  test.each(cases.maxMove)('most that moves at a limit of $limitRao', ({
    origin,
    destination,
    limitRao,
    max,
  }) => {
    expect(maxMove(poolOf(origin), poolOf(destination), BigInt(limitRao))).toBe(BigInt(max))
  })

  test.each(cases.power)('($base) ^ ($exponent) to $bits bits', ({ base, exponent, bits, value }) => {
    const power = scaledPower(ratio(base), ratio(exponent), 10n ** 18n, BigInt(bits))
    expect(String(power ?? 'none')).toBe(value)
  })

  test.each(cases.legacyShare)('old share $bits', ({ bits, mantissa, exponent, whole }) => {
    const share = fromFixedBits(BigInt(bits))
    expect(share).toEqual(float([mantissa, exponent]))
    expect(wholePart(share)).toBe(BigInt(whole))
  })

  test.each(cases.sharePool.map((steps, index) => ({ index, steps })))('share pool $index', ({ steps }) => {
    let pool: SharePool = { total: 0n, denominator: ZERO }
    const shares = new Map<number, SafeFloat>()
    for (const step of steps) {
      if ('distribute' in step) {
        pool = distribute(pool, BigInt(step.distribute))
      } else {
        const update = BigInt(step.update)
        const [amount, change] = update > 0n ? [update, deposit] : [-update, withdraw]
        expect(isPreciseEnough(pool, amount)).toBe(step.precise)
        const updated = change(pool, shares.get(step.account) ?? ZERO, amount)
        pool = updated.pool
        shares.set(step.account, updated.share)
        expect(pool.denominator).toEqual(float(step.denominator))
        expect(updated.share).toEqual(float(step.share))
        expect(stakeOf(pool, updated.share)).toBe(BigInt(step.stake))
      }
      expect(pool.total).toBe(BigInt(step.total))
    }
  })
})
