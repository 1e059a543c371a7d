import { netuidFrom, parseAlpha, parseTao, widen } from '../../src/balance/index.ts'
import type { Address } from '../../src/chain/address.ts'
import { staked } from '../../src/chain/place.ts'
import type { PlannedTrade, PricedPlan } from '../../src/plan/plan.ts'
import { findShortfall, matchEvents } from '../../src/trade/after/match-events.ts'
import { coldkey1, hot25 } from './test-chain.ts'

/** Any price. */
export const unguarded = { protection: { kind: 'none' }, allowPartial: false } as const

const call = { pallet: 'SubtensorModule', name: 'swap_stake', args: {} }

export interface Sketch {
  readonly origin?: number
  readonly destination?: number
  readonly from?: Address
  readonly to?: Address
  readonly sold?: string
  readonly quoted?: string
  readonly minReceived?: string
  /** What stays in the position it is sold from. */
  readonly left?: string
  /** Of its one leg. */
  readonly impact?: string
}

/** An amount of alpha of a subnet. */
export const someOf = (netuid: number, text: string) =>
  widen(parseAlpha(text, netuidFrom(netuid, 'position')))

export function tradeSample(sketch: Sketch = {}): PlannedTrade {
  const { origin = 45, destination = 0, from = hot25, sold = '10', quoted = '5' } = sketch
  return {
    verb: 'swap',
    from: staked(coldkey1, from, origin),
    to: staked(coldkey1, sketch.to ?? from, destination),
    via: null,
    sold: someOf(origin, sold),
    quoted: someOf(destination, quoted),
    minReceived: sketch.minReceived === undefined ? null : someOf(destination, sketch.minReceived),
    limitPrice: sketch.minReceived === undefined ? null : '0.5',
    exact: true,
    bound: someOf(destination, '0'),
    legs: sketch.impact === undefined ? [] : [legSample(origin, sketch.impact)],
    whole: false,
    calls: [call],
  }
}

function legSample(netuid: number, impactPercent: string): PlannedTrade['legs'][number] {
  const paid = someOf(netuid, '10')
  const amounts = { paid, received: parseTao('5'), fee: someOf(netuid, '0'), feeRate: 0 }
  return { netuid, side: 'sell', ...amounts, priceBefore: '0.5', priceAfter: '0.5', impactPercent }
}

/** A plan whose fee is 0.1 TAO. */
export function planSample(...sketches: readonly Sketch[]): PricedPlan {
  const trades = sketches.map(tradeSample)
  const after = sketches.map(({ left = '0' }, n) => {
    const place = trades[n]?.from ?? staked(coldkey1, hot25, 45)
    return { place, amount: someOf(place.netuid ?? 0, left) }
  })
  return { coldkey: coldkey1, trades, staysBehind: [], call, transactionFee: parseTao('0.1'), after }
}

const decimal = (rao: bigint) => `${rao / 10n ** 9n}.${String(rao % 10n ** 9n).padStart(9, '0')}`

/** The exit of a trade whose receipt tells that this much was sold and arrived. Unit: rao. */
export function exitOfSample(
  planned: { readonly sold: bigint; readonly minimum: bigint },
  { filled, received }: { readonly filled: bigint; readonly received: bigint },
): number {
  const [origin, destination] = [45, 8]
  const [sold, minReceived] = [decimal(planned.sold), decimal(planned.minimum)]
  const trade = tradeSample({ origin, destination, sold, quoted: minReceived, minReceived })
  const none = parseTao('0')
  const step = {
    ...{ from: trade.from, to: trade.to, originFee: someOf(origin, '0'), destinationFee: none, tao: none },
    sold: someOf(origin, decimal(filled)),
    received: received === 0n ? undefined : someOf(destination, decimal(received)),
  }
  const item = { error: undefined, executed: [step] }
  const receipt = {
    ...{ blockNumber: 1, blockHash: '0x00' as const, index: 0, error: undefined },
    ...{ executed: [step], items: [item], transactionFee: none, alphaFee: null },
  }
  return findShortfall(matchEvents({ trades: [trade] }, receipt))?.exit ?? 0
}
