import { CliError } from '../../errors/cli-error.ts'
import type { Reader } from '../reader.ts'

/** Highest fee rate a pool can be given, in parts of 65,535. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:1132 */
const HIGHEST_FEE_RATE = 10_000
/** Bounds of a pool's weight, in parts of 1e18. Source: opentensor/subtensor@14bc6f9f pallets/swap/src/pallet/balancer.rs */
const LEAST_WEIGHT = 10n ** 16n
const WHOLE_WEIGHT = 10n ** 18n

/** The swap fee of a subnet, in parts of 65,535. Range: 0..10,000. @throws E_ENDPOINT for one that no chain has */
export async function readFeeRate(reader: Pick<Reader, 'storage'>, netuid: number): Promise<number> {
  const rate = (await reader.storage('Swap', 'FeeRate', [netuid])) as number
  if (rate > HIGHEST_FEE_RATE) throw impossible(`a swap fee of ${rate} parts of 65,535`, netuid)
  return rate
}

/** The weight of a pool's TAO, in parts of 1e18. Range: 0.01..0.99. @throws E_ENDPOINT for one that no chain has */
export async function readWeight(reader: Pick<Reader, 'storage'>, netuid: number): Promise<bigint> {
  const weight = (await reader.storage('Swap', 'SwapBalancer', [netuid])) as bigint
  if (weight < LEAST_WEIGHT || weight > WHOLE_WEIGHT - LEAST_WEIGHT) {
    throw impossible(`a pool weight of ${weight} parts of 1e18`, netuid)
  }
  return weight
}

const impossible = (what: string, netuid: number) =>
  new CliError('E_ENDPOINT', { problem: `it states ${what} for subnet ${netuid}` })
