import { feeOn, grossFor } from '../../pool/fee.ts'
import type { Reader } from '../reader.ts'
import { belowMinimum, dust, illiquid, nothingLeft, RefusedTrade, tooLow, unfunded } from './error.ts'
import type { PoolFacts } from './probe.ts'
import { payable, type RawLeg, type RawQuote, type RawTerms, type RawTrade, ROOT } from './raw-trade.ts'
import { type Simulated, simulatePurchase, simulateSale } from './simulate.ts'

/**
 * Quotes by the runtime's simulations alone, for pools whose curve the model does not know. A simulation starts at the
 * block's state, so what a later leg brings is the difference of two: all until after it less all until before it.
 *
 * How far that can be off. (1) A swap rounds its payout down, which leaves the pool up to 1 rao richer (1.021 with the
 * 18 digits the curve is computed to, at most 21 million TAO being there); on a falling curve a later leg gets no more
 * than the whole of it. After k swaps the leg is off by (k + 1) of these, the difference's own two roundings included:
 * less than k + 2 up to 46 swaps. (2) Whether the fee of a sale is sold in the same pool right after it is the
 * runtime's own affair; the quote takes it as sold, as spec 425 does, and the bound covers that it is not. (3) What
 * goes into a leg may itself be bounded only. As payouts grow with the input and shrink with what came before, the ends
 * of the ranges give the ends of the result.
 */
export interface Sampler {
  /** @throws RefusedTrade */
  carryOut(trade: RawTrade, terms: RawTerms): Promise<RawQuote>
  /** A sale for the transaction fee of between `least` and `most` alpha rao. */
  sellForFee(netuid: number, sold: SampledRange): Promise<SampledRange>
}

/** A number that is `mid` unless the runtime rounds or trades otherwise. */
export interface SampledRange {
  readonly least: bigint
  readonly mid: bigint
  readonly most: bigint
}

/** What has gone into a pool, net of fees. */
interface Passed {
  readonly side: RawLeg['side']
  readonly sum: SampledRange
  readonly swaps: bigint
}

const exactly = (value: bigint): SampledRange => ({ least: value, mid: value, most: value })
const plus = (a: SampledRange, b: SampledRange): SampledRange => ({
  least: a.least + b.least,
  mid: a.mid + b.mid,
  most: a.most + b.most,
})
const notBelowZero = (value: bigint) => (value > 0n ? value : 0n)
const boundOf = ({ least, mid, most }: SampledRange) => (mid - least > most - mid ? mid - least : most - mid)

/** Begins at the block's state. `free` is what the account that pays and receives has in TAO; undefined is enough. */
export function startSampler(
  reader: Reader,
  pools: ReadonlyMap<number, PoolFacts>,
  free: bigint | undefined,
): Sampler {
  const passed = new Map<number, Passed>()
  let owned = free
  const ask = { sell: simulateSale, buy: simulatePurchase }

  const simulate = async (side: RawLeg['side'], netuid: number, amount: bigint): Promise<Simulated> => {
    const answer = await ask[side](reader, netuid, amount)
    if (answer.paidIn === 0n && answer.out === 0n)
      throw new RefusedTrade(
        illiquid,
        `in the ${side === 'sell' ? 'sale' : 'purchase'}, the pool cannot take the amount`,
      )
    return answer
  }

  /** Of 65,535; 0 where there is no fee. */
  const rateAt = (netuid: number): number => {
    const { market, feeRate = 0 } = pools.get(netuid) ?? {}
    return netuid === ROOT || market === 'stable' ? 0 : feeRate
  }

  /** What `net` brings without a fee from the block's state. */
  const payout = async (side: RawLeg['side'], netuid: number, net: bigint): Promise<bigint> => {
    if (net === 0n) return 0n
    const { market, feeRate = 0 } = pools.get(netuid) ?? {}
    if (market === 'stable') return net
    const answer = await simulate(side, netuid, grossFor(net, feeRate))
    if (answer.paidIn === net) return answer.out
    throw new RefusedTrade(illiquid, 'its pool would take less than all of it, or a fee that is not its rate')
  }

  /** A leg that pays in `net` after all that went before. */
  const pass = async (side: RawLeg['side'], netuid: number, net: SampledRange): Promise<SampledRange> => {
    if (netuid === ROOT || pools.get(netuid)?.market === 'stable') return net
    const { side: way, sum, swaps } = passed.get(netuid) ?? { side, sum: exactly(0n), swaps: 0n }
    if (way !== side)
      throw new RefusedTrade(
        illiquid,
        'trades in both directions through one pool cannot be quoted on this runtime',
      )
    const between = async (from: bigint, paid: bigint) => {
      const [all, before] = await Promise.all([payout(side, netuid, from + paid), payout(side, netuid, from)])
      return all - before
    }
    const [mid, least, most] = await Promise.all([
      between(sum.mid, net.mid),
      between(sum.most, net.least),
      between(sum.least, net.most),
    ])
    const rounding = swaps === 0n ? 0n : swaps + 2n
    passed.set(netuid, { side, sum: plus(sum, net), swaps: swaps + 1n })
    return { least: notBelowZero(least - rounding), mid, most: most + rounding }
  }

  /** A sale, and the sale of its fee. Answers the fee too. */
  const sell = async (
    netuid: number,
    amount: bigint,
  ): Promise<{ readonly fee: bigint; readonly out: SampledRange }> => {
    const feeRate = rateAt(netuid)
    if (netuid === ROOT || pools.get(netuid)?.market === 'stable') return { fee: 0n, out: exactly(amount) }
    const fee = feeOn(amount, feeRate)
    const net = amount - fee
    const paidIn = (passed.get(netuid)?.sum.mid ?? 0n) + net
    const out = await pass('sell', netuid, exactly(net))
    if (fee > 0n && (await payout('sell', netuid, paidIn + fee)) === (await payout('sell', netuid, paidIn)))
      throw new RefusedTrade(dust, 'in the sale of the fee, it is too small to be paid anything')
    const so = passed.get(netuid)
    if (so) {
      const sum = plus(so.sum, { least: 0n, mid: fee, most: fee })
      passed.set(netuid, { ...so, sum, swaps: so.swaps + 1n })
    }
    return { fee, out }
  }

  const legAt = (
    netuid: number,
    leg: Pick<RawLeg, 'side' | 'paid' | 'fee' | 'feeRate' | 'received'>,
  ): RawLeg[] =>
    netuid === ROOT
      ? []
      : [{ netuid, ...leg, priceBefore: pools.get(netuid)?.price ?? 0n, priceAfter: undefined }]

  const into = async (netuid: number, paid: SampledRange, isFree: boolean) => {
    const feeRate = isFree ? 0 : rateAt(netuid)
    const fee = feeOn(paid.mid, feeRate)
    const bought = await pass('buy', netuid, plus(paid, exactly(-fee)))
    return {
      bought,
      legs: legAt(netuid, { side: 'buy', paid: paid.mid, fee, feeRate, received: bought.mid }),
    }
  }

  return {
    async carryOut({ origin, destination, amount, partial }, { deposit, least, minimum }) {
      if (origin === undefined) checkAdd(pools.get(destination ?? ROOT), amount, minimum, owned)
      const sale = origin === undefined ? { fee: 0n, out: exactly(amount) } : await sell(origin, amount)
      const { out } = sale
      const legs =
        origin === undefined
          ? []
          : legAt(origin, {
              ...{ side: 'sell', paid: amount, fee: sale.fee },
              ...{ feeRate: rateAt(origin), received: out.mid },
            })
      const having = owned === undefined || origin === undefined ? owned : owned + out.mid
      const quote = { sold: amount, tao: out.mid, heldBack: 0n }
      if (destination === undefined) {
        if (amount === 0n) throw new RefusedTrade(tooLow, 'the amount is 0')
        if (partial && out.mid < minimum) throw belowMinimum(out.mid, minimum)
        owned = having
        return { ...quote, bought: out.mid, legs, ...boundedBy(out) }
      }
      if (origin !== undefined && out.mid <= least)
        return { ...quote, bought: 0n, legs, ...boundedBy(exactly(0n)) }
      const paid = payable(out.mid, having, deposit)
      if (paid === 0n) throw new RefusedTrade(nothingLeft, 'after the existential deposit nothing is left')
      const heldBack = out.mid - paid
      owned = having === undefined ? undefined : having - paid
      const isFree = origin !== undefined && origin !== ROOT
      const { bought, legs: more } = await into(destination, plus(out, exactly(-heldBack)), isFree)
      const sold = origin === undefined ? paid : amount
      const tao = origin === undefined ? paid : out.mid
      return { sold, tao, heldBack, bought: bought.mid, legs: [...legs, ...more], ...boundedBy(bought) }
    },
    sellForFee: (netuid, sold) => pass('sell', netuid, sold),
  }
}

/** Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/staking/stake_utils.rs:1057-1131 */
function checkAdd(
  pool: PoolFacts | undefined,
  amount: bigint,
  minimum: bigint,
  free: bigint | undefined,
): void {
  const rate = pool === undefined || pool.market === 'stable' ? 0 : pool.feeRate
  const least = minimum + feeOn(minimum, rate)
  if (amount < least || amount - feeOn(amount, rate) < minimum) throw belowMinimum(amount, least)
  if (free !== undefined && amount > free) throw new RefusedTrade(unfunded, 'it is more than what is free')
}

function boundedBy(bought: SampledRange): Pick<RawQuote, 'exact' | 'bound'> {
  const bound = boundOf(bought)
  return { exact: bound === 0n, bound }
}
