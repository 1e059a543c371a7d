import { expectTypeOf, test } from 'vitest'
import * as b from '../../src/balance/index.ts'
import type { Executed } from '../../src/chain/outcome/stake-events.ts'
import type { EntryTrade } from '../../src/journal/entry.ts'
import type { QuoteReport } from '../../src/output/faces/quote.ts'
import type { Holding, PlannedTrade, PricedPlan } from '../../src/plan/plan.ts'
import type { TradeLine, TradeReport } from '../../src/trade/after/report.ts'

declare const trade: PlannedTrade
declare const plan: PricedPlan
declare const holding: Holding
declare const line: TradeLine
declare const report: TradeReport
declare const step: Executed
declare const quote: QuoteReport
declare const entry: EntryTrade
declare const some: b.SomeBalance
declare const free: b.Balance<b.Tao>
declare const price: b.Price<b.Alpha<5>, b.Tao>

test('what must compile', () => {
  expectTypeOf(b.inUnit(trade.sold, b.tao)).toEqualTypeOf<b.Balance<b.Tao>>()
  expectTypeOf(b.inUnit(line.quoted, b.alphaOf(b.netuid(5)))).toEqualTypeOf<b.Balance<b.Alpha<5>>>()
  expectTypeOf(b.add(plan.transactionFee, free)).toEqualTypeOf<b.Balance<b.Tao>>()
  expectTypeOf(b.isZero(report.trades.length === 0 ? free : line.quoted)).toEqualTypeOf<boolean>()
  b.withKnownUnit<b.SomeBalance>(trade.quoted, known => b.add(known, b.inUnit(trade.bound, known.unit)))
  const shown: b.SomeBalance = free
  b.format(shown)
  b.formatNamed(holding.amount)
})

test('amounts of a plan do not mix', () => {
  // @ts-expect-error what is sold and what is quoted
  b.add(trade.sold, trade.quoted)
  // @ts-expect-error even twice the same: the compiler does not know its unit
  b.add(trade.sold, trade.sold)
  // @ts-expect-error the least and what is sold
  b.compare(trade.sold, trade.minReceived ?? trade.quoted)
  // @ts-expect-error a fee in TAO from what lies in a place
  b.subtract(holding.amount, plan.transactionFee)
  // @ts-expect-error from TAO something of some unit
  b.subtract(plan.transactionFee, holding.amount)
  // @ts-expect-error a sum of what several trades bring
  b.sum([trade.quoted], free)
  // @ts-expect-error a price of one subnet for whatever is sold
  b.convert(trade.sold, price, 'down')
  // @ts-expect-error what is sold is not known to be TAO
  const paid: b.Balance<b.Tao> = trade.sold
  // @ts-expect-error nor to be alpha of a subnet
  const stake: b.Balance<b.Alpha<5>> = trade.sold
  // @ts-expect-error nor to be alpha at all
  const alpha: b.Balance<b.SomeAlpha> = trade.sold
  // @ts-expect-error no unit is stated
  const any: b.Balance<b.Unit> = trade.sold
  return [paid, stake, alpha, any]
})

test('nor do those of receipts, reports and the journal', () => {
  // @ts-expect-error what arrived and what was quoted
  b.compare(line.received ?? line.quoted, line.quoted)
  // @ts-expect-error what left and the fee
  b.subtract(step.sold, step.originFee)
  // @ts-expect-error TAO in between and what arrived
  b.subtract(step.tao, step.sold)
  // @ts-expect-error fees of several units
  b.sum(line.fees, free)
  // @ts-expect-error a share of something unknown
  b.percentOf(line.quoted, line.sold)
  // @ts-expect-error what a quote sells and brings
  b.add(quote.sold, quote.quoted)
  // @ts-expect-error what stands in the journal
  b.add(entry.sold, entry.quoted)
})

test('a known unit stays where it is known', () => {
  b.withKnownUnit(some, known => {
    // @ts-expect-error another amount, whose unit is not looked at
    b.add(known, trade.quoted)
    // @ts-expect-error and TAO
    b.add(known, free)
  })
  b.withKnownUnit(some, one =>
    b.withKnownUnit(trade.sold, other => {
      // @ts-expect-error two units, both known, each under its own name
      b.add(one, other)
    }),
  )
  // @ts-expect-error what it hands back is an amount of some unit again
  const kept: b.Balance<b.Unit> = b.withKnownUnit<b.SomeBalance>(some, known => known)
  // @ts-expect-error an amount of some unit is no number
  some * 2
  // @ts-expect-error nor text to be parsed
  b.parseTao(some)
  return kept
})
