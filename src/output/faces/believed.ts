import type { Believed } from '../../chain/quote/limit.ts'
import type { Leg } from '../../chain/quote/types.ts'

const WHOLE_RATE = 65_535
/** Highest fee rate a pool can be given, and the one that is counted at the least. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:1132, pallets/swap/src/pallet/mod.rs:89 */
const [HIGHEST_RATE, LEAST_RATE] = [10_000, 33]

/** A floor, as far as it stands on what an endpoint tells. */
interface Floor {
  readonly believed?: readonly Believed[]
  readonly legs: readonly Pick<Leg, 'feeRate'>[]
}

/** Rows on what floors still take the endpoint's word for, and how much less a lie about it can bring, once for all. */
export function believedRows(floors: readonly Floor[]): [string, string][] {
  const told = floors.filter(({ believed }) => believed?.includes('fee-rate'))
  const worst = Math.max(...told.map(({ legs }) => worstFee(legs)))
  const texts = floors.flatMap(({ believed = [], legs }) => believed.map(what => textOf(what, legs, worst)))
  return [...new Set(texts)].map((text, n) => [n === 0 ? 'Taken on trust' : '', text])
}

function textOf(what: Believed, legs: Floor['legs'], worst: number): string {
  const texts: Readonly<Record<Believed, string>> = {
    pools: 'the reserves of the pools',
    'fee-rate': `the fee rate (at worst ${worst.toFixed(1)}% less)`,
    weights:
      legs.length > 1
        ? 'the weights of the pools (0.01 off: 4% less)'
        : 'the weight of the pool (above 0.857 nothing holds)',
    'cut-offs': 'that neither pool ends a move early (else less is sold)',
    'no-pool': 'that a subnet has no pool',
    stake: 'the stake (where there is less, less is sold)',
  }
  return texts[what]
}

/** How much less the highest fee leaves than the one that was counted. Unit: percent. */
function worstFee(legs: Floor['legs']): number {
  const counted = Math.max(LEAST_RATE, ...legs.map(({ feeRate }) => feeRate ?? 0))
  return Math.max(0, 1 - (WHOLE_RATE - HIGHEST_RATE) / (WHOLE_RATE - counted)) * 100
}
