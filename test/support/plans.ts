import { netuidFrom, parseAlpha, widen } from '../../src/balance/index.ts'
import type { Address } from '../../src/chain/address.ts'
import { staked } from '../../src/chain/place.ts'
import type { PlannedTrade, TradePlan } from '../../src/plan/plan.ts'
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
    minReceived: null,
    limitPrice: null,
    exact: true,
    bound: someOf(destination, '0'),
    legs: [],
    whole: false,
    calls: [call],
  }
}

export const planSample = (...sketches: readonly Sketch[]): TradePlan => ({
  coldkey: coldkey1,
  trades: sketches.map(tradeSample),
  staysBehind: [],
  call,
})
