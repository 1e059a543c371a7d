import { describe, expect, test } from 'vitest'
import { feeOn } from '../../src/pool/fee.ts'
import { maxMove } from '../../src/pool/limit.ts'
import { spotPrice, spotPriceRao } from '../../src/pool/price.ts'
import { buy, sell } from '../../src/pool/swap.ts'
import { transition } from '../../src/pool/transition.ts'
import { type PoolRow, poolOf, readVectors } from './vectors.ts'

interface Vectors {
  readonly fee: readonly { amount: string; rate: number; fee: string }[]
  readonly price: readonly (PoolRow & { priceRao: string })[]
  readonly sell: readonly (PoolRow & { alpha: string; feeAlpha: string; taoOut: string })[]
  readonly buy: readonly (PoolRow & { taoIn: string; feeTao: string; alphaOut: string })[]
  readonly swap: readonly {
    origin: PoolRow
    destination: PoolRow
    rate: number
    alpha: string
    feeAlpha: string
    tao: string
    alphaOut: string
    simSwapTaoForAlpha: { taoFee: string; alphaOut: string }
  }[]
  readonly maxMove: readonly {
    origin: PoolRow
    destination: PoolRow
    limitPrice: string
    spotRatio: string
    maxAlpha: string
  }[]
  readonly regression: readonly { pool: PoolRow; alpha: string; feeAlpha: string; taoOut: string }[]
}

const { cases } = readVectors<{ cases: Vectors }>('pool')

describe('pool.json', () => {
  test('has no kind of case that is not run here', () => {
    expect(Object.keys(cases)).toEqual(['fee', 'price', 'sell', 'buy', 'swap', 'maxMove', 'regression'])
    expect(Object.values(cases).map(list => list.length)).toEqual([127, 120, 120, 120, 120, 120, 1])
  })

  test.each(cases.fee)('fee of $amount at $rate', ({ amount, rate, fee }) => {
    expect(feeOn(BigInt(amount), rate)).toBe(BigInt(fee))
  })

  test.each(cases.price)('price of $tao / $alphaIn', row => {
    expect(spotPriceRao(poolOf(row))).toBe(BigInt(row.priceRao))
  })

  test.each(cases.sell)('sell $alpha', row => {
    const pool = poolOf(row)
    const [alpha, fee, out] = [BigInt(row.alpha), BigInt(row.feeAlpha), BigInt(row.taoOut)]
    expect(sell(pool, alpha)).toEqual({
      paidIn: alpha - fee,
      fee,
      out,
      after: { ...pool, alphaIn: pool.alphaIn + alpha - fee, tao: pool.tao - out },
    })
  })

  test.each(cases.buy)('buy for $taoIn', row => {
    const pool = poolOf(row)
    const [tao, fee, out] = [BigInt(row.taoIn), BigInt(row.feeTao), BigInt(row.alphaOut)]
    expect(buy(pool, tao)).toEqual({
      paidIn: tao - fee,
      fee,
      out,
      after: { ...pool, tao: pool.tao + tao - fee, alphaIn: pool.alphaIn - out },
    })
  })

  test.each(cases.swap)('swap $alpha', row => {
    const [origin, destination] = [poolOf(row.origin, row.rate), poolOf(row.destination, row.rate)]
    const { unstaked, staked } = transition(origin, destination, BigInt(row.alpha))
    expect(unstaked).toMatchObject({ fee: BigInt(row.feeAlpha), out: BigInt(row.tao), refund: 0n })
    expect(staked).toMatchObject({ fee: 0n, out: BigInt(row.alphaOut) })

    const chained = buy(destination, unstaked.out)
    expect([chained.fee, chained.out]).toEqual([
      BigInt(row.simSwapTaoForAlpha.taoFee),
      BigInt(row.simSwapTaoForAlpha.alphaOut),
    ])
  })

  test.each(cases.maxMove)('most that moves at a limit of $limitPrice', row => {
    const [origin, destination] = [poolOf(row.origin), poolOf(row.destination)]
    expect(maxMove(origin, destination, BigInt(row.limitPrice))).toBe(BigInt(row.maxAlpha))
    expect((spotPrice(origin) * 1_000_000_000n) / spotPrice(destination)).toBe(BigInt(row.spotRatio))
  })

  test.each(cases.regression)('regression: $alpha of subnet 45 to root', row => {
    const { unstaked, staked } = transition(poolOf(row.pool), 'root', BigInt(row.alpha))
    expect(unstaked).toMatchObject({ fee: BigInt(row.feeAlpha), out: BigInt(row.taoOut) })
    expect(staked).toMatchObject({ fee: 0n, out: BigInt(row.taoOut) })
  })
})
