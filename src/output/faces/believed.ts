import type { Believed } from '../../chain/quote/limit.ts'
import type { Leg } from '../../chain/quote/types.ts'

const WHOLE_RATE = 65_535
/** Highest fee rate a pool can be given, and the one that is counted at the least. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:1132, pallets/swap/src/pallet/mod.rs:89 */
const [HIGHEST_RATE, LEAST_RATE] = [10_000, 33]

/** Rows on what a floor still takes the endpoint's word for, and how much less a lie about it can bring. */
export function believedRows(
  believed: readonly Believed[],
  legs: readonly Pick<Leg, 'feeRate' | 'side'>[],
): [string, string][] {
  const texts: Readonly<Record<Believed, string>> = {
    pools: 'the reserves of the pools',
    'fee-rate': `the fee rate (at worst ${worstFee(legs)}% less)`,
    weights:
      legs.length > 1
        ? 'the weights of the pools (0.01 off: 4% less)'
        : 'the weight of the pool (above 0.857 nothing holds)',
    'cut-offs': 'that neither pool ends a move early (else less is sold)',
    'no-pool': 'that a subnet has no pool',
    stake: 'the stake (where there is less, less is sold)',
  }
  return believed.map((what, n) => [n === 0 ? 'Taken on trust' : '', texts[what]])
}

/** How much less the highest fee leaves than the one that was counted. Percent, to a tenth. */
function worstFee(legs: readonly Pick<Leg, 'feeRate'>[]): string {
  const counted = Math.max(LEAST_RATE, ...legs.map(({ feeRate }) => feeRate ?? 0))
  const lost = 1 - (WHOLE_RATE - HIGHEST_RATE) / (WHOLE_RATE - counted)
  return (Math.max(0, lost) * 100).toFixed(1)
}
