import type { Ellipse } from '../../pool/ellipse.ts'
import type { Market } from '../../pool/types.ts'
import type { Reader } from '../reader.ts'
import { readFeeRate, readWeight } from './terms.ts'

export interface MarketReads {
  /**
   * Subnets as the pool model takes them, by netuid: reserves, weight or ellipse, fee rate, alpha issued. A pool whose curve this
   * runtime does not tell is missing.
   */
  markets(netuids: readonly number[]): Promise<ReadonlyMap<number, Market>>
}

const ROOT = 0
/** Value of SubnetMechanism for a subnet with a pool. Source: opentensor/subtensor@14bc6f9f pallets/subtensor/src/lib.rs:1865 */
const DYNAMIC = 1

/** As the metadata has it: all four in units of 2^-32 rao. */
interface StoredEllipse {
  readonly alpha_scale: bigint
  readonly tao_scale: bigint
  readonly center_alpha: bigint
  readonly center_tao: bigint
}

/** The pools as integers, for the pool model. */
export function marketReads(reader: Reader): MarketReads {
  return {
    async markets(netuids) {
      const asked = [...new Set(netuids)]
      const markets = await Promise.all(asked.map(netuid => readWithIssued(reader, netuid)))
      return new Map(asked.flatMap((netuid, n) => (markets[n] ? [[netuid, markets[n]]] : [])))
    },
  }
}

/** A pool with all alpha there is, which limits are solved with. */
async function readWithIssued(reader: Reader, netuid: number): Promise<Market | undefined> {
  if (netuid === ROOT || !reader.runtime.storage('SubtensorModule', 'SubnetAlphaOut')) {
    return readMarket(reader, netuid)
  }
  const [market, alphaOut] = await Promise.all([
    readMarket(reader, netuid),
    reader.storage('SubtensorModule', 'SubnetAlphaOut', [netuid]),
  ])
  return typeof market === 'object'
    ? { ...market, alphaIssued: market.alphaIn + (alphaOut as bigint) }
    : market
}

/** A subnet as the pool model trades in it; undefined where this runtime does not tell its curve. */
export async function readMarket(reader: Reader, netuid: number): Promise<Market | undefined> {
  if (netuid === ROOT) return 'root'
  const [mechanism, alphaIn, reserve, feeRate, curve] = await Promise.all([
    reader.storage('SubtensorModule', 'SubnetMechanism', [netuid]),
    reader.storage('SubtensorModule', 'SubnetAlphaIn', [netuid]),
    reader.storage('SubtensorModule', 'SubnetTAO', [netuid]),
    readFeeRate(reader, netuid),
    readCurve(reader, netuid),
  ])
  if (mechanism !== DYNAMIC) return 'stable'
  if (curve === undefined) return undefined
  return { alphaIn: alphaIn as bigint, tao: reserve as bigint, feeRate, ...curve }
}

/** Weight of a pool, or its ellipse where the runtime trades along one (no weight then); undefined without either. */
async function readCurve(reader: Reader, netuid: number) {
  if (reader.runtime.storage('Swap', 'SwapBalancer')) {
    return { quoteWeight: await readWeight(reader, netuid) }
  }
  if (!reader.runtime.storage('Swap', 'SwapSuperellipse')) return undefined
  const stored = (await reader.storage('Swap', 'SwapSuperellipse', [netuid])) as StoredEllipse | undefined
  if (stored === undefined) return undefined
  const ellipse: Ellipse = {
    alphaScale: stored.alpha_scale,
    taoScale: stored.tao_scale,
    centerAlpha: stored.center_alpha,
    centerTao: stored.center_tao,
  }
  return { quoteWeight: 0n, ellipse }
}
